"""Moving triangle meshes and their kinematics at chosen times."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from mmwave_sim.motion._spline import KeyFrameSpline


@dataclass(frozen=True)
class MovingMesh:
    """A triangle mesh whose vertices are known at key frames.

    Attributes:
        name: Name for messages.
        faces: Vertex indices of each triangle, counter-clockwise seen from outside.
        times_s: Times of the key frames, s.
        vertices_m: World positions at the key frames, m; may be traced by JAX.
        material: Name in the materials table.
    """

    name: str
    faces: Int[np.ndarray, "face 3"]
    times_s: Float[np.ndarray, "key"]
    vertices_m: Float[Array | np.ndarray, "key vertex 3"]
    material: str

    @cached_property
    def spline(self) -> KeyFrameSpline:
        """The spline through the key frames."""
        return KeyFrameSpline(self.times_s)


def vertices_at(
    mesh: MovingMesh, times_s: Float[np.ndarray, " time"], derivative: int = 0
) -> Float[np.ndarray, "time vertex 3"]:
    """World positions of a mesh's vertices at times inside its key frames, m, or a rate of them."""
    weights = mesh.spline.weights(times_s, derivative)
    used = np.flatnonzero(weights.any(axis=0))
    keys = slice(int(used[0]), int(used[-1]) + 1) if len(used) else slice(0, 1)
    return np.tensordot(weights[:, keys], np.asarray(mesh.vertices_m)[keys], 1)


class Kinematics(NamedTuple):
    """Positions and velocities at a set of times.

    Attributes:
        position_m: World positions, m.
        velocity_m_per_s: World velocities, m/s.
    """

    position_m: Float[Array, "time vertex 3"]
    velocity_m_per_s: Float[Array, "time vertex 3"]


def kinematics(
    vertices_m: Float[Array, "key vertex 3"],
    value_weights: Float[Array, "time key"],
    rate_weights: Float[Array, "time key"],
) -> Kinematics:
    """Applies tabulated spline weights to the key frames."""
    return Kinematics(
        jnp.einsum("tk,kvc->tvc", value_weights, vertices_m),
        jnp.einsum("tk,kvc->tvc", rate_weights, vertices_m),
    )
