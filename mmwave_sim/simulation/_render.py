"""Beat samples of one frame from a plan and its continuous inputs: pure and differentiable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim.adc import Bands, frame_timing, is_one_part, multiplex, synthesize_array
from mmwave_sim.materials import Medium
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.rays import Panel, image_of
from mmwave_sim.receiver import Echo, IfFilter
from mmwave_sim.scattering import Route, SharedPaths, SlowNodes, facet_paths, slow_nodes
from mmwave_sim.simulation._bounces import bounced_return
from mmwave_sim.simulation._filter import filtered
from mmwave_sim.simulation._inputs import SceneInputs, check_precision, scene_inputs
from mmwave_sim.simulation._law import law_of, speckle_rad
from mmwave_sim.simulation._moved import MovedMesh, moved_mesh
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

    A route and its reverse are one echo: they have the same lengths.

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
        moved = {m: moved_mesh(plan, inputs, m, frame) for m in {r.mesh for r in plan.routes}}
        for route, both_ways in paired(plan.routes, plan.radar):
            mesh = moved[route.mesh]
            beat = _route_return(plan, inputs, mesh, route, both_ways, frame, precision)
            echoes.append(Echo(beat, float(route.delay_s[frame])))
        for bounced in plan.bounced:
            beat = bounced_return(plan, inputs, bounced, frame, precision)
            echoes.append(Echo(beat, float(bounced.delay_s[frame])))
    return echoes


def paired(routes: Sequence[RoutePlan], radar: RadarConfig) -> Iterator[tuple[RoutePlan, bool]]:
    """Routes, and whether each stands for its reverse as well."""
    left, near = list(routes), is_one_part(radar)
    while left:
        route = left.pop(0)
        twin = next((r for r in left if near and _are_twins(route, r)), None)
        if twin is not None:
            left.remove(twin)
        yield route, twin is not None


def _are_twins(a: RoutePlan, b: RoutePlan) -> bool:
    """Whether one can be played with the other: its reverse, with the same faces."""
    reverse = a.mesh == b.mesh and a.route == b.route.reversed() and a.route != b.route
    return reverse and a.face is b.face and all(way.even for way in a.route)


def _route_return(
    plan: TracePlan,
    inputs: SceneInputs,
    moved: MovedMesh,
    route: RoutePlan,
    both_ways: bool,
    frame: int,
    precision: type,
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of one moving mesh by one route, sqrt(W)."""
    own, panels = own_walls(route.route, inputs.panels)
    static = _Static(
        own,
        both_ways,
        route.bands,
        plan.radar.without_place(),
        plan.timing.loops_per_block,
        (plan.options.scattering, plan.options.diffuse),
        (route.together, route.detailed),
        plan.options.receiver.if_filter,
        precision,
    )
    emitted = _frame(
        _Body(inputs.radar, panels, inputs.media[route.mesh]),
        moved,
        _visible(plan, route, frame, precision),
        _soft(plan, route, frame),
        static=static,
    )
    return multiplex(emitted, plan.radar)


class _Body(NamedTuple):
    """The part of the inputs that one route needs, but for the mesh."""

    radar: RadarParameters
    panels: tuple[Panel, ...]
    medium: Medium


def own_walls(route: Route, panels: tuple[Panel, ...]) -> tuple[Route, tuple[Panel, ...]]:
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
        slow_m: Where the mesh's vertices were at the slow nodes.
    """

    slope: Float[Array, "slot end 3"]
    end_m: Float[Array, "end 3"]
    slow_m: Float[Array, "slow vertex 3"]


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
        _ends(planned.radar, planned.panels, route.route),
        moved_mesh(plan, planned, route.mesh, frame).slow_m,
    )


def _ends(
    params: RadarParameters, panels: tuple[Panel, ...], route: Route
) -> Float[Array, "end 3"]:
    """Middle of the (image) transmitters and of the (image) receivers, m."""
    tx = image_of(params.tx_m, route.tx.chain, panels)
    rx = image_of(params.rx_m, route.rx.chain, panels)
    return jnp.stack([tx.mean(axis=0), rx.mean(axis=0)])


@dataclass(frozen=True)
class _Static:
    """What a compiled frame depends on besides arrays."""

    route: Route
    both_ways: bool
    bands: Bands
    radar: RadarConfig
    loops_per_block: int
    law: tuple[Scattering, bool]
    detail: tuple[int, bool]
    if_filter: IfFilter | None
    precision: type


@partial(jax.jit, static_argnames="static")
def _frame(
    body: _Body, moved: MovedMesh, visible: _Visible, soft: _Soft | None, *, static: _Static
) -> Complex[Array, "chirp emission rx sample"]:
    timing = frame_timing(static.radar, static.loops_per_block)

    def paths_of(params: RadarParameters) -> SharedPaths:
        return _paths(params, body, moved, visible, soft, slow_nodes(timing.node_s), static)

    return synthesize_array(paths_of, body.radar, static.radar, timing, static.bands)


def _paths(
    params: RadarParameters,
    body: _Body,
    moved: MovedMesh,
    visible: _Visible,
    soft: _Soft | None,
    slow: SlowNodes,
    static: _Static,
) -> SharedPaths:
    motion = moved.facets(visible.faces, static.precision)
    weight = visible.weight
    if soft is not None:
        planned_m = jnp.mean(soft.slow_m[:, visible.faces], axis=-2)
        apart = _ends(body.radar, body.panels, static.route) - soft.end_m
        relative_m = apart - (motion.surface.centroid_m - planned_m)[:, :, None]
        change = jnp.einsum("fec,sfec->sf", soft.slope, relative_m)
        weight = weight + slow.lift(change.astype(weight.dtype))
    together, detailed = static.detail
    paths = facet_paths(
        motion,
        weight,
        slow,
        static.route,
        body.panels,
        law_of(*static.law, body.medium, visible.speckle_rad),
        params,
        static.radar,
        static.precision,
        together=together,
        both_ways=static.both_ways,
        detailed=detailed,
    )
    return filtered(paths, static.if_filter, params, static.radar)
