"""Plants, vases, rugs and bins."""

import numpy as np

from scenes.geometry import (
    Mesh,
    box,
    ellipse,
    ellipsoid,
    lathe,
    moved,
    ring,
    rounded,
    slab,
    sweep,
    torus,
    tube,
    turned,
)
from scenes.objects._type import ObjectType, Parts, assembled, stretching


def _plant() -> Parts:
    """A pot with earth in it, a stem, and three tiers of arching leaves."""
    pot = [(0.0, 0.0), (0.1, 0.0), (0.14, 0.26), (0.155, 0.26), (0.155, 0.29), (0.125, 0.29)]
    stem = tube([(0.0, 0.0, 0.251), (0.015, 0.01, 0.7), (0.0, 0.0, 1.1)], 0.015, 5)
    tiers = ((0.55, 0.27, 5, 0.0), (0.8, 0.23, 5, 0.6), (1.08, 0.17, 4, 0.3))
    leaves = [
        moved(turned(_leaf(reach), (0.0, 0.0, start + i * 2 * np.pi / count)), (0.0, 0.0, height))
        for height, reach, count, start in tiers
        for i in range(count)
    ]
    return assembled(
        [lathe([*pot, (0.12, 0.25), (0.0, 0.25)], 10)], crown=("wood", [stem, *leaves])
    )


def _leaf(reach: float) -> Mesh:
    """A leaf that rises and arches over towards +x, `reach` long."""
    path = np.array([(0.02, 0, 0), (0.35, 0, 0.5), (0.7, 0, 0.62), (1.0, 0, 0.35)]) * reach
    width = np.array([0.3, 1.0, 0.8, 0.25])
    tip = path[-1] + (0.06 * reach, 0.0, -0.1 * reach)
    return sweep(path, ellipse(0.3 * reach, 0.005, 4), scale=width, tips=(None, tip))


def _rug() -> Parts:
    """A flat rug with a raised border, and fringes at both ends."""
    edge = ring(rounded(0.7, 0.95, 0.0, 1), rounded(0.64, 0.89, 0.0, 1), 0.0, 0.012)
    fringes = [
        slab((x, side * 0.976, 0.003), (0.03, 0.05, 0.006))
        for x in np.linspace(-0.66, 0.66, 10)
        for side in (-1, 1)
    ]
    return assembled([edge, box((-0.639, -0.889, 0.0), (0.639, 0.889, 0.009)), *fringes])


def _vase() -> Parts:
    """A hollow vase with a narrow neck, and three stems with buds."""
    outside = [(0.0, 0.0), (0.05, 0.0), (0.085, 0.1), (0.07, 0.18), (0.035, 0.24), (0.05, 0.28)]
    inside = [(0.044, 0.28), (0.029, 0.24), (0.06, 0.17), (0.0, 0.02)]
    ends = [(0.05, 0.03, 0.42), (-0.05, 0.04, 0.38), (0.0, -0.06, 0.4)]
    stems = [tube([(0.1 * x, 0.1 * y, 0.15), (x, y, z)], 0.003, 3) for x, y, z in ends]
    buds = [ellipsoid((x, y, z + 0.015), (0.025, 0.025, 0.03), 5, 2) for x, y, z in ends]
    return assembled([lathe([*outside, *inside], 10)], flowers=("wood", [*stems, *buds]))


def _bin() -> Parts:
    """A hollow bin that widens upwards, with a rolled rim."""
    shell = [(0.0, 0.0), (0.1, 0.0), (0.133, 0.29), (0.128, 0.29), (0.096, 0.006), (0.0, 0.006)]
    return assembled([lathe(shell, 14), torus((0.0, 0.0, 0.296), 0.132, 0.01, 14, 4)])


DECORATION = {
    "plant": ObjectType(
        size_m=(0.5, 0.5, 1.3),
        least_m=(0.25, 0.25, 0.5),
        most_m=(0.75, 0.75, 1.8),
        material="ceramic",
        build=stretching(_plant),
    ),
    "rug": ObjectType(
        size_m=(1.4, 2.0, 0.012),
        least_m=(0.6, 0.9, 0.008),
        most_m=(2.4, 3.4, 0.02),
        material="fabric",
        build=stretching(_rug),
    ),
    "vase": ObjectType(
        size_m=(0.17, 0.17, 0.44),
        least_m=(0.1, 0.1, 0.2),
        most_m=(0.25, 0.25, 0.55),
        material="ceramic",
        build=stretching(_vase),
        stands="on",
    ),
    "bin": ObjectType(
        size_m=(0.27, 0.27, 0.3),
        least_m=(0.22, 0.22, 0.26),
        most_m=(0.42, 0.42, 0.7),
        material="plastic",
        build=stretching(_bin),
    ),
}
"""Sizes are near the medians of the same things among AI2-THOR's assets."""
