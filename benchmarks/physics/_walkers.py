"""What the validation problems with moving people share: scenes, radars, surfaces with powers."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

import scenes
from mmwave_sim.materials import Medium
from mmwave_sim.motion import vertices_at
from mmwave_sim.radar import RadarConfig, RadarParameters, preset
from mmwave_sim.rays import SionnaTracer, World
from mmwave_sim.receiver import ReceiverOptions
from mmwave_sim.scattering import DIRECT_ROUTE, PhysicalOptics, facet_nodes, facets
from mmwave_sim.simulation import SceneInputs, SimulationOptions, TracePlan

CLEAN = ReceiverOptions(thermal_noise=False, quantization=False)
"""A receiver that adds nothing."""

ALONE = SimulationOptions(bounces=0, room_bounces=0, furniture=False, receiver=CLEAN)
"""Bodies by the line of sight, through a receiver that adds nothing."""


class SurfaceReturns(NamedTuple):
    """The facets that the radar sees by the line of sight in one frame, at its middle.

    Attributes:
        range_m: Distance, m.
        velocity_m_per_s: Radial velocity, positive when receding, m/s.
        azimuth_rad: Azimuth in the radar's frame, positive to the left, rad.
        power_w: Power that the facet alone returns to the first channel, mean over the band, W.
    """

    range_m: Float[np.ndarray, "facet"]
    velocity_m_per_s: Float[np.ndarray, "facet"]
    azimuth_rad: Float[np.ndarray, "facet"]
    power_w: Float[np.ndarray, "facet"]


def open_air(world: World, frequency_hz: float) -> SionnaTracer:
    """A tracer of a scene's people without its walls and furniture."""
    return SionnaTracer(replace(world, walls=(), still=()), frequency_hz)


def one_channel(name: str = "awr1843_gait", **changes: object) -> RadarConfig:
    """A preset cut to one transmitter and one receiver, isotropic."""
    return preset(name).single_channel().replace(antenna_pattern="isotropic", **changes)


def scene_of(*agents: scenes.AgentSpec, duration_s: float) -> scenes.PopulatedScene:
    """People in a bare room of 8 by 6 m, the radar at (0, 0, 1) m looking along +x."""
    room = scenes.RoomSpec(size_m=(8.0, 6.0, 2.5), corner_m=(-0.5, -3.0))
    return scenes.populate(scenes.SceneSpec(rooms=(room,), agents=agents, duration_s=duration_s))


def towards_radar(speed_m_per_s: float = 1.1) -> scenes.AgentSpec:
    """An adult who walks straight towards the radar from 5 m."""
    return scenes.AgentSpec(
        name="ann",
        position_m=(5.0, 0.0),
        heading_rad=np.pi,
        activity=scenes.Walk(speed_m_per_s=speed_m_per_s),
    )


def surface_returns(
    plan: TracePlan, inputs: SceneInputs, frame: int, mesh: int = 0
) -> SurfaceReturns:
    """Reads the facets of a moving mesh off the plan, with the power that each returns.

    Facets with a diffuse part are taken at two opposite speckle phases, whose mean power is that
    over all phases.

    Args:
        plan: From `trace`.
        inputs: From `scene_inputs`.
        frame: Index of the frame.
        mesh: Index of the moving mesh.
    """
    route = next(r for r in plan.routes if r.mesh == mesh and r.route == DIRECT_ROUTE)
    face = plan.faces(mesh)[route.face[frame]]
    at_s = np.array([plan.start_s[frame] + plan.timing.chirp_s.mean()])
    corners, rates = (skin_m(plan, mesh, at_s, order)[:, face] for order in (0, 1))
    with jax.enable_x64(True):
        range_m, velocity, power = _facet_powers(
            jnp.asarray(corners),
            jnp.asarray(rates.mean(axis=2)),
            jnp.asarray(route.weight[frame].mean(axis=0), jnp.float64),
            inputs.media[mesh],
            inputs.radar,
            radar=plan.radar.without_place(),
        )
    local = plan.radar.pose.to_local(corners[0].mean(axis=1))
    azimuth = np.arctan2(local[:, 1], local[:, 0])
    return SurfaceReturns(np.asarray(range_m), np.asarray(velocity), azimuth, np.asarray(power))


def range_gain(bins: Float[np.ndarray, "*facet"]) -> Float[np.ndarray, "*facet"]:
    """Power that a Hann window leaves of a tone so many bins off: its main lobe, 1 at 0."""
    near = np.abs(bins) < 2
    x = np.where(near, bins, 0.0)
    # sinc(x) / (1 - x^2), whose value at 1 is 1/2.
    edge = np.abs(np.abs(x) - 1) < 1e-6
    lobe = np.where(edge, 0.5, np.sinc(x) / np.where(edge, 1.0, 1 - x**2))
    return np.where(near, lobe**2, 0.0)


def skin_m(
    plan: TracePlan, mesh: int, at_s: Float[np.ndarray, "time"], derivative: int = 0
) -> Float[np.ndarray, "time vertex 3"]:
    """Vertices of a moving mesh as `plan.faces` counts them, m, or a rate of them."""
    vertices = vertices_at(plan.world.moving[mesh], at_s, derivative)
    return plan.divisions[mesh].place(vertices)


@partial(jax.jit, static_argnames="radar")
def _facet_powers(
    corners_m: Float[Array, "1 facet 3 3"],
    velocity_m_per_s: Float[Array, "1 facet 3"],
    seen: Float[Array, "facet"],
    medium: Medium,
    params: RadarParameters,
    *,
    radar: RadarConfig,
) -> tuple[Float[Array, "facet"], Float[Array, "facet"], Float[Array, "facet"]]:
    """Range, radial velocity and power of each facet."""
    count = corners_m.shape[1]
    surface = facets(corners_m.reshape(1, -1, 3), jnp.arange(3 * count).reshape(count, 3))
    powers = []
    for speckle_rad in (0.0, np.pi):
        model = PhysicalOptics(medium, jnp.full(count, speckle_rad))
        nodes = facet_nodes(
            surface,
            velocity_m_per_s,
            seen[None],
            DIRECT_ROUTE,
            (),
            model,
            params,
            radar,
            jnp.float64,
        )
        powers.append(_mean_power(nodes.amplitude[:, 0, :, 0, 0]))
    return (
        nodes.length_m[0, :, 0, 0] / 2,
        nodes.rate_m_per_s[0, :, 0, 0] / 2,
        (powers[0] + powers[1]) / 2,
    )


def _mean_power(parabola: Complex[Array, "3 facet"]) -> Float[Array, "facet"]:
    """Mean of |a + b x + c x^2|^2 over x from -1 to 1."""
    a, b, c = parabola
    return (
        jnp.abs(a) ** 2
        + jnp.abs(b) ** 2 / 3
        + jnp.abs(c) ** 2 / 5
        + 2 / 3 * jnp.real(a * jnp.conj(c))
    )
