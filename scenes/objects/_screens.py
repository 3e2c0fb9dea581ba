"""Screens and computers."""

import numpy as np

from scenes.geometry import both_sides, box, cushion, frame, slab, turned
from scenes.objects._pieces import GAP_M, fronts, legs
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching


def _screen() -> Parts:
    """A flat screen with a foot, on a low cabinet with three flaps and legs."""
    flaps = fronts((0.181, -0.7, 0.1), (0.2, 0.7, 0.47), 3, (1,))
    pieces = [
        *legs(0.17, 0.66, 0.04, 0.0, 0.1 - GAP_M, foot=0.7),
        box((-0.2, -0.7, 0.1), (0.18, 0.7, 0.48)),
        *flaps,
        box((-0.1, -0.25, 0.481), (0.1, 0.25, 0.495)),
        box((-0.02, -0.05, 0.496), (0.02, 0.05, 0.6 - GAP_M)),
    ]
    panel = [
        box((-0.02, -0.63, 0.6), (0.012, 0.63, 1.2)),
        box((0.013, -0.62, 0.615), (0.02, 0.62, 1.19)),
    ]
    return assembled(pieces, panel=("glass", panel))


def _television(size: Size) -> Parts:
    """A pane in a thin bezel with a flat case behind it; feet where the box is deep."""
    case = cushion((-0.025, -0.35, 0.12), (0.005, 0.35, 0.5), 0.015)
    bezel = frame((0.006, -0.55, 0.0), (0.03, 0.55, 0.64), 0.012)
    pane = box((0.007, -0.537, 0.013), (0.028, 0.537, 0.627))
    if size[0] < 0.13 * size[1]:
        return assembled([pane], case=("plastic", [case, bezel]))
    depth = 1.1 * size[0] / size[1]  # of the box, at this width
    sole = slab((0.0, 0.35, -0.06), (depth, 0.03, 0.012))
    feet = both_sides([sole, slab((0.0, 0.35, -0.028), (0.02, 0.02, 0.05))])
    return assembled([pane], case=("plastic", [case, bezel]), feet=("metal", feet))


def _monitor() -> Parts:
    """A pane in a bezel on a column with a flat foot."""
    bezel = frame((0.012, -0.275, 0.12), (0.035, 0.275, 0.45), 0.01)
    pane = box((0.014, -0.264, 0.131), (0.032, 0.264, 0.439))
    case = cushion((-0.02, -0.2, 0.16), (0.011, 0.2, 0.41), 0.015)
    column = turned(
        box((-0.05, -0.03, 0.014), (-0.025, 0.03, 0.3)), (0.0, 0.08, 0.0), (-0.04, 0, 0.01)
    )
    foot = cushion((-0.1, -0.12, 0.0), (0.1, 0.12, 0.013), 0.004)
    return assembled([pane], case=("plastic", [bezel, case]), stand=("metal", [column, foot]))


def _laptop() -> Parts:
    """An open laptop: keys and a touch pad on the base, and a lid leaning back."""
    base = cushion((-0.11, -0.16, 0.0), (0.12, 0.16, 0.016), 0.004)
    rows = [slab((x, 0.0, 0.018), (0.016, 0.28, 0.002)) for x in np.linspace(-0.075, 0.01, 5)]
    pad = slab((0.075, 0.0, 0.017), (0.06, 0.1, 0.001))
    lid = cushion((-0.118, -0.16, 0.02), (-0.111, 0.16, 0.235), 0.002)
    pane = box((-0.1105, -0.15, 0.032), (-0.109, 0.15, 0.227))
    hinge = (-0.115, 0.0, 0.017)
    lean = (0.0, -0.3, 0.0)
    return assembled(
        [base, turned(lid, lean, hinge)],
        keys=("plastic", [*rows, pad]),
        pane=("glass", [turned(pane, lean, hinge)]),
    )


SCREENS = {
    "screen": ObjectType(
        size_m=(0.4, 1.4, 1.2),
        least_m=(0.35, 1.0, 1.0),
        most_m=(0.5, 1.9, 1.45),
        material="wood",
        build=stretching(_screen),
        stands="wall",
        use_m=0.5,
    ),
    "television": ObjectType(
        size_m=(0.06, 1.1, 0.64),
        least_m=(0.04, 0.7, 0.42),
        most_m=(0.09, 1.7, 0.98),
        material="glass",
        build=filling(_television),
        stands="hung",
        hung_m=0.95,
    ),
    "monitor": ObjectType(
        size_m=(0.2, 0.55, 0.45),
        least_m=(0.17, 0.45, 0.38),
        most_m=(0.28, 0.82, 0.58),
        material="glass",
        build=stretching(_monitor),
        stands="on",
    ),
    "laptop": ObjectType(
        size_m=(0.3, 0.33, 0.22),
        least_m=(0.26, 0.28, 0.19),
        most_m=(0.38, 0.4, 0.28),
        material="metal",
        build=stretching(_laptop),
        stands="on",
    ),
}
"""Screens of 0.8 to 1.9 m diagonal; a laptop is open."""
