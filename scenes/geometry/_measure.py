"""What can be measured on a triangle mesh: whether it is closed, its volume, its extent."""

import numpy as np
from jaxtyping import Float, Int


def is_closed(faces: Int[np.ndarray, "face 3"]) -> bool:
    """Whether each directed edge occurs once, as does its reverse: watertight and consistent."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    ordered = {tuple(edge) for edge in edges.tolist()}
    return len(ordered) == len(edges) and all((b, a) in ordered for a, b in ordered)


def volume_m3(vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]) -> float:
    """Signed volume of a closed mesh, m^3; positive when its faces look outwards."""
    a, b, c = (vertices_m[faces[:, i]] for i in range(3))
    return float(np.einsum("fi,fi->", a, np.cross(b, c)) / 6)


def outward(
    vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
) -> Int[np.ndarray, "face 3"]:
    """The faces of a closed mesh, all turned over where they look inwards."""
    return faces if volume_m3(vertices_m, faces) >= 0 else np.ascontiguousarray(faces[:, ::-1])
