"""A material at one band, as the arrays that gradients reach."""

import math
from typing import NamedTuple

import jax.numpy as jnp
from jax.typing import DTypeLike
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import VACUUM_PERMITTIVITY
from mmwave_sim.materials._table import Material, material


class Medium(NamedTuple):
    """What a material is made of within one band: a pytree of scalars.

    Permittivity and conductivity are constants of the band, so that a gradient with respect to
    either has one meaning.

    Attributes:
        relative_permittivity: Real part of the relative permittivity.
        conductivity_s_per_m: Conductivity, all losses counted, S/m.
        thickness_m: Thickness of the sheet, m (0: an opaque half space).
        roughness_m: Root-mean-square height of the surface about its mean, m.
    """

    relative_permittivity: Float[Array, ""]
    conductivity_s_per_m: Float[Array, ""]
    thickness_m: Float[Array, ""]
    roughness_m: Float[Array, ""]


def medium(made_of: str | Material, frequency_hz: float, dtype: DTypeLike | None = None) -> Medium:
    """A material evaluated at the centre of a band.

    Args:
        made_of: A material, or its name in the table.
        frequency_hz: Centre of the band, Hz.
        dtype: Real type of the arrays; JAX's default one if left out.

    Raises:
        InputError: There is no such material, or the frequency lies outside its band.
    """
    item = material(made_of) if isinstance(made_of, str) else made_of
    figures = (
        item.permittivity(frequency_hz).real,
        item.conductivity(frequency_hz),
        item.thickness_m,
        item.roughness_m,
    )
    kind = jnp.result_type(float) if dtype is None else dtype
    return Medium(*(jnp.asarray(figure, dtype=kind) for figure in figures))


def complex_permittivity(
    medium: Medium, frequency_hz: Float[Array, "*shape"] | float
) -> Complex[Array, "*shape"]:
    """Complex relative permittivity `eps' + i sigma / (2 pi f eps0)`; losses are positive.

    ITU-R P.2040-3 (2023), equation 9b, with the time dependence exp(-i w t). The precision is
    that of the medium and the frequency.

    Args:
        medium: Constants of the band.
        frequency_hz: Frequencies inside the band, Hz.
    """
    loss = medium.conductivity_s_per_m / (2 * math.pi * VACUUM_PERMITTIVITY * frequency_hz)
    return medium.relative_permittivity + 1j * loss
