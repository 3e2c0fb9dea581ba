"""Triangle meshes for Mitsuba."""

from typing import Any

import numpy as np
from jaxtyping import Float, Int


def mitsuba_mesh(
    name: str, vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
) -> Any:
    """A mesh in Mitsuba's own memory."""
    import mitsuba as mi
    import sionna.rt  # noqa: F401  (sets Mitsuba's variant)

    mesh = mi.Mesh(name, vertex_count=len(vertices_m), face_count=len(faces))
    content = mi.traverse(mesh)
    content["vertex_positions"] = flat(vertices_m, np.float32)
    content["faces"] = flat(faces, np.uint32)
    content.update()
    return mesh


def flat(array: np.ndarray, dtype: type) -> np.ndarray:
    """An array as Mitsuba takes it: all values in one row."""
    return np.ascontiguousarray(array, dtype=dtype).ravel()
