"""How pelvis, chest, head, hands and feet of the source are turned in the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side
from scenes.capture._geometry import FORWARD, LEFT, across, frame, length, swing, unit
from scenes.capture._source import SIDE_WORDS, Paths, Source, joints_at_rest_m, middle

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


def turned_parts(source: Source, body: Body) -> Parts:
    """Orientation of each part.

    Rotations are the source's own where it has them and stands somewhere, against the pose in which
    it stands; otherwise they come from the joints' positions, against those of the standing pose,
    or of the body at rest where the source never stands.
    """
    hands = {side: _hand(source, side) for side in SIDES}
    return Parts(
        pelvis=_along_hips(_part(source, body, "pelvis", _pelvis), source.joints_m),
        chest=_along_shoulders(_part(source, body, "chest", _chest), source.joints_m),
        head=_part(source, body, "head", _head) if "head" in source.roles else None,
        hands={side: hand for side, hand in hands.items() if hand is not None},
    )


def _part(
    source: Source, body: Body, role: str, of_joints: Callable[[Paths], Rotation]
) -> Rotation:
    own = source.turned_since_standing(role)
    if own is not None:
        return own
    usual = joints_at_rest_m(body) | (source.standing_m or {})
    return of_joints(source.joints_m) * of_joints(usual)[0].inv()


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
    up = unit(joints["head"] - joints.get("neck", middle(joints, "shoulder")))
    return _upright(across(joints["left_shoulder"] - joints["right_shoulder"], up), up)


def _upright(left: Float[np.ndarray, "time 3"], up: Float[np.ndarray, "time 3"]) -> Rotation:
    return frame(np.cross(left, up), left)


def _hand(source: Source, side: Side) -> Rotation | None:
    wrist, elbow = f"{SIDE_WORDS[side]}_wrist", f"{SIDE_WORDS[side]}_elbow"
    turned = source.turned_since_standing(wrist)
    if turned is None or source.standing_m is None:
        return None
    along = (source.standing_m[wrist] - source.standing_m[elbow])[0]
    return None if abs(unit(along) @ FORWARD) > 0.9 else turned * hand_rest(along)


def hand_rest(along: Float[np.ndarray, "3"]) -> Rotation:
    """Frame of a forearm whose elbow would bend forwards: x along it, y where it would bend."""
    return frame(along, FORWARD)[0]
