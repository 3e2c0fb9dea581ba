"""How pelvis, chest, head, hands and feet of the source are turned in the world."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side
from scenes.capture._clip import Clip, SkeletonClip
from scenes.capture._geometry import FORWARD, LEFT, across, frame, length, swing, unit
from scenes.capture._roles import Roles
from scenes.capture._scaled import SIDE_WORDS, Paths, middle
from scenes.capture._standing import Standing

SHRUG_RAD = np.deg2rad(20.0)
"""How far the line of the shoulders may be turned against the chest, rad."""

SHRUG_SOFT_RAD = np.deg2rad(3.0)
"""Width of the change from following the chest to following the shoulders, rad."""


@dataclass(frozen=True)
class Parts:
    """Rotations in the world, over time, from a body at rest that faces +x.

    Attributes:
        pelvis: Of the pelvis.
        chest: Of the chest.
        head: Of the head, or None where the source has none.
        hands: Of the hands, where the source has rotations of them, from a forearm whose elbow
            would bend forwards; see `hand_rest`.
    """

    pelvis: Rotation
    chest: Rotation
    head: Rotation | None
    hands: Mapping[Side, Rotation]


def turned_parts(clip: Clip, roles: Roles, stand: Standing | None, body: Body) -> Parts:
    """Orientation of each part.

    Rotations are the source's own where it has them and stands somewhere, against the pose in which
    it stands; otherwise they come from the joints' positions, against those of the standing pose,
    or of the body at rest where the source never stands.

    Args:
        clip: The source.
        roles: Its joints.
        stand: How it stands.
        body: The body that takes over the motion.
    """
    source = {role: clip.positions_m[:, joint] for role, joint in roles.joints.items()}
    rest = {role: body.head_m(bone)[None] for role, bone in body.rig.joints().items()}
    usual = rest
    if stand is not None:
        usual = {role: stand.joints_m[joint][None] for role, joint in roles.joints.items()}
    trunk = {}
    for part, of_joints in (("pelvis", _pelvis), ("chest", _chest), ("head", _head)):
        if isinstance(clip, SkeletonClip) and stand is not None and stand.turned is not None:
            if part in roles:
                trunk[part] = clip.turned[roles[part]] * stand.turned[roles[part]].inv()
        elif part != "head" or {"neck", "head"} <= set(source):
            trunk[part] = of_joints(source) * of_joints({**rest, **usual})[0].inv()
    trunk["pelvis"] = _along_hips(trunk["pelvis"], source)
    trunk["chest"] = _along_shoulders(trunk["chest"], source)
    hands = {side: _hand(clip, roles, stand, side) for side in SIDES}
    return Parts(
        trunk["pelvis"],
        trunk["chest"],
        trunk.get("head"),
        {side: hand for side, hand in hands.items() if hand is not None},
    )


def _along_hips(pelvis: Rotation, joints: Paths) -> Rotation:
    """The pelvis with its left exactly along the hips: some files turn joints between the two."""
    line = joints["left_hip"] - joints["right_hip"]
    return swing(pelvis.apply(LEFT), line) * pelvis


def _along_shoulders(chest: Rotation, joints: Paths) -> Rotation:
    """The chest with its left within some `SHRUG_RAD` of the shoulders' line, which shrugs bend."""
    line = joints["left_shoulder"] - joints["right_shoulder"]
    turn = swing(chest.apply(LEFT), line)
    angle = turn.magnitude()[:, None]
    excess = SHRUG_SOFT_RAD * np.logaddexp(0.0, (angle - SHRUG_RAD) / SHRUG_SOFT_RAD)
    return Rotation.from_rotvec(excess * unit(turn.as_rotvec())) * chest


def _pelvis(joints: Paths) -> Rotation:
    """Its left along the hips, its up along the lowest part of the spine."""
    hips = middle(joints, "hip")
    above = joints.get("spine", middle(joints, "shoulder"))
    if np.median(length(above - hips)) < 0.05:
        above = middle(joints, "shoulder")
    return _upright(joints["left_hip"] - joints["right_hip"], above - hips)


def _chest(joints: Paths) -> Rotation:
    """Its left along the shoulders, its up along the trunk."""
    up = joints.get("neck", middle(joints, "shoulder")) - middle(joints, "hip")
    return _upright(joints["left_shoulder"] - joints["right_shoulder"], up)


def _head(joints: Paths) -> Rotation:
    """Its up from neck to head, its left as the shoulders'."""
    up = unit(joints["head"] - joints["neck"])
    return _upright(across(joints["left_shoulder"] - joints["right_shoulder"], up), up)


def _upright(left: Float[np.ndarray, "time 3"], up: Float[np.ndarray, "time 3"]) -> Rotation:
    return frame(np.cross(left, up), left)


def _hand(clip: Clip, roles: Roles, stand: Standing | None, side: Side) -> Rotation | None:
    if not isinstance(clip, SkeletonClip) or stand is None or stand.turned is None:
        return None
    word = SIDE_WORDS[side]
    wrist, elbow = roles[f"{word}_wrist"], roles[f"{word}_elbow"]
    along = stand.joints_m[wrist] - stand.joints_m[elbow]
    if abs(unit(along) @ FORWARD) > 0.9:
        return None
    return clip.turned[wrist] * stand.turned[wrist].inv() * hand_rest(along)


def hand_rest(along: Float[np.ndarray, "3"]) -> Rotation:
    """Frame of a forearm whose elbow would bend forwards: x along it, y where it would bend."""
    return frame(along, FORWARD)[0]
