"""Several bounces: corner reflectors against closed forms, gradients, motion, reciprocity."""

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from benchmarks.physics import corners
from benchmarks.physics._corner_forms import trihedral_aperture
from benchmarks.physics._echo import one_channel, wavenumber
from mmwave_sim.materials import complex_permittivity, medium, sheet
from mmwave_sim.radar import RadarParameters, parameters
from mmwave_sim.rays import BruteFirstHit, Tubes, trace_tubes
from mmwave_sim.scattering import PathNodes, Surfaces, bounced_nodes

RADAR = one_channel()
NEAR_M = np.array([2.0, 2.2, 0.1])
SEAM = np.array([0.0, 0.0, 1.0])
LIMIT_DB = 1.0
_ROOM = 2048
"""Tubes are padded to this, so that one shape is compiled."""


def test_a_dihedral_across_the_seam_follows_its_closed_form() -> None:
    cut = corners.dihedral_across(np.deg2rad(np.linspace(5, 85, 17)))
    assert cut.error_db() < LIMIT_DB
    # The flat top: the double bounce alone gives 4 pi (2 a^2 sin 45)^2 / lambda^2.
    size, k = corners.edge_m(15.0), wavenumber()
    top = k**2 / np.pi * (np.sqrt(2) * size**2) ** 2
    assert cut.measured_dbsm.max() == pytest.approx(10 * np.log10(top), abs=0.3)


def test_a_dihedral_along_the_seam_follows_its_sinc() -> None:
    assert corners.dihedral_along(np.deg2rad(np.linspace(-8, 8, 17))).error_db() < LIMIT_DB


@pytest.mark.parametrize("cut", [corners.trihedral_azimuth, corners.trihedral_elevation])
def test_a_trihedral_follows_its_aperture(cut: Callable[[np.ndarray], corners.Cut]) -> None:
    found = cut(np.deg2rad([-10.0, -5.0, 0.0, 5.0, 10.0]))
    size, k = corners.edge_m(15.0), wavenumber()
    boresight = 4 * np.pi * size**4 / (3 * (2 * np.pi / k) ** 2)
    assert found.expected_dbsm[2] == pytest.approx(10 * np.log10(boresight), abs=1e-9)
    assert found.error_db() < LIMIT_DB


@pytest.mark.parametrize("towards", [(1, 1, 1), (1, 1.5, 0.7), (1, 2.5, 0.7), (0.1, 0.4, 1)])
def test_the_aperture_is_the_overlap_of_a_triangle_and_its_inversion(towards: tuple) -> None:
    u = np.array(towards) / np.linalg.norm(towards)
    across = np.linalg.svd(u[None])[2][1:]
    outline = across.T  # the triangle's corners e_1, e_2, e_3, seen along the beam
    ticks = (np.arange(-700, 700) + 0.5) / 700
    points = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2)
    inside = _in_triangle(points, outline) & _in_triangle(-points, outline)
    # A grid of 1/700 blurs an outline that is about 3 long.
    area = inside.mean() * 4
    assert trihedral_aperture(u, 1.0) == pytest.approx(area, abs=1e-3)


def test_a_dihedral_turns_the_field_that_lies_across_its_seam() -> None:
    # Over two plates a field along the seam keeps its sign, one across it changes it: at 45
    # degrees to the seam it comes back crossed, and an equal antenna hears only the single bounces.
    corner, u = corners.dihedral(0.06, 0.06), np.array([1.0, 1.0, 0.0]) / np.sqrt(2)
    side = np.cross(u, SEAM)
    along, across, between = (
        corners.cross_section(corner, u, p / np.linalg.norm(p)) for p in (SEAM, side, SEAM + side)
    )
    assert across == pytest.approx(along, rel=0.1)
    assert between < 1e-2 * along


@pytest.mark.parametrize("part", ["te", "tm"])
def test_two_reflections_at_45_degrees_cost_fresnels_coefficient_twice(part: str) -> None:
    u = np.array([1.0, 1.0, 0.0]) / np.sqrt(2)
    field = SEAM if part == "te" else np.cross(u, SEAM)
    with jax.enable_x64(True):
        tubes = _tubes(1e4 * u)
        params = _antennas(1e4 * u[None], 1e4 * u[None], field)
        glass, metal = (abs(_sum(tubes, params, made_of)) for made_of in ("glass", "metal"))
        k = wavenumber()
        made_of = medium("glass", 77e9)
        epsilon = complex_permittivity(made_of, k * 299792458.0 / (2 * np.pi))
        te, tm = sheet(epsilon, jnp.sqrt(0.5), made_of.thickness_m, 2 * np.pi / k)
        loss = np.exp(-2 * (2 * k * float(made_of.roughness_m) * np.sqrt(0.5)) ** 2 / 2)
    expected = abs(complex(te if part == "te" else tm)) ** 2 * loss
    # The metal is taken as a perfect conductor, which it is to 1e-3.
    assert glass / metal == pytest.approx(expected, rel=5e-3)


