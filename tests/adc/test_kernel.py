"""The kernel of the range grid: its derivatives, its transform, and what it does to a tone."""

import jax
import jax.numpy as jnp
import numpy as np

from mmwave_sim.adc._kernel import OVERSAMPLING, WIDTH, kernel, transform

SAMPLES = 64
CELLS = OVERSAMPLING * SAMPLES
MIDDLE = (SAMPLES - 1) / 2


def _played(cell: float, order: int) -> np.ndarray:
    """The tone of a cell, or its derivative to the cell, by way of the grid."""
    places = np.arange(-CELLS, 2 * CELLS)
    weights = np.asarray(kernel(jnp.asarray(places - cell))[order])
    samples = np.arange(SAMPLES) - MIDDLE
    sum_ = weights @ np.exp(2j * np.pi * np.outer(places, samples) / CELLS)
    return (-1) ** order * sum_ / transform(samples / CELLS)


def test_derivatives_are_those_of_the_kernel() -> None:
    with jax.enable_x64(True):
        at = jnp.linspace(-WIDTH / 2 + 0.01, WIDTH / 2 - 0.01, 41)
        value, first, second = kernel(at)
        slope = jax.vmap(jax.grad(lambda x: kernel(x)[0]))(at)
        bend = jax.vmap(jax.grad(lambda x: kernel(x)[1]))(at)
    np.testing.assert_allclose(first, slope, atol=1e-12)
    np.testing.assert_allclose(second, bend, atol=1e-12)
    assert float(value[20]) == 1.0


def test_beyond_its_width_it_is_zero() -> None:
    for part in kernel(jnp.array([-WIDTH / 2, WIDTH / 2, 40.0])):
        np.testing.assert_array_equal(part, 0.0)


def test_a_tone_between_cells_is_played_to_3e_5() -> None:
    # Beatty, Nishimura and Pauly (2005), figure 3: some 1e-5 for six cells at two cells a bin.
    samples = np.arange(SAMPLES) - MIDDLE
    with jax.enable_x64(True):
        for cell in (20.0, 20.3, 33.5, 90.77):
            tone = np.exp(2j * np.pi * cell * samples / CELLS)
            assert np.abs(_played(cell, 0) - tone).max() < 3e-5


def test_derivatives_multiply_a_tone_by_the_sample_index() -> None:
    samples = np.arange(SAMPLES) - MIDDLE
    with jax.enable_x64(True):
        for order in (1, 2):
            tone = np.exp(2j * np.pi * 41.4 * samples / CELLS)
            expected = (2j * np.pi * samples / CELLS) ** order * tone
            error = np.abs(_played(41.4, order) - expected).max()
            assert error < 2e-4 * np.abs(expected).max()
