"""Lambert's law for one facet: how strong, and with which phase."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim.scattering._model import Turned

_TERMINATOR = 1e-4
"""Product of cosines below which amplitudes fall linearly, so that they have a slope."""


def lambert(facing: Turned) -> Float[Array, "*time facet tx rx"]:
    """Size of the scattering length, 2 sqrt(A cos i cos s), for a reflection of one, m."""
    product = facing.product()
    falling = product / jnp.sqrt(product + _TERMINATOR)
    return 2 * jnp.sqrt(facing.area_m2)[..., None, None] * falling


def speckle(phase_rad: Float[Array, "facet"], kind: jnp.dtype) -> Complex[Array, "facet 1 1"]:
    """Phasor of each facet, which belongs to the material and never slides over it."""
    phase = phase_rad.astype(kind)
    return jax.lax.complex(jnp.cos(phase), jnp.sin(phase))[:, None, None]
