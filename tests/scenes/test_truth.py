"""The log says where people are and how fast; paths are what they are said to be."""

import json
from pathlib import Path

import numpy as np
import pytest

from scenes import (
    AgentSpec,
    CirclePath,
    InputError,
    PopulatedScene,
    ToAndFroPath,
    Walk,
    displacement,
    scene_from_text,
)
from scenes.motion._paths import ground_path, u_turn_length_m


def test_torso_moves_at_the_walking_speed_toward_the_radar(walk_scene: PopulatedScene) -> None:
    times = np.arange(0.0, walk_scene.duration_s, 0.02)
    truth = walk_scene.truth(times).agents[0]
    radar = np.array(walk_scene.spec.radar.position_m)
    radial = np.gradient(np.linalg.norm(truth.torso_m - radar, axis=1), times)
    assert radial.mean() == pytest.approx(-1.1, abs=0.05)
    assert 0.9 < truth.torso_m[:, 2].mean() < 1.3
    assert truth.speed_m_per_s.max() < 1.5


def test_velocity_is_the_derivative_of_position(walk_scene: PopulatedScene) -> None:
    """Central differences over 2 x 5 ms of a signal with some 100 m/s^3 of jerk: 0.5 mm/s."""
    times = np.arange(0.5, 1.5, 0.005)
    truth = walk_scene.truth(times).agents[0]
    slope = (truth.torso_m[2:] - truth.torso_m[:-2]) / 0.01
    np.testing.assert_allclose(slope, truth.torso_velocity_m_per_s[1:-1], atol=1e-3)


def test_torso_is_inside_the_body(walk_scene: PopulatedScene) -> None:
    agent = walk_scene.agents[0]
    times = np.linspace(0.0, 3.0, 7)
    joints = dict(zip(agent.joint_names, np.moveaxis(agent.joints(times), 1, 0), strict=True))
    torso = agent.torso_m(times)
    assert np.linalg.norm(torso - joints["chest"], axis=1).max() < 0.25
    assert (torso[:, 2] > joints["pelvis"][:, 2]).all()
    assert (torso[:, 2] < joints["neck"][:, 2]).all()


def test_log_is_written_as_json(tmp_path: Path) -> None:
    scene = scene_from_text("a man walks toward the radar while a woman stands still", seed=1)
    times = [0.0, 1.0, scene.duration_s + 0.5]
    truth = scene.truth(times)
    truth.write(tmp_path / "truth.json")
    assert (tmp_path / "truth.json").read_text() == scene.truth_json(times)
    log = json.loads((tmp_path / "truth.json").read_text())
    assert log["times_s"] == times
    assert [agent["name"] for agent in log["agents"]] == ["man", "woman"]
    assert log["agents"][0]["activity"] == ["walk", "walk", ""]
    assert log["agents"][1]["activity"] == ["stand", "stand", ""]
    np.testing.assert_array_equal(log["agents"][0]["joints_m"], truth.agents[0].joints_m)
    assert len(log["agents"][0]["joint_names"]) == truth.agents[0].joints_m.shape[1]
    man = scene.agents[0].vitals
    assert log["agents"][0]["vitals"] == man._asdict()
    wave = [float(part) for part in displacement(man, 1.0)]  # float32: relative error 1e-6
    assert log["agents"][0]["breathing_m"][1] == pytest.approx(wave[0], abs=1e-7)
    assert log["agents"][0]["heartbeat_m"][1] == pytest.approx(wave[1], abs=1e-8)
    assert set(log["agents"][1]) >= {"torso_m", "torso_velocity_m_per_s", "speed_m_per_s"}


@pytest.mark.parametrize("times", [[], [-2.0], [100.0], [float("nan")]])
def test_times_outside_the_scene_are_refused(
    walk_scene: PopulatedScene, times: list[float]
) -> None:
    with pytest.raises(InputError, match="time"):
        walk_scene.agents[0].vertices(np.array(times))


def test_circle_has_its_radius_and_speed() -> None:
    walk = Walk(path=CirclePath(radius_m=1.5, turn="right"), speed_m_per_s=1.0)
    agent = AgentSpec(name="a", position_m=(2.0, 1.0), heading_rad=0.5, activity=walk)
    times = np.linspace(-1.0, 10.0, 300)
    path = ground_path(agent, -1.0, 10.0)
    centre = np.array([2.0, 1.0]) + 1.5 * np.array([np.sin(0.5), -np.cos(0.5)])
    radius = np.linalg.norm(path.position_m(times) - centre, axis=1)
    np.testing.assert_allclose(radius, 1.5, atol=1e-8)
    np.testing.assert_allclose(path.speed_m_per_s(times), 1.0, atol=1e-9)


def test_to_and_fro_is_a_closed_loop_that_slows_in_its_turns() -> None:
    loop = ToAndFroPath(length_m=2.0)
    agent = AgentSpec(name="a", position_m=(0.0, 0.0), activity=Walk(path=loop, speed_m_per_s=1.0))
    path = ground_path(agent, 0.0, 30.0)
    round_trip = 2 * (2.0 + u_turn_length_m(loop))
    np.testing.assert_allclose(path.position(round_trip), [0.0, 0.0], atol=1e-6)
    assert path.heading(round_trip) == pytest.approx(2 * np.pi, abs=1e-6)
    times = np.linspace(0.0, 20.0, 2000)
    speed = path.speed_m_per_s(times)
    assert speed.max() == pytest.approx(1.0, abs=1e-3)
    assert speed.min() == pytest.approx(0.55, abs=1e-3)
    heading = np.unwrap(np.arctan2(*np.gradient(path.position_m(times), axis=0).T[::-1]))
    np.testing.assert_allclose(heading[5:-5], path.heading_rad(times)[5:-5], atol=1e-3)
