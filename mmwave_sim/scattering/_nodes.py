"""From geometry to what the ADC needs: path lengths, rates and amplitudes at node times."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim.radar import RadarConfig, RadarParameters, antenna_field, sample_wavenumbers
from mmwave_sim.rays import Chain, Leg, Mirror, leg
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, ScatteringModel

_FREQUENCY_NODES = np.array([-1.0, 0.0, 1.0])


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
    """The wall chains of a path: from the transmitter, and from the receiver."""

    tx: Chain
    rx: Chain


def facet_nodes(
    surface: Facets,
    velocity_m_per_s: Float[Array, "node facet 3"],
    visible: Float[Array, "node facet"],
    route: Route,
    mirrors: tuple[Mirror, ...],
    model: ScatteringModel,
    params: RadarParameters,
    radar: RadarConfig,
) -> PathNodes:
    """Paths over the facets of a moving mesh.

    The received amplitude obeys the bistatic radar equation (Skolnik, *Introduction to Radar
    Systems*, 2001, equation 1.6): sqrt(P G_t G_r) lambda S / ((4 pi)^1.5 R_t R_r).

    Args:
        surface: Facets at each node time.
        velocity_m_per_s: Velocity of their centroids, m/s.
        visible: Weight of each facet, 1 where both legs of the route are clear, else 0.
        route: Wall chains of the two legs.
        mirrors: All walls.
        model: Law of scattering.
        params: The radar's continuous properties.
        radar: Its shapes and timing.
    """
    out, back = both_legs(surface.centroid_m, route, mirrors, params, radar)
    light = Illumination(_single(out.at_point), _single(back.at_point))
    wavenumber = _single(sample_wavenumbers(params, radar, _FREQUENCY_NODES))
    length = model.scattering_length(Facets(*map(_single, surface)), light, wavenumber)
    budget = link_budget(_single_leg(out), _single_leg(back), params, radar)
    budget = _single(budget) * _single(visible)[..., None, None]
    rate = _rate(out, velocity_m_per_s)[..., :, None] + _rate(back, velocity_m_per_s)[..., None, :]
    return PathNodes(
        out.length_m[..., :, None] + back.length_m[..., None, :],
        rate,
        _polynomial(budget * length * (2 * jnp.pi / wavenumber)[:, None, None, None, None]),
    )


def point_nodes(
    position_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "node point 3"],
    rcs_m2: Float[Array, "point"],
    params: RadarParameters,
    radar: RadarConfig,
) -> PathNodes:
    """Paths over isotropic points of known radar cross-section (m^2), in free space."""
    out, back = both_legs(position_m, Route(Chain(), Chain()), (), params, radar)
    budget = _single(link_budget(out, back, params, radar))
    wavelength = 2 * jnp.pi / _single(sample_wavenumbers(params, radar, _FREQUENCY_NODES))
    amplitude = budget * _single(jnp.sqrt(rcs_m2))[:, None, None]
    amplitude = amplitude * wavelength[:, None, None, None, None]
    rate = _rate(out, velocity_m_per_s)[..., :, None] + _rate(back, velocity_m_per_s)[..., None, :]
    return PathNodes(
        out.length_m[..., :, None] + back.length_m[..., None, :], rate, _polynomial(amplitude)
    )


def both_legs(
    point_m: Float[Array, "node point 3"],
    route: Route,
    mirrors: tuple[Mirror, ...],
    params: RadarParameters,
    radar: RadarConfig,
) -> tuple[Leg, Leg]:
    """The legs from the transmitters and from the receivers to the points."""
    wavelength_m = radar.wavelength_m
    out = leg(params.tx_m, params.polarization, point_m, route.tx, mirrors, wavelength_m)
    back = leg(params.rx_m, params.polarization, point_m, route.rx, mirrors, wavelength_m)
    return out, back


def link_budget(
    out: Leg, back: Leg, params: RadarParameters, radar: RadarConfig
) -> Complex[Array, "node point tx rx"]:
    """Amplitude for a scattering length and a wavelength of 1 m each, sqrt(W) / m^2."""
    tx = antenna_field(params, radar, out.at_antenna) * params.tx_amplitude / out.length_m
    rx = antenna_field(params, radar, back.at_antenna) / back.length_m
    polarization = jnp.einsum("...tc,...rc->...tr", out.polarization, back.polarization)
    scale = tx[..., :, None] * rx[..., None, :] / (4 * jnp.pi) ** 1.5
    return polarization * scale * params.channel_gain


def _rate(way: Leg, velocity_m_per_s: Float[Array, "node point 3"]) -> Float[Array, "..."]:
    return jnp.einsum("...ac,...c->...a", way.at_point, velocity_m_per_s)


def _polynomial(values: Complex[Array, "3 ..."]) -> Complex[Array, "3 ..."]:
    """Coefficients of 1, x, x^2 of the parabola through values at x = -1, 0, 1."""
    low, middle, high = values
    return jnp.stack([middle, (high - low) / 2, (high + low) / 2 - middle])


def _single_leg(way: Leg) -> Leg:
    return Leg(*map(_single, way))


def _single(array: Array) -> Array:
    """Single precision: enough for amplitudes, never for phases."""
    return array.astype(jnp.complex64 if jnp.iscomplexobj(array) else jnp.float32)
