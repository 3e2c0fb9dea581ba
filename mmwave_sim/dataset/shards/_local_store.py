"""A data set in a folder: written aside, flushed to the disk, renamed."""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mmwave_sim.dataset.shards._store import refused, unreadable

ASIDE: Final = ".aside-"
"""Names of what is being written begin so; what a killed process left is removed."""


class LocalStore:
    """Files in a folder, see `Store`."""

    def __init__(self, place: str) -> None:
        """A store in a folder, which need not exist yet."""
        self.place = place
        self._root = Path(place)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            return (self._root / name).read_bytes()
        except OSError as error:
            raise unreadable(self.place, name, error) from error

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of a file."""
        try:
            with (self._root / name).open("rb") as file:
                file.seek(start, os.SEEK_END if start < 0 else os.SEEK_SET)
                return file.read(length)
        except OSError as error:
            raise unreadable(self.place, name, error) from error

    def write(self, name: str, content: bytes) -> None:
        """Writes one file."""
        target = self._root / name
        aside = target.with_name(f"{ASIDE}{secrets.token_hex(6)}")
        try:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                _write_through(aside, content)
                aside.replace(target)
                _flush_folder(target.parent)
            finally:
                aside.unlink(missing_ok=True)
        except OSError as error:
            raise refused(self.place, name, error) from error

    def commit(self, folder: str, files: Mapping[str, bytes], last: str) -> None:
        """Writes a folder as a whole."""
        target = self._root / folder
        aside, old = (target.with_name(f"{ASIDE}{secrets.token_hex(6)}") for _ in range(2))
        try:
            try:
                _write_folder(aside, files)
                if target.exists():
                    target.rename(old)
                aside.rename(target)
                _flush_folder(target.parent)
            finally:
                _discard(aside)
                _discard(old)
        except OSError as error:
            raise refused(self.place, folder, error) from error

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self._root / name).is_file()

    def names(self, folder: str) -> list[str]:
        """Names of all files in a folder."""
        root = self._root / folder
        files = (path for path in root.rglob("*") if path.is_file())
        found = (path.relative_to(root) for path in files)
        return sorted(
            path.as_posix() for path in found if not any(p.startswith(ASIDE) for p in path.parts)
        )

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder."""
        root = self._root / folder
        if not root.is_dir():
            return []
        return sorted(
            path.name
            for path in root.iterdir()
            if path.is_dir() and not path.name.startswith(ASIDE)
        )

    def remove(self, name: str) -> None:
        """Removes a file or folder."""
        path = self._root / name
        try:
            if path.is_dir():
                # Renamed first, so that it is never seen without some of its files.
                aside = path.with_name(f"{ASIDE}{secrets.token_hex(6)}")
                path.rename(aside)
                shutil.rmtree(aside)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise refused(self.place, name, error) from error

    def sweep(self) -> None:
        """Removes what killed processes left half-written. Only for who holds the lock."""
        try:
            for path in [*self._root.glob(f"{ASIDE}*"), *self._root.glob(f"*/{ASIDE}*")]:
                _discard(path)
        except OSError as error:
            raise refused(self.place, "", error) from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_folder(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        _write_through(root / name, content)
    for path in [root, *(one for one in root.rglob("*") if one.is_dir())]:
        _flush_folder(path)


def _flush_folder(path: Path) -> None:
    """Makes the names in a folder outlast a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
