"""A wall as arrays, so that gradients reach its place and what it is made of."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim.materials import Medium, medium
from mmwave_sim.rays._walls import Wall


class Panel(NamedTuple):
    """A planar rectangle that mirrors, lets through and hides; a pytree.

    Attributes:
        corner_m: One corner, m.
        edges_m: The two edges that leave it, m.
        medium: What it is made of.
    """

    corner_m: Float[Array, "3"]
    edges_m: Float[Array, "2 3"]
    medium: Medium

    @property
    def normal(self) -> Float[Array, "3"]:
        """Unit normal; its sign carries no meaning."""
        normal = jnp.cross(self.edges_m[0], self.edges_m[1])
        return normal / jnp.sqrt(jnp.sum(normal**2))


def panel(wall: Wall, frequency_hz: float) -> Panel:
    """A wall's place and material as arrays, at the centre of a band (Hz)."""
    return Panel(
        jnp.asarray(wall.corner_m), jnp.asarray(wall.edges_m), medium(wall.material, frequency_hz)
    )
