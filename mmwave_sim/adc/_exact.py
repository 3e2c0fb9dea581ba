"""Reference ADC synthesis: every path, chirp, channel and sample, in the nodes' own precision."""

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar import RadarConfig, RadarParameters


def beat(
    delay_s: Float[Array, "*shape"], ramp_s: Float[Array, "*shape"], params: RadarParameters
) -> Complex[Array, "*shape"]:
    """The dechirped unit echo tx * conj(rx), exact.

    Phase 2 pi (f0 tau + S t tau - S tau^2 / 2) (docs/conventions.md).

    Args:
        delay_s: Delay tau of the echo that arrives at the instant, s.
        ramp_s: The instant t, from the start of the ramp, s.
        params: Start frequency and slope.
    """
    slope = params.slope_hz_per_s
    cycles = (params.start_frequency_hz + slope * ramp_s) * delay_s - slope * delay_s**2 / 2
    return jnp.exp(2j * jnp.pi * (cycles - jnp.round(cycles)))


def synthesize_exact(
    length_m: Float[Array, "chirp path tx rx"],
    rate_m_per_s: Float[Array, "chirp path tx rx"],
    amplitude: Complex[Array, "chirp path tx rx sample"],
    params: RadarParameters,
    radar: RadarConfig,
) -> Complex[Array, "chirp tx rx sample"]:
    """Sum over all paths of their exact beat, sqrt(W).

    Args:
        length_m: Path length at the middle of the samples of each chirp, m.
        rate_m_per_s: Its rate, taken as constant over the samples of one chirp, m/s.
        amplitude: Amplitude at every sample, sqrt(W); the last axis may be 1.
        params: The radar's continuous properties.
        radar: Shapes and timing.
    """
    offset_s = sample_offsets_s(radar)
    middle_s = radar.adc_start_time_s - offset_s[0]

    def chirp(_: None, at: tuple[Array, Array, Array]) -> tuple[None, Array]:
        length, rate, weight = at
        delay_s = (length[..., None] + rate[..., None] * offset_s) / SPEED_OF_LIGHT
        return None, jnp.sum(weight * beat(delay_s, middle_s + offset_s, params), axis=0)

    return jax.lax.scan(chirp, None, (length_m, rate_m_per_s, amplitude))[1]


def sample_offsets_s(radar: RadarConfig) -> Float[np.ndarray, "sample"]:
    """Time of each sample from the middle of them all, s."""
    count = radar.samples_per_chirp
    return (np.arange(count) - (count - 1) / 2) / radar.sample_rate_hz
