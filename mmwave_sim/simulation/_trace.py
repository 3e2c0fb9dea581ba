"""Builds a `TracePlan`: asks the tracer, frame by frame, what is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float

from mmwave_sim._errors import InputError
from mmwave_sim.adc import frame_timing
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig, antenna_field, parameters
from mmwave_sim.rays import (
    DIRECT,
    Chain,
    Occluders,
    Tracer,
    leg,
    mirror,
    unfold,
    visible_facets,
    way_is_clear,
)
from mmwave_sim.simulation._furniture import see_furniture
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._routes import plan_routes

_PROBES = 24
Snapshot = list[Float[np.ndarray, "vertex 3"]]


@dataclass(frozen=True)
class Look:
    """What is seen in one frame.

    Attributes:
        facets: Faces of each moving mesh that each chain reaches.
        room_open: Whether each of the room's own chains is clear.
    """

    facets: dict[tuple[int, Chain], Bool[np.ndarray, "face"]]
    room_open: tuple[bool, ...]


def trace(
    tracer: Tracer,
    radar: RadarConfig,
    frames: int,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    on_frame: Callable[[], None] = lambda: None,
) -> TracePlan:
    """Finds wall chains and visibility for every frame.

    Visibility is taken at the middle of each frame and holds for all of it.

    Args:
        tracer: Tracer of the world.
        radar: The radar; its pose is in the world's coordinates.
        frames: Number of frames.
        options: What to include.
        on_frame: Called after each frame, for progress.

    Raises:
        InputError: The motion is not known for as long as the frames last.
    """
    timing = frame_timing(radar, options.loops_per_block)
    start_s = np.arange(frames) * radar.frame_period_s
    for mesh in tracer.world.moving:
        _check_span(mesh, float(start_s[-1] + timing.node_s[-1]))
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    shots = _snapshots(tracer.world.moving, start_s + timing.node_s[-1] / 2)
    chains = _body_chains(tracer, radar, source, shots, options.ghosts)
    room = _room_chains(tracer, source, options.room_bounces)
    looks = []
    for shot in shots:
        looks.append(_look(tracer, source, shot, chains, room))
        on_frame()
    return TracePlan(
        radar=radar,
        world=tracer.world,
        timing=timing,
        start_s=start_s,
        routes=plan_routes(
            [look.facets for look in looks], chains, start_s, timing, tracer.world, radar
        ),
        room_chains=room,
        room_open=np.array([look.room_open for look in looks], dtype=bool),
        furniture=see_furniture(tracer, radar) if options.furniture else (),
    )


def _look(
    tracer: Tracer,
    source: Float[np.ndarray, "3"],
    shot: Snapshot,
    chains: Sequence[Chain],
    room: Sequence[Chain],
) -> Look:
    occluders = tracer.occluders(shot)
    walls = tracer.world.walls
    facets = {
        (m, chain): visible_facets(occluders, walls, chain, source, vertices, mesh.faces)
        for m, (vertices, mesh) in enumerate(zip(shot, tracer.world.moving, strict=True))
        for chain in chains
    }
    return Look(facets, tuple(_is_open(tracer, occluders, source, chain) for chain in room))


def _is_open(
    tracer: Tracer, occluders: Occluders, source: Float[np.ndarray, "3"], chain: Chain
) -> bool:
    way = unfold(chain, tracer.world.walls, source, _beside(source))
    return bool(way.on_walls[0] and way_is_clear(occluders, way.corners_m)[0])


def _room_chains(tracer: Tracer, source: Float[np.ndarray, "3"], bounces: int) -> tuple[Chain, ...]:
    """Chains of the room's own return; the direct leakage is the receiver's business."""
    if bounces == 0:
        return ()
    return tuple(c for c in tracer.chains(source[None], _beside(source), bounces) if c.walls)


def _beside(source: Float[np.ndarray, "3"]) -> Float[np.ndarray, "1 3"]:
    """A point a few millimetres from the source, as a receiver is from its transmitter.

    At the very source the image in two walls at right angles lies on their common edge, and
    rounding would decide whether the walls are met; aside of it exactly one order of them is.
    """
    return source[None] + np.array([[1e-3, 2e-3, 3e-3]])


def _body_chains(
    tracer: Tracer,
    radar: RadarConfig,
    source: Float[np.ndarray, "3"],
    shots: list[Snapshot],
    ghosts: int,
) -> tuple[Chain, ...]:
    """The direct chain and the strongest single walls by which the bodies can be seen."""
    if ghosts == 0 or not shots[0]:
        return (DIRECT,)
    probes = _probes(shots)
    chains = [c for c in tracer.chains(source[None], probes, 1) if c.walls]
    order = np.argsort([-_strength(c, tracer, radar, probes) for c in chains])
    return (DIRECT, *(chains[i] for i in order[:ghosts]))


def _probes(shots: list[Snapshot]) -> Float[np.ndarray, "probe 3"]:
    """Points spread over the bodies and over time, m."""
    several = [np.concatenate(shot) for shot in shots]
    step = max(1, len(several) * len(several[0]) // _PROBES)
    return np.concatenate(several)[::step][:_PROBES]


def _strength(
    chain: Chain, tracer: Tracer, radar: RadarConfig, probes: Float[np.ndarray, "probe 3"]
) -> float:
    """Mean power at the probes by way of a chain, the antenna's pattern included."""
    with jax.enable_x64(True):
        mirrors = tuple(mirror(w, radar.center_frequency_hz) for w in tracer.world.walls)
        params = parameters(radar)
        way = leg(
            params.tx_m[:1],
            params.polarization,
            jnp.asarray(probes),
            chain,
            mirrors,
            radar.wavelength_m,
        )
        gain = antenna_field(params, radar, way.at_antenna) / way.length_m
        field = np.asarray(way.polarization * gain[..., None])
    return float(np.mean(np.sum(np.abs(field) ** 2, axis=-1)))


def _snapshots(
    moving: tuple[MovingMesh, ...], times_s: Float[np.ndarray, "frame"]
) -> list[Snapshot]:
    """Vertices of every moving mesh at each time, m."""
    per_mesh = [vertices_at(mesh, times_s) for mesh in moving]
    return [[positions[i] for positions in per_mesh] for i in range(len(times_s))]


def _check_span(mesh: MovingMesh, end_s: float) -> None:
    if mesh.times_s[0] > 0 or mesh.times_s[-1] < end_s - 1e-9:
        raise InputError(
            expected=f"motion of {mesh.name!r} from 0 to {end_s:.3f} s, as the frames last",
            found=f"key frames from {mesh.times_s[0]:.3f} to {mesh.times_s[-1]:.3f} s",
            do="lengthen the motion or ask for fewer frames",
        )
