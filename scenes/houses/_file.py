"""Reading a JSON document within limits of size and depth."""

import gzip
import io
import json
import math
import zlib
from pathlib import Path
from typing import Any, NoReturn

from scenes._errors import InputError
from scenes.houses._node import Node, one_line

LARGEST_BYTES = 64 * 2**20
"""A longer house, compressed or not, is refused."""

DEEPEST = 64
"""Lists and objects inside one another; a house of ProcTHOR has six."""

GZIP = b"\x1f\x8b"


def read_document(source: str | Path | bytes, what: str, most_bytes: int = LARGEST_BYTES) -> Node:
    """Reads a JSON document, gzipped or plain.

    Args:
        source: Path of the file, or its content.
        what: What it should be, for messages.
        most_bytes: Largest size once it is unpacked, bytes.

    Raises:
        InputError: It cannot be read, is too large or too deep, or is not JSON.
    """
    file = "the content" if isinstance(source, bytes) else one_line(Path(source).name)
    data = source if isinstance(source, bytes) else _content(Path(source), what, most_bytes)
    data = _unpacked(data, file, most_bytes) if data.startswith(GZIP) else data
    if len(data) > most_bytes:
        raise _too_large(file, most_bytes)
    return Node(_parsed(data, what, file), "", file)


def _content(path: Path, what: str, most_bytes: int) -> bytes:
    """At most one byte more than is allowed."""
    try:
        with path.open("rb") as stream:
            return stream.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(
            expected=what, found=f"{path.name!r}: {reason}", do="check the path"
        ) from error


def _unpacked(data: bytes, file: str, most_bytes: int) -> bytes:
    """The content of gzipped bytes, which may be far larger than these."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return stream.read(most_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            expected=f"{file} to be a whole gzip file", found=str(error), do="copy it again"
        ) from error


def _parsed(data: bytes, what: str, file: str) -> Any:
    """The document as Python's own objects."""
    try:
        document = json.loads(data, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError as error:
        raise _too_deep(file) from error
    except ValueError as error:
        found = f"{file}: {' '.join(str(error).split())[:120]}"
        raise InputError(expected=f"{what} in JSON", found=found, do="correct the file") from error
    if _depth_exceeds(document, DEEPEST):
        raise _too_deep(file)
    return document


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that JSON has")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is too large a number")
    return value


def _depth_exceeds(document: Any, most: int) -> bool:
    """Whether lists and objects lie deeper in one another than `most`, without recursion."""
    level = [document]
    for _ in range(most + 1):
        inner = [v for v in level if isinstance(v, dict | list)]
        level = [w for v in inner for w in (v.values() if isinstance(v, dict) else v)]
        if not inner:
            return False
    return True


def _too_large(file: str, most_bytes: int) -> InputError:
    expected = f"at most {most_bytes // 2**20} MiB of JSON"
    return InputError(expected=expected, found=f"{file}, which is larger", do="split or reduce it")


def _too_deep(file: str) -> InputError:
    expected = f"lists and objects at most {DEEPEST} deep"
    return InputError(expected=expected, found=f"deeper ones in {file}", do="check the file")
