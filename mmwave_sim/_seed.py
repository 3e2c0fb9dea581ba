"""Seeds, and the random keys that they make."""

from typing import Any

import jax
from jaxtyping import Array

from mmwave_sim._errors import InputError


def checked_seed(value: Any) -> int:
    """A seed as an int.

    Raises:
        InputError: The value is no seed; `scenes.as_seed` says what is.
    """
    from scenes import as_seed, seed_refusal

    seed = as_seed(value)
    if seed is None:
        raise InputError(**seed_refusal(value))
    return seed


def random_key(seed: Any) -> Array:
    """The random key of a seed, whose 63 bits all count.

    Raises:
        InputError: The value is no seed.
    """
    # In 32-bit mode JAX would leave out the upper half.
    with jax.enable_x64(True):
        return jax.random.key(checked_seed(seed))
