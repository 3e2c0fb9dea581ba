"""Compression: the gain falls as the signal grows."""

from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._numbers import check_positive


@dataclass(frozen=True)
class Compression:
    """A memoryless amplifier that saturates softly.

    Rapp's law (1991) with smoothness 1, on the magnitude of the complex envelope; the phase stays:

        y = x / sqrt(1 + |x|^2 / s^2),   s^2 = P_1dB / (10^0.1 - 1).

    The gain has fallen by 1 dB at |x|^2 = P_1dB. Smoothness 1, because the first term of the error
    is then -x |x|^2 / (2 s^2), of third order, as in measured receivers: two tones of amplitude A
    make intermodulation of amplitude A^3 / (2 s^2). Acting on the envelope is exact for an
    amplifier before the mixer, whose harmonics of the carrier are filtered out.

    Attributes:
        input_1db_w: Total power at the antenna port at which the gain is 1 dB low, W.
    """

    input_1db_w: float

    def __post_init__(self) -> None:
        check_positive(input_1db_w=self.input_1db_w)

    def saturation_power_w(self) -> Float[Array, ""] | float:
        """The power s^2 that the output never exceeds, referred to the input, W."""
        return self.input_1db_w / (10**0.1 - 1)

    def apply(self, signal: Complex[Array, "*shape"]) -> Complex[Array, "*shape"]:
        """The compressed samples, sqrt(W)."""
        power = signal.real**2 + signal.imag**2
        gain = 1 / jnp.sqrt(1 + power / self.saturation_power_w())
        return (signal * gain).astype(signal.dtype)
