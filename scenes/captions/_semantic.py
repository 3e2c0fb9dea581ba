"""Captions of meaning: the activity and its setting."""

import numpy as np

from scenes.captions._clauses import Clauses, Said, chosen
from scenes.captions._facts import Facts
from scenes.captions._names import article, capitalised, listed, one

FRAMES = (
    "In {setting}, {doing}.",
    "The scene is {setting}: {doing}.",
    "{setting}, where {doing}.",
    "{doing} in {setting}.",
)
"""How the setting and what is done in it are put together; the last is for one room only."""

JOINS = (
    (", then ", ", then "),
    (", ", " and "),
    (", ", " and then "),
    (" and then ", " and then "),
)
"""What stands between the first deeds, and before the last."""


def semantic(facts: Facts, random: np.random.Generator) -> Said:
    """Writes `In a living room, a woman walks slowly to the sofa and waves the left hand`."""
    said, doing = Said(), []
    for agent in facts.truth.agents:
        clauses = Clauses(facts, agent.name, random).every()
        for clause in clauses:
            said.statements += clause.statements
        order = facts.find("activity order", agent.name)
        said.statements += [order] if order else []
        doing.append(f"{one(agent.name)} {_joined([c.text for c in clauses], random)}")
    setting = _setting(facts, said, random)
    text = " while ".join(doing)
    frames = FRAMES if " and " not in setting else FRAMES[:-1]
    frame = chosen(frames if setting else ("{doing}.",), random)
    return said.add(capitalised(frame.format(setting=setting, doing=text)))


def _joined(clauses: list[str], random: np.random.Generator) -> str:
    first, last = JOINS[int(random.integers(len(JOINS)))]
    if len(clauses) < 2:
        return clauses[0] if clauses else "is there"
    return f"{first.join(clauses[:-1])}{last}{clauses[-1]}"


def _setting(facts: Facts, said: Said, random: np.random.Generator) -> str:
    """The rooms that people are in, as `a living room with a sofa and a screen`."""
    found = [facts.find("room", agent.name) for agent in facts.truth.agents]
    known = [room for room in found if room]
    visited = (room.value for room in known if isinstance(room.value, tuple))
    names = list(dict.fromkeys(str(name) for value in visited for name in value))
    if len(known) < len(found) or not names:
        return ""
    said.statements += known
    rooms = listed([article(name) for name in names])
    things = [s for s in facts.all("furniture") if s.subject == names[0] and s.value == 1]
    if len(names) > 1 or not things or random.integers(2):
        return rooms
    some = [things[i] for i in sorted(random.permutation(len(things))[:2])]
    said.statements += some
    return f"{rooms} with {listed([article(s.what.replace('_', ' ')) for s in some])}"
