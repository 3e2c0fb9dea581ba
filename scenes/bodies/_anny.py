"""Bodies from Anny: extracted once with torch, then read from a cache of plain arrays.

Anny (Bregier et al. 2025, Apache-2.0; mesh and targets CC0) builds on torch, which is not imported
once a body's arrays are in the cache.
"""

import functools
import hashlib
import importlib.metadata
import logging
from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes.bodies._body import SHAPE_NAMES, Body
from scenes.bodies._cache import cache_folder, read_body, write_body
from scenes.bodies._reduce import reduce_faces
from scenes.spec import BodySpec

CACHE_FORMAT = 2
"""Raise this when the arrays in the cache change their meaning."""

SHAPE_STEP = 0.05
"""Half the step of the differences for shape directions, in phenotype values.

Along any one value Anny is linear between its targets (at 0, 1/2 and 1 for weight and muscle, 0 and
1 for height), so the step only matters within reach of 1/2, where the slopes of both sides mix."""

FIRST_LOAD_HINT = "building a body with Anny; the very first time takes one to two minutes"

Rest = tuple[Float[np.ndarray, "vertex 3"], Float[np.ndarray, "bone 3"]]

_log = logging.getLogger(__name__)


def load_anny(spec: BodySpec, progress: Callable[[str], None] | None = None) -> Body:
    """The body of this shape, from the cache if it is there.

    Args:
        spec: Shape and number of faces.
        progress: Called with one line before a slow step; the line is logged if there is none.

    Raises:
        InputError: The cache holds a damaged file, or the body cannot be reduced to that budget.
    """
    path = cache_folder() / f"body-{_cache_key(spec)}.npz"
    if path.is_file():
        return read_body(path)
    (progress or _log.info)(FIRST_LOAD_HINT)
    body = reduce_faces(extract_body(spec), spec.faces)
    write_body(path, body)
    return body


def extract_body(spec: BodySpec) -> Body:
    """Runs Anny for this shape and returns its full mesh in the project's body frame."""
    model = anny_model()
    vertices, heads = at_rest(spec)
    directions, head_directions = zip(*(_slopes(spec, name) for name in SHAPE_NAMES), strict=True)
    weights = np.zeros((len(vertices), len(heads)))
    rows = np.arange(len(vertices))[:, None]
    np.add.at(weights, (rows, model.vertex_bone_indices.numpy()), model.vertex_bone_weights.numpy())
    return Body(
        vertices_m=vertices,
        faces=model.faces.numpy().astype(np.int32),
        bone_heads_m=heads,
        parents=tuple(int(parent) for parent in model.bone_parents),
        bone_names=tuple(model.bone_labels),
        weights=weights,
        shape_directions_m=np.stack(directions),
        shape_heads_m=np.stack(head_directions),
    )


def at_rest(spec: BodySpec) -> Rest:
    """Skin and joints, soles on the ground, m."""
    rest = anny_model()(phenotype_kwargs=spec.model_dump(exclude={"faces"}))
    vertices = _to_body_frame(rest["rest_vertices"][0].numpy())
    heads = _to_body_frame(rest["rest_bone_heads"][0].numpy())
    ground = np.array([0.0, 0.0, vertices[:, 2].min()])
    return vertices - ground, heads - ground


def _slopes(spec: BodySpec, name: str) -> Rest:
    """Change of skin and joints with one value, by differences that stay within 0 to 1, m."""
    value = getattr(spec, name)
    low, high = max(0.0, value - SHAPE_STEP), min(1.0, value + SHAPE_STEP)
    below, above = (at_rest(spec.model_copy(update={name: end})) for end in (low, high))
    first, second = ((a - b) / (high - low) for a, b in zip(above, below, strict=True))
    return first, second


@functools.cache
def anny_model() -> Any:
    """Anny's full-body model, built once a process."""
    import anny

    return anny.Anny(skinning_method="lbs")  # Warp, the default, compiles and prints a banner


def _to_body_frame(anny_m: Float[np.ndarray, "point 3"]) -> Float[np.ndarray, "point 3"]:
    """From Anny's axes (+x left, -y forward) to the project's (+x forward, +y left), m."""
    return np.stack([-anny_m[:, 1], anny_m[:, 0], anny_m[:, 2]], axis=1).astype(np.float64)


def _cache_key(spec: BodySpec) -> str:
    version = importlib.metadata.version("anny")
    text = f"{CACHE_FORMAT} anny {version} {spec.model_dump_json()}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]
