"""Lamps and fans."""

import numpy as np

from scenes.geometry import (
    Mesh,
    along_x,
    box,
    cylinder,
    ellipsoid,
    lathe,
    moved,
    torus,
    tube,
    turned,
)
from scenes.objects._type import ObjectType, Parts, assembled, stretching


def _floor_lamp() -> Parts:
    """A hollow shade over a bulb, on a thin stem with a heavy foot."""
    stem = [(0.0, 0.0), (0.14, 0.0), (0.14, 0.02), (0.012, 0.03), (0.012, 1.38), (0.0, 1.38)]
    bulb = ellipsoid((0.0, 0.0, 1.44), (0.035, 0.035, 0.055), 6, 2)
    shade = _shade(0.2, 0.14, 1.33, 1.6)
    return assembled([lathe(stem, 10)], shade=("fabric", [shade]), bulb=("glass", [bulb]))


def _table_lamp() -> Parts:
    """A hollow shade on a round-bellied foot."""
    low = [(0.0, 0.0), (0.07, 0.0), (0.05, 0.02), (0.075, 0.1), (0.06, 0.18)]
    foot = [*low, (0.012, 0.22), (0.012, 0.32), (0.0, 0.32)]
    return assembled([lathe(foot, 10)], shade=("fabric", [_shade(0.14, 0.09, 0.26, 0.45)]))


def _shade(low_radius: float, high_radius: float, low: float, high: float) -> Mesh:
    """A thin hollow frustum."""
    thick = 0.004
    outside = [(low_radius, low), (high_radius, high)]
    inside = [(high_radius - thick, high), (low_radius - thick, low)]
    return lathe([*outside, *inside], 12, wrap=True)


def _fan() -> Parts:
    """Four blades in a cage of two rings and six spokes, on a stem with a round foot."""
    stem = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.02), (0.02, 0.04), (0.02, 0.94), (0.0, 0.94)]
    motor = along_x(cylinder((0.0, 0.0, -0.15), 0.05, 0.15, 8))
    axle = along_x(cylinder((0.0, 0.0, 0.001), 0.035, 0.06, 8))
    blade = turned(box((0.028, -0.055, 0.037), (0.032, 0.055, 0.18)), (0.0, 0.0, 0.5), (0.03, 0, 0))
    blades = [turned(blade, (i * np.pi / 2, 0.0, 0.0)) for i in range(4)]
    rings = [
        moved(along_x(torus((0.0, 0.0, 0.0), radius, 0.012, 12)), (x, 0.0, 0.0))
        for radius, x in ((0.2, 0.02), (0.11, 0.07))
    ]
    spoke = tube(
        [(-0.03, 0.0, 0.05), (0.02, 0.0, 0.194), (0.07, 0.0, 0.104), (0.08, 0, 0.04)], 0.003, 3
    )
    cage = [*rings, *(turned(spoke, (i * np.pi / 3, 0.0, 0.0)) for i in range(6))]
    head = [moved(mesh, (0.0, 0.0, 1.0)) for mesh in (motor, axle, *blades)]
    wire = [moved(mesh, (0.0, 0.0, 1.0)) for mesh in cage]
    return assembled([lathe(stem, 10), *head], cage=("metal", wire))


LAMPS = {
    "floor_lamp": ObjectType(
        size_m=(0.4, 0.4, 1.6),
        least_m=(0.28, 0.28, 1.4),
        most_m=(0.55, 0.55, 1.85),
        material="metal",
        build=stretching(_floor_lamp),
    ),
    "table_lamp": ObjectType(
        size_m=(0.28, 0.28, 0.45),
        least_m=(0.18, 0.18, 0.32),
        most_m=(0.38, 0.38, 0.65),
        material="ceramic",
        build=stretching(_table_lamp),
        stands="on",
    ),
    "fan": ObjectType(
        size_m=(0.4, 0.42, 1.2),
        least_m=(0.34, 0.36, 0.9),
        most_m=(0.5, 0.52, 1.4),
        material="plastic",
        build=stretching(_fan),
    ),
}
"""Standing and table lamps, and a fan that does not turn."""
