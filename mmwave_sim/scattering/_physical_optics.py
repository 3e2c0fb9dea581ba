"""Physical optics of triangles: the default law of scattering."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim.materials import Medium
from mmwave_sim.scattering._diffuse import lambert, speckle
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination, Strength, each_frequency, turned
from mmwave_sim.scattering._triangle import phase_integral


class PhysicalOptics(NamedTuple):
    """Tangent-plane scattering with the triangle's phase integral in closed form.

    S = -i sqrt(4 pi) / lambda * W * A (cos i + cos s) / 2 * <exp(i k (u_t + u_r) . r)>, the
    far-field Kirchhoff integral of one facet (Balanis, *Advanced Engineering Electromagnetics*,
    2012, section 7.10; the mean over the triangle after Gordon 1975). W is the reflection of the
    mirror that would send one field into the other (`materials.bistatic`). The factor -i makes a
    large plate agree in phase with its mirror image. Obliquity and reflection are symmetric, so
    that exchanging transmitter and receiver changes nothing.

    A surface that is rough below the mesh keeps the power share exp(-g^2), g = 2 k s cos, in that
    return (Ament 1953; Beckmann and Spizzichino 1963, section 5.3). The rest is spread by Lambert's
    law, |S|^2 = 4 A cos i cos s |W|^2 (1 - exp(-g^2)), with a phase that belongs to the facet: it
    moves with the material and never slides over it.

    Attributes:
        medium: What the surface is made of.
        speckle_rad: Phase of each facet's diffuse return; None leaves the diffuse part out.
    """

    medium: Medium
    speckle_rad: Float[Array, "facet"] | None = None

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        mirrored, steady = self.strength(surface, light, wavenumber)
        paths = _corner_paths(surface, light)
        turns = jax.lax.map(lambda k: phase_integral(*(k * path for path in paths)), wavenumber)
        whole = mirrored * turns
        return whole if steady is None else whole + steady

    def strength(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Strength:
        """The coherent return without its integral, and the diffuse one."""
        facing = turned(surface, light)
        cosine, area = facing.mean_cosine(), facing.area_m2[..., None, None]
        roughness = self.medium.roughness_m.astype(wavenumber.dtype)

        def at(k: Array, mirror: Array) -> Strength:
            relief = (2 * k * roughness * cosine) ** 2
            lobe = k * area * cosine * jnp.exp(-relief / 2) / jnp.sqrt(jnp.pi)
            mirrored = -1j * mirror * lobe
            if self.speckle_rad is None:
                return Strength(mirrored, None)
            diffuse = lambert(facing) * _lost(relief) * speckle(self.speckle_rad, k.dtype)
            return Strength(mirrored, mirror * diffuse)

        return each_frequency(at, self.medium, light, wavenumber)


def _lost(relief: Float[Array, "*time facet tx rx"]) -> Float[Array, "*time facet tx rx"]:
    """Amplitude that a rough surface takes from the coherent return, sqrt(1 - exp(-g^2))."""
    # The root has a finite slope at zero this way.
    small = relief < 1e-6
    lost = jnp.where(small, relief, -jnp.expm1(-jnp.where(small, 1.0, relief)))
    return jnp.where(relief > 0, jnp.sqrt(jnp.where(relief > 0, lost, 1.0)), 0.0)


def _corner_paths(
    surface: Facets, light: Illumination
) -> tuple[Float[Array, "*time facet tx rx"], ...]:
    """Path length of each corner beyond the centroid's, to first order, m."""
    tx = jnp.einsum("...fvc,...ftc->v...ft", surface.corners_m, light.from_tx)
    rx = jnp.einsum("...fvc,...frc->v...fr", surface.corners_m, light.from_rx)
    return tuple(tx[v][..., :, None] + rx[v][..., None, :] for v in range(3))
