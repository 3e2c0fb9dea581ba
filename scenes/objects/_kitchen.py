"""What a kitchen is made of: base units, the sink, and the hood above the stove."""

import numpy as np

from scenes.geometry import (
    Mesh,
    box,
    cylinder,
    merge,
    mirrored,
    moved,
    ring,
    rounded,
    stack,
    tube,
)
from scenes.objects._pieces import GAP_M, at_most, fronts, level_handles
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching

MODULE_M = 0.6
"""Usual width of a base unit, m (EN 1116)."""

BUILT_IN_M = 0.5
"""A sink less high than this is a bowl without a base unit, m."""


def _counter(size: Size) -> Parts:
    """Base units with a drawer above each door, a plinth set back, and a worktop."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    thick, over = at_most(0.04, 0.1, z), at_most(0.03, 0.06, size[0])
    body, doors = _base_units(-x, x - over, y, z - thick - GAP_M)
    return assembled(
        [*body, *doors],
        top=("ceramic", [box((-x, -y, z - thick), (x, y, z))]),
        handles=("metal", level_handles(doors, over, 0.9, 0.35)),
    )


def _kitchen_island(size: Size) -> Parts:
    """Base units with doors on both faces under a worktop that overhangs all round."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    thick, over = at_most(0.04, 0.1, z), at_most(0.06, 0.08, *size[:2])
    body, doors = _base_units(GAP_M / 2, x - over, y - over, z - thick - GAP_M)
    bars = level_handles(doors, 0.5 * over, 0.9, 0.35)
    return assembled(
        [mesh for one in (*body, *doors) for mesh in (one, mirrored(one, 0))],
        top=("ceramic", [box((-x, -y, z - thick), (x, y, z))]),
        handles=("metal", [mesh for one in bars for mesh in (one, mirrored(one, 0))]),
    )


def _base_units(rear: float, front: float, y: float, top: float) -> tuple[list[Mesh], list[Mesh]]:
    """Plinth and body, and a door below a drawer for each module of the width."""
    plinth, thick = at_most(0.1, 0.15, top), at_most(0.02, 0.05, front - rear)
    body = [
        box(
            (rear, -y + 0.02 * y, 0.0), (rear + 0.85 * (front - rear), y - 0.02 * y, plinth - GAP_M)
        ),
        box((rear, -y, plinth), (front - thick - GAP_M, y, top)),
    ]
    count = min(8, max(1, round(2 * y / MODULE_M)))
    return body, fronts((front - thick, -y, plinth), (front, y, top), count, (0.78, 0.22))


def _kitchen_sink(size: Size) -> Parts:
    """A steel bowl with a tap, let into a base unit where the height allows one."""
    if size[2] < BUILT_IN_M:
        return assembled([_bowl(0.16, 0.0, rounded(0.28, 0.34, 0.03))], tap=("metal", [_tap(0.16)]))
    doors = fronts((0.25, -0.4, 0.1), (0.27, 0.4, 0.86), 2, (1,))
    hole = _sunk(0.2, 0.29)
    case = rounded(0.2745, 0.4, 0.01) - (0.0255, 0.0)
    unit = stack([case, case, hole, hole], [0.1, 0.86, 0.86, 0.68])
    return assembled(
        [box((-0.3, -0.39, 0.0), (0.22, 0.39, 0.1 - GAP_M)), unit, *doors],
        top=("ceramic", [ring(rounded(0.3, 0.4, 0.01), _sunk(0.195, 0.285), 0.861, 0.9)]),
        bowl=("metal", [_bowl(0.21, 0.7, _sunk(0.205, 0.295)), _tap(0.9)]),
        handles=("metal", level_handles(doors, 0.03, 0.93, 0.4)),
    )


def _bowl(height: float, base: float, flange: np.ndarray) -> Mesh:
    """A steel bowl, its flange on what it is let into; its bottom is at `base`."""
    rim = _sunk(0.19, 0.28)
    top = base + height
    return stack(
        [_sunk(0.16, 0.24), rim, flange, flange, 0.98 * rim, 0.96 * _sunk(0.16, 0.24)],
        [base, top - 0.009, top - 0.009, top - 0.004, top - 0.004, base + 0.01],
    )


def _sunk(x: float, y: float) -> np.ndarray:
    """Outline of the bowl at some level, before the tap."""
    return rounded(x, y, 0.06, centre_m=(0.04, 0.0))


def _tap(base: float) -> Mesh:
    """A swan-neck tap behind the bowl, with a lever."""
    low = base + GAP_M
    neck = [(0.0, 0.0, 0.0), (0.0, 0.0, 0.2), (0.03, 0.0, 0.24), (0.12, 0.0, 0.24)]
    spout = tube([*neck, (0.16, 0.0, 0.2), (0.16, 0.0, 0.16)], 0.011, 5)
    lever = tube([(0.0, 0.012, 0.05), (0.0, 0.08, 0.08)], 0.008, 4)
    return moved(merge([spout, lever]), (-0.24, 0.0, low))


def _range_hood() -> Parts:
    """A pyramid over the stove, its rim below, and a flue."""
    wide, narrow = rounded(0.25, 0.3, 0.0, 1), rounded(0.1, 0.13, 0.0, 1) - (0.12, 0.0)
    canopy = stack([wide, wide, narrow], [0.0, 0.06, 0.25])
    flue = box((-0.22, -0.12, 0.251), (-0.03, 0.12, 0.7))
    lamps = [cylinder((0.05, side, -0.006), 0.035, 0.005, 6) for side in (-0.15, 0.15)]
    return assembled([canopy, flue], lamps=("glass", lamps))


KITCHEN = {
    "counter": ObjectType(
        size_m=(0.6, 1.8, 0.9),
        least_m=(0.55, 0.6, 0.85),
        most_m=(0.65, 3.6, 0.95),
        material="wood",
        build=filling(_counter),
        stands="wall",
        use_m=0.9,
        carries=1.0,
    ),
    "kitchen_island": ObjectType(
        size_m=(0.95, 1.6, 0.92),
        least_m=(0.75, 1.0, 0.88),
        most_m=(1.2, 2.4, 0.96),
        material="wood",
        build=filling(_kitchen_island),
        use_m=0.9,
        carries=1.0,
    ),
    "kitchen_sink": ObjectType(
        size_m=(0.6, 0.8, 1.15),
        least_m=(0.55, 0.6, 1.05),
        most_m=(0.65, 1.2, 1.25),
        material="wood",
        build=filling(_kitchen_sink),
        stands="wall",
        use_m=0.9,
    ),
    "range_hood": ObjectType(
        size_m=(0.5, 0.6, 0.7),
        least_m=(0.4, 0.5, 0.4),
        most_m=(0.55, 0.9, 1.0),
        material="metal",
        build=stretching(_range_hood),
        stands="hung",
        hung_m=1.55,
    ),
}
"""Worktops are 0.6 m deep and 0.85 to 0.95 m high (Neufert, Architects' Data; EN 1116)."""
