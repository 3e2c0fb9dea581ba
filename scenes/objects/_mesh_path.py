"""Which mesh file a path means, and whether it is one to open."""

import os
import stat
from pathlib import Path

from scenes._errors import InputError

FORMATS = ("glb", "obj", "ply")
"""Formats that are read, by the suffix of the file."""

LARGEST_BYTES = 64 * 2**20
"""A larger file is refused."""


def mesh_path(file: str, folder: Path) -> tuple[Path, int, int]:
    """The path of a mesh file, when it last changed (ns), and its length in bytes.

    Args:
        file: As the specification has it; a relative path must stay inside `folder`.
        folder: Where relative paths begin.

    Raises:
        InputError: It is no path, leads out of the folder, is of another format, is not there,
            is no plain file, or is too long.
    """
    if not file:
        raise refusal("no file", "name one in `mesh`, or choose another kind")
    if "://" in file or file.startswith("file:") or "\0" in file:
        raise refusal(repr(file)[:80], "give the path of a file on this machine")
    path = Path(file)
    if path.suffix.lower().lstrip(".") not in FORMATS:
        raise refusal(repr(path.name)[:80], f"convert it to one of {', '.join(FORMATS)}")
    try:
        path = path if path.is_absolute() else _inside(path, folder)
        status = path.stat()
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise refusal(f"{reason} at {str(path)[-80:]!r}", "check the path") from error
    _check_plain(path, status)
    return path, status.st_mtime_ns, status.st_size


def refusal(found: str, do: str) -> InputError:
    """What is said of a mesh file that cannot be used."""
    return InputError(expected="a mesh file (glb, obj or ply)", found=found, do=do)


def _inside(path: Path, folder: Path) -> Path:
    full = (folder / path).resolve()
    if not full.is_relative_to(folder.resolve()):
        found = f"{str(path)[:80]!r}, which leads out of its folder"
        raise refusal(found, "move the file inside it")
    return full


def _check_plain(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise refusal(f"no plain file at {str(path)[-80:]!r}", "give the path of a file")
    if status.st_size > LARGEST_BYTES:
        do = f"reduce it below {LARGEST_BYTES // 2**20} MiB"
        raise refusal(f"{status.st_size:,} bytes in {path.name[-80:]!r}", do)
