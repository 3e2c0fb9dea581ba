"""The demo's walk, end to end: text, scene, rays, ADC, heatmaps, against the log."""

import numpy as np
import pytest

from benchmarks._round_trip import round_trip_errors
from benchmarks._walk import simulate_walk, walk_errors
from mmwave_sim.simulation import Simulation, render, scene_inputs, torso_truth


@pytest.fixture(scope="module")
def walk() -> Simulation:
    """The first 16 frames of the demo's walk."""
    return simulate_walk(frames=16)


def test_the_trunk_is_found_where_the_log_says(walk: Simulation) -> None:
    found = walk_errors(walk)
    assert found.range_bin < 1.0
    assert found.velocity_bin < 1.0
    assert found.azimuth_bin < 1.0


def test_the_log_is_a_walk(walk: Simulation) -> None:
    truth = torso_truth(walk.plan, walk.scene.agents[0])
    assert np.all(np.isfinite(truth.range_m))
    assert np.all(np.diff(truth.range_m) < 0), "the walker comes nearer in every frame"
    # The log's radial velocity is the rate of the log's range, up to the changing set of facets.
    rate = np.gradient(truth.range_m, truth.time_s)
    assert np.median(np.abs(rate - truth.velocity_m_per_s)) < 0.15


def test_the_person_is_as_strong_as_an_adult(walk: Simulation) -> None:
    # Measured adults at 77 GHz scatter -10 to 0 dBsm; a single frame may glint or fade by 10 dB.
    plan = walk.plan
    inputs, radar = scene_inputs(plan), plan.radar
    distance = torso_truth(plan, walk.scene.agents[0]).range_m
    gain = 10 ** (radar.antenna_gain_db / 10)
    levels = []
    for frame in range(0, plan.frames, 3):
        beat = np.asarray(render(plan, inputs, frame))
        moving = beat - beat.mean(axis=0)  # the room's own return stands still
        power = np.mean(np.abs(moving) ** 2)
        budget = radar.tx_power_w * gain**2 * radar.wavelength_m**2 / (4 * np.pi) ** 3
        levels.append(power * distance[frame] ** 4 / budget)
    assert -12 < 10 * np.log10(np.mean(levels)) < 2


def test_written_bytes_give_the_same_heatmaps_within_quantisation(walk: Simulation) -> None:
    found = round_trip_errors(walk)
    assert found.noise_excess_db < 0.1
    assert found.heatmap_db < 0.1
