"""Facets are bundled with their like, and no further apart than the error allows."""

import numpy as np
import pytest

from mmwave_sim.adc import frame_timing
from mmwave_sim.rays import AnalyticTracer, World
from mmwave_sim.scattering import FREQUENCY_NODES
from mmwave_sim.simulation import SimulationOptions, render, render_reference, scene_inputs, trace
from mmwave_sim.simulation._bundle import bundles_of, spread_for
from mmwave_sim.simulation._render import paired
from tests.simulation.ball import BACK_WALL, SIDE_WALL, ball, radar


def _rows(count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(count)
    return [rng.normal(size=(count - 40 * frame, 3)) * [3.0, 1.0, 0.2] for frame in range(3)]


@pytest.mark.parametrize("count", [90, 700])
def test_every_facet_is_in_one_bundle(count: int) -> None:
    rows = _rows(count)
    tables, together = bundles_of(rows)
    for row, table in zip(rows, tables, strict=True):
        assert table.shape[0] == together
        assert sorted(table[table >= 0]) == list(range(len(row)))
        assert np.all(table[0] >= 0), "no bundle is empty"


def test_no_bundle_is_wider_than_allowed() -> None:
    rows = _rows(700)
    tables, together = bundles_of(rows)
    assert together > 1
    for row, table in zip(rows, tables, strict=True):
        for bundle in table.T:
            assert np.ptp(row[bundle[bundle >= 0]], axis=0).max() <= 1.0


def test_facets_far_apart_stay_alone() -> None:
    tables, together = bundles_of([np.arange(50.0)[:, None] * 2])
    assert together == 1 and tables[0].shape == (1, 50)


def test_frames_without_facets_have_no_bundles() -> None:
    tables, _ = bundles_of([np.zeros((0, 3)), np.zeros((16, 3))])
    assert tables[0].shape[1] == 0 and tables[1].shape[1] == 1


@pytest.mark.parametrize("error", [1e-3, 1e-2])
def test_the_spread_is_what_the_interpolation_bears(error: float) -> None:
    # A facet at the edge of a bundle, half the spread from its middle: half of the error for its
    # length, by the parabola over the samples, and half for its rate, by the cubic between nodes.
    device = radar().replace(chirps_per_frame=64)
    timing = frame_timing(device, 8)
    spread = spread_for(error, device, timing)
    x = np.linspace(-1, 1, 401)
    half_band_hz = device.slope_hz_per_s * device.half_span_s
    turn = 2 * np.pi * half_band_hz / 299_792_458.0 * spread.length_m / 2
    table = np.polyfit(FREQUENCY_NODES, np.exp(1j * turn * FREQUENCY_NODES), 2)
    worst = np.abs(np.polyval(table, x) - np.exp(1j * turn * x)).max()
    assert 0.7 * error / 2 < worst < 1.05 * error / 2
    step_s = timing.node_s[1] - timing.node_s[0]
    turn = 2 * np.pi / device.wavelength_m * spread.rate_m_per_s / 2 * step_s
    nodes, first = np.arange(4.0), np.linspace(0, 1, 101)
    table = np.polyfit(nodes, np.exp(1j * turn * nodes), 3)
    worst = np.abs(np.polyval(table, first) - np.exp(1j * turn * first)).max()
    assert 0.5 * error / 2 < worst < 1.05 * error / 2


@pytest.mark.parametrize("tolerance", [1e-3, 1e-2])
def test_a_frame_keeps_to_the_tolerance(tolerance: float) -> None:
    options = SimulationOptions(
        bounces=1, threshold_db=-16.0, room_bounces=0, furniture=False, tolerance=tolerance
    )
    world = World((SIDE_WALL, BACK_WALL), (), (ball(),))
    made = trace(AnalyticTracer(world), radar(), 1, options)
    assert any(both for _, both in paired(made.routes, made.radar)), "a route and its reverse"
    assert all(route.together > 1 for route in made.routes)
    inputs = scene_inputs(made)
    fast = np.asarray(render(made, inputs, 0))[[7]]
    exact = np.asarray(render_reference(made, inputs, 0, [7]))
    assert np.linalg.norm(fast - exact) < tolerance * np.linalg.norm(exact)
