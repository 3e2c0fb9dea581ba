"""`Cursor`: a place in the words of a description."""

import re
from collections.abc import Iterable

from scenes._errors import InputError
from scenes.language._sentence import refusal
from scenes.language._words import NUMBERS

TOKEN = re.compile(r"\d+(?:\.\d+)?|m/s|[^\W\d]+(?:'[a-z]+)?|\S")


class Cursor:
    """A place in the words of a description."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.at = 0

    def here(self, ahead: int = 0) -> str:
        """The word here, or so many words on; "" at the end."""
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else ""

    def take(self, *phrase: str) -> bool:
        """Moves past a phrase if it stands here."""
        found = tuple(self.words[self.at : self.at + len(phrase)]) == phrase
        self.at += len(phrase) if found else 0
        return found

    def take_any(self, *phrases: Iterable[str]) -> tuple[str, ...]:
        """Moves past the first of these phrases that stands here, and returns it, or ()."""
        return next((tuple(phrase) for phrase in phrases if self.take(*phrase)), ())

    def number(self) -> float:
        """Moves past a number."""
        word = self.here()
        if not word or not (word[0].isdecimal() or word in NUMBERS):
            raise self.misplaced()
        self.at += 1
        return NUMBERS.get(word) or float(word)

    def misplaced(self) -> InputError:
        """The error for a word that does not fit here."""
        before = " ".join(self.words[max(0, self.at - 3) : self.at])
        after = f" after '{before}'" if before else " at the start"
        word = f"the word {self.here()!r}" if self.here() else "the end"
        return refusal(f"{word}{after}, where it makes no sense")
