"""The converter: from sqrt(W) at the antenna port to integer counts."""

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_finite
from mmwave_sim.radar import RadarConfig

_REFERENCE_OHM = 50.0


@dataclass(frozen=True)
class DcOffset:
    """A constant that each converter adds.

    Attributes:
        i_counts: Offset of I, or of the only component of a real receiver, ADC counts.
        q_counts: Offset of Q, ADC counts.
    """

    i_counts: float
    q_counts: float = 0.0

    def __post_init__(self) -> None:
        check_finite(i_counts=self.i_counts, q_counts=self.q_counts)

    def add(
        self, counts: Complex[Array, "*shape"] | Float[Array, "*shape"]
    ) -> Complex[Array, "*shape"] | Float[Array, "*shape"]:
        """Counts with the offset added; of real counts, that of I."""
        if jnp.iscomplexobj(counts):
            return counts + (self.i_counts + 1j * self.q_counts)
        return counts + self.i_counts


def counts_per_root_watt(radar: RadarConfig) -> float:
    """ADC counts for one sqrt(W) at the antenna port.

    A port power P gives the complex voltage sqrt(50 ohm P) times the receiver's gain, whose real
    and imaginary part each meet a converter of `adc_bits` over +/- `adc_full_scale_v`. A real
    receiver has one of them with the whole power, that is, a sine of sqrt(2) times the amplitude.
    """
    gain = 10 ** (radar.receiver_gain_db / 20)
    per_volt = 2 ** (radar.adc_bits - 1) / radar.adc_full_scale_v
    return _REFERENCE_OHM**0.5 * gain * per_volt


def quantize(
    counts: Complex[Array, "*shape"] | Float[Array, "*shape"], bits: int
) -> Complex[Array, "*shape"] | Float[Array, "*shape"]:
    """Rounds each component to the nearest integer and holds it within the ADC's range.

    The error of a rounded component is uniform over one count and so has the power 1/12 (Bennett
    1948). Rounding has no gradient, and a silent zero would mislead: differentiating it is refused.

    Raises:
        InputError: A gradient is taken through it.
    """
    if jnp.iscomplexobj(counts):
        return jax.lax.complex(_rounded(counts.real, bits), _rounded(counts.imag, bits))
    return _rounded(counts, bits)


@partial(jax.custom_jvp, nondiff_argnums=(1,))
def _rounded(counts: Float[Array, "*shape"], bits: int) -> Float[Array, "*shape"]:
    return jnp.clip(jnp.round(counts), -(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1)


@_rounded.defjvp
def _no_gradient(bits: int, counts: tuple[Array], change: tuple[Array]) -> tuple[Array, Array]:
    raise InputError(
        expected="a receiver without quantization, to take a gradient through it",
        found="quantization, whose gradient is zero almost everywhere",
        do="set ReceiverOptions(quantization=False)",
    )
