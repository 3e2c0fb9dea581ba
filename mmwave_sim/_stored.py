"""Intermediate results that a compiler keeps instead of computing them anew for every use."""

from typing import TypeVar

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

Values = TypeVar("Values")


def stored(values: Values, positive: Float[Array, ""]) -> Values:
    """The same values, in memory.

    XLA for CPUs fuses what is cheap to write down into each of its uses, also where it is dear to
    compute, and drops `optimization_barrier` before it does. A branch it cannot foresee holds: its
    operands have to exist. Other backends fuse several results into one kernel and need no help.

    Args:
        values: Any pytree of arrays of real numbers.
        positive: A number above zero that only running shows; NaN comes out if it is none.
    """

    def branched(found: Values) -> Values:
        return jax.lax.cond(positive > 0, lambda x: x, lambda x: jax.tree.map(_spoiled, x), found)

    return jax.lax.platform_dependent(values, cpu=branched, default=lambda found: found)


def _spoiled(value: Float[Array, "*shape"]) -> Float[Array, "*shape"]:
    return value * jnp.nan
