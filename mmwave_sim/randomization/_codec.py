"""Distributions to JSON and back, and the outer form of the documents that hold them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._distributions import (
    Choice,
    Constant,
    Distribution,
    LogUniform,
    Uniform,
    Whole,
)
from mmwave_sim.randomization._normal import Normal

KINDS: dict[str, Any] = {
    "constant": Constant,
    "uniform": Uniform,
    "log_uniform": LogUniform,
    "normal": Normal,
    "whole": Whole,
    "choice": Choice,
}
"""Distributions by their names in JSON."""


def encode(distribution: Distribution) -> dict[str, Any]:
    """A distribution as JSON values: its kind and its fields."""
    kinds = {kind: name for name, kind in KINDS.items()}
    filled = {name: value for name, value in asdict(distribution).items() if value is not None}
    return {"kind": kinds[type(distribution)], **filled}


def decode(document: Any, where: str) -> Distribution:
    """Reads what `encode` wrote.

    Args:
        document: JSON values.
        where: Name of the quantity, for messages.

    Raises:
        InputError: The kind or a field is unknown, missing or wrong.
    """
    if not isinstance(document, Mapping) or document.get("kind") not in KINDS:
        raise InputError(
            expected=f"{where} with a kind, one of {', '.join(KINDS)}",
            found=repr(document)[:80],
            do="correct it",
        )
    given = {name: value for name, value in document.items() if name != "kind"}
    kind = KINDS[document["kind"]]
    if unknown := sorted(set(given) - {field.name for field in fields(kind)}):
        raise InputError(
            expected=f"{where} with the fields {', '.join(f.name for f in fields(kind))}",
            found=f"also {unknown[0]!r}",
            do="remove it or correct its name",
        )
    try:
        return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})
    except (TypeError, InputError) as error:
        raise InputError(
            expected=f"a {document['kind']} distribution in {where}",
            found=str(error),
            do="correct its fields",
        ) from error


def parse(text: str | bytes, form: str, version: int) -> dict[str, Any]:
    """The members of a JSON document besides its format and version.

    Raises:
        InputError: It is no JSON object of this format and version.
    """
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InputError(
            expected=f"JSON of the format {form}", found=str(error), do="correct the text"
        ) from error
    if not isinstance(document, dict) or document.get("format") != form:
        raise InputError(
            expected=f"a JSON object of the format {form}",
            found=repr(document)[:60],
            do="give the text that to_json wrote",
        )
    if document.get("version") != version or document["version"] is True:
        raise InputError(
            expected=f"version {version} of {form}",
            found=repr(document.get("version"))[:40],
            do="use a release that knows this version",
        )
    return {name: member for name, member in document.items() if name not in ("format", "version")}
