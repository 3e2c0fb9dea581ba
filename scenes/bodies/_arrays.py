"""Arrays from untrusted `.npz` and `.pkl` files: only what is asked for, and nothing is run."""

import math
import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np

from scenes._errors import InputError
from scenes.bodies._pickle import read_pickle
from scenes.bodies._stack_machine import Call, Name, RefusedError, text

MAX_BYTES = 2**30
"""Largest file, and largest array in it: the models of the SMPL family have a quarter of that."""

MAX_DENSE_BYTES = 2**26
"""Largest sparse matrix, written out; a regressor of joints has a tenth of that."""

NUMPY = ("numpy.core.multiarray", "numpy._core.multiarray")
BUFFERS = ("numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer")
SPARSE = frozenset(
    f"scipy.sparse.{module}.{form}_matrix"
    for form in ("csc", "csr")
    for module in (form, f"_{form}")
)
NEW_OBJECT = ("copy_reg._reconstructor", "copyreg._reconstructor")
CHUMPY = "chumpy.ch.Ch"

NAMES = frozenset(
    {
        *(f"{module}.{name}" for module in NUMPY for name in ("_reconstruct", "scalar")),
        *BUFFERS,
        *("numpy.ndarray", "numpy.dtype"),
        *SPARSE,
        *NEW_OBJECT,
        CHUMPY,
        "_codecs.encode",
        *(
            f"{module}.{name}"
            for module in ("__builtin__", "builtins")
            for name in ("object", "set", "frozenset", "list", "dict", "tuple", "bytearray")
        ),
    }
)
"""What a pickle may name: arrays, sparse matrices, plain containers, and chumpy's variables."""

DAMAGE = (
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError, MemoryError),
    *(OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error),
)
"""What reading nonsense raises."""

DTYPE = re.compile(r"b1|[iu][1248]|f[248]")
"""Kinds of numbers that an array may hold."""

Arrays = dict[str, np.ndarray]


def read_arrays(path: Path, names: Iterable[str], optional: Iterable[str] = ()) -> Arrays:
    """The named arrays of a file, in the dtypes in which they are kept.

    Args:
        path: A `.npz` file, or a `.pkl` file with a dictionary of arrays, sparse matrices or
            chumpy's variables (these come as plain arrays).
        names: Arrays that must be there.
        optional: Arrays that may be there.

    Raises:
        InputError: The file cannot be read, holds anything but data, or lacks an array.
    """
    content = _content(path)
    try:
        reader = _Npz(content) if path.suffix.lower() == ".npz" else _Pickle(content)
        wanted = [*names, *(name for name in optional if name in reader.keys)]
        missing = [name for name in wanted if name not in reader.keys]
        if missing:
            raise RefusedError(f"no array {missing[0]!r}")
        return {name: _named(reader, name) for name in wanted}
    except RefusedError as error:
        raise _refusal(path, str(error)) from error


def _named(reader: "_Npz | _Pickle", name: str) -> np.ndarray:
    try:
        return reader.array(name)
    except RefusedError as error:
        raise RefusedError(f"{error} as {name!r}") from error


def _content(path: Path) -> bytes:
    try:
        if path.suffix.lower() not in (".npz", ".pkl") or not path.is_file():
            raise InputError(
                expected="a file that ends in .npz or .pkl", found=str(path), do="check the path"
            )
        if path.stat().st_size > MAX_BYTES:
            raise _refusal(path, f"{path.stat().st_size} bytes, more than {MAX_BYTES},")
        return path.read_bytes()
    except OSError as error:
        raise _refusal(path, str(error.strerror)) from error


def _refusal(path: Path, found: str) -> InputError:
    return InputError(
        expected="a file of plain arrays in the form that smplx reads",
        found=f"{found} in {path}",
        do="use the file as its authors published it, or save its arrays with numpy.savez",
    )


class _Npz:
    """Arrays in an archive, each checked by its header before it is read."""

    def __init__(self, content: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(BytesIO(content))
        except DAMAGE as error:
            raise RefusedError("no zip archive") from error
        members = (name for name in self.archive.namelist() if name.endswith(".npy"))
        self.keys = {name.removesuffix(".npy") for name in members}
        self.left = MAX_BYTES

    def array(self, name: str) -> np.ndarray:
        """An array."""
        info = self.archive.getinfo(f"{name}.npy")
        self.left -= info.file_size
        if self.left < 0:
            raise RefusedError(f"more than {MAX_BYTES} bytes")
        try:
            with self.archive.open(info) as member:
                return _npy(member, info.file_size)
        except RefusedError:
            raise
        except DAMAGE as error:
            raise RefusedError("a damaged array") from error


def _npy(file: IO[bytes], size: int) -> np.ndarray:
    version = np.lib.format.read_magic(file)
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }
    if version not in read:
        raise RefusedError(f"version {version} of the npy format")
    shape, fortran, dtype = read[version](file)
    _check(size - file.tell(), dtype, shape)
    return _array(file.read(), dtype, shape, fortran)


