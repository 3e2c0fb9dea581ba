"""Dataclasses of numbers to JSON and back, exactly and strictly, by their own annotations."""

from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote
from mmwave_sim.io._json import Json, integer, member, number, wrong

TEXT_LENGTH = 200
"""Longest text in a field."""


def encode(value: Any) -> Json:
    """A dataclass as JSON values; floats keep every bit through Python's shortest repr."""
    return asdict(value)


def decode(kind: Any, value: Json, where: str) -> Any:
    """Builds a value of type `kind` from JSON.

    Args:
        kind: `str`, `bool`, `int`, `float`, a `Literal`, a tuple type, or a dataclass of these.
        value: What the file holds.
        where: Name of the field, for messages.

    Raises:
        InputError: A field is missing, unknown or of another type, or the values contradict.
    """
    if kind in _SCALARS:
        return _SCALARS[kind](value, where)
    if get_origin(kind) is Literal:
        return _literal(get_args(kind), value, where)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value, where)
    if is_dataclass(kind):
        return _dataclass(kind, value, where)
    raise TypeError(f"no JSON form is defined for {kind} ({where})")


def _dataclass(kind: Any, value: Json, where: str) -> Any:
    names = [field.name for field in fields(kind)]
    values = {name: member(value, name, where) for name in names}
    unknown = sorted(set(value) - set(names))
    if unknown:
        raise InputError(
            expected=f"the fields {', '.join(names)} in {where}",
            found=f"also {quote(unknown[0], 60)}",
            do="remove it or correct its name",
        )
    hints = get_type_hints(kind)
    built = {name: decode(hints[name], values[name], f"{where}.{name}") for name in names}
    try:
        return kind(**built)
    except ValueError as error:
        raise InputError(
            expected=f"values that can be in {where}", found=str(error), do="correct them"
        ) from error


def _tuple(kinds: tuple[Any, ...], value: Json, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise wrong("an array", value, where)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise wrong(f"an array of {len(kinds)}", value, where)
    pairs = zip(kinds, value, strict=True)
    return tuple(decode(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(pairs))


def _literal(options: tuple[Any, ...], value: Json, where: str) -> Any:
    for option in options:
        if type(option) is type(value) and option == value:
            return option
    raise wrong(" or ".join(map(repr, options)), value, where)


def _text(value: Json, where: str) -> str:
    if not isinstance(value, str) or len(value) > TEXT_LENGTH or not value.isprintable():
        raise wrong(f"printable text of at most {TEXT_LENGTH} characters", value, where)
    return value


def _flag(value: Json, where: str) -> bool:
    if not isinstance(value, bool):
        raise wrong("true or false", value, where)
    return value


def _whole(value: Json, where: str) -> int:
    if isinstance(value, float):
        raise wrong("an integer", value, where)
    return integer(value, where)


_SCALARS: dict[Any, Callable[[Json, str], Any]] = {
    str: _text,
    bool: _flag,
    int: _whole,
    float: number,
}
