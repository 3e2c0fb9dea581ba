"""A story on the stage of a home: places, ways, times, and attempts until it all fits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.bodies import load_body
from scenes.choreography._home import home_of
from scenes.choreography._radar import seeing
from scenes.choreography._script import Script, write_script
from scenes.language import Character, Story
from scenes.motion import ChainMotion, chain_motion
from scenes.rooms import Walkable, walkable
from scenes.spec import AgentSpec, BodySpec, Chain, SceneSpec

CLEARANCE_M = 0.27
"""Free radius that a walker needs, m."""

APART_M = 0.6
"""Smallest distance between the pelvises of two people, m."""

ATTEMPTS = 12
LONGEST_S = 120.0
LOOKED_AT_HZ = 5.0


@dataclass(frozen=True)
class _Cast:
    """Somebody with a script and a motion."""

    agent: AgentSpec
    motion: ChainMotion
    script: Script


def stage_story(text: str, story: Story, seed: int, home: SceneSpec | None = None) -> SceneSpec:
    """Decides where everything in a story happens.

    Args:
        text: The description.
        story: What it says.
        seed: Draws the home, the places and all that is left open.
        home: Where it happens; a home that suits is made if left out.

    Raises:
        InputError: It does not fit, after several attempts; says what did not at the last.
    """
    spec = home or home_of(story, seed)
    floor = walkable(spec, CLEARANCE_M)
    problem = InputError(expected="a story", found="nobody in it", do="name somebody")
    for attempt in range(ATTEMPTS):
        try:
            cast = _cast(spec, story.people, floor, (seed, attempt))
        except InputError as error:
            problem = error
            continue
        duration = max(one.motion.duration_s for one in cast)
        if duration > LONGEST_S:
            raise InputError(
                expected=f"a story of at most {LONGEST_S:g} s",
                found=f"one of {duration:.0f} s",
                do="say fewer things, or fewer times",
            )
        if _apart(cast, duration):
            agents = tuple(one.agent for one in cast)
            duration_s = float(np.ceil(10 * duration) / 10)
            update = {"text": text, "agents": agents, "duration_s": duration_s, "seed": seed}
            staged = spec.model_copy(update=update)
            return staged if home else seeing(staged, _places_m(cast, duration))
        problem = InputError(
            expected="ways on which people do not meet",
            found="some that cross in every attempt",
            do="choose a larger room, or fewer people",
        )
    raise problem


def _cast(
    spec: SceneSpec, people: Sequence[Character], floor: Walkable, seed: tuple[int, int]
) -> list[_Cast]:
    """Scripts and motions for everyone, as they will be in the scene."""
    cast: list[_Cast] = []
    taken: frozenset[str] = frozenset()
    for index, (who, name) in enumerate(zip(people, _names(people), strict=True)):
        random = np.random.default_rng([*seed, index])
        body = BodySpec.model_validate({**BodySpec().model_dump(), **who.body})
        script = write_script(spec, who.deeds, floor, random, pace=_pace(who), taken=taken)
        taken |= script.uses
        agent = AgentSpec(
            name=name,
            body=body,
            activity=Chain(steps=script.steps),
            position_m=script.position_m,
            heading_rad=script.heading_rad,
        )
        phases = np.random.default_rng([seed[0], index])
        motion = chain_motion(
            load_body(body), script.steps, agent.position_m, agent.heading_rad, phases
        )
        cast.append(_Cast(agent, motion, script))
    return cast


def _pace(who: Character) -> float:
    """Children and old people walk more slowly."""
    age = who.body.get("age", 0.67)
    return 0.85 if age < 0.5 or age > 0.9 else 1.0


def _names(people: Sequence[Character]) -> list[str]:
    """Unique names, numbered where the same noun comes twice."""
    nouns = [who.noun for who in people]
    if len(set(nouns)) == len(nouns):
        return nouns
    return [f"{noun}_{i}" for i, noun in enumerate(nouns, start=1)]


def _apart(cast: Sequence[_Cast], duration_s: float) -> bool:
    """Whether people keep their distance from one another throughout."""
    times = np.arange(0.0, duration_s, 1 / LOOKED_AT_HZ)
    ways = [_way_m(one.motion, times) for one in cast]
    return all(
        bool((np.linalg.norm(one - other, axis=1) > APART_M).all())
        for number, one in enumerate(ways)
        for other in ways[:number]
    )


def _places_m(cast: Sequence[_Cast], duration_s: float) -> Float[np.ndarray, "place 2"]:
    """Where everyone comes by, m."""
    times = np.arange(0.0, duration_s, 1 / LOOKED_AT_HZ)
    return np.concatenate([_way_m(one.motion, times) for one in cast])


def _way_m(motion: ChainMotion, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time 2"]:
    return motion.channels(times_s)[0][:, :2]
