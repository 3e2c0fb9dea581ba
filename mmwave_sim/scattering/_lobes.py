"""Two simple laws of scattering: a lobe about the mirror direction, and Lambert's."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim.materials import Medium
from mmwave_sim.scattering._diffuse import lambert, speckle
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, Strength, each_frequency, turned


class QuasiSpecular(NamedTuple):
    """A Gaussian lobe about the mirror direction, as mmCLIP's simulator has it.

    S = W sqrt(4 pi) A / lambda exp(-theta^2 / width^2), with theta the angle between the facet's
    normal and the direction that halves the two ways (Cao et al. 2024, *mmCLIP*, section 3.5:
    area, exp(-theta^2 / sigma^2) and 1 / (R_t R_r)). The scale is that of a flat plate seen along
    its normal, so that levels are comparable with `PhysicalOptics`. A facet has the phase of its
    centroid: facets larger than a quarter wavelength add up wrongly.

    Attributes:
        medium: What the surface is made of.
        width_rad: Angle at which the amplitude has fallen to 1/e, rad.
    """

    medium: Medium
    width_rad: Float[Array, ""]

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        facing = turned(surface, light)
        lobe = jnp.exp(
            -_tilt_squared(surface, light) / self.width_rad.astype(wavenumber.dtype) ** 2
        )
        lobe = jnp.where(facing.product() > 0, lobe, 0.0) * facing.area_m2[..., None, None]

        def at(k: Array, mirror: Array) -> Array:
            return mirror * (-1j * k * lobe / jnp.sqrt(jnp.pi))

        return each_frequency(at, self.medium, light, wavenumber)

    def strength(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Strength:
        """All of it is steady."""
        return Strength(None, self.scattering_length(surface, light, wavenumber))


class Lambertian(NamedTuple):
    """Power by Lambert's law, |S|^2 = 4 A cos i cos s |W|^2, with the phase of the centroid.

    For surfaces that are rough throughout. Each facet counts as one scatterer.

    Attributes:
        medium: What the surface is made of.
        speckle_rad: Phase of each facet.
    """

    medium: Medium
    speckle_rad: Float[Array, "facet"]

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        size = lambert(turned(surface, light)) * speckle(self.speckle_rad, wavenumber.dtype)
        return each_frequency(lambda _, mirror: mirror * size, self.medium, light, wavenumber)

    def strength(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Strength:
        """All of it is steady."""
        return Strength(None, self.scattering_length(surface, light, wavenumber))


def _tilt_squared(surface: Facets, light: Illumination) -> Float[Array, "*time facet tx rx"]:
    """Squared angle between normal and bisector, rad^2, smooth where they agree.

    2 (1 - cos theta) = theta^2 to 2 percent at 0.5 rad, where lobes have long ended.
    """
    facing = turned(surface, light)
    alike = jnp.einsum("...tc,...rc->...tr", light.from_tx, light.from_rx)
    half = jnp.sqrt(jnp.clip((1 + alike) / 2, 1e-4, 1.0))
    return 2 * (1 - jnp.minimum(facing.mean_cosine() / half, 1.0))
