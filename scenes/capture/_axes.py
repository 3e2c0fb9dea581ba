"""Which way is up in a file, how long its unit is, and the way from there to metres, z up."""

from dataclasses import replace
from typing import Literal

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.capture._clip import SkeletonClip
from scenes.capture._roles import Roles, map_roles

Up = Literal["y", "z"]

Y_UP = np.roll(np.eye(3), 1, axis=0)
"""Takes a right-handed y-up vector (people face +z) to z up (people face +x)."""

LEG_M = 0.82
"""Length of a usual adult's leg from hip joint to ankle, m (Winter, 2009: 0.49 of 1.70 m)."""

UNITS_M = (1.0, 0.01, 0.001, 0.0254, 0.0254 / 0.45)
"""Units that files are written in: m, cm, mm, inch, and CMU's inch over 0.45, m."""

UNIT_SLACK = 1.5
"""By what factor a leg may miss `LEG_M` in one of these units before none of them is believed."""

LOOKS = 50
"""Frames that are looked at to find out which way is up."""


def to_metres(
    clip: SkeletonClip, scale: float | None, up: Up | None, units_m: tuple[float, ...] = UNITS_M
) -> SkeletonClip:
    """A clip in the file's axes and unit, brought to metres with z up.

    Args:
        clip: As the file has it.
        scale: Length of its unit, m, or None to choose: the unit of `units_m` in which the legs
            come nearest to `LEG_M`, or, if none is within a factor of `UNIT_SLACK`, the length
            that makes them exactly so long.
        up: Its vertical axis, or None to choose: the one along which the shoulders are farthest
            above the ankles over the whole clip.
        units_m: Units to choose among, m.

    Raises:
        InputError: The choice is left open and the skeleton is not a person's, or a figure is
            unusable.
    """
    roles = _person(clip) if scale is None or up is None else None
    length = _checked_scale(scale) if scale is not None else _guess_scale(clip, roles, units_m)
    axis = up if up is not None else _guess_up(clip, roles)
    return _converted(clip, length, Y_UP if axis == "y" else np.eye(3))


def _person(clip: SkeletonClip) -> Roles:
    try:
        return map_roles(clip)
    except InputError as error:
        raise InputError(
            expected=f"a person's skeleton in {clip.source}, to tell its unit and vertical axis by",
            found="joints of something else",
            do="give both scale (m) and up, or rename the joints",
        ) from error


def _converted(clip: SkeletonClip, scale: float, axes: Float[np.ndarray, "3 3"]) -> SkeletonClip:
    return replace(
        clip,
        offsets_m=scale * clip.offsets_m @ axes.T,
        rotations=clip.rotations @ axes.T,
        root_m=scale * clip.root_m @ axes.T,
        slides_m=None if clip.slides_m is None else scale * clip.slides_m @ axes.T,
    )


def _checked_scale(scale: float) -> float:
    if not (np.isfinite(scale) and 1e-6 <= scale <= 1e3):
        raise InputError(
            expected="a positive length of the file's unit, m",
            found=f"scale={scale!r}",
            do="give 0.01 for a file in centimetres",
        )
    return float(scale)


def _guess_scale(clip: SkeletonClip, roles: Roles | None, units_m: tuple[float, ...]) -> float:
    assert roles is not None
    legs = [
        np.linalg.norm(
            clip.rest_m[roles[f"{side}_{lower}"]] - clip.rest_m[roles[f"{side}_{upper}"]]
        )
        for side in ("left", "right")
        for upper, lower in (("hip", "knee"), ("knee", "ankle"))
    ]
    leg = float(np.sum(legs)) / 2
    if leg < 1e-9:
        raise InputError(
            expected="legs of some length", found=f"none in {clip.source}", do="check its offsets"
        )
    miss = [abs(np.log(leg * unit / LEG_M)) for unit in units_m]
    best = int(np.argmin(miss))
    return units_m[best] if miss[best] < np.log(UNIT_SLACK) else LEG_M / leg


def _guess_up(clip: SkeletonClip, roles: Roles | None) -> Up:
    assert roles is not None
    some = clip.only(slice(None, None, max(1, clip.frames // LOOKS))).positions_m
    shoulders = some[:, [roles["left_shoulder"], roles["right_shoulder"]]].mean(1)
    ankles = some[:, [roles["left_ankle"], roles["right_ankle"]]].mean(1)
    rise = (shoulders - ankles).mean(0)
    return "y" if rise[1] >= rise[2] else "z"
