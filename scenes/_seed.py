"""What may be a seed."""

import operator
from typing import Any

from scenes._errors import InputError

MAX_SEED = 2**63 - 1
"""The largest seed, so that every seed fits 64 bits with a sign."""


def as_seed(value: Any) -> int | None:
    """A seed as an int; None if the value is no whole number from 0 to `MAX_SEED`."""
    try:
        seed = -1 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        return None
    return seed if 0 <= seed <= MAX_SEED else None


def checked_seed(value: Any) -> int:
    """A seed as an int.

    Raises:
        InputError: The value is no whole number from 0 to `MAX_SEED`.
    """
    seed = as_seed(value)
    if seed is None:
        raise InputError(**seed_refusal(value))
    return seed


def seed_refusal(value: Any) -> dict[str, str]:
    """What an `InputError` says of a value that is no seed."""
    expected = f"a whole number from 0 to {MAX_SEED} as seed"
    return {"expected": expected, "found": repr(value)[:60], "do": "choose another"}
