"""The radar as arrays: what a gradient may reach."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar._config import RadarConfig


class RadarParameters(NamedTuple):
    """Continuous properties of a radar in world coordinates, a pytree.

    Shapes, timing and the TX schedule stay in `RadarConfig`; everything here may be replaced by a
    traced value. Call `parameters` inside `jax.enable_x64(True)` to keep float64 positions.

    Attributes:
        tx_m: Position of the transmitter of each slot, m.
        rx_m: Position of each receiver, m.
        boresight: Unit vector in which the antennas look.
        polarization: Unit vector of their electric field at boresight.
        start_frequency_hz: Carrier at the start of the ramp, Hz.
        slope_hz_per_s: Chirp slope, Hz/s.
        antenna_amplitude: Square root of one antenna's peak power gain.
        tx_amplitude: Square root of the power fed to an antenna, sqrt(W).
        channel_gain: Complex gain of each slot and receiver, 1 for an ideal front end.
    """

    tx_m: Float[Array, "tx 3"]
    rx_m: Float[Array, "rx 3"]
    boresight: Float[Array, "3"]
    polarization: Float[Array, "3"]
    start_frequency_hz: Float[Array, ""]
    slope_hz_per_s: Float[Array, ""]
    antenna_amplitude: Float[Array, ""]
    tx_amplitude: Float[Array, ""]
    channel_gain: Complex[Array, "tx rx"]


def parameters(radar: RadarConfig) -> RadarParameters:
    """The configuration's continuous properties as JAX arrays."""
    rotation = radar.pose.rotation()
    tx = np.asarray(radar.tx_positions_m)[list(radar.tx_schedule.order)]
    return RadarParameters(
        tx_m=jnp.asarray(radar.pose.to_world(tx)),
        rx_m=jnp.asarray(radar.pose.to_world(np.asarray(radar.rx_positions_m))),
        boresight=jnp.asarray(rotation[:, 0]),
        polarization=jnp.asarray(rotation[:, 2]),
        start_frequency_hz=jnp.asarray(radar.start_frequency_hz),
        slope_hz_per_s=jnp.asarray(radar.slope_hz_per_s),
        antenna_amplitude=jnp.asarray(10 ** (radar.antenna_gain_db / 20)),
        tx_amplitude=jnp.asarray(np.sqrt(radar.tx_power_w)),
        channel_gain=jnp.ones((radar.slots, radar.receivers), dtype=complex),
    )


def sample_wavenumbers(
    params: RadarParameters, radar: RadarConfig, position: Float[np.ndarray, "point"]
) -> Float[Array, "point"]:
    """Wavenumber of the carrier at positions -1 (first sample) to 1 (last sample), rad/m."""
    middle_s = radar.adc_start_time_s + radar.half_span_s
    at_s = middle_s + jnp.asarray(position) * radar.half_span_s
    frequency_hz = params.start_frequency_hz + params.slope_hz_per_s * at_s
    return 2 * jnp.pi * frequency_hz / SPEED_OF_LIGHT


def antenna_field(
    params: RadarParameters, radar: RadarConfig, direction: Float[Array, "... 3"]
) -> Float[Array, "..."]:
    """Field gain of one antenna towards unit directions (square root of the power gain)."""
    if radar.antenna_pattern == "isotropic":
        return params.antenna_amplitude * jnp.ones(direction.shape[:-1], direction.dtype)
    cosine = jnp.sum(direction * params.boresight, axis=-1)
    return params.antenna_amplitude * jnp.sqrt(jnp.maximum(cosine, 1e-9))
