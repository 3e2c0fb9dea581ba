"""Slow nodes: what changes little while a frame lasts is evaluated at a few times only."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float
from numpy.polynomial import Polynomial

_FEWEST = 3
_APART_S = 25e-3
"""Another node for as long. In 25 ms a limb at 6 rad/s turns by 0.15 rad: a parabola through three
Chebyshev nodes follows a cosine of that to 2e-4."""


@dataclass(frozen=True)
class SlowNodes:
    """A few times in a frame, and how they give a smooth curve at all of its nodes.

    Attributes:
        at_s: Times from the start of the frame, s.
        values: Weights of the curve at every node.
        rates_per_s: Weights of its time derivative, 1/s.
    """

    at_s: Float[np.ndarray, "slow"]
    values: Float[np.ndarray, "node slow"]
    rates_per_s: Float[np.ndarray, "node slow"]

    def lift(self, slow: Float[Array, "slow *axis"]) -> Float[Array, "node *axis"]:
        """Values at every node."""
        return jnp.tensordot(jnp.asarray(self.values, slow.dtype), slow, 1)

    def lift_rate(self, slow: Float[Array, "slow *axis"]) -> Float[Array, "node *axis"]:
        """Time derivatives at every node, 1/s."""
        return jnp.tensordot(jnp.asarray(self.rates_per_s, slow.dtype), slow, 1)


def slow_nodes(node_s: Float[np.ndarray, " node"]) -> SlowNodes:
    """Chebyshev's nodes over a frame's span; the nodes themselves where there are no more.

    Args:
        node_s: The frame's nodes, s.
    """
    first, last = float(node_s[0]), float(node_s[-1])
    count = _FEWEST - 1 + max(1, int(np.ceil((last - first) / _APART_S)))
    place = node_s
    if len(node_s) > count:
        turns = (np.arange(count) + 0.5) / count
        place = (first + last) / 2 - (last - first) / 2 * np.cos(np.pi * turns)
    cardinal = [_cardinal(place, own) for own in range(len(place))]
    return SlowNodes(
        place,
        np.stack([one(node_s) for one in cardinal], axis=1),
        np.stack([one.deriv()(node_s) for one in cardinal], axis=1),
    )


def _cardinal(place: Float[np.ndarray, " slow"], own: int) -> Polynomial:
    """Lagrange's polynomial that is 1 at one place and 0 at the others."""
    others = np.delete(place, own)
    if not len(others):
        return Polynomial([1.0])
    domain = [place[0], place[-1]]
    scale = np.prod(place[own] - others)
    return Polynomial.fromroots(others, domain=domain, window=domain) / scale
