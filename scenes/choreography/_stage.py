"""A story on the stage of a home: places, ways, times, and attempts until the judge agrees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.choreography._home import home_of
from scenes.choreography._radar import seeing
from scenes.choreography._script import Script, write_script
from scenes.judge import Reason, Verdict, attempt, judge
from scenes.language import Character, Story
from scenes.rooms import Walkable, walkable
from scenes.spec import AgentSpec, BodySpec, Chain, GroundPoint, SceneSpec
from scenes.world import PopulatedScene, populate

CLEARANCE_M = 0.27
"""Free radius that a walker needs, m."""

TRIES, TRIES_EACH = 12, 4
"""Attempts at a story, and in each home that is made for it."""

ANOTHER = 7919
"""Step from the seed of one home to that of the next."""

LONGEST_S = 120.0
LOOKED_AT_HZ = 5.0

Judge = Callable[[PopulatedScene], Verdict]


def stage_story(
    text: str,
    story: Story,
    seed: int,
    home: SceneSpec | None = None,
    judges: Sequence[Judge] = (),
) -> SceneSpec:
    """Decides where everything in a story happens.

    The geometric judge looks at the whole motion of every attempt; a seat or an object that is in
    the way is avoided in the next one.

    Args:
        text: The description.
        story: What it says.
        seed: Draws the home, the places and all that is left open.
        home: Where it happens, with its radar; a home that suits is made if left out.
        judges: Further judges, asked after the geometric one.

    Raises:
        InputError: It does not fit, after several attempts; says what was wrong with the last.
    """
    stager = _Stager(text, story, seed, home)
    made, _ = attempt(stager.make, [stager.judged, *judges], TRIES)
    return made.spec


@dataclass
class _Stager:
    """Makes attempts, and remembers what was in the way."""

    text: str
    story: Story
    seed: int
    home: SceneSpec | None
    avoided: dict[str, frozenset[str]] = field(default_factory=dict)
    used: dict[str, frozenset[str]] = field(default_factory=dict)
    met: set[tuple[str, str]] = field(default_factory=set)

    def make(self, number: int, reasons: tuple[Reason, ...]) -> PopulatedScene:
        """Another attempt, without what was in somebody's way in the one before."""
        if number % TRIES_EACH == 0:
            self.avoided, self.met = {}, set()
        self._learn(reasons)
        home = self.home or home_of(self.story, self.seed + ANOTHER * (number // TRIES_EACH))
        spec = home.model_copy(update={"text": self.text, "seed": self.seed})
        floor = walkable(spec, CLEARANCE_M)
        agents = _cast(self, spec, floor, number)
        spec = spec.model_copy(update={"agents": agents, "duration_s": LONGEST_S})
        scene = populate(spec)
        duration = max(agent.motion.duration_s for agent in scene.agents)  # type: ignore[attr-defined]
        return populate(_timed(self, spec, scene, float(duration)))

    def _learn(self, reasons: tuple[Reason, ...]) -> None:
        """Whoever meets the same thing a second time looks for other things to use."""
        for reason in reasons:
            met = (reason.who, reason.against)
            if reason.who and reason.rule == "furniture" and met in self.met:
                known = self.avoided.get(reason.who, frozenset())
                self.avoided[reason.who] = known | self.used.get(reason.who, frozenset())
            self.met.add(met)

    def judged(self, scene: PopulatedScene) -> Verdict:
        """The geometric verdict; what people use they may touch."""
        return judge(scene, allowed=self.used)


def _timed(stager: _Stager, spec: SceneSpec, scene: PopulatedScene, duration_s: float) -> SceneSpec:
    """The scene as long as what happens in it, with its radar looking on."""
    if duration_s > LONGEST_S:
        raise InputError(
            expected=f"a story of at most {LONGEST_S:g} s",
            found=f"one of {duration_s:.0f} s",
            do="say fewer things, or fewer times",
        )
    lasting = spec.model_copy(update={"duration_s": float(np.ceil(10 * duration_s) / 10)})
    return lasting if stager.home else seeing(lasting, _ways_m(scene, duration_s))


def _cast(stager: _Stager, spec: SceneSpec, floor: Walkable, number: int) -> tuple[AgentSpec, ...]:
    """Everyone with a script; nobody sits where another one does."""
    cast = []
    taken: frozenset[str] = frozenset()
    places: list[GroundPoint] = []
    people = stager.story.people
    for index, (who, name) in enumerate(zip(people, _names(people), strict=True)):
        random = np.random.default_rng([stager.seed, number, index])
        avoided = taken | stager.avoided.get(name, frozenset())
        script = write_script(
            spec, who.deeds, floor, random, pace=_pace(who), taken=avoided, others_m=tuple(places)
        )
        places += script.places_m
        taken |= script.uses
        stager.used[name] = script.uses
        cast.append(_agent(who, name, script))
    return tuple(cast)


def _agent(who: Character, name: str, script: Script) -> AgentSpec:
    return AgentSpec(
        name=name,
        body=BodySpec.model_validate({**BodySpec().model_dump(), **who.body}),
        activity=Chain(steps=script.steps),
        position_m=script.position_m,
        heading_rad=script.heading_rad,
    )


def _pace(who: Character) -> float:
    """Children and old people walk more slowly."""
    age = who.body.get("age", 0.67)
    return 0.85 if age < 0.5 or age > 0.9 else 1.0


def _names(people: Sequence[Character]) -> list[str]:
    """Unique names, numbered where the same noun comes twice."""
    nouns = [who.noun for who in people]
    return [
        f"{noun}_{nouns[: index + 1].count(noun)}" if nouns.count(noun) > 1 else noun
        for index, noun in enumerate(nouns)
    ]


def _ways_m(scene: PopulatedScene, duration_s: float) -> Float[np.ndarray, "place 2"]:
    """Where everyone comes by, m."""
    times = np.arange(0.0, duration_s, 1 / LOOKED_AT_HZ)
    poses = [agent.motion.pose(times) for agent in scene.agents]
    return np.concatenate([np.asarray(pose.root_translation_m)[:, :2] for pose in poses])
