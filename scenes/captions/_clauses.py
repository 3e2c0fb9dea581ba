"""Clauses: what somebody does, with what is known of how, where and how often."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from scenes.captions._facts import Facts
from scenes.captions._gait import WAYS
from scenes.captions._names import thing, times
from scenes.captions._statement import Kind, Statement
from scenes.captions._what import POSTURES
from scenes.captions._words import words_of
from scenes.objects import CATALOGUE

SLOW_M_PER_S, BRISK_M_PER_S, BRISKEST_M_PER_S = 0.75, 1.35, 1.9
"""Walking at less is slow, and between the others brisk, m/s."""

STRIDING = ("walk", "jog")
"""Activities that lead somewhere else."""


@dataclass
class Said:
    """Words, and the statements that they make.

    Attributes:
        words: The words so far.
        statements: What they say.
    """

    words: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def add(self, words: str, *made: Statement) -> "Said":
        """Appends words, if there are any."""
        self.words += [words] if words else []
        self.statements += made
        return self

    @property
    def text(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


def chosen(options: Sequence[str], random: np.random.Generator) -> str:
    """One of several ways to say the same."""
    return options[int(random.integers(len(options)))]


class Clauses:
    """Puts the deeds of one person into words."""

    def __init__(self, facts: Facts, name: str, random: np.random.Generator) -> None:
        """Takes what is known, who it is about, and what draws the words."""
        self.facts, self.name, self.random = facts, name, random
        self.deeds = facts.deeds[name]

    def every(self) -> list[Said]:
        """A clause in the third person for each deed, in order; none follows another alike."""
        found: list[Said] = []
        for number in range(len(self.deeds)):
            clause = self.one(number)
            if not found or found[-1].text != clause.text:
                found.append(clause)
        return found

    def one(self, number: int) -> Said:
        """`walks slowly to the sofa`, `waves with the left hand five times while sitting`."""
        said = Said().add(self._verb(number))
        hand = self._fact("hand", number)
        if hand and str(hand.value) in said.text:
            said.statements.append(hand)
        self._how(said, number)
        self._where(said, number)
        count = self._fact("count", number)
        if count and isinstance(count.value, int):
            said.add(times(count.value), count)
        self._posture(said, number)
        return said

    def _fact(self, kind: Kind, number: int) -> Statement | None:
        return self.facts.find(kind, self.name, number)

    def _verb(self, number: int) -> str:
        """A phrase that names no object but the one in use, and a hand only where it is known."""
        deed, hand = self.deeds[number], self._fact("hand", number)
        used = self._fact("object", number)
        kind = thing(used.what) if used else ""
        phrases = words_of(deed.activity).phrases(str(hand.value) if hand else "")
        named = [p for p in phrases if all(w == kind for w in objects_in(p))]
        is_bound = deed.activity in STRIDING and bool(self._way(number).words)
        return chosen(phrases[:1] if is_bound else named or phrases[:1], self.random)

    def _how(self, said: Said, number: int) -> None:
        """How fast somebody walks."""
        speed = self._fact("walking speed", number)
        if speed is None or self.deeds[number].activity != "walk":
            return
        value = float(speed.value) if isinstance(speed.value, float) else 0.0
        if value < SLOW_M_PER_S:
            said.add("slowly", speed)
        elif BRISK_M_PER_S < value < BRISKEST_M_PER_S:
            said.add("briskly", speed)

    def _way(self, number: int) -> Said:
        """Where a walk leads: round, to something that is used next, toward or away."""
        circling, direction = self._fact("circling", number), self._fact("direction", number)
        following = self._fact("object", number + 1)
        if circling:
            return Said().add(f"in a circle to the {circling.value}", circling)
        if self.deeds[number].activity not in STRIDING:
            return Said()
        if following:
            return Said().add(f"to the {thing(following.what)}", following)
        return Said().add(WAYS[str(direction.value)], direction) if direction else Said()

    def _where(self, said: Said, number: int) -> None:
        """Where a walk leads, or what somebody comes to rest on."""
        way = self._way(number)
        text = way.text.removeprefix("in a circle ") if "circle" in said.text else way.text
        said.add(text, *way.statements)
        used, change = self._fact("object", number), self._fact("posture change", number)
        is_rest = change is not None and self._last_posture(change) != "stand"
        if used and change and is_rest and thing(used.what) not in said.text:
            said.add(f"on the {thing(used.what)}", used, change)

    def _last_posture(self, change: Statement) -> str:
        return str(change.value[1]) if isinstance(change.value, tuple) else ""

    def _posture(self, said: Said, number: int) -> None:
        """What is done sitting, kneeling or lying."""
        deed, agent = self.deeds[number], self.facts.truth.agent(self.name)
        at = int(np.searchsorted(self.facts.truth.times_s, (deed.start_s + deed.end_s) / 2))
        posture = agent.posture[at]
        if posture in POSTURES and posture != "stand" and not self._fact("posture change", number):
            said.add(f"while {POSTURES[posture]}")


def objects_in(phrase: str) -> list[str]:
    """The kinds of objects that a phrase names."""
    words = set(phrase.split())
    return [kind for kind in CATALOGUE if kind in words and kind not in ("box", "book")]
