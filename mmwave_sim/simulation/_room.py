"""The room's own return: mirror images of the radar in its walls."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import multiplex, synthesize_exact
from mmwave_sim.radar import RadarConfig, antenna_field, sample_wavenumbers
from mmwave_sim.rays import (
    EDGE_REACH,
    Bounce,
    Chain,
    Occluders,
    Tracer,
    Way,
    joined_sides,
    leg,
    look,
    reaches,
    transverse,
    unfold,
    way_of,
)
from mmwave_sim.receiver import Echo, IfFilter
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._plan import TracePlan


def beside(source_m: Float[np.ndarray, "3"]) -> Float[np.ndarray, "1 3"]:
    """A point a few millimetres from the source, as a receiver is from its transmitter.

    At the very source the image in two walls at right angles lies on their common edge, and
    rounding would decide whether the walls are met; aside of it exactly one order of them is.
    """
    return source_m[None] + np.array([[1e-3, 2e-3, 3e-3]])


def room_ways(tracer: Tracer, radar: RadarConfig, bounces: int) -> tuple[Way, ...]:
    """Ways by walls from the radar to itself; the direct leakage is the receiver's business."""
    if bounces == 0 or not tracer.world.walls:
        return ()
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    chains = tracer.chains(source[None], beside(source), bounces)
    return tuple(_with_edges(tracer, radar, source, c) for c in chains if c.walls)


def _with_edges(
    tracer: Tracer, radar: RadarConfig, source_m: Float[np.ndarray, "3"], chain: Chain
) -> Way:
    """The chain, with the edges of a single wall if the radar stands near their normals."""
    walls = tracer.world.walls
    sight = look(None, walls, chain, source_m, beside(source_m), radar.wavelength_m)
    if len(chain.walls) != 1 or abs(float(sight.on_walls[0])) >= EDGE_REACH:
        return way_of(chain)
    (wall,) = chain.walls
    return Way((Bounce(wall, edges=True, joined=joined_sides(walls)[wall]),))


class RoomRays:
    """The straight pieces of the room's own ways, to be tested against bodies again and again."""

    def __init__(self, tracer: Tracer, radar: RadarConfig, ways: Sequence[Way]) -> None:
        walls = tracer.world.walls
        source = np.asarray(radar.pose.position_m, dtype=np.float64)
        self._met, ends, owner = np.zeros(len(ways)), [], []
        for number, way in enumerate(ways):
            sight = look(None, walls, way.chain, source, beside(source), radar.wavelength_m)
            self._met[number] = reaches(way, sight)[0]
            corners = unfold(way.chain, walls, source, beside(source)).corners_m[:, 0]
            ends += list(pairwise(corners))
            owner += [number] * (len(corners) - 1)
        self._ends = np.array(ends).reshape(-1, 2, 3)
        self._owner = np.array(owner, dtype=int)

    def openness(self, occluders: Occluders) -> Float[np.ndarray, "way"]:
        """1 for a way that its walls make possible and that no mesh hides, else 0."""
        clear = occluders.clear(self._ends[:, 0], self._ends[:, 1])
        hidden = np.bincount(self._owner, ~clear, len(self._met))
        return self._met * (hidden == 0)


def room_return(
    plan: TracePlan, inputs: SceneInputs, frame: int
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat of the ways that lead from the radar to itself by walls, sqrt(W)."""
    nothing = jnp.zeros((1, *plan.radar.frame_shape[1:]), jnp.complex128)
    echoes = room_echoes(plan, room_links(plan, inputs), frame)
    return sum((echo.beat for echo in echoes), start=nothing)


class RoomLinks(NamedTuple):
    """The room's own ways when nobody is in it: one chirp of each.

    Attributes:
        beat: Beat samples, sqrt(W).
        length_m: Mean length of each way, m.
    """

    beat: Complex[Array, "way emission rx sample"]
    length_m: Float[Array, "way"]


def room_links(plan: TracePlan, inputs: SceneInputs) -> RoomLinks:
    """Mirrored free-space links, sqrt(P G_t G_r) lambda / (4 pi d) (Friis 1946); for all frames."""
    radar = plan.radar.without_place()
    if not plan.room_ways:
        shape = (0, len(radar.emissions), radar.receivers, radar.samples_per_chirp)
        return RoomLinks(jnp.zeros(shape, complex), jnp.zeros(0))
    with jax.enable_x64(True):
        return _room_links(inputs, plan.room_ways, radar, plan.options.receiver.if_filter)


def room_echoes(plan: TracePlan, links: RoomLinks, frame: int) -> list[Echo]:
    """The links, each weighed by how far bodies leave it open while the frame lasts."""
    opened = plan.between_looks(plan.timing.chirp_s) @ plan.room_open[frame]
    repeats = plan.radar.tx_schedule.period == 1
    echoes = []
    for way, (link, length_m) in enumerate(zip(*links, strict=True)):
        share = opened[..., way]
        if repeats and np.all(share == share[:1, :1]):
            share = share[:1]
        beat = multiplex(link * jnp.asarray(share)[..., None, None], plan.radar)
        echoes.append(Echo(beat, length_m / SPEED_OF_LIGHT))
    return echoes


@partial(jax.jit, static_argnames=("ways", "radar", "if_filter"))
def _room_links(
    inputs: SceneInputs, ways: tuple[Way, ...], radar: RadarConfig, if_filter: IfFilter | None
) -> RoomLinks:
    beats, lengths_m = zip(*(_link(way, inputs, radar, if_filter) for way in ways), strict=True)
    return RoomLinks(jnp.stack(beats), jnp.stack(lengths_m))


def _link(
    way: Way, inputs: SceneInputs, radar: RadarConfig, if_filter: IfFilter | None
) -> tuple[Complex[Array, "emission rx sample"], Float[Array, ""]]:
    """Beat of one way by walls from every transmitter to every receiver, and its mean length.

    Returns:
        The beat, sqrt(W), and the length, m.
    """
    params = inputs.radar
    position = np.linspace(-1.0, 1.0, radar.samples_per_chirp)
    wavenumber = sample_wavenumbers(params, radar, position)
    link = leg(params.tx_m, params.polarization, params.rx_m, way, inputs.panels, wavenumber)
    received = transverse(params.polarization, link.at_point)
    arriving = jnp.sum(link.field * received, axis=-1)
    gain = antenna_field(params, params.tx_pattern, link.at_antenna)
    seen = jnp.swapaxes(
        antenna_field(params, params.rx_pattern, -jnp.swapaxes(link.at_point, 0, 1)), 0, 1
    )
    spread = gain * seen * params.tx_amplitude / (4 * jnp.pi * link.length_m)
    if if_filter is not None:
        beat_hz = params.slope_hz_per_s * link.length_m / SPEED_OF_LIGHT
        spread = spread * if_filter.response(beat_hz, radar)
    amplitude = jnp.transpose(arriving * spread, (2, 1, 0)) * params.channel_gain[..., None]
    length = link.length_m.T[None, None]
    beat = synthesize_exact(
        length,
        jnp.zeros_like(length),
        amplitude[None, None] * (2 * jnp.pi / wavenumber),
        params,
        radar,
    )
    return beat[0], jnp.mean(link.length_m)