def test_the_size_of_tubes_does_not_matter_near_by() -> None:
    with jax.enable_x64(True):
        params = _antennas(NEAR_M[None], NEAR_M[None], SEAM)
        fields = [_sum(_tubes(NEAR_M, edge), params) for edge in (0.018, 0.009)]
    # The coarse ones are at sqrt(0.2 R / k), where the phase's curvature costs about 0.1 rad.
    ratio = fields[0] / fields[1]
    assert abs(20 * np.log10(abs(ratio))) < 0.1
    assert abs(np.angle(ratio)) < 0.03


def test_float32_is_enough_for_amplitudes() -> None:
    with jax.enable_x64(True):
        params = _antennas(NEAR_M[None], NEAR_M[None], SEAM)
        tubes = _tubes(NEAR_M)
        single = _nodes(_shape(), tubes.padded(_ROOM), params, jnp.float32)
        assert single.amplitude.dtype == jnp.complex64
        assert single.length_m.dtype == jnp.float64
        total = complex(corners.received(single, params, RADAR)[0, 0])
        exact = _sum(tubes, params)
    assert abs(total / exact - 1) < 1e-4


@pytest.mark.parametrize(("sideways", "limit_db"), [((0, 0, 0.05), 0.01), ((-0.02, 0.035, 0), 0.5)])
def test_exchanging_the_ends_changes_little(sideways: tuple, limit_db: float) -> None:
    # A mirror first and an integral last are not symmetric: apart from the directions of mirrors
    # each order of the plates differs, and where plates are lit in part so does their sum. Ends
    # 8 cm apart across the seam, 1.5 degrees, are already past half the dihedral's beam.
    centre = np.array([2.6, 1.5, 0.0])
    ends = centre + np.array([[-1.0], [1.0]]) * np.array(sideways) / 2
    with jax.enable_x64(True):
        there, back = (
            _sum(_tubes(a, sink_m=b), _antennas(a[None], b[None], SEAM))
            for a, b in (ends, ends[::-1])
        )
    assert abs(20 * np.log10(abs(there / back))) < limit_db


def test_a_dihedral_that_moves_sideways_keeps_its_phase() -> None:
    # Its echo comes as from the seam, whose distance is a closed form. 0.5 m/s, 1 ms a step.
    sideways = np.array([-1.0, 1.0, 0.0]) / np.sqrt(2)
    start = np.array([2.1, 2.1, 0.0])
    steps = np.arange(-4, 5) * 0.5e-3
    k = wavenumber()
    with jax.enable_x64(True):
        params = _antennas(start[None], start[None], SEAM)
        tubes = _tubes(start)
        vertices = [CORNER.vertices_m + step * sideways for step in steps]
        fixed = np.array([_sum(tubes, params, vertices_m=v) for v in vertices])
    seam_m = np.linalg.norm(start - steps[:, None] * sideways, axis=1)
    phase = np.unwrap(np.angle(fixed * np.exp(-2j * k * seam_m)))
    velocity = np.diff(phase) / (2 * k) / 1e-3
    assert np.abs(velocity).max() < 0.02


def test_the_rate_is_that_of_the_length() -> None:
    velocity = np.array([0.3, -0.2, 0.4]) + 0.5 * CORNER.vertices_m[:, [1, 2, 0]]
    step_s = 1e-5
    with jax.enable_x64(True):
        params = _antennas(NEAR_M[None], NEAR_M[None] + 0.01, SEAM)
        tubes = _tubes(NEAR_M).padded(_ROOM)
        shape = _shape()._replace(velocity_m_per_s=jnp.asarray(velocity)[None])
        rate = np.asarray(_nodes(shape, tubes, params).rate_m_per_s)
        early, late = (
            np.asarray(_nodes(_shape(CORNER.vertices_m + s * velocity), tubes, params).length_m)
            for s in (-step_s, step_s)
        )
    np.testing.assert_allclose(rate, (late - early) / (2 * step_s), atol=1e-8)


