"""Arrays from `.npy` and `.npz`: bounded, of numbers, and never unpickled."""

import struct
import tokenize
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.capture._limits import FILE_BYTES, check_file, check_finite

NPY = "a NumPy array (.npy)"
NPZ = "an archive of NumPy arrays (.npz)"
BROKEN = (
    *(OSError, ValueError, TypeError, LookupError, EOFError, SyntaxError, NotImplementedError),
    *(MemoryError, OverflowError, RecursionError),
    *(zipfile.BadZipFile, zlib.error, struct.error, tokenize.TokenError),
)
"""What NumPy raises for files that are damaged or hold Python objects."""


def read_npy(path: Path) -> Float[np.ndarray, "..."]:
    """One array of real numbers.

    Raises:
        InputError: It is no such file, too large, or holds Python objects.
    """
    check_file(path, NPY)
    try:
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    except BROKEN as error:
        raise _refused(path, NPY) from error
    if not isinstance(array, np.ndarray):
        raise _refused(path, NPY)
    return as_numbers(array, repr(path.name))


def read_npz(path: Path, needed: tuple[str, ...], wanted: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Some arrays of an archive; those `wanted` may be absent or unreadable.

    Raises:
        InputError: It is no such file, too large, or lacks an array.
    """
    check_file(path, NPZ)
    found: dict[str, np.ndarray] = {}
    try:
        with path.open("rb") as file:
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                raise _refused(path, NPZ)
            _check_unpacked(archive, path, needed + wanted)
            for key in needed + wanted:
                found |= _member(archive, key, key in needed)
    except InputError:
        raise
    except BROKEN as error:
        raise _refused(path, NPZ) from error
    missing = [key for key in needed if key not in found]
    if missing:
        raise InputError(
            expected=f"the arrays {', '.join(needed)} in {path.name!r}",
            found=f"none called {', '.join(missing)}",
            do="give a file of that form",
        )
    return found


def as_numbers(array: np.ndarray, where: str) -> Float[np.ndarray, "..."]:
    """The array as float64; its first axis is time.

    Raises:
        InputError: It does not hold real numbers, or one of them is not finite.
    """
    if array.dtype.kind not in "fiu":
        raise InputError(
            expected="real numbers",
            found=f"values of type {array.dtype} in {where}",
            do="save an array of floats",
        )
    numbers = np.array(array, dtype=np.float64)
    check_finite(np.atleast_1d(numbers), where)
    return numbers


def _member(archive: Any, key: str, must: bool) -> dict[str, np.ndarray]:
    if key not in archive:
        return {}
    try:
        return {key: archive[key]}
    except ValueError:  # an object array, which is not unpickled
        if must:
            raise
        return {}


def _check_unpacked(archive: Any, path: Path, keys: tuple[str, ...]) -> None:
    members = {f"{key}.npy" for key in keys}
    size = sum(info.file_size for info in archive.zip.infolist() if info.filename in members)
    if size > FILE_BYTES:
        raise InputError(
            expected=f"arrays of at most {FILE_BYTES // 2**20} MB",
            found=f"{size / 2**20:.0f} MB in {path.name!r}",
            do="cut it into shorter clips",
        )


def _refused(path: Path, what: str) -> InputError:
    return InputError(
        expected=what,
        found=f"{path.name!r}, which is damaged, of another form, or holds Python objects",
        do="save plain arrays with NumPy",
    )
