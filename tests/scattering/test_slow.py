"""Slow nodes: a few times from which smooth curves are known at all nodes."""

import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.scattering import slow_nodes

FRAME_S = np.linspace(0.0, 24e-3, 17)


def test_a_parabola_is_exact_at_every_node() -> None:
    # Three nodes determine it, and its rate.
    nodes = slow_nodes(FRAME_S)
    curve = 2.0 - 30.0 * nodes.at_s + 4e3 * nodes.at_s**2
    lifted = np.asarray(nodes.lift(jnp.asarray(curve)))
    np.testing.assert_allclose(lifted, 2.0 - 30.0 * FRAME_S + 4e3 * FRAME_S**2, rtol=1e-5)
    rates = np.asarray(nodes.lift_rate(jnp.asarray(curve)))
    np.testing.assert_allclose(rates, -30.0 + 8e3 * FRAME_S, atol=1e-3)


def test_what_a_fast_limb_turns_by_is_followed() -> None:
    # Chebyshev: the error is at most (w T / 2)^3 / (3! 2^2) for cos(w t).
    nodes = slow_nodes(FRAME_S)
    lifted = np.asarray(nodes.lift(jnp.cos(6.0 * nodes.at_s)))
    assert np.abs(lifted - np.cos(6.0 * FRAME_S)).max() < (6.0 * 12e-3) ** 3 / 24


@pytest.mark.parametrize(("last_s", "count"), [(20e-3, 3), (60e-3, 5), (0.1, 6)])
def test_long_frames_have_more(last_s: float, count: int) -> None:
    assert len(slow_nodes(np.linspace(0.0, last_s, 40)).at_s) == count


@pytest.mark.parametrize("nodes", [1, 2, 3])
def test_few_nodes_are_slow_nodes_themselves(nodes: int) -> None:
    found = slow_nodes(np.arange(nodes) * 1e-3)
    np.testing.assert_allclose(found.values, np.eye(nodes), atol=1e-12)
    np.testing.assert_allclose(found.rates_per_s.sum(axis=1), 0.0, atol=1e-9)
