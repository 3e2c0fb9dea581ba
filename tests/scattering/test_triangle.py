"""The triangle's phase integral against numerical quadrature, over the series' limit and beyond."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.integrate import dblquad

from mmwave_sim.scattering import phase_integral


def _phases(spread_rad: float) -> np.ndarray:
    phases = np.random.default_rng(3).normal(size=3)
    phases -= phases.mean()
    return phases * spread_rad / np.ptp(phases)


def _quadrature(phases: np.ndarray) -> complex:
    a, b, c = phases

    def part(function):  # type: ignore[no-untyped-def]
        return dblquad(
            lambda v, u: 2 * function(a * (1 - u - v) + b * u + c * v), 0, 1, 0, lambda u: 1 - u
        )[0]

    return complex(part(np.cos), part(np.sin))


@pytest.mark.parametrize("spread_rad", [0.0, 0.3, 0.59, 0.61, 2.0, 20.0])
def test_phase_integral_agrees_with_quadrature(spread_rad: float) -> None:
    phases = _phases(spread_rad)
    expected = _quadrature(phases)
    with jax.enable_x64(True):
        double = complex(phase_integral(*jnp.asarray(phases)))
    # The series stops at h_6; the next term is below 0.6^7 / 9! times a few, about 1e-9.
    assert abs(double - expected) < 2e-9
    single = complex(phase_integral(*jnp.asarray(phases, jnp.float32)))
    assert abs(single - expected) < 2e-6


@pytest.mark.parametrize("phases", [(0.0, 0.0, 0.0), (1.0, 1.0, -2.0), (0.1, -0.3, 0.2)])
def test_gradient_is_finite_and_right_where_corners_coincide(phases: tuple) -> None:
    with jax.enable_x64(True):
        start = jnp.asarray(phases)

        def value(p: jax.Array) -> jax.Array:
            mean = phase_integral(*(p - jnp.mean(p)))
            return mean.real + 2 * mean.imag

        gradient = jax.grad(value)(start)
        step = 1e-6
        numeric = [
            (value(start + step * e) - value(start - step * e)) / (2 * step) for e in jnp.eye(3)
        ]
    np.testing.assert_allclose(gradient, numeric, atol=1e-8)
