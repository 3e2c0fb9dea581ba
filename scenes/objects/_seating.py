"""What people sit on, and its seats."""

import numpy as np

from scenes.geometry import (
    along_y,
    both_sides,
    box,
    cushion,
    cylinder,
    ellipse,
    lathe,
    moved,
    ring,
    rounded,
    stack,
    torus,
    tube,
    turned,
    turned_copies,
)
from scenes.objects._pieces import GAP_M, at_most, legs
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching

ARM_M = 0.16
"""Thickness of a sofa's arm, at most a fifth of its width, m."""

SEAT_WIDTH_M = 0.55
"""Least width of each seat of a sofa, m."""

SOFA_BACK = 0.22
"""Share of a sofa's depth that its back takes."""


def sofa_arm_m(width_m: float) -> float:
    """Thickness of each arm of a sofa of this width, m."""
    return at_most(ARM_M, 0.2, width_m)


def sofa_seats(width_m: float) -> int:
    """How many sit side by side on a sofa of this width."""
    return min(8, max(1, int((width_m - 2 * sofa_arm_m(width_m)) / SEAT_WIDTH_M)))


def _sofa(size: Size) -> Parts:
    """Sofa or armchair: legs, base, back, two arms, and two cushions for each seat."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    arm, spine, back = sofa_arm_m(size[1]), -x + 0.12 * size[0], -x + SOFA_BACK * size[0]
    foot, base, seat = at_most(0.06, 0.1, z), 0.26 * z + GAP_M, 0.5 * z
    soft = at_most(0.03, 0.03, size[0], z)
    thick = at_most(0.05, 0.1, *size[:2])
    pieces = [
        *legs(x - thick, y - thick, thick, 0.0, foot - GAP_M, 0.7),
        box((-x, -y, foot), (x, y, base - GAP_M)),
        cushion((-x, -y, base), (spine - GAP_M, y, z), soft),
        *both_sides([cushion((spine, y - arm, base), (x, y, 0.72 * z), soft)]),
    ]
    edges = np.linspace(-y + arm, y - arm, sofa_seats(size[1]) + 1)
    for a, b in zip(edges[:-1] + GAP_M, edges[1:] - GAP_M, strict=True):
        pieces.append(cushion((spine, a, base), (x - GAP_M, b, seat), soft))
        pieces.append(cushion((spine, a, seat + GAP_M), (back, b, 0.95 * z), soft))
    return assembled(pieces)


def _chair() -> Parts:
    """A seat on four legs; the rear ones rise to carry a back rest of three slats."""
    pieces = [
        *both_sides([box((-0.225, 0.185, 0.0), (-0.185, 0.225, 0.9))]),
        *both_sides([box((0.185, 0.185, 0.0), (0.225, 0.225, 0.424))]),
        *both_sides([box((-0.184, 0.195, 0.18), (0.184, 0.215, 0.21))]),
        *both_sides([box((-0.184, 0.195, 0.37), (0.184, 0.215, 0.424))]),
        box((0.195, -0.184, 0.37), (0.215, 0.184, 0.424)),
        box((-0.184, -0.225, 0.425), (0.225, 0.225, 0.45)),
    ]
    slats = [(0.56, 0.62), (0.68, 0.74), (0.8, 0.89)]
    return assembled(
        [*pieces, *(box((-0.215, -0.184, low), (-0.198, 0.184, high)) for low, high in slats)]
    )


def _office_chair() -> Parts:
    """A cushioned seat and back, and arm rests, on a column with five castors."""
    spoke = box((0.045, -0.022, 0.065), (0.31, 0.022, 0.1))
    castor = moved(along_y(cylinder((0.0, 0.0, -0.025), 0.031, 0.05, 6)), (0.294, 0.0, 0.031))
    arm = tube([(0.02, 0.2, 0.42), (0.02, 0.29, 0.42), (0.02, 0.29, 0.659)], 0.014, 4)
    spine = tube([(-0.05, 0.0, 0.4), (-0.31, 0.0, 0.4), (-0.31, 0.0, 0.85)], 0.015, 5)
    steel = [
        cylinder((0.0, 0.0, 0.05), 0.045, 0.08, 8),
        cylinder((0.0, 0.0, 0.131), 0.027, 0.295, 8),
    ]
    seat = cushion((-0.24, -0.25, 0.435), (0.26, 0.25, 0.5), 0.025, 2)
    back = turned(
        cushion((-0.295, -0.22, 0.57), (-0.235, 0.22, 1.04), 0.025, 2),
        (0.0, -0.08, 0.0),
        (-0.27, 0.0, 0.57),
    )
    pads = both_sides([cushion((-0.12, 0.26, 0.66), (0.15, 0.325, 0.69), 0.01)])
    return assembled(
        [seat, back],
        base=("metal", [*steel, *turned_copies(spoke, 5), spine, *both_sides([arm])]),
        rests=("plastic", [*pads, *turned_copies(castor, 5)]),
    )


def _stool() -> Parts:
    """A round seat on four splayed legs that a ring holds together."""
    seat = [(0.0, 0.424), (0.17, 0.424), (0.19, 0.436), (0.19, 0.45), (0.175, 0.46), (0.0, 0.46)]
    leg = tube([(0.21, 0.0, 0.0), (0.13, 0.0, 0.423)], 0.016, 5)
    feet = turned_copies(turned(leg, (0.0, 0.0, np.pi / 4)), 4)
    return assembled([lathe(seat, 12), *feet, torus((0.0, 0.0, 0.15), 0.182, 0.018, 12)])


def _bench() -> Parts:
    """Three planks on two trestles of slanting legs, with a rail between them."""
    planks = [box((a, -0.6, 0.42), (a + 0.12, 0.6, 0.45)) for a in (-0.19, -0.06, 0.07)]
    leg = stack([rounded(0.022, 0.022, 0.0, 1, (x, 0.48)) for x in (0.16, 0.1)], [0.0, 0.374])
    beam = box((-0.17, 0.455, 0.375), (0.17, 0.505, 0.419))
    cross = box((-0.098, 0.47, 0.13), (0.098, 0.49, 0.17))
    rail = box((-0.012, -0.469, 0.14), (0.012, 0.469, 0.165))
    return assembled(
        [*planks, *both_sides(both_sides([leg], axis=0)), *both_sides([beam, cross]), rail]
    )


def _toilet() -> Parts:
    """A hollow bowl with a seat, a raised lid, and a cistern with a button behind it."""
    bowl = stack(
        [
            _oval(*o)
            for o in ((0.5, 0.5), (0.5, 0.5), (1.0, 1.0), (1.0, 1.0), (0.72, 0.7), (0.3, 0.3))
        ],
        [0.0, 0.16, 0.34, 0.4, 0.4, 0.24],
    )
    foot = cushion((-0.3, -0.1, 0.0), (0.0, 0.1, 0.3), 0.02)
    cistern = cushion((-0.35, -0.18, 0.4), (-0.185, 0.18, 0.77), 0.02, 2)
    seat = ring(_oval(1.02, 1.0), _oval(0.7, 0.66), 0.401, 0.425)
    lid = turned(stack([_oval(1.0, 0.98)] * 2, [0.426, 0.442]), (0.0, -1.72, 0.0), (-0.16, 0, 0.43))
    button = cylinder((-0.265, 0.0, 0.771), 0.022, 0.009, 8)
    return assembled(
        [bowl, foot, cistern],
        seat=("plastic", [seat, moved(lid, (0.03, 0.0, 0.0))]),
        button=("metal", [button]),
    )


def _oval(along: float, across: float) -> np.ndarray:
    """Outline of a toilet's bowl, as shares of its rim."""
    return ellipse(0.25 * along, 0.185 * across, 12, (0.09, 0.0))


