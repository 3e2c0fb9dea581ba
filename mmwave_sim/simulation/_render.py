"""Beat samples of one frame from a plan and its continuous inputs: pure and differentiable."""

from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim.adc import FrameTiming, RangeGrid, cell_of, synthesize_gridded
from mmwave_sim.motion import kinematics
from mmwave_sim.radar import RadarConfig
from mmwave_sim.scattering import PathNodes, PhysicalOptics, Route, facet_nodes, facets
from mmwave_sim.simulation._inputs import SceneInputs, check_precision
from mmwave_sim.simulation._plan import RoutePlan, TracePlan
from mmwave_sim.simulation._room import room_return

_MARGIN_CELLS = 4


def render(
    plan: TracePlan, inputs: SceneInputs, frame: int
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of the moving meshes and the walls in one frame, without noise, sqrt(W).

    Differentiable in every leaf of `inputs`; what the plan holds (visibility, wall chains) is
    constant, so the gradient is that of the scene as it is seen.

    Args:
        plan: From `trace`.
        inputs: From `scene_inputs`, or changed copies of it.
        frame: Index of the frame.

    Raises:
        InputError: A gradient is asked for in single precision, where phases would be lost.
    """
    check_precision(inputs)
    with jax.enable_x64(True):
        walls = room_return(plan, inputs, frame)
        total = jnp.broadcast_to(walls, plan.radar.frame_shape)
        for route in plan.routes:
            total = total + _render_route(plan, inputs, route, frame)
        return total.astype(jnp.complex64)


def _render_route(
    plan: TracePlan, inputs: SceneInputs, route: RoutePlan, frame: int
) -> Complex[Array, "chirp tx rx sample"]:
    mesh = plan.world.moving[route.mesh]
    at_s = plan.start_s[frame] + plan.timing.node_s
    picked = mesh.faces[route.face[frame]]
    return _frame(
        inputs,
        jnp.asarray(mesh.spline.weights(at_s)),
        jnp.asarray(mesh.spline.weights(at_s, 1)),
        jnp.asarray(picked),
        jnp.asarray(route.weight[frame]),
        static=_Static(
            route.mesh, route.route, route.grid, plan.radar.without_place(), plan.timing
        ),
    )


class _Static:
    """What a compiled frame depends on besides arrays, compared by value."""

    def __init__(
        self,
        mesh: int,
        route: Route,
        grid: RangeGrid,
        radar: RadarConfig,
        timing: FrameTiming,
    ) -> None:
        self.mesh, self.route, self.grid = mesh, route, grid
        self.radar, self.timing = radar, timing
        self._key = (mesh, route, grid, radar, timing.loops_per_block)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Static) and self._key == other._key


@partial(jax.jit, static_argnames="static")
def _frame(
    inputs: SceneInputs,
    value_weights: Float[Array, "node key"],
    rate_weights: Float[Array, "node key"],
    faces: Int[Array, "slot 3"],
    weight: Float[Array, "slot"],
    *,
    static: _Static,
) -> Complex[Array, "chirp tx rx sample"]:
    nodes = _nodes(inputs, value_weights, rate_weights, faces, weight, static)
    cells = cell_of(nodes.length_m, inputs.radar, static.radar, static.grid)
    first = jnp.floor(jnp.min(jax.lax.stop_gradient(cells))).astype(jnp.int32) - _MARGIN_CELLS
    return synthesize_gridded(nodes, first, inputs.radar, static.radar, static.timing, static.grid)


def _nodes(
    inputs: SceneInputs,
    value_weights: Float[Array, "node key"],
    rate_weights: Float[Array, "node key"],
    faces: Int[Array, "slot 3"],
    weight: Float[Array, "slot"],
    static: _Static,
) -> PathNodes:
    motion = kinematics(inputs.vertices_m[static.mesh], value_weights, rate_weights)
    velocity = jnp.mean(motion.velocity_m_per_s[:, faces, :], axis=-2)
    return facet_nodes(
        facets(motion.position_m, faces),
        velocity,
        jnp.broadcast_to(weight, velocity.shape[:-1]),
        static.route,
        inputs.mirrors,
        PhysicalOptics(inputs.permittivity[static.mesh]),
        inputs.radar,
        static.radar,
    )
