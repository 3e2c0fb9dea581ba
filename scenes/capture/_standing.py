"""How a skeleton stands: the pose of a clip that is compared with a body's own pose at rest."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float
from scipy.spatial.transform import Rotation

from scenes.capture._axes import Y_UP
from scenes.capture._clip import Clip, SkeletonClip
from scenes.capture._geometry import UP, unit
from scenes.capture._roles import Roles

TRUNK_RAD = np.deg2rad(30.0)
"""Most that the trunk of someone who stands leans."""

LEG_RAD = np.deg2rad(40.0)
"""Most that their thighs and shanks lean."""


@dataclass(frozen=True)
class Standing:
    """A standing pose, turned so that it faces +x.

    Attributes:
        joints_m: Its joints, m.
        turned: Orientation of each joint's frame in it, where the clip has rotations.
    """

    joints_m: Float[np.ndarray, "joint 3"]
    turned: tuple[Rotation, ...] | None


def standing(clip: Clip, roles: Roles) -> Standing | None:
    """The pose in which nothing is turned, if that stands; otherwise the most upright frame.

    Some files have a pose at rest in which all bones lie along one axis, and some write it in
    another vertical axis than the motion.

    Returns:
        None if nobody stands anywhere.
    """
    if clip.rest_m is not None:
        for axes in (np.eye(3), Y_UP):
            joints = clip.rest_m @ axes.T
            if _stands(joints[None], roles)[0]:
                still = Rotation.from_matrix(axes)
                count = len(clip.names)
                return _facing(joints, (still,) * count if _turns(clip) else None, roles)
    upright = _stands(clip.positions_m, roles)
    if not upright.any():
        return None
    best = int(np.argmax(np.where(upright, _uprightness(clip.positions_m, roles), -np.inf)))
    turned = tuple(turn[best] for turn in clip.turned) if isinstance(clip, SkeletonClip) else None
    return _facing(clip.positions_m[best], turned, roles)


def _turns(clip: Clip) -> bool:
    return isinstance(clip, SkeletonClip)


def _facing(
    joints_m: Float[np.ndarray, "joint 3"], turned: tuple[Rotation, ...] | None, roles: Roles
) -> Standing:
    left = joints_m[roles["left_hip"]] - joints_m[roles["right_hip"]]
    back = Rotation.from_rotvec(np.arctan2(left[0], left[1]) * UP)
    world = None if turned is None else tuple(back * turn for turn in turned)
    return Standing(back.apply(joints_m), world)


def _bones(
    joints_m: Float[np.ndarray, "time joint 3"], roles: Roles
) -> list[tuple[Float[np.ndarray, "time 3"], float]]:
    """Directions that point up in someone who stands, and how far each may lean, rad."""
    at = {role: joints_m[:, joint] for role, joint in roles.joints.items()}
    hips = (at["left_hip"] + at["right_hip"]) / 2
    shoulders = (at["left_shoulder"] + at["right_shoulder"]) / 2
    legs = [
        (at[f"{side}_{upper}"] - at[f"{side}_{lower}"], LEG_RAD)
        for side in ("left", "right")
        for upper, lower in (("hip", "knee"), ("knee", "ankle"))
    ]
    return [(shoulders - hips, TRUNK_RAD), *legs]


def _stands(joints_m: Float[np.ndarray, "time joint 3"], roles: Roles) -> Bool[np.ndarray, " time"]:
    bones = _bones(joints_m, roles)
    return np.all([unit(bone)[:, 2] > np.cos(most) for bone, most in bones], axis=0)


def _uprightness(
    joints_m: Float[np.ndarray, "time joint 3"], roles: Roles
) -> Float[np.ndarray, " time"]:
    return np.sum([unit(bone)[:, 2] for bone, _ in _bones(joints_m, roles)], axis=0)
