"""HumanML3D's texts: lines of caption, tokens, start and end."""

import math
from pathlib import Path

from scenes._errors import InputError
from scenes.capture._labels import Label
from scenes.capture._limits import read_lines

FORMAT = "HumanML3D's captions (.txt)"


def read_captions(path: str | Path) -> tuple[Label, ...]:
    """Reads lines `caption#tokens#start#end`, times in seconds; 0 and 0 mean the whole clip.

    Raises:
        InputError: A line is not of that form; the message has its number.
    """
    path = Path(path)
    lines = enumerate(read_lines(path, FORMAT), start=1)
    return tuple(_label(text, line, path.name) for line, text in lines if text.strip())


def _label(text: str, line: int, name: str) -> Label:
    caption, *rest = text.strip().split("#")
    try:
        start, end = (float(word) for word in rest[1:])
    except ValueError:
        start, end = -1.0, -1.0
    start, end = (0.0 if math.isnan(time) else time for time in (start, end))
    if not caption or len(rest) != 3 or not 0.0 <= start <= end < math.inf:
        raise InputError(
            expected=f"{FORMAT}: caption#tokens#start#end",
            found=f"{text.strip()[:80]!r} on line {line} of {name!r}",
            do="correct the line",
        )
    return Label(caption, start, end if end > 0.0 else None)
