"""Facets seen by a small array: traced from its middle, and spread to its channels."""

import functools
from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._phasor import Parts, cosine_sine, times
from mmwave_sim._stored import stored
from mmwave_sim.radar import RadarConfig, RadarParameters, antenna_field, sample_wavenumbers
from mmwave_sim.rays import Leg, Panel, Way, image_of, leg
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, ScatteringModel
from mmwave_sim.scattering._nodes import (
    FREQUENCY_NODES,
    Route,
    facet_lengths,
    facet_nodes,
    length_rate,
    parabola,
)
from mmwave_sim.scattering._shared import SharedPaths, beat_wavenumbers, shared_paths
from mmwave_sim.scattering._triangle import phase_integral


def facet_paths(
    surface: Facets,
    velocity_m_per_s: Float[Array, "node facet 3"],
    visible: Float[Array, "node facet"],
    route: Route,
    panels: tuple[Panel, ...],
    model: ScatteringModel,
    params: RadarParameters,
    radar: RadarConfig,
    precision: type = jnp.float32,
) -> SharedPaths:
    """Paths over the facets of a moving mesh, for antennas that are near one another.

    Walls, fields, reflection and obliquity are evaluated once, for the middle of the antennas.
    Lengths, spreading and the integral over each facet, which turn quickly, are each channel's own.
    Near the edges of walls fields turn quickly too: by ways with edges `facet_nodes` evaluates all
    of it for every channel.

    Args:
        surface: Facets at each node time.
        velocity_m_per_s: Velocity of their centroids, m/s.
        visible: Weight of each facet, from 0 (hidden on one leg of the route) to 1.
        route: Ways of the two legs.
        panels: All walls.
        model: Law of scattering.
        params: The radar's continuous properties.
        radar: Its shapes and timing.
        precision: Type of the amplitudes; lengths keep that of the positions.
    """
    if not all(way.even for way in route):
        rest = (velocity_m_per_s, visible, route, panels, model, params, radar, precision)
        return shared_paths(facet_nodes(surface, *rest), params, radar)
    wavenumber = sample_wavenumbers(params, radar, FREQUENCY_NODES).astype(precision)
    middle_m = jnp.mean(jnp.concatenate([params.tx_m, params.rx_m]), axis=0)[None]
    point_m = surface.centroid_m
    ways = dict.fromkeys(route)
    legs = {w: leg(middle_m, params.polarization, point_m, w, panels, wavenumber) for w in ways}
    out, back = (legs[way] for way in route)
    length_m = facet_lengths(surface, out, back)[..., 0, 0]
    rates = [
        length_rate(middle_m, way, legs[way], point_m, velocity_m_per_s, panels, params, wavenumber)
        for way in route
    ]
    near = Facets(*(part.astype(precision) for part in surface))
    light = Illumination(out.at_point, back.at_point, out.field, back.field)
    strength = model.strength(near, light, wavenumber)
    budget = visible * 2 * jnp.pi / wavenumber[:, None, None]
    ends = tuple(
        _end(antenna_m, pattern, middle_m, legs[way], point_m, near, way, panels, params)
        for antenna_m, pattern, way in (
            (params.tx_m, params.tx_pattern, route.tx),
            (params.rx_m, params.rx_pattern, route.rx),
        )
    )
    turns_per_m = (beat_wavenumbers(length_m, params, radar) / (2 * jnp.pi)).astype(precision)
    gain = (params.channel_gain * params.tx_amplitude / (4 * jnp.pi) ** 1.5)[..., None]
    gain_parts = (gain.real.astype(precision), gain.imag.astype(precision))
    mirrored, steady = (None if part is None else part[..., 0, 0] * budget for part in strength)
    amplitude = _channels(mirrored, steady, wavenumber, turns_per_m, ends, gain_parts)
    return SharedPaths(length_m, (rates[0] + rates[1])[..., 0], amplitude)


