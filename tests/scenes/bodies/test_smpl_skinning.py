"""SMPL skinning agrees with the `smplx` package, and its gradients with finite differences."""

from dataclasses import replace
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from benchmarks._smpl_parity import largest_difference_m
from scenes.bodies import SmplModel, smpl_arrays, smpl_vertices, thinned

VERTICES = jax.jit(smpl_vertices)


@pytest.mark.parametrize("kind", ["smpl", "smplh", "smplx"])
def test_agrees_with_smplx(smpl_files: Path, kind: str) -> None:
    """Required: 1e-5 m. `smplx` adds 1e-8 rad to every angle, so 1e-6 m is what can be had."""
    assert largest_difference_m(smpl_files / f"{kind}.pkl") < 1e-6


def test_every_term_of_the_made_model_matters(smpl_models: dict[str, SmplModel]) -> None:
    """Leaving one out moves vertices by a millimetre at least: parity without it would fail."""
    model = smpl_models["smplx"]
    rest = smpl_arrays(model)
    random = np.random.default_rng(0)
    pose = random.normal(scale=0.4, size=(1, 55, 3)).astype(np.float32)
    coefficients = jnp.asarray(random.normal(size=20), jnp.float32)
    full = VERTICES(rest, coefficients, pose, jnp.zeros((1, 3)))
    others = [
        VERTICES(rest, coefficients[:10], pose, jnp.zeros((1, 3))),
        VERTICES(rest, coefficients.at[:10].set(0), pose, jnp.zeros((1, 3))),
        VERTICES(rest, coefficients, jnp.asarray(pose).at[:, -1].set(0), jnp.zeros((1, 3))),
    ]
    assert rest.pose_directions_m is not None
    none = replace(rest, pose_directions_m=None)
    others.append(VERTICES(none, coefficients, pose, jnp.zeros((1, 3))))
    assert min(float(jnp.abs(full - other).max()) for other in others) > 1e-3


def test_single_precision_and_a_batch_over_time(smpl_models: dict[str, SmplModel]) -> None:
    """float32 keeps 1e-6 of a metre or two; frames of a batch are those computed alone."""
    model = smpl_models["smpl"]
    random = np.random.default_rng(1)
    pose, shift = random.normal(scale=0.4, size=(4, 24, 3)), random.normal(size=(4, 3))
    betas = random.normal(size=5)
    single = VERTICES(smpl_arrays(model), *(jnp.float32(part) for part in (betas, pose, shift)))
    assert single.dtype == jnp.float32
    with jax.enable_x64(True):
        rest = smpl_arrays(model, np.float64)
        batch = np.asarray(VERTICES(rest, betas, pose, shift))
        alone = np.asarray(VERTICES(rest, np.r_[betas, np.zeros(5)], pose[2:3], shift[2:3]))
    np.testing.assert_allclose(single, batch, atol=1e-5)
    np.testing.assert_allclose(batch[2:3], alone, atol=1e-12)


def test_a_thinned_skin_is_a_part_of_the_whole(smpl_models: dict[str, SmplModel]) -> None:
    rest, points = smpl_arrays(smpl_models["smpl"]), np.array([5, 6000, 17])
    pose = np.random.default_rng(3).normal(scale=0.4, size=(2, 24, 3)).astype(np.float32)
    whole, part = (
        VERTICES(some, jnp.ones(10), pose, jnp.zeros((2, 3)))
        for some in (rest, thinned(rest, points))
    )
    np.testing.assert_allclose(part, whole[:, points], atol=1e-6)


def test_gradients_match_finite_differences(smpl_models: dict[str, SmplModel]) -> None:
    """In betas, pose and translation, also where nothing is turned; good to h^2 of the loss."""
    model = smpl_models["smpl"]
    random = np.random.default_rng(2)
    steps = (random.normal(size=10), random.normal(size=(2, 24, 3)), random.normal(size=(2, 3)))
    with jax.enable_x64(True):
        rest = thinned(smpl_arrays(model, np.float64), np.arange(0, 6890, 20))
        target = random.normal(size=(2, len(rest.vertices_m), 3))

        def loss(betas: jax.Array, pose: jax.Array, shift: jax.Array) -> jax.Array:
            return ((smpl_vertices(rest, betas, pose, shift) - target) ** 2).mean()

        value, gradient = jax.jit(loss), jax.jit(jax.grad(loss, argnums=(0, 1, 2)))
        for size in (0.0, 0.4):
            at = [jnp.asarray(size * step) for step in steps]
            ahead, behind = (
                value(*(a + sign * 1e-5 * step for a, step in zip(at, steps, strict=True)))
                for sign in (1, -1)
            )
            slopes = [
                float((slope * step).sum())
                for slope, step in zip(gradient(*at), steps, strict=True)
            ]
            assert min(np.abs(slopes)) > 1e-3
            np.testing.assert_allclose(sum(slopes), (ahead - behind) / 2e-5, rtol=1e-6)
