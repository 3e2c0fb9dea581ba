"""The source's joints after scaling to a body's bones: what a retargeted body is to follow."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from jaxtyping import Float

from scenes.bodies import Body, Side
from scenes.capture._clip import Clip
from scenes.capture._geometry import length, unit
from scenes.capture._roles import Roles, map_roles
from scenes.capture._standing import Standing, standing

SIDE_WORDS: Mapping[Side, str] = MappingProxyType({"L": "left", "R": "right"})
LEG = ("hip", "knee", "ankle")
ARM = ("shoulder", "elbow", "wrist")

Paths = dict[str, Float[np.ndarray, "time 3"]]
"""Positions over time by role, m."""


def scaled_joints_m(clip: Clip, body: Body) -> Paths:
    """Where the clip's joints are once its skeleton has this body's proportions, m.

    The middle of the hips goes where the source's goes, scaled by the length of the legs. The hips
    lie half the body's hip width to either side of it, in the source's direction. Knees and ankles
    lie from the hips where the source's do, scaled by the length of the legs, so that feet which
    stand still do so here. The middle of the shoulders, and the shoulders, lie where the source's
    do, scaled by the length of the trunk and by the width of the shoulders; elbows and wrists by
    the length of that arm.

    The height is the source's own; `retarget` then puts the soles on the floor.

    Raises:
        InputError: The clip's skeleton is not a person's.
    """
    roles = map_roles(clip)
    return scaled_by_roles(clip, roles, standing(clip, roles), body)


def scaled_by_roles(clip: Clip, roles: Roles, stand: Standing | None, body: Body) -> Paths:
    """As `scaled_joints_m`, for roles that are known."""
    source = {role: clip.positions_m[:, joint] for role, joint in roles.joints.items()}
    rest = {role: body.head_m(bone)[None] for role, bone in body.rig.joints().items()}
    usual = source if stand is None else _of_one(stand, roles)
    hips, shoulders = middle(source, "hip"), middle(source, "shoulder")
    leg = leg_m(rest) / leg_m(source)
    scaled: Paths = {"hips": leg * hips}
    scaled["shoulders"] = scaled["hips"] + _trunk_m(rest) / _trunk_m(usual) * (shoulders - hips)
    width = _width_m(rest, "shoulder") / _width_m(source, "shoulder")
    for side in SIDE_WORDS.values():
        aside = unit(source[f"{side}_hip"] - hips)
        scaled[f"{side}_hip"] = scaled["hips"] + _width_m(rest, "hip") / 2 * aside
        aside = source[f"{side}_shoulder"] - shoulders
        scaled[f"{side}_shoulder"] = scaled["shoulders"] + width * aside
        arm = [f"{side}_{joint}" for joint in ARM]
        _hang(scaled, source, [f"{side}_{joint}" for joint in LEG], leg)
        _hang(scaled, source, arm, _limb_m(rest, arm) / _limb_m(source, arm))
    return scaled


def _hang(scaled: Paths, source: Paths, limb: list[str], scale: float) -> None:
    """Hangs the scaled limb on its first joint, which is known."""
    for joint in limb[1:]:
        scaled[joint] = scaled[limb[0]] + scale * (source[joint] - source[limb[0]])


def leg_m(joints: Paths) -> float:
    """Length of the longer leg, m."""
    sides = SIDE_WORDS.values()
    return max(_limb_m(joints, [f"{side}_{joint}" for joint in LEG]) for side in sides)


def _limb_m(joints: Paths, limb: list[str]) -> float:
    """Length of a stretched limb; the median over time, m."""
    upper, middle, lower = (joints[joint] for joint in limb)
    return float(np.median(length(middle - upper) + length(lower - middle)))


def _trunk_m(joints: Paths) -> float:
    return float(np.median(length(middle(joints, "shoulder") - middle(joints, "hip"))))


def _width_m(joints: Paths, joint: str) -> float:
    return float(np.median(length(joints[f"left_{joint}"] - joints[f"right_{joint}"])))


def middle(joints: Paths, joint: str) -> Float[np.ndarray, "time 3"]:
    """The middle between the two joints of a kind, m."""
    return (joints[f"left_{joint}"] + joints[f"right_{joint}"]) / 2


def _of_one(stand: Standing, roles: Roles) -> Paths:
    return {role: stand.joints_m[joint][None] for role, joint in roles.joints.items()}
