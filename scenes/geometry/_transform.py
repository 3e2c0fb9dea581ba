"""Meshes moved, turned, stretched and mirrored."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from numpy.typing import ArrayLike

from scenes.geometry._meshes import Mesh, Vector


def rotation_matrix(rotation_rad: ArrayLike) -> Float[np.ndarray, "3 3"]:
    """The matrix that turns by a rotation vector (Rodrigues' formula).

    Args:
        rotation_rad: Axis times angle, rad.
    """
    vector = np.asarray(rotation_rad, dtype=float)
    angle = float(np.linalg.norm(vector))
    if angle == 0.0:
        return np.eye(3)
    x, y, z = vector / angle
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * (cross @ cross)


def moved(mesh: Mesh, by_m: Vector) -> Mesh:
    """A mesh, shifted."""
    return mesh[0] + np.asarray(by_m, dtype=float), mesh[1]


def turned(mesh: Mesh, rotation_rad: Vector, about_m: Vector = (0.0, 0.0, 0.0)) -> Mesh:
    """A mesh, turned by a rotation vector about a point."""
    pivot = np.asarray(about_m, dtype=float)
    return (mesh[0] - pivot) @ rotation_matrix(rotation_rad).T + pivot, mesh[1]


def stretched(mesh: Mesh, factors: Vector) -> Mesh:
    """A mesh, stretched from the origin by a positive factor along each axis."""
    return mesh[0] * np.asarray(factors, dtype=float), mesh[1]


def along_x(mesh: Mesh) -> Mesh:
    """A mesh that stood along z, laid along x."""
    return turned(mesh, (0.0, np.pi / 2, 0.0))


def along_y(mesh: Mesh) -> Mesh:
    """A mesh that stood along z, laid along y."""
    return turned(mesh, (-np.pi / 2, 0.0, 0.0))


def mirrored(mesh: Mesh, axis: int) -> Mesh:
    """A mesh, mirrored in the plane through the origin across an axis; it still faces outwards."""
    factors = np.ones(3)
    factors[axis] = -1.0
    return mesh[0] * factors, np.ascontiguousarray(mesh[1][:, ::-1])


def both_sides(meshes: Sequence[Mesh], axis: int = 1) -> list[Mesh]:
    """Meshes and their mirror images."""
    return [*meshes, *(mirrored(mesh, axis) for mesh in meshes)]


def turned_copies(mesh: Mesh, count: int) -> list[Mesh]:
    """Copies of a mesh, evenly around the z axis; the first is the mesh itself."""
    return [turned(mesh, (0.0, 0.0, 2 * np.pi * i / count)) for i in range(count)]
