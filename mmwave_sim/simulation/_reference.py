"""The reference: the float64 facet integral for every chirp, channel and sample, no shortcuts."""

from collections.abc import Sequence
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._errors import InputError
from mmwave_sim.adc import beat, multiplex, sample_offsets_s
from mmwave_sim.radar import RadarConfig, sample_wavenumbers
from mmwave_sim.scattering import (
    Illumination,
    Route,
    both_legs,
    facet_lengths,
    facets,
    link_budget,
)
from mmwave_sim.simulation._divide import with_midpoints
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._law import law_of, speckle_rad
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import RoutePlan, TracePlan
from mmwave_sim.simulation._render import own_walls
from mmwave_sim.simulation._room import room_return


def render_reference(
    plan: TracePlan, inputs: SceneInputs, frame: int, chirps: Sequence[int]
) -> Complex[Array, "chirp tx rx sample"]:
    """What `render` approximates, for some chirps of a frame, sqrt(W).

    The mesh is placed anew at the instant of every sample, every facet integral is evaluated at
    that sample's carrier, and every phase is formed in float64. Slow: seconds a chirp.

    Args:
        plan: From `trace`, with sharp visibility.
        inputs: From `scene_inputs`.
        frame: Index of the frame.
        chirps: Loops to compute.

    Raises:
        InputError: The plan has paths from surface to surface, which the reference does not.
    """
    if plan.bounced:
        raise InputError(
            expected="a plan without paths from surface to surface",
            found=f"surface_bounces of {plan.options.surface_bounces}",
            do="trace with surface_bounces=0",
        )
    with jax.enable_x64(True):
        walls = jnp.broadcast_to(room_return(plan, inputs, frame), plan.radar.frame_shape)
        emissions = range(len(plan.radar.emissions))
        rendered = [
            jnp.stack([_chirp(plan, inputs, frame, c, e) for e in emissions]) for c in chirps
        ]
        # Codes repeat from frame to frame but not from loop to loop: all loops, then those asked.
        loops = jnp.zeros((plan.radar.chirps_per_frame, *rendered[0].shape), jnp.complex128)
        loops = loops.at[np.asarray(chirps)].set(jnp.stack(rendered))
        return (multiplex(loops, plan.radar) + walls)[np.asarray(chirps)]


def _chirp(
    plan: TracePlan, inputs: SceneInputs, frame: int, chirp: int, emission: int
) -> Complex[Array, "rx sample"]:
    at_s = plan.timing.chirp_s[chirp, emission] + sample_offsets_s(plan.radar)
    total = jnp.zeros((plan.radar.receivers, plan.radar.samples_per_chirp), jnp.complex128)
    one = slice(emission, emission + 1)
    params = inputs.radar._replace(
        tx_m=inputs.radar.tx_m[one],
        channel_gain=inputs.radar.channel_gain[one],
        tx_pattern=inputs.radar.tx_pattern[one],
    )
    for planned in plan.routes:
        route, panels = own_walls(planned.route, inputs.panels)
        seen = planned.face[frame][planned.weight[frame].any(axis=0)]
        if len(seen):
            total += _route(
                inputs._replace(radar=params, panels=panels),
                jnp.asarray(
                    plan.world.moving[planned.mesh].spline.weights(plan.start_s[frame] + at_s)
                ),
                jnp.asarray(plan.faces(planned.mesh)[seen]),
                jnp.asarray(_weights(plan, planned, frame, at_s)),
                jnp.asarray(speckle_rad(planned.mesh, seen)),
                tuple(jnp.asarray(pair) for pair in plan.divisions[planned.mesh].midpoints),
                planned.mesh,
                route,
                plan.radar,
                plan.options,
            )
    return total


def _weights(
    plan: TracePlan, planned: RoutePlan, frame: int, at_s: Float[np.ndarray, "sample"]
) -> Float[np.ndarray, "sample face"]:
    weight = planned.weight[frame]
    return plan.between_looks(at_s) @ weight[:, weight.any(axis=0)]


@partial(jax.jit, static_argnums=(6, 7, 8, 9))
def _route(
    inputs: SceneInputs,
    weights: Float[Array, "sample key"],
    faces: Int[Array, "facet 3"],
    visible: Float[Array, "sample facet"],
    speckle: Float[Array, "facet"],
    midpoints: tuple[Int[Array, "new 2"], ...],
    mesh: int,
    route: Route,
    radar: RadarConfig,
    options: SimulationOptions,
) -> Complex[Array, "rx sample"]:
    params = inputs.radar
    position = np.linspace(-1.0, 1.0, radar.samples_per_chirp)
    wavenumber = sample_wavenumbers(params, radar, position)
    ramp_s = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    model = law_of(options.scattering, options.diffuse, inputs.media[mesh], speckle)

    def sample(at: tuple[Array, Array, Array, Array]) -> Complex[Array, " rx"]:
        weight, shown, k, t = at
        coarse = jnp.einsum("k,kvc->vc", weight, inputs.vertices_m[mesh])
        surface = facets(with_midpoints(coarse, midpoints), faces)
        out, back = both_legs(surface.centroid_m, route, inputs.panels, params, k[None])
        light = Illumination(out.at_point, back.at_point, out.field, back.field)
        length = model.scattering_length(surface, light, k[None])[0]
        amplitude = link_budget(out, back, params) * shown[:, None, None] * length
        delay_s = facet_lengths(surface, out, back) / SPEED_OF_LIGHT
        return jnp.sum(amplitude * (2 * jnp.pi / k) * beat(delay_s, t, params), axis=0)[0]

    return jax.lax.map(sample, (weights, visible, wavenumber, jnp.asarray(ramp_s))).T
