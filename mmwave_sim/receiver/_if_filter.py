"""The filters between mixer and converter, and the band that the samples hold."""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._numbers import check_positive, whole_number
from mmwave_sim.radar import RadarConfig


def if_band_hz(radar: RadarConfig) -> tuple[float, float]:
    """Lowest and highest beat frequency that the samples hold without aliasing, Hz.

    Complex samples hold 0 to the sample rate: echoes beat at positive frequencies only, and the
    chip rejects the others (TI's "complex 1x"). Real samples hold half the rate of either sign.
    """
    rate_hz = radar.sample_rate_hz
    return (0.0, rate_hz) if radar.complex_samples else (-rate_hz / 2, rate_hz / 2)


@dataclass(frozen=True)
class IfFilter:
    """The IF chain as a gain at each beat frequency.

    High-pass sections of first order, (i f / f_c) / (1 + i f / f_c) each, then a low-pass
    1 / sqrt(1 + (f / f_edge)^(2 n)). The low-pass has no phase: converters filter digitally, with
    a delay that is known and taken off. TI's AWR1843 data sheet gives two first-order high-passes
    (175, 235, 350 or 700 kHz; 350, 700, 1400 or 2800 kHz), a passband of 0.9 of the band, and
    60 dB against what would alias into it. Order 64 gives 58.6 dB at the end of the band.

    Attributes:
        high_pass_hz: Corner frequency of each high-pass section, Hz.
        low_pass_fraction: -3 dB edge of the low-pass as a fraction of the highest frequency of
            `if_band_hz`.
        low_pass_order: The order n.
    """

    high_pass_hz: tuple[float, ...] = (175e3, 350e3)
    low_pass_fraction: float = 0.9
    low_pass_order: int = 64

    def __post_init__(self) -> None:
        for corner_hz in self.high_pass_hz:
            check_positive(high_pass_hz=corner_hz)
        check_positive(low_pass_fraction=self.low_pass_fraction)
        whole_number("low_pass_order", self.low_pass_order, 1)

    def response(
        self, frequency_hz: Float[Array, "*shape"], radar: RadarConfig
    ) -> Complex[Array, "*shape"]:
        """Complex gain at signed beat frequencies; its value at -f is the conjugate of that at f.

        Args:
            frequency_hz: Beat frequency before sampling, Hz; for an echo, slope times delay.
            radar: Sets the edge of the low-pass.
        """
        gain = self._low_pass(
            jnp.abs(frequency_hz) / (self.low_pass_fraction * if_band_hz(radar)[1])
        )
        for corner_hz in self.high_pass_hz:
            gain = gain * (1j * frequency_hz / (corner_hz + 1j * frequency_hz))
        return gain + 0j

    def apply(
        self, samples: Complex[Array, "*shape sample"], radar: RadarConfig
    ) -> Complex[Array, "*shape sample"]:
        """Filters samples through the spectrum of each chirp, as if they were periodic.

        Right for stationary noise; what rings on after the last sample comes back at the first.
        """
        gain = self.response(jnp.asarray(if_frequencies_hz(radar)), radar)
        return jnp.fft.ifft(jnp.fft.fft(samples) * gain).astype(samples.dtype)

    def _low_pass(self, relative: Float[Array, "*shape"]) -> Float[Array, "*shape"]:
        # 1 / sqrt(1 + r^2n) without the power itself, which would overflow.
        logarithm = jnp.log(jnp.maximum(relative, 1e-6))
        return jnp.exp(jax.nn.log_sigmoid(-2 * self.low_pass_order * logarithm) / 2)


def if_frequencies_hz(radar: RadarConfig) -> Float[np.ndarray, " sample"]:
    """Beat frequency of each bin of an FFT over the samples of a chirp, within `if_band_hz`, Hz."""
    count, rate_hz = radar.samples_per_chirp, radar.sample_rate_hz
    if radar.complex_samples:
        return np.arange(count) * rate_hz / count
    return np.fft.fftfreq(count, 1 / rate_hz)
