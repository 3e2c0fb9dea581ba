"""What people sleep in."""

from itertools import pairwise

import numpy as np

from scenes.geometry import both_sides, box, cushion
from scenes.objects._pieces import GAP_M, at_most, legs
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching

MATTRESS_TOP = 0.6
"""Height of the mattress as a share of that of the headboard."""

MATTRESS_INSET_M = 0.03
"""How far the mattress stays inside its frame, m."""


def _bed(size: Size) -> Parts:
    """A frame on legs with its headboard to the wall, a mattress, and a pillow for each sleeper."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    foot, head, rim = at_most(0.12, 0.13, z), at_most(0.05, 0.05, size[0]), 0.35 * z
    inset, soft = at_most(MATTRESS_INSET_M, 0.1, size[1]), at_most(0.04, 0.04, *size)
    thick = at_most(0.07, 0.1, *size[:2])
    frame = [
        *legs(x - 0.02 * x, y - 0.02 * y, thick, 0.0, foot - GAP_M),
        box((-x, -y, foot), (x, y, rim)),
        box((-x, -y, rim + GAP_M), (-x + head, y, z)),
    ]
    top = MATTRESS_TOP * z
    low, start = rim + GAP_M, -x + head + GAP_M
    bedding = [cushion((start, -y + inset, low), (x - inset, y - inset, top), soft, 2)]
    edges = np.linspace(-y + inset, y - inset, (2 if size[1] > 1.25 else 1) + 1)
    for a, b in pairwise(edges):
        low_corner = (start + 0.02 * x, a + 0.06 * (b - a), top + GAP_M)
        high_corner = (start + 0.42 * x, b - 0.06 * (b - a), top + 0.14 * z)
        bedding.append(cushion(low_corner, high_corner, 0.06 * z, 2))
    return assembled(frame, mattress=("fabric", bedding))


def _crib() -> Parts:
    """Four posts with barred sides, and a mattress."""
    bars = [
        *both_sides([_bar(0.305, y) for y in np.linspace(-0.56, 0.56, 9)], axis=0),
        *both_sides([_bar(x, 0.61) for x in np.linspace(-0.24, 0.24, 4)]),
    ]
    rails = [
        *both_sides(
            [box((0.29, -0.609, z), (0.32, 0.609, z + 0.03)) for z in (0.22, 0.82)], axis=0
        ),
        *both_sides([box((-0.289, 0.595, z), (0.289, 0.625, z + 0.03)) for z in (0.22, 0.82)]),
    ]
    posts = legs(0.34, 0.65, 0.04, 0.0, 0.9)
    mattress = cushion((-0.285, -0.59, 0.28), (0.285, 0.59, 0.4), 0.02)
    base = box((-0.285, -0.59, 0.255), (0.285, 0.59, 0.279))
    return assembled([*posts, *rails, *bars, base], mattress=("fabric", [mattress]))


def _bar(x: float, y: float) -> tuple[np.ndarray, np.ndarray]:
    return box((x - 0.007, y - 0.007, 0.251), (x + 0.007, y + 0.007, 0.819))


BEDS = {
    "bed": ObjectType(
        size_m=(2.05, 1.5, 0.9),
        least_m=(1.95, 0.9, 0.75),
        most_m=(2.2, 1.95, 1.1),
        material="wood",
        build=filling(_bed),
        stands="wall",
        use_m=0.5,
        seats=MATTRESS_TOP,
        lies=MATTRESS_TOP,
    ),
    "crib": ObjectType(
        size_m=(0.68, 1.3, 0.9),
        least_m=(0.6, 1.15, 0.8),
        most_m=(0.78, 1.5, 1.05),
        material="wood",
        build=stretching(_crib),
        stands="wall",
        use_m=0.6,
    ),
}
"""Mattresses are 0.9 to 1.8 m wide and 1.9 to 2.1 m long (Neufert, Architects' Data)."""
