"""Reads a goal word by word: families of activities, people and rooms; refuses what is unknown."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenes._errors import InputError
from scenes.endpoint import quoted
from scenes.planner._base import ROOM_KINDS, RoomKind
from scenes.planner._families import FAMILIES, HOME
from scenes.planner._people import AgeGroup

LONGEST_PHRASE = 4
TOKEN = re.compile(r"[^\W\d]+|\d+|[^\s\-/]")

_EVERYTHING = ("daily living", "gait", "fitness", "gestures")

FAMILY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("fall", "falls", "falling", "fallen"), ("falls",)),
        **dict.fromkeys(("gait", "walking", "walk", "locomotion", "running"), ("gait",)),
        **dict.fromkeys(("gesture", "gestures", "hci", "touchless", "interface"), ("gestures",)),
        **dict.fromkeys(("human computer interaction", "hand signs", "control"), ("gestures",)),
        **dict.fromkeys(("fitness", "exercise", "exercises", "workout", "workouts"), ("fitness",)),
        **dict.fromkeys(("sport", "sports", "gym", "rehabilitation"), ("fitness",)),
        **dict.fromkeys(("daily living", "daily life", "adl", "adls", "daily"), ("daily living",)),
        **dict.fromkeys(("everyday", "living alone"), ("daily living",)),
        **dict.fromkeys(("household", "housework", "chores"), ("daily living", "cleaning")),
        **dict.fromkeys(("sleep", "sleeping", "rest", "resting", "in bed"), ("rest",)),
        **dict.fromkeys(("vital signs", "vital sign", "breathing", "respiration"), ("rest",)),
        **dict.fromkeys(("heartbeat", "heart rate", "heart", "apnea", "apnoea"), ("rest",)),
        **dict.fromkeys(("office work", "desk work", "working"), ("desk work",)),
        **dict.fromkeys(("cooking", "kitchen work", "baking"), ("kitchen work",)),
        **dict.fromkeys(("hygiene", "washing", "grooming"), ("hygiene",)),
        **dict.fromkeys(("cleaning", "mopping", "sweeping"), ("cleaning",)),
        **dict.fromkeys(("human activity", "human activities", "har"), _EVERYTHING),
        **dict.fromkeys(("activity recognition", "action recognition"), _EVERYTHING),
    }
)
"""What a goal is about."""

PLACES: Mapping[str, tuple[RoomKind, ...]] = MappingProxyType(
    {
        **{kind: (kind,) for kind in ROOM_KINDS},
        **dict.fromkeys(("home", "homes", "house", "apartment", "flat", "domestic"), HOME),
        **dict.fromkeys(("indoors", "indoor"), ROOM_KINDS),
        **dict.fromkeys(("bedrooms", "bedside"), ("bedroom",)),
        **dict.fromkeys(("hallway", "corridors"), ("corridor",)),
        **dict.fromkeys(("offices", "workplace"), ("office",)),
        **dict.fromkeys(
            ("nursing home", "care home"), ("bedroom", "corridor", "bathroom", "living room")
        ),
    }
)
"""Where it happens."""

PEOPLE_WORDS: Mapping[str, tuple[AgeGroup, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("elderly", "seniors", "older", "old", "aged", "pensioners"), ("elderly",)),
        **dict.fromkeys(("elders", "grandparents", "geriatric", "ageing", "aging"), ("elderly",)),
        **dict.fromkeys(("nursing home", "care home"), ("elderly",)),
        **dict.fromkeys(("children", "child", "kids", "kid", "toddlers", "pupils"), ("children",)),
        **dict.fromkeys(("adults", "adult", "workers", "students", "employees"), ("adults",)),
        **dict.fromkeys(("athletes", "young", "men", "women", "patients"), ("adults",)),
        **dict.fromkeys(("everyone", "everybody", "families"), ("adults", "children", "elderly")),
        **dict.fromkeys(("all ages",), ("adults", "children", "elderly")),
    }
)
"""Who it is about; "older adults" are elderly."""

FAMILIES_OF_PLACES: Mapping[RoomKind, str] = MappingProxyType(
    {
        "office": "desk work",
        "kitchen": "kitchen work",
        "bathroom": "hygiene",
        "bedroom": "rest",
        "corridor": "gait",
        "living room": "daily living",
    }
)
"""What a goal is about that names a place only."""

GLUE = frozenset(
    {
        *("the", "a", "an", "to", "by", "from", "and", "or"),
        *("who", "that", "are", "is", "live", "living", "alone", "their", "people", "persons"),
        *("person", "human", "humans", "users", "user", "detection", "detecting", "detect"),
        *("recognition", "recognising", "recognizing", "recognize", "recognise", "monitoring"),
        *("monitor", "tracking", "track", "classification", "estimation", "analysis", "sensing"),
        *("assessment", "measurement", "dataset", "data", "training", "learning", "test", "tests"),
        *("radar", "mmwave", "smart", "assisted", "ambient", "care", "support", "prevention"),
        *("remote", "contactless", "diverse", "realistic", "system", "systems", "hand", "rooms"),
        *("room", "activities", "activity", "actions", "motions", "movements", ",", ".", "&"),
    }
)
"""Words that say what the recordings are for, or hold others together: the same is acted."""

WITHOUT = frozenset({"without", "no", "not", "except"})
"""From here on things are left out, until one of `WITH_AGAIN`."""

WITH_AGAIN = frozenset({"with", "for", "in", "at", "on", "of", "but"})

HELP = (
    "a goal such as 'fall detection for the elderly at home' or 'gestures and gait of children in "
    f"the living room without walking'; what: {', '.join(FAMILY_WORDS)}; where: "
    f"{', '.join(PLACES)}; who: {', '.join(PEOPLE_WORDS)}; 'without' something"
)
"""Everything that is understood, on one line."""


@dataclass(frozen=True)
class Goal:
    """What is wanted.

    Attributes:
        text: In words.
        families: Families of activities, by name.
        people: Groups of people.
        rooms: Where; empty for wherever each family usually happens.
        without: Families that must not happen.
    """

    text: str
    families: tuple[str, ...]
    people: tuple[AgeGroup, ...]
    rooms: tuple[RoomKind, ...] = ()
    without: tuple[str, ...] = ()


def read_goal(text: str) -> Goal:
    """Understands a goal completely.

    Raises:
        InputError: A word is not known, or the goal names nothing that can be acted.
    """
    words = TOKEN.findall(text.lower())
    found: dict[str, dict[str, None]] = {"families": {}, "people": {}, "rooms": {}, "without": {}}
    unknown, at, without = [], 0, False
    while at < len(words):
        length = _phrase_length(words[at:])
        phrase = " ".join(words[at : at + max(length, 1)])
        if length:
            _note(phrase, found, without)
        elif phrase in WITHOUT or phrase in WITH_AGAIN:
            without = phrase in WITHOUT
        elif phrase not in GLUE:
            unknown.append(phrase)
        at += max(length, 1)
    if unknown:
        raise _refusal(f"words that are not understood: {', '.join(map(quoted, unknown[:10]))}")
    return _goal(text, found)


def _goal(text: str, found: dict[str, dict[str, None]]) -> Goal:
    rooms = tuple(kind for kind in ROOM_KINDS if kind in found["rooms"])
    implied = dict.fromkeys(FAMILIES_OF_PLACES[room] for room in rooms)
    families = [*(found["families"] or implied or ({"daily living": None, "gait": None}))]
    families = [name for name in families if name not in found["without"]]
    if not families or not (found["families"] or rooms or found["people"]):
        raise _refusal("nothing that could be acted")
    people: tuple[AgeGroup, ...] = ("elderly", "children", "adults")
    wanted = tuple(group for group in people if group in found["people"])
    return Goal(text, tuple(families), wanted or people, rooms, tuple(found["without"]))


def _phrase_length(words: list[str]) -> int:
    """How many of these words are the longest known phrase."""
    tables = (FAMILY_WORDS, PLACES, PEOPLE_WORDS)
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if any(" ".join(words[:length]) in table for table in tables):
            return length
    return 0


def _note(phrase: str, found: dict[str, dict[str, None]], without: bool) -> None:
    if without and phrase not in FAMILY_WORDS:
        raise _refusal(f"'without {phrase}'")
    names = FAMILY_WORDS.get(phrase, ())
    found["without" if without else "families"].update(dict.fromkeys(names))
    found["rooms"].update(dict.fromkeys(PLACES.get(phrase, ())))
    groups = PEOPLE_WORDS.get(phrase, ())
    is_weaker = phrase in ("adults", "adult") and "elderly" in found["people"]
    found["people"].update(dict.fromkeys(() if is_weaker else groups))


def _refusal(found: str) -> InputError:
    return InputError(expected=HELP, found=found, do="say it in these words")


def check_families(goal: Goal, having: Mapping[str, tuple[str, ...]]) -> None:
    """Checks that the library has activities for each family of a goal.

    Raises:
        InputError: It has none for one of them.
    """
    for name in goal.families:
        if not having[name]:
            family = FAMILIES[name]
            wanted = " or ".join(filter(None, [", ".join(family.stems), *family.groups]))
            raise InputError(
                expected=f"activities for {name} in the library (such as {wanted})",
                found="none",
                do="add one to the library, or choose another goal",
            )
