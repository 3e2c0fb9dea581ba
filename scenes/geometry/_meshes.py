"""Boxes, cylinders and rectangles as triangle meshes."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Int

Vector = tuple[float, float, float]
Mesh = tuple[Float[np.ndarray, "vertex 3"], Int[np.ndarray, "face 3"]]

_BOX_QUADS = ((0, 4, 6, 2), (1, 3, 7, 5), (0, 1, 5, 4), (2, 6, 7, 3), (0, 2, 3, 1), (4, 5, 7, 6))


def box(low_m: Vector, high_m: Vector) -> Mesh:
    """A box between two opposite corners, facing outwards."""
    low, high = np.array(low_m, dtype=float), np.array(high_m, dtype=float)
    corners = np.array([[i >> 0 & 1, i >> 1 & 1, i >> 2 & 1] for i in range(8)])
    faces = [(quad[0], quad[i], quad[i + 1]) for quad in _BOX_QUADS for i in (1, 2)]
    return low + corners * (high - low), np.array(faces, dtype=np.int32)


def cylinder(centre_m: Vector, radius_m: float, height_m: float, sides: int = 12) -> Mesh:
    """An upright closed cylinder that stands on `centre_m`, facing outwards."""
    angle = np.arange(sides) * 2 * np.pi / sides
    ring = np.stack([np.cos(angle), np.sin(angle), np.zeros(sides)], axis=1) * radius_m
    up = np.array([0.0, 0.0, height_m])
    vertices = np.concatenate([ring, ring + up, np.zeros((1, 3)), up[None]]) + np.array(centre_m)
    here, then = np.arange(sides), np.roll(np.arange(sides), -1)
    bottom, top = np.full(sides, 2 * sides), np.full(sides, 2 * sides + 1)
    faces = np.concatenate(
        [
            np.stack([here, then, then + sides], axis=1),
            np.stack([here, then + sides, here + sides], axis=1),
            np.stack([then, here, bottom], axis=1),
            np.stack([here + sides, then + sides, top], axis=1),
        ]
    )
    return vertices, faces.astype(np.int32)


def rectangle(corner_m: Vector, first_m: Vector, second_m: Vector) -> Mesh:
    """Two triangles over the rectangle spanned at a corner; the normal is first x second."""
    corner, first, second = (np.array(v, dtype=float) for v in (corner_m, first_m, second_m))
    vertices = np.stack([corner, corner + first, corner + first + second, corner + second])
    return vertices, np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)


def merge(meshes: Sequence[Mesh]) -> Mesh:
    """Several meshes as one."""
    starts = np.cumsum([0] + [len(vertices) for vertices, _ in meshes])
    faces = [faces + start for (_, faces), start in zip(meshes, starts[:-1], strict=True)]
    vertices = np.concatenate([vertices for vertices, _ in meshes])
    return vertices, np.concatenate(faces).astype(np.int32)
