"""Contradictions about places: things, and rooms."""

import re
from collections.abc import Iterator
from itertools import takewhile

import numpy as np
from jaxtyping import Int

from scenes.captions._knowledge import Knowledge
from scenes.captions._lexicon import ELSEWHERE, NAMED, THINGS, Phrase, root, thing_at
from scenes.captions._names import NUMBER_WORDS, plural
from scenes.captions._reading import Clause, Sentence, tells_of_people
from scenes.captions._things import box_distance_m
from scenes.language._story_words import ROOMS
from scenes.world import AgentTruth, ObjectTruth

NEAR_M = 1.6
"""Somebody who goes to a thing, or is beside it, comes as near as this, m."""

ON = ("on", "onto", "in", "into", "upon")
BESIDE = ("to", "toward", "towards", "at", "by", "beside", "near", "front")
SEATS = frozenset({"sofa", "armchair", "chair", "office_chair", "stool", "bench", "toilet", "bed"})
HAPPENS = frozenset({"happens", "happen", "takes", "take", "where"})
"""Words that tell of where people are without naming any."""


def place_problems(clause: Clause, sentence: Sentence, known: Knowledge) -> Iterator[str]:
    """What one clause of a sentence says of places that the log does not bear out."""
    yield from _things(clause, known)
    yield from _rooms(clause, sentence, known)
    yield from _standing(clause, known)


