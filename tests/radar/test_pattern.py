"""Patterns of antennas: what they let through behind, and slopes at the horizon."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import antenna_field, parameters, preset


def _field(azimuth_rad: jax.Array) -> jax.Array:
    """Field of a cosine antenna in the horizontal plane, 1 at boresight."""
    params = parameters(preset("awr1843_mmclip"))
    direction = jnp.array([jnp.cos(azimuth_rad), jnp.sin(azimuth_rad), 0.0])
    found = antenna_field(params, params.tx_pattern[:1], direction[None])
    return found[0] / params.antenna_amplitude


def test_power_falls_with_the_cosine() -> None:
    with jax.enable_x64(True):
        for degrees in (0.0, 30.0, 60.0, 80.0):
            angle = np.deg2rad(degrees)
            power = float(_field(jnp.asarray(angle))) ** 2
            # The rounded horizon adds a quarter of 1e-4 over the cosine.
            assert power == pytest.approx(np.cos(angle), abs=3e-5 / np.cos(angle))


def test_it_has_a_slope_where_a_wall_beside_the_radar_sees_it() -> None:
    with jax.enable_x64(True):
        for degrees in (89.9, 90.0, 90.1):
            angle, step = jnp.asarray(np.deg2rad(degrees)), 1e-5
            difference = (_field(angle + step) - _field(angle - step)) / (2 * step)
            assert float(jax.grad(_field)(angle)) == pytest.approx(float(difference), rel=1e-5)


def test_little_goes_backwards() -> None:
    with jax.enable_x64(True):
        assert 20 * np.log10(float(_field(jnp.asarray(np.pi)))) < -45
