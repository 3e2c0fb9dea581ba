"""Where a data set lies: a folder, or any place that fsspec reaches."""

from collections.abc import Mapping
from typing import Protocol

from mmwave_sim._errors import InputError


class Store(Protocol):
    """Files by names with slashes. Nothing half-written is ever seen under its name."""

    place: str
    """What the user called it."""

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            InputError: It is missing or cannot be read.
        """
        ...

    def read_part(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of a file; a negative start counts from its end.

        Raises:
            InputError: It is missing or cannot be read.
        """
        ...

    def write(self, name: str, content: bytes) -> None:
        """Writes one file.

        Raises:
            InputError: The place refuses.
        """
        ...

    def commit(self, folder: str, files: Mapping[str, bytes], last: str) -> None:
        """Writes a folder as a whole; what was there under its name is replaced.

        Args:
            folder: Its name.
            files: Contents by names within it.
            last: The file whose presence says that the folder is whole.

        Raises:
            InputError: The place refuses.
        """
        ...

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        ...

    def names(self, folder: str) -> list[str]:
        """Names of all files at any depth in a folder, relative to it, sorted."""
        ...

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder, sorted; none if it is missing."""
        ...

    def remove(self, name: str) -> None:
        """Removes a file or folder, if it is there."""
        ...


def open_store(place: str) -> Store:
    """The store at a path, or at an fsspec address such as `s3://bucket/name`.

    Raises:
        InputError: The address needs a library that is not installed.
    """
    if "://" not in place:
        from mmwave_sim.dataset.shards._local_store import LocalStore

        return LocalStore(place)
    from mmwave_sim.dataset.shards._remote_store import RemoteStore

    return RemoteStore(place)


def refused(place: str, name: str, error: OSError) -> InputError:
    """What to say when a place refuses to write."""
    return InputError(
        expected=f"a place that takes {name}" if name else "a place that can be written",
        found=f"{error.strerror or type(error).__name__} at {place}",
        do="free space or change its rights, then run the same command again; "
        "finished shards are kept",
    )


def unreadable(place: str, name: str, error: Exception) -> InputError:
    """What to say when a file cannot be read."""
    reason = getattr(error, "strerror", None) or type(error).__name__
    return InputError(
        expected=f"the file {name} of a data set at {place}",
        found=str(reason),
        do="run mmwave dataset repair, or check the path",
    )
