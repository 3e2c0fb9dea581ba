"""What stands between the radar and a point."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from scenes.geometry import Surface

PARALLEL = 1e-12
"""A line and a plane with a smaller triple product do not meet, m^3."""


def in_sight(
    eye_m: Float[np.ndarray, "3"],
    points_m: Float[np.ndarray, "point 3"],
    surfaces: Sequence[Surface],
) -> Bool[np.ndarray, " point"]:
    """Whether the straight line from the eye to each point meets none of the surfaces.

    Args:
        eye_m: World position of the radar, m.
        points_m: World positions, m.
        surfaces: Walls with what fills their openings, and furniture.
    """
    free = np.ones(len(points_m), dtype=bool)
    for surface in surfaces:
        at = np.flatnonzero(free)
        low, high = surface.vertices_m.min(axis=0), surface.vertices_m.max(axis=0)
        at = at[_meets_box(eye_m, points_m[at], low, high)]
        if at.size:
            corners = surface.vertices_m[surface.faces]
            free[at] = [not _meets(eye_m, point - eye_m, corners) for point in points_m[at]]
    return free


def _meets_box(
    eye_m: Float[np.ndarray, "3"],
    points_m: Float[np.ndarray, "point 3"],
    low_m: Float[np.ndarray, "3"],
    high_m: Float[np.ndarray, "3"],
) -> Bool[np.ndarray, " point"]:
    """Whether lines pass through a box: the slab method of Kay and Kajiya (1986)."""
    way = points_m - eye_m
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    first, second = (low_m - 1e-6 - eye_m) / way, (high_m + 1e-6 - eye_m) / way
    enters = np.minimum(first, second).max(axis=1)
    leaves = np.maximum(first, second).min(axis=1)
    return (enters <= leaves) & (leaves >= 0.0) & (enters <= 1.0)


def _meets(
    eye_m: Float[np.ndarray, "3"],
    way_m: Float[np.ndarray, "3"],
    corners_m: Float[np.ndarray, "face 3 3"],
) -> bool:
    """Whether a line meets a triangle: Moeller and Trumbore (1997)."""
    edge, other = corners_m[:, 1] - corners_m[:, 0], corners_m[:, 2] - corners_m[:, 0]
    across = np.cross(way_m, other)
    volume = np.einsum("fk,fk->f", edge, across)
    real = np.abs(volume) > PARALLEL
    scale = np.where(real, volume, 1.0)
    start = eye_m - corners_m[:, 0]
    u = np.einsum("fk,fk->f", start, across) / scale
    turned = np.cross(start, edge)
    v = turned @ way_m / scale
    t = np.einsum("fk,fk->f", other, turned) / scale
    inside = (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0) & (t < 1)
    return bool((inside & real).any())
