"""Paths over moving facets, for antennas that are near one another."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim._phasor import Parts, cosine_sine, times
from mmwave_sim._stored import stored
from mmwave_sim.radar import RadarConfig, RadarParameters, sample_wavenumbers
from mmwave_sim.rays import Panel
from mmwave_sim.scattering._aperture import Aperture, End, Shared
from mmwave_sim.scattering._model import ScatteringModel
from mmwave_sim.scattering._motion import FacetMotion, bundled, follow
from mmwave_sim.scattering._nodes import FREQUENCY_NODES, Route, facet_nodes, parabola
from mmwave_sim.scattering._shared import SharedPaths, shared_paths
from mmwave_sim.scattering._slow import SlowNodes
from mmwave_sim.scattering._triangle import phase_integral

Keep = Callable[..., Any]


def facet_paths(
    motion: FacetMotion,
    visible: Float[Array, "node facet"],
    slow: SlowNodes,
    route: Route,
    panels: tuple[Panel, ...],
    model: ScatteringModel,
    params: RadarParameters,
    radar: RadarConfig,
    precision: type = jnp.float32,
    *,
    together: int = 1,
    both_ways: bool = False,
    detailed: bool = True,
) -> SharedPaths:
    """Paths over the facets of a moving mesh, for antennas that are near one another.

    Walls, fields, reflection, obliquity and what the antennas differ by change slowly: they are
    evaluated at the slow nodes for the middle of the antennas. Lengths, and the integral over each
    facet, turn quickly and are evaluated at every node. What a facet's integral differs by from
    antenna to antenna is taken to first order.

    Facets of like length and rate are bundled: a bundle is one path, whose amplitude holds by how
    much each facet's phase differs. Near the edges of walls fields turn quickly too: by ways with
    edges `facet_nodes` evaluates all of it for every facet, channel and node.

    Args:
        motion: The facets. Of `together * path` facets those are bundled that leave the same rest
            when their place is divided by the number of paths.
        visible: Weight of each facet, from 0 (hidden on one leg of the route) to 1.
        slow: The slow nodes.
        route: Ways of the two legs.
        panels: All walls.
        model: Law of scattering.
        params: The radar's continuous properties.
        radar: Its shapes and timing.
        precision: Type of the amplitudes; lengths keep that of the positions.
        together: Facets in a bundle.
        both_ways: Whether the route counts in both directions, as two routes would; for arrays
            whose transmitters and receivers are near one another.
        detailed: Whether antennas see a facet's integral differ, which for 8 mm of antennas at
            3 m is some percent of the return.
    """
    if not all(way.even for way in route):
        rest = (visible, route, panels, model, params, radar, precision)
        surface = motion.at_nodes()
        velocity = jnp.moveaxis(motion.velocity_m_per_s, 1, -1).astype(surface.centroid_m.dtype)
        return shared_paths(facet_nodes(surface, velocity, *rest), params, radar)
    wavenumber = sample_wavenumbers(params, radar, FREQUENCY_NODES).astype(precision)
    aperture = Aperture(motion.surface, route, panels, params, radar, wavenumber, both_ways)
    ends = aperture.ends(route)
    found = follow(motion, [aperture.image_m(*end) for end in ends], precision)
    for of, way in ends:
        if not way.plain:
            extra = aperture.extra_m(of, way)
            found = found._replace(
                length_m=found.length_m + slow.lift(extra),
                rate_m_per_s=found.rate_m_per_s + slow.lift_rate(extra),
            )
    bundles = bundled(found, together, params, radar)
    keep = functools.partial(stored, positive=wavenumber[0])
    turns, corners = keep((bundles.turns, found.corners_m))
    cosine, sine = cosine_sine(turns)
    shown = visible.astype(precision)[:, None]
    wave, mean = keep(((cosine * shown, sine * shown), _mean(corners, wavenumber, detailed)))
    directions = dict.fromkeys([route, route.reversed()] if both_ways else [route])
    pairs = []
    for one in directions:
        both = (aperture.end(*end, detailed) for end in aperture.ends(one))
        pairs += _pairs(_Carried(slow, aperture.shared(model, one), *both), wave, mean, keep)
    values = keep(_summed(pairs, together))
    gain = (params.channel_gain * params.tx_amplitude / (4 * jnp.pi) ** 1.5)[..., None]
    parts = (gain.real.astype(precision), gain.imag.astype(precision))
    terms = zip(*(parabola(jnp.moveaxis(part, 1, 0)) for part in values), strict=True)
    turned = [times(term, parts) for term in terms]
    amplitude = jnp.stack([jnp.stack(part) for part in zip(*turned, strict=True)])
    return SharedPaths(bundles.length_m, bundles.rate_m_per_s, amplitude)


def _mean(
    corners_m: Float[Array, "2 node facet"], wavenumber: Float[Array, "frequency"], detailed: bool
) -> list[Parts]:
    """Mean of exp(i phase) over each facet, and its slopes with the first two corners' lengths."""
    k = wavenumber[:, None]

    def mean(a_m: Float[Array, "node facet"], b_m: Float[Array, "node facet"]) -> Parts:
        a, b = k * a_m[:, None], k * b_m[:, None]
        found = phase_integral(a, b, -a - b)
        return found.real, found.imag

    if not detailed:
        return [mean(*corners_m)]
    value, along = jax.linearize(mean, *corners_m)
    ones, zeros = jnp.ones_like(corners_m[0]), jnp.zeros_like(corners_m[0])
    return [value, along(ones, zeros), along(zeros, ones)]


