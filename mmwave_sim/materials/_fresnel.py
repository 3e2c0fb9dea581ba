"""Reflection and transmission of plane waves at half spaces and sheets."""

from typing import NamedTuple

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
    root = _root(permittivity, cos_incidence)
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
    turn = _turn(permittivity, cos_incidence, thickness_m, wavelength_m) ** 2
    te, tm = (
        jnp.where(thickness_m > 0, r * (1 - turn) / (1 - r**2 * turn), r)
        for r in half_space(permittivity, cos_incidence)
    )
    return te, tm


def sheet_transmission(
    permittivity: complex | Complex[Array, "..."],
    cos_incidence: Float[Array, "..."],
    thickness_m: Float[Array, ""] | float,
    wavelength_m: Float[Array, "..."] | float,
) -> Coefficients:
    """Transmission coefficients (TE, TM) of a sheet in air, relative to the air it replaces.

    ITU-R P.2040-3 (2023), equation 44, times exp(-i k d cos): a sheet of air transmits 1.
    """
    turn = _turn(permittivity, cos_incidence, thickness_m, wavelength_m)
    air = jnp.exp(-2j * jnp.pi * thickness_m / wavelength_m * cos_incidence)
    te, tm = (
        (1 - r**2) * turn * air / (1 - r**2 * turn**2)
        for r in half_space(permittivity, cos_incidence)
    )
    return te, tm


class Echo(NamedTuple):
    """One of the echoes that a sheet makes of a wave.

    Attributes:
        te: Coefficient of the TE part, without the phase of `extra_m`.
        tm: Coefficient of the TM part, without that phase.
        extra_m: How much longer the way is than the straight or mirrored one, m.
    """

    te: Complex[Array, "..."]
    tm: Complex[Array, "..."]
    extra_m: Float[Array, "..."]


def reflected_echo(
    permittivity: Complex[Array, "..."],
    cos_incidence: Float[Array, "..."],
    thickness_m: Float[Array, ""],
    wavenumber: Float[Array, "..."],
    echo: int,
    last: bool,
) -> Echo:
    """An echo of a sheet's reflection: from the front, or after inner passes to the back.

    A sheet's coefficient turns several times over a chirp's band: r (1 - T) / (1 - r^2 T), with
    T = exp(2 i k d root). As the series r - (1 - r^2) sum r^(2m-1) T^m each term is a path of its
    own, with a delay and a coefficient that is smooth in frequency (Born and Wolf, *Principles of
    Optics*, 1999, section 7.6.1). The last term that is kept takes the rest of the series with it,
    1 / (1 - r^2 T), so that the sum is exact at every frequency where it is evaluated.

    Args:
        permittivity: Complex relative permittivity.
        cos_incidence: Cosine of the angle between ray and normal.
        thickness_m: Thickness, m; 0 for a half space, which has only echo 0.
        wavenumber: Wavenumber in air, rad/m.
        echo: Number of passes to the back and again.
        last: Whether the rest of the series belongs to this echo.
    """
    te, tm = half_space(permittivity, cos_incidence)
    if echo == 0 and last:
        te, tm = sheet(permittivity, cos_incidence, thickness_m, 2 * jnp.pi / wavenumber)
    if echo == 0:
        return Echo(te, tm, jnp.zeros_like(cos_incidence))
    root = _root(permittivity, cos_incidence)
    extra_m = 2 * echo * thickness_m * root.real
    passed = _passed(root, wavenumber, 2 * echo * thickness_m)
    again = jnp.exp(2j * wavenumber * thickness_m * root)
    te, tm = (
        -(1 - r**2) * r ** (2 * echo - 1) * passed / (1 - r**2 * again if last else 1.0)
        for r in (te, tm)
    )
    return Echo(te, tm, extra_m)