class _Pickle:
    """Arrays in a pickled dictionary; only those asked for are made."""

    def __init__(self, content: bytes) -> None:
        tree = read_pickle(content, NAMES)
        if not isinstance(tree, dict):
            raise RefusedError(f"a {type(tree).__name__} and no dictionary")
        self.keys = tree

    def array(self, name: str) -> np.ndarray:
        """An array."""
        try:
            return _made(self.keys[name])
        except RefusedError:
            raise
        except DAMAGE as error:
            raise RefusedError("a damaged array") from error


def _made(value: Any, plain: bool = False) -> np.ndarray:
    """The array that some calls would have made.

    Args:
        value: The last of the calls.
        plain: Whether only numpy's own arrays will do.
    """
    if not isinstance(value, Call):
        raise RefusedError(f"a {type(value).__name__}")
    function, arguments, state = value.function, value.arguments, value.state
    if function in NEW_OBJECT and isinstance(arguments[0], Name):
        function = arguments[0].dotted
    if function == CHUMPY and not plain:
        return _made(state["x"], plain=True)
    if function in SPARSE and not plain:
        return _dense(function, state)
    if function in BUFFERS:
        data, dtype, shape, order, *axes = arguments
        made = _array(_bytes(data), _dtype(dtype), shape, text(order) == "F")
        return made.transpose(*axes) if text(order) == "K" and axes else made
    if function.endswith("._reconstruct"):
        _, shape, dtype, fortran, data = state
        return _array(_bytes(data), _dtype(dtype), shape, bool(fortran))
    raise RefusedError(f"a {function}")


def _array(
    data: bytes | memoryview, dtype: np.dtype, shape: tuple[int, ...], fortran: bool
) -> np.ndarray:
    """An array of exactly these bytes, which it shares."""
    _check(len(data), dtype, shape)
    return np.frombuffer(data, dtype).reshape(shape, order="F" if fortran else "C")


def _check(size: int, dtype: np.dtype, shape: tuple[int, ...]) -> None:
    """Refuses anything but plain numbers that fill so many bytes."""
    if dtype.hasobject or not DTYPE.fullmatch(dtype.str[1:]):
        raise RefusedError(f"an array of {'objects' if dtype.hasobject else str(dtype)[:40]}")
    if min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize != size:
        raise RefusedError(f"{size} bytes for an array of shape {shape}")


def _dtype(value: Any) -> np.dtype:
    """The dtype of a call such as `dtype("f8", False, True)` with its byte order as state."""
    kind, order = text(value.arguments[0]), text(value.state[1])
    if kind.startswith("O"):
        raise RefusedError("an array of objects")
    if value.function != "numpy.dtype" or not DTYPE.fullmatch(kind) or order not in "<>|=":
        raise RefusedError(f"an array of {kind[:20]!r}")
    return np.dtype(order + kind)


def _bytes(value: Any) -> bytes | memoryview:
    """Bytes, however they were written down: Python 3 writes them for Python 2 as encoded text."""
    if isinstance(value, Call) and value.function == "_codecs.encode":
        value = value.arguments[0]
    if isinstance(value, str):
        return value.encode("latin-1")
    if isinstance(value, memoryview):
        return value
    raise RefusedError("an array of objects" if isinstance(value, list) else "an array of no bytes")


def _dense(function: str, state: dict[str, Any]) -> np.ndarray:
    """A sparse matrix, checked and written out."""
    from scipy import sparse

    form = {"c": sparse.csc_matrix, "r": sparse.csr_matrix}[function.removesuffix("_matrix")[-1]]
    rows, columns = (int(length) for length in state["_shape"])
    if not 0 < rows * columns * 8 <= MAX_DENSE_BYTES:
        raise RefusedError(f"a matrix of {rows} x {columns}")
    parts = (_made(state[name], plain=True) for name in ("data", "indices", "indptr"))
    matrix = form(tuple(parts), shape=(rows, columns))
    matrix.check_format(full_check=True)
    return matrix.toarray()
