"""Gradients in float64 against finite differences, under jit and vmap."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.cube import (
    CubeOptions,
    MapOptions,
    Stft,
    angle_fft,
    point_cloud,
    radar_cube,
    range_azimuth,
    time_azimuth,
    time_doppler,
)
from mmwave_sim.cube._cfar import CfarOptions
from mmwave_sim.radar import preset

RADAR = preset("awr1843_mmclip").replace(chirps_per_frame=8, samples_per_chirp=16)
CAPON = MapOptions(beam="capon", loading=1e-2, azimuths=9)
FEW = MapOptions(azimuths=9)

MAPS = {
    "cube": lambda x: jnp.abs(radar_cube(x, RADAR, CubeOptions(static="frame"))) ** 2,
    "angles": lambda x: jnp.abs(angle_fft(radar_cube(x, RADAR), RADAR)) ** 2,
    "capon": lambda x: range_azimuth(x, RADAR, CAPON).values,
    "time_doppler": lambda x: time_doppler(x, RADAR, range_gate_m=(0.3, 6.0)).values,
    "stft": lambda x: time_doppler(x, RADAR, stft=Stft(12, 5)).values,
    "time_azimuth": lambda x: time_azimuth(x, RADAR, FEW, (0.3, 6.0)).values,
}


def as_complex(parts):
    return jax.lax.complex(parts[0], parts[1])


def loss_of(make):
    """A weighted sum of the log of a map: sensitive to every cell."""

    def loss(parts):
        values = make(as_complex(parts))
        weights = jnp.cos(jnp.arange(values.size)).reshape(values.shape)
        return jnp.sum(weights * jnp.log(values + 1e-3 * jnp.mean(values)))

    return loss


@pytest.mark.parametrize("name", MAPS)
def test_gradients_match_finite_differences(name):
    random = np.random.default_rng(0)
    with jax.enable_x64(True):
        loss = jax.jit(loss_of(MAPS[name]))
        at = jnp.asarray(random.normal(size=(2, 2, *RADAR.frame_shape)))
        along = jnp.asarray(random.normal(size=at.shape))
        along = along / jnp.linalg.norm(along)
        gradient = jax.jit(jax.grad(loss))(at)
        assert gradient.dtype == jnp.float64
        assert bool(jnp.all(jnp.isfinite(gradient)))
        # Central differences of fourth order: the error is h^4, 1e-12 here, over the noise 1e-15/h.
        h = 1e-3
        near, far = (
            (loss(at + step * along) - loss(at - step * along)) / (2 * step) for step in (h, 2 * h)
        )
        expected = float((4 * near - far) / 3)
        assert float(jnp.vdot(gradient, along)) == pytest.approx(expected, rel=1e-6)
        batch = jnp.stack([at, 2 * at + along])
        mapped = jax.jit(jax.vmap(jax.grad(loss)))(batch)
        np.testing.assert_allclose(mapped[0], gradient, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("name", MAPS)
def test_silence_has_finite_gradients(name):
    parts = jnp.zeros((2, 2, *RADAR.frame_shape))
    gradient = jax.jit(jax.grad(lambda p: jnp.sum(MAPS[name](as_complex(p)))))(parts)
    assert bool(jnp.all(jnp.isfinite(gradient)))


def test_points_have_finite_gradients():
    detector = CfarOptions(guard=(1, 1), train=(1, 2), false_alarm=0.1)
    random = np.random.default_rng(0)

    def loss(parts):
        cube = radar_cube(as_complex(parts), RADAR)
        cloud = point_cloud(cube, RADAR, slots=16, detector=detector)
        return jnp.sum(cloud.position_m) + jnp.sum(cloud.velocity_m_per_s)

    at = jnp.asarray(random.normal(size=(2, 2, *RADAR.frame_shape)), dtype=jnp.float32)
    differentiate = jax.jit(jax.grad(loss))
    gradient = differentiate(at)
    assert bool(jnp.all(jnp.isfinite(gradient)))
    assert float(jnp.abs(gradient).max()) > 0
    assert bool(jnp.all(jnp.isfinite(differentiate(jnp.zeros_like(at)))))
