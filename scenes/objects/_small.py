"""Small things that lie about: books, bottles, pots, bags and pillows."""

import numpy as np

from scenes.geometry import (
    box,
    lathe,
    loft,
    moved,
    rounded,
    slab,
    stack,
    tube,
    turned,
)
from scenes.objects._type import ObjectType, Parts, assembled, stretching


def _book() -> Parts:
    """Two covers and a spine around a block of pages."""
    covers = [box((-0.11, -0.075, z), (0.11, 0.075, z + 0.003)) for z in (0.0, 0.027)]
    spine = box((-0.11, -0.075, 0.0036), (0.11, -0.072, 0.0264))
    return assembled([*covers, spine, box((-0.106, -0.071, 0.0036), (0.106, 0.071, 0.0264))])


def _bottle() -> Parts:
    """A bottle with shoulders and a neck, and a cap."""
    low = [(0.0, 0.0), (0.036, 0.0), (0.038, 0.01), (0.038, 0.18), (0.016, 0.24)]
    cap = lathe([(0.0, 0.291), (0.016, 0.291), (0.016, 0.31), (0.0, 0.31)], 10)
    return assembled([lathe([*low, (0.014, 0.29), (0.0, 0.29)], 10)], cap=("plastic", [cap]))


def _pot() -> Parts:
    """A cooking pot with a lid, its knob, and two bow handles."""
    shell = [(0.0, 0.0), (0.115, 0.0), (0.12, 0.01), (0.12, 0.12), (0.117, 0.12), (0.11, 0.006)]
    lid = [(0.0, 0.122), (0.123, 0.122), (0.12, 0.13), (0.02, 0.15), (0.0, 0.15)]
    knob = lathe([(0.0, 0.151), (0.01, 0.151), (0.022, 0.168), (0.015, 0.175), (0.0, 0.175)], 6)
    bow = [(0.05, 0.112, 0.1), (0.045, 0.15, 0.1), (-0.045, 0.15, 0.1), (-0.05, 0.112, 0.1)]
    grips = [tube(np.array(bow) * (1, side, 1), 0.007, 5) for side in (-1, 1)]
    pieces = [lathe([*shell, (0.0, 0.006)], 12), lathe(lid, 12), *grips]
    return assembled(pieces, knob=("plastic", [knob]))


def _bag() -> Parts:
    """A hand bag: a body that narrows upwards, a flap, a clasp and two handles."""
    foot, belly, top = (
        rounded(0.07, 0.16, 0.03),
        rounded(0.075, 0.17, 0.04),
        rounded(0.03, 0.14, 0.02),
    )
    body = stack([foot, belly, top], [0.0, 0.08, 0.24])
    bow = [
        (0.0, -0.09, 0.2),
        (0.0, -0.08, 0.32),
        (0.0, 0.0, 0.36),
        (0.0, 0.08, 0.32),
        (0.0, 0.09, 0.2),
    ]
    strap = [moved(tube(bow, 0.007, 5), (x, 0.0, 0.0)) for x in (-0.02, 0.02)]
    flap = moved(
        turned(box((-0.004, -0.12, -0.13), (0.004, 0.12, 0.0)), (0.0, -0.28, 0.0)), (0.045, 0, 0.23)
    )
    return assembled(
        [body, flap, *strap], clasp=("metal", [slab((0.088, 0.0, 0.11), (0.012, 0.04, 0.02))])
    )


def _pillow() -> Parts:
    """A pillow, thick in the middle and pinched at its four corners."""
    x, y = np.linspace(-1, 1, 7), np.linspace(-1, 1, 7)
    thick = 0.004 + 0.066 * np.sqrt(np.outer(1 - x**4, 1 - y**4))
    loops = []
    for i, depth in enumerate(x):
        across = 0.3 * y * (1 - 0.08 * (1 - depth**2))
        along = 0.2 * depth * (1 - 0.08 * (1 - y**2))
        upper = np.stack([along, across, thick[i]], axis=1)
        lower = np.stack([along, across, -thick[i]], axis=1)[::-1]
        loops.append(np.concatenate([upper, lower]))
    return assembled([loft(loops)])


SMALL = {
    "book": ObjectType(
        size_m=(0.22, 0.15, 0.03),
        least_m=(0.17, 0.11, 0.01),
        most_m=(0.32, 0.24, 0.06),
        material="wood",
        build=stretching(_book),
        stands="on",
        carries=1.0,
    ),
    "bottle": ObjectType(
        size_m=(0.076, 0.076, 0.31),
        least_m=(0.06, 0.06, 0.2),
        most_m=(0.1, 0.1, 0.34),
        material="glass",
        build=stretching(_bottle),
        stands="on",
    ),
    "pot": ObjectType(
        size_m=(0.24, 0.31, 0.175),
        least_m=(0.18, 0.24, 0.13),
        most_m=(0.3, 0.4, 0.28),
        material="metal",
        build=stretching(_pot),
        stands="on",
    ),
    "bag": ObjectType(
        size_m=(0.17, 0.34, 0.36),
        least_m=(0.1, 0.24, 0.25),
        most_m=(0.25, 0.5, 0.5),
        material="leather",
        build=stretching(_bag),
    ),
    "pillow": ObjectType(
        size_m=(0.4, 0.6, 0.14),
        least_m=(0.35, 0.35, 0.1),
        most_m=(0.5, 0.8, 0.22),
        material="fabric",
        build=stretching(_pillow),
        stands="on",
    ),
}
"""Sizes are near the medians of the same things among AI2-THOR's assets."""
