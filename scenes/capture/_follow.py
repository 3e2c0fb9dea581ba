"""How far a retargeted body is from the source: a check that shares nothing with the solver."""

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from scenes.bodies import Body, forward_kinematics, rest_arrays
from scenes.capture._clip import Clip
from scenes.capture._retarget import CapturedMotion, Placement
from scenes.capture._scaled import scaled_joints_m

CHUNK = 256
"""Frames that are computed together."""

FOLLOWED = ("left_wrist", "right_wrist", "left_ankle", "right_ankle")

_kinematics = jax.jit(forward_kinematics)


def follow_error_m(clip: Clip, body: Body, motion: CapturedMotion) -> dict[str, float]:
    """Largest distance of each wrist and ankle from the scaled source's, over all frames, m.

    The body's joints come from its pose by the forward kinematics of the skin. Frames before
    `motion.span_s` (a pose of calibration) are left out.
    """
    every = follow_errors_m(clip, body, motion)
    return {role: float(errors.max()) for role, errors in every.items()}


def follow_errors_m(
    clip: Clip, body: Body, motion: CapturedMotion, place: Placement | None = None
) -> dict[str, Float[np.ndarray, " time"]]:
    """The same distances in each frame, m; `place` is where the source lies, if not the motion's.

    The scaled source knows nothing of the floor, so how the motion lies in the world is taken from
    the motion itself.
    """
    place = motion.placement if place is None else place
    first = round(motion.span_s[0] * clip.rate_hz)
    joints = _joints_m(body, motion, clip.times_s[first:])
    targets = scaled_joints_m(clip.only(slice(first, None)), body)
    bones = body.rig.joints()
    return {
        role: np.linalg.norm(joints[:, body.bone(bones[role])] - place(targets[role]), axis=-1)
        for role in FOLLOWED
    }


def _joints_m(
    body: Body, motion: CapturedMotion, times_s: Float[np.ndarray, " time"]
) -> Float[np.ndarray, "time bone 3"]:
    """World positions of all joints, in equal chunks, so that they are compiled once, m."""
    rest, found = rest_arrays(body), []
    for start in range(0, len(times_s), CHUNK):
        part = times_s[start : start + CHUNK]
        pose = motion.pose(np.pad(part, (0, CHUNK - len(part)), mode="edge"))
        arrays = (pose.rotations, pose.root_translation_m, pose.root_rotation)
        _, joints = _kinematics(rest, *(jnp.asarray(array, jnp.float32) for array in arrays))
        found.append(np.asarray(joints)[: len(part)])
    return np.concatenate(found)
