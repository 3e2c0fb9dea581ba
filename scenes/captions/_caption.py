"""`caption`: a scene in words, at one of three levels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from scenes._errors import InputError
from scenes.captions._facts import facts_of
from scenes.captions._semantic import semantic
from scenes.captions._statement import Statement
from scenes.captions._statistical import statistical
from scenes.captions._structural import structural
from scenes.world import GroundTruth

Level = Literal["statistical", "structural", "semantic"]

LEVELS: Mapping[Level, Callable] = MappingProxyType(
    {"statistical": statistical, "structural": structural, "semantic": semantic}
)
"""What writes captions of each level."""

TRIES = 10
"""Draws for each caption before there are taken to be no more."""


@dataclass(frozen=True)
class Caption:
    """A scene in words.

    Attributes:
        level: What kind of words: numbers, the order of events, or what it is all about.
        text: One or a few English sentences.
        statements: What it says; all of them hold.
    """

    level: Level
    text: str
    statements: tuple[Statement, ...]


def caption(truth: GroundTruth, level: Level, random: np.random.Generator) -> Caption:
    """Writes a caption; another draw gives another wording, or other things to tell.

    Only what two ways of reading the log agree on is said.

    Args:
        truth: The log, ten times a second or more.
        level: "statistical", "structural" or "semantic".
        random: Draws the words.

    Raises:
        InputError: The level is unknown, nobody is in the scene, or the log is too sparse.
    """
    return captions(truth, level, random, 1)[0]


def captions(
    truth: GroundTruth, level: Level, random: np.random.Generator, count: int
) -> tuple[Caption, ...]:
    """Writes several captions that differ in their words; fewer where there are not so many.

    Args:
        truth: The log, ten times a second or more.
        level: "statistical", "structural" or "semantic".
        random: Draws the words.
        count: How many.

    Raises:
        InputError: As `caption`.
    """
    _check(truth, level)
    facts, found = facts_of(truth), dict[str, Caption]()
    for _ in range(TRIES * count):
        if len(found) < count:
            said = LEVELS[level](facts, random)
            found[said.text] = Caption(level, said.text, tuple(dict.fromkeys(said.statements)))
    return tuple(found.values())


def _check(truth: GroundTruth, level: str) -> None:
    if level not in LEVELS:
        raise InputError(
            expected=f"a level of {', '.join(LEVELS)}", found=repr(level)[:40], do="choose one"
        )
    if not truth.agents:
        raise InputError(
            expected="somebody in the scene", found="nobody", do="put a person into it"
        )
