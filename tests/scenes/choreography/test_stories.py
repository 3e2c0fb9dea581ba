"""A story in a furnished flat happens as it says: order, places, sides, seats, free ways."""

import numpy as np
import pytest

from scenes import InputError, PopulatedScene, parse, scene_from_text
from scenes.objects import object_names, seats_of
from scenes.rooms import walkable
from scenes.spec import Chain, SceneSpec

TEXT = (
    "in a furnished flat, a woman walks slowly to the sofa, sits down, "
    "then waves with the left hand"
)


@pytest.fixture(scope="module")
def scene() -> PopulatedScene:
    return scene_from_text(TEXT, seed=0)


def test_the_log_has_the_three_actions_in_their_order(scene: PopulatedScene) -> None:
    (woman,) = scene.agents
    asked = [one for one in woman.log if one.step >= 0]
    assert [one.activity for one in asked] == ["walk", "sit_down", "wave"]
    assert [one.step for one in asked] == [0, 1, 2]
    assert asked[2].hand == "left"
    ends = [one.end_s for one in asked]
    assert ends == sorted(ends)
    assert all(one.end_s <= scene.duration_s for one in woman.log)


def test_she_walks_slowly_to_a_sofa_and_sits_on_it(scene: PopulatedScene) -> None:
    (woman,) = scene.agents
    walk, sit, _ = (one for one in woman.log if one.step >= 0)
    sofas = [item for item in scene.spec.objects if item.kind == "sofa"]
    seats = np.array([seat.edge_m for item in sofas for seat in seats_of(item)])
    hips = woman.torso_m(np.array([walk.start_s, walk.end_s, sit.end_s]))
    assert np.linalg.norm(seats[:, :2] - hips[0, :2], axis=1).min() > 1.0
    assert np.linalg.norm(seats[:, :2] - hips[1, :2], axis=1).min() < 0.35
    assert hips[2, 2] < hips[1, 2] - 0.25, "the trunk comes down"
    times = np.arange(walk.start_s, walk.end_s, 0.02)
    speed = np.linalg.norm(np.gradient(woman.torso_m(times)[:, :2], times, axis=0), axis=1)
    assert 0.5 < np.median(speed) < 0.9, "0.65 of 1.1 m/s"


def test_the_left_hand_waves_and_the_right_one_rests(scene: PopulatedScene) -> None:
    (woman,) = scene.agents
    wave = next(one for one in woman.log if one.activity == "wave")
    times = np.linspace(wave.start_s + 1.0, wave.end_s - 1.0, 60)
    joints = dict(zip(woman.joint_names, woman.joints(times).swapaxes(0, 1), strict=True))
    assert (joints["left_wrist"][:, 2] > joints["left_shoulder"][:, 2]).mean() > 0.9
    assert (joints["right_wrist"][:, 2] < joints["right_shoulder"][:, 2]).all()
    travel = {side: np.ptp(joints[f"{side}_wrist"], axis=0).max() for side in ("left", "right")}
    assert travel["left"] > 3 * travel["right"]


def test_the_way_is_free_and_the_radar_looks_on(scene: PopulatedScene) -> None:
    spec, (woman,) = scene.spec, scene.agents
    floor = walkable(spec, 0.2)
    walk = next(one for one in woman.log if one.step == 0)
    times = np.arange(walk.start_s, walk.end_s - 1.0, 0.1)
    way = woman.torso_m(times)[:, :2]
    assert floor.clearance_m(way).min() > 0.15
    wave = next(one for one in woman.log if one.activity == "wave")
    away = woman.torso_m(np.array([wave.end_s]))[0, :2] - np.array(spec.radar.position_m[:2])
    aside = np.angle(np.exp(1j * (np.arctan2(away[1], away[0]) - spec.radar.yaw_rad)))
    assert abs(aside) < np.deg2rad(60.0)
    assert 0.5 < np.hypot(*away) < 8.0
    assert spec.room.contains((spec.radar.position_m[0], spec.radar.position_m[1]))


def test_the_same_seed_gives_the_same_scene_and_json_keeps_it(scene: PopulatedScene) -> None:
    assert parse(TEXT, seed=0) == scene.spec
    assert SceneSpec.from_json(scene.spec.to_json()) == scene.spec
    assert isinstance(scene.spec.agents[0].activity, Chain)
    assert len(set(object_names(scene.spec.objects))) == len(scene.spec.objects)


def test_what_the_room_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="not understood"):
        parse("a man walks to the volcano, then sits down", seed=0)
