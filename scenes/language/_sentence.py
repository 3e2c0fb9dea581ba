"""`Sentence`: what a description of a scene says, and the error when it says something else."""

from dataclasses import dataclass, field
from typing import Literal

from scenes._errors import InputError
from scenes.language._words import HELP


@dataclass
class Action:
    """What somebody does, as described.

    Attributes:
        kind: `walk`, `stand` or `wave`.
        path: `toward`, `away`, `to_and_fro`, `circle`, or "" for unsaid.
        across: Whether the walk is said to go across the room.
        pace: Factor on the usual speed, or None for unsaid.
        verb_pace: Factor that the verb itself brings.
        speed_m_per_s: Speed in so many words, m/s, or None.
        hand: Which hand waves, "" for unsaid.
        still: Whether "still" was said.
        breaths_per_minute: Rate of breath in so many words, 0 for held, or None.
    """

    kind: str
    path: str = ""
    across: bool = False
    pace: float | None = None
    verb_pace: float = 1.0
    speed_m_per_s: float | None = None
    hand: Literal["left", "right", ""] = ""
    still: bool = False
    breaths_per_minute: float | None = None


@dataclass
class Person:
    """Somebody, as described: what they are called, how they look, what they do."""

    noun: str
    body: dict[str, float]
    action: Action | None = None


@dataclass
class Sentence:
    """What a description says.

    Attributes:
        people: One or two.
        room: Kind of room, "" for unsaid.
        duration_s: Length in so many words, s, or None.
    """

    people: list[Person] = field(default_factory=list)
    room: str = ""
    duration_s: float | None = None


def refusal(found: str) -> InputError:
    """The error for a description that is not understood; lists what is."""
    return InputError(expected=HELP, found=found, do="say it with these words")
