"""`Node`: a value of a JSON document that knows its place, so that a refusal can name it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scenes._errors import InputError

LONGEST_TEXT = 200
"""Longest name or identifier that is read, characters."""

LARGEST_VALUE = 1e6
"""A number beyond this is refused wherever nothing narrower is asked for."""


@dataclass(frozen=True)
class Node:
    """A value of a document.

    Attributes:
        value: As `json` gives it.
        where: Its path in the document, such as `walls[3].polygon[0].x`; "" for the whole.
        file: Name of the document, for messages.
    """

    value: Any
    where: str
    file: str

    def __getitem__(self, key: str) -> "Node":
        """The value of a key.

        Raises:
            InputError: This is no object, or has no such key.
        """
        found = self.get(key)
        if found is None:
            raise self.refusal(f"the key {key!r}", f"the keys {one_line(', '.join(self.value))}")
        return found

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None where it is missing or null.

        Raises:
            InputError: This is no object.
        """
        if not isinstance(self.value, dict):
            raise self.refusal("an object")
        return None if self.value.get(key) is None else self._member(key)

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Keys and values.

        Raises:
            InputError: This is no object.
        """
        if not isinstance(self.value, dict):
            raise self.refusal("an object")
        return ((key, self._member(key)) for key in self.value)

    def items(self, most: int, least: int = 0) -> "tuple[Node, ...]":
        """The values of a list.

        Args:
            most: Largest number of values.
            least: Smallest number of values.

        Raises:
            InputError: This is no list, or its length is out of bounds.
        """
        if not isinstance(self.value, list):
            raise self.refusal("a list")
        if not least <= len(self.value) <= most:
            raise self.refusal(f"{least} to {most:,} items", f"{len(self.value):,} items")
        places = enumerate(self.value)
        return tuple(Node(value, f"{self.where}[{n}]", self.file) for n, value in places)

    def number(self, low: float = -LARGEST_VALUE, high: float = LARGEST_VALUE) -> float:
        """A finite number from `low` to `high`.

        Raises:
            InputError: This is none.
        """
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refusal("a number")
        if not (low <= value <= high and math.isfinite(value)):
            raise self.refusal(f"a number from {low:g} to {high:g}")
        return float(value)

    def text(self) -> str:
        """A text of at most `LONGEST_TEXT` characters.

        Raises:
            InputError: This is none.
        """
        if not isinstance(self.value, str) or len(self.value) > LONGEST_TEXT:
            raise self.refusal(f"a text of at most {LONGEST_TEXT} characters")
        return self.value

    def _member(self, key: str) -> "Node":
        name = one_line(key)
        return Node(self.value[key], f"{self.where}.{name}" if self.where else name, self.file)

    def refusal(self, expected: str, found: str | None = None) -> InputError:
        """The error that says what is wrong here; `found` is the value unless it is given."""
        place = f" at {self.where}" if self.where else ""
        return InputError(
            expected=f"{expected}{place} of {self.file}",
            found=one_line(repr(self.value)) if found is None else found,
            do="correct the file",
        )


def one_line(text: str) -> str:
    """A text on one line, of at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
