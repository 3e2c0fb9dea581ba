"""Pose sequences of the SMPL family, and AMASS, which is made of them.

N. Mahmood et al., "AMASS: archive of motion capture as surface shapes", ICCV 2019.
"""

from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._errors import InputError
from scenes.capture._arrays import as_numbers, read_npy, read_npz
from scenes.capture._axes import Y_UP, Up
from scenes.capture._clip import SkeletonClip, Subject
from scenes.capture._limits import check_rate, check_size
from scenes.capture._smpl_tree import smpl_names, smpl_parents, smpl_rest_m

RATES = ("mocap_framerate", "mocap_frame_rate", "fps")
POSE_RATE_HZ = 30.0

Rest = Float[np.ndarray, "joint 3"]


def read_amass(path: str | Path, *, rest_m: Rest | None = None) -> SkeletonClip:
    """Reads an AMASS `.npz`: `poses` of 24 (SMPL), 52 (SMPL-H) or 55 (SMPL-X) joints, `trans`.

    Args:
        path: The file; nothing in it is unpickled.
        rest_m: The subject's joints at rest from the pelvis, x forward, y left, z up, m; those of a
            usual person if left out.

    Raises:
        InputError: It is not of that form.
    """
    path = Path(path)
    source = repr(path.name)
    arrays = read_npz(path, ("poses",), ("trans", "betas", "gender", *RATES))
    poses = as_numbers(arrays["poses"], f"poses of {source}")
    given = next((arrays[key] for key in RATES if key in arrays), None)
    if given is None or given.size != 1:
        raise InputError(
            expected=f"a frame rate in {source}",
            found="no single mocap_framerate",
            do="use read_smpl_poses and give rate_hz",
        )
    rate_hz = float(as_numbers(given, source).reshape(()))
    trans = as_numbers(arrays["trans"], source) if "trans" in arrays else None
    betas = as_numbers(arrays["betas"], source).reshape(-1) if "betas" in arrays else None
    gender = _text(arrays.get("gender"))
    return _clip(poses, trans, rate_hz, "z", rest_m, Subject(gender, betas), source)


def read_smpl_poses(
    poses: str | Path | Float[np.ndarray, "time pose"],
    trans_m: str | Path | Float[np.ndarray, "time 3"] | None = None,
    *,
    rate_hz: float = POSE_RATE_HZ,
    up: Up = "y",
    rest_m: Rest | None = None,
) -> SkeletonClip:
    """Takes axis-angle poses as arrays or `.npy` files.

    Args:
        poses: 72 (SMPL), 156 (SMPL-H) or 165 (SMPL-X) numbers a frame, rad, the root first.
        trans_m: Translation of the model, m; none if left out.
        rate_hz: Frames a second.
        up: The vertical axis of the world in which the root is turned.
        rest_m: As in `read_amass`.

    Raises:
        InputError: They are not of that form.
    """
    source = repr(Path(poses).name) if isinstance(poses, str | Path) else "the poses"
    trans = None if trans_m is None else _array(trans_m)
    return _clip(_array(poses), trans, rate_hz, up, rest_m, Subject(), source)


def _array(given: str | Path | Float[np.ndarray, "..."]) -> Float[np.ndarray, "..."]:
    if isinstance(given, str | Path):
        return read_npy(Path(given))
    return as_numbers(np.asarray(given), "the array")


def _text(array: np.ndarray | None) -> str:
    """A short text that NumPy stored as an array of one."""
    if array is None or array.size != 1 or array.dtype.kind not in "US":
        return ""
    value = array.reshape(-1)[0]
    return (value.decode(errors="replace") if isinstance(value, bytes) else str(value))[:40]


def _clip(
    poses: Float[np.ndarray, "..."],
    trans: Float[np.ndarray, "..."] | None,
    rate_hz: float,
    up: Up,
    rest_m: Rest | None,
    subject: Subject,
    source: str,
) -> SkeletonClip:
    frames = len(poses) if poses.ndim else 0
    names = smpl_names(poses[0].size // 3) if frames and poses[0].size % 3 == 0 else None
    if names is None:
        raise _misshapen("poses of 72, 156 or 165 numbers a frame", poses, source)
    parents = smpl_parents(names)
    check_size(frames, len(names), f"in {source}")
    trans = np.zeros((frames, 3)) if trans is None else trans
    if trans.shape != (frames, 3):
        raise _misshapen(f"a translation of shape ({frames}, 3)", trans, source)
    rest = smpl_rest_m(names) if rest_m is None else np.asarray(rest_m)
    if rest.shape != (len(names), 3):
        raise _misshapen(f"joints at rest of shape ({len(names)}, 3)", rest, source)
    vectors = poses.reshape(frames, -1, 3)
    world = Y_UP if up == "y" else np.eye(3)
    own = Rotation.from_matrix(Y_UP).inv()
    root = Rotation.from_matrix(world) * Rotation.from_rotvec(vectors[:, 0]) * own
    rotations = vectors @ Y_UP.T
    rotations[:, 0] = root.as_rotvec()
    above = np.array([max(parent, 0) for parent in parents])
    return SkeletonClip(
        names=names,
        parents=parents,
        rate_hz=check_rate(rate_hz, f"of {source}"),
        source=source,
        offsets_m=rest - rest[above],
        rotations=rotations,
        root_m=trans @ world.T,
        subject=subject,
    )


def _misshapen(expected: str, found: np.ndarray, source: str) -> InputError:
    return InputError(
        expected=expected, found=f"shape {found.shape} in {source}", do="check the file's form"
    )
