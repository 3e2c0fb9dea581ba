"""A material as the arrays that gradients reach."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.materials import MATERIALS, complex_permittivity, material, medium

CENTRE_HZ = 79e9


@pytest.mark.parametrize("name", MATERIALS)
def test_at_the_centre_it_is_the_material(name: str) -> None:
    item = material(name)
    with jax.enable_x64(True):
        found = medium(name, CENTRE_HZ)
        assert complex(complex_permittivity(found, CENTRE_HZ)) == pytest.approx(
            item.permittivity(CENTRE_HZ), rel=1e-12
        )
    assert float(found.thickness_m) == item.thickness_m
    assert float(found.roughness_m) == item.roughness_m
    assert medium(item, CENTRE_HZ) == medium(name, CENTRE_HZ)


def test_losses_fall_inversely_with_frequency_inside_the_band() -> None:
    band_hz = jnp.array([77e9, 79e9, 81e9])
    board = medium("plasterboard", CENTRE_HZ)
    found = np.asarray(complex_permittivity(board, band_hz))
    assert np.ptp(found.real) == 0
    np.testing.assert_allclose(found.imag * band_hz, found.imag[1] * CENTRE_HZ, rtol=1e-6)


@pytest.mark.parametrize("name", ["skin", "metal"])
def test_precision_follows_the_inputs(name: str) -> None:
    assert complex_permittivity(medium(name, CENTRE_HZ), CENTRE_HZ).dtype == jnp.complex64
    with jax.enable_x64(True):
        single = medium(name, CENTRE_HZ, jnp.float32)
        assert {leaf.dtype for leaf in single} == {jnp.dtype("float32")}
        assert not any(leaf.weak_type for leaf in single)
        swept_hz = jnp.linspace(77e9, 81e9, 5, dtype=jnp.float32)
        assert complex_permittivity(single, swept_hz).dtype == jnp.complex64
        assert complex_permittivity(single, CENTRE_HZ).dtype == jnp.complex64
        double = medium(name, CENTRE_HZ)
        assert complex_permittivity(double, CENTRE_HZ).dtype == jnp.complex128


def test_gradients_are_the_closed_form() -> None:
    # d eps'' / d sigma = 1 / (2 pi f eps0), d eps' / d eps' = 1, nothing else reaches it.
    with jax.enable_x64(True):
        board = medium("plasterboard", CENTRE_HZ)
        loss = jax.jit(jax.grad(lambda m: complex_permittivity(m, CENTRE_HZ).imag))(board)
        real = jax.grad(lambda m: complex_permittivity(m, CENTRE_HZ).real)(board)
    omega_eps0 = 2 * np.pi * CENTRE_HZ * 8.854_187_8128e-12
    np.testing.assert_allclose(jnp.stack(loss), [0, 1 / omega_eps0, 0, 0], rtol=1e-12)
    np.testing.assert_array_equal(jnp.stack(real), [1, 0, 0, 0])


def test_outside_the_band_or_unknown_is_refused() -> None:
    with pytest.raises(InputError, match=r"skin.*found 10 GHz"):
        medium("skin", 10e9)
    with pytest.raises(InputError, match="found 'cheese'"):
        medium("cheese", CENTRE_HZ)
