"""What hangs on walls: pictures, curtains, radiators."""

import numpy as np

from scenes.geometry import bar, box, ellipsoid, frame, mirrored, rounded, slab, sweep
from scenes.objects._pieces import at_most
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching

FOLD_M = 0.16
"""Width of a fold of a curtain, m."""

FIN_M = 0.07
"""From one tube of a radiator to the next, m."""


def _picture() -> Parts:
    """A canvas in a frame."""
    return assembled(
        [frame((-0.0125, -0.4, 0.0), (0.0125, 0.4, 0.6), 0.03)],
        canvas=("fabric", [box((-0.01, -0.369, 0.031), (0.004, 0.369, 0.569))]),
    )


def _curtain(size: Size) -> Parts:
    """A rail with knobs, and two curtains in folds that leave a quarter of the width open."""
    width, thick = 0.36 * size[1], at_most(0.004, 0.04, size[0])
    radius, cloth = at_most(0.012, 0.1, size[0], size[2]), 0.97 * size[2]
    folds = min(12, max(2, round(width / FOLD_M)))
    along = np.linspace(0.125 * size[1], 0.125 * size[1] + width, 2 * folds + 1)
    wave = (size[0] / 2 - thick) * np.where(np.arange(len(along)) % 2, 1.0, -1.0)
    path = np.stack([wave, along, np.full(len(along), cloth / 2)], axis=1)
    left = sweep(path, rounded(thick / 2, cloth / 2, 0.0, 1))
    level, end = size[2] - 2 * radius, 0.49 * size[1]
    knobs = [
        ellipsoid((0.0, side * end, level), (2 * radius, size[1] / 2 - end, 2 * radius), 6, 2)
        for side in (-1, 1)
    ]
    rail = bar((0.0, -end, level), (0.0, end, level), radius, 6)
    return assembled([left, mirrored(left, 1)], rail=("metal", [rail, *knobs]))


def _radiator(size: Size) -> Parts:
    """Upright flat tubes before two headers."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    count = min(30, max(2, round(size[1] / FIN_M)))
    step = size[1] / count
    middles = -y + (np.arange(count) + 0.5) * step
    tubes = [slab((0.2 * x, middle, z / 2), (1.6 * x, 0.7 * step, z)) for middle in middles]
    headers = [
        box((-x, -y, level * z), (-0.65 * x, y, (level + 0.08) * z)) for level in (0.08, 0.84)
    ]
    return assembled([*tubes, *headers])


HUNG = {
    "picture": ObjectType(
        size_m=(0.025, 0.8, 0.6),
        least_m=(0.015, 0.3, 0.3),
        most_m=(0.04, 1.3, 1.2),
        material="wood",
        build=stretching(_picture),
        stands="hung",
        hung_m=1.3,
    ),
    "curtain": ObjectType(
        size_m=(0.12, 1.8, 2.3),
        least_m=(0.08, 1.0, 1.2),
        most_m=(0.18, 3.0, 2.5),
        material="fabric",
        build=filling(_curtain),
        stands="hung",
        hung_m=0.03,
    ),
    "radiator": ObjectType(
        size_m=(0.1, 1.0, 0.6),
        least_m=(0.06, 0.5, 0.4),
        most_m=(0.15, 1.8, 0.9),
        material="metal",
        build=filling(_radiator),
        stands="hung",
        hung_m=0.12,
    ),
}
"""The backs of these are at the wall."""
