"""Who may act in a plan, in words that descriptions of scenes have."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

AgeGroup = Literal["elderly", "children", "adults"]

NOUNS = frozenset({"person", "adult", "man", "woman", "child", "boy", "girl"})

LOOKS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("tall", "short"), "height"),
        **dict.fromkeys(("old", "elderly", "young"), "age"),
        **dict.fromkeys(("heavy", "thin", "slim"), "weight"),
        "muscular": "muscle",
    }
)
"""Adjectives, and what each is about; a person has at most one about each."""

PEOPLE: Mapping[AgeGroup, tuple[str, ...]] = MappingProxyType(
    {
        "elderly": (
            *("elderly woman", "elderly man", "old woman", "old man", "elderly person"),
            *("thin old man", "heavy old woman", "short elderly woman", "tall elderly man"),
        ),
        "children": ("boy", "girl", "child", "tall boy", "short girl", "thin boy", "heavy child"),
        "adults": (
            *("man", "woman", "person", "adult", "young man", "young woman", "tall man"),
            *("tall woman", "short man", "short woman", "heavy man", "heavy woman", "thin man"),
            *("slim woman", "muscular man", "muscular woman", "tall young man"),
        ),
    }
)
"""Examples of each group."""


def is_person(words: str) -> bool:
    """Whether these words describe one person: adjectives about different things, and a noun."""
    *looks, noun = words.split(" ")
    about = [LOOKS.get(look, "") for look in looks]
    if noun in ("child", "boy", "girl"):
        about.append("age")
    return noun in NOUNS and "" not in about and len(set(about)) == len(about)
