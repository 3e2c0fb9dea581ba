"""The interface of a law of scattering, and the geometry that the laws share."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.materials import Medium, bistatic, complex_permittivity
from mmwave_sim.scattering._facets import Facets

Found = TypeVar("Found")

Field = (
    Complex[Array, "frequency *time facet antenna 3"]
    | Float[Array, "frequency *time facet antenna 3"]
)


class Illumination(NamedTuple):
    """Waves that reach the facets from both ends of the path.

    Attributes:
        from_tx: Unit direction of travel at the facet, from each (image) transmitter.
        from_rx: The same from each (image) receiver.
        tx_field: Field of each transmitter there, for a unit field at the antenna; its first axis
            is as long as the wavenumbers, or 1.
        rx_field: The field that each receiver would make there if it transmitted (reciprocity).
    """

    from_tx: Float[Array, "*time facet tx 3"]
    from_rx: Float[Array, "*time facet rx 3"]
    tx_field: Field
    rx_field: Field

    def swapped(self) -> "Illumination":
        """The same with transmitters and receivers exchanged."""
        return Illumination(self.from_rx, self.from_tx, self.rx_field, self.tx_field)


class Strength(NamedTuple):
    """A facet's scattering length in two parts, m.

    Attributes:
        mirrored: Factor of the mean of exp(i k (u_t + u_r) . r) over the facet, which turns quickly
            as the directions change; None for a law without that mean.
        steady: The rest, which does not; None if there is none.
    """

    mirrored: Complex[Array, "frequency *time facet tx rx"] | None
    steady: Complex[Array, "frequency *time facet tx rx"] | None


class ScatteringModel(Protocol):
    """A law of scattering.

    It returns the complex scattering length S of every facet between the two fields, m, such that
    |S|^2 is its bistatic radar cross-section for fields of unit size, and the phase is relative to
    a mirror-like return from the centroid.
    """

    def scattering_length(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Complex[Array, "frequency *time facet tx rx"]:
        """Scattering length at each wavenumber (rad/m), m."""
        ...

    def strength(
        self, surface: Facets, light: Illumination, wavenumber: Float[Array, "frequency"]
    ) -> Strength:
        """The same in its two parts."""
        ...


class Turned(NamedTuple):
    """How much of each facet is turned towards both ends.

    Attributes:
        cos_tx: Cosine of incidence for each transmitter, 0 from behind.
        cos_rx: The same for each receiver.
        area_m2: Area of the facet, m^2.
    """

    cos_tx: Float[Array, "*time facet tx"]
    cos_rx: Float[Array, "*time facet rx"]
    area_m2: Float[Array, "*time facet"]

    def mean_cosine(self) -> Float[Array, "*time facet tx rx"]:
        """(cos i + cos s) / 2: symmetric, so that exchanging the two ends changes nothing."""
        return (self.cos_tx[..., :, None] + self.cos_rx[..., None, :]) / 2

    def product(self) -> Float[Array, "*time facet tx rx"]:
        """cos i times cos s."""
        return self.cos_tx[..., :, None] * self.cos_rx[..., None, :]


def turned(surface: Facets, light: Illumination) -> Turned:
    """Cosines between the facets' normals and the ways that reach them."""
    area = jnp.sqrt(jnp.sum(surface.area_m2**2, axis=-1) + 1e-30)
    normal = surface.area_m2 / area[..., None]
    cos_tx = -jnp.einsum("...fc,...ftc->...ft", normal, light.from_tx)
    cos_rx = -jnp.einsum("...fc,...frc->...fr", normal, light.from_rx)
    return Turned(jnp.maximum(cos_tx, 0.0), jnp.maximum(cos_rx, 0.0), area)


def reflectivity(
    medium: Medium,
    light: Illumination,
    tx_field: Complex[Array, "*time facet tx 3"] | Float[Array, "*time facet tx 3"],
    rx_field: Complex[Array, "*time facet rx 3"] | Float[Array, "*time facet rx 3"],
    wavenumber: Float[Array, ""],
) -> Complex[Array, "*time facet tx rx"]:
    """Reflection between the two fields at half the bistatic angle, polarization included.

    See `materials.bistatic`. In backscatter it is -R e.f, with R the Fresnel coefficient of normal
    incidence.
    """
    made_of = Medium(*(leaf.astype(wavenumber.dtype) for leaf in medium))
    epsilon = complex_permittivity(made_of, wavenumber * (SPEED_OF_LIGHT / (2 * jnp.pi)))
    alike = jnp.einsum("...tc,...rc->...tr", light.from_tx, light.from_rx)
    cos_half = jnp.sqrt(jnp.clip((1 + alike) / 2, 1e-4, 1.0))
    mirror = bistatic(epsilon, cos_half, made_of.thickness_m, wavenumber)
    along = jnp.einsum("...tc,...rc->...tr", tx_field, rx_field)
    across = jnp.einsum("...tc,...rc->...tr", tx_field, light.from_rx)
    across = across * jnp.einsum("...tc,...rc->...tr", light.from_tx, rx_field)
    return mirror.te * along + mirror.turn * across


Law = Callable[[Float[Array, ""], Complex[Array, "*time facet tx rx"]], Found]


def each_frequency(
    law: Law[Found], medium: Medium, light: Illumination, wavenumber: Float[Array, "frequency"]
) -> Found:
    """A law of one wavenumber (rad/m) and of the reflectivity there, at one after another."""

    def at(each: tuple[Array, Array, Array]) -> Found:
        k, tx_field, rx_field = each
        return law(k, reflectivity(medium, light, tx_field, rx_field, k))

    count = len(wavenumber)
    fields = (_at_all(light.tx_field, count), _at_all(light.rx_field, count))
    return jax.lax.map(at, (wavenumber, *fields))


def _at_all(field: Field, count: int) -> Field:
    """The field at every one of several frequencies, if it was given for all of them at once."""
    return jnp.broadcast_to(field, (count, *field.shape[1:]))
