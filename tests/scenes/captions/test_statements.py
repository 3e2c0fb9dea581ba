"""Every kind of statement is true of real scenes, and a lie in the log or in the value is seen."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import InputError
from scenes.captions import KINDS, Kind, Statement, holds, statements
from scenes.world import GroundTruth
from tests.scenes.captions.conftest import SCENES
from tests.scenes.captions.falsify import LIES


def of_kind(kind: Kind, truth: GroundTruth) -> list[Statement]:
    return [one for one in statements(truth) if one.kind == kind]


@pytest.mark.parametrize("scene", SCENES)
def test_everything_that_is_said_of_a_scene_holds(scene: str, logs: dict[str, GroundTruth]) -> None:
    truth = logs[scene]
    assert [one for one in statements(truth) if not holds(one, truth)] == []


def test_the_scenes_have_every_kind_of_statement(logs: dict[str, GroundTruth]) -> None:
    assert {one.kind for truth in logs.values() for one in statements(truth)} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_log_that_lies_is_caught(kind: Kind, logs: dict[str, GroundTruth]) -> None:
    """The same kind holds in the true log, so it is the lie that is seen."""
    scene, lie = LIES[kind]
    false = lie(logs[scene])
    lies = [one for one in of_kind(kind, false) if one not in of_kind(kind, logs[scene])]
    assert lies
    assert not any(holds(one, false) for one in lies)


def wrong(value: object) -> list[object]:
    """Values that are false where the value is true."""
    if isinstance(value, bool | int):
        return [value + 1, value + 2, value - 1] if value > 2 else [value + 1, value + 2]
    if isinstance(value, float):
        return [1.3 * value + 0.5, 0.6 * value - 0.5]
    if isinstance(value, str):
        return [one for one in STRINGS if one != value and not value.startswith(one)]
    assert isinstance(value, tuple)
    if isinstance(value[0], float):
        return [(value[0] - 0.5, value[1]), (value[0], value[1] + 0.5), (9.0, 9.5)]
    return [(*value, "dance"), ("kitchen", "bedroom"), value[1:] or ("dance",)]


STRINGS = (
    *("left", "right", "front", "left to right", "right to left", "toward", "away", "across"),
    *("both feet leave the ground", "a foot stays on the ground", "sofa_2", "coffee_table_1"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_false_value_does_not_hold(kind: Kind, logs: dict[str, GroundTruth]) -> None:
    """Step counts may be one off: a swing at either end may be cut off."""
    seen = 0
    for truth in logs.values():
        for true in of_kind(kind, truth):
            values = wrong(true.value)[1:2] if kind == "step count" else wrong(true.value)
            for value in values:
                seen += 1
                assert not holds(replace(true, value=value), truth), (true, value)
    assert seen


def test_what_is_said_of_nobody_and_nothing_does_not_hold(home: GroundTruth) -> None:
    for one in statements(home):
        if one.kind == "people count":
            continue
        assert not holds(replace(one, subject="stranger"), home)
        if one.deed >= 0:
            assert not holds(replace(one, deed=7), home)
        if one.kind in ("furniture", "object", "duration"):
            assert not holds(replace(one, what="piano"), home)


def test_values_are_those_of_the_scene_as_it_was_made(
    home: GroundTruth, exercise: GroundTruth, circle: GroundTruth
) -> None:
    def value(truth: GroundTruth, kind: Kind, subject: str, number: int = 0) -> object:
        return [s.value for s in of_kind(kind, truth) if s.subject == subject][number]

    assert value(home, "activity order", "woman") == ("walk", "sit_down", "wave")
    assert value(home, "count", "woman") == 4
    assert value(home, "hand", "woman") == "left"
    assert value(home, "object", "woman") == "sofa_1"
    assert value(home, "posture change", "woman") == ("stand", "sit")
    assert value(home, "sight", "woman") == 1.0
    assert value(home, "sight", "man") == 0.0
    assert value(home, "room", "man") == ("kitchen",)
    assert value(exercise, "count", "man", 0) == 3
    assert value(exercise, "breathing rate", "man") == pytest.approx(18.0)
    assert value(circle, "circling", "person") == "right"
    assert value(circle, "walking speed", "person") == pytest.approx(1.2, rel=0.02)
    assert value(circle, "distance walked", "person") == pytest.approx(1.2 * 6.95, rel=0.03)


def test_a_part_of_a_log_is_told_by_itself(exercise: GroundTruth) -> None:
    """From the middle of the second squat on, one complete squat is left."""
    squat = next(i for i in exercise.agents[0].intervals if i.activity == "squat")
    at = exercise.times_s > (squat.cycles_s[1] + squat.cycles_s[2]) / 2
    part = sliced(exercise, np.flatnonzero(at))
    counts = [one for one in of_kind("count", part) if one.what == "squat"]
    assert [one.value for one in counts] == [1]
    assert holds(counts[0], part)
    assert not holds(replace(counts[0], value=3), part)


def sliced(truth: GroundTruth, at: np.ndarray) -> GroundTruth:
    agents = []
    for agent in truth.agents:
        parts = {}
        for name, value in vars(agent).items():
            if isinstance(value, np.ndarray) and len(value) == len(truth.times_s):
                parts[name] = value[at]
            elif isinstance(value, tuple) and len(value) == len(truth.times_s):
                parts[name] = tuple(value[i] for i in at)
        agents.append(replace(agent, **parts))
    return replace(truth, times_s=truth.times_s[at], agents=tuple(agents))


@pytest.mark.parametrize("step", [3, 40])
def test_sparse_logs_are_refused(step: int, walk: GroundTruth) -> None:
    sparse = sliced(walk, np.arange(0, len(walk.times_s), step))
    with pytest.raises(InputError, match="a log of five or more rising times"):
        statements(sparse)
    with pytest.raises(InputError, match="sample the scene's truth more densely"):
        holds(statements(walk)[0], sparse)
