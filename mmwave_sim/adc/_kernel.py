"""The Kaiser-Bessel kernel: how a tone between the cells of a range grid is shared among them.

Weights phi(cell - c) on the cells about c add up, over the samples, to the tone of c times the
kernel's Fourier transform, which is divided out afterwards (Fessler and Sutton 2003, *Nonuniform
fast Fourier transforms using min-max interpolation*; Kaiser-Bessel as in Jackson et al. 1991).
Derivatives with respect to c multiply the tone by the sample index: so a path's amplitude may be a
parabola over the samples at no more than its weights.
"""

from math import factorial
from typing import Final

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

OVERSAMPLING: Final = 2
"""Cells per range bin."""

WIDTH: Final = 6
"""Cells that a tone is shared among."""

BEFORE, AFTER = WIDTH // 2 + 1, WIDTH // 2 + 2
"""Cells before the first and after the last path of a band that may get weight."""

_BETA: Final = np.pi * np.sqrt((WIDTH / OVERSAMPLING * (OVERSAMPLING - 0.5)) ** 2 - 0.8)
"""Shape for this width and oversampling (Beatty, Nishimura and Pauly 2005, equation 5)."""

_TERMS: Final = 16
_POWERS: Final = [(_BETA**2 / 4) ** k / factorial(k) ** 2 for k in range(_TERMS)]
_SERIES: Final = np.array(_POWERS) / sum(_POWERS)
"""I0(beta sqrt(t)) / I0(beta) in powers of t, all positive: no digits are lost."""


def kernel(
    away: Float[Array, "*shape"],
) -> tuple[Float[Array, "*shape"], Float[Array, "*shape"], Float[Array, "*shape"]]:
    """Weight of a cell so far from a tone (cells), and its first and second derivative."""
    z = away * (2 / WIDTH)
    t = jnp.maximum(1 - z * z, 0.0)
    inside = (t > 0).astype(away.dtype)
    series = [_SERIES]
    for _ in range(2):
        series.append(series[-1][1:] * np.arange(1, len(series[-1])))
    value, first, second = (inside * _horner(one, t) for one in series)
    scale = 2 / WIDTH
    return value, -2 * scale * z * first, scale**2 * (4 * z * z * second - 2 * first)


def transform(cycles_per_cell: Float[np.ndarray, "frequency"]) -> Float[np.ndarray, "frequency"]:
    """The kernel's Fourier transform."""
    z, weights = np.polynomial.legendre.leggauss(64)
    value = np.polynomial.polynomial.polyval(1 - z * z, _SERIES)
    turns = np.cos(np.pi * WIDTH * np.multiply.outer(cycles_per_cell, z))
    return WIDTH / 2 * turns @ (weights * value)


def _horner(series: Float[np.ndarray, "term"], t: Float[Array, "*shape"]) -> Float[Array, "*shape"]:
    total = jnp.full_like(t, series[-1])
    for coefficient in series[-2::-1]:
        total = total * t + jnp.asarray(coefficient, t.dtype)
    return total
