"""What the antennas near one another differ by, and what they share, at the slow nodes."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim._phasor import Parts, cosine_sine
from mmwave_sim.radar import RadarConfig, RadarParameters, antenna_field
from mmwave_sim.rays import Leg, Panel, Way, image_of, leg
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, ScatteringModel
from mmwave_sim.scattering._nodes import Route
from mmwave_sim.scattering._shared import beat_wavenumbers


class End(NamedTuple):
    """The antennas at one end of a route, at the slow nodes.

    Attributes:
        wave: Each one's wave relative to that of the antennas' middle: gain over length, 1/m.
        slope: How much longer its way is at the first two corners than at the centroid, beyond
            what the middle's is, m; None where facets count as points to the antennas.
    """

    wave: Float[Array, "slow part frequency antenna facet"]
    slope: Float[Array, "slow 2 antenna facet"] | None


class Shared(NamedTuple):
    """What the law of scattering makes of the middle's waves, at the slow nodes.

    Attributes:
        mirrored: Factor of the mean of exp(i phase) over each facet, m^2; None without that mean.
        steady: The rest, m^2; None if there is none.
    """

    mirrored: Float[Array, "slow part frequency facet"] | None
    steady: Float[Array, "slow part frequency facet"] | None


class Aperture:
    """Antennas near one another, traced from the middle of those at each end.

    A route that counts in both directions needs one length for both, and so one middle for all.
    """

    def __init__(
        self,
        surface: Facets,
        route: Route,
        panels: tuple[Panel, ...],
        params: RadarParameters,
        radar: RadarConfig,
        wavenumber: Float[Array, "frequency"],
        one_middle: bool,
    ) -> None:
        self.surface, self.panels, self.params = surface, panels, params
        self.kind, self.wavenumber = wavenumber.dtype, wavenumber
        self.near = Facets(*(part.astype(self.kind) for part in surface))
        both = jnp.concatenate([params.tx_m, params.rx_m])
        ends = {"tx": both, "rx": both} if one_middle else {"tx": params.tx_m, "rx": params.rx_m}
        self.middle_m = {of: jnp.mean(antennas, axis=0)[None] for of, antennas in ends.items()}
        self._legs: dict[tuple[str, Way], Leg] = {}
        length_m = sum(self.leg(of, way).length_m[..., 0] for of, way in self.ends(route))
        per_m = beat_wavenumbers(jnp.asarray(length_m), params, radar) / (2 * jnp.pi)
        self.turns_per_m = jnp.moveaxis(per_m, 0, 1).astype(self.kind)

    @staticmethod
    def ends(route: Route) -> tuple[tuple[str, Way], tuple[str, Way]]:
        """Both ends of a route: which antennas, and their way."""
        return ("tx", route.tx), ("rx", route.rx)

    def leg(self, of: str, way: Way) -> Leg:
        """The leg from the middle of the transmitters or receivers."""
        if (of, way) not in self._legs:
            origin, field = self.middle_m[of], self.params.polarization
            point_m = self.surface.centroid_m
            self._legs[of, way] = leg(origin, field, point_m, way, self.panels, self.wavenumber)
        return self._legs[of, way]

    def image_m(self, of: str, way: Way) -> Float[Array, "3"]:
        """Image of the middle of the transmitters or receivers."""
        return image_of(self.middle_m[of], way.chain, self.panels)[0]

    def extra_m(self, of: str, way: Way) -> Float[Array, "slow facet"]:
        """Delay of a way in sheets, beyond its straight length, m."""
        straight = self.surface.centroid_m - self.image_m(of, way)
        extra = self.leg(of, way).length_m[..., 0] - jnp.sqrt(jnp.sum(straight**2, axis=-1))
        return extra.astype(self.kind)

    def shared(self, model: ScatteringModel, route: Route) -> Shared:
        """Scattering length times wavelength between two ways."""
        out, back = (self.leg(of, way) for of, way in self.ends(route))
        light = Illumination(out.at_point, back.at_point, out.field, back.field)
        strength = model.strength(self.near, light, self.wavenumber)
        wavelength = (2 * jnp.pi / self.wavenumber)[:, None, None]
        parts = (None if one is None else one[..., 0, 0] * wavelength for one in strength)
        return Shared(
            *(None if p is None else jnp.moveaxis(jnp.stack([p.real, p.imag]), 2, 0) for p in parts)
        )

    def end(self, of: str, way: Way, detailed: bool) -> End:
        """The transmitters or the receivers (`tx`, `rx`) at the end of a way."""
        antenna_m: Array = getattr(self.params, f"{of}_m")
        found = self.leg(of, way)
        middle = self.image_m(of, way)
        images = image_of(antenna_m, way.chain, self.panels)
        apart = (images - middle).astype(self.kind)
        straight = self.surface.centroid_m - middle
        leg_m = jnp.sqrt(jnp.sum(straight**2, axis=-1)).astype(self.kind)
        ahead = (straight.astype(self.kind) / leg_m[..., None])[..., None, :]
        beside = jnp.sum(ahead * apart, axis=-1)
        beyond_m = _beyond(leg_m[..., None], beside, jnp.sum(apart**2, axis=-1))
        pattern = getattr(self.params, f"{of}_pattern")
        field = antenna_field(self.params, pattern, found.at_antenna)
        field = field / (leg_m[..., None] + beyond_m)
        slope = None
        if detailed:
            slope = self._slopes(ahead[..., 0, :], apart, beside, leg_m)
        return End(self._waves(*(jnp.swapaxes(leaf, 1, 2) for leaf in (beyond_m, field))), slope)

    def _waves(
        self,
        beyond_m: Float[Array, "slow antenna facet"],
        field: Float[Array, "slow antenna facet"],
    ) -> Float[Array, "slow part frequency antenna facet"]:
        parts: Parts = cosine_sine(self.turns_per_m[:, :, None] * beyond_m[:, None])
        return jnp.stack([part * field[:, None] for part in parts], axis=1)

    def _slopes(
        self,
        ahead: Float[Array, "slow facet 3"],
        apart: Float[Array, "antenna 3"],
        beside: Float[Array, "slow facet antenna"],
        leg_m: Float[Array, "slow facet"],
    ) -> Float[Array, "slow 2 antenna facet"]:
        """To first order in the antennas' distance from their middle."""
        corners = self.near.corners_m[:, :, :2]
        across = jnp.einsum("sfvc,ac->svaf", corners, apart)
        along = jnp.einsum("sfvc,sfc->svf", corners, ahead)
        turned = along[:, :, None] * jnp.swapaxes(beside, 1, 2)[:, None] - across
        return turned / leg_m[:, None, None]


def _beyond(
    leg_m: Float[Array, "slow facet 1"],
    beside_m: Float[Array, "slow facet antenna"],
    square_m2: Float[Array, "antenna"],
) -> Float[Array, "slow facet antenna"]:
    """|d - o| - |d| without the loss of digits that the difference would bring."""
    gained = square_m2 - 2 * leg_m * beside_m
    return gained / (jnp.sqrt(leg_m**2 + gained) + leg_m)
