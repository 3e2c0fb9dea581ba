"""Bodies that were made once and are kept as plain arrays."""

import os
import tempfile
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import numpy as np

from scenes._errors import InputError
from scenes.bodies._body import Body

ARRAYS = tuple(field.name for field in fields(Body) if field.name != "rig")
"""What of a body is kept; the last of them may be missing, and have defaults."""

NEEDED = len(ARRAYS) - 2
"""How many of them every entry has."""


def cache_folder() -> Path:
    """Where extracted bodies are kept: `$MMWAVE_CACHE`, or `~/.cache/mmwave`."""
    return Path(os.environ.get("MMWAVE_CACHE") or Path.home() / ".cache" / "mmwave")


def write_body(path: Path, body: Body) -> None:
    """Writes the cache entry aside and renames it, so that readers never see half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {name: getattr(body, name) for name in ARRAYS}
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, **{n: v for n, v in values.items() if v is not None})
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def read_body(path: Path) -> Body:
    """The body of a cache entry, with the bones' names but with the default rig.

    Raises:
        InputError: The entry is damaged.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            names = [*ARRAYS[:NEEDED], *(name for name in ARRAYS[NEEDED:] if name in arrays)]
            body = Body(**{name: arrays[name] for name in names})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(
            expected="a body in the cache",
            found=f"{path}, which cannot be read",
            do="delete that file; it will be made again",
        ) from error
    return replace(
        body,
        parents=tuple(int(parent) for parent in body.parents),
        bone_names=tuple(str(name) for name in body.bone_names),
        shape_names=tuple(str(name) for name in body.shape_names),
    )
