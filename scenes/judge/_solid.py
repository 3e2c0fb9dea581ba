"""What is inside of a closed mesh."""

import numpy as np
from jaxtyping import Bool, Float, Int

MOST_PAIRS = 200_000
"""Pairs of points and triangles that are worked on at once."""


def winding_number(
    points_m: Float[np.ndarray, "point 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
) -> Float[np.ndarray, " point"]:
    """How often a mesh winds around each point: 0 outside of a closed one, 1 or more inside.

    The sum of the triangles' signed solid angles (Van Oosterom and Strackee, IEEE Transactions on
    Biomedical Engineering 30, 1983, equation 8) over 4 pi. Where closed parts overlap, the
    numbers add up; where a mesh has holes, it says how much of the view is closed (Jacobson, Kavan
    and Sorkine-Hornung, ACM Transactions on Graphics 32, 2013).
    """
    step = max(1, MOST_PAIRS // max(len(faces), 1))
    parts = [
        _of(points_m[at : at + step], vertices_m, faces) for at in range(0, len(points_m), step)
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _of(
    points_m: Float[np.ndarray, "point 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
) -> Float[np.ndarray, " point"]:
    """Products of the ways a, b and c to a triangle's corners come from lengths alone.

    `2 a.b = |a|^2 + |b|^2 - |a - b|^2`, and `a.(b x c)` is linear in the point.
    """
    corner = vertices_m[faces]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    volume = np.einsum("fk,fk->f", normal, corner[:, 0]) - points_m @ normal.T
    length = np.linalg.norm(points_m[:, None] - vertices_m[None], axis=2)
    la, lb, lc = (length[:, faces[:, i]] for i in range(3))
    ab, bc, ca = (((corner[:, i] - corner[:, (i + 1) % 3]) ** 2).sum(axis=1) for i in range(3))
    aa, bb, cc = la**2, lb**2, lc**2
    flat = la * lb * lc + ((aa + bb - ab) * lc + (bb + cc - bc) * la + (cc + aa - ca) * lb) / 2
    return np.arctan2(volume, flat).sum(axis=1) / (2 * np.pi)


def is_inside(
    points_m: Float[np.ndarray, "point 3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
) -> Bool[np.ndarray, " point"]:
    """Whether points are inside of a closed mesh, or of one of several that it is made of."""
    low, high = vertices_m.min(axis=0), vertices_m.max(axis=0)
    found = ((points_m > low) & (points_m < high)).all(axis=1)
    found[found] = winding_number(points_m[found], vertices_m, faces) > 0.5
    return found
