"""Fewer triangles for a skinned mesh, without opening it."""

from dataclasses import replace

import numpy as np
from jaxtyping import Float, Int

from scenes._errors import InputError
from scenes.bodies._body import Body
from scenes.geometry import is_closed

SETTINGS = tuple((share, agg) for share in (1.0, 0.99, 0.97, 0.95) for agg in (4, 3, 5))
"""Shares of the face budget and collapse settings to try; a few bodies pinch at fingers or lips."""

SLIVER_M2 = 1e-12
"""Twice the area below which a triangle is nothing to interpolate in, m^2."""


def reduce_faces(body: Body, faces: int) -> Body:
    """The body's skin with at most `faces` triangles, closed and facing outwards.

    Quadric edge collapse (Garland and Heckbert 1997). The eyeballs and the tongue, which are
    separate and nearly all inside the skin, are dropped first. Weights and directions of shape and
    pose are carried over from the closest point of the full mesh.

    Raises:
        InputError: The collapse left a hole at every setting that was tried.
    """
    if faces >= len(body.faces):
        return body
    used, skin = np.unique(largest_component(body.faces), return_inverse=True)
    vertices, reduced = _collapse(body.vertices_m[used], skin.reshape(-1, 3), faces)
    corners, shares = closest_points(body, vertices)
    pose = body.pose_directions_m
    return replace(
        body,
        vertices_m=vertices,
        faces=reduced.astype(np.int32),
        weights=_normalised(_interpolated(body.weights, corners, shares)),
        shape_directions_m=_carried(body.shape_directions_m, corners, shares),
        pose_directions_m=None if pose is None else _carried(pose, corners, shares),
    )


def _collapse(
    vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"], budget: int
) -> tuple[Float[np.ndarray, "kept 3"], Int[np.ndarray, "reduced 3"]]:
    import fast_simplification

    if len(faces) <= budget:
        return vertices_m, faces
    for share, aggressiveness in SETTINGS:
        vertices, reduced = fast_simplification.simplify(
            vertices_m,
            faces.astype(np.int32),
            target_count=int(share * budget),
            agg=aggressiveness,
        )
        if len(reduced) <= budget and is_closed(reduced):
            return vertices, reduced
    raise InputError(
        expected=f"a number of faces that this body can be reduced to, not {budget}",
        found="holes at every setting",
        do="choose another number of faces",
    )


def largest_component(faces: Int[np.ndarray, "face 3"]) -> Int[np.ndarray, "kept 3"]:
    """The faces of the connected part that has the most of them."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = np.concatenate([faces[:, :2], faces[:, 1:]])
    count = int(faces.max()) + 1
    graph = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    label = connected_components(graph, directed=False)[1][faces[:, 0]]
    return faces[label == np.bincount(label).argmax()]


def transfer_weights(
    body: Body, points_m: Float[np.ndarray, "point 3"]
) -> Float[np.ndarray, "point bone"]:
    """Skinning weights at points near the skin, interpolated in the closest triangle."""
    return _normalised(_interpolated(body.weights, *closest_points(body, points_m)))


def closest_points(
    body: Body, points_m: Float[np.ndarray, "point 3"], neighbours: int = 6
) -> tuple[Int[np.ndarray, "point 3"], Float[np.ndarray, "point 3"]]:
    """Corners of the triangle closest to each point, and their shares in its closest place.

    Candidates are the triangles that touch the `neighbours` nearest vertices.
    """
    import trimesh
    from scipy.spatial import cKDTree

    near = cKDTree(body.vertices_m).query(points_m, k=neighbours)[1]
    touching = _faces_of_vertices(body)
    owner = [(p, f) for p, row in enumerate(near) for f in {f for v in row for f in touching[v]}]
    point, face = np.array(owner).T
    triangles = body.vertices_m[body.faces[face]]
    closest = trimesh.triangles.closest_point(triangles, points_m[point])
    distance = np.linalg.norm(closest - points_m[point], axis=1)
    order = np.lexsort((distance, point))
    best = order[np.unique(point[order], return_index=True)[1]]
    shares = trimesh.triangles.points_to_barycentric(triangles[best], closest[best])
    return body.faces[face[best]], shares


def _carried(
    directions: Float[np.ndarray, "direction vertex 3"],
    corners: Int[np.ndarray, "point 3"],
    shares: Float[np.ndarray, "point 3"],
) -> Float[np.ndarray, "direction point 3"]:
    """Directions at points of the skin, in their own precision."""
    shares = shares.astype(directions.dtype)
    return np.stack([_interpolated(direction, corners, shares) for direction in directions])


def _interpolated(
    values: Float[np.ndarray, "vertex value"],
    corners: Int[np.ndarray, "point 3"],
    shares: Float[np.ndarray, "point 3"],
) -> Float[np.ndarray, "point value"]:
    return np.einsum("pc,pcv->pv", shares, values[corners])


def _normalised(weights: Float[np.ndarray, "point bone"]) -> Float[np.ndarray, "point bone"]:
    positive = np.clip(weights, 0.0, None)
    return positive / positive.sum(1, keepdims=True)


def _faces_of_vertices(body: Body) -> list[list[int]]:
    """The triangles around each vertex that have an area."""
    touching: list[list[int]] = [[] for _ in body.vertices_m]
    corners = body.vertices_m[body.faces]
    twice = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    for face in np.flatnonzero(np.linalg.norm(twice, axis=1) > SLIVER_M2):
        for corner in body.faces[face]:
            touching[corner].append(int(face))
    return touching
