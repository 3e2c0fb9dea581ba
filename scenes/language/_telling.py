"""Whether a description is a story, so that what is wrong with it is told in its words."""

from collections.abc import Mapping

from scenes.language._cursor import TOKEN
from scenes.language._story_words import (
    HOMES,
    LONGEST,
    PLACES,
    PREPOSITIONS,
    action_phrases,
    going_phrases,
    object_phrases,
)
from scenes.language._words import ARTICLES, VERBS

LEADING = frozenset(phrase[-1] for phrase in PREPOSITIONS)
"""Words that stand before the article of a place."""


def tells_a_story(text: str) -> bool:
    """Whether a text, understood or not, has what only stories have.

    That is a verb of the activity library or of going that plain sentences do not know, a thing or
    a home, or one action after another.
    """
    words = tuple(TOKEN.findall(text.lower()))
    plain = set(VERBS)
    actions = {phrase: name for phrase, name in action_phrases().items() if phrase[0] not in plain}
    goings = {phrase: verb for phrase, verb in going_phrases().items() if phrase[0] not in plain}
    if _has(words, actions) or _has(words, goings):
        return True
    if not any(word in plain for word in words):
        return False
    homes: dict[tuple[str, ...], str] = {(name,): name for name in (*PLACES, *HOMES)}
    places = {name: kind for name, kind in homes.items() if kind != "radar"}
    known = {**object_phrases(), **places}
    return "then" in words or any(
        words[start - 1] in ARTICLES
        and words[start - 2] in LEADING
        and _has(words[start:], known, 1)
        for start in range(2, len(words))
    )


def _has(words: tuple[str, ...], phrases: Mapping[tuple[str, ...], str], starts: int = 0) -> bool:
    """Whether any of these phrases stands among the words, or at the first so many of them."""
    return any(
        words[start : start + length] in phrases
        for start in range(starts or len(words))
        for length in range(1, LONGEST + 1)
    )
