"""Machines of kitchen and laundry: metal cases with doors, panes and drums."""

import numpy as np

from scenes.geometry import (
    Mesh,
    along_x,
    box,
    cone,
    cushion,
    cylinder,
    ellipse,
    frame,
    lathe,
    loft,
    moved,
    slab,
    torus,
    tube,
)
from scenes.objects._pieces import GAP_M, upright_handle
from scenes.objects._type import ObjectType, Parts, assembled, stretching


def _fridge() -> Parts:
    """A case with the freezer's door below the larger one, and two upright handles."""
    doors = [
        cushion((0.25, -0.3, 0.07), (0.29, 0.3, 0.62), 0.005),
        cushion((0.25, -0.3, 0.63), (0.29, 0.3, 1.8), 0.005),
    ]
    bars = [*upright_handle(0.29, -0.25, 0.3, 0.58), *upright_handle(0.29, -0.25, 0.7, 1.3)]
    feet = box((-0.3, -0.28, 0.0), (0.22, 0.28, 0.05 - GAP_M))
    case = box((-0.325, -0.3, 0.05), (0.25 - 0.004, 0.3, 1.79))
    return assembled([case, *doors, *bars], feet=("plastic", [feet]))


def _stove() -> Parts:
    """An oven whose door has a pane and a bar, with five knobs below a hob with four rings."""
    case = box((-0.3, -0.3, 0.09), (0.25, 0.3, 0.88))
    door = moved(frame((0.0, -0.29, 0.22), (0.03, 0.29, 0.72), 0.09), (0.251, 0.0, 0.0))
    panel = box((0.251, -0.3, 0.735), (0.275, 0.3, 0.88))
    drawer = box((0.251, -0.29, 0.1), (0.278, 0.29, 0.21))
    dials = [
        moved(along_x(cylinder((0.0, 0.0, 0.0), 0.02, 0.02, 6)), (0.276, y, 0.805))
        for y in np.linspace(-0.24, 0.24, 5)
    ]
    bar = [
        tube(
            [(0.282, -0.22, 0.68), (0.3, -0.22, 0.68), (0.3, 0.22, 0.68), (0.282, 0.22, 0.68)],
            0.008,
            4,
        )
    ]
    rings = [
        cylinder((x, y, 0.896), 0.085 if x * y > 0 else 0.1, 0.004, 10)
        for x in (-0.14, 0.12)
        for y in (-0.15, 0.15)
    ]
    hob = box((-0.3, -0.3, 0.881), (0.28, 0.3, 0.895))
    pane = box((0.258, -0.199, 0.311), (0.274, 0.199, 0.629))
    plinth = box((-0.28, -0.28, 0.0), (0.22, 0.28, 0.089))
    return assembled(
        [case, door, panel, drawer, *bar, *rings, plinth],
        panes=("glass", [hob, pane]),
        knobs=("plastic", dials),
    )


def _dishwasher() -> Parts:
    """A case with a tall door, a bar across it, and a strip of controls above."""
    door = cushion((0.26, -0.295, 0.11), (0.28, 0.295, 0.72), 0.004)
    bar = [
        tube(
            [(0.282, -0.2, 0.68), (0.3, -0.2, 0.68), (0.3, 0.2, 0.68), (0.282, 0.2, 0.68)], 0.007, 4
        )
    ]
    strip = cushion((0.26, -0.295, 0.724), (0.282, 0.295, 0.845), 0.004)
    buttons = [slab((0.286, y, 0.785), (0.006, 0.025, 0.014)) for y in np.linspace(0.05, 0.25, 5)]
    case = box((-0.3, -0.3, 0.1), (0.26 - GAP_M, 0.3, 0.85))
    plinth = box((-0.28, -0.29, 0.0), (0.2, 0.29, 0.1 - GAP_M))
    return assembled([case, door, *bar], strip=("plastic", [strip, *buttons, plinth]))


def _microwave() -> Parts:
    """A case with a glass door beside a panel with a dial and a clock."""
    case = box((-0.19, -0.25, 0.012), (0.15, 0.25, 0.29))
    feet = [slab((x, y, 0.0055), (0.03, 0.03, 0.011)) for x in (-0.15, 0.1) for y in (-0.2, 0.2)]
    door = frame((0.151, -0.25, 0.015), (0.171, 0.1, 0.288), 0.035)
    pane = box((0.155, -0.214, 0.051), (0.166, 0.064, 0.252))
    panel = box((0.151, 0.105, 0.015), (0.17, 0.25, 0.288))
    dial = moved(along_x(cylinder((0.0, 0.0, 0.0), 0.03, 0.018, 8)), (0.171, 0.178, 0.1))
    clock = box((0.1705, 0.13, 0.21), (0.174, 0.225, 0.255))
    return assembled(
        [case, door, *upright_handle(0.171, 0.085, 0.05, 0.25, 0.025)],
        pane=("glass", [pane, clock]),
        panel=("plastic", [panel, dial, *feet]),
    )


