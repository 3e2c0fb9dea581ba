"""Text files that are whole or not there, and lines that a terminal does not act on."""

import os
from pathlib import Path


def write_text(path: Path, content: str) -> Path:
    """Writes a file aside and renames it, so that nobody reads half of one."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    aside.write_text(content, encoding="utf-8")
    os.replace(aside, path)
    return path


def plain(text: str) -> str:
    """A line without the characters that would steer a terminal."""
    return "".join(one if one.isprintable() else " " for one in text)
