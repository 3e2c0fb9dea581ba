"""SMPL skinning of this project beside that of the `smplx` package."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np
from jaxtyping import Float

from scenes.bodies import read_smpl, smpl_arrays, smpl_vertices


def largest_difference_m(path: Path, frames: int = 3, seed: int = 0) -> float:
    """Largest distance between a vertex by the `smplx` package and by this project, m.

    Betas, expressions, every joint's rotation (0.4 rad in each axis) and translations are drawn;
    hands are given as principal components around their mean.

    Args:
        path: A `.pkl` file of `made_arrays`.
        frames: Number of poses.
        seed: For the draws.
    """
    import jax

    model, random = read_smpl(path), np.random.default_rng(seed)
    joints = {"smpl": 24, "smplh": 22, "smplx": 25}[model.kind]
    betas, expression = random.normal(size=10), random.normal(size=10)
    pose = random.normal(scale=0.4, size=(frames, joints, 3))
    hands = random.normal(size=(2, frames, 6))
    shift = random.normal(size=(frames, 3))
    theirs = _by_smplx(path, model.kind, betas, expression, pose, hands, shift)
    others = np.zeros(len(model.shape_directions_m) - len(betas))
    faces = expression[: len(model.expression_directions_m)]
    coefficients = np.concatenate([betas, others, faces])
    if model.kind != "smpl":
        pose = np.concatenate([pose, model.hands_rad(*hands)], axis=1)
    with jax.enable_x64(True):
        rest = smpl_arrays(model, np.float64)
        ours = np.asarray(jax.jit(smpl_vertices)(rest, coefficients, pose, shift))
    return float(np.linalg.norm(ours - theirs, axis=-1).max())


def _by_smplx(
    path: Path,
    kind: str,
    betas: Float[np.ndarray, " beta"],
    expression: Float[np.ndarray, " expression"],
    pose_rad: Float[np.ndarray, "time joint 3"],
    hands: Float[np.ndarray, "2 time component"],
    shift_m: Float[np.ndarray, "time 3"],
) -> Float[np.ndarray, "time vertex 3"]:
    """The same vertices by `smplx`, in double precision."""
    import smplx
    import torch

    frames = len(pose_rad)
    flat = {"global_orient": pose_rad[:, 0], "body_pose": pose_rad[:, 1:22].reshape(frames, -1)}
    if kind == "smpl":
        flat["body_pose"] = pose_rad[:, 1:].reshape(frames, -1)
    else:
        flat |= {"left_hand_pose": hands[0], "right_hand_pose": hands[1]}
    if kind == "smplx":
        face = ("jaw_pose", "leye_pose", "reye_pose")
        flat |= {name: pose_rad[:, 22 + place] for place, name in enumerate(face)}
        flat["expression"] = np.tile(expression, (frames, 1))
    flat |= {"betas": np.tile(betas, (frames, 1)), "transl": shift_m}
    build = {"smpl": smplx.SMPL, "smplh": smplx.SMPLH, "smplx": smplx.SMPLX}[kind]
    with redirect_stdout(StringIO()), torch.no_grad():
        model = build(str(path), ext="pkl", batch_size=frames, dtype=torch.float64)
        out = model(**{name: torch.as_tensor(values) for name, values in flat.items()})
    return out.vertices.numpy()
