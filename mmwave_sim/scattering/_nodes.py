"""From geometry to what the ADC needs: path lengths, rates and amplitudes at node times."""

from collections.abc import Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Inexact

from mmwave_sim.radar import RadarConfig, RadarParameters, antenna_field, sample_wavenumbers
from mmwave_sim.rays import STRAIGHT, Leg, Panel, Way, leg
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, ScatteringModel

FREQUENCY_NODES = np.array([-1.0, 0.0, 1.0]) * np.sqrt(0.6)
"""Where over the samples (-1 to 1) amplitudes are evaluated: the roots of Legendre's third
polynomial, through which a parabola departs least from what it follows, in the mean square."""


class PathNodes(NamedTuple):
    """Paths transmitter -> scatterer -> receiver at a few instants, for every channel.

    Attributes:
        length_m: Total length of the path, m (float64: it carries the phase).
        rate_m_per_s: Its time derivative, m/s.
        amplitude: Amplitude at the receiver, sqrt(W), as coefficients of 1, x, x^2, where x runs
            from -1 to 1 over the samples of a chirp. Zero where a path does not exist.
    """

    length_m: Float[Array, "node path tx rx"]
    rate_m_per_s: Float[Array, "node path tx rx"]
    amplitude: Complex[Array, "order node path tx rx"]


class Route(NamedTuple):
    """The ways of a path's two legs: from the transmitter, and from the receiver."""

    tx: Way = STRAIGHT
    rx: Way = STRAIGHT

    def reversed(self) -> "Route":
        """The same in the other direction."""
        return Route(self.rx, self.tx)


DIRECT_ROUTE = Route()


