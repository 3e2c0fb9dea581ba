"""What a plan holds: corners of the room, ghosts that the antennas see, windows that hold all."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, StillMesh, Wall, World
from mmwave_sim.simulation import (
    SimulationOptions,
    furniture_echoes,
    furniture_return,
    render,
    render_reference,
    scene_inputs,
    trace,
)
from tests.rays.room import walls
from tests.simulation.ball import ball


def _radar(**changes: float) -> RadarConfig:
    place = Pose(position_m=(0.7, 0.3, 1.1))
    return preset("awr1843_mmclip").replace(pose=place, **{"chirps_per_frame": 8} | changes)


def test_every_corner_of_a_box_returns_by_one_order_of_its_walls() -> None:
    # With transmitter and receiver apart, one of the two orders of a pair of walls at right angles
    # is met, never both: 12 edges, and 6 walls on their own.
    plan = trace(AnalyticTracer(World(walls())), _radar(), 1, SimulationOptions(furniture=False))
    perpendicular = [
        frozenset(way.walls)
        for way, is_open in zip(plan.room_ways, plan.room_open[0, 0], strict=True)
        if is_open and len(way.walls) == 2 and abs(way.walls[0] - way.walls[1]) != 3
    ]
    assert len(perpendicular) == len(set(perpendicular)) == 12
    assert sum(len(way.walls) == 1 for way in plan.room_ways) == 6


def test_the_walls_kept_are_those_that_the_antennas_see() -> None:
    world = World(walls(), (), (ball(1),))
    options = SimulationOptions(bounces=1, room_bounces=0, threshold_db=-40.0)
    plan = trace(AnalyticTracer(world), _radar(), 1, options)
    kept = {wall for route in plan.routes for way in route.route for wall in way.walls}
    names = {world.walls[wall].name for wall in kept}
    assert "x+1" not in names, "the wall behind the radar"
    assert "x-1" in names and len(names) >= 3


def test_a_lower_threshold_keeps_the_routes_of_a_higher_one() -> None:
    world, counts, last = World(walls(), (), (ball(1),)), [], set()
    for threshold_db in (-10.0, -20.0, -30.0):
        options = SimulationOptions(bounces=1, room_bounces=0, threshold_db=threshold_db)
        plan = trace(AnalyticTracer(world), _radar(), 1, options)
        chains = {(r.route.tx.chain, r.route.rx.chain) for r in plan.routes}
        assert last <= chains
        counts.append(len(chains))
        last = chains
    assert counts[0] < counts[2]


def test_a_body_casts_its_shadow_on_walls_and_furniture() -> None:
    # The ball at 3 m hides the middle of the far wall and a small plate right behind it.
    corners = np.array([[0, -0.02, -0.02], [0, 0.02, -0.02], [0, 0.02, 0.02], [0, -0.02, 0.02]])
    far = Wall("far", np.array([5.0, -3.0, -1.0]), np.array([[0, 6.0, 0], [0, 0, 4.0]]), "concrete")
    radar = _radar().replace(pose=Pose(position_m=(0.0, 0.2, 1.1)))
    plate = StillMesh(
        "plate", corners + np.array([3.5, 0.26, 1.1]), np.array([[0, 2, 1], [0, 3, 2]]), "metal"
    )
    open_plan, hidden = (
        trace(
            AnalyticTracer(World((far,), (plate,), moving)), radar, 1, SimulationOptions(bounces=0)
        )
        for moving in ((), (ball(2, turn_rad_per_s=0.0),))
    )
    np.testing.assert_array_equal(open_plan.furniture_open, 1.0)
    np.testing.assert_array_equal(open_plan.room_open, 1.0)
    np.testing.assert_array_equal(hidden.furniture_open, 0.0)
    np.testing.assert_array_equal(hidden.room_open, 0.0)
    still = furniture_return(hidden, scene_inputs(hidden))
    assert float(jnp.abs(still).max()) > 0, "the return is computed for the empty room"
    (echo,) = furniture_echoes(hidden, still, 0)
    assert float(jnp.abs(echo.beat).max()) == 0.0


def test_furniture_beyond_the_maximum_range_aliases_like_everything_else() -> None:
    radar = _radar(samples_per_chirp=48, sample_rate_hz=1.2e6)
    assert radar.max_range_m < 2.8
    levels = []
    for distance_m in (2.0, 3.5):
        corners = np.array([[0, -0.2, -0.2], [0, 0.2, -0.2], [0, 0.2, 0.2], [0, -0.2, 0.2]])
        vertices = corners + np.array([0.7 + distance_m, 0.3, 1.1])
        plate = StillMesh("plate", vertices, np.array([[0, 2, 1], [0, 3, 2]]), "metal")
        options = SimulationOptions(room_bounces=0)
        plan = trace(AnalyticTracer(World((), (plate,))), radar, 1, options)
        beat = furniture_return(plan, scene_inputs(plan))
        levels.append(float(jnp.sqrt(jnp.mean(jnp.abs(beat) ** 2))))
    # A near plate larger than its Fresnel zone returns as its mirror image does, with 1 / 2R.
    assert levels[1] / levels[0] == pytest.approx(2.0 / 3.5, rel=0.35)


def test_a_body_that_crosses_many_cells_in_a_frame_stays_inside_its_window() -> None:
    # 2 m/s for 80 ms of chirps: 16 cm, 15 cells.
    radar = _radar(idle_time_s=3.2e-3, frame_period_s=0.1)
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False, loops_per_block=1)
    plan = trace(AnalyticTracer(World((), (), (ball(2, turn_rad_per_s=0.0),))), radar, 1, options)
    inputs = scene_inputs(plan)
    fast = np.asarray(render(plan, inputs, 0))[[0, 7]]
    with jax.enable_x64(True):
        exact = np.asarray(render_reference(plan, inputs, 0, [0, 7]))
    off, whole = (np.sum(np.abs(x) ** 2, axis=(1, 2, 3)) for x in (fast - exact, exact))
    error = np.sqrt(off / whole)
    assert error.max() < 0.05, "a lost part of the body costs far more"