def transmitted_echo(
    permittivity: Complex[Array, "..."],
    cos_incidence: Float[Array, "..."],
    thickness_m: Float[Array, ""],
    wavenumber: Float[Array, "..."],
    echo: int,
    last: bool,
) -> Echo:
    """An echo of a sheet's transmission: straight, or after inner passes to the front and again.

    Arguments as for `reflected_echo`; `extra_m` is relative to the air that the sheet replaces.
    """
    root = _root(permittivity, cos_incidence)
    extra_m = thickness_m * ((2 * echo + 1) * root.real - cos_incidence)
    passed = _passed(root, wavenumber, (2 * echo + 1) * thickness_m)
    again = jnp.exp(2j * wavenumber * thickness_m * root)
    te, tm = (
        (1 - r**2) * r ** (2 * echo) * passed / (1 - r**2 * again if last else 1.0)
        for r in half_space(permittivity, cos_incidence)
    )
    return Echo(te, tm, extra_m)


class Bistatic(NamedTuple):
    """Reflection of a tangent plane for any pair of directions.

    Attributes:
        te: Fresnel coefficient of TE at half the bistatic angle.
        turn: Factor of the part that turns the polarization.
    """

    te: Complex[Array, "..."]
    turn: Complex[Array, "..."]


def bistatic(
    permittivity: Complex[Array, "..."],
    cos_half: Float[Array, "..."],
    thickness_m: Float[Array, ""],
    wavenumber: Float[Array, "..."],
) -> Bistatic:
    """Reflection between two directions of travel, free of the choice of a plane of incidence.

    With the incident direction a, the scattered direction b and unit fields e (incident) and f
    (that the receiver would send), the mirror whose normal halves the two directions reflects

        te (s.e)(s.f) + tm (p.e)(p'.f) = te (e.f) - turn (b.e)(a.f)

    where turn = (tm + te cos 2h) / sin^2 2h and h is half the angle between the ways. In
    backscatter both numerator and denominator vanish, so the quotient is taken in closed form:
    te + tm = 2 sin^2 h (1 - eps) / ((q + r)(eps q + r)), q = cos h and r = sqrt(eps - sin^2 h).

    Args:
        permittivity: Complex relative permittivity.
        cos_half: Cosine of half the angle between the two ways, above zero.
        thickness_m: Thickness of the sheet, m; 0 for a half space.
        wavenumber: Wavenumber in air, rad/m.
    """
    root = _root(permittivity, cos_half)
    te, tm = half_space(permittivity, cos_half)
    both = 2 * (1 - permittivity) / ((cos_half + root) * (permittivity * cos_half + root))
    again = jnp.where(thickness_m > 0, jnp.exp(2j * wavenumber * thickness_m * root), 0.0)
    te_inner, tm_inner = 1 - te**2 * again, 1 - tm**2 * again
    both = both * (1 - again) * (1 - te * tm * again) / (te_inner * tm_inner)
    te_sheet = te * (1 - again) / te_inner
    return Bistatic(te_sheet, (both / 2 - te_sheet) / (2 * cos_half**2))


def _root(
    permittivity: complex | Complex[Array, "..."], cos_incidence: Float[Array, "..."]
) -> Complex[Array, "..."]:
    """Normal component of the wave vector inside, relative to the wavenumber in air."""
    return jnp.sqrt(permittivity - (1 - cos_incidence**2))


def _turn(
    permittivity: complex | Complex[Array, "..."],
    cos_incidence: Float[Array, "..."],
    thickness_m: Float[Array, ""] | float,
    wavelength_m: Float[Array, "..."] | float,
) -> Complex[Array, "..."]:
    """What one pass through a sheet does to a wave."""
    return jnp.exp(2j * jnp.pi * thickness_m / wavelength_m * _root(permittivity, cos_incidence))


def _passed(
    root: Complex[Array, "..."], wavenumber: Float[Array, "..."], depth_m: Float[Array, ""]
) -> Complex[Array, "..."]:
    """Loss over a depth, without the phase of the real part."""
    return jnp.exp(-wavenumber * depth_m * root.imag).astype(root.dtype)
