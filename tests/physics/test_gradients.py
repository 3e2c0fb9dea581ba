"""Gradients of the direct return to radar, skin and body; walls are in tests/simulation."""

import jax
import pytest

from benchmarks.physics import gradients

WALLS = ("wall_m", "walls")


def test_every_gradient_agrees_with_central_differences() -> None:
    with jax.enable_x64(True):
        made = gradients.problem(bounces=0)
        names = [name for name in gradients.SCALES if name not in WALLS]
        found = gradients.errors(made, names)
    for name, off in found.items():
        assert off.max() < 1e-3, f"{name}: {off}"


def test_every_leaf_is_tried() -> None:
    with jax.enable_x64(True):
        start = gradients.problem(bounces=0).start()
    leaves = {
        jax.tree_util.keystr(path, simple=True, separator=".")
        for path, _ in jax.tree_util.tree_leaves_with_path(start)
    }
    assert leaves == set(gradients.SCALES)


def test_a_wrong_gradient_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison itself: a function whose gradient is stopped fails it."""
    with jax.enable_x64(True):
        made = gradients.problem(bounces=0)

        def stopped(of: gradients.Problem) -> object:
            def loss(theta: gradients.Theta) -> jax.Array:
                half = theta.radar_m + jax.lax.stop_gradient(theta.radar_m)
                return (half @ half)[None] + theta.radar_m.sum()[None]

            return loss

        monkeypatch.setattr(gradients, "loss_function", stopped)
        moved = made.start()._replace(radar_m=jax.numpy.array([1.0, 2.0, 3.0]))
        monkeypatch.setattr(gradients.Problem, "start", lambda self: moved)
        assert gradients.errors(made, ["radar_m"])["radar_m"].max() > 0.1
