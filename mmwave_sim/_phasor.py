"""Phasors as pairs of real arrays, fast in single precision."""

import jax.numpy as jnp
from jaxtyping import Array, Float

Parts = tuple[Float[Array, "*shape"], Float[Array, "*shape"]]
"""A complex array as two real ones: compilers vectorise these, and not complex products."""

# Chebyshev interpolants in c^2 on |c| <= 1/2; evaluated in float32 they err by at most 1e-6.
_COSINE = (
    1.0,
    -19.73920874,
    64.93938905,
    -85.45665775,
    60.24212493,
    -26.4046306,
    7.80002217,
    -1.45298749,
)
_SINE = (
    6.2831853,
    -41.34170039,
    81.60513081,
    -76.70300556,
    42.02585149,
    -14.89957844,
    3.23778009,
)


def cosine_sine(
    cycles: Float[Array, "*shape"],
) -> tuple[Float[Array, "*shape"], Float[Array, "*shape"]]:
    """Cosine and sine of 2 pi times a phase in cycles.

    In float32 a polynomial after reduction to half a cycle, which vectorises where library calls
    do not on a CPU; in float64 the library's functions.
    """
    reduced = cycles - jnp.round(cycles)
    if cycles.dtype != jnp.float32:
        angle = 2 * jnp.pi * reduced
        return jnp.cos(angle), jnp.sin(angle)
    square = reduced * reduced
    return _horner(_COSINE, square), reduced * _horner(_SINE, square)


def times(a: Parts, b: Parts) -> Parts:
    """Product of two complex arrays."""
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _horner(
    coefficients: tuple[float, ...], value: Float[Array, "*shape"]
) -> Float[Array, "*shape"]:
    total = jnp.full_like(value, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total = total * value + jnp.asarray(coefficient, value.dtype)
    return total
