"""Physical optics of plates against closed forms."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.scattering import Facets, Illumination, PhysicalOptics, facets

WAVELENGTH_M = 3.8e-3
CONDUCTOR = PhysicalOptics(jnp.asarray(1.0 + 1e9j))


def _plate(side_m: float, divisions: int) -> Facets:
    """A square plate in the y-z plane that looks along -x."""
    ticks = np.linspace(-side_m / 2, side_m / 2, divisions + 1)
    y, z = np.meshgrid(ticks, ticks, indexing="ij")
    vertices = np.stack([np.zeros(y.size), y.ravel(), z.ravel()], axis=1)
    i = np.arange(divisions * (divisions + 1)).reshape(divisions, -1)[:, :-1].ravel()
    a, b, c, d = i, i + 1, i + divisions + 1, i + divisions + 2
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([b, d, c], 1)])
    return facets(jnp.asarray(vertices), jnp.asarray(faces))


def _plane_wave_rcs(plate: Facets, tilt_rad: float) -> float:
    """RCS of all facets for a plane wave that comes in at an angle from the normal, m^2."""
    direction = jnp.array([np.cos(tilt_rad), np.sin(tilt_rad), 0.0])
    travel = jnp.broadcast_to(direction, (len(plate.centroid_m), 1, 3))
    k = 2 * np.pi / WAVELENGTH_M
    lengths = CONDUCTOR.scattering_length(plate, Illumination(travel, travel), jnp.array([k]))
    phase = jnp.exp(2j * k * (plate.centroid_m @ direction))
    return float(jnp.abs(jnp.sum(lengths[0, :, 0, 0] * phase)) ** 2)


@pytest.mark.parametrize("divisions", [1, 7])
@pytest.mark.parametrize("tilt_deg", [0.0, 2.0, 10.0, 30.0])
def test_plate_follows_the_sinc_pattern_however_it_is_divided(
    divisions: int, tilt_deg: float
) -> None:
    # Balanis (2012), section 11.3: sigma = 4 pi A^2 / lambda^2 cos^2(t) sinc^2(k L sin t).
    side_m, tilt = 0.08, np.deg2rad(tilt_deg)
    with jax.enable_x64(True):
        measured = _plane_wave_rcs(_plate(side_m, divisions), tilt)
    pattern = np.cos(tilt) * np.sinc(2 * side_m * np.sin(tilt) / WAVELENGTH_M)
    expected = 4 * np.pi * side_m**4 / WAVELENGTH_M**2 * pattern**2
    # The conductor is finite (|R| = 1 - 6e-5), which costs 1e-4; the facets add exactly.
    assert measured == pytest.approx(expected, rel=1e-3)


def test_nothing_scatters_backwards_from_behind() -> None:
    with jax.enable_x64(True):
        assert _plane_wave_rcs(_plate(0.05, 2), np.pi) == 0.0


def test_exchanging_transmitter_and_receiver_changes_nothing() -> None:
    rng = np.random.default_rng(0)
    with jax.enable_x64(True):
        plate = _plate(0.03, 2)
        ways = rng.normal(size=(2, len(plate.centroid_m), 1, 3)) * 0.3 + [1.0, 0, 0]
        u, v = (jnp.asarray(w / np.linalg.norm(w, axis=-1, keepdims=True)) for w in ways)
        k = jnp.array([2 * np.pi / WAVELENGTH_M])
        model = PhysicalOptics(jnp.asarray(6.5 + 8.9j))
        one = model.scattering_length(plate, Illumination(u, v), k)
        other = model.scattering_length(plate, Illumination(v, u), k)
    np.testing.assert_allclose(one, other, rtol=1e-12)