def _things(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Things must be there, as many as it says, and near what is done with them."""
    words, at = clause.words, 0
    told = known.words(clause.subjects)
    while at < len(words):
        named = thing_at(words, at)
        if named and at in clause.free and root(named[-1]) not in told:
            yield from _thing(words, at, NAMED[named], clause, known)
        if not named and words[at] in ELSEWHERE and root(words[at]) not in told:
            yield f"there is no {words[at]} in the log"
        at += max(len(named), 1)


def _thing(words: Phrase, at: int, name: str, clause: Clause, known: Knowledge) -> Iterator[str]:
    same = _of_kind(name, known)
    if not same:
        yield f"there is no {name} in the log"
        return
    yield from _counted(words, at, name, same)
    is_where = clause.is_deed or tells_of_people(words[:at], known.truth)
    if is_where and not _is_close(words[max(0, at - 3) : at], same, clause, known):
        yield f"the {name} is not where the log has it happen"


def _of_kind(name: str, known: Knowledge) -> list[ObjectTruth]:
    """The things that a name may mean: a table is also a coffee table, a seat also a sofa."""
    wanted = SEATS if name == "seat" else {THINGS[name]}
    objects = known.truth.objects
    return [one for one in objects if one.kind in wanted or one.kind.split("_")[-1] == name]


def _counted(words: Phrase, at: int, name: str, same: list[ObjectTruth]) -> Iterator[str]:
    """A number before a thing must be how many there are, in a room or in all."""
    before = words[at - 1] if at else ""
    count = NUMBER_WORDS.index(before) if before in NUMBER_WORDS else -1
    count = int(before) if before.isdecimal() and len(before) < 5 else count
    if count < 2:
        return
    kind = [one for one in same if one.kind == THINGS[name]]
    rooms = {one.room for one in kind}
    if count not in {len(kind), *(sum(one.room == room for one in kind) for room in rooms)}:
        yield f"{count} {plural(name)} are not what the log has"


def _is_close(before: Phrase, same: list[ObjectTruth], clause: Clause, known: Knowledge) -> bool:
    """Whether what a clause names happens on, at or on the way to one of these things."""
    kinds = {one.name for one in same}
    meant = [one for one in known.meant(clause)]
    if not meant or not set(before) & {*ON, *BESIDE}:
        return True
    rested = {agent.object_in_use[i] for agent, _, deed in meant for i in known.times(deed)} - {""}
    if rested and not clause.is_deed and set(before) & set(ON):
        return bool(rested & kinds)
    for agent, _, deed in meant:
        times = known.times(deed)
        used = {agent.object_in_use[i] for i in times} - {""}
        if set(before) & set(ON) and used:
            if used & kinds:
                return True
        elif any(_comes_near(agent, times, one) for one in same):
            return True
    return False


def _comes_near(agent: AgentTruth, times: Int[np.ndarray, " time"], one: ObjectTruth) -> bool:
    """Whether somebody is near a thing at some of these times, in the same room."""
    away = box_distance_m(one, agent.joint_m("pelvis")[times, :2])
    together = np.array([not one.room or agent.room[i] == one.room for i in times])
    return bool(((away < NEAR_M) & together).any())


def _rooms(clause: Clause, sentence: Sentence, known: Knowledge) -> Iterator[str]:
    """Rooms must be there, and the people in them where it says so."""
    own = _rooms_in(clause)
    for name in own:
        if not _fitting(name, known):
            yield f"there is no {name} in the log"
    told = own or _leading_rooms(sentence)
    fitting = frozenset().union(*(_fitting(name, known) for name in told))
    been = _been(clause, known)
    if fitting and been and not been & fitting:
        yield f"the {told[0]} is not where the log has it happen"


def _been(clause: Clause, known: Knowledge) -> set[str]:
    """Rooms in which what a clause tells happens, none where it tells of no person."""
    if clause.is_deed:
        return {a.room[i] for a, _, deed in known.meant(clause) for i in known.times(deed)}
    if HAPPENS & set(clause.words) or tells_of_people(clause.words, known.truth):
        return {room for agent in known.agents(clause.subjects) for room in agent.room}
    return set()


def _rooms_in(clause: Clause) -> list[str]:
    """Names of rooms in a clause, the longest first."""
    text, found = f" {' '.join(clause.words)} ", []
    for name in sorted(ROOMS, key=len, reverse=True):
        if ROOMS[name] and f" {name} " in text:
            found.append(name)
            text = text.replace(f" {name} ", " ")
    return found


def _standing(clause: Clause, known: Knowledge) -> Iterator[str]:
    """`a sofa in the kitchen`, `a kitchen with a sofa`: such a thing must be in that room."""
    for at in sorted(clause.free):
        named = thing_at(clause.words, at)
        room = _room_beside(clause.words, at, len(named)) if named else ""
        same, rooms = (_of_kind(NAMED[named], known), _fitting(room, known)) if room else ([], ())
        if same and rooms and not any(one.room in rooms for one in same):
            yield f"there is no {NAMED[named]} in the {room}"


def _room_beside(words: Phrase, at: int, length: int) -> str:
    """The room that a thing in a text is said to be in, "" for none."""
    before, after = " ".join(words[max(0, at - 6) : at]), " ".join(words[at + length :][:5])
    for name in (name for name in sorted(ROOMS, key=len, reverse=True) if ROOMS[name]):
        is_in = re.match(rf"(in|inside|within) (the|a|an) {name}\b", after)
        if is_in or re.search(rf"\b{name} (with|has|holds) (\w+ )?$", f"{before} "):
            return name
    return ""


def _leading_rooms(sentence: Sentence) -> list[str]:
    """Rooms that a sentence begins with: `In a kitchen and a living room, ...`."""
    if sentence.words[:1] not in (("in",), ("inside",), ("within",)):
        return []
    leading = takewhile(lambda clause: not clause.mentions, sentence.clauses)
    return [name for clause in leading for name in _rooms_in(clause)]


def _fitting(name: str, known: Knowledge) -> frozenset[str]:
    """Names of the log's rooms that a name may mean."""
    rooms = known.truth.rooms
    return frozenset(one.name for one in rooms if _plain(one.name) in (name, ROOMS[name]))


def _plain(name: str) -> str:
    """`living room` of `LivingRoom_2`."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in name)
    return " ".join(spaced.replace("_", " ").rstrip("0123456789 ").split())