class _Carried:
    """What one direction of a route carries, at every node: parts of real and imaginary."""

    def __init__(self, slow: SlowNodes, shared: Shared, tx: End, rx: End) -> None:
        self.mirrored, self.steady = (
            None if one is None else _parts(slow.lift(one)) for one in shared
        )
        self.tx, self.rx = _parts(slow.lift(tx.wave)), _parts(slow.lift(rx.wave))
        self.slopes = None
        if tx.slope is not None and rx.slope is not None:
            self.slopes = slow.lift(tx.slope), slow.lift(rx.slope)


def _pairs(
    carried: _Carried, wave: Parts, mean: Sequence[Parts], keep: Keep
) -> list[tuple[Parts, Parts]]:
    """Factors of transmitters and of receivers, `node frequency antenna facet`.

    The sum of the products over all pairs is what the channels get.
    """
    none = jnp.zeros((), wave[0].dtype)
    seen, strength = (none, none), (none, none)
    if carried.mirrored is not None:
        strength = times(carried.mirrored, wave)
        seen = times(strength, mean[0])
    if carried.steady is not None:
        rest = times(carried.steady, wave)
        seen = (seen[0] + rest[0], seen[1] + rest[1])
    if carried.slopes is None or carried.mirrored is None:
        sent: Parts = keep(times(_each(seen), carried.tx))
        return [(sent, carried.rx)]
    slopes = [_each(times(strength, one)) for one in mean[1:]]
    out, back = (_along(slopes, end) for end in carried.slopes)
    whole = (_each(seen)[0] + out[0], _each(seen)[1] + out[1])
    first, second = keep((times(whole, carried.tx), times(back, carried.rx)))
    return [(first, carried.rx), (carried.tx, second)]


def _parts(lifted: Float[Array, "node part *axis"]) -> Parts:
    return lifted[:, 0], lifted[:, 1]


def _each(values: Parts) -> Parts:
    """The same for each antenna."""
    return values[0][:, :, None], values[1][:, :, None]


def _along(slopes: Sequence[Parts], end: Float[Array, "node 2 antenna facet"]) -> Parts:
    """What the antennas at one end see a facet's integral differ by."""
    first, second = (end[:, corner, None] for corner in (0, 1))
    real, imag = (slopes[0][part] * first + slopes[1][part] * second for part in (0, 1))
    return real, imag


def _summed(pairs: Sequence[tuple[Parts, Parts]], together: int) -> Parts:
    """Products of transmitters and receivers, summed over the members of each bundle."""

    def by_member(part: Float[Array, "node frequency antenna facet"]) -> Array:
        return part.reshape(*part.shape[:3], together, -1)

    total = (jnp.zeros((), pairs[0][0][0].dtype),) * 2
    for tx, rx in pairs:
        a, b = (tuple(by_member(part) for part in end) for end in (tx, rx))
        for member in range(together):
            one = times(
                (a[0][:, :, :, None, member], a[1][:, :, :, None, member]),
                (b[0][:, :, None, :, member], b[1][:, :, None, :, member]),
            )
            total = (total[0] + one[0], total[1] + one[1])
    return total
