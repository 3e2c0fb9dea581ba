"""A moving mesh at the times that a frame asks for: once for all routes to it."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from mmwave_sim.scattering import FacetMotion, facets, slow_nodes
from mmwave_sim.simulation._divide import with_midpoints
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._plan import TracePlan

_KEYS_STEP = 8


class MovedMesh(NamedTuple):
    """Vertices of a mesh, those of its divided triangles included.

    Attributes:
        slow_m: World positions at the slow nodes, m.
        place_m: World positions at the nodes, m.
        velocity_m_per_s: Velocities at the nodes, m/s.
    """

    slow_m: Float[Array, "slow vertex 3"]
    place_m: Float[Array, "node 3 vertex"]
    velocity_m_per_s: Float[Array, "node 3 vertex"]

    def facets(self, faces: Int[Array, "facet 3"], precision: type) -> FacetMotion:
        """Some of its faces in motion."""
        corners = [jnp.take(self.place_m, faces[:, corner], axis=-1) for corner in range(3)]
        velocity = self.velocity_m_per_s.astype(precision)
        speeds = [jnp.take(velocity, faces[:, corner], axis=-1) for corner in range(3)]
        mean = (speeds[0] + speeds[1] + speeds[2]) / 3
        return FacetMotion(facets(self.slow_m, faces), jnp.stack(corners), mean)


def moved_mesh(plan: TracePlan, inputs: SceneInputs, mesh: int, frame: int) -> MovedMesh:
    """Places a mesh at the times of a frame."""
    spline, node_s = plan.world.moving[mesh].spline, plan.timing.node_s
    slow_s = slow_nodes(node_s).at_s
    at_s = plan.start_s[frame] + np.concatenate([slow_s, node_s])
    values = spline.weights(at_s)
    rates = spline.weights(at_s[len(slow_s) :], 1)
    keys = _nearby(values, rates)
    return _placed(
        inputs.vertices_m[mesh][keys],
        jnp.asarray(values[:, keys]),
        jnp.asarray(rates[:, keys]),
        tuple(jnp.asarray(pair) for pair in plan.divisions[mesh].midpoints),
        len(slow_s),
    )


def _nearby(values: Float[np.ndarray, "time key"], rates: Float[np.ndarray, "time key"]) -> slice:
    """The key frames that matter, a few more so that there are few different counts."""
    used = np.flatnonzero(np.any(values != 0, axis=0) | np.any(rates != 0, axis=0))
    first, keys = int(used[0]), values.shape[1]
    count = min(keys, _KEYS_STEP * -(-(int(used[-1]) + 1 - first) // _KEYS_STEP))
    first = min(first, keys - count)
    return slice(first, first + count)


@partial(jax.jit, static_argnames="slow")
def _placed(
    vertices_m: Float[Array, "key vertex 3"],
    values: Float[Array, "time key"],
    rates: Float[Array, "node key"],
    midpoints: tuple[Int[Array, "new 2"], ...],
    slow: int,
) -> MovedMesh:
    by_axis = jnp.moveaxis(vertices_m, -1, 1)
    place = jnp.einsum("tk,kcv->tcv", values, by_axis)
    velocity = jnp.einsum("tk,kcv->tcv", rates, by_axis)
    slow_m = with_midpoints(jnp.moveaxis(place[:slow], 1, -1), midpoints)
    rest = (_behind(leaf, midpoints) for leaf in (place[slow:], velocity))
    return MovedMesh(slow_m, *rest)


def _behind(
    values: Float[Array, "node 3 vertex"], midpoints: tuple[Int[Array, "new 2"], ...]
) -> Float[Array, "node 3 more"]:
    """The values with those of each halving behind them."""
    for pair in midpoints:
        middle = (values[..., pair[:, 0]] + values[..., pair[:, 1]]) / 2
        values = jnp.concatenate([values, middle], axis=-1)
    return values
