"""The radar as arrays: what a gradient may reach."""

from collections.abc import Sequence
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar._config import RadarConfig

_EXPONENT = {"isotropic": 0.0, "cosine": 0.5}
_HORIZON = 1e-2
"""Cosine over which the pattern passes smoothly through the plane of the antennas."""

_BEHIND = 1e-9


class RadarParameters(NamedTuple):
    """Continuous properties of a radar in world coordinates, a pytree.

    Shapes, timing and the TX schedule stay in `RadarConfig`; everything here may be replaced by a
    traced value. An emission is an antenna that is on in a slot (`RadarConfig.emissions`); in time
    division there is one for each slot. Call `parameters` inside `jax.enable_x64(True)` to keep
    float64 positions.

    Attributes:
        tx_m: Position of the transmitter of each emission, m.
        rx_m: Position of each receiver, m.
        boresight: Unit vector in which the antennas look.
        polarization: Unit vector of their electric field at boresight.
        start_frequency_hz: Carrier at the start of the ramp, Hz.
        slope_hz_per_s: Chirp slope, Hz/s.
        antenna_amplitude: Square root of one antenna's peak power gain.
        tx_amplitude: Square root of the power fed to an antenna, sqrt(W).
        channel_gain: Complex gain of each emission and receiver, 1 for an ideal front end.
        tx_pattern: Exponents (azimuth, elevation) of each emission's field, see `antenna_field`.
        rx_pattern: The same for each receiver.
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
    tx_pattern: Float[Array, "tx 2"]
    rx_pattern: Float[Array, "rx 2"]

    def of_channels(self, tx: Sequence[int], rx: Sequence[int]) -> "RadarParameters":
        """The radar with some of its emissions and receivers alone."""
        emitters, receivers = np.asarray(tx), np.asarray(rx)
        return self._replace(
            tx_m=self.tx_m[emitters],
            rx_m=self.rx_m[receivers],
            channel_gain=self.channel_gain[emitters][:, receivers],
            tx_pattern=self.tx_pattern[emitters],
            rx_pattern=self.rx_pattern[receivers],
        )

    def moved(
        self, offset_m: Float[Array, "3"], rotation: Float[Array, "3"] | None = None
    ) -> "RadarParameters":
        """The radar at another pose: turned about the middle of its receivers, then shifted.

        Args:
            offset_m: Shift in the world, m.
            rotation: Rotation vector in the world, rad; none if left out.
        """
        from scenes import rotation_matrix

        turn = jnp.eye(3) if rotation is None else rotation_matrix(rotation)
        centre = jnp.mean(self.rx_m, axis=0)

        def place(points: Float[Array, "antenna 3"]) -> Float[Array, "antenna 3"]:
            return (points - centre) @ turn.T + centre + offset_m

        return self._replace(
            tx_m=place(self.tx_m),
            rx_m=place(self.rx_m),
            boresight=turn @ self.boresight,
            polarization=turn @ self.polarization,
        )


def parameters(radar: RadarConfig) -> RadarParameters:
    """The configuration's continuous properties as JAX arrays."""
    rotation = radar.pose.rotation()
    tx = np.asarray(radar.tx_positions_m)[[antenna for _, antenna in radar.emissions]]
    rx = np.asarray(radar.rx_positions_m)
    exponent = _EXPONENT[radar.antenna_pattern]
    return RadarParameters(
        tx_m=jnp.asarray(radar.pose.to_world(tx)),
        rx_m=jnp.asarray(radar.pose.to_world(rx)),
        boresight=jnp.asarray(rotation[:, 0]),
        polarization=jnp.asarray(rotation[:, 2]),
        start_frequency_hz=jnp.asarray(radar.start_frequency_hz),
        slope_hz_per_s=jnp.asarray(radar.slope_hz_per_s),
        antenna_amplitude=jnp.asarray(10 ** (radar.antenna_gain_db / 20)),
        tx_amplitude=jnp.asarray(np.sqrt(radar.tx_power_w)),
        channel_gain=jnp.ones((len(tx), len(rx)), dtype=complex),
        tx_pattern=jnp.full((len(tx), 2), exponent),
        rx_pattern=jnp.full((len(rx), 2), exponent),
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
    params: RadarParameters,
    pattern: Float[Array, "antenna 2"],
    direction: Float[Array, "... antenna 3"],
) -> Float[Array, "... antenna"]:
    """Field gain of antennas towards unit directions (square root of the power gain).

    g cos(azimuth)^a cos(elevation)^b, with one pair of exponents an antenna: 0 is isotropic, 1/2
    in both lets the power fall with the cosine off boresight, and a patch or a column of patches
    has its measured beam widths. cos(azimuth) stands for (c + sqrt(c^2 + 1e-4)) / 2, which has a
    slope where walls beside a radar see it, at 90 degrees; behind it is 2.5e-5 or less, so that
    exponents of 1/2 leave -46 dB there.

    Args:
        params: The radar's continuous properties.
        pattern: Exponents of azimuth and elevation for each antenna.
        direction: Unit directions in the world, one for each antenna.
    """
    kind = direction.dtype
    forward = jnp.sum(direction * params.boresight.astype(kind), axis=-1)
    up = jnp.sum(direction * params.polarization.astype(kind), axis=-1)
    level = jnp.sqrt(jnp.maximum(1 - up**2, _BEHIND**2))
    ahead = forward / level
    sideways = (ahead + jnp.sqrt(ahead**2 + _HORIZON**2)) / 2
    exponent = pattern.astype(kind)
    fall = exponent[:, 0] * jnp.log(sideways) + exponent[:, 1] * jnp.log(level)
    return params.antenna_amplitude.astype(kind) * jnp.exp(fall)
