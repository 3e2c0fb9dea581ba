"""What the readers of text files share: numbers, and refusals that name the line."""

import numpy as np

from scenes._errors import InputError

END = "end"
"""Ends the name of the joint that stands for the end of a bone on which nothing hangs."""


def wrong(expected: str, found: str, line: int, source: str) -> InputError:
    """The refusal of a line of a file."""
    return InputError(
        expected=expected, found=f"{found[:80]} on line {line} of {source}", do="correct the file"
    )


def number(text: str, line: int, source: str) -> float:
    """A finite number.

    Raises:
        InputError: It is something else.
    """
    try:
        value = float(text)
    except ValueError:
        value = np.nan
    if not np.isfinite(value):
        raise wrong("a finite number", repr(text), line, source)
    return value
