"""The room's own return: mirror images of the radar in its walls."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim.adc import synthesize_exact
from mmwave_sim.radar import RadarConfig, antenna_field, sample_wavenumbers
from mmwave_sim.rays import Chain, leg, transverse
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._plan import TracePlan


def room_return(
    plan: TracePlan, inputs: SceneInputs, frame: int
) -> Complex[Array, "1 tx rx sample"]:
    """Beat of the wall chains that lead from the radar to itself, one chirp of them, sqrt(W).

    Each is a mirrored free-space link: sqrt(P G_t G_r) lambda / (4 pi d) (Friis 1946).
    """
    if not plan.room_chains:
        return jnp.zeros((1, *plan.radar.frame_shape[1:]), jnp.complex64)
    links = _room_links(inputs, plan.room_chains, plan.radar.without_place())
    return jnp.einsum("k...,k->...", links, jnp.asarray(plan.room_open[frame], links.dtype))


@partial(jax.jit, static_argnames=("chains", "radar"))
def _room_links(
    inputs: SceneInputs, chains: tuple[Chain, ...], radar: RadarConfig
) -> Complex[Array, "chain 1 tx rx sample"]:
    links = [mirrored_link(chain, inputs, radar) for chain in chains]
    return jnp.stack(links).astype(jnp.complex64)


def mirrored_link(
    chain: Chain, inputs: SceneInputs, radar: RadarConfig
) -> Complex[Array, "1 tx rx sample"]:
    """Beat of one chain of walls from every transmitter to every receiver, sqrt(W)."""
    params = inputs.radar
    way = leg(
        params.tx_m, params.polarization, params.rx_m, chain, inputs.mirrors, radar.wavelength_m
    )
    received = transverse(params.polarization, way.at_point)
    arriving = jnp.sum(way.polarization * received, axis=-1)
    gain = antenna_field(params, radar, way.at_antenna)
    gain = gain * antenna_field(params, radar, -way.at_point) * params.tx_amplitude
    wavelength = _wavelengths(inputs, radar)
    amplitude = (arriving * gain / (4 * jnp.pi * way.length_m)).T * params.channel_gain
    length = way.length_m.T[None, None]
    return synthesize_exact(
        length, jnp.zeros_like(length), amplitude[None, None, ..., None] * wavelength, params, radar
    )


def _wavelengths(inputs: SceneInputs, radar: RadarConfig) -> Float[Array, "sample"]:
    position = np.linspace(-1.0, 1.0, radar.samples_per_chirp)
    return 2 * jnp.pi / sample_wavenumbers(inputs.radar, radar, position)
