"""One writer for a folder; the operating system frees the lock of a process that was killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.shards._local_store import LocalStore
from mmwave_sim.dataset.shards._store import Store, refused

LOCK: Final = ".lock"


@contextmanager
def sole_writer(store: Store) -> Iterator[None]:
    """Keeps other writers away from a data set and clears away what a killed one left.

    Only folders have locks; behind fsspec, whoever starts two writers must know.

    Raises:
        InputError: Another process writes there, or the folder cannot be written.
    """
    if not isinstance(store, LocalStore):
        yield
        return
    from filelock import FileLock, Timeout

    folder = Path(store.place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise InputError(
            expected=f"no other writer on {store.place}",
            found="a process that is at work on it",
            do="wait for it to end, or name another folder",
        ) from error
    except OSError as error:
        raise refused(store.place, "", error) from error
    try:
        store.sweep()
        yield
    finally:
        lock.release()
