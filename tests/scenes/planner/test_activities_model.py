"""A model's plans: checked, completed, deduplicated, and topped up by the grammar when short."""

import json
from typing import Any

import pytest

from scenes.endpoint import MalformedAnswerError, UnreachableError
from scenes.planner import plan_activities
from tests.scenes.endpoint.chat_server import ChatServer, Reply, failed, said
from tests.scenes.planner.words import WORDS

GOAL = "fall detection for the elderly at home"


def planned(person: str, room: str, *steps: str | dict[str, Any]) -> dict[str, Any]:
    """A plan as a model writes it."""
    full = [step if isinstance(step, dict) else {"activity": step} for step in steps]
    return {"person": person, "room": room, "steps": full}


def answer(*plans: dict[str, Any]) -> Reply:
    """Plans as a model sends them."""
    return said("Sure!\n```json\n" + json.dumps({"plans": list(plans)}) + "\n```")


def test_a_models_plans_are_completed_and_said(chat: ChatServer) -> None:
    walk = {"activity": "walk", "speed": "slowly", "target": "bed"}
    wave = {"activity": "wave", "hand": "left", "repetitions": 2}
    chat.replies = [
        answer(
            planned("An elderly woman", "bedroom", walk, "sit_down", wave),
            planned("old man", "living_room", "sit_down", "fall_forward"),
        )
    ]
    plans = plan_activities(GOAL, 2, 11, chat.endpoint(), activities=WORDS)
    assert [plan.sentence for plan in plans] == [
        "in the bedroom, an elderly woman walks slowly to the bed, sits down, then waves with the "
        "left hand twice",
        "in the living room, an old man walks to the sofa, sits down, stands up, then falls "
        "forward",
    ]
    assert {plan.source for plan in plans} == {"model"}
    assert len(chat.requests) == 1
    system, user, _ = chat.texts(0)
    assert all(f"- {word.name} (" in system for word in WORDS)
    assert json.dumps(GOAL) in user
    assert "11" in user


def test_what_cannot_be_done_is_dropped_and_the_model_told(chat: ChatServer) -> None:
    good = planned("old man", "bedroom", "fall_forward")
    chat.replies = [
        answer(
            good,
            good,
            planned("robot", "bedroom", "wave"),
            planned("man", "moon", "wave"),
            planned("man", "bedroom", "levitate"),
            planned("man", "bedroom", {"activity": "wave", "hand": "third"}),
            planned("man", "bedroom", "wash_hands"),
        ),
        answer(good, planned("woman", "bedroom", "bow")),
    ]
    plans = plan_activities(GOAL, 2, 0, chat.endpoint(), activities=WORDS)
    assert [plan.sentence for plan in plans] == [
        "in the bedroom, an old man falls forward",
        "in the bedroom, a woman bows",
    ]
    told = chat.texts(1)[1]
    for words in ("'robot' is no person", "'moon' is no room", "'levitate' is no activity"):
        assert words in told
    assert "a step's hand cannot be 'third'" in told
    assert "wash_hands needs washbasin" in told
    assert "- in the bedroom, an old man falls forward" in told


def test_the_grammar_adds_what_the_model_leaves_open(chat: ChatServer) -> None:
    chat.replies = [answer(planned("old man", "bedroom", "fall_forward"))]
    plans = plan_activities(GOAL, 12, 0, chat.endpoint(), activities=WORDS)
    assert [plan.source for plan in plans] == ["model"] + ["grammar"] * 11
    assert len({plan.motion for plan in plans}) == 12
    assert len(chat.requests) == 3


def test_a_goal_that_only_the_model_understands_is_topped_up_from_its_own_activities(
    chat: ChatServer,
) -> None:
    one = planned("boy", "bedroom", "bow", "knock")
    two = planned("girl", "office", "swipe_left", "nod")
    chat.replies = [answer(one, two)]
    goal = "puppet theatre for haunted castles"
    plans = plan_activities(goal, 10, 0, chat.endpoint(), activities=WORDS)
    assert [plan.source for plan in plans] == ["model"] * 2 + ["grammar"] * 8
    used = {step.activity for plan in plans for step in plan.steps}
    assert used <= {"walk", "bow", "knock", "swipe_left", "nod"}
    assert {plan.room for plan in plans} <= {"bedroom", "office"}


def test_many_plans_are_asked_for_in_batches(chat: ChatServer) -> None:
    names = [word.name for word in WORDS if word.group == "fitness"]
    batches = [
        answer(*(planned(who, "bedroom", a, b) for a in names[:5] for b in names[5:9]))
        for who in ("man", "woman", "boy")
    ]
    chat.replies = batches
    plans = plan_activities("fitness", 45, 0, chat.endpoint(), activities=WORDS)
    assert len(chat.requests) == 3
    assert len(plans) == 45
    assert {plan.source for plan in plans} == {"model"}
    assert "Plan 5 activities" in chat.texts(2)[1]


def test_a_model_that_fails_at_once_is_an_error_and_later_is_done_without(chat: ChatServer) -> None:
    chat.replies = [failed(500)]
    with pytest.raises(UnreachableError):
        plan_activities(GOAL, 3, 0, chat.endpoint(retries=1), activities=WORDS)
    chat.requests.clear()
    chat.replies = [said("no"), said("still no")]
    with pytest.raises(MalformedAnswerError):
        plan_activities(GOAL, 3, 0, chat.endpoint(), activities=WORDS)
    chat.requests.clear()
    chat.replies = [answer(planned("old man", "bedroom", "fall_forward")), failed(500)]
    plans = plan_activities(GOAL, 3, 0, chat.endpoint(requests=2, retries=0), activities=WORDS)
    assert [plan.source for plan in plans] == ["model", "grammar", "grammar"]
