"""The words that chained actions may be described with, beside those of the activity library."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from scenes.language._verbs import forms
from scenes.motion import activities
from scenes.objects import CATALOGUE

GOING: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "walks": ("walk", 1.0),
        "goes": ("walk", 1.0),
        "strolls": ("walk", 0.8),
        "hurries": ("walk", 1.35),
        "limps": ("walk", 0.75),
        "jogs": ("jog", 1.0),
        "runs": ("jog", 1.2),
    }
)
"""Verbs of going, in the third person: manner, and factor on its usual speed."""

USUAL_SPEED_M_PER_S = {"walk": 1.1, "jog": 2.2}

MANNERS: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "slowly": (0.65, 1.0, 0.0),
        "leisurely": (0.8, 1.0, 0.0),
        "calmly": (0.85, 1.0, 0.0),
        "carefully": (0.7, 0.9, 0.0),
        "gently": (0.75, 0.85, 0.0),
        "briskly": (1.35, 1.0, 0.0),
        "quickly": (1.45, 1.0, 0.0),
        "fast": (1.45, 1.0, 0.0),
        "rapidly": (1.45, 1.0, 0.0),
        "hastily": (1.4, 1.05, 0.0),
        "slightly": (1.0, 0.65, 0.0),
        "deeply": (0.95, 1.15, 0.0),
        "widely": (1.0, 1.2, 0.0),
        "vigorously": (1.2, 1.15, 0.0),
        "weakly": (0.8, 0.75, 0.3),
        "tiredly": (0.8, 0.9, 0.8),
    }
)
"""Adverbs: factors on tempo and on amplitude, and fatigue."""

COUNTS: Mapping[tuple[str, ...], int] = MappingProxyType({("once",): 1, ("twice",): 2})
"""Numbers of times that are one word; the others are `NUMBER times`."""

SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "couch": "sofa",
        "settee": "sofa",
        "seat": "chair",
        "tv": "screen",
        "television set": "screen",
        "refrigerator": "fridge",
        "oven": "stove",
        "cooker": "stove",
        "worktop": "counter",
        "kitchen counter": "counter",
        "sink": "kitchen_sink",
        "basin": "washbasin",
        "tub": "bathtub",
        "bath": "bathtub",
        "shelf": "bookshelf",
        "bookcase": "bookshelf",
        "cupboard": "cabinet",
        "closet": "wardrobe",
        "lamp": "floor_lamp",
        "nightstand": "night_stand",
        "bedside table": "night_stand",
        "houseplant": "plant",
        "trash can": "bin",
        "rubbish bin": "bin",
        "bike": "bicycle",
        "carpet": "rug",
    }
)
"""Other names of objects."""

PLACES: Mapping[str, str] = MappingProxyType({"radar": "radar", "window": "window", "door": "door"})
"""What one can go to that is not furniture."""

ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "living room": "living room",
        "lounge": "living room",
        "bedroom": "bedroom",
        "kitchen": "kitchen",
        "bathroom": "bathroom",
        "office": "office",
        "study": "office",
        "corridor": "corridor",
        "hallway": "corridor",
        "hall": "corridor",
        "empty room": "empty room",
        "room": "",
    }
)
"""Rooms; a plain room is whichever suits."""

HOMES = ("flat", "apartment", "house", "home")
"""Homes of several rooms."""

PREPOSITIONS: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        ("to",): "to",
        ("toward",): "to",
        ("towards",): "to",
        ("over", "to"): "to",
        ("into",): "to",
        ("in", "front", "of"): "at",
        ("next", "to"): "at",
        ("at",): "at",
        ("on",): "on",
        ("onto",): "on",
        ("in",): "on",
        ("by",): "at",
        ("beside",): "at",
        ("near",): "at",
        ("away", "from"): "from",
    }
)
"""What leads to a place."""


LONGEST = 10
"""Words of the longest phrase that is looked for."""


@cache
def action_phrases() -> Mapping[tuple[str, ...], str]:
    """Verb phrases of the library in all their forms, and the activities that they name."""
    found: dict[tuple[str, ...], str] = {}
    for name, one in activities().items():
        for says in one.says:
            if "{" not in says and one.group != "basic":
                found |= {form: name for form in forms(says) if form not in found}
    return MappingProxyType(found)


@cache
def going_phrases() -> Mapping[tuple[str, ...], str]:
    """Verbs of going in all their forms, and their third person."""
    return MappingProxyType({form: verb for verb in GOING for form in forms(verb)})


@cache
def object_phrases() -> Mapping[tuple[str, ...], str]:
    """Names of objects, and their types."""
    names = {kind.replace("_", " "): kind for kind in CATALOGUE if kind not in ("box", "mesh")}
    return MappingProxyType({tuple(n.split()): k for n, k in {**names, **SYNONYMS}.items()})
