"""The grammar: draws plans for a goal, so that every activity has its turn."""

from collections.abc import Iterable, Sequence

import numpy as np

from scenes._errors import InputError
from scenes.planner._activity_plan import (
    ActivityPlan,
    ActivityWord,
    Library,
    PlannedStep,
    Speed,
    WhichHand,
    sentence,
)
from scenes.planner._base import ALWAYS, OFTEN, ROOM_KINDS, WALKED_TO, RoomKind
from scenes.planner._families import FAMILIES, has_manner, members
from scenes.planner._goal import Goal, check_families
from scenes.planner._people import PEOPLE
from scenes.planner._postures import chained

TRIES = 60
"""Draws for each plan before there are taken to be no more."""

NEW_MOTION_TRIES = 40
"""Of these so many insist on a motion that nobody has done yet."""

SLOW_QUICK_SHARES = {"elderly": (0.5, 0.08), "children": (0.15, 0.35), "adults": (0.25, 0.2)}
"""How often a step is said to be slow, and quick."""

HAND_SHARE, TIMES_SHARE, WALK_SHARE = 0.7, 0.45, 0.4
"""How often a hand is said, a number of times is said, and somebody walks somewhere first."""

OTHER_SHARE, SAME_SHARE = 0.5, 0.5
"""How often something else comes before or after, and how often it is of the same family."""

MOST_TIMES = 6
"""Repetitions that are said at most."""


class Deck:
    """Names that are drawn in a random order, each once before any comes again."""

    def __init__(self, names: Sequence[str], random: np.random.Generator) -> None:
        """Takes the names; there may be none."""
        self.names, self.random = list(names), random
        self.left: list[str] = []

    def draw(self) -> str:
        """The next name."""
        if not self.left:
            self.left = [self.names[i] for i in self.random.permutation(len(self.names))]
        return self.left.pop()


