"""JSON that a user supplied: bounded, strict, and with fields that say what is wrong."""

import json
import math
from pathlib import Path
from typing import Any

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote, read_small
from mmwave_sim.io._limits import CONFIG_BYTES, JSON_DEPTH

Json = Any
"""A value that `json.loads` returns."""

LARGEST_INTEGER = 2**53
"""Integers from here on are not exact as a float."""


def read_json(path: Path) -> Json:
    """Reads a JSON configuration of bounded size and depth.

    Raises:
        InputError: It is no JSON, too large, too deep, repeats a key or holds NaN or Infinity.
    """
    return parse_json(read_small(path, CONFIG_BYTES, "a JSON configuration"), path.name)


def parse_json(content: bytes | str, where: str) -> Json:
    """Parses JSON text; `where` names it in messages.

    Raises:
        InputError: As `read_json`.
    """
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        _check_depth(text)
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except InputError:
        raise
    except ValueError as error:
        raise InputError(
            expected="a JSON configuration",
            found=f"{_reason(error)} in {quote(where)}",
            do="correct it",
        ) from error


def member(parent: Json, key: str, where: str) -> Json:
    """The value of a key.

    Raises:
        InputError: `parent` is no object or lacks the key.
    """
    if not isinstance(parent, dict):
        raise wrong("an object", parent, where)
    if key not in parent:
        raise InputError(
            expected=f"the field {where}.{key}" if where else f"the field {key}",
            found="none of that name",
            do="add it",
        )
    return parent[key]


def element(parent: Json, index: int, where: str) -> Json:
    """An element of an array.

    Raises:
        InputError: `parent` is no array or is too short.
    """
    if not isinstance(parent, list) or len(parent) <= index:
        raise wrong(f"an array of at least {index + 1}", parent, where)
    return parent[index]


def number(value: Json, where: str) -> float:
    """A finite number.

    Raises:
        InputError: It is something else.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong("a number", value, where)
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        raise wrong("a number of reasonable size", value, where)
    if not math.isfinite(value):
        raise wrong("a finite number", value, where)
    return float(value)


def integer(value: Json, where: str) -> int:
    """An integer; `4.0` is one.

    Raises:
        InputError: It is something else.
    """
    result = number(value, where)
    if not result.is_integer() or abs(result) > LARGEST_INTEGER:
        raise wrong("an integer", value, where)
    return int(result)


def mask(value: Json, where: str) -> int:
    """A bit mask, as an integer or as text such as `"0xF"`.

    Raises:
        InputError: It is something else, or negative.
    """
    result = _from_text(value, where) if isinstance(value, str) else integer(value, where)
    if not 0 <= result < 2**32:
        raise wrong("a bit mask of at most 32 bits", value, where)
    return result


def wrong(expected: str, value: Json, where: str) -> InputError:
    """The error for a field that holds something else."""
    return InputError(
        expected=f"{expected} in {where}", found=quote(value, 60), do=f"correct {where}"
    )


def _from_text(value: str, where: str) -> int:
    try:
        return int(value[:32], 0)
    except ValueError as error:
        raise wrong("a bit mask", value, where) from error


def _reason(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "bytes that are not UTF-8 text"
    if isinstance(error, json.JSONDecodeError):
        place = f"line {error.lineno} column {error.colno}"
        return f"text that is not JSON ({place}: {error.msg})"
    return " ".join(str(error).split())[:100]


def _check_depth(text: str) -> None:
    depth, in_string, escaped = 0, False, False
    for character in text:
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > JSON_DEPTH:
                raise InputError(
                    expected=f"JSON nested at most {JSON_DEPTH} deep",
                    found="deeper nesting",
                    do="give a radar configuration",
                )
        elif character in "]}":
            depth -= 1


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result: dict[str, Json] = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"the key {quote(key, 40)} appears twice")
        result[key] = value
    return result
