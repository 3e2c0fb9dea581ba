"""A cat and a dog, standing."""

from collections.abc import Sequence

import numpy as np

from scenes.geometry import (
    Mesh,
    Vector,
    both_sides,
    capsule,
    cone,
    ellipse,
    ellipsoid,
    loft,
    moved,
    sweep,
    turned,
)
from scenes.objects._type import ObjectType, Parts, assembled, stretching

Station = tuple[float, float, float, float]
"""Of a body's section: x, height of its middle, half its width and half its height, m."""


def _cat() -> Parts:
    """Body, neck, head with ears, four legs, and a raised tail."""
    body = _trunk(
        [
            (-0.17, 0.175, 0.03, 0.035),
            (-0.12, 0.175, 0.058, 0.06),
            (0.0, 0.165, 0.062, 0.06),
            (0.1, 0.175, 0.055, 0.06),
            (0.15, 0.185, 0.035, 0.04),
        ],
        (-0.19, 0.18),
        (0.17, 0.19),
    )
    head = ellipsoid((0.215, 0.0, 0.255), (0.05, 0.047, 0.042), 8, 3)
    muzzle = ellipsoid((0.256, 0.0, 0.243), (0.02, 0.022, 0.016), 6, 2)
    ears = both_sides([_ear((0.205, 0.028, 0.285), 0.018, 0.05)])
    legs = both_sides(
        [
            _leg((0.115, 0.038, 0.17), (0.125, 0.04, 0.09), 0.024),
            _leg((-0.115, 0.042, 0.17), (-0.15, 0.045, 0.09), 0.03),
        ]
    )
    tail = [
        (-0.17, 0, 0.19),
        (-0.23, 0, 0.2),
        (-0.27, 0, 0.25),
        (-0.275, 0, 0.31),
        (-0.255, 0, 0.35),
    ]
    neck = capsule((0.13, 0.0, 0.195), (0.195, 0.0, 0.24), 0.035, 0.032, 6)
    return assembled([body, neck, head, muzzle, *ears, *legs, _tail(tail, 0.014)])


def _dog() -> Parts:
    """Body, neck, head with a muzzle and hanging ears, four legs, and a tail."""
    body = _trunk(
        [
            (-0.26, 0.43, 0.05, 0.06),
            (-0.2, 0.42, 0.09, 0.1),
            (-0.03, 0.4, 0.09, 0.1),
            (0.14, 0.38, 0.105, 0.145),
            (0.24, 0.42, 0.065, 0.09),
        ],
        (-0.29, 0.44),
        (0.28, 0.44),
    )
    head = ellipsoid((0.37, 0.0, 0.6), (0.085, 0.07, 0.07), 8, 3)
    muzzle = capsule((0.42, 0.0, 0.58), (0.495, 0.0, 0.57), 0.042, 0.03, 6)
    ear = ellipsoid((0.35, 0.075, 0.59), (0.035, 0.015, 0.06), 6, 2)
    legs = both_sides(
        [
            _leg((0.17, 0.06, 0.42), (0.18, 0.065, 0.22), 0.046),
            _leg((-0.19, 0.06, 0.42), (-0.25, 0.07, 0.2), 0.052),
        ]
    )
    tail = [(-0.27, 0, 0.46), (-0.34, 0, 0.5), (-0.4, 0, 0.57), (-0.43, 0, 0.64)]
    neck = capsule((0.23, 0.0, 0.46), (0.33, 0.0, 0.57), 0.085, 0.06, 6)
    return assembled([body, neck, head, muzzle, *both_sides([ear]), *legs, _tail(tail, 0.022)])


def _trunk(stations: list[Station], rear: tuple[float, float], front: tuple[float, float]) -> Mesh:
    """A closed body through upright elliptic sections, with tips at both ends (x and height)."""
    loops = []
    for x, height, half_y, half_z in stations:
        outline = ellipse(half_y, half_z, 10)
        loops.append(np.c_[np.full(10, x), outline[:, 0], outline[:, 1] + height])
    return loft(loops, tips=((rear[0], 0.0, rear[1]), (front[0], 0.0, front[1])))


def _leg(top: Vector, knee: Vector, radius: float) -> Mesh:
    """A leg that narrows to the ankle and ends in a paw on the ground."""
    x, y, _ = knee
    ankle, paw = (x - 0.3 * radius, y, 1.1 * radius), (x, y, 0.45 * radius)
    toe = (x + 1.2 * radius, y, 0.35 * radius)
    section = ellipse(radius, radius, 5)
    scale = (1.3, 0.75, 0.5, 0.45, 0.3)
    return sweep([top, knee, ankle, paw, toe], section, scale=scale)


def _ear(base: Vector, radius: float, height: float) -> Mesh:
    """A pointed ear, flat from front to back."""
    upright = cone((0.0, 0.0, 0.0), radius, height, sides=5)
    flat = (upright[0] * np.array([0.5, 1.0, 1.0]), upright[1])
    return moved(turned(flat, (-0.25, 0.0, 0.0)), base)


def _tail(path: Sequence[Vector], radius: float) -> Mesh:
    return sweep(path, ellipse(radius, radius, 6), scale=np.linspace(1.0, 0.6, len(path)))


ANIMALS = {
    "cat": ObjectType(
        size_m=(0.55, 0.15, 0.36),
        least_m=(0.42, 0.11, 0.28),
        most_m=(0.65, 0.18, 0.42),
        material="leather",
        build=stretching(_cat),
    ),
    "dog": ObjectType(
        size_m=(0.95, 0.24, 0.68),
        least_m=(0.45, 0.13, 0.32),
        most_m=(1.2, 0.3, 0.85),
        material="leather",
        build=stretching(_dog),
    ),
}
"""They stand still. Leather is the nearest of the materials of objects to fur and skin; it
reflects some 8 dB less than bare skin."""
