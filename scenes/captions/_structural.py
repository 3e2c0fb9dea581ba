"""Captions of events: what happens in which order, where and for how long."""

import numpy as np

from scenes.captions._clauses import Clauses, Said, chosen
from scenes.captions._facts import Facts
from scenes.captions._names import capitalised, listed, the
from scenes.captions._where import SIDES

ALONE = ("This happens in the {0}.", "All of it takes place in the {0}.", "Where: the {0}.")
"""How the rooms of the only person are told."""


def structural(facts: Facts, random: np.random.Generator) -> Said:
    """Writes `First the woman walks to the sofa (4.9 s), then sits down, and finally waves`."""
    said = Said()
    way = int(random.integers(3))
    for agent in facts.truth.agents:
        clauses = Clauses(facts, agent.name, random)
        _order(said, clauses, way)
        _places(said, facts, agent.name, random)
    return said


def _order(said: Said, clauses: Clauses, way: int) -> None:
    """Everything that somebody does, in one of three ways."""
    order = clauses.facts.find("activity order", clauses.name)
    if order is None:
        return
    said.statements.append(order)
    who, told = the(clauses.name), []
    for number, deed in enumerate(clauses.deeds):
        clause = clauses.one(number)
        said.statements += clause.statements
        length = clauses.facts.find("duration", clauses.name, number)
        text = clause.text
        if length and way == 0:
            said.statements.append(length)
            text = f"{text} ({length.value:.1f} s)"
        elif length and way == 1:
            said.statements.append(length)
            text = f"from {deed.start_s:.1f} s to {deed.end_s:.1f} s {who} {text}"
        told.append(text)
    said.add({0: _first_then, 1: _by_time, 2: _one_by_one}[way](who, told))


def _first_then(who: str, told: list[str]) -> str:
    """`First the woman walks (4.9 s), then sits down, and finally waves` as one sentence."""
    if len(told) == 1:
        return f"{capitalised(who)} {told[0]}."
    middle = "".join(f", then {one}" for one in told[1:-1])
    return f"First {who} {told[0]}{middle}, and finally {told[-1]}."


def _by_time(who: str, told: list[str]) -> str:
    """`From 0.3 s to 5.2 s the woman walks; from ...` with the times."""
    return f"{capitalised('; '.join(told))}."


def _one_by_one(who: str, told: list[str]) -> str:
    """`The woman walks. After that the woman sits down. Then ...` in short sentences."""
    joins = ("After that", "Then", "Next")
    rest = [f"{joins[i % 3]} {who} {one}." for i, one in enumerate(told[1:])]
    return " ".join([f"{capitalised(who)} {told[0]}.", *rest])


def _places(said: Said, facts: Facts, name: str, random: np.random.Generator) -> None:
    """The rooms, and the side of the radar."""
    room, side = facts.find("room", name), facts.find("azimuth side", name)
    if room and isinstance(room.value, tuple):
        names = list(dict.fromkeys(str(one) for one in room.value))
        ways = ALONE if len(facts.truth.agents) == 1 else ("{1} is in the {0}.",)
        said.add(chosen(ways, random).format(listed(names), capitalised(the(name))), room)
    if side and random.integers(2):
        said.add(f"{capitalised(the(name))} is {SIDES[str(side.value)]}.", side)