def _washing_machine() -> Parts:
    """A case with a drum sunk into its front behind a round glass door, and controls above."""
    drum, door = _drum(0.19, 0.36), (0.31, 0.0, 0.42)
    ring = moved(along_x(torus((0.0, 0.0, 0.0), 0.2, 0.05, 16, 4)), (0.292, 0.0, 0.42))
    glass = lathe(
        [(0.0, -0.05), (0.1, -0.045), (0.172, 0.0), (0.172, 0.01), (0.1, -0.03), (0.0, -0.035)], 12
    )
    strip = box((0.281, -0.295, 0.72), (0.3, 0.295, 0.845))
    drawer = box((0.301, 0.08, 0.735), (0.31, 0.28, 0.83))
    dial = moved(along_x(cylinder((0.0, 0.0, 0.0), 0.035, 0.02, 8)), (0.301, -0.03, 0.78))
    return assembled(
        [drum],
        door=("plastic", [ring, strip, drawer, dial]),
        glass=("glass", [moved(along_x(glass), (door[0] - 0.01, 0.0, door[2]))]),
    )


def _drum(radius: float, depth: float) -> Mesh:
    """A case, 0.6 x 0.6 x 0.85 m, with a round hole of this radius and depth in its front."""
    corners = np.array([(1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0)])
    square = np.concatenate(
        [[a, (a + b) / 2] for a, b in zip(corners, np.roll(corners, -1, 0), strict=True)]
    )
    outer = square * np.array([0.3, 0.425]) + np.array([0.0, 0.425])
    turn = np.roll(ellipse(radius, radius, 16, (0.0, 0.42)), -2, axis=0)
    levels = [(outer, -0.3), (outer, 0.28), (turn, 0.28), (turn, 0.28 - depth)]
    loops = [np.c_[np.full(16, x), outline] for outline, x in levels]
    return loft(loops, tips=((-0.3, 0.0, 0.425), None))


def _kettle() -> Parts:
    """A round body with a spout, a lid with a knob, and a bow handle."""
    body = lathe(
        [(0.0, 0.02), (0.075, 0.02), (0.08, 0.05), (0.055, 0.17), (0.05, 0.185), (0.0, 0.19)], 12
    )
    spout = tube([(0.06, 0.0, 0.12), (0.09, 0.0, 0.14), (0.105, 0.0, 0.18)], 0.014)
    bow = tube(
        [
            (-0.05, 0.0, 0.17),
            (-0.1, 0.0, 0.17),
            (-0.11, 0.0, 0.12),
            (-0.09, 0.0, 0.06),
            (-0.075, 0, 0.06),
        ],
        0.01,
        5,
    )
    knob = cone((0.0, 0.0, 0.192), 0.008, 0.025, 0.016, 6)
    base = cylinder((0.0, 0.0, 0.0), 0.082, 0.019, 12)
    return assembled([body, spout], grip=("plastic", [bow, knob, base]))


APPLIANCES = {
    "fridge": ObjectType(
        size_m=(0.65, 0.6, 1.8),
        least_m=(0.58, 0.54, 1.2),
        most_m=(0.8, 0.95, 2.05),
        material="metal",
        build=stretching(_fridge),
        stands="wall",
        use_m=0.9,
    ),
    "stove": ObjectType(
        size_m=(0.62, 0.6, 0.9),
        least_m=(0.58, 0.5, 0.85),
        most_m=(0.68, 0.9, 0.95),
        material="metal",
        build=stretching(_stove),
        stands="wall",
        use_m=0.9,
        carries=1.0,
    ),
    "dishwasher": ObjectType(
        size_m=(0.6, 0.6, 0.85),
        least_m=(0.55, 0.45, 0.81),
        most_m=(0.65, 0.6, 0.9),
        material="metal",
        build=stretching(_dishwasher),
        stands="wall",
        use_m=0.9,
        carries=1.0,
    ),
    "microwave": ObjectType(
        size_m=(0.38, 0.5, 0.29),
        least_m=(0.3, 0.43, 0.24),
        most_m=(0.45, 0.6, 0.36),
        material="metal",
        build=stretching(_microwave),
        stands="on",
        carries=1.0,
    ),
    "washing_machine": ObjectType(
        size_m=(0.62, 0.6, 0.85),
        least_m=(0.45, 0.58, 0.82),
        most_m=(0.7, 0.7, 1.05),
        material="metal",
        build=stretching(_washing_machine),
        stands="wall",
        use_m=0.8,
        carries=1.0,
    ),
    "kettle": ObjectType(
        size_m=(0.23, 0.165, 0.22),
        least_m=(0.18, 0.13, 0.18),
        most_m=(0.27, 0.2, 0.28),
        material="metal",
        build=stretching(_kettle),
        stands="on",
    ),
}
"""Built-in machines keep to modules of 0.6 m (EN 1116)."""
