"""Numeric arrays of MATLAB files of version 5 to 7.2.

An own reader, because SciPy's can be led outside its memory by a broken file. Source: MathWorks,
"MAT-File Format" (R2024a), chapter 1, "Level 5 MAT-File Format".
"""

import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote

HEADER_BYTES, TAG_BYTES, HEAD_BYTES = 128, 8, 4096
ORDERS = {b"\x00\x01IM": "<", b"\x01\x00MI": ">"}
"""Byte order by version and endian indicator."""

MATRIX, COMPRESSED = 14, 15
DTYPES = {
    1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"
}  # fmt: skip
"""NumPy's type by type of element."""

NUMERIC_CLASSES = range(6, 16)
LOGICAL, COMPLEX = 0x200, 0x800
MOST_AXES = 32


@dataclass(frozen=True)
class Variable:
    """An array in a file, not yet read.

    Attributes:
        name: Its name.
        shape: Its shape, as MATLAB says it.
        is_complex: Whether it has an imaginary part.
        order: Byte order of the file.
        body: The element's bytes, compressed or not.
        is_compressed: Which of both.
    """

    name: str
    shape: tuple[int, ...]
    is_complex: bool
    order: str
    body: memoryview
    is_compressed: bool


class BrokenMatrixError(ValueError):
    """An element that contradicts itself."""


def list_variables(data: memoryview, path: Path) -> list[Variable]:
    """The numeric arrays of a file.

    Raises:
        InputError: It is no such file, or broken.
    """
    order = ORDERS.get(bytes(data[124:HEADER_BYTES]))
    if order is None:
        raise InputError(
            expected="a MATLAB file (.mat) of version 5 to 7.3",
            found=f"other content in {quote(path.name)}",
            do="save it from MATLAB without -v4, or from SciPy",
        )
    try:
        return [v for v in _variables(data, order) if v is not None]
    except (BrokenMatrixError, struct.error, zlib.error) as error:
        raise broken(path, error) from error


def read_variable(variable: Variable, path: Path) -> Num[np.ndarray, "..."]:
    """Reads an array whose size was checked.

    Raises:
        InputError: Its element is broken.
    """
    try:
        return _read(variable)
    except (BrokenMatrixError, struct.error, zlib.error) as error:
        raise broken(path, error) from error


def broken(path: Path, error: Exception) -> InputError:
    """The error for a file that contradicts itself."""
    return InputError(
        expected=f"a sound MATLAB file in {quote(path.name)}", found=str(error), do="copy it again"
    )


def _variables(data: memoryview, order: str) -> Iterator[Variable | None]:
    position = HEADER_BYTES
    while position < len(data):
        kind, size = struct.unpack_from(f"{order}II", data, position)
        position += TAG_BYTES
        if size > len(data) - position:
            raise BrokenMatrixError(
                f"an element of {size} bytes where {len(data) - position} remain"
            )
        body = data[position : position + size]
        if kind in (MATRIX, COMPRESSED) and size:
            yield _variable(body, order, is_compressed=kind == COMPRESSED)
        position += size


def _variable(body: memoryview, order: str, *, is_compressed: bool) -> Variable | None:
    head = body[:HEAD_BYTES]
    if is_compressed:
        inner = zlib.decompressobj().decompress(body, HEAD_BYTES)
        if struct.unpack_from(f"{order}I", inner)[0] != MATRIX:
            return None
        head = memoryview(inner)[TAG_BYTES:]
    elements = _elements(head, order)
    flags = struct.unpack_from(f"{order}I", _next(elements))[0]
    if flags & 0xFF not in NUMERIC_CLASSES or flags & LOGICAL:
        return None
    shape = _shape(_next(elements), order)
    name = bytes(_next(elements)).decode("ascii", "replace")
    return Variable(name, shape, bool(flags & COMPLEX), order, body, is_compressed)


def _read(variable: Variable) -> Num[np.ndarray, "..."]:
    body = variable.body
    count = math.prod(variable.shape)
    if variable.is_compressed:
        limit = HEAD_BYTES + 16 * count
        body = memoryview(zlib.decompressobj().decompress(body, limit))[TAG_BYTES:]
    elements = list(_elements(body, variable.order))[3:]
    parts = [_numbers(kind, data, variable.order) for kind, data in elements]
    if len(parts) != 1 + variable.is_complex or any(len(part) != count for part in parts):
        raise BrokenMatrixError(f"other than {count} numbers in {quote(variable.name, 40)}")
    if not variable.is_complex:
        return parts[0].reshape(variable.shape, order="F")
    values = np.empty(count, np.complex64 if parts[0].itemsize <= 4 else np.complex128)
    values.real, values.imag = parts
    return values.reshape(variable.shape, order="F")


def _elements(body: memoryview, order: str) -> Iterator[tuple[int, memoryview]]:
    """The parts of a matrix; one of up to four bytes lies in its own tag."""
    position = 0
    while position + TAG_BYTES <= len(body):
        kind, size = struct.unpack_from(f"{order}II", body, position)
        if kind >> 16:
            kind, size = kind & 0xFFFF, kind >> 16
            yield kind, body[position + 4 : position + 4 + min(size, 4)]
            position += TAG_BYTES
        else:
            yield kind, body[position + TAG_BYTES : position + TAG_BYTES + size]
            position += TAG_BYTES + size + -size % 8


def _next(elements: Iterator[tuple[int, memoryview]]) -> memoryview:
    part = next(elements, None)
    if part is None:
        raise BrokenMatrixError("a matrix that ends early")
    return part[1]


def _shape(data: memoryview, order: str) -> tuple[int, ...]:
    axes = len(data) // 4
    if not 2 <= axes <= MOST_AXES:
        raise BrokenMatrixError(f"a matrix of {axes} axes")
    shape = struct.unpack_from(f"{order}{axes}i", data)
    if min(shape) < 0:
        raise BrokenMatrixError("a matrix of negative size")
    return shape


def _numbers(kind: int, data: memoryview, order: str) -> Num[np.ndarray, " number"]:
    if kind not in DTYPES:
        raise BrokenMatrixError(f"numbers of unknown type {kind}")
    dtype = np.dtype(f"{order}{DTYPES[kind]}")
    if len(data) % dtype.itemsize:
        raise BrokenMatrixError("numbers that end early")
    return np.frombuffer(data, dtype)
