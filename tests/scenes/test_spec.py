"""A scene survives JSON, and a file that does not fit is refused by the name of its field."""

import json

import pytest
from pydantic import ValidationError

from scenes import (
    AgentSpec,
    InputError,
    ObjectSpec,
    PopulatedScene,
    RoomSpec,
    SceneSpec,
    ToAndFroPath,
    Walk,
    Wave,
    parse,
    populate,
)

ROOM = RoomSpec(size_m=(5.0, 4.0, 2.5))


@pytest.mark.parametrize(
    "text",
    [
        "a person walks across the living room toward the radar",
        "a tall man walks to and fro while a woman waves her left hand",
        "two children walk in a circle in an empty room",
    ],
)
def test_json_round_trip_is_exact(text: str) -> None:
    spec = parse(text, seed=7)
    assert SceneSpec.from_json(spec.to_json()) == spec


def test_a_hand_written_scene_needs_little() -> None:
    text = '{"room": {"size_m": [5, 4, 2.5]}, "duration_s": 2}'
    assert SceneSpec.from_json(text) == SceneSpec(rooms=(ROOM,), duration_s=2.0)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"version": 3}, "version"),
        ({"duration_s": -1.0}, "duration_s"),
        ({"duration_s": "4"}, "duration_s"),
        ({"colour": "red"}, "colour"),
        ({"rooms": [{"size_m": [5, 4]}]}, "rooms.0.size_m"),
        ({"rooms": [{"size_m": [5, 4, 2], "walls": "paper"}]}, "rooms.0.walls"),
        (
            {"agents": [{"name": "a", "position_m": [1, 1], "activity": {"kind": "fly"}}]},
            "agents.0",
        ),
        ({"agents": [{"name": "a", "position_m": [1, 1], "body": {"age": 2.0}}]}, "agents.0.body"),
        (
            {"agents": [{"name": "a", "position_m": [1, 1], "vitals": {"breathing_hz": 9.0}}]},
            "agents.0.vitals.breathing_hz",
        ),
    ],
)
def test_bad_field_is_named_in_one_line(change: dict, where: str) -> None:
    good = json.loads(SceneSpec(rooms=(ROOM,), duration_s=2.0).to_json())
    with pytest.raises(InputError) as caught:
        SceneSpec.from_json(json.dumps({**good, **change}))
    assert f"at {where}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"room": NaN}'])
def test_not_a_scene_at_all(text: str) -> None:
    with pytest.raises(InputError):
        SceneSpec.from_json(text)


def test_specification_is_frozen_and_strict() -> None:
    spec = SceneSpec(rooms=(ROOM,), duration_s=2.0)
    with pytest.raises(ValidationError):
        spec.duration_s = 3.0  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Walk(speed_m_per_s=float("nan"))


def test_populate_refuses_twins_and_walls() -> None:
    one = AgentSpec(name="ann", position_m=(1.0, 1.0))
    with pytest.raises(InputError, match="different names"):
        populate(SceneSpec(rooms=(ROOM,), agents=(one, one), duration_s=1.0))
    walker = AgentSpec(name="ann", position_m=(1.0, 1.0), activity=Walk(), heading_rad=-1.5)
    with pytest.raises(InputError, match="stays in the room"):
        populate(SceneSpec(rooms=(ROOM,), agents=(walker,), duration_s=3.0))


def test_a_scene_written_by_hand_is_populated() -> None:
    spec = SceneSpec(
        rooms=(RoomSpec(size_m=(8.0, 6.0, 2.5)),),
        objects=(ObjectSpec(kind="desk", position_m=(1.0, 5.0, 0.0), size_m=(0.7, 1.4, 0.74)),),
        agents=(
            AgentSpec(name="ann", position_m=(4.0, 1.0), activity=Wave(hand="left")),
            AgentSpec(
                name="bob",
                position_m=(2.0, 3.0),
                activity=Walk(path=ToAndFroPath(length_m=2.0)),
            ),
        ),
        duration_s=3.0,
    )
    scene = populate(spec)
    assert [agent.name for agent in scene.agents] == ["ann", "bob"]
    assert scene.duration_s == 3.0
    assert {surface.name for surface in scene.surfaces} >= {"floor", "wall_left", "desk_1"}


def test_same_seed_same_motion(walk_scene: PopulatedScene) -> None:
    again = populate(SceneSpec.from_json(walk_scene.spec.to_json()))
    times = walk_scene.spec.duration_s / 2 + 0.1 * (walk_scene.truth([0.0, 1.0]).times_s)
    first, second = walk_scene.agents[0], again.agents[0]
    assert (first.vertices(times) == second.vertices(times)).all()
    other = populate(walk_scene.spec.model_copy(update={"seed": 99})).agents[0]
    assert abs(first.joints(times) - other.joints(times)).max() > 0.02
