"""`attributes`: mmCLIP's five sentences about one person."""

import re
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from scenes._errors import InputError
from scenes.captions._clauses import Said, chosen, objects_in
from scenes.captions._deeds import Deed
from scenes.captions._facts import Facts, facts_of
from scenes.captions._names import capitalised, listed, one, the, thing, times
from scenes.captions._statement import Statement
from scenes.captions._where import SIDES
from scenes.captions._words import words_of
from scenes.world import GroundTruth

WHOLE_FRAMES = ("{who} is {doing}.", "{doing}.", "{who}: {doing}.", "This is {who}, {doing}.")
"""Ways to tell what the whole body does."""

JOINS = ("; then ", ", then ", "; after that ")
"""What stands between one deed and the next."""


@dataclass(frozen=True)
class Attributes:
    """What somebody does, in the five attributes of mmCLIP (Cao et al., SenSys 2024).

    Attributes:
        whole: The whole body.
        torso: The trunk.
        arms: The arms.
        legs: The legs.
        location: Where it happens.
        statements: What the sentences say beside the looks of the activities; all hold.
    """

    whole: str
    torso: str
    arms: str
    legs: str
    location: str
    statements: tuple[Statement, ...]

    @property
    def sentences(self) -> tuple[str, str, str, str, str]:
        """The five sentences in mmCLIP's order."""
        return self.whole, self.torso, self.arms, self.legs, self.location


def attributes(truth: GroundTruth, agent: str, random: np.random.Generator) -> Attributes:
    """Tells what somebody does, part by part, in the words of the activity library.

    Args:
        truth: The log, ten times a second or more.
        agent: Name of the person.
        random: Draws the wording.

    Raises:
        InputError: There is nobody of that name, or the log is too sparse.
    """
    names = [one.name for one in truth.agents]
    if agent not in names:
        raise InputError(
            expected=f"one of {', '.join(names) or 'no people'}",
            found=repr(agent)[:60],
            do="name somebody who is in the scene",
        )
    writer = _Writer(facts_of(truth), agent, random)
    parts = [writer.whole(), writer.torso(), writer.arms(), writer.legs(), writer.location()]
    made = dict.fromkeys(statement for part in parts for statement in part.statements)
    whole, torso, arms, legs, location = (part.text for part in parts)
    return Attributes(whole, torso, arms, legs, location, tuple(made))


class _Writer:
    """Writes the sentences about one person."""

    def __init__(self, facts: Facts, name: str, random: np.random.Generator) -> None:
        self.facts, self.name, self.random = facts, name, random
        self.deeds = facts.deeds[name]

    def whole(self) -> Said:
        """What is done, and how often."""
        said, told = Said(), []
        for number, deed in enumerate(self.deeds):
            count = self.facts.find("count", self.name, number)
            text = self._looks("whole", number, deed)
            if count and isinstance(count.value, int):
                said.statements.append(count)
                text = f"{text} {times(count.value)}"
            told.append(text)
        frame = chosen(WHOLE_FRAMES, self.random)
        text = frame.format(who=one(self.name), doing=self._joined(told))
        return said.add(capitalised(text))

    def torso(self) -> Said:
        """What the trunk does."""
        return Said().add(self._sentence("torso"))

    def arms(self) -> Said:
        """What the arms do, and which hand leads."""
        hands = self._all("hand")
        return Said([self._sentence("arms")], hands)

    def legs(self) -> Said:
        """What the legs do, the steps, and whether both feet leave the ground."""
        said = Said().add(self._sentence("legs"))
        rates, counts = self._all("step rate"), self._all("step count")
        if len(rates) == 1 == len(counts):
            text = f"{capitalised(the(self.name))} takes {counts[0].value} steps"
            said.add(f"{text} at {rates[0].value:.1f} steps/s.", counts[0], rates[0])
        aloft = [one for one in self._all("contact") if "both" in str(one.value)]
        said.add("Both feet leave the ground at times." if aloft else "", *aloft[:1])
        return said

    def location(self) -> Said:
        """Where it happens: in which way, in which room, and how far from the radar."""
        said = Said().add(self._sentence("location"))
        room, side = self.facts.find("room", self.name), self.facts.find("azimuth side", self.name)
        span = self.facts.find("range", self.name)
        places = []
        if room and isinstance(room.value, tuple):
            names = list(dict.fromkeys(str(name) for name in room.value))
            places.append(f"in the {listed(names)}")
        if side:
            places.append(SIDES[str(side.value)])
        if span:
            places.append(span.text.partition(" is ")[2])
        found = [one for one in (room, side, span) if one]
        return said.add(f"{capitalised(', '.join(places))}." if places else "", *found)

    def _all(self, kind: str) -> list[Statement]:
        numbers = range(len(self.deeds))
        return [
            one
            for n in numbers
            for one in self.facts.every
            if (one.kind, one.subject, one.deed) == (kind, self.name, n)
        ]

    def _sentence(self, attribute: str) -> str:
        told = [self._looks(attribute, number, deed) for number, deed in enumerate(self.deeds)]
        return f"{capitalised(self._joined(told))}."

    def _joined(self, told: list[str]) -> str:
        different = [text for text, _ in groupby(told)]
        return chosen(JOINS, self.random).join(different) or "nothing to be seen"

    def _looks(self, attribute: str, number: int, deed: Deed) -> str:
        """The library's words, with the hand and the object that are in use."""
        hand = self.facts.find("hand", self.name, number)
        text = words_of(deed.activity).about[attribute]
        text = text.replace("{hand}", str(hand.value) if hand else "one")
        used = self.facts.find("object", self.name, number)
        for named in objects_in(text):
            other = thing(used.what) if used else "place"
            text = re.sub(rf"\b{named}\b", other, text)
        return text