SEATING = {
    "sofa": ObjectType(
        size_m=(0.9, 2.0, 0.8),
        least_m=(0.75, 1.5, 0.7),
        most_m=(1.1, 2.8, 0.95),
        material="fabric",
        build=filling(_sofa),
        stands="wall",
        use_m=0.5,
        seats=0.5,
        lies=0.5,
    ),
    "armchair": ObjectType(
        size_m=(0.85, 0.85, 0.9),
        least_m=(0.7, 0.65, 0.75),
        most_m=(1.05, 1.1, 1.05),
        material="leather",
        build=filling(_sofa),
        stands="wall",
        use_m=0.5,
        seats=0.5,
    ),
    "chair": ObjectType(
        size_m=(0.45, 0.45, 0.9),
        least_m=(0.4, 0.4, 0.8),
        most_m=(0.55, 0.55, 1.0),
        material="wood",
        build=stretching(_chair),
        use_m=0.4,
        seats=0.5,
    ),
    "office_chair": ObjectType(
        size_m=(0.65, 0.65, 1.05),
        least_m=(0.58, 0.58, 0.95),
        most_m=(0.72, 0.72, 1.15),
        material="fabric",
        build=stretching(_office_chair),
        use_m=0.4,
        seats=0.5 / 1.05,
    ),
    "stool": ObjectType(
        size_m=(0.38, 0.38, 0.46),
        least_m=(0.3, 0.3, 0.42),
        most_m=(0.45, 0.45, 0.78),
        material="wood",
        build=stretching(_stool),
        use_m=0.4,
        seats=1.0,
    ),
    "bench": ObjectType(
        size_m=(0.38, 1.2, 0.45),
        least_m=(0.3, 0.9, 0.42),
        most_m=(0.5, 1.8, 0.5),
        material="wood",
        build=stretching(_bench),
        stands="wall",
        use_m=0.5,
        seats=1.0,
    ),
    "toilet": ObjectType(
        size_m=(0.7, 0.38, 0.92),
        least_m=(0.62, 0.35, 0.85),
        most_m=(0.8, 0.45, 1.02),
        material="ceramic",
        build=stretching(_toilet),
        stands="wall",
        use_m=0.6,
        seats=0.425 / 0.925,
    ),
}
"""Seats are 0.4 to 0.5 m high (Neufert, Architects' Data; office chairs: EN 1335-1)."""
