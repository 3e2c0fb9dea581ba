"""Beat samples of one frame from a plan and its continuous inputs: pure and differentiable."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim.adc import Bands, frame_timing, multiplex, synthesize_array
from mmwave_sim.materials import Medium
from mmwave_sim.motion import kinematics
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.rays import Panel, image_of
from mmwave_sim.receiver import Echo, IfFilter
from mmwave_sim.scattering import Route, SharedPaths, facet_paths, facets
from mmwave_sim.simulation._bounces import bounced_return
from mmwave_sim.simulation._divide import with_midpoints
from mmwave_sim.simulation._filter import filtered
from mmwave_sim.simulation._inputs import SceneInputs, check_precision, scene_inputs
from mmwave_sim.simulation._law import law_of, speckle_rad
from mmwave_sim.simulation._options import Scattering
from mmwave_sim.simulation._plan import RoutePlan, TracePlan
from mmwave_sim.simulation._room import RoomLinks, room_echoes, room_links


def render(
    plan: TracePlan, inputs: SceneInputs, frame: int, *, precision: type = jnp.float32
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of the moving meshes and the walls in one frame, without noise, sqrt(W).

    Differentiable in every leaf of `inputs`. What the plan holds (visibility, wall chains) is
    constant, so the gradient is that of the scene as it is seen; with
    `SimulationOptions.soft_visibility_m` visibility has a gradient too.

    Args:
        plan: From `trace`.
        inputs: From `scene_inputs`, or changed copies of it.
        frame: Index of the frame.
        precision: Type of amplitudes and samples. Lengths are float64 in any case; `jnp.float64`
            throughout is for checking gradients.

    Raises:
        InputError: A gradient is asked for in single precision, where phases would be lost.
    """
    check_precision(inputs)
    with jax.enable_x64(True):
        total = jnp.zeros(plan.radar.frame_shape, jnp.result_type(precision, jnp.complex64))
        for echo in frame_echoes(plan, inputs, room_links(plan, inputs), frame, precision):
            total = total + echo.beat
        return total


def frame_echoes(
    plan: TracePlan,
    inputs: SceneInputs,
    room: RoomLinks,
    frame: int,
    precision: type = jnp.float32,
) -> list[Echo]:
    """What `render` adds up, an echo for each way by walls, route and number of bounces.

    Args:
        plan: From `trace`.
        inputs: From `scene_inputs`.
        room: From `room_links`, the same for all frames.
        frame: Index of the frame.
        precision: Type of amplitudes and samples.
    """
    kind = jnp.result_type(precision, jnp.complex64)
    with jax.enable_x64(True):
        walls = room_echoes(plan, room, frame)
        echoes = [Echo(echo.beat.astype(kind), echo.delay_s) for echo in walls]
        for route in plan.routes:
            beat = route_return(plan, inputs, route, frame, precision)
            echoes.append(Echo(beat, float(route.delay_s[frame])))
        for bounced in plan.bounced:
            beat = bounced_return(plan, inputs, bounced, frame, precision)
            echoes.append(Echo(beat, float(bounced.delay_s[frame])))
    return echoes


