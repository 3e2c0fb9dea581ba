"""The source's joints after scaling to a body's bones: what a retargeted body is to follow."""

import numpy as np

from scenes.bodies import Body
from scenes.capture._clip import Clip
from scenes.capture._geometry import length, unit
from scenes.capture._source import SIDE_WORDS, Paths, Source, joints_at_rest_m, middle, source_of

LEG = ("hip", "knee", "ankle")
ARM = ("shoulder", "elbow", "wrist")


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
    return scaled_source_m(source_of(clip), body)


def scaled_source_m(source: Source, body: Body) -> Paths:
    """As `scaled_joints_m`, of a source that is known."""
    theirs, ours = source.joints_m, joints_at_rest_m(body)
    upright = theirs if source.standing_m is None else source.standing_m
    hips, shoulders = middle(theirs, "hip"), middle(theirs, "shoulder")
    leg = leg_m(ours) / leg_m(theirs)
    scaled: Paths = {"hips": leg * hips}
    scaled["shoulders"] = scaled["hips"] + _trunk_m(ours) / _trunk_m(upright) * (shoulders - hips)
    width = _width_m(ours, "shoulder") / _width_m(theirs, "shoulder")
    for side in SIDE_WORDS.values():
        aside = unit(theirs[f"{side}_hip"] - hips)
        scaled[f"{side}_hip"] = scaled["hips"] + _width_m(ours, "hip") / 2 * aside
        aside = theirs[f"{side}_shoulder"] - shoulders
        scaled[f"{side}_shoulder"] = scaled["shoulders"] + width * aside
        arm = [f"{side}_{joint}" for joint in ARM]
        _hang(scaled, theirs, [f"{side}_{joint}" for joint in LEG], leg)
        _hang(scaled, theirs, arm, _limb_m(ours, arm) / _limb_m(theirs, arm))
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
    first, between, last = (joints[joint] for joint in limb)
    return float(np.median(length(between - first) + length(last - between)))


def _trunk_m(joints: Paths) -> float:
    return float(np.median(length(middle(joints, "shoulder") - middle(joints, "hip"))))


def _width_m(joints: Paths, joint: str) -> float:
    return float(np.median(length(joints[f"left_{joint}"] - joints[f"right_{joint}"])))
