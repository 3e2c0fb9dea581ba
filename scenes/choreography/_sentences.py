"""Sentences of walking, standing and waving become scenes in one room."""

import math

import numpy as np

from scenes._errors import InputError
from scenes.choreography._staging import (
    Role,
    crosses,
    longest_s,
    place,
    usual_duration_s,
)
from scenes.language import Person, Sentence
from scenes.motion import sampled_paths_m
from scenes.rooms import furnish, make_room
from scenes.spec import BodySpec, RadarPlacement, SceneSpec, VitalsSpec

USUAL_ROOM = "living room"
USUAL_SPEED_M_PER_S = 1.1
SPEED_LIMITS_M_PER_S = (0.4, 2.0)
LONGEST_S = 60.0
BREATH_LIMITS_PER_MINUTE = (4.0, 60.0)


def sentence_scene(text: str, sentence: Sentence, seed: int) -> SceneSpec:
    """Decides all that a sentence leaves open.

    The radar stands at (0, 0, 1) m, its back to a wall, and looks along +x. Those who stand or
    wave face it; a walk without a direction goes toward it.

    Args:
        text: The sentence.
        sentence: What it says.
        seed: Draws places, furniture and phases; the same seed gives the same scene.

    Raises:
        InputError: It does not fit the room.
    """
    random = np.random.default_rng(seed)
    room = make_room(sentence.room or USUAL_ROOM)
    names = _names([person.noun for person in sentence.people])
    roles = [_role(*pair) for pair in zip(sentence.people, names, strict=True)]
    duration = _duration(sentence.duration_s, [(longest_s(room, role), role) for role in roles])
    agents = place(room, roles, duration, random)
    radar = RadarPlacement()
    paths = sampled_paths_m(agents, duration).reshape(-1, 2)
    return SceneSpec(
        text=text,
        rooms=(room,),
        objects=furnish(room, paths, radar.position_m, random),
        agents=agents,
        radar=radar,
        duration_s=duration,
        seed=seed,
    )


def _names(nouns: list[str]) -> list[str]:
    """Unique names, numbered where the same noun comes twice."""
    if len(set(nouns)) == len(nouns):
        return nouns
    return [f"{noun}_{i}" for i, noun in enumerate(nouns, start=1)]


def _role(person: Person, name: str) -> Role:
    action = person.action
    if action is None:
        raise ValueError(f"{name} has no action")
    if action.path == "circle" and crosses(action):
        raise InputError(
            expected="one direction for each walk",
            found="a circle across the room",
            do="leave one of them out",
        )
    body = BodySpec.model_validate({**BodySpec().model_dump(), **person.body})
    return Role(name, body, action, _speed(person), _vitals(action.breaths_per_minute))


def _speed(person: Person) -> float:
    """Walking speed; children and old people are slower, m/s."""
    action, age = person.action, person.body.get("age", 0.67)
    low, high = SPEED_LIMITS_M_PER_S
    if action is not None and action.speed_m_per_s is not None:
        if not low <= action.speed_m_per_s <= high:
            raise InputError(
                expected=f"a walking speed from {low} to {high} m/s",
                found=f"{action.speed_m_per_s:g} m/s",
                do="choose a speed that people walk at",
            )
        return action.speed_m_per_s
    usual = USUAL_SPEED_M_PER_S * (0.85 if age < 0.5 or age > 0.9 else 1.0)
    pace = (action.pace or 1.0) * action.verb_pace if action is not None else 1.0
    return round(min(high, max(low, usual * pace)), 3)


def _vitals(breaths_per_minute: float | None) -> VitalsSpec:
    """What was said about breath."""
    if breaths_per_minute is None:
        return VitalsSpec()
    if breaths_per_minute == 0.0:
        return VitalsSpec(breathing_m=0.0)
    low, high = BREATH_LIMITS_PER_MINUTE
    if not low <= breaths_per_minute <= high:
        raise InputError(
            expected=f"from {low:g} to {high:g} breaths a minute",
            found=f"{breaths_per_minute:g}",
            do="choose a rate that people breathe at, or say 'holding their breath'",
        )
    return VitalsSpec(breathing_hz=breaths_per_minute / 60.0)


def _duration(said_s: float | None, limits: list[tuple[float, Role]]) -> float:
    """What was said, or what is usual, as far as the room allows, s."""
    longest, slowest = min(limits, key=lambda limit: limit[0])
    if said_s is None:
        usual = max(usual_duration_s(role.action) for _, role in limits)
        return math.floor(min(usual, longest) * 10) / 10
    if not 0.5 <= said_s <= min(longest, LONGEST_S):
        raise InputError(
            expected=f"a duration from 0.5 to {min(longest, LONGEST_S):.1f} s, which is how long "
            f"the {slowest.name} can go on in this room",
            found=f"{said_s:g} s",
            do="say a shorter time, a slower walk, a longer room such as a corridor, or 'to and "
            "fro'",
        )
    return said_s
