"""Physical optics of plates against closed forms."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.materials import Medium
from mmwave_sim.rays import transverse
from mmwave_sim.scattering import (
    Facets,
    Illumination,
    Lambertian,
    PhysicalOptics,
    QuasiSpecular,
    ScatteringModel,
    facets,
)

WAVELENGTH_M = 3.8e-3
UP = np.array([0.0, 0, 1])


def _medium(permittivity: float, conductivity: float, roughness_m: float = 0.0) -> Medium:
    return Medium(*map(jnp.asarray, (permittivity, conductivity, 0.0, roughness_m)))


CONDUCTOR = PhysicalOptics(_medium(1.0, 1e9))


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
    fields = jnp.broadcast_to(jnp.asarray(UP), (1, *travel.shape))
    light = Illumination(travel, travel, fields, fields)
    lengths = CONDUCTOR.scattering_length(plate, light, jnp.array([k]))
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
        light = Illumination(u, v, transverse(UP, u)[None], transverse(UP, v)[None])
        k = jnp.array([2 * np.pi / WAVELENGTH_M])
        speckle = jnp.asarray(rng.uniform(0, 6, len(plate.centroid_m)))
        model = PhysicalOptics(_medium(6.5, 38.0, 2e-4), speckle)
        one = model.scattering_length(plate, light, k)
        other = model.scattering_length(plate, light.swapped(), k)
    np.testing.assert_allclose(one, other, rtol=1e-12)


@pytest.mark.parametrize("roughness_m", [1e-4, 3e-4])
def test_roughness_splits_the_power_into_coherent_and_diffuse(roughness_m: float) -> None:
    # At normal incidence g = 2 k s: coherent share exp(-g^2) (Ament 1953), and the diffuse return
    # of N facets with random phases adds in power to 4 A (1 - exp(-g^2)) (Lambert, both cosines 1).
    k = 2 * np.pi / WAVELENGTH_M
    with jax.enable_x64(True):
        plate = _plate(0.08, 40)
        travel = jnp.broadcast_to(jnp.array([1.0, 0, 0]), (len(plate.centroid_m), 1, 3))
        fields = jnp.broadcast_to(jnp.asarray(UP), (1, *travel.shape))
        light = Illumination(travel, travel, fields, fields)

        def lengths(speckle: jax.Array | None) -> np.ndarray:
            model = PhysicalOptics(_medium(1.0, 1e9, roughness_m), speckle)
            return np.asarray(model.scattering_length(plate, light, jnp.array([k])))[0, :, 0, 0]

        coherent = lengths(None)
        whole = lengths(jnp.asarray(np.random.default_rng(1).uniform(0, 2 * np.pi, len(travel))))
    share = np.exp(-((2 * k * roughness_m) ** 2))
    smooth = 4 * np.pi * 0.08**4 / WAVELENGTH_M**2
    assert abs(coherent.sum()) ** 2 == pytest.approx(smooth * share, rel=1e-3)
    diffuse = np.sum(np.abs(whole - coherent) ** 2)
    assert diffuse == pytest.approx(4 * 0.08**2 * (1 - share), rel=1e-3)


def test_simple_laws_have_the_level_that_they_state() -> None:
    # A small plate along its normal: the quasi-specular lobe is that of physical optics, Lambert's
    # power is 4 A |R|^2.
    k = 2 * np.pi / WAVELENGTH_M
    with jax.enable_x64(True):
        plate = _plate(1e-3, 1)
        travel = jnp.broadcast_to(jnp.array([1.0, 0, 0]), (len(plate.centroid_m), 1, 3))
        fields = jnp.broadcast_to(jnp.asarray(UP), (1, *travel.shape))
        light = Illumination(travel, travel, fields, fields)
        metal, zero = _medium(1.0, 1e9), jnp.zeros(len(travel))

        def power(model: ScatteringModel) -> np.ndarray:
            length = model.scattering_length(plate, light, jnp.array([k]))[0, :, 0, 0]
            return np.abs(np.asarray(length)) ** 2

        lobe = power(QuasiSpecular(metal, jnp.asarray(0.3)))
        np.testing.assert_allclose(lobe, power(PhysicalOptics(metal)), rtol=0.05)
        area = np.linalg.norm(np.asarray(plate.area_m2), axis=-1)
        np.testing.assert_allclose(power(Lambertian(metal, zero)), 4 * area, rtol=1e-3)


def test_a_lobe_falls_as_a_gaussian_of_its_tilt() -> None:
    k, width = 2 * np.pi / WAVELENGTH_M, 0.3
    with jax.enable_x64(True):
        plate = _plate(1e-3, 1)
        levels = []
        for tilt in (0.0, 0.2):
            direction = jnp.array([np.cos(tilt), np.sin(tilt), 0.0])
            travel = jnp.broadcast_to(direction, (len(plate.centroid_m), 1, 3))
            fields = jnp.broadcast_to(jnp.asarray(UP), (1, *travel.shape))
            light = Illumination(travel, travel, fields, fields)
            model = QuasiSpecular(_medium(1.0, 1e9), jnp.asarray(width))
            length = model.scattering_length(plate, light, jnp.array([k]))
            levels.append(float(jnp.abs(length[0, 0, 0, 0])))
    assert levels[1] / levels[0] == pytest.approx(np.exp(-(0.2**2) / width**2), rel=0.01)


def test_gradients_are_finite_where_facets_turn_away() -> None:
    # Edge on, where cosines vanish, and with no roughness at all.
    k = 2 * np.pi / WAVELENGTH_M

    def size(tilt: jax.Array, roughness_m: jax.Array) -> jax.Array:
        plate = _plate(5e-3, 1)
        direction = jnp.array([jnp.cos(tilt), jnp.sin(tilt), 0.0])
        travel = jnp.broadcast_to(direction, (len(plate.centroid_m), 1, 3))
        fields = jnp.broadcast_to(jnp.asarray(UP), (1, *travel.shape))
        medium = _medium(6.5, 38.0)._replace(roughness_m=roughness_m)
        model = PhysicalOptics(medium, jnp.ones(len(travel)))
        light = Illumination(travel, travel, fields, fields)
        return jnp.sum(jnp.abs(model.scattering_length(plate, light, jnp.array([k]))) ** 2)

    with jax.enable_x64(True):
        slopes = jax.jit(jax.grad(size, (0, 1)))
        for tilt in (0.0, np.pi / 2, 1.0, 2.0):
            for slope in slopes(jnp.asarray(tilt), jnp.zeros(())):
                assert np.isfinite(slope)
