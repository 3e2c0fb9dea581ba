"""What a bathroom holds, but for the toilet, which is a seat."""

import numpy as np

from scenes.geometry import (
    Mesh,
    box,
    cone,
    cushion,
    frame,
    merge,
    moved,
    rounded,
    stack,
    sweep,
    tube,
)
from scenes.objects._pieces import GAP_M
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching


def _bathtub() -> Parts:
    """A tub with a broad rim and sloping ends, and a tap at one end."""
    outline = rounded(0.375, 0.85, 0.05, 4)
    rim, low = rounded(0.31, 0.77, 0.2, 4), rounded(0.22, 0.55, 0.16, 4)
    tub = stack(
        [0.96 * outline, 0.96 * outline, outline, outline, rim, low],
        [0.0, 0.53, 0.531, 0.58, 0.58, 0.13],
    )
    return assembled([tub], tap=("metal", [moved(_mixer(), (0.0, -0.81, 0.581))]))


def _mixer() -> Mesh:
    """A tap that reaches along +y, with two handles."""
    spout = tube([(0.0, 0.0, 0.0), (0.0, 0.0, 0.09), (0.0, 0.1, 0.1), (0.0, 0.13, 0.07)], 0.014, 5)
    grips = [cone((x, 0.0, 0.0), 0.018, 0.05, 0.024, 6) for x in (-0.09, 0.09)]
    return merge([spout, *grips])


def _shower() -> Parts:
    """A tray with a rim, two glass walls with a door's gap between, a riser and a head."""
    square = rounded(0.45, 0.45, 0.05, 2)
    tray = stack([square, square, 0.9 * square, 0.85 * square], [0.0, 0.12, 0.12, 0.07])
    panes = [
        box((-0.419, -0.434, 0.135), (0.414, -0.426, 2.0)),
        box((0.426, -0.421, 0.135), (0.434, -0.05, 2.0)),
        box((0.405, 0.0, 0.135), (0.413, 0.42, 1.99)),
    ]
    posts = [
        box((x - 0.015, y - 0.015, 0.121), (x + 0.015, y + 0.015, 2.001))
        for x, y in ((-0.435, -0.43), (0.43, -0.437), (0.43, 0.435))
    ]
    rails = [
        box((-0.419, -0.445, 2.002), (0.445, -0.415, 2.03)),
        box((0.415, -0.414, 2.002), (0.445, 0.45, 2.03)),
    ]
    riser = tube(
        [(-0.43, 0.1, 1.0), (-0.43, 0.1, 2.08), (-0.2, 0.1, 2.08), (-0.15, 0.1, 2.03)], 0.012, 5
    )
    head = cone((-0.15, 0.1, 1.99), 0.1, 0.03, 0.03, 8)
    mixer = cushion((-0.45, -0.02, 1.0), (-0.4, 0.22, 1.05), 0.01)
    return assembled(
        [tray],
        glass=("glass", panes),
        metal=("metal", [*posts, *rails, riser, head, moved(mixer, (0.0, 0.0, -0.06))]),
    )


def _washbasin(size: Size) -> Parts:
    """A basin with a tap, on a pedestal where the height allows one."""
    outer, rim, low = (rounded(x, y, 0.1, 4) for x, y in ((0.24, 0.3), (0.18, 0.24), (0.1, 0.14)))
    shift = np.array([0.03, 0.0])
    basin = stack(
        [0.55 * outer, 0.98 * outer, outer, outer, rim + shift, low + shift],
        [0.67, 0.78, 0.81, 0.85, 0.85, 0.72],
    )
    column, foot = rounded(0.08, 0.08, 0.05), rounded(0.11, 0.12, 0.05)
    pedestal = moved(stack([foot, column, 1.1 * column], [0.0, 0.15, 0.67 - GAP_M]), (-0.05, 0, 0))
    neck = [(-0.2, 0.0, 0.851), (-0.2, 0.0, 0.95), (-0.1, 0.0, 0.96), (-0.07, 0.0, 0.92)]
    lever = tube([(-0.2, 0.0, 0.963), (-0.14, 0.0, 0.99)], 0.008, 4)
    pieces = [basin] if size[2] < 0.5 else [basin, pedestal]
    return assembled(pieces, tap=("metal", [tube(neck, 0.012, 5), lever]))


def _towel_rail() -> Parts:
    """A heated ladder of seven rungs with a towel over one of them."""
    sides = [tube([(0.0, y, 0.0), (0.0, y, 1.2)], 0.016) for y in (-0.23, 0.23)]
    heights = (0.06, 0.2, 0.34, 0.55, 0.69, 0.96, 1.14)
    rungs = [tube([(0.012, -0.25, z), (0.012, 0.25, z)], 0.01, 4) for z in heights]
    feet = [
        tube([(-0.05, y, z), (-0.016, y, z)], 0.01, 4) for y in (-0.23, 0.23) for z in (0.1, 1.1)
    ]
    path = [
        (0.04, 0.0, 0.6),
        (0.04, 0.0, 0.965),
        (0.028, 0.0, 0.98),
        (0.0, 0.0, 0.98),
        (-0.012, 0.0, 0.965),
        (-0.012, 0.0, 0.75),
    ]
    towel = sweep(path, rounded(0.004, 0.17, 0.0, 1)[:, ::-1])
    return assembled([*sides, *rungs, *feet], towel=("fabric", [towel]))


def _mirror() -> Parts:
    """A framed pane, which the silver behind the glass makes a sheet of metal to radio waves."""
    return assembled(
        [frame((-0.015, -0.3, 0.0), (0.015, 0.3, 0.9), 0.02)],
        pane=("metal", [box((-0.005, -0.279, 0.021), (0.005, 0.279, 0.879))]),
    )


BATHROOM = {
    "bathtub": ObjectType(
        size_m=(0.75, 1.7, 0.7),
        least_m=(0.7, 1.5, 0.62),
        most_m=(0.95, 1.95, 0.78),
        material="ceramic",
        build=stretching(_bathtub),
        stands="wall",
        use_m=0.6,
    ),
    "shower": ObjectType(
        size_m=(0.9, 0.9, 2.1),
        least_m=(0.75, 0.75, 2.0),
        most_m=(1.2, 1.2, 2.2),
        material="ceramic",
        build=stretching(_shower),
        stands="corner",
        use_m=0.6,
    ),
    "washbasin": ObjectType(
        size_m=(0.48, 0.6, 1.0),
        least_m=(0.35, 0.42, 0.92),
        most_m=(0.6, 0.8, 1.08),
        material="ceramic",
        build=filling(_washbasin),
        stands="wall",
        use_m=0.6,
    ),
    "towel_rail": ObjectType(
        size_m=(0.1, 0.5, 1.2),
        least_m=(0.08, 0.4, 0.7),
        most_m=(0.14, 0.7, 1.7),
        material="metal",
        build=stretching(_towel_rail),
        stands="hung",
        hung_m=0.4,
    ),
    "mirror": ObjectType(
        size_m=(0.03, 0.6, 0.9),
        least_m=(0.02, 0.35, 0.4),
        most_m=(0.05, 1.2, 1.6),
        material="wood",
        build=stretching(_mirror),
        stands="hung",
        hung_m=1.05,
    ),
}
"""Tubs are 1.5 to 1.9 m by 0.7 to 0.9 m, basins 0.55 by 0.45 m and their rims 0.85 m high
(Neufert, Architects' Data)."""
