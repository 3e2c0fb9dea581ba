"""How far a retargeted body is from the source: a check that shares nothing with the solver."""

import jax.numpy as jnp
import numpy as np

from scenes.bodies import Body, forward_kinematics, rest_arrays
from scenes.capture._clip import Clip
from scenes.capture._retarget import CapturedMotion
from scenes.capture._scaled import scaled_joints_m

FOLLOWED = ("left_wrist", "right_wrist", "left_ankle", "right_ankle")


def follow_error_m(clip: Clip, body: Body, motion: CapturedMotion) -> dict[str, float]:
    """Largest distance of each wrist and ankle from the scaled source's, over all frames, m.

    The body's joints come from its pose by the forward kinematics of the skin. Frames before
    `motion.span_s` (a pose of calibration) are left out.
    """
    every = follow_errors_m(clip, body, motion)
    return {role: float(errors.max()) for role, errors in every.items()}


def follow_errors_m(clip: Clip, body: Body, motion: CapturedMotion) -> dict[str, np.ndarray]:
    """The same distances in each frame, m."""
    first = round(motion.span_s[0] * clip.rate_hz)
    pose = motion.pose(clip.times_s[first:])
    arrays = (pose.rotations, pose.root_translation_m, pose.root_rotation)
    _, joints = forward_kinematics(
        rest_arrays(body), *(jnp.asarray(a, jnp.float32) for a in arrays)
    )
    bones = body.rig.joints()
    targets = scaled_joints_m(clip.only(slice(first, None)), body)
    return {
        role: np.linalg.norm(
            np.asarray(joints[:, body.bone(bones[role])]) - motion.placement(targets[role]),
            axis=-1,
        )
        for role in FOLLOWED
    }
