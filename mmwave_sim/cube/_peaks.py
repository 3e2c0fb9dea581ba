"""Where between the bins a peak lies."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int


@jax.jit
def peak_offset(
    left: Float[Array, "*batch"], centre: Float[Array, "*batch"], right: Float[Array, "*batch"]
) -> Float[Array, "*batch"]:
    """Vertex of the parabola through three levels in dB, at most half a bin from the centre.

    A taper's main lobe is nearly a parabola in dB: for Hann the bias stays below 0.02 bins.
    """
    slope, bend = left - right, left - 2 * centre + right
    peaked = bend < 0
    return jnp.where(peaked, jnp.clip(0.5 * slope / jnp.where(peaked, bend, 1.0), -0.5, 0.5), 0.0)


def interpolate_peak(
    power: Float[Array, "*batch bin"], index: Int[Array, "*batch"]
) -> Float[Array, "*batch"]:
    """Position of a peak near `index` in bins, the axis taken as circular."""
    level = jnp.log(jnp.maximum(power, jnp.finfo(power.dtype).tiny))
    bins = power.shape[-1]

    def at(shift: int) -> Float[Array, "*batch"]:
        return jnp.take_along_axis(level, ((index + shift) % bins)[..., None], axis=-1)[..., 0]

    return index + peak_offset(at(-1), at(0), at(1))
