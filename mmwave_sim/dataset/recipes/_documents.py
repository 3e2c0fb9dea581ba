"""Dataclasses to JSON and back, strictly, with errors that name the field."""

import json
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from mmwave_sim._errors import InputError

Kind = TypeVar("Kind")


def to_document(value: Any) -> Any:
    """A dataclass as JSON values; floats keep every bit."""
    return _adapter_of(cast(Hashable, type(value))).dump_python(value, mode="json")


def from_document(kind: type[Kind], document: Any, where: str) -> Kind:
    """Reads what `to_document` gave.

    Args:
        kind: A dataclass.
        document: JSON values.
        where: What it is, for messages.

    Raises:
        InputError: A field is missing, unknown, of another type, or its value cannot be.
    """
    try:
        result: Kind = _adapter_of(cast(Hashable, kind)).validate_json(
            json.dumps(document), strict=True
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (where, *first["loc"])))
        raise InputError(
            expected=f"a value that can be at {place}", found=first["msg"], do="correct it"
        ) from error
    if unknown := next(_lost(document, to_document(result), where), None):
        raise InputError(
            expected=f"only known fields in {where}",
            found=f"also {unknown[:80]}",
            do="remove it or correct its name",
        )
    return result


def parsed(text: str | bytes, where: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        InputError: The text is none.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            expected=f"JSON as {where}", found=str(error)[:80], do="correct it"
        ) from error
    if not isinstance(document, dict):
        raise InputError(
            expected=f"an object as {where}", found=repr(document)[:60], do="correct it"
        )
    return document


def part(document: dict[str, Any], name: str, where: str) -> Any:
    """A member of an object.

    Raises:
        InputError: There is none of this name.
    """
    if name not in document:
        raise InputError(
            expected=f"the field {name} in {where}",
            found=", ".join(sorted(document))[:80] or "none",
            do="add it",
        )
    return document[name]


def compact(document: Any) -> str:
    """JSON on one line, always the same for the same values."""
    return json.dumps(document, separators=(",", ":"), allow_nan=False)


def _lost(given: Any, read: Any, where: str) -> Iterator[str]:
    """Paths of fields that a document has and what was read of it has not."""
    if isinstance(given, dict) and isinstance(read, dict):
        yield from (f"{where}.{name}" for name in given if name not in read)
        for name in given.keys() & read.keys():
            yield from _lost(given[name], read[name], f"{where}.{name}")
    elif isinstance(given, list) and isinstance(read, list):
        for index, (one, other) in enumerate(zip(given, read, strict=False)):
            yield from _lost(one, other, f"{where}[{index}]")


@lru_cache(maxsize=64)
def _adapter_of(kind: Hashable) -> TypeAdapter:
    return TypeAdapter(cast(Any, kind))
