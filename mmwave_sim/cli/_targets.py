"""Where results go: checked before the work, so that nothing is computed in vain."""

import os
from pathlib import Path

from mmwave_sim._errors import InputError


def ready_folder(path: Path, option: str) -> Path:
    """Makes a folder if it is missing.

    Args:
        path: The folder.
        option: The option that named it, for the message.

    Raises:
        InputError: It cannot be made or written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        problem = "" if os.access(path, os.W_OK | os.X_OK) else "Permission denied"
    except OSError as error:
        problem = error.strerror or "an error"
    if problem:
        raise InputError(
            expected=f"a folder that can be written for {option}",
            found=f"{path} ({problem})",
            do="name another folder",
        )
    return path


def ready_file(path: Path, option: str) -> Path:
    """Makes a file's folder if it is missing.

    Raises:
        InputError: The folder cannot be made or written, or the path is a folder itself.
    """
    ready_folder(path.parent, option)
    if path.is_dir():
        raise InputError(
            expected=f"a file for {option}", found=f"the folder {path}", do="name a file in it"
        )
    return path
