"""Which code makes clips: the package's version and a digest of the sources that matter."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

LEFT_OUT: Final = ("cli", "report", "dataset", "__main__.py", "__init__.py")
"""Parts of `mmwave_sim` that no sample depends on; of `dataset`, `recipes` counts."""

LIBRARIES: Final = ("jax", "jaxlib", "numpy", "scipy", "sionna-rt", "mitsuba", "drjit", "trimesh")
"""Distributions whose arithmetic reaches the samples."""


@cache
def code_version() -> str:
    """The code that makes clips, such as `0.1.0+3f9a1c22d0b7`.

    The digest is the start of a SHA-256 over the names and bytes of every source and data file of
    `scenes`, of `mmwave_sim` but for what only shows, stores or hands on (`LEFT_OUT`), and of
    `mmwave_sim.dataset.recipes`, and over the versions of `LIBRARIES`.
    """
    digest = hashlib.sha256()
    for name, path in sorted(_sources()):
        digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        digest.update(f"{library}=={version(library)}\0".encode())
    return f"{version('mmwave-sim')}+{digest.hexdigest()[:12]}"


def _sources() -> list[tuple[str, Path]]:
    scenes, simulator = _folder("scenes"), _folder("mmwave_sim")
    parts = [part for part in simulator.iterdir() if part.name not in LEFT_OUT]
    roots = [scenes, *parts, simulator / "dataset" / "recipes"]
    files = (file for root in roots for file in ([root] if root.is_file() else root.rglob("*")))
    return [(_name(file, scenes.parent, simulator.parent), file) for file in files if _counts(file)]


def _counts(file: Path) -> bool:
    return file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"


def _name(file: Path, *bases: Path) -> str:
    base = next(base for base in bases if file.is_relative_to(base))
    return file.relative_to(base).as_posix()


def _folder(package: str) -> Path:
    found = find_spec(package)
    assert found is not None and found.origin is not None
    return Path(found.origin).parent
