"""HumanML3D's joints and features, which MoMask, MDM and MotionDiffuse also write.

C. Guo et al., "Generating diverse and natural 3D human motions from text", CVPR 2022.
"""

from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._errors import InputError
from scenes.capture._arrays import as_numbers, read_npy
from scenes.capture._axes import Y_UP
from scenes.capture._clip import JointClip
from scenes.capture._limits import check_size
from scenes.capture._smpl_tree import HUMANML3D, smpl_parents, smpl_rest_m

RATE_HZ = 20.0
JOINTS = len(HUMANML3D)
FEATURES = 263
"""Root (4), joints but the root (21 x 3), rotations (21 x 6), velocities (22 x 3), contacts (4)."""


def read_humanml3d(
    motion: str | Path | Float[np.ndarray, "..."],
    *,
    rate_hz: float = RATE_HZ,
    mean: Float[np.ndarray, "263"] | None = None,
    std: Float[np.ndarray, "263"] | None = None,
) -> JointClip:
    """Reads 22 joints a frame, y up, or 263 features a frame.

    Args:
        motion: Array of shape (time, 22, 3), (time, 66) or (time, 263), or its `.npy` file.
        rate_hz: Frames a second.
        mean: What was taken from the features before a network saw them; nothing if left out.
        std: What the features were then divided by; nothing if left out.

    Raises:
        InputError: It is not of that form.
    """
    source = repr(Path(motion).name) if isinstance(motion, str | Path) else "the motion"
    array = (
        read_npy(Path(motion))
        if isinstance(motion, str | Path)
        else as_numbers(np.asarray(motion), "the array")
    )
    check_size(len(array) if array.ndim else 0, JOINTS, f"in {source}")
    joints = _joints(array, mean, std)
    if joints is None:
        raise InputError(
            expected="22 joints or 263 features a frame",
            found=f"shape {array.shape} in {source}",
            do="bring time to the front: (time, 22, 3) or (time, 263)",
        )
    parents, rest = smpl_parents(HUMANML3D), smpl_rest_m(HUMANML3D)
    return JointClip(HUMANML3D, parents, rate_hz, source, joints @ Y_UP.T, rest)


def _joints(
    array: Float[np.ndarray, "..."],
    mean: Float[np.ndarray, "263"] | None,
    std: Float[np.ndarray, "263"] | None,
) -> Float[np.ndarray, "time 22 3"] | None:
    if array.ndim == 3 and array.shape[1:] == (JOINTS, 3):
        return array
    if array.ndim == 2 and array.shape[1] == 3 * JOINTS:
        return array.reshape(-1, JOINTS, 3)
    if array.ndim == 2 and array.shape[1] == FEATURES:
        spread = np.ones(FEATURES) if std is None else np.asarray(std)
        return joints_from_features(array * spread + (0.0 if mean is None else np.asarray(mean)))
    return None


def joints_from_features(
    features: Float[np.ndarray, "time 263"],
) -> Float[np.ndarray, "time 22 3"]:
    """Joints from their positions beside the root, and the root from its velocities.

    The first feature is half the turn about the vertical to the next frame, rad, the next two the
    way of the root to the next frame along its own axes, m, and the fourth its height, m. This is
    what HumanML3D's `recover_from_ric` computes.

    Args:
        features: As the data set has them, y up.
    """
    half = np.concatenate([[0.0], np.cumsum(features[:-1, 0])])
    back = Rotation.from_rotvec(2 * half[:, None] * np.array([0.0, 1.0, 0.0])).inv()
    step = np.zeros((len(features), 3))
    step[1:, [0, 2]] = features[:-1, 1:3]
    root = np.cumsum(back.apply(step), axis=0)
    root[:, 1] = features[:, 3]
    beside = features[:, 4 : 4 + 3 * (JOINTS - 1)].reshape(len(features), -1, 3)
    turned = np.einsum("tij,tkj->tki", back.as_matrix(), beside)
    turned[..., [0, 2]] += root[:, None, [0, 2]]
    return np.concatenate([root[:, None], turned], axis=1)
