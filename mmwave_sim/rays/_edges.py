"""Fresnel diffraction by the edges of a rectangle: how much of a wave a window lets pass."""

from typing import NamedTuple

import jax.numpy as jnp
from jax.scipy.special import fresnel
from jaxtyping import Array, Complex, Float

from mmwave_sim.rays._panel import Panel
from mmwave_sim.rays._walls import Sides

BESIDE_M = 0.01
"""So far beyond a side where walls join a way still counts as inside."""

_FAR_M = 1e4


class Crossing(NamedTuple):
    """Where ways meet a panel's plane.

    Attributes:
        at_m: The points, m.
        direction: Unit direction of travel there.
        before_m: Length of the way up to it, m.
        after_m: Length of the way after it, m.
        met: Whether the plane lies between the two ends.
    """

    at_m: Float[Array, "*way 3"]
    direction: Float[Array, "*way 3"]
    before_m: Float[Array, "*way"]
    after_m: Float[Array, "*way"]
    met: Float[Array, "*way"]


class Share(NamedTuple):
    """The share of a field that passes, or that is mirrored.

    Attributes:
        factor: Share of the field, without the phase of `extra_m`.
        extra_m: How much longer the way by the nearest edge is, m; 0 on the lit side.
    """

    factor: Complex[Array, "frequency *way"]
    extra_m: Float[Array, "*way"]


def window(
    panel: Panel, crossing: Crossing, wavenumber: Float[Array, "frequency"], joined: Sides = ()
) -> Share:
    """Share of the field that a window of the panel's shape lets pass.

    The Kirchhoff integral over a rectangular aperture in Fresnel's approximation (Born and Wolf,
    *Principles of Optics*, 1999, section 8.7), a product of one integral along each edge: 1/2 on
    an edge, 1 far inside. The shadow field travels by way of the edge, so its phase is carried as
    `extra_m` and the factor itself varies slowly. The mirror image of an antenna seen in a panel is
    seen through just such a window.

    Args:
        panel: The rectangle.
        crossing: Where and how the ways meet its plane.
        wavenumber: Wavenumbers, rad/m.
        joined: Sides that are no edges: the window has no end there, and nothing lies beyond.
    """
    scales = _scales(panel, crossing)
    factor, extra_m = jnp.ones((), jnp.result_type(wavenumber, jnp.complex64)), jnp.zeros(())
    for edge in range(2):
        low, high, inside = _reach(panel, crossing, edge, joined)
        beyond = jnp.maximum(jnp.maximum(low, -high), 0.0)
        extra = scales[edge] * beyond**2 / 2
        factor = factor * _between(low, high, scales[edge], wavenumber) * inside
        extra_m = extra_m + extra
    factor = factor * jnp.exp(-1j * _outer(wavenumber, extra_m)) * crossing.met
    return Share(factor, extra_m * crossing.met)


def around(
    panels: tuple[Panel, ...],
    crossing: Crossing,
    wavenumber: Float[Array, "frequency"],
    joined: tuple[Sides, ...] = (),
) -> Share:
    """Share of the field that gets past opaque coplanar panels: Babinet's 1 - sum of windows."""
    joined = joined or ((),) * len(panels)
    blocked = jnp.zeros((), jnp.result_type(wavenumber, jnp.complex64))
    extra_m = jnp.zeros(())
    for panel, sides in zip(panels, joined, strict=True):
        part = window(panel, crossing, wavenumber, sides)
        blocked = blocked + part.factor * jnp.exp(1j * _outer(wavenumber, part.extra_m))
        extra_m = jnp.maximum(extra_m, _depth_m(panel, crossing, sides) * crossing.met)
    return Share((1 - blocked) * jnp.exp(-1j * _outer(wavenumber, extra_m)), extra_m)


def _depth_m(panel: Panel, crossing: Crossing, joined: Sides) -> Float[Array, "*way"]:
    """How much longer the way around the nearest edge is where the panel is met, m; else 0."""
    scales = _scales(panel, crossing)
    ways = []
    for edge in range(2):
        if {2 * edge, 2 * edge + 1} <= set(joined):
            continue
        low, high, _ = _reach(panel, crossing, edge, joined)
        nearest = jnp.maximum(jnp.minimum(-low, high), 0.0)
        ways.append(scales[edge] * nearest**2 / 2)
    return jnp.minimum(ways[0], ways[-1]) if ways else jnp.zeros(())


def _scales(panel: Panel, crossing: Crossing) -> list[Float[Array, "*way"]]:
    """Curvature of the way's length across each pair of sides, 1/m.

    Over the plane it is the form (1/r1 + 1/r2)(I - d d^T), with d the direction of the way along
    the panel's edges. The point where a side is passed lies anywhere along it, where the way is
    shortest: (1/r1 + 1/r2)(1 - |d|^2) / (1 - d'^2), with d' along that side (the form's Schur
    complement; Keller 1962, equation 6, has the same shortest ways).
    """
    kind = crossing.at_m.dtype
    bend = 1 / jnp.maximum(crossing.before_m, 1e-6) + 1 / jnp.maximum(crossing.after_m, 1e-6)
    along = [_unit(edge).astype(kind) for edge in panel.edges_m]
    d, other = (jnp.sum(crossing.direction * unit, axis=-1) ** 2 for unit in along)
    across = jnp.maximum(1 - d - other, 0.0)
    return [bend * across / jnp.maximum(1 - slope, 1e-6) for slope in (other, d)]


def _reach(
    panel: Panel, crossing: Crossing, edge: int, joined: Sides
) -> tuple[Float[Array, "*way"], Float[Array, "*way"], Float[Array, "*way"]]:
    """From the point met to the panel's two ends along one of its edges, m, if these are free.

    Returns:
        Both, far away where walls join, and whether the point is inside of sides where they do.
    """
    kind = crossing.at_m.dtype
    vector = panel.edges_m[edge]
    size = jnp.sqrt(jnp.sum(vector**2)).astype(kind)
    offset = crossing.at_m - panel.corner_m.astype(kind)
    place = jnp.sum(offset * _unit(vector).astype(kind), axis=-1)
    low, high = -place, size - place
    inside = jnp.ones((), kind)
    if 2 * edge in joined:
        inside, low = inside * (low < BESIDE_M), jnp.full_like(low, -_FAR_M)
    if 2 * edge + 1 in joined:
        inside, high = inside * (high > -BESIDE_M), jnp.full_like(high, _FAR_M)
    return low, high, inside


def _between(
    low_m: Float[Array, "*way"],
    high_m: Float[Array, "*way"],
    scale: Float[Array, "*way"],
    wavenumber: Float[Array, "frequency"],
) -> Complex[Array, "frequency *way"]:
    """Fresnel's integral from one end to the other, 1 over the whole axis."""
    stretch = jnp.sqrt(_outer(wavenumber / jnp.pi, scale))
    (sine_high, cosine_high), (sine_low, cosine_low) = (
        fresnel(stretch * end) for end in (high_m, low_m)
    )
    return ((cosine_high - cosine_low) + 1j * (sine_high - sine_low)) * (0.5 - 0.5j)


def _outer(
    wavenumber: Float[Array, "frequency"], way: Float[Array, "*way"]
) -> Float[Array, "frequency *way"]:
    return wavenumber.reshape(-1, *(1,) * way.ndim) * way


def _unit(vector: Float[Array, "3"]) -> Float[Array, "3"]:
    return vector / jnp.sqrt(jnp.sum(vector**2))
