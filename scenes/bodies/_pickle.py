"""Reads a pickle without running it: a name stays a `Name`, and a call stays a `Call`.

A pickle is a program for a small stack machine. Python's own machine imports what the program names
and calls what it says, and can be made to allocate far more than the file holds. This one never
imports and never calls. It knows the opcodes of protocols 0 to 5 that data need (described in
`pickletools` of Python's library), refuses every name that is not listed, and builds no more than
the file holds.
"""

import codecs
import struct
from collections.abc import Callable
from typing import Any

from scenes.bodies._stack_machine import MARK, Machine, RefusedError

MAX_STEPS = 1_000_000
"""Opcodes in a pickle; files of body models have some hundreds."""

DAMAGE = (IndexError, ValueError, TypeError, OverflowError, struct.error)
"""What a program that makes no sense raises."""


def read_pickle(content: bytes, names: frozenset[str]) -> Any:
    """The tree of containers, strings, numbers, names and calls that a pickle describes.

    Bytes and strings of Python 2 are views of the content; keys of dictionaries are `str`; sets are
    lists.

    Args:
        content: The file.
        names: What it may name, as `module.name`.

    Raises:
        RefusedError: It names something else, is damaged, or does what no data need.
    """
    machine = Machine(content, names)
    try:
        return _run(machine)
    except RefusedError:
        raise
    except DAMAGE as error:
        raise RefusedError(f"damage near byte {machine.at}") from error


def _run(machine: Machine) -> Any:
    for _ in range(MAX_STEPS):
        opcode = bytes(machine.take(1))
        if opcode == b".":
            return machine.stack.pop()
        if opcode not in OPCODES:
            raise RefusedError(f"the opcode {opcode!r}")
        OPCODES[opcode](machine)
    raise RefusedError(f"more than {MAX_STEPS} steps")


def _integer(digits: str) -> int:
    """A decimal integer; protocol 0 writes true and false as 01 and 00."""
    return digits == "01" if digits in ("00", "01") else int(digits.removesuffix("L"))


def _unquoted(line: bytes) -> memoryview:
    """A string of Python 2, written with escapes between quotes."""
    if len(line) < 2 or line[:1] != line[-1:] or line[:1] not in (b"'", b'"'):
        raise RefusedError("a string without quotes")
    return memoryview(codecs.escape_decode(line[1:-1])[0])


def _dictionary(machine: Machine) -> None:
    items = machine.since_mark()
    machine.stack.append({})
    machine.update(items)


def _remember(machine: Machine, place: int) -> None:
    machine.memo[place] = machine.stack[-1]


Read = Callable[[Machine], Any]

VALUES: dict[bytes, Read] = {
    b"(": lambda m: MARK,
    b"2": lambda m: m.stack[-1],
    b"N": lambda m: None,
    b"\x88": lambda m: True,
    b"\x89": lambda m: False,
    b"I": lambda m: _integer(m.digits()),
    b"L": lambda m: _integer(m.digits()),
    b"J": lambda m: m.number("<i"),
    b"K": lambda m: m.number("<B"),
    b"M": lambda m: m.number("<H"),
    b"\x8a": lambda m: int.from_bytes(m.take(m.number("<B")), "little", signed=True),
    b"F": lambda m: float(m.digits()),
    b"G": lambda m: m.number(">d"),
    b"S": lambda m: _unquoted(m.line()),
    b"T": lambda m: m.take(m.number("<i")),
    b"U": lambda m: m.take(m.number("<B")),
    b"V": lambda m: m.line().decode("raw-unicode-escape"),
    b"X": lambda m: str(m.take(m.number("<I")), "utf-8"),
    b"\x8c": lambda m: str(m.take(m.number("<B")), "utf-8"),
    b"\x8d": lambda m: str(m.take(m.number("<Q")), "utf-8"),
    b"B": lambda m: m.take(m.number("<I")),
    b"C": lambda m: m.take(m.number("<B")),
    b"\x8e": lambda m: m.take(m.number("<Q")),
    b"\x96": lambda m: m.take(m.number("<Q")),
    b"]": lambda m: [],
    b"l": lambda m: m.since_mark(),
    b")": lambda m: (),
    b"t": lambda m: tuple(m.since_mark()),
    b"\x85": lambda m: m.last(1),
    b"\x86": lambda m: m.last(2),
    b"\x87": lambda m: m.last(3),
    b"}": lambda m: {},
    b"\x8f": lambda m: [],
    b"\x91": lambda m: m.since_mark(),
}
"""Opcodes that put a value on the stack."""


def _push(read: Read) -> Read:
    return lambda machine: machine.stack.append(read(machine))


OPCODES: dict[bytes, Read] = {
    **{opcode: _push(read) for opcode, read in VALUES.items()},
    b"\x80": lambda m: m.take(1),
    b"\x95": lambda m: m.take(8),
    b"0": lambda m: m.stack.pop(),
    b"1": lambda m: m.since_mark(),
    b"a": lambda m: m.extend(m.last(1)),
    b"e": lambda m: m.extend(m.since_mark()),
    b"\x90": lambda m: m.extend(m.since_mark()),
    b"s": lambda m: m.update(m.last(2)),
    b"u": lambda m: m.update(m.since_mark()),
    b"d": _dictionary,
    b"p": lambda m: _remember(m, int(m.digits())),
    b"q": lambda m: _remember(m, m.number("<B")),
    b"r": lambda m: _remember(m, m.number("<I")),
    b"\x94": lambda m: _remember(m, len(m.memo)),
    b"g": lambda m: m.recall(int(m.digits())),
    b"h": lambda m: m.recall(m.number("<B")),
    b"j": lambda m: m.recall(m.number("<I")),
    b"c": lambda m: m.name(m.line().decode(), m.line().decode()),
    b"\x93": lambda m: m.name(*m.last(2)),
    b"R": lambda m: m.call(*m.last(2)),
    b"\x81": lambda m: m.call(*m.last(2)),
    b"b": lambda m: m.fill(m.last(1)[0]),
}
"""Everything else that data need; persistent references, extensions and old classes are missing."""