def test_gradients_agree_with_central_differences() -> None:
    names = ["shift", "opening", "permittivity", "roughness", "radar"]
    steps = np.array([1e-7, 1e-6, 1e-4, 1e-8, 1e-7])
    with jax.enable_x64(True):
        # The padding, without weight, must bring no NaN.
        params, tubes = _two_by_two(), _tubes(NEAR_M, 0.04).padded(512)

        around = (_shape(made_of="glass"), tubes, params)
        slope = np.asarray(_loss(jnp.zeros(len(names)), *around)[1])
        up, down = (
            np.array([float(_loss(jnp.asarray(way * row), *around)[0]) for row in np.diag(steps)])
            for way in (1, -1)
        )
    central = (up - down) / (2 * steps)
    assert np.all(np.abs(central) > 0)
    for name, got, expected in zip(names, slope, central, strict=True):
        assert got == pytest.approx(expected, rel=1e-3), name


CORNER = corners.dihedral(0.1, 0.1)


def _shape(vertices_m: np.ndarray = CORNER.vertices_m, made_of: str = "metal") -> Surfaces:
    return corners.surfaces(vertices_m, CORNER.faces, made_of)


def _tubes(source_m: np.ndarray, edge_m: float = 0.01, sink_m: np.ndarray | None = None) -> Tubes:
    sink = source_m if sink_m is None else sink_m
    hits = BruteFirstHit(CORNER.vertices_m, CORNER.faces)
    (tubes,) = trace_tubes(hits, CORNER.vertices_m, CORNER.faces, source_m, sink, edge_m, 2)
    return tubes


def _antennas(tx_m: np.ndarray, rx_m: np.ndarray, field: np.ndarray) -> RadarParameters:
    return parameters(RADAR)._replace(
        tx_m=jnp.asarray(tx_m), rx_m=jnp.asarray(rx_m), polarization=jnp.asarray(field)
    )


def _two_by_two() -> RadarParameters:
    sides = np.array([[0.0, 0.0, 0.0], [0.004, -0.004, 0.002]])
    params = _antennas(NEAR_M + sides, NEAR_M + 2 * sides, SEAM)
    pattern = jnp.zeros((2, 2))
    gain = jnp.ones((2, 2), complex)
    return params._replace(tx_pattern=pattern, rx_pattern=pattern, channel_gain=gain)


@partial(jax.jit, static_argnames="precision")
def _nodes(
    surfaces: Surfaces, tubes: Tubes, params: RadarParameters, precision: type = jnp.float64
) -> PathNodes:
    return bounced_nodes(surfaces, tubes, params, RADAR, precision)


def _sum(
    tubes: Tubes,
    params: RadarParameters,
    made_of: str = "metal",
    vertices_m: np.ndarray = CORNER.vertices_m,
) -> complex:
    nodes = _nodes(_shape(vertices_m, made_of), tubes.padded(_ROOM), params)
    return complex(corners.received(nodes, params, RADAR)[0, 0])


def _changed(
    x: jax.Array, surfaces: Surfaces, params: RadarParameters
) -> tuple[Surfaces, RadarParameters]:
    """A shift, an opening of the corner, two figures of its material, a pose of the radar."""
    y = jnp.where(np.arange(8)[:, None] >= 4, surfaces.vertices_m[..., 1:2], 0.0)
    vertices = surfaces.vertices_m + x[0] * jnp.array([0.6, 0.5, 0.3])
    vertices = vertices + x[1] * y * jnp.array([1.0, 0.0, 0.0])
    media = surfaces.media._replace(
        relative_permittivity=surfaces.media.relative_permittivity + x[2],
        roughness_m=surfaces.media.roughness_m + 2e-4 + x[3],
    )
    way, turn = jnp.array([0.5, -0.3, 0.4]), jnp.array([0.2, 0.3, 0.1])
    return surfaces._replace(vertices_m=vertices, media=media), params.moved(
        x[4] * way, x[4] * turn
    )


@jax.jit
@jax.value_and_grad
def _loss(x: jax.Array, surfaces: Surfaces, tubes: Tubes, params: RadarParameters) -> jax.Array:
    """A figure to which amplitudes and phases of all channels contribute."""
    changed, moved = _changed(x, surfaces, params)
    nodes = bounced_nodes(changed, tubes, moved, RADAR, jnp.float64)
    field = corners.received(nodes, moved, RADAR)
    return jnp.sum(field.real) / 1e-6 + jnp.sum(jnp.abs(field) ** 2) / 1e-12


def _in_triangle(points: np.ndarray, corners_of: np.ndarray) -> np.ndarray:
    sides = np.roll(corners_of, -1, axis=0) - corners_of
    relative = points[:, None] - corners_of
    turn = sides[:, 0] * relative[..., 1] - sides[:, 1] * relative[..., 0]
    return np.all(turn > 0, axis=1) | np.all(turn < 0, axis=1)
