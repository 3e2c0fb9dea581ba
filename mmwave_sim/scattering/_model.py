"""How a facet turns an incident wave into a scattered one."""

from typing import NamedTuple, Protocol

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim.materials import half_space
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._triangle import phase_integral


class Illumination(NamedTuple):
    """Directions in which waves reach the facets from both ends of the path.

    Attributes:
        from_tx: Unit direction of travel at the facet, from each (image) transmitter.
        from_rx: The same from each (image) receiver.
    """

    from_tx: Float[Array, "*time facet tx 3"]
    from_rx: Float[Array, "*time facet rx 3"]


class ScatteringModel(Protocol):
    """A law of scattering.

    It returns the complex scattering length S of every facet, m, such that |S|^2 is its bistatic
    radar cross-section and the phase is relative to a mirror-like return from the centroid.
    """

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        ...


class PhysicalOptics(NamedTuple):
    """Tangent-plane scattering with the triangle's phase integral in closed form.

    S = -i sqrt(4 pi) / lambda * R * A (cos i + cos s) / 2 * <exp(i k (u_t + u_r) . r)>, the
    far-field Kirchhoff integral of one facet (Balanis, *Advanced Engineering Electromagnetics*,
    2012, section 7.10; the mean over the triangle after Gordon 1975). The factor -i makes a
    large plate agree in phase with its mirror image. The obliquity is the symmetric mean, and the
    Fresnel coefficient is taken at half the bistatic angle, so that exchanging transmitter and
    receiver changes nothing.

    Attributes:
        permittivity: Complex relative permittivity of the surface.
    """

    permittivity: Complex[Array, ""]

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        projected = _projected_area(surface, light)
        reflectivity = self._reflectivity(light)
        strength = -1j * jnp.sqrt(4 * jnp.pi) / (2 * jnp.pi) * reflectivity * projected
        a, b, c = _corner_paths(surface, light)

        def at(k: Float[Array, ""]) -> Complex[Array, "*time facet tx rx"]:
            return k * strength * phase_integral(k * a, k * b, k * c)

        return jax.lax.map(at, wavenumber)

    def _reflectivity(self, light: Illumination) -> Complex[Array, "*time facet tx rx"]:
        alike = jnp.einsum("...tc,...rc->...tr", light.from_tx, light.from_rx)
        cos_half = jnp.sqrt(jnp.clip((1 + alike) / 2, 1e-6, 1.0))
        # In the directions' precision: a double here would make every amplitude after it double.
        precision = jnp.result_type(cos_half.dtype, jnp.complex64)
        te, tm = half_space(jnp.asarray(self.permittivity, precision), cos_half)
        return (te - tm) / 2


def _projected_area(surface: Facets, light: Illumination) -> Float[Array, "*time facet tx rx"]:
    """Area times the mean cosine of incidence and scattering; nothing from behind, m^2."""
    tx = -jnp.einsum("...fc,...ftc->...ft", surface.area_m2, light.from_tx)
    rx = -jnp.einsum("...fc,...frc->...fr", surface.area_m2, light.from_rx)
    return (jnp.maximum(tx, 0.0)[..., :, None] + jnp.maximum(rx, 0.0)[..., None, :]) / 2


def _corner_paths(
    surface: Facets, light: Illumination
) -> tuple[Float[Array, "*time facet tx rx"], ...]:
    """Path length of each corner beyond the centroid's, to first order, m."""
    tx = jnp.einsum("...fvc,...ftc->v...ft", surface.corners_m, light.from_tx)
    rx = jnp.einsum("...fvc,...frc->v...fr", surface.corners_m, light.from_rx)
    return tuple(tx[v][..., :, None] + rx[v][..., None, :] for v in range(3))
