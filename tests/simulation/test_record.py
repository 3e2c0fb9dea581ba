"""What `record` adds to the echoes: noise by its seed, and a warning of false ranges."""

import jax
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim._seed import random_key
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, StillMesh, World
from mmwave_sim.simulation import (
    SimulationOptions,
    TracePlan,
    record,
    scene_inputs,
    simulate,
    trace,
)
from mmwave_sim.simulation._room import room_links
from mmwave_sim.simulation._warnings import warnings_of
from tests.rays.room import walls
from tests.simulation.ball import ball


def _radar(**changes: float) -> RadarConfig:
    place = Pose(position_m=(0.7, 0.3, 1.1))
    small = {"chirps_per_frame": 2, "samples_per_chirp": 32}
    return preset("awr1843_mmclip").replace(pose=place, **small | changes)


@pytest.fixture(scope="module")
def nothing() -> TracePlan:
    return trace(AnalyticTracer(World()), _radar(), 2)


def _noise(plan: TracePlan, seed: int) -> np.ndarray:
    return np.asarray(record(plan, seed=seed).samples)


def test_seeds_that_differ_in_their_upper_half_give_other_noise(nothing: TracePlan) -> None:
    found = [_noise(nothing, seed) for seed in (1, 2**32 + 1, 2**33 + 1, 2**63 - 1)]
    for i, one in enumerate(found):
        assert one.std() > 1
        assert all(np.mean(one == other) < 0.5 for other in found[:i])
    np.testing.assert_array_equal(_noise(nothing, 1), found[0])
    np.testing.assert_array_equal(_noise(nothing, np.int64(1)), found[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [0, 5, 2**31 + 3, 2**32 - 1])
def test_short_seeds_keep_jaxs_own_keys(seed: int) -> None:
    own, ours = jax.random.key(seed), random_key(seed)
    np.testing.assert_array_equal(*(jax.random.key_data(key) for key in (own, ours)))


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, True, "1"])
def test_what_is_no_seed_is_refused_at_once(seed: object, nothing: TracePlan) -> None:
    with pytest.raises(InputError, match="as seed"):
        record(nothing, seed=seed)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="as seed"):
        simulate("a person stands still", "awr1843_mmclip", seed=seed)  # type: ignore[arg-type]


def test_echoes_between_walls_beyond_the_maximum_range_are_announced() -> None:
    front_and_back = tuple(wall for wall in walls() if wall.name.startswith("x"))
    options = SimulationOptions(room_bounces=2)
    plan = trace(AnalyticTracer(World(front_and_back)), _radar(sample_rate_hz=0.8e6), 1, options)
    (line,) = record(plan).warnings
    assert line.startswith("beyond the maximum range of 1.71 m, so at false ranges: x-1 at 5.3 m")
    # To and fro between both, 6 m apart.
    assert "the room's own echoes at 6.0 m" in line
    assert "furniture" not in line


def test_furniture_beyond_the_maximum_range_is_announced() -> None:
    radar = _radar(sample_rate_hz=0.8e6)
    square = np.array([[0, -0.1, -0.1], [0, 0.1, -0.1], [0, 0.1, 0.1], [0, -0.1, 0.1]])
    faces = np.array([[0, 2, 1], [0, 3, 2]])
    near, far = (
        StillMesh("plate", square + np.array([0.7 + x, 0.3, 1.1]), faces, "wood")
        for x in (1.0, 2.4)
    )
    alone = SimulationOptions(room_bounces=0)
    plans = [trace(AnalyticTracer(World((), (x,))), radar, 1, alone) for x in (near, far)]
    assert record(plans[0]).warnings == ()
    (line,) = record(plans[1]).warnings
    assert "furniture at 2.4 m" in line


def test_loops_that_are_too_slow_for_what_turns_are_announced() -> None:
    alone = SimulationOptions(room_bounces=0)
    for idle_time_s, announced in ((7e-6, False), (2e-3, True)):
        radar = _radar(idle_time_s=idle_time_s)
        plan = trace(AnalyticTracer(World((), (), (ball(1),))), radar, 1, alone)
        lines = warnings_of(plan, room_links(plan, scene_inputs(plan)))
        assert any("long for how fast the bodies turn" in line for line in lines) == announced
