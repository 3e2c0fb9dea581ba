"""The reference: the float64 facet integral for every chirp, channel and sample, no shortcuts."""

from collections.abc import Sequence
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import beat, sample_offsets_s
from mmwave_sim.radar import RadarConfig, sample_wavenumbers
from mmwave_sim.scattering import (
    Illumination,
    PhysicalOptics,
    Route,
    both_legs,
    facets,
    link_budget,
)
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._room import room_return


def render_reference(
    plan: TracePlan, inputs: SceneInputs, frame: int, chirps: Sequence[int]
) -> Complex[Array, "chirp tx rx sample"]:
    """What `render` approximates, for some chirps of a frame, sqrt(W).

    The mesh is placed anew at the instant of every sample, every facet integral is evaluated at
    that sample's carrier, and every phase is formed in float64. Slow: seconds a chirp.

    Args:
        plan: From `trace`.
        inputs: From `scene_inputs`.
        frame: Index of the frame.
        chirps: Loops to compute.
    """
    with jax.enable_x64(True):
        walls = room_return(plan, inputs, frame)
        rendered = [
            jnp.stack([_chirp(plan, inputs, frame, c, s) for s in range(plan.radar.slots)])
            for c in chirps
        ]
        return jnp.stack(rendered) + walls


def _chirp(
    plan: TracePlan, inputs: SceneInputs, frame: int, chirp: int, slot: int
) -> Complex[Array, "rx sample"]:
    middle_s = plan.start_s[frame] + plan.timing.chirp_s[chirp, slot]
    at_s = middle_s + sample_offsets_s(plan.radar)
    total = jnp.zeros((plan.radar.receivers, plan.radar.samples_per_chirp), jnp.complex128)
    for planned in plan.routes:
        mesh = plan.world.moving[planned.mesh]
        seen = planned.face[frame][planned.weight[frame] > 0]
        if len(seen):
            total += _route(
                inputs,
                jnp.asarray(mesh.spline.weights(at_s)),
                jnp.asarray(mesh.faces[seen]),
                planned.mesh,
                planned.route,
                slot,
                plan.radar,
            )
    return total


@partial(jax.jit, static_argnums=(3, 4, 5, 6))
def _route(
    inputs: SceneInputs,
    weights: Float[Array, "sample key"],
    faces: Int[Array, "facet 3"],
    mesh: int,
    route: Route,
    slot: int,
    radar: RadarConfig,
) -> Complex[Array, "rx sample"]:
    one_slot = slice(slot, slot + 1)
    params = inputs.radar._replace(
        tx_m=inputs.radar.tx_m[one_slot], channel_gain=inputs.radar.channel_gain[one_slot]
    )
    position = np.linspace(-1.0, 1.0, radar.samples_per_chirp)
    wavenumber = sample_wavenumbers(params, radar, position)
    ramp_s = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz

    def sample(at: tuple[Array, Array, Array]) -> Complex[Array, " rx"]:
        weight, k, t = at
        surface = facets(jnp.einsum("k,kvc->vc", weight, inputs.vertices_m[mesh]), faces)
        out, back = both_legs(surface.centroid_m, route, inputs.mirrors, params, radar)
        light = Illumination(out.at_point, back.at_point)
        model = PhysicalOptics(inputs.permittivity[mesh])
        length = model.scattering_length(surface, light, k[None])[0]
        amplitude = link_budget(out, back, params, radar) * length * (2 * jnp.pi / k)
        delay_s = (out.length_m[:, :, None] + back.length_m[:, None, :]) / SPEED_OF_LIGHT
        return jnp.sum(amplitude * beat(delay_s, t, params), axis=0)[0]

    return jax.lax.map(sample, (weights, wavenumber, jnp.asarray(ramp_s))).T
