"""`Statement`: one thing that is said of a scene, and can be checked."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "people count",
    "activity order",
    "duration",
    "count",
    "hand",
    "posture change",
    "contact",
    "step rate",
    "step count",
    "walking speed",
    "distance walked",
    "direction",
    "circling",
    "top speed",
    "micro-Doppler",
    "range",
    "azimuth side",
    "sight",
    "room",
    "object",
    "furniture",
    "breathing rate",
    "heart rate",
]
"""What a statement may be about; the names are stable."""

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The names in `Kind`."""

Value = str | int | float | tuple[str, ...] | tuple[float, float]


@dataclass(frozen=True)
class Statement:
    """One thing that is said of a scene.

    Attributes:
        kind: What it is about.
        subject: Name of the person, or "" for the scene as a whole.
        value: What is said of it, in the unit that the kind has (docs/captions.md).
        text: The same as a short English sentence.
        deed: Number of the deed of `deeds` that it is about, -1 for the whole time.
        what: The activity or kind of object that is counted or used, "" for none.
    """

    kind: Kind
    subject: str
    value: Value
    text: str
    deed: int = -1
    what: str = ""
