"""The phase integral of a plane wave over a triangle, in closed form."""

from typing import NamedTuple

import jax.numpy as jnp
from jax.lax import complex as complex_of
from jaxtyping import Array, Complex, Float

from mmwave_sim._phasor import cosine_sine

SERIES_LIMIT_RAD = 0.6
"""Below this spread of corner phases the series is used; its error there is under 1e-9."""


class _Parts(NamedTuple):
    """A complex number as two real arrays: compilers vectorise these, and not complex products."""

    real: Float[Array, "..."]
    imag: Float[Array, "..."]


def phase_integral(
    phase_a: Float[Array, "*shape"],
    phase_b: Float[Array, "*shape"],
    phase_c: Float[Array, "*shape"],
) -> Complex[Array, "*shape"]:
    """Mean of exp(i phase) over a triangle whose phase is linear in position.

    Gordon (1975), *Far-field approximations to the Kirchhoff-Helmholtz representations of
    scattered fields*, in the form of Hermite and Genocchi: the integral over a triangle of area A
    is 2 A times the second divided difference of exp at the corner phases. It is finite for every
    phase, also where corners coincide in phase.

    Args:
        phase_a: Phase at the first corner relative to the centroid's, rad.
        phase_b: The same at the second corner.
        phase_c: The same at the third; the three sum to zero.

    Returns:
        The mean of exp(i phase) over the triangle; 1 for zero phases.
    """
    low = jnp.minimum(jnp.minimum(phase_a, phase_b), phase_c)
    high = jnp.maximum(jnp.maximum(phase_a, phase_b), phase_c)
    middle = phase_a + phase_b + phase_c - low - high
    small = high - low < SERIES_LIMIT_RAD
    gap = jnp.where(small, 1.0, high - low)
    upper, lower = _first_difference(middle, high), _first_difference(low, middle)
    series = _series(phase_a, phase_b, phase_c)
    return complex_of(
        jnp.where(small, series.real, 2 * (upper.imag - lower.imag) / gap),
        jnp.where(small, series.imag, -2 * (upper.real - lower.real) / gap),
    )


def _first_difference(a: Float[Array, "*shape"], b: Float[Array, "*shape"]) -> _Parts:
    """First divided difference of exp at ia and ib: exp of the mean times sinc of half the gap."""
    cosine, sine = cosine_sine((a + b) / (4 * jnp.pi))
    half = (b - a) / 2
    tiny = half < 0.05
    square = half * half
    _, sine_half = cosine_sine(half / (2 * jnp.pi))
    sinc = jnp.where(tiny, 1 - square / 6 + square**2 / 120, sine_half / jnp.where(tiny, 1.0, half))
    return _Parts(cosine * sinc, sine * sinc)


def _series(
    a: Float[Array, "*shape"], b: Float[Array, "*shape"], c: Float[Array, "*shape"]
) -> _Parts:
    """Sum of 2 i^n h_n / (n + 2)!, h_n the complete symmetric polynomials, where h_1 = 0.

    With h_1 = 0 Newton's identities leave the elementary e_2 and e_3: h_2 = -e_2, h_3 = e_3,
    h_4 = e_2^2, h_5 = -2 e_2 e_3, h_6 = e_3^2 - e_2^3.
    """
    e2 = a * b + b * c + c * a
    e3 = a * b * c
    real = 1 + e2 / 12 + e2**2 / 360 - (e3**2 - e2**3) / 20160
    imag = -e3 / 60 - e2 * e3 / 1260
    return _Parts(real, imag)
