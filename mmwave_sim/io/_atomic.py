"""Writing aside and renaming, so that nothing half-written stays."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yields a path beside `path` to write to, renamed onto it when the block succeeds.

    Raises:
        InputError: The folder is missing or cannot be written, or the disk refuses.
    """
    aside = path.with_name(f".{path.name[:64]}.{secrets.token_hex(4)}.part")
    try:
        try:
            yield aside
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            expected=f"a folder that can be written for {quote(path.name)}",
            found=f"{error.strerror or type(error).__name__} at {quote(str(path.parent))}",
            do="create the folder, free space in it, or choose another",
        ) from error


def writable_path(path: str | Path, suffixes: tuple[str, ...]) -> Path:
    """The path of a file that is to be written, checked to be found again by its suffix.

    Raises:
        InputError: It has another suffix, or is a folder.
    """
    path = Path(path)
    if path.suffix.lower() not in suffixes or "\0" in str(path):
        raise InputError(
            expected=f"a path that ends in {' or '.join(suffixes)}",
            found=quote(path.name),
            do=f"name it {quote(path.stem + suffixes[0])}",
        )
    return path
