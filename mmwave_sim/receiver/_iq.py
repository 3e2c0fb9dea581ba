"""Gain and phase errors between the I and Q mixers."""

from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._numbers import check_finite


@dataclass(frozen=True)
class IqImbalance:
    """A quadrature mixer whose Q arm has the wrong gain and is not at right angles to I.

    With the gain g and the phase error phi of Q, the samples x become

        y = mu x + nu conj(x),   mu = (1 + g exp(-i phi)) / 2,   nu = (1 - g exp(i phi)) / 2,

    that is, I stays and Q becomes g (Q cos phi - I sin phi). An echo at the beat f gains an image
    at -f (Valkama, Renfors and Koivunen 2001, eq. 2 to 4).

    Attributes:
        gain_db: Gain of Q over that of I, dB.
        phase_rad: Phase error of Q, rad.
    """

    gain_db: float = 0.0
    phase_rad: float = 0.0

    def __post_init__(self) -> None:
        check_finite(gain_db=self.gain_db, phase_rad=self.phase_rad)

    def coefficients(self) -> tuple[Complex[Array, ""], Complex[Array, ""]]:
        """mu and nu."""
        turned = 10 ** (jnp.asarray(self.gain_db) / 20) * jnp.exp(1j * jnp.asarray(self.phase_rad))
        return (1 + jnp.conj(turned)) / 2, (1 - turned) / 2

    def image_rejection_db(self) -> Float[Array, ""]:
        """Power of an echo over that of its image.

        |mu|^2 / |nu|^2 = (1 + 2 g cos phi + g^2) / (1 - 2 g cos phi + g^2).
        """
        wanted, image = self.coefficients()
        return 20 * jnp.log10(jnp.abs(wanted) / jnp.abs(image))

    def apply(self, signal: Complex[Array, "*shape"]) -> Complex[Array, "*shape"]:
        """The samples that the imperfect mixer delivers."""
        wanted, image = self.coefficients()
        return (wanted * signal + image * jnp.conj(signal)).astype(signal.dtype)
