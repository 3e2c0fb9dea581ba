"""Puts between the steps of a plan what bodies need: getting up, sitting down, walking there."""

from collections import deque
from collections.abc import Iterable

from scenes.endpoint import quoted
from scenes.planner._activity_plan import (
    MOST_STEPS,
    WALK,
    ActivityWord,
    Library,
    PlannedStep,
    Speed,
)
from scenes.planner._base import ALWAYS, OBJECTS, OFTEN, SELDOM, RoomKind
from scenes.planner._families import FAMILIES

STANDING = "stand"
ANY = "any"


def objects_in(room: RoomKind) -> tuple[str, ...]:
    """Kinds of objects that may be asked for in a room, the surest first."""
    seldom = (name for name, place in SELDOM.items() if place == room)
    return tuple(dict.fromkeys([*ALWAYS[room], *OFTEN[room], *seldom]))


class Chain:
    """Steps that a body can do one after another in one room."""

    def __init__(self, room: RoomKind, library: Library) -> None:
        """Begins standing anywhere."""
        self.room, self.library = room, library
        self.steps: list[PlannedStep] = []
        self.posture, self.beside = STANDING, ""

    def add(self, step: PlannedStep) -> str:
        """Adds a step with what it takes to do it; returns why it cannot be done, or ""."""
        if step.activity not in self.library.words:
            return f"{quoted(step.activity)} is no activity of the library"
        if step.target and step.target not in OBJECTS:
            return f"{quoted(step.target)} is no object of the catalogue"
        word = self.library.words[step.activity]
        if step.hand and not word.sided:
            step = step.model_copy(update={"hand": ""})
        is_walk = step.activity == WALK
        if step.target:
            problem = self._go(step.target, step.speed if is_walk else "")
            if problem or is_walk:
                return problem
        return self._approach(word) or self._do(step.model_copy(update={"target": ""}), word)

    def problem(self) -> str:
        """Why the steps together are no plan, or ""."""
        if len(self.steps) > MOST_STEPS:
            return f"{len(self.steps)} steps, where {MOST_STEPS} can be planned"
        return "" if self.steps else "no steps"

    def _go(self, target: str, speed: Speed = "") -> str:
        """Walks to an object, unless there already."""
        if target == self.beside and self.posture == STANDING:
            return ""
        if problem := self._take_posture(STANDING):
            return problem
        self.steps.append(PlannedStep(activity=WALK, speed=speed, target=target))
        self.beside = target
        return ""

    def _approach(self, word: ActivityWord) -> str:
        """Goes to something that an activity needs, unless beside such a thing already."""
        if not word.needs or self.beside in word.needs:
            return ""
        place = next((name for name in objects_in(self.room) if name in word.needs), None)
        if place is None:
            return f"{word.name} needs {' or '.join(word.needs)}, which a {self.room} does not have"
        before = word.posture[0]
        if before in (STANDING, ANY):
            return self._go(place)
        route = self._route(STANDING, before)
        return self._go(place) if route and place in route[0].needs else ""

    def _do(self, step: PlannedStep, word: ActivityWord) -> str:
        before, after = word.posture
        if before != ANY and (problem := self._take_posture(before)):
            return problem
        self.steps.append(step)
        if after != ANY:
            self.posture = after
        if FAMILIES["gait"].holds(word):
            self.beside = ""
        return ""

    def _take_posture(self, wanted: str) -> str:
        """Adds the fewest activities that lead to a posture."""
        route = self._route(self.posture, wanted)
        if route is None:
            return f"nothing in the library leads from the posture {self.posture} to {wanted}"
        for word in route:
            if self.posture == STANDING and (problem := self._approach(word)):
                return problem
            self.steps.append(PlannedStep(activity=word.name))
            self.posture = word.posture[1]
        return ""

    def _route(self, start: str, wanted: str) -> list[ActivityWord] | None:
        """Breadth-first search over the activities that change the posture."""
        changes = [word for word in self.library.words.values() if _changes_posture(word)]
        routes: dict[str, list[ActivityWord]] = {start: []}
        queue = deque([start])
        while queue and wanted not in routes:
            here = queue.popleft()
            for word in changes:
                before, after = word.posture
                if before == here and after not in routes:
                    routes[after] = [*routes[here], word]
                    queue.append(after)
        return routes.get(wanted)


def chained(
    steps: Iterable[PlannedStep], room: RoomKind, library: Library
) -> tuple[PlannedStep, ...] | str:
    """Steps completed by what lies between them, or why they cannot follow one another."""
    chain = Chain(room, library)
    for step in steps:
        if problem := chain.add(step):
            return problem
    return chain.problem() or tuple(chain.steps)


def _changes_posture(word: ActivityWord) -> bool:
    """Whether it leads to another posture on purpose."""
    before, after = word.posture
    return ANY not in (before, after) and before != after and not FAMILIES["falls"].holds(word)
