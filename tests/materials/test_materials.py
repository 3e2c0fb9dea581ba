"""Fresnel coefficients of half spaces and sheets."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.materials import half_space, sheet

ANGLES = jnp.deg2rad(jnp.array([0.0, 20.0, 45.0, 70.0]))


def test_normal_incidence_and_brewster_angle() -> None:
    with jax.enable_x64(True):
        te, tm = half_space(4.0 + 0j, jnp.array(1.0))
        assert complex(te) == pytest.approx(-1 / 3)
        assert complex(tm) == pytest.approx(1 / 3)
        brewster = jnp.cos(jnp.arctan(2.0))
        assert abs(complex(half_space(4.0 + 0j, brewster)[1])) < 1e-12


def test_lossless_sheet_conserves_power_with_its_transmission() -> None:
    # A half-wave sheet is transparent, a quarter-wave sheet reflects (1 - eps) / (1 + eps).
    permittivity, wavelength_m = 4.0 + 0j, 4e-3
    with jax.enable_x64(True):
        half, quarter = (
            complex(sheet(permittivity, jnp.array(1.0), d, wavelength_m)[0])
            for d in (wavelength_m / 4, wavelength_m / 8)
        )
    assert abs(half) < 1e-12
    assert quarter == pytest.approx((1 - 4) / (1 + 4))


def test_thick_lossy_sheet_is_a_half_space() -> None:
    with jax.enable_x64(True):
        for thick, infinite in zip(
            sheet(5 + 1j, jnp.cos(ANGLES), 0.5, 4e-3),
            half_space(5 + 1j, jnp.cos(ANGLES)),
            strict=True,
        ):
            np.testing.assert_allclose(thick, infinite, atol=1e-12)
        np.testing.assert_allclose(
            sheet(5 + 1j, jnp.cos(ANGLES), 0.0, 4e-3)[0], half_space(5 + 1j, jnp.cos(ANGLES))[0]
        )
