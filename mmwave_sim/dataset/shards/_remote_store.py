"""A data set behind fsspec: object storage, or another file system."""

from collections.abc import Mapping
from typing import Any

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.shards._store import refused, unreadable


class RemoteStore:
    """Files behind an fsspec address, see `Store`.

    Object storage has no renaming: a folder counts once the file that is written last is there. It
    has no locks either, so nothing keeps a second writer away.
    """

    def __init__(self, place: str) -> None:
        """A store at an address such as `s3://bucket/name`.

        Raises:
            InputError: fsspec, or its part for this protocol, is not installed, or there is none.
        """
        self.place = place
        self._files, self._root = _file_system(place)

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        try:
            content: bytes = self._files.cat_file(self._path(name))
        except OSError as error:
            raise unreadable(self.place, name, error) from error
        return content

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of a file."""
        end = None if start < 0 and start + length >= 0 else start + length
        try:
            content: bytes = self._files.cat_file(self._path(name), start=start, end=end)
        except OSError as error:
            raise unreadable(self.place, name, error) from error
        return content

    def write(self, name: str, content: bytes) -> None:
        """Writes one file."""
        try:
            self._files.makedirs(self._path(name).rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(self._path(name), content)
        except OSError as error:
            raise refused(self.place, name, error) from error

    def commit(self, folder: str, files: Mapping[str, bytes], last: str) -> None:
        """Writes a folder as a whole: the file that says so goes first when old, comes last."""
        self.remove(f"{folder}/{last}")
        self.remove(folder)
        for name in sorted(files, key=lambda name: (name == last, name)):
            self.write(f"{folder}/{name}", files[name])

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        found: bool = self._files.isfile(self._path(name))
        return found

    def names(self, folder: str) -> list[str]:
        """Names of all files in a folder."""
        root = self._path(folder)
        self._files.invalidate_cache()
        if not self._files.isdir(root):
            return []
        base = self._files._strip_protocol(root).rstrip("/")
        found = (self._files._strip_protocol(path) for path in self._files.find(root))
        return sorted(path[len(base) :].lstrip("/") for path in found)

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder."""
        return sorted({name.partition("/")[0] for name in self.names(folder) if "/" in name})

    def remove(self, name: str) -> None:
        """Removes a file or folder."""
        try:
            if self._files.exists(self._path(name)):
                self._files.rm(self._path(name), recursive=True)
        except OSError as error:
            raise refused(self.place, name, error) from error

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root


def _file_system(place: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise _missing("fsspec") from error
    protocol, _, path = place.partition("://")
    try:
        files, root = fsspec.core.url_to_fs(place)
    except ImportError as error:
        raise _missing(str(error)[:120]) from error
    except (ValueError, OSError) as error:
        raise InputError(
            expected="an address that fsspec knows, such as s3://bucket/name",
            found=f"{place[:120]} ({str(error)[:80]})",
            do="correct it",
        ) from error
    if not path.strip("/"):
        raise InputError(expected=f"a folder behind {protocol}://", found="none", do="add its name")
    return files, root.rstrip("/")


def _missing(what: str) -> InputError:
    return InputError(
        expected="fsspec and its part for this protocol",
        found=what,
        do="install mmwave-sim[cloud] and, for s3://, s3fs or, for gs://, gcsfs",
    )
