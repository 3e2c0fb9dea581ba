"""Loudspeakers and pianos."""

import numpy as np

from scenes.geometry import Mesh, along_x, box, cushion, lathe, moved, slab, turned
from scenes.objects._type import ObjectType, Parts, assembled, stretching


def _speaker() -> Parts:
    """An upright box on a plinth with two woofers and a tweeter."""
    case = box((-0.15, -0.1, 0.031), (0.13, 0.1, 0.95))
    plinth = box((-0.15, -0.12, 0.0), (0.15, 0.12, 0.03))
    drivers = [
        moved(along_x(_driver(radius)), (0.131, 0.0, z))
        for radius, z in ((0.08, 0.35), (0.08, 0.56), (0.04, 0.76))
    ]
    return assembled([case, plinth], drivers=("plastic", drivers))


def _driver(radius: float) -> Mesh:
    """The ring and cone of a loudspeaker, 2 cm deep, its front at +z."""
    ring = [(radius, 0.0), (radius, 0.018), (0.9 * radius, 0.018), (0.85 * radius, 0.014)]
    return lathe(
        [(0.0, 0.0), *ring, (0.3 * radius, 0.003), (0.25 * radius, 0.006), (0.0, 0.01)], 10
    )


def _piano() -> Parts:
    """An upright piano: case, lid, keys on a shelf with two legs, a music rest, and pedals."""
    case = [
        box((-0.3, -0.74, 0.04), (0.0, 0.74, 1.16)),
        cushion((-0.3, -0.75, 1.161), (0.02, 0.75, 1.2), 0.006),
        box((-0.28, -0.72, 0.0), (-0.02, 0.72, 0.039)),
    ]
    shelf = [
        box((0.001, -0.74, 0.58), (0.3, 0.74, 0.64)),
        *(box((0.001, side - 0.03, 0.641), (0.29, side + 0.03, 0.74)) for side in (-0.71, 0.71)),
        *(box((0.22, side - 0.035, 0.0), (0.29, side + 0.035, 0.579)) for side in (-0.69, 0.69)),
    ]
    rest = turned(box((0.03, -0.35, 0.76), (0.045, 0.35, 1.0)), (0.0, -0.12, 0.0), (0.04, 0, 0.76))
    pedals = [slab((0.05, y, 0.05), (0.09, 0.03, 0.015)) for y in (-0.08, 0.0, 0.08)]
    return assembled([*case, *shelf, rest], keys=("plastic", [*_keys()]), pedals=("metal", pedals))


def _keys() -> list[Mesh]:
    """A row of white keys as one slab, and the black ones, in twos and threes."""
    octave = 1.34 / 7
    blacks = [
        box((0.04, start + a * octave, 0.671), (0.18, start + (a + 0.26) * octave, 0.682))
        for start in np.arange(7) * octave - 0.67
        for a in (0.08, 0.56)
    ]
    return [box((0.04, -0.675, 0.641), (0.27, 0.675, 0.67)), *blacks]


SOUND = {
    "speaker": ObjectType(
        size_m=(0.3, 0.24, 0.95),
        least_m=(0.2, 0.16, 0.3),
        most_m=(0.4, 0.3, 1.15),
        material="wood",
        build=stretching(_speaker),
        stands="wall",
    ),
    "piano": ObjectType(
        size_m=(0.6, 1.5, 1.2),
        least_m=(0.52, 1.4, 1.05),
        most_m=(0.68, 1.58, 1.35),
        material="wood",
        build=stretching(_piano),
        stands="wall",
        use_m=0.9,
        carries=1.0,
    ),
}
"""Things that sound."""
