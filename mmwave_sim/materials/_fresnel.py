"""Reflection of plane waves at half spaces and sheets."""

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

Coefficients = tuple[Complex[Array, "..."], Complex[Array, "..."]]


def half_space(
    permittivity: complex | Complex[Array, "..."], cos_incidence: Float[Array, "..."]
) -> Coefficients:
    """Fresnel reflection coefficients (TE, TM) of a half space.

    ITU-R P.2040-3 (2023), equations 31a and 32a, with the time dependence exp(-i w t). A perfect
    conductor has -1 in TE and +1 in TM.

    Args:
        permittivity: Complex relative permittivity, positive imaginary part for loss.
        cos_incidence: Cosine of the angle between ray and normal, in (0, 1].
    """
    root = jnp.sqrt(permittivity - (1 - cos_incidence**2))
    te = (cos_incidence - root) / (cos_incidence + root)
    tm = (permittivity * cos_incidence - root) / (permittivity * cos_incidence + root)
    return te, tm


def sheet(
    permittivity: complex | Complex[Array, "..."],
    cos_incidence: Float[Array, "..."],
    thickness_m: Float[Array, ""] | float,
    wavelength_m: Float[Array, "..."] | float,
) -> Coefficients:
    """Reflection coefficients (TE, TM) of a sheet in air, all inner bounces summed.

    ITU-R P.2040-3 (2023), equation 43. A thickness of zero stands for a half space.
    """
    root = jnp.sqrt(permittivity - (1 - cos_incidence**2))
    turn = jnp.exp(2j * (2 * jnp.pi * thickness_m / wavelength_m) * root)
    te, tm = (
        jnp.where(thickness_m > 0, r * (1 - turn) / (1 - r**2 * turn), r)
        for r in half_space(permittivity, cos_incidence)
    )
    return te, tm
