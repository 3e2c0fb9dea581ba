"""`Kind`: declared data that scenes of one sort are drawn from, and the kinds by their names."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes._documents import from_document, to_document
from scenes import SceneSpec


class Kind(Protocol):
    """A frozen dataclass of declared data with one job: to draw a scene.

    A new kind is one file with such a class under `@kind("name")`, imported in `_kinds`.
    """

    def scene_of(self, random: np.random.Generator, duration_s: float) -> SceneSpec:
        """Draws a scene.

        Args:
            random: The only source of chance.
            duration_s: How long the scene must last at least, s.

        Raises:
            InputError: No scene of this kind can be made.
        """
        ...


KINDS: dict[str, type] = {}
"""Kinds by their names in JSON."""

Class = TypeVar("Class", bound=type)


def kind(name: str) -> Callable[[Class], Class]:
    """Registers a kind under its name in JSON."""

    def register(cls: Class) -> Class:
        KINDS[name] = cls
        return cls

    return register


def kind_to_document(one: Kind) -> dict[str, Any]:
    """A kind as JSON values: its name under `kind`, and its fields."""
    names = {cls: name for name, cls in KINDS.items()}
    return {"kind": names[type(one)], **to_document(one)}


def kind_from_document(document: dict[str, Any], where: str) -> Kind:
    """Reads what `kind_to_document` gave.

    Raises:
        InputError: The kind is unknown, or a field is not one of its.
    """
    name = document.get("kind")
    if name not in KINDS:
        raise InputError(
            expected=f"{where} with a kind of {', '.join(sorted(KINDS))}",
            found=repr(name)[:60],
            do="correct it",
        )
    fields = {field: value for field, value in document.items() if field != "kind"}
    found: Kind = from_document(KINDS[name], fields, where)
    return found