def facet_nodes(
    surface: Facets,
    velocity_m_per_s: Float[Array, "node facet 3"],
    visible: Float[Array, "node facet"],
    route: Route,
    panels: tuple[Panel, ...],
    model: ScatteringModel,
    params: RadarParameters,
    radar: RadarConfig,
    precision: type = jnp.float32,
) -> PathNodes:
    """Paths over the facets of a moving mesh.

    The received amplitude obeys the bistatic radar equation (Skolnik, *Introduction to Radar
    Systems*, 2001, equation 1.6): sqrt(P G_t G_r) lambda S / ((4 pi)^1.5 R_t R_r).

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
    wavenumber = sample_wavenumbers(params, radar, FREQUENCY_NODES).astype(precision)
    out, back = both_legs(surface.centroid_m, route, panels, params, wavenumber)
    light = Illumination(out.at_point, back.at_point, out.field, back.field)
    near = Facets(*(part.astype(precision) for part in surface))
    length = model.scattering_length(near, light, wavenumber)
    budget = link_budget(out, back, params) * visible[..., None, None]
    wavelength = (2 * jnp.pi / wavenumber)[:, None, None, None, None]
    return PathNodes(
        facet_lengths(surface, out, back),
        _rate(surface.centroid_m, velocity_m_per_s, (out, back), route, panels, params, wavenumber),
        parabola(budget * length * wavelength),
    )


def facet_lengths(surface: Facets, out: Leg, back: Leg) -> Float[Array, "*time facet tx rx"]:
    """Mean length of the paths over each facet, m.

    To first order that is the length over the centroid; the law of scattering has the slopes. The
    wave fronts' curvature adds the mean of |r across|^2 / 2R on each leg, with the mean of r r^T
    over a triangle a twelfth of the sum over its corners.
    """
    both = [way.length_m + _bulge_m(surface, way) for way in (out, back)]
    return both[0][..., :, None] + both[1][..., None, :]


def _bulge_m(surface: Facets, way: Leg) -> Float[Array, "*time facet antenna"]:
    kind = way.at_point.dtype
    corners = surface.corners_m.astype(kind)
    along = jnp.einsum("...vc,...ac->...va", corners, way.at_point)
    square = jnp.sum(corners**2, axis=(-2, -1))[..., None] - jnp.sum(along**2, axis=-2)
    return square / (24 * way.length_m.astype(kind))


def point_nodes(
    position_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "node point 3"],
    rcs_m2: Float[Array, "point"],
    params: RadarParameters,
    radar: RadarConfig,
    precision: type = jnp.float32,
) -> PathNodes:
    """Paths over isotropic points of known radar cross-section (m^2), in free space."""
    wavenumber = sample_wavenumbers(params, radar, FREQUENCY_NODES).astype(precision)
    out, back = both_legs(position_m, DIRECT_ROUTE, (), params, wavenumber)
    alike = jnp.einsum("...tc,...rc->...tr", out.field[0], back.field[0])
    budget = link_budget(out, back, params) * alike
    amplitude = budget * jnp.sqrt(rcs_m2).astype(precision)[:, None, None]
    amplitude = amplitude * (2 * jnp.pi / wavenumber)[:, None, None, None, None]
    return PathNodes(
        out.length_m[..., :, None] + back.length_m[..., None, :],
        _rate(position_m, velocity_m_per_s, (out, back), DIRECT_ROUTE, (), params, wavenumber),
        parabola(amplitude),
    )


def both_legs(
    point_m: Float[Array, "node point 3"],
    route: Route,
    panels: tuple[Panel, ...],
    params: RadarParameters,
    wavenumber: Float[Array, "frequency"],
) -> tuple[Leg, Leg]:
    """The legs from the transmitters and from the receivers to the points."""
    out = leg(params.tx_m, params.polarization, point_m, route.tx, panels, wavenumber)
    back = leg(params.rx_m, params.polarization, point_m, route.rx, panels, wavenumber)
    return out, back


def link_budget(out: Leg, back: Leg, params: RadarParameters) -> Complex[Array, "node point tx rx"]:
    """Amplitude for a scattering length and a wavelength of 1 m each, sqrt(W) / m^2.

    In the precision of the legs' directions.
    """
    kind = out.at_antenna.dtype
    tx = antenna_field(params, params.tx_pattern, out.at_antenna) / out.length_m.astype(kind)
    rx = antenna_field(params, params.rx_pattern, back.at_antenna) / back.length_m.astype(kind)
    gain = params.channel_gain * params.tx_amplitude / (4 * jnp.pi) ** 1.5
    return tx[..., :, None] * rx[..., None, :] * gain.astype(jnp.result_type(kind, jnp.complex64))


def _rate(
    point_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "node point 3"],
    legs: tuple[Leg, Leg],
    route: Route,
    panels: tuple[Panel, ...],
    params: RadarParameters,
    wavenumber: Float[Array, "frequency"],
) -> Float[Array, "node point tx rx"]:
    """How fast the path grows as its point moves, m/s."""
    out, back = (
        length_rate(antenna_m, way, found, point_m, velocity_m_per_s, panels, params, wavenumber)
        for antenna_m, way, found in zip((params.tx_m, params.rx_m), route, legs, strict=True)
    )
    return out[..., :, None] + back[..., None, :]


def length_rate(
    antenna_m: Float[Array, "antenna 3"],
    way: Way,
    found: Leg,
    point_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "node point 3"],
    panels: tuple[Panel, ...],
    params: RadarParameters,
    wavenumber: Float[Array, "frequency"],
) -> Float[Array, "node point antenna"]:
    """How fast a leg grows as its point moves, m/s; delays in walls and around edges too."""
    if way.plain:
        return jnp.einsum("...ac,...c->...a", found.at_point, velocity_m_per_s)

    def length_m(at_m: Float[Array, "node point 3"]) -> Float[Array, "node point antenna"]:
        return leg(antenna_m, params.polarization, at_m, way, panels, wavenumber).length_m

    return jax.jvp(length_m, (point_m,), (velocity_m_per_s,))[1]


def parabola(values: Sequence[Array] | Array) -> Inexact[Array, "3 ..."]:
    """Coefficients of 1, x, x^2 of the parabola through values at `FREQUENCY_NODES`."""
    low, middle, high = values
    reach = float(FREQUENCY_NODES[-1])
    return jnp.stack([middle, (high - low) / (2 * reach), ((high + low) / 2 - middle) / reach**2])
