"""From ideal beat samples to ADC counts: noise, gain, quantisation, saturation."""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import BOLTZMANN, STANDARD_TEMPERATURE
from mmwave_sim.radar import RadarConfig

_REFERENCE_OHM = 50.0


@dataclass(frozen=True)
class ReceiverOptions:
    """Which effects of the receiver are on.

    Attributes:
        thermal_noise: Add noise of power k T0 B F.
        quantization: Round to integers and saturate at the ADC's range. Rounding has no gradient;
            leave it out to differentiate.
    """

    thermal_noise: bool = True
    quantization: bool = True


def noise_power_w(radar: RadarConfig) -> float:
    """Thermal noise power of one sample referred to the antenna port, k T0 B F, W.

    B is the sample rate for complex samples and half of it for real ones; T0 is 290 K (Friis
    1944, *Noise figures of radio receivers*).
    """
    bandwidth_hz = radar.sample_rate_hz if radar.complex_samples else radar.sample_rate_hz / 2
    return BOLTZMANN * STANDARD_TEMPERATURE * bandwidth_hz * 10 ** (radar.noise_figure_db / 10)


def counts_per_root_watt(radar: RadarConfig) -> float:
    """ADC counts for one sqrt(W) at the antenna port.

    A port power P gives the complex voltage sqrt(50 ohm P) times the receiver's gain, whose real
    and imaginary part each meet a converter of `adc_bits` over +/- `adc_full_scale_v`. A real
    receiver has one of them with the whole power, that is, a sine of sqrt(2) times the amplitude.
    """
    gain = 10 ** (radar.receiver_gain_db / 20)
    per_volt = 2 ** (radar.adc_bits - 1) / radar.adc_full_scale_v
    return float(_REFERENCE_OHM**0.5 * gain * per_volt)


def receive(
    beat: Complex[Array, "*batch chirp tx rx sample"],
    radar: RadarConfig,
    key: Array | None,
    options: ReceiverOptions = ReceiverOptions(),
) -> Complex[Array, "*batch chirp tx rx sample"] | Float[Array, "*batch chirp tx rx sample"]:
    """Turns ideal beat samples, sqrt(W), into ADC counts.

    Args:
        beat: Complex beat samples.
        radar: Sets noise, gain, resolution, and whether I and Q or one of them is kept.
        key: Random key; may be None without thermal noise.
        options: Which effects are on.

    Raises:
        ValueError: Thermal noise is on and there is no key.
    """
    signal = beat if radar.complex_samples else 2**0.5 * jnp.real(beat)
    if options.thermal_noise:
        if key is None:
            raise ValueError("thermal_noise needs a random key")
        noise = jax.random.normal(key, signal.shape, signal.dtype)
        signal = signal + noise * noise_power_w(radar) ** 0.5
    counts = signal * counts_per_root_watt(radar)
    return quantize(counts, radar.adc_bits) if options.quantization else counts


def quantize(
    counts: Complex[Array, "*shape"] | Float[Array, "*shape"], bits: int
) -> Complex[Array, "*shape"] | Float[Array, "*shape"]:
    """Rounds each component to the nearest integer and holds it within the ADC's range."""
    low, high = -(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1
    if jnp.iscomplexobj(counts):
        return jax.lax.complex(
            jnp.clip(jnp.round(counts.real), low, high), jnp.clip(jnp.round(counts.imag), low, high)
        )
    return jnp.clip(jnp.round(counts), low, high)
