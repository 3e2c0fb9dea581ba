"""Bodies from the files of SMPL, SMPL-H and SMPL-X that a user has."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.bodies._body import Body
from scenes.bodies._cache import cache_folder, read_body, write_body
from scenes.bodies._holes import without_holes
from scenes.bodies._reduce import reduce_faces
from scenes.bodies._smpl_file import SmplModel, read_smpl
from scenes.bodies._smpl_names import SMPL
from scenes.spec import SmplSpec

CACHE_FORMAT = 1
"""Raise this when the arrays in the cache change their meaning."""

SHAPES = 10
"""Betas along which a body knows its derivative, at most."""

AXES = [2, 0, 1]
"""Where the project's axes (+x forwards, +y left, +z up) are among those of the files."""

UP = np.array([0.0, 1.0, 0.0])
"""The files' vertical axis."""

_log = logging.getLogger(__name__)


def load_smpl(spec: SmplSpec, progress: Callable[[str], None] | None = None) -> Body:
    """The body of this file and shape, from the cache if it is there.

    Entries are keyed by the content of the file, so a file may move but not change.

    Args:
        spec: File, shape and number of faces.
        progress: Called with one line before a slow step; the line is logged if there is none.

    Raises:
        InputError: The file cannot be used, has fewer directions of shape, or cannot be reduced to
            that number of faces.
    """
    path = cache_folder() / f"body-{_cache_key(spec)}.npz"
    if path.is_file():
        return replace(read_body(path), rig=SMPL)
    (progress or _log.info)(f"reading {spec.model}")
    body = reduce_faces(smpl_body(read_smpl(spec.model), spec.betas), spec.faces)
    write_body(path, body)
    return body


def smpl_body(model: SmplModel, betas: tuple[float, ...] = ()) -> Body:
    """The full mesh of a shape in the T-pose, closed, in the project's body frame.

    Raises:
        InputError: There are more betas than directions of shape.
    """
    if len(betas) > len(model.shape_directions_m):
        raise InputError(
            expected=f"at most {len(model.shape_directions_m)} betas",
            found=f"{len(betas)}",
            do="leave the last ones out",
        )
    skin = model.vertices_m + np.tensordot(betas, model.shape_directions_m[: len(betas)], 1)
    directions = model.shape_directions_m[:SHAPES].astype(np.float64)
    heads, head_directions = (
        np.einsum("jv,...vi->...ji", model.joint_regressor, points, optimize=True)
        for points in (skin, directions)
    )
    sole = int(skin[:, 1].argmin())
    ground, rise = skin[sole] * UP, directions[:, sole, None] * UP
    return Body(
        vertices_m=(skin - ground)[:, AXES],
        faces=without_holes(model.faces),
        bone_heads_m=(heads - ground)[:, AXES],
        parents=model.parents,
        bone_names=model.joint_names,
        weights=model.weights / model.weights.sum(1, keepdims=True),
        shape_directions_m=(directions - rise)[..., AXES],
        shape_heads_m=(head_directions - rise)[..., AXES],
        rig=SMPL,
        shape_names=tuple(f"beta_{number}" for number in range(len(directions))),
        pose_directions_m=_turned(model.pose_directions_m),
    )


def _turned(
    directions_m: Float[np.ndarray, "feature vertex 3"],
) -> Float[np.ndarray, "feature vertex 3"]:
    """Pose directions for rotation matrices and skin in the project's axes."""
    by_entry = directions_m.reshape(-1, 3, 3, *directions_m.shape[1:])
    return by_entry[:, AXES][:, :, AXES][..., AXES].reshape(directions_m.shape)


def _cache_key(spec: SmplSpec) -> str:
    content = _digest(Path(spec.model).expanduser())
    text = f"{CACHE_FORMAT} smpl {content} {spec.model_dump_json(exclude={'model'})}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _digest(path: Path) -> str:
    """Digest of a file's content."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(
            expected="a model file that can be read",
            found=f"{path}: {error.strerror}",
            do="check the path",
        ) from error
