"""Legs that reach for the feet: two-bone inverse kinematics."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side
from scenes.motion._footsteps import FootState
from scenes.motion._pose import LEFT, UP, about

REACH = 0.997
"""Largest distance from hip to ankle, in lengths of the stretched leg: the knee keeps a bend."""


@dataclass(frozen=True)
class Pelvis:
    """Where the pelvis is.

    Attributes:
        position_m: World position of the root joint, m.
        heading_rad: Heading of the body, rad.
        tilt: Rotation of the pelvis against the heading.
    """

    position_m: Float[np.ndarray, "time 3"]
    heading_rad: Float[np.ndarray, " time"]
    tilt: Rotation

    @property
    def rotation(self) -> Rotation:
        """Orientation in the world."""
        return about(UP, self.heading_rad) * self.tilt


def hip_m(body: Body, pelvis: Pelvis, side: Side) -> Float[np.ndarray, "time 3"]:
    """World position of a hip joint, m."""
    arm = body.head_m(body.rig.limbs[side].hip) - body.bone_heads_m[0]
    return pelvis.position_m + pelvis.rotation.apply(arm)


def leg_lengths_m(body: Body, side: Side) -> tuple[float, float]:
    """Length of thigh and shank between the joints, m."""
    hip, knee, ankle = _leg_joints(body, side)
    return float(np.linalg.norm(knee - hip)), float(np.linalg.norm(ankle - knee))


def highest_pelvis_m(
    body: Body, pelvis: Pelvis, feet: dict[Side, FootState]
) -> Float[np.ndarray, " time"]:
    """How much the pelvis could rise at each time before a leg is stretched to `REACH`, m."""
    rise = []
    for side in SIDES:
        offset = feet[side].ankle_m - hip_m(body, pelvis, side)
        reach = REACH * sum(leg_lengths_m(body, side))
        flat = np.minimum((offset[:, :2] ** 2).sum(1), 0.999 * reach**2)
        rise.append(np.sqrt(reach**2 - flat) + offset[:, 2])
    return np.minimum(*rise)


def leg_rotations(body: Body, pelvis: Pelvis, side: Side, foot: FootState) -> dict[str, Rotation]:
    """Rotations of thigh, shank, foot and toes that put the foot where it belongs.

    The knee bends about an axis to the left, turned halfway from the pelvis to the foot.
    """
    hip, ankle = hip_m(body, pelvis, side), foot.ankle_m
    halfway = about(UP, (foot.yaw_rad - pelvis.heading_rad) / 2)
    to_left = (pelvis.rotation * halfway).apply(LEFT)
    outwards = np.broadcast_to(foot.knee_rad, foot.yaw_rad.shape) * (1.0 if side == "L" else -1.0)
    solved = _solve(hip, ankle, to_left, outwards, *leg_lengths_m(body, side))
    thigh_along, shank_along, axis = solved
    rest_hip, rest_knee, rest_ankle = _leg_joints(body, side)
    thigh = _aligned(thigh_along, axis, rest_knee - rest_hip)
    shank = _aligned(shank_along, axis, rest_ankle - rest_knee)
    sole = _sole(foot, shank)
    limb = body.rig.limbs[side]
    return {
        limb.hip: pelvis.rotation.inv() * thigh,
        limb.knee: thigh.inv() * shank,
        limb.ankle: shank.inv() * sole,
        **dict.fromkeys(limb.toes, about(LEFT, -foot.toe_bend_rad)),
    }


def _sole(foot: FootState, shank: Rotation) -> Rotation:
    """Orientation of a foot in the world, between its own direction and the shank's."""
    planted = about(UP, foot.yaw_rad) * about(LEFT, -foot.pitch_rad)
    free = np.broadcast_to(foot.free, foot.yaw_rad.shape)
    if not free.any():
        return planted
    hanging = shank * about(LEFT, np.broadcast_to(foot.flex_rad, free.shape))
    between = (planted.inv() * hanging).as_rotvec()
    return planted * Rotation.from_rotvec(free[:, None] * between)


def _leg_joints(body: Body, side: Side) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    limb = body.rig.limbs[side]
    return body.head_m(limb.hip), body.head_m(limb.knee), body.head_m(limb.ankle)


def _solve(
    hip_m: Float[np.ndarray, "time 3"],
    ankle_m: Float[np.ndarray, "time 3"],
    to_left: Float[np.ndarray, "time 3"],
    knee_rad: Float[np.ndarray, " time"],
    thigh_m: float,
    shank_m: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Directions of thigh and shank, and the axis of the knee (to the left), by the cosine law."""
    down, distance = _normalised(ankle_m - hip_m)
    axis, _ = _normalised(to_left - (to_left * down).sum(1, keepdims=True) * down)
    if knee_rad.any():
        axis = Rotation.from_rotvec(-knee_rad[:, None] * down).apply(axis)
    knee_side = np.cross(down, axis)
    cosine = (thigh_m**2 + distance**2 - shank_m**2) / (2 * thigh_m * distance)
    sine = np.sqrt(1 - np.clip(cosine, -1.0, 1.0) ** 2)
    thigh_along = cosine * down + sine * knee_side
    shank_along, _ = _normalised(ankle_m - hip_m - thigh_m * thigh_along)
    return thigh_along, shank_along, axis


def _aligned(
    along: Float[np.ndarray, "time 3"],
    axis: Float[np.ndarray, "time 3"],
    rest_along: Float[np.ndarray, "3"],
) -> Rotation:
    """The rotation that takes a bone's rest direction and the leftward axis to these."""
    rest_along, _ = _normalised(rest_along[None])
    rest_axis, _ = _normalised(LEFT - (rest_along @ LEFT)[:, None] * rest_along)
    rest = np.stack([rest_along, rest_axis, np.cross(rest_along, rest_axis)], axis=-1)
    posed = np.stack([along, axis, np.cross(along, axis)], axis=-1)
    return Rotation.from_matrix(posed @ rest.swapaxes(-1, -2))


def _normalised(
    vector: Float[np.ndarray, "time 3"],
) -> tuple[Float[np.ndarray, "time 3"], Float[np.ndarray, "time 1"]]:
    length = np.linalg.norm(vector, axis=-1, keepdims=True)
    return vector / length, length
