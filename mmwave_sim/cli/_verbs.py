"""The verbs of the `mmwave` command: found by entry point, described without being imported."""

import ast
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final

GROUP: Final = "mmwave.verbs"
"""Entry point group. The name `radar.info` is the verb `mmwave radar info`."""


@dataclass(frozen=True)
class Verb:
    """One verb.

    Attributes:
        words: What is typed after `mmwave`, for instance `("radar", "info")`.
        entry: The entry point that names its function.
    """

    words: tuple[str, ...]
    entry: EntryPoint

    @property
    def title(self) -> str:
        """The words as typed."""
        return " ".join(self.words)

    def summary(self) -> str:
        """First line of the function's docstring, read from the source ("" where there is none)."""
        source = _source_of(self.entry.module)
        if source is None:
            return ""
        for node in ast.parse(source.read_bytes()).body:
            if isinstance(node, ast.FunctionDef) and node.name == self.entry.attr:
                return (ast.get_docstring(node) or "").partition("\n")[0]
        return ""

    def load(self) -> Callable[..., int | None]:
        """Imports the function; its result, where it is not None, is the exit code."""
        function: Callable[..., int | None] = self.entry.load()
        return function


def installed_verbs() -> tuple[Verb, ...]:
    """Every verb that the installed distributions register, in alphabetical order."""
    entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    return tuple(Verb(tuple(entry.name.split(".")), entry) for entry in entries)


def _source_of(module: str) -> Path | None:
    """Source file of a module, found without importing the packages that it lies in."""
    top, *rest = module.split(".")
    spec = importlib.util.find_spec(top)
    if spec is None or spec.origin is None:
        return None
    if not rest:
        return Path(spec.origin)
    source = Path(spec.origin).parent.joinpath(*rest).with_suffix(".py")
    return source if source.is_file() else None
