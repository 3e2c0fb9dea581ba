"""Contradictions about ways: to and from the radar, its sides, and round in a circle."""

from collections.abc import Iterator

from scenes.captions._knowledge import Knowledge
from scenes.captions._reading import RADAR, Clause

FIRM = 0.3
"""Whoever comes nearer by so small a share of the way does not walk toward the radar."""

TURNS = {"clockwise": "right", "counterclockwise": "left", "anticlockwise": "left"}
"""Ways round, as seen from above, and the side that they lead to."""


def way_problems(clause: Clause, known: Knowledge) -> Iterator[str]:
    """What one clause says of ways and sides that the log does not bear out."""
    yield from _direction(clause, known)
    yield from _side(clause, known)
    yield from _round(clause, known)


def _direction(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Ways toward the radar and away from it."""
    said = _way(clause)
    if not said:
        return
    shares = []
    for agent, number, deed in known.meant(clause):
        way = [
            float(s.value)
            for s in known.values("distance walked", agent.name, number)
            if isinstance(s.value, float)
        ]
        at = known.times(deed)
        change = float(agent.distance_m[at[-1]] - agent.distance_m[at[0]])
        if way:
            shares.append(change / max(way[0], 0.1) * (-1 if said == "toward" else 1))
    if shares and max(shares) < FIRM:
        yield f"the way is not {said} {'from ' if said == 'away' else ''}the radar"


def _way(clause: Clause) -> str:
    """`toward` or `away`, "" for neither."""
    words = clause.words
    for at, word in enumerate(words):
        near = set(words[at + 1 : at + 5]) & RADAR
        if near and word in ("toward", "towards", "approaches", "approaching", "approached"):
            return "toward"
        if near and word == "away":
            return "away"
    return ""


def _side(clause: Clause, known: Knowledge) -> Iterator[str]:
    """`on the radar's left`, `to the left of the radar`."""
    words = clause.words
    for at, side in enumerate(words):
        follows = set(words[at + 1 : at + 4]) & RADAR and "of" in words[at + 1 : at + 4]
        is_own = (
            at > 0
            and words[at - 1] in ("radar's", "sensor's", "its")
            and bool(set(words) & RADAR or words[at - 1] == "its")
        )
        if side not in ("left", "right") or not (follows or is_own):
            continue
        sign = 1.0 if side == "left" else -1.0
        seen = [float((sign * agent.azimuth_deg).max()) for agent in known.agents(clause.subjects)]
        if seen and max(seen) < 1.0:
            yield f"nobody is on the radar's {side}"


def _round(clause: Clause, known: Knowledge) -> Iterator[str]:
    """`in a circle to the left`: whoever goes round must go round to that side."""
    side = _round_to(clause)
    if side and side not in {
        one.value for name in clause.subjects for one in known.values("circling", name)
    }:
        yield f"nobody goes round in a circle to the {side}"


def _round_to(clause: Clause) -> str:
    """The side that a circle in a clause leads to, "" for none."""
    words = clause.words
    if not {"circle", "circles", "circling", "round", "loop"} & set(words):
        return ""
    turn = next((TURNS[word] for word in words if word in TURNS), "")
    sides = (words[at + 2] for at in range(len(words) - 2) if words[at : at + 2] == ("to", "the"))
    return turn or next((one for one in sides if one in ("left", "right")), "")
