"""Thermal noise of the receiver, referred to the antenna port."""

import jax
from jaxtyping import Array, Complex

from mmwave_sim._constants import BOLTZMANN, STANDARD_TEMPERATURE
from mmwave_sim.radar import RadarConfig


def noise_power_w(radar: RadarConfig) -> float:
    """Thermal noise power of one sample referred to the antenna port, k T0 B F, W.

    B is the sample rate for complex samples and half of it for real ones; T0 is 290 K (Friis
    1944, *Noise figures of radio receivers*).
    """
    bandwidth_hz = radar.sample_rate_hz if radar.complex_samples else radar.sample_rate_hz / 2
    return BOLTZMANN * STANDARD_TEMPERATURE * bandwidth_hz * 10 ** (radar.noise_figure_db / 10)


def thermal_noise(
    key: Array, like: Complex[Array, "*shape"], radar: RadarConfig
) -> Complex[Array, "*shape"]:
    """White circular Gaussian noise of power `noise_power_w`, sqrt(W).

    A real receiver keeps sqrt(2) times the real part, which has the same power.

    Args:
        key: Random key.
        like: Samples whose shape and precision to take.
        radar: Sets the power; its noise figure may be a traced value.
    """
    noise = jax.random.normal(key, like.shape, like.dtype)
    return (noise * noise_power_w(radar) ** 0.5).astype(like.dtype)
