"""Reads the description of a home word by word; whatever it cannot place, it refuses."""

import re
from dataclasses import dataclass, field
from typing import Literal

from scenes._errors import InputError
from scenes.endpoint import quoted
from scenes.planner._base import RoomKind
from scenes.planner._home_words import (
    COUNTS,
    DWELLINGS,
    GLUE,
    HELP,
    NO_EFFECT,
    PEOPLE,
    ROOMS,
    STYLES,
    TASTES,
    THINGS,
    WITH,
    WITHOUT,
)

TOKEN = re.compile(r"[^\W\d]+|\d+|[^\s-]")
LONGEST_PHRASE = 4
MOST_CHARACTERS = 2000

Kind = Literal["dwelling", "room", "person", "taste", "style", "thing"]


@dataclass(frozen=True)
class Said:
    """Something that a description names.

    Attributes:
        kind: What it is.
        name: Its key in the table of its kind; a room's kind.
        count: How many.
        without: Whether it is to be left out.
        place: Room that it is said to be in, or None.
    """

    kind: Kind
    name: str
    count: int = 1
    without: bool = False
    place: RoomKind | None = None


@dataclass
class Reading:
    """What has been read so far: what was named, known words without effect, and the state."""

    said: list[Said] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    count: int | None = None
    without: bool = False


def read_home(text: str) -> Reading:
    """Understands a description of a home completely.

    Raises:
        InputError: A word is not known, or known words make no sense together; lists what is
            understood.
    """
    words = [word for word in TOKEN.findall(text[:MOST_CHARACTERS].lower()) if word not in ".'"]
    if not words or len(text) > MOST_CHARACTERS:
        raise refusal("no words" if not words else f"{len(text)} characters")
    reading, at, unknown = Reading(), 0, []
    while at < len(words):
        taken = _take(words[at:], reading)
        if not taken:
            unknown.append(words[at])
        at += taken or 1
    if unknown:
        raise refusal(f"words that are not understood: {', '.join(map(quoted, unknown[:10]))}")
    if (reading.count or 1) > 1 or not reading.said:
        raise refusal("a number of nothing" if reading.said else "nothing that a home could have")
    return reading


def refusal(found: str) -> InputError:
    """The error for a description that is not understood."""
    return InputError(expected=HELP, found=found, do="say it in these words")


def _take(words: list[str], reading: Reading) -> int:
    """Reads what the words begin with; returns how many words that are, 0 for none."""
    if words[0] == "in":
        return _take_place(words, reading)
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if named := _named(tuple(words[:length]), _next_noun(words[length:])):
            return length + _add(named, words[length:], reading)
    return _take_small(words, reading)


def _take_small(words: list[str], reading: Reading) -> int:
    """Numbers, the words that hold others together, and those without effect."""
    word = words[0]
    if words[:2] in (["couple", "of"], ["pair", "of"]):
        reading.count = 2
        return 2
    if word in COUNTS:
        reading.count = COUNTS[word]
    elif word in WITHOUT or word in WITH:
        reading.without = word in WITHOUT
    elif word in NO_EFFECT or word in STYLES:  # of styles, only "old" of a home comes here
        reading.ignored.append(word)
    elif word not in GLUE:
        return 0
    return 1


def _named(phrase: tuple[str, ...], noun: str) -> Said | None:
    """What a phrase names, in the singular or plural; `noun` is the noun that follows."""
    single = (*phrase[:-1], singular(phrase[-1]))
    if phrase in TASTES or single in TASTES:
        return Said("taste", " ".join(phrase if phrase in TASTES else single))
    if single in ROOMS:
        return Said("room", ROOMS[single])
    if single in THINGS:
        return Said("thing", THINGS[single])
    if len(phrase) > 1:
        return None
    if phrase[0] in STYLES and not (phrase[0] == "old" and noun in DWELLINGS):
        return Said("style", phrase[0])
    tables: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("person", frozenset(PEOPLE)),
        ("dwelling", frozenset(DWELLINGS)),
    )
    for kind, table in tables:
        for word in (phrase[0], single[0]):
            if word in table:
                return Said(kind, word)
    return None


def _next_noun(words: list[str]) -> str:
    """The first of these words that is no style and no word without effect."""
    return next((word for word in words if word not in STYLES and word not in NO_EFFECT), "")


def _add(named: Said, following: list[str], reading: Reading) -> int:
    """Notes what was named; returns how many of the following words belong to it."""
    if named.kind == "person" and named.name == "couple" and following[:1] == ["of"]:
        reading.count = 2
        return 1
    if named.kind == "style":
        if reading.without:
            raise refusal(f"{named.name!r} after 'without'")
        reading.said.append(named)
        return 0
    if named.kind == "dwelling" and any(one.kind == "dwelling" for one in reading.said):
        raise refusal(f"a second home, {named.name!r}")
    count, reading.count = reading.count or 1, None
    reading.said.append(Said(named.kind, named.name, count, reading.without))
    if named.name == "family" and not reading.without:
        return _add_children(following, reading)
    return 0


def _add_children(following: list[str], reading: Reading) -> int:
    """The children of a family, which has two unless it is said to be of so many."""
    stated = len(following) > 1 and following[0] == "of" and following[1] in COUNTS
    members = COUNTS[following[1]] if stated else 4
    if members > 2:
        reading.said.append(Said("person", "child", members - 2))
    return 2 if stated else 0


def _take_place(words: list[str], reading: Reading) -> int:
    """`in the kitchen`, about the things just named; or `in a house`."""
    start = 2 if words[1:2] and words[1] in {"the", "a", "an", "his", "her", "their"} else 1
    for length in (2, 1):
        phrase = tuple(words[start : start + length])
        if phrase not in ROOMS:
            continue
        moved = 0
        while moved < len(reading.said) and _can_be_moved(reading.said[-1 - moved]):
            moved += 1
        if not moved:
            raise refusal(f"'in the {' '.join(phrase)}' with nothing before it that could be there")
        for i in range(len(reading.said) - moved, len(reading.said)):
            one = reading.said[i]
            reading.said[i] = Said(one.kind, one.name, one.count, one.without, ROOMS[phrase])
        return start + length
    return 1 if _next_noun(words[start:]) in DWELLINGS else 0


def _can_be_moved(one: Said) -> bool:
    return one.kind in ("thing", "taste") and one.place is None


def singular(word: str) -> str:
    """A noun in the singular, as far as the tables need it."""
    irregular = {"children": "child", "shelves": "shelf", "bookshelves": "bookshelf"}
    irregular |= {"men": "man", "women": "woman", "people": "person", "families": "family"}
    irregular |= {"babies": "baby", "ladies": "lady", "couches": "couch", "benches": "bench"}
    if word in irregular:
        return irregular[word]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