def route_return(
    plan: TracePlan, inputs: SceneInputs, route: RoutePlan, frame: int, precision: type
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of one moving mesh by one route, sqrt(W)."""
    mesh = plan.world.moving[route.mesh]
    at_s = plan.start_s[frame] + plan.timing.node_s
    own, panels = _own_walls(route.route, inputs.panels)
    static = _Static(
        own,
        route.bands,
        plan.radar.without_place(),
        plan.timing.loops_per_block,
        (plan.options.scattering, plan.options.diffuse),
        plan.options.receiver.if_filter,
        precision,
    )
    emitted = _frame(
        _Body(
            inputs.radar,
            panels,
            inputs.vertices_m[route.mesh],
            tuple(jnp.asarray(pair) for pair in plan.divisions[route.mesh].midpoints),
            inputs.media[route.mesh],
        ),
        jnp.asarray(mesh.spline.weights(at_s)),
        jnp.asarray(mesh.spline.weights(at_s, 1)),
        _visible(plan, route, frame, precision),
        _soft(plan, route, frame),
        static=static,
    )
    return multiplex(emitted, plan.radar)


class _Body(NamedTuple):
    """The part of the inputs that one route needs."""

    radar: RadarParameters
    panels: tuple[Panel, ...]
    vertices_m: Float[Array, "key vertex 3"]
    midpoints: tuple[Int[Array, "new 2"], ...]
    medium: Medium


def _own_walls(route: Route, panels: tuple[Panel, ...]) -> tuple[Route, tuple[Panel, ...]]:
    """The route with walls numbered in the order in which it names them, and these walls.

    Routes that differ in nothing but their walls then share their compiled code.
    """
    number: dict[int, int] = {}
    for way in route:
        for wall in way.walls:
            number.setdefault(wall, len(number))
    own = Route(*(way.renumbered(number) for way in route))
    return own, tuple(panels[wall] for wall in number)


class _Visible(NamedTuple):
    """The faces that a route sees in a frame.

    Attributes:
        faces: Their vertices.
        weight: How far each is seen at the nodes.
        speckle_rad: Phase of each one's diffuse return.
    """

    faces: Int[Array, "slot 3"]
    weight: Float[Array, "node slot"]
    speckle_rad: Float[Array, "slot"]


class _Soft(NamedTuple):
    """How visibility changes as things move from where they were traced.

    Attributes:
        slope: Of the weights, 1/m, for the (image) transmitter and receiver.
        end_m: Where these were.
        vertices_m: Where the mesh's key frames were.
    """

    slope: Float[Array, "slot end 3"]
    end_m: Float[Array, "end 3"]
    vertices_m: Float[Array, "key vertex 3"]


def _visible(plan: TracePlan, route: RoutePlan, frame: int, precision: type) -> _Visible:
    between = plan.between_looks(plan.timing.node_s)
    picked = route.face[frame]
    return _Visible(
        jnp.asarray(plan.faces(route.mesh)[picked]),
        jnp.asarray(between @ route.weight[frame], precision),
        jnp.asarray(speckle_rad(route.mesh, picked), precision),
    )


def _soft(plan: TracePlan, route: RoutePlan, frame: int) -> _Soft | None:
    if route.slope is None:
        return None
    planned = scene_inputs(plan)
    return _Soft(
        jnp.asarray(route.slope[frame]),
        _ends(planned, route.route),
        planned.vertices_m[route.mesh],
    )


def _ends(inputs: SceneInputs | _Body, route: Route) -> Float[Array, "end 3"]:
    """Middle of the (image) transmitters and of the (image) receivers, m."""
    tx = image_of(inputs.radar.tx_m, route.tx.chain, inputs.panels)
    rx = image_of(inputs.radar.rx_m, route.rx.chain, inputs.panels)
    return jnp.stack([tx.mean(axis=0), rx.mean(axis=0)])


@dataclass(frozen=True)
class _Static:
    """What a compiled frame depends on besides arrays."""

    route: Route
    bands: Bands
    radar: RadarConfig
    loops_per_block: int
    law: tuple[Scattering, bool]
    if_filter: IfFilter | None
    precision: type


@partial(jax.jit, static_argnames="static")
def _frame(
    body: _Body,
    value_weights: Float[Array, "node key"],
    rate_weights: Float[Array, "node key"],
    visible: _Visible,
    soft: _Soft | None,
    *,
    static: _Static,
) -> Complex[Array, "chirp emission rx sample"]:
    def paths_of(params: RadarParameters) -> SharedPaths:
        return _paths(params, body, value_weights, rate_weights, visible, soft, static)

    timing = frame_timing(static.radar, static.loops_per_block)
    return synthesize_array(paths_of, body.radar, static.radar, timing, static.bands)


def _paths(
    params: RadarParameters,
    body: _Body,
    value_weights: Float[Array, "node key"],
    rate_weights: Float[Array, "node key"],
    visible: _Visible,
    soft: _Soft | None,
    static: _Static,
) -> SharedPaths:
    motion = kinematics(body.vertices_m, value_weights, rate_weights)
    position_m, velocity = (with_midpoints(leaf, body.midpoints) for leaf in motion)
    surface = facets(position_m, visible.faces)
    weight = visible.weight
    if soft is not None:
        planned = jnp.einsum("nk,kvc->nvc", value_weights, soft.vertices_m)
        planned = with_midpoints(planned, body.midpoints)
        moved_m = surface.centroid_m - jnp.mean(planned[:, visible.faces], axis=-2)
        relative_m = (_ends(body, static.route) - soft.end_m) - moved_m[:, :, None]
        change = jnp.einsum("sec,nsec->ns", soft.slope, relative_m)
        weight = weight + change.astype(weight.dtype)
    paths = facet_paths(
        surface,
        jnp.mean(velocity[:, visible.faces, :], axis=-2),
        weight,
        static.route,
        body.panels,
        law_of(*static.law, body.medium, visible.speckle_rad),
        params,
        static.radar,
        static.precision,
    )
    return filtered(paths, static.if_filter, params, static.radar)