class Composer:
    """Draws plans for one goal from one library."""

    def __init__(self, goal: Goal, library: Library, random: np.random.Generator) -> None:
        """Sorts the library by the goal's families.

        Raises:
            InputError: The library has nothing for one of them.
        """
        self.goal, self.library, self.random = goal, library, random
        barred = {n for f in goal.without for n in members(FAMILIES[f], library.words.values())}
        words = [word for name, word in library.words.items() if name not in barred]
        check_families(goal, {name: members(FAMILIES[name], words) for name in goal.families})
        self.families = Deck(goal.families, random)
        self.keys = {name: Deck(members(FAMILIES[name], words), random) for name in goal.families}
        self.alike = {name: Deck(self._alike(name, words), random) for name in goal.families}
        self.fillers = Deck(self._fillers(words), random)
        self.people = {group: Deck(PEOPLE[group], random) for group in goal.people}

    def plans(self, count: int, seen: Iterable[ActivityPlan] = ()) -> list[ActivityPlan]:
        """So many plans, different from one another and from those seen.

        Raises:
            InputError: There are not so many.
        """
        plans: list[ActivityPlan] = []
        motions, whole = {plan.motion for plan in seen}, {plan.sentence for plan in seen}
        while len(plans) < count:
            plan = self._new(motions, whole)
            if plan is None:
                raise InputError(
                    expected=f"a goal and a library that give {count} different plans",
                    found=f"{len(plans)}",
                    do="ask for fewer, or for more kinds of activities",
                )
            plans.append(plan)
            motions.add(plan.motion)
            whole.add(plan.sentence)
        return plans

    def _new(self, motions: set[tuple[str, ...]], whole: set[str]) -> ActivityPlan | None:
        for attempt in range(TRIES):
            plan = self._draw()
            if plan is None or plan.sentence in whole:
                continue
            if plan.motion not in motions or attempt >= NEW_MOTION_TRIES:
                return plan
        return None

    def _draw(self) -> ActivityPlan | None:
        """A plan, or None where what was drawn cannot be done."""
        family = self.families.draw()
        group = self.goal.people[int(self.random.integers(len(self.goal.people)))]
        person = self.people[group].draw()
        wanted = [self._step(name, group) for name in self._names(family)]
        goes = self.random.uniform() < WALK_SHARE
        rooms = self.goal.rooms or FAMILIES[family].rooms
        for room in (rooms[i] for i in self.random.permutation(len(rooms))):
            first = [self._walk(room, group)] if goes else []
            steps = chained([*first, *wanted], room, self.library)
            if not isinstance(steps, str):
                return make_plan(self.goal.text, person, room, steps, self.library)
        return None

    def _names(self, family: str) -> list[str]:
        """One to three activities, one of them of the family or what could be taken for it."""
        is_key = self.random.uniform() < FAMILIES[family].share
        alike = self.alike[family]
        key = self.keys[family].draw() if is_key or not alike.names else alike.draw()
        others = [self._other(family, is_key) for _ in range(2)]
        shown = self.random.uniform(size=2) < OTHER_SHARE
        names = [*others[:1] * int(shown[0]), key, *others[1:] * int(shown[1])]
        return list(dict.fromkeys(name for name in names if name))

    def _other(self, family: str, is_key: bool) -> str:
        """Another activity before or after: of the family, or an everyday one; "" for none."""
        is_same = is_key and family != "falls" and self.random.uniform() < SAME_SHARE
        deck = self.keys[family] if is_same else self.fillers
        return deck.draw() if deck.names else ""

    def _alike(self, family: str, words: Sequence[ActivityWord]) -> list[str]:
        one, falls = FAMILIES[family], FAMILIES["falls"]
        return [word.name for word in words if one.is_alike(word) and not falls.holds(word)]

    def _fillers(self, words: Sequence[ActivityWord]) -> list[str]:
        """What may happen beside: daily activities, but no falls."""
        daily = [word for word in words if word.group == "daily"]
        return [word.name for word in daily if not FAMILIES["falls"].holds(word)]

    def _step(self, name: str, group: str) -> PlannedStep:
        word = self.library.words[name]
        hands: tuple[WhichHand, WhichHand] = ("left", "right")
        needs_hand = "{hand}" in word.phrase
        is_said = word.sided and self.random.uniform() < HAND_SHARE
        often = word.repeats and self.random.uniform() < TIMES_SHARE
        return PlannedStep(
            activity=name,
            speed=self._speed(group) if has_manner(word) else "",
            hand=hands[int(self.random.integers(2))] if is_said or needs_hand else "",
            repetitions=int(self.random.integers(2, MOST_TIMES + 1)) if often else None,
        )

    def _walk(self, room: RoomKind, group: str) -> PlannedStep:
        """A walk to something that stands in the room."""
        names = sorted({*ALWAYS[room], *OFTEN[room]} & WALKED_TO)
        target = names[int(self.random.integers(len(names)))]
        return PlannedStep(activity="walk", speed=self._speed(group), target=target)

    def _speed(self, group: str) -> Speed:
        slow, quick = SLOW_QUICK_SHARES[group]
        drawn = self.random.uniform()
        return "slowly" if drawn < slow else "quickly" if drawn < slow + quick else ""


def make_plan(
    goal: str, person: str, room: RoomKind, steps: tuple[PlannedStep, ...], library: Library
) -> ActivityPlan:
    """A plan with its sentence."""
    said = sentence(person, room, steps, library)
    return ActivityPlan(goal=goal, person=person, room=room, steps=steps, sentence=said)


def anything(text: str, plans: Sequence[ActivityPlan], library: Library) -> Goal:
    """A goal that is about whatever families a library has, in the rooms of some plans."""
    rooms = tuple(kind for kind in ROOM_KINDS if kind in {plan.room for plan in plans})
    words = library.words.values()
    families = tuple(name for name, family in FAMILIES.items() if members(family, words))
    return Goal(text, families, ("elderly", "children", "adults"), rooms)
