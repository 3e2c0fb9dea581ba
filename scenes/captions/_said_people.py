"""Contradictions about people: how many, and who."""

from collections.abc import Iterator
from itertools import pairwise

from scenes.captions._knowledge import Knowledge
from scenes.captions._names import NUMBER_WORDS, noun_of
from scenes.captions._reading import FEMALE, HE, MALE, SHE, Clause
from scenes.language._words import NOUNS, PLURALS

MEANS = {
    "person": frozenset(NOUNS),
    "adult": frozenset({"person", "adult", "man", "woman"}),
    "child": frozenset({"child", "boy", "girl"}),
}
"""Nouns that other nouns may stand for; every one may stand for itself."""

NOBODY = frozenset({"nobody", "noone"})


def people_problems(clause: Clause, known: Knowledge) -> Iterator[str]:
    """What one clause says of people that the log does not bear out."""
    nouns = [noun_of(agent.name) for agent in known.truth.agents]
    yield from _numbers(clause, nouns)
    for word in clause.words:
        noun = PLURALS.get(word, word)
        if noun in NOUNS and not _fitting(noun, nouns):
            yield f"there is no {noun} in the log"
    said = set(clause.words)
    if nouns and said & NOBODY:
        yield "there is somebody in the log"
    for pronouns, other in ((SHE, MALE), (HE, FEMALE)):
        if said & pronouns and nouns and all(noun in other for noun in nouns):
            yield f"nobody is meant by {sorted(said & pronouns)[0]!r}"


def _fitting(noun: str, nouns: list[str]) -> list[str]:
    """The people that a noun may mean; one with a proper name may be anybody."""
    return [own for own in nouns if not own or own == noun or own in MEANS.get(noun, ())]


def _numbers(clause: Clause, nouns: list[str]) -> Iterator[str]:
    """`two people`, `three men`, `one person`."""
    words = clause.words
    for number, word in pairwise(words):
        noun = PLURALS.get(word, word)
        if noun not in NOUNS:
            continue
        count = NUMBER_WORDS.index(number) if number in NUMBER_WORDS else -1
        count = int(number) if number.isdecimal() and len(number) < 5 else count
        if count >= 0 and number != "one" and count != len(_fitting(noun, nouns)):
            yield f"{count} {word} are not what the log has"
        if number == "one" and word in ("person", "people") and len(nouns) != 1:
            yield f"{len(nouns)} people are in the log, not one"
