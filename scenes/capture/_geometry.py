"""Vectors and rotations that the retargeting is made of."""

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

FORWARD, LEFT, UP = np.eye(3)

Vectors = Float[np.ndarray, "*time 3"]


def length(vectors: Vectors) -> Float[np.ndarray, "*time 1"]:
    """Their lengths."""
    return np.linalg.norm(vectors, axis=-1, keepdims=True)


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length one; those of no length stay so."""
    return vectors / np.maximum(length(vectors), 1e-12)


def across(vectors: Vectors, along: Vectors) -> Vectors:
    """The part of vectors that is perpendicular to unit vectors."""
    return vectors - (vectors * along).sum(-1, keepdims=True) * along


def frame(along: Vectors, beside: Vectors) -> Rotation:
    """The rotation that takes x to `along`, and y to `beside` as far as it is perpendicular."""
    first = unit(np.atleast_2d(along))
    second = unit(across(np.atleast_2d(beside), first))
    return Rotation.from_matrix(np.stack([first, second, np.cross(first, second)], axis=-1))


def swing(start: Vectors, end: Vectors, most_rad: float = np.pi) -> Rotation:
    """The shortest rotation from one direction to another, held below an angle smoothly."""
    first, second = np.broadcast_arrays(unit(start), unit(np.atleast_2d(end)))
    axis = np.cross(first, second)
    sine = length(axis)
    angle = np.arctan2(sine[..., 0], (first * second).sum(-1))
    held = angle if most_rad >= np.pi else most_rad * np.tanh(angle / most_rad)
    return Rotation.from_rotvec(unit(axis) * held[:, None])


def share(rotation: Rotation, part: float) -> Rotation:
    """Part of a rotation, about the same axis."""
    return Rotation.from_rotvec(part * rotation.as_rotvec())


def about(axis: Float[np.ndarray, "3"], angle_rad: Float[np.ndarray, " time"]) -> Rotation:
    """Rotation by an angle that varies in time about a fixed axis."""
    return Rotation.from_rotvec(np.asarray(angle_rad)[:, None] * axis)


def spun_rad(rotation: Rotation, axis: Float[np.ndarray, "3"]) -> Float[np.ndarray, " time"]:
    """About the angle by which rotations turn about an axis, rad, without a jump anywhere.

    For a unit quaternion (v, w) it is 2 w (v . axis): the sine of the turn about the axis times
    the squared cosine of half the swing of the axis itself. It is smooth in the rotation, equals
    the angle while that is small, and never exceeds 1.
    """
    quaternion = rotation.as_quat()
    return 2 * quaternion[..., 3] * (quaternion[..., :3] @ axis)


def yaw_rad(rotation: Rotation) -> Float[np.ndarray, " time"]:
    """Turn about the vertical, not wrapped, rad; carried over where a rotation has none.

    A rotation that turns the vertical upside down has no turn about it; there, and near it, the
    angle runs straight from what it was before to what it is after.
    """
    quaternion = rotation.as_quat()
    z, w = quaternion[:, 2], quaternion[:, 3]
    known = z**2 + w**2 > 0.1
    if not known.any():
        return np.zeros(len(quaternion))
    times = np.arange(len(quaternion))
    angle = np.unwrap(2 * np.arctan2(z, w)[known])
    return np.interp(times, times[known], angle)
