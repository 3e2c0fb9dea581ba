"""A stack machine for pickles that keeps names and calls as data."""

import struct
from dataclasses import dataclass, field
from typing import Any

MAX_DIGITS = 64
"""Length of a number that is written in decimal."""


class RefusedError(ValueError):
    """A pickle that holds something else than data. The message says what."""


@dataclass(frozen=True)
class Name:
    """Something that the pickle would import, as `module.name`."""

    dotted: str


@dataclass(eq=False)
class Call:
    """Something that the pickle would call.

    Attributes:
        function: What, as `module.name`.
        arguments: With what.
        state: What the result would be filled with, or None.
    """

    function: str
    arguments: tuple[Any, ...]
    state: Any = None


class Mark:
    """Where on the stack a container begins."""


MARK = Mark()


@dataclass
class Machine:
    """The stack machine.

    Attributes:
        content: The program.
        names: What it may name.
        at: Place in the program, bytes.
        stack: What has been made and not used.
        memo: What has been made and may be used again.
    """

    content: bytes
    names: frozenset[str]
    at: int = 0
    stack: list[Any] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)

    def take(self, count: int) -> memoryview:
        """The next bytes, without a copy."""
        if not 0 <= count <= len(self.content) - self.at:
            raise RefusedError(f"{count} bytes announced near byte {self.at}, past the end")
        self.at += count
        return memoryview(self.content)[self.at - count : self.at]

    def number(self, form: str) -> Any:
        """The next number, in a form of `struct`."""
        return struct.unpack(form, self.take(struct.calcsize(form)))[0]

    def line(self) -> bytes:
        """Up to the next end of line."""
        return bytes(self.take(self.content.index(b"\n", self.at) + 1 - self.at)[:-1])

    def digits(self) -> str:
        """A line that holds a number."""
        line = self.line()
        if len(line) > MAX_DIGITS:
            raise RefusedError(f"a number of {len(line)} digits")
        return line.decode("ascii")

    def since_mark(self) -> list[Any]:
        """Takes everything above the last mark off the stack, and the mark."""
        places = (i for i in reversed(range(len(self.stack))) if self.stack[i] is MARK)
        start = next(places, -1)
        if start < 0:
            raise RefusedError(f"a container without a beginning near byte {self.at}")
        items = self.stack[start + 1 :]
        del self.stack[start:]
        return items

    def last(self, count: int) -> tuple[Any, ...]:
        """Takes the last items off the stack, in the order in which they were made."""
        return tuple([self.stack.pop() for _ in range(count)][::-1])

    def extend(self, items: list[Any] | tuple[Any, ...]) -> None:
        """Adds to the list on top of the stack."""
        if not isinstance(self.stack[-1], list):
            raise RefusedError(f"items for a {type(self.stack[-1]).__name__}")
        self.stack[-1].extend(items)

    def update(self, items: list[Any] | tuple[Any, ...]) -> None:
        """Adds keys and values, in turn, to the dictionary on top of the stack."""
        if not isinstance(self.stack[-1], dict):
            raise RefusedError(f"keys for a {type(self.stack[-1]).__name__}")
        pairs = zip(items[::2], items[1::2], strict=True)
        self.stack[-1].update({text(key): value for key, value in pairs})

    def name(self, module: Any, name: Any) -> None:
        """Pushes a name, if it is listed."""
        dotted = f"{text(module)}.{text(name)}"
        if dotted not in self.names:
            raise RefusedError(f"the name {dotted[:80]!r}")
        self.stack.append(Name(dotted))

    def call(self, function: Any, arguments: Any) -> None:
        """Pushes a call. Nothing is called."""
        if not isinstance(function, Name) or not isinstance(arguments, tuple):
            raise RefusedError(f"a call of a {type(function).__name__}")
        self.stack.append(Call(function.dotted, arguments))

    def fill(self, state: Any) -> None:
        """Gives the call on top of the stack its state, once."""
        call = self.stack[-1]
        if not isinstance(call, Call) or call.state is not None:
            raise RefusedError(f"a state for a {type(call).__name__}")
        call.state = state

    def recall(self, place: int) -> None:
        """Pushes what the memo holds."""
        if place not in self.memo:
            raise RefusedError(f"a reference to {place}, which is not there")
        self.stack.append(self.memo[place])


def text(value: Any) -> str:
    """A string, of Python 2 too, or a plain number as one.

    Nothing else may be a key: to hash a tuple of tuples of tuples could take for ever.
    """
    if isinstance(value, memoryview):
        return str(value, "latin-1")
    if value is None or isinstance(value, str | bool | int | float):
        return str(value)
    raise RefusedError(f"a {type(value).__name__} for a name")
