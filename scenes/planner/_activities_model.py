"""A language model plans activities; what cannot be done is dropped, and the model is told why."""

import json
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from scenes.endpoint import Endpoint, EndpointError, Message, quoted
from scenes.planner._activity_plan import (
    MOST_STEPS,
    TIMES,
    ActivityPlan,
    ActivityWord,
    Library,
    PlannedStep,
)
from scenes.planner._base import ROOM_KINDS, WALKED_TO
from scenes.planner._compose import make_plan
from scenes.planner._people import LOOKS, NOUNS, is_person
from scenes.planner._postures import chained

BATCH = 20
"""Plans that are asked for at once."""

MOST_FRUITLESS = 2
"""Answers in a row without a new plan after which no more is asked."""

SHOWN = 40
"""Earlier plans that are shown, so that they are not made again."""

Short = Annotated[str, Field(max_length=200)]


class _StepAnswer(BaseModel):
    activity: Short
    speed: Short = ""
    hand: Short = ""
    repetitions: int | None = None
    target: Short = ""


class _PlanAnswer(BaseModel):
    person: Short
    room: Short
    steps: Annotated[list[_StepAnswer], Field(max_length=50)]


class _PlansAnswer(BaseModel):
    plans: Annotated[list[_PlanAnswer], Field(min_length=1, max_length=200)]


def plans_from_model(
    goal: str, count: int, seed: int, endpoint: Endpoint, library: Library
) -> list[ActivityPlan]:
    """At most so many different plans of a model.

    Raises:
        EndpointError: The first answer already cannot be had; later ones are done without.
    """
    plans: dict[tuple[str, ...], ActivityPlan] = {}
    refused: list[str] = []
    fruitless = 0
    while len(plans) < count and fruitless < MOST_FRUITLESS:
        wanted = min(BATCH, count - len(plans))
        messages = _messages(goal, wanted, seed, library, plans.values(), refused)
        try:
            answer = endpoint.ask(messages, _PlansAnswer)
        except EndpointError:
            if not plans:
                raise
            break
        before = len(plans)
        refused = _take(answer, goal, library, plans)
        fruitless = fruitless + 1 if len(plans) == before else 0
    return list(plans.values())[:count]


def _take(
    answer: _PlansAnswer, goal: str, library: Library, plans: dict[tuple[str, ...], ActivityPlan]
) -> list[str]:
    """Keeps the new plans that can be done; returns why others cannot."""
    refused = []
    for one in answer.plans:
        plan = _checked(one, goal, library)
        if isinstance(plan, str):
            refused.append(plan)
        else:
            plans.setdefault((plan.person, plan.room, *plan.motion), plan)
    return refused


def _checked(one: _PlanAnswer, goal: str, library: Library) -> ActivityPlan | str:
    """A plan of the model's, completed by what lies between its steps, or what is wrong."""
    person = " ".join(one.person.lower().split()).removeprefix("an ").removeprefix("a ")
    room = next((kind for kind in ROOM_KINDS if kind == one.room.lower().replace("_", " ")), None)
    if not is_person(person):
        return f"{quoted(one.person)} is no person"
    if room is None:
        return f"{quoted(one.room)} is no room"
    try:
        steps = [_step(step) for step in one.steps]
    except ValidationError as error:
        first = error.errors()[0]
        return f"a step's {first['loc'][0]} cannot be {quoted(first['input'])}"
    complete = chained(steps, room, library)
    if isinstance(complete, str):
        return complete
    plan = make_plan(goal, person, room, complete, library)
    return plan.model_copy(update={"source": "model"})


def _step(step: _StepAnswer) -> PlannedStep:
    """A step of the model's.

    Raises:
        ValidationError: A manner, a hand or a number is none.
    """
    return PlannedStep.model_validate(
        {
            "activity": step.activity.strip(),
            "speed": step.speed.strip().lower(),
            "hand": step.hand.strip().lower(),
            "repetitions": step.repetitions,
            "target": step.target.strip().lower().replace(" ", "_"),
        }
    )


def _messages(
    goal: str,
    count: int,
    seed: int,
    library: Library,
    made: Iterable[ActivityPlan],
    refused: list[str],
) -> list[Message]:
    last = [plan.sentence for plan in made][-SHOWN:]
    asked = [f"Goal: {json.dumps(goal)}", f"Plan {count} activities. Variation number {seed}."]
    if last:
        asked.append("Made already, make others:\n" + "\n".join(f"- {said}" for said in last))
    if refused:
        asked.append("Not possible: " + "; ".join(dict.fromkeys(refused[:10])))
    return [Message("system", _system(library)), Message("user", "\n".join(asked))]


def _system(library: Library) -> str:
    activities = "\n".join(_line(word) for word in library.words.values())
    return (
        "You plan what people do in front of a radar, so that a data set becomes as diverse and "
        "as realistic as possible: different people, rooms, orders, manners, also what could be "
        f"mistaken for the goal. Each plan has one person, one room and 1 to {MOST_STEPS // 2} "
        "steps in order. Everybody begins standing.\n"
        f"person: adjectives ({', '.join(LOOKS)}; at most one about each thing) and a noun "
        f"({', '.join(sorted(NOUNS))}), without article.\n"
        f"room: {', '.join(ROOM_KINDS)}.\n"
        'speed: "slowly", "" or "quickly". hand: "left", "right" or "", for activities marked '
        f"[hand] only. repetitions: 1 to {len(TIMES)} or null.\n"
        'target: with the activity "walk", what is walked to, else "". One of '
        f"{', '.join(sorted(WALKED_TO))}.\n"
        f"activity: one of these names (with the posture they begin and end in):\n{activities}"
    )


def _line(word: ActivityWord) -> str:
    marks = "".join([" [hand]" if word.sided else "", " [times]" if word.repeats else ""])
    needs = f" at {' or '.join(word.needs)}" if word.needs else ""
    return f"- {word.name} ({word.group}): {word.phrase}{needs}; {'-'.join(word.posture)}{marks}"