class _End(NamedTuple):
    """What the antennas at one end of a route differ by.

    Attributes:
        beyond_m: How much longer their ways are than the middle's, m.
        corners_m: How much longer they are at the first two corners than at the centroid, m.
        field: Gain over length, 1/m.
    """

    beyond_m: Float[Array, "node antenna facet"]
    corners_m: Float[Array, "2 node antenna facet"]
    field: Float[Array, "node antenna facet"]


def _end(
    antenna_m: Float[Array, "antenna 3"],
    pattern: Float[Array, "antenna 2"],
    middle_m: Float[Array, "1 3"],
    found: Leg,
    point_m: Float[Array, "node facet 3"],
    near: Facets,
    way: Way,
    panels: tuple[Panel, ...],
    params: RadarParameters,
) -> _End:
    kind = found.at_point.dtype
    images = image_of(jnp.concatenate([antenna_m, middle_m]), way.chain, panels)
    straight = jnp.moveaxis(point_m, -1, 0)[:, :, None] - images.T[:, None, :, None]
    length_m = jnp.sqrt(jnp.sum(straight**2, axis=0))
    direction = (straight / length_m)[:, :, :-1].astype(kind)
    first_two = jnp.transpose(near.corners_m[:, :, :2], (2, 3, 0, 1))[:, :, :, None]
    field = jnp.moveaxis(antenna_field(params, pattern, found.at_antenna), -1, 1)
    return _End(
        (length_m[:, :-1] - length_m[:, -1:]).astype(kind),
        jnp.sum(first_two * direction, axis=1),
        field.astype(kind) / length_m[:, :-1].astype(kind),
    )


def _channels(
    mirrored: Complex[Array, "frequency node facet"] | None,
    steady: Complex[Array, "frequency node facet"] | None,
    wavenumber: Float[Array, "frequency"],
    turns_per_m: Float[Array, "frequency node facet"],
    ends: tuple[_End, ...],
    gain: Parts,
) -> Float[Array, "part order node tx rx facet"]:
    """Every channel's scattering length times the waves of both ends, over the samples."""
    keep = functools.partial(stored, positive=turns_per_m[0, 0, 0])
    ends, mirrored, steady = keep((ends, mirrored, steady))
    waves = keep([[_waves(end, turns[:, None]) for end in ends] for turns in turns_per_m])
    means = None
    if mirrored is not None:
        means = keep([_integral([k * end.corners_m for end in ends]) for k in wavenumber])
    values = []
    for number, (out, back) in enumerate(waves):
        seen: Parts = (jnp.zeros(()), jnp.zeros(()))
        if mirrored is not None and means is not None:
            seen = times(_parts(mirrored[number]), means[number])
        if steady is not None:
            rest = _parts(steady[number])
            seen = (seen[0] + rest[0], seen[1] + rest[1])
        values.append(times(seen, _pairs(out, back)))
    terms = zip(*(parabola(part) for part in zip(*keep(values), strict=True)), strict=True)
    turned = [times(term, gain) for term in terms]
    return jnp.stack([jnp.stack(part) for part in zip(*turned, strict=True)])


def _pairs(tx: Parts, rx: Parts) -> Parts:
    """Products of each transmitter's wave and each receiver's."""
    return times((tx[0][:, :, None], tx[1][:, :, None]), (rx[0][:, None], rx[1][:, None]))


def _integral(corner_rad: list[Float[Array, "2 node antenna facet"]]) -> Parts:
    """Mean of exp(i phase) over each facet for each pair of a transmitter and a receiver."""
    a, b = (corner_rad[0][i][:, :, None] + corner_rad[1][i][:, None] for i in (0, 1))
    mean = phase_integral(a, b, -a - b)
    return mean.real, mean.imag


def _parts(values: Complex[Array, "node facet"]) -> Parts:
    return values.real[:, None, None], values.imag[:, None, None]


def _waves(end: _End, turns_per_m: Float[Array, "node 1 facet"]) -> Parts:
    """Each antenna's wave relative to the middle's."""
    cosine, sine = cosine_sine(turns_per_m * end.beyond_m)
    return end.field * cosine, end.field * sine
