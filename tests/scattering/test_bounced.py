"""Several bounces: corner reflectors against closed forms, gradients, motion, reciprocity."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from benchmarks.physics import corners
from mmwave_sim.materials import complex_permittivity, medium, sheet
from mmwave_sim.radar import RadarParameters, parameters
from mmwave_sim.rays import BruteFirstHit, Tubes, trace_tubes
from mmwave_sim.scattering import PathNodes, Surfaces, bounced_nodes

RADAR = corners.radar()
NEAR_M = np.array([2.0, 2.2, 0.1])
SEAM = np.array([0.0, 0.0, 1.0])
LIMIT_DB = 1.0


def test_a_dihedral_across_the_seam_follows_its_closed_form() -> None:
    cut = corners.dihedral_across(np.deg2rad(np.linspace(5, 85, 17)))
    assert cut.error_db() < LIMIT_DB
    # The flat top: the double bounce alone gives 4 pi (2 a^2 sin 45)^2 / lambda^2.
    size, k = corners.edge_m(15.0), corners.wavenumber()
    top = k**2 / np.pi * (np.sqrt(2) * size**2) ** 2
    assert cut.measured_dbsm.max() == pytest.approx(10 * np.log10(top), abs=0.3)


def test_a_dihedral_along_the_seam_follows_its_sinc() -> None:
    assert corners.dihedral_along(np.deg2rad(np.linspace(-8, 8, 17))).error_db() < LIMIT_DB


@pytest.mark.parametrize("cut", [corners.trihedral_azimuth, corners.trihedral_elevation])
def test_a_trihedral_follows_its_aperture(cut: Callable[[np.ndarray], corners.Cut]) -> None:
    found = cut(np.deg2rad([-10.0, -5.0, 0.0, 5.0, 10.0]))
    size, k = corners.edge_m(15.0), corners.wavenumber()
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
    assert corners.trihedral_aperture(u, 1.0) == pytest.approx(area, abs=1e-3)


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
        k = corners.wavenumber()
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
        fields = [_sum(_tubes(NEAR_M, edge), params) for edge in (0.012, 0.004)]
    # The coarse ones are at sqrt(0.2 R / k), where the phase's curvature costs about 0.1 rad.
    ratio = fields[0] / fields[1]
    assert abs(20 * np.log10(abs(ratio))) < 0.1
    assert abs(np.angle(ratio)) < 0.03


def test_padding_and_float32_change_nothing_that_matters() -> None:
    with jax.enable_x64(True):
        params = _antennas(NEAR_M[None], NEAR_M[None], SEAM)
        tubes = _tubes(NEAR_M)
        exact = _sum(tubes, params)
        padded = tubes.padded(len(tubes) + 100)
        single = bounced_nodes(_shape(), padded, params, RADAR)
        assert single.amplitude.dtype == jnp.complex64
        assert single.length_m.dtype == jnp.float64
        total = complex(corners.received(single, params, RADAR)[0, 0])
    assert abs(total / exact - 1) < 1e-4


def test_exchanging_the_ends_changes_little() -> None:
    # Mirror first and integrate last is not symmetric: the two orders of the plates change places
    # and only edges differ. Found: below 0.1 dB with ends 20 degrees apart.
    other = np.array([2.6, 1.5, 0.3])
    with jax.enable_x64(True):
        there, back = (
            _sum(_tubes(a, sink_m=b), _antennas(a[None], b[None], SEAM))
            for a, b in ((NEAR_M, other), (other, NEAR_M))
        )
    assert abs(20 * np.log10(abs(there / back))) < 0.5


def test_a_dihedral_that_moves_sideways_keeps_its_phase() -> None:
    # Its echo comes as from the seam, whose distance is a closed form. 0.5 m/s, 1 ms a step.
    sideways = np.array([-1.0, 1.0, 0.0]) / np.sqrt(2)
    start = np.array([2.1, 2.1, 0.0])
    steps = np.arange(-4, 5) * 0.5e-3
    k = corners.wavenumber()
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
        params = _two_by_two()
        tubes = _tubes(NEAR_M)
        shape = _shape()._replace(velocity_m_per_s=jnp.asarray(velocity)[None])
        rate = bounced_nodes(shape, tubes, params, RADAR).rate_m_per_s
        early, late = (
            bounced_nodes(_shape(CORNER.vertices_m + s * velocity), tubes, params, RADAR).length_m
            for s in (-step_s, step_s)
        )
    np.testing.assert_allclose(rate, (late - early) / (2 * step_s), atol=1e-8)


@pytest.mark.parametrize("name", ["shift", "opening", "permittivity", "roughness", "radar"])
def test_gradients_agree_with_central_differences(name: str) -> None:
    with jax.enable_x64(True):
        params, tubes = _two_by_two(), _tubes(NEAR_M)
        change, step = _CHANGES[name]

        @jax.jit
        def loss(x: jax.Array) -> jax.Array:
            surfaces, moved = change(x, _shape(made_of="glass"), params)
            nodes = bounced_nodes(surfaces, tubes, moved, RADAR, jnp.float64)
            field = corners.received(nodes, moved, RADAR)
            return jnp.sum(field.real) / 1e-6 + jnp.sum(jnp.abs(field) ** 2) / 1e-12

        slope = float(jax.jit(jax.grad(loss))(0.0))
        central = float(loss(step) - loss(-step)) / (2 * step)
    assert abs(central) > 0
    assert slope == pytest.approx(central, rel=1e-3)


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


_nodes = jax.jit(
    lambda surfaces, tubes, params: bounced_nodes(surfaces, tubes, params, RADAR, jnp.float64)
)


def _sum(
    tubes: Tubes,
    params: RadarParameters,
    made_of: str = "metal",
    vertices_m: np.ndarray = CORNER.vertices_m,
) -> complex:
    padded = tubes.padded(4096)
    nodes: PathNodes = _nodes(_shape(vertices_m, made_of), padded, params)
    return complex(corners.received(nodes, params, RADAR)[0, 0])


def _shift(x: jax.Array, surfaces: Surfaces, params: RadarParameters) -> tuple:
    way = jnp.array([0.6, 0.5, 0.3])
    return surfaces._replace(vertices_m=surfaces.vertices_m + x * way), params


def _opening(x: jax.Array, surfaces: Surfaces, params: RadarParameters) -> tuple:
    plate = jnp.arange(8)[:, None] >= 4
    y = surfaces.vertices_m[..., 1:2]
    turned = jnp.concatenate([x * y, jnp.zeros_like(y), jnp.zeros_like(y)], axis=-1)
    return surfaces._replace(vertices_m=surfaces.vertices_m + plate * turned), params


def _permittivity(x: jax.Array, surfaces: Surfaces, params: RadarParameters) -> tuple:
    media = surfaces.media
    more = media._replace(relative_permittivity=media.relative_permittivity + x)
    return surfaces._replace(media=more), params


def _roughness(x: jax.Array, surfaces: Surfaces, params: RadarParameters) -> tuple:
    media = surfaces.media
    more = media._replace(roughness_m=media.roughness_m + 2e-4 + x)
    return surfaces._replace(media=more), params


def _radar(x: jax.Array, surfaces: Surfaces, params: RadarParameters) -> tuple:
    return surfaces, params.moved(jnp.array([0.5, -0.3, 0.4]) * x, jnp.array([0.2, 0.3, 0.1]) * x)


_CHANGES = {
    "shift": (_shift, 1e-7),
    "opening": (_opening, 1e-6),
    "permittivity": (_permittivity, 1e-4),
    "roughness": (_roughness, 1e-8),
    "radar": (_radar, 1e-7),
}


def _in_triangle(points: np.ndarray, corners_of: np.ndarray) -> np.ndarray:
    sides = np.roll(corners_of, -1, axis=0) - corners_of
    relative = points[:, None] - corners_of
    turn = sides[:, 0] * relative[..., 1] - sides[:, 1] * relative[..., 0]
    return np.all(turn > 0, axis=1) | np.all(turn < 0, axis=1)
