"""Planar walls that mirror, and the chains of them that a ray can take."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

Sides = tuple[int, ...]
"""Some sides of a rectangle: 0 and 1 where its first edge starts and ends, 2 and 3 its second."""

_JOINT_M = 5e-3
_ALONG_SIDE = np.linspace(0.0, 1.0, 33)


@dataclass(frozen=True, eq=False)
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

    def sides_m(self) -> Float[np.ndarray, "side point 3"]:
        """Points along each of the four sides, m."""
        a, b = self.edges_m
        starts = self.corner_m + np.stack([0 * a, a, 0 * b, b])
        return starts[:, None] + _ALONG_SIDE[:, None] * np.stack([b, b, a, a])[:, None]


def coplanar(a: Wall, b: Wall) -> bool:
    """Whether two walls lie in one plane."""
    along = abs(float(a.normal @ b.normal))
    return along > 1 - 1e-9 and abs(float((b.corner_m - a.corner_m) @ a.normal)) < 1e-6


@lru_cache(maxsize=64)
def joined_sides(walls: tuple[Wall, ...]) -> tuple[Sides, ...]:
    """The sides of each wall along which others go on from it, as in the corners of a room.

    No wave gets past such a side, and no edge diffracts there: what a mirror image would lack
    beyond it comes by the other wall. A side counts as joined if more than half of it touches walls
    of another plane.
    """
    return tuple(_joined(wall, [one for one in walls if not coplanar(one, wall)]) for wall in walls)


def _joined(wall: Wall, others: list[Wall]) -> Sides:
    points = wall.sides_m()
    touched = np.zeros(points.shape[:2], dtype=bool)
    for other in others:
        offset = points - other.corner_m
        size = np.linalg.norm(other.edges_m, axis=1)
        place = offset @ (other.edges_m / size[:, None]).T
        inside = np.all((place > -_JOINT_M) & (place < size + _JOINT_M), axis=-1)
        touched |= inside & (np.abs(offset @ other.normal) < _JOINT_M)
    return tuple(int(side) for side in np.flatnonzero(touched.mean(axis=1) > 0.5))


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
