"""A mannequin in the T-pose: a smooth union of capsules, meshed by surface nets.

About its pelvis, with x to its left, y up and z forwards, as in the files of the SMPL family.
"""

from functools import cache
from itertools import product

import numpy as np
from jaxtyping import Bool, Float, Int

FLOOR = -0.945
CAPSULES: tuple[tuple[tuple[float, ...], tuple[float, ...], float, float], ...] = (
    ((0.05, 0.0, -0.01), (0.05, 0.12, -0.01), 0.11, 0.105),
    ((0.045, 0.12, -0.01), (0.06, 0.4, -0.015), 0.105, 0.115),
    ((0.06, 0.42, -0.02), (0.185, 0.44, -0.025), 0.075, 0.058),
    ((0.0, 0.42, -0.02), (0.0, 0.6, 0.0), 0.06, 0.052),
    ((0.0, 0.655, 0.015), (0.0, 0.69, 0.01), 0.082, 0.085),
    ((0.085, -0.06, 0.0), (0.095, -0.47, 0.015), 0.088, 0.056),
    ((0.095, -0.47, 0.015), (0.095, -0.86, -0.03), 0.056, 0.038),
    ((0.095, -0.908, -0.05), (0.112, -0.92, 0.12), 0.04, 0.036),
    ((0.112, -0.925, 0.1), (0.115, -0.934, 0.19), 0.036, 0.014),
    ((0.185, 0.45, -0.025), (0.445, 0.445, -0.04), 0.052, 0.04),
    ((0.445, 0.445, -0.04), (0.695, 0.45, -0.035), 0.04, 0.028),
    ((0.695, 0.45, -0.035), (0.86, 0.446, -0.025), 0.03, 0.026),
)
"""Ends and radii of the capsules of the left half, m."""

BLEND_M = 0.02
"""How widely two capsules flow into one another, m."""

EDGE_M = 0.003
"""How round the edges of the soles are, m."""

Points = Float[np.ndarray, "point 3"]
Faces = Int[np.ndarray, "face 3"]


@cache
def mannequin(step_m: float, count: int) -> tuple[Points, Faces]:
    """A closed skin of exactly so many vertices, m.

    Args:
        step_m: Size of the cells of the grid; those that the skin crosses give somewhat fewer
            vertices than `count`.
        count: Number of vertices.
    """
    return _split(*_surface(step_m), count)


def _distance(points: Points) -> Float[np.ndarray, " point"]:
    """Signed distance to the mannequin's skin, m: negative inside."""
    total = np.zeros(len(points))
    for side, (start, end, first, last) in product((1.0, -1.0), CAPSULES):
        a, along = np.array(start), np.array(end) - np.array(start)
        away = points * [side, 1.0, 1.0] - a
        share = np.clip(away @ along / (along @ along), 0.0, 1.0)
        radius = first + (last - first) * share
        gap = np.linalg.norm(away - share[:, None] * along, axis=1) - radius
        total += np.exp(-gap / BLEND_M)
    body = -BLEND_M * np.log(np.maximum(total, 1e-300))
    return EDGE_M * np.logaddexp(body / EDGE_M, (FLOOR - points[:, 1]) / EDGE_M)


def _surface(step_m: float) -> tuple[Points, Faces]:
    """Surface nets (S. F. F. Gibson 1998): a vertex a cell that the skin crosses.

    Cells are flatter at the feet, whose heels have to be round enough to roll on.
    """
    feet = np.arange(FLOOR - 0.0103, FLOOR + 0.08, step_m / 3)
    up = np.concatenate([feet, np.arange(feet[-1] + step_m, 0.82, step_m)])
    across, ahead = (np.arange(*ends, step_m) for ends in ((-0.95, 0.95), (-0.2, 0.26)))
    axes = (across, up, ahead)
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    inside = _distance(grid.reshape(-1, 3)).reshape(grid.shape[:3]) < 0
    cells = np.zeros(tuple(n - 1 for n in inside.shape), int)
    for corner in np.ndindex(2, 2, 2):
        cells += inside[tuple(slice(c, c + n) for c, n in zip(corner, cells.shape, strict=True))]
    crossed = (cells > 0) & (cells < 8)
    number = np.full(cells.shape, -1)
    number[crossed] = np.arange(crossed.sum())
    centres = (grid[:-1, :-1, :-1] + grid[1:, 1:, 1:])[crossed] / 2
    faces = np.concatenate([_quads(inside, number, axis) for axis in range(3)])
    return _onto_skin(centres), faces


def _quads(
    inside: Bool[np.ndarray, "node_x node_y node_z"], number: Int[np.ndarray, "x y z"], axis: int
) -> Int[np.ndarray, "face 3"]:
    """Two triangles for each edge of the grid along an axis whose ends lie on different sides."""
    order = (axis, (axis + 1) % 3, (axis + 2) % 3)
    nodes, cells = inside.transpose(order), number.transpose(order)
    corners = []
    for here, ring in ((nodes[:-1], 1), (nodes[1:], -1)):
        there = nodes[1:] if ring > 0 else nodes[:-1]
        x, y, z = np.nonzero((here & ~there)[:, 1:-1, 1:-1])
        around = ((0, 0), (1, 0), (1, 1), (0, 1))[::ring]
        corners.append(np.stack([cells[x, y + dy, z + dz] for dy, dz in around], axis=1))
    quads = np.concatenate(corners)
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def _onto_skin(points: Points) -> Points:
    """Moves points onto the skin by Newton's steps along the slope of the distance."""
    for _ in range(4):
        gap = _distance(points)
        ahead = [_distance(points + step) for step in np.eye(3) * 1e-5]
        slope = (np.stack(ahead, axis=1) - gap[:, None]) / 1e-5
        points = points - gap[:, None] * slope / (slope**2).sum(1, keepdims=True)
    return points


def _split(vertices: Points, faces: Faces, count: int) -> tuple[Points, Faces]:
    """Splits the longest edge in two until there are so many vertices."""
    while len(vertices) < count:
        edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        lengths = np.linalg.norm(vertices[edges[:, 0]] - vertices[edges[:, 1]], axis=1)
        ends = edges[lengths.argmax()]
        beside = np.isin(faces, ends).sum(1) == 2
        halves = [np.where(faces[beside] == end, len(vertices), faces[beside]) for end in ends]
        faces = np.concatenate([faces[~beside], *halves])
        vertices = np.concatenate([vertices, vertices[None, ends].mean(1)])
    return vertices, faces
