"""Opening the user's files: what can go wrong becomes one line."""

import codecs
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from mmwave_sim._errors import InputError

SIGNATURES: dict[bytes, str] = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b\x08": "a gzip archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x7fELF": "a program",
    b"\x93NUMPY": "a NumPy array",
    b"\x89HDF\r\n\x1a\n": "an HDF5 file",
    b"MATLAB 5.0": "a MATLAB file",
    b"MATLAB 7.3": "a MATLAB file",
    b"\xd4\xc3\xb2\xa1": "a packet capture",
    b"\xa1\xb2\xc3\xd4": "a packet capture",
    b"\x0a\x0d\x0d\x0a": "a packet capture",
}
"""First bytes of files that people take for something else."""

TEXT_BYTES = 64
"""Shortest printable start of a file that counts as a text."""


def quote(value: object, limit: int = 80) -> str:
    """A short printable form of what the user supplied, on one line."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


def regular_file(path: Path, what: str) -> Path:
    """Checks that `path` is a file that can be opened.

    Raises:
        InputError: It is missing, a folder, a device, or may not be read.
    """
    with reading(path, what):
        mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "neither a file nor a folder"
        raise InputError(
            expected=what, found=f"{kind} at {quote(str(path))}", do="give the path of a file"
        )
    if not os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _unreadable(path, what, "a file without permission to read it")
    return path


@contextmanager
def reading(path: Path, what: str) -> Iterator[None]:
    """Turns the operating system's refusals into an `InputError`."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise _unreadable(path, what, "no such file") from error
    except PermissionError as error:
        raise _unreadable(path, what, "a file without permission to read it") from error
    except OSError as error:
        raise _unreadable(path, what, error.strerror or type(error).__name__) from error
    except ValueError as error:  # a path with a NUL byte
        raise _unreadable(path, what, "a path that cannot exist") from error


@contextmanager
def parsing(path: Path, what: str) -> Iterator[None]:
    """Turns whatever a third-party parser raises on a broken file into an `InputError`."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(
            expected=what,
            found=f"{quote(path.name)}, which cannot be parsed ({type(error).__name__}: {reason})",
            do="check that the file is whole and of the kind that its name says",
        ) from error


def read_small(path: Path, limit: int, what: str) -> bytes:
    """The bytes of a small file.

    Raises:
        InputError: It cannot be read, is empty, or is larger than `limit`.
    """
    regular_file(path, what)
    with reading(path, what), path.open("rb") as file:
        content = file.read(limit + 1)
    if not content:
        raise _empty(path, what)
    if len(content) > limit:
        raise InputError(
            expected=f"{what} of at most {limit} bytes",
            found=f"more in {quote(path.name)}",
            do="check that this is the configuration and not the data",
        )
    return content


def read_head(path: Path, length: int, what: str) -> bytes:
    """The first bytes of a file.

    Raises:
        InputError: It cannot be read or is empty.
    """
    regular_file(path, what)
    with reading(path, what), path.open("rb") as file:
        head = file.read(length)
    if not head:
        raise _empty(path, what)
    return head


def map_bytes(path: Path, what: str) -> UInt8[np.ndarray, "byte"]:
    """Maps a file's bytes read-only.

    Raises:
        InputError: It cannot be read or is empty.
    """
    regular_file(path, what)
    with reading(path, what):
        if path.stat().st_size == 0:
            raise _empty(path, what)
        return np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))


def refuse_other_kinds(head: bytes, path: Path, what: str) -> None:
    """Refuses files that are recognisably no radar data.

    Raises:
        InputError: The first bytes are an image's, an archive's, a text's.
    """
    kind = next((name for magic, name in SIGNATURES.items() if head.startswith(magic)), None)
    if kind is None and _is_text(head):
        kind = "a text"
    if kind is not None:
        raise InputError(
            expected=what,
            found=f"{kind} in {quote(path.name)}",
            do="give the recording, or the suffix that belongs to this format",
        )


def _is_text(head: bytes) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return len(head) >= TEXT_BYTES and all(c.isprintable() or c in "\t\r\n\f" for c in text)


def _unreadable(path: Path, what: str, reason: str) -> InputError:
    return InputError(
        expected=what, found=f"{reason} at {quote(str(path))}", do="check the path and its rights"
    )


def _empty(path: Path, what: str) -> InputError:
    return InputError(
        expected=what, found=f"an empty file, {quote(path.name)}", do="record or copy it again"
    )
