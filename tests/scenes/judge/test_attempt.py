"""Reasons drive the next attempt, until the judges agree or the tries are spent."""

import numpy as np
import pytest

from scenes import InputError, PopulatedScene
from scenes.endpoint import UnreachableError
from scenes.judge import NoSceneError, Reason, Verdict, attempt, judge
from tests.scenes.judge.stage import somebody, staged, thing

BOX = thing("box", (2.3, 0.3, 0.0), (0.6, 0.6, 1.0))


def test_a_person_is_moved_out_of_what_they_stand_in() -> None:
    """The maker knows nothing but the reasons: it moves whoever is named as it is told."""
    place = np.array([2.2, 0.1])
    told: list[tuple[Reason, ...]] = []

    def make(number: int, reasons: tuple[Reason, ...]) -> PopulatedScene:
        assert number == len(told)
        told.append(reasons)
        for reason in reasons:
            shift = np.array(reason.shift_m)
            place[:] += shift * (1 + 0.05 / np.hypot(*shift))
        return staged([somebody((float(place[0]), float(place[1])))], [BOX])

    scene, history = attempt(make, [judge], tries=5)
    assert judge(scene).ok
    assert 2 <= len(history) <= 5
    assert [verdict.ok for verdict in history] == [False] * (len(history) - 1) + [True]
    assert told[0] == ()
    assert told[1:] == [verdict.reasons for verdict in history[:-1]]


def test_when_no_attempt_will_do_the_error_says_why() -> None:
    scene = staged([somebody((2.3, 0.3))], [BOX])
    with pytest.raises(NoSceneError, match="at most 3 attempts") as caught:
        attempt(lambda number, reasons: scene, [judge], tries=3)
    assert "ann is" in str(caught.value)
    assert "in box_1" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(caught.value.history) == 3


def test_a_later_judge_is_asked_only_if_the_earlier_agree() -> None:
    scene = staged([somebody((2.0, 0.0))])
    no = Verdict((Reason(rule="seen", who="", what="the sofa floats", advice="put it down"),))
    asked: list[str] = []
    answers = {"cheap": [no, Verdict(), Verdict()], "dear": [no, Verdict()]}

    def judge_named(name: str) -> Verdict:
        asked.append(name)
        return answers[name].pop(0)

    judges = [lambda _: judge_named("cheap"), lambda _: judge_named("dear")]
    _, history = attempt(lambda number, reasons: scene, judges)
    assert asked == ["cheap", "cheap", "dear", "cheap", "dear"]
    assert history == (no, no, Verdict())


def test_what_cannot_be_made_is_tried_otherwise() -> None:
    scene = staged([somebody((2.0, 0.0))])
    told: list[tuple[Reason, ...]] = []

    def make(number: int, reasons: tuple[Reason, ...]) -> PopulatedScene:
        told.append(reasons)
        if number == 0:
            raise InputError(expected="a place for the sofa", found="none", do="leave it out")
        return scene

    assert attempt(make, [judge])[0] is scene
    ((reason,),) = told[1:]
    assert reason.rule == "made"
    assert "a place for the sofa" in reason.what


def test_a_model_that_cannot_be_asked_ends_the_attempts() -> None:
    def make(number: int, reasons: tuple[Reason, ...]) -> PopulatedScene:
        assert number == 0
        raise UnreachableError(expected="an answer", found="none", do="wait")

    with pytest.raises(UnreachableError):
        attempt(make, [judge])
    with pytest.raises(InputError, match="at least one attempt"):
        attempt(make, [judge], tries=0)
