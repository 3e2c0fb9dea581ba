"""The words that a scene may be described with, and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

NOUNS: Mapping[str, dict[str, float]] = MappingProxyType(
    {
        "person": {},
        "adult": {},
        "man": {"gender": 0.0},
        "woman": {"gender": 1.0},
        "child": {"age": 0.3},
        "boy": {"age": 0.3, "gender": 0.0},
        "girl": {"age": 0.3, "gender": 1.0},
    }
)
"""People, and how their bodies differ from the usual one."""

PLURALS: Mapping[str, str] = MappingProxyType(
    {
        "people": "person",
        "persons": "person",
        "adults": "adult",
        "men": "man",
        "women": "woman",
        "children": "child",
        "boys": "boy",
        "girls": "girl",
    }
)

ADJECTIVES: Mapping[str, dict[str, float]] = MappingProxyType(
    {
        "tall": {"height": 0.5},
        "short": {"height": 0.28},
        "old": {"age": 1.0},
        "elderly": {"age": 1.0},
        "young": {"age": 0.6},
        "heavy": {"weight": 0.85},
        "thin": {"weight": 0.2},
        "slim": {"weight": 0.3},
        "muscular": {"muscle": 0.85},
    }
)

ADVERBS: Mapping[str, float] = MappingProxyType(
    {"slowly": 0.65, "leisurely": 0.8, "briskly": 1.35, "quickly": 1.5, "fast": 1.5}
)
"""Manners of walking, as a factor on the usual speed."""


@dataclass(frozen=True)
class Verb:
    """What a verb means.

    Attributes:
        kind: The activity.
        pace: Factor on the usual walking speed.
        path: Path that the verb itself implies, or "".
    """

    kind: str
    pace: float = 1.0
    path: str = ""


def _forms(stem: str, ing: str, verb: Verb) -> dict[str, Verb]:
    return {stem: verb, f"{stem}s": verb, ing: verb}


VERBS: Mapping[str, Verb] = MappingProxyType(
    _forms("walk", "walking", Verb("walk"))
    | _forms("stroll", "strolling", Verb("walk", pace=0.8))
    | _forms("stand", "standing", Verb("stand"))
    | _forms("wave", "waving", Verb("wave"))
)

NUMBERS: Mapping[str, float] = MappingProxyType(
    {
        word: float(value)
        for value, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
        )
    }
)

ARTICLES = ("a", "an", "one", "the")
POSSESSIVES = ("his", "her", "their", "the", "a", "one")

DIRECTIONS: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("toward", "the", "radar"): "toward",
        ("towards", "the", "radar"): "toward",
        ("to", "the", "radar"): "toward",
        ("away", "from", "the", "radar"): "away",
        ("to", "and", "fro"): "to_and_fro",
        ("back", "and", "forth"): "to_and_fro",
        ("in", "a", "circle"): "circle",
        ("in", "circles"): "circle",
    }
)
"""Phrases that say where somebody walks; `across the ROOM` is the other one."""

ROOM_NAMES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("living", "room"): "living room",
        ("empty", "room"): "empty room",
        ("bedroom",): "bedroom",
        ("office",): "office",
        ("corridor",): "corridor",
        ("hallway",): "corridor",
        ("room",): "",
    }
)
"""Rooms; a plain room is whichever is usual."""

BREATHS = (
    ("breaths", "per", "minute"),
    ("breaths", "a", "minute"),
    ("times", "per", "minute"),
    ("times", "a", "minute"),
)
HOLDING = tuple(("holding", whose, "breath") for whose in ("his", "her", "their"))
"""Phrases about breath; `breathing [at] NUMBER` comes before the first kind."""

SPEED_UNITS = (("m/s",), ("metres", "per", "second"), ("meters", "per", "second"))
SECONDS = (("seconds",), ("second",), ("s",))

_PHRASES = (
    *DIRECTIONS,
    *ROOM_NAMES,
    *SPEED_UNITS,
    *BREATHS,
    *HOLDING,
    *SECONDS,
    ARTICLES,
    POSSESSIVES,
)
GLUE = frozenset(word for phrase in _PHRASES for word in phrase) | {
    *("is", "are", "and", "while", ",", "at", "for", "in", "across", "still", "two"),
    *("left", "right", "hand", "breathing"),
}
"""Known words that mean something only in a phrase."""

HELP = (
    "a description such as 'a tall man walks slowly toward the radar in a living room for 4 "
    "seconds' or 'a woman stands still while a child waves the left hand'; people: "
    f"{', '.join([*NOUNS, 'two people'])}; looks: {', '.join(ADJECTIVES)}; actions: walks, "
    "strolls, stands still, waves the left or right hand; where: toward the radar, away from the "
    "radar, across the room, to and fro, in a circle; how: "
    f"{', '.join(ADVERBS)}, at NUMBER m/s; breath: breathing NUMBER times a "
    "minute, holding their breath; rooms: "
    f"{', '.join(dict.fromkeys(name for name in ROOM_NAMES.values() if name))}; how long: for "
    "NUMBER seconds; at most two people, joined by 'and' or 'while'"
)
"""Everything that is understood, on one line."""
