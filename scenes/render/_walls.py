"""Walls that stand in the way are cut down, and all get a thickness that can be seen."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from scenes.geometry import Mesh
from scenes.render._camera import Camera

STUB_M = 0.15
"""Height at which a wall that is in the way is cut, m."""

THICKNESS_M = 0.06
"""Thickness that walls are drawn with, m; for the radar they have none."""

BEYOND_M = 0.2
"""How far behind a wall a room is looked for, m."""

Outline = Sequence[tuple[float, float]]


def is_in_the_way(mesh: Mesh, camera: Camera, rooms: Sequence[Outline]) -> bool:
    """Whether a wall hides from the camera what is to be seen.

    Args:
        mesh: An upright, flat wall, or a pane or door in one.
        camera: Whose `cut_away` says what is to be seen.
        rooms: World x and y of the corners of every room, m.
    """
    if camera.cut_away == "nothing":
        return False
    vertices, _ = mesh
    centre, normal = (vertices.min(0) + vertices.max(0)) / 2, wall_normal(mesh)
    eye, target = np.array(camera.eye_m), np.array(camera.target_m)
    if camera.cut_away == "subject":
        return bool((eye - centre) @ normal * ((target - centre) @ normal) < 0)
    looking = centre - eye if camera.height_m is None else target - eye
    side = float(np.sign(looking[:2] @ normal[:2]))
    behind = centre[:2] + side * BEYOND_M * normal[:2]
    return side != 0.0 and any(bool(contains(outline, behind[None])[0]) for outline in rooms)


def wall_normal(mesh: Mesh) -> Float[np.ndarray, "3"]:
    """Unit normal of a flat mesh: the mean of its triangles', by area."""
    vertices, faces = mesh
    corners = vertices[faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]).sum(0)
    return normal / max(float(np.linalg.norm(normal)), 1e-12)


def contains(
    outline: Outline, points_m: Float[np.ndarray, "point 2"]
) -> Bool[np.ndarray, " point"]:
    """Whether points lie inside a polygon, by the number of its sides that a ray to +x crosses."""
    starts = np.array(outline, dtype=float)
    ends = np.roll(starts, -1, axis=0)
    x, y = points_m[:, :1], points_m[:, 1:]
    spans = (starts[:, 1] > y) != (ends[:, 1] > y)
    rise = np.where(ends[:, 1] == starts[:, 1], 1.0, ends[:, 1] - starts[:, 1])
    at = starts[:, 0] + (y - starts[:, 1]) * (ends[:, 0] - starts[:, 0]) / rise
    return (spans & (x < at)).sum(1) % 2 == 1


def cut_down(mesh: Mesh, height_m: float = STUB_M) -> Mesh | None:
    """What of a mesh is below a height, or None where that is nothing."""
    from trimesh.intersections import slice_faces_plane

    vertices, faces = mesh
    if vertices[:, 2].min() >= height_m:
        return None
    kept, triangles, *_ = slice_faces_plane(vertices, faces, (0, 0, -1), (0, 0, height_m))
    return (np.asarray(kept), np.asarray(triangles)) if len(triangles) else None


def thickened(mesh: Mesh, thickness_m: float = THICKNESS_M) -> Mesh:
    """A flat mesh as a slab: a copy behind it, and sides along its border."""
    places, same = np.unique(np.round(mesh[0], 6), axis=0, return_inverse=True)
    faces = same.ravel()[mesh[1]]
    back = places - thickness_m * wall_normal(mesh)
    edges = faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
    inner = {(int(a), int(b)) for a, b in edges}
    border = np.array([edge for edge in edges if (int(edge[1]), int(edge[0])) not in inner])
    count = len(places)
    first = np.c_[border[:, 0], border[:, 0] + count, border[:, 1]]
    second = np.c_[border[:, 1], border[:, 0] + count, border[:, 1] + count]
    behind = faces[:, ::-1] + count
    return np.concatenate([places, back]), np.concatenate([faces, behind, first, second])
