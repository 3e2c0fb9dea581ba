"""A whole randomised simulation of one tiny frame, and the same again from its stored draw."""

import numpy as np
import pytest

from mmwave_sim import RadarConfig, SimulationOptions, preset, simulate, simulate_randomized
from mmwave_sim.randomization import INDOOR, Draw, simulate_drawn
from mmwave_sim.simulation import Simulation

TEXT = "a person stands still in the empty room for 0.5 seconds"
OPTIONS = SimulationOptions(bounces=0, room_bounces=0)
# Shapes of bodies would have to be extracted first.
RANDOMIZATION = INDOOR.without("body")


def small() -> RadarConfig:
    return preset("awr1843_mmclip").replace(chirps_per_frame=8, samples_per_chirp=64)


@pytest.fixture(scope="module")
def randomized() -> tuple[Simulation, Draw]:
    return simulate_randomized(
        TEXT, small(), seed=4, randomization=RANDOMIZATION, frames=1, options=OPTIONS
    )


def test_what_was_drawn_is_in_the_simulation(randomized: tuple[Simulation, Draw]) -> None:
    made, drawn = randomized
    pose = made.recording.radar.pose
    assert drawn.seed == 4
    assert pose.position_m[2] == drawn.value("pose.height_m")
    assert pose.roll_rad == drawn.value("pose.roll_rad")
    assert made.scene.spec.room.walls == drawn.value("room.walls")
    assert made.scene.agents[0].vitals.breathing_hz == drawn.value("vitals.breathing_hz")[0]
    power_w = small().tx_power_w * 10 ** (drawn.value("front_end.tx_power_db") / 10)
    assert made.recording.radar.tx_power_w == power_w
    clutter = [mesh for mesh in made.plan.world.still if mesh.name.startswith("clutter")]
    assert 0 < len(clutter) <= drawn.value("clutter.count")
    assert np.asarray(made.recording.samples).std() > 1.0


def test_the_stored_draw_gives_the_same_samples(randomized: tuple[Simulation, Draw]) -> None:
    made, drawn = randomized
    stored = Draw.from_json(drawn.to_json())
    again = simulate_drawn(stored, TEXT, small(), frames=1, options=OPTIONS)
    assert again.scene.spec == made.scene.spec
    np.testing.assert_array_equal(again.recording.samples, made.recording.samples)


def test_an_empty_draw_is_the_plain_simulation() -> None:
    plain = simulate(TEXT, small(), seed=4, frames=1, options=OPTIONS)
    empty = simulate_drawn(Draw(4), TEXT, small(), frames=1, options=OPTIONS)
    np.testing.assert_array_equal(empty.recording.samples, plain.recording.samples)
