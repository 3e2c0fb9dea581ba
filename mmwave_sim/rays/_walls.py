"""Planar walls that mirror, and the chains of them that a ray can take."""

from dataclasses import dataclass
from functools import cached_property

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float


@dataclass(frozen=True)
class Wall:
    """A planar rectangle that is large against the Fresnel zone, so it mirrors.

    Attributes:
        name: Name of the surface it came from.
        corner_m: One corner, world coordinates, m.
        edges_m: The two edges that leave the corner, m.
        material: Name in the materials table.
    """

    name: str
    corner_m: Float[np.ndarray, "3"]
    edges_m: Float[np.ndarray, "2 3"]
    material: str

    @cached_property
    def normal(self) -> Float[np.ndarray, "3"]:
        """Unit normal; its sign carries no meaning."""
        normal = np.cross(self.edges_m[0], self.edges_m[1])
        return normal / np.linalg.norm(normal)

    def contains(self, point_m: Float[np.ndarray, "... 3"]) -> np.ndarray:
        """Whether points of the wall's plane lie inside the rectangle."""
        relative = point_m - self.corner_m
        share = relative @ (self.edges_m / np.sum(self.edges_m**2, axis=1, keepdims=True)).T
        return np.all((share >= 0) & (share <= 1), axis=-1)


@dataclass(frozen=True)
class Chain:
    """The walls that a ray meets from the antenna on, as indices; empty for the direct ray."""

    walls: tuple[int, ...] = ()


DIRECT = Chain()


def mirror_point(
    point_m: Float[Array, "... 3"], on_plane_m: Float[Array, "3"], normal: Float[Array, "3"]
) -> Float[Array, "... 3"]:
    """Mirror image of points in a plane, m."""
    height = jnp.sum((point_m - on_plane_m) * normal, axis=-1, keepdims=True)
    return point_m - 2 * height * normal


def mirror_direction(
    direction: Float[Array, "... 3"], normal: Float[Array, "3"]
) -> Float[Array, "... 3"]:
    """Mirror image of directions in a plane of this normal."""
    return direction - 2 * jnp.sum(direction * normal, axis=-1, keepdims=True) * normal


def walls_from_meshes(
    meshes: tuple[tuple[str, Float[np.ndarray, "vertex 3"], np.ndarray, str], ...],
) -> tuple[Wall, ...]:
    """Reads rectangles off meshes `(name, vertices, faces, material)` of two coplanar triangles.

    Raises:
        ValueError: A mesh is not a rectangle of two triangles.
    """
    return tuple(_rectangle(*mesh) for mesh in meshes)


def _rectangle(
    name: str, vertices_m: Float[np.ndarray, "vertex 3"], faces: np.ndarray, material: str
) -> Wall:
    corners = np.unique(np.round(vertices_m[np.unique(faces)], 9), axis=0)
    if len(corners) != 4:
        raise ValueError(f"wall {name!r} has {len(corners)} corners, a rectangle has 4")
    offsets = corners[1:] - corners[0]
    order = np.argsort(np.linalg.norm(offsets, axis=1))
    a, b, diagonal = offsets[order]
    if abs(a @ b) > 1e-6 or np.linalg.norm(a + b - diagonal) > 1e-6:
        raise ValueError(f"wall {name!r} is not a rectangle")
    return Wall(name, corners[0], np.stack([a, b]), material)
