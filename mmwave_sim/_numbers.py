"""Checks of numbers that a user gives; what JAX traces has no value yet and passes."""

import operator
from collections.abc import Callable
from typing import Any

import jax
import numpy as np

from mmwave_sim._errors import InputError


def is_traced(*values: Any) -> bool:
    """Whether JAX traces any of the values."""
    return any(isinstance(value, jax.core.Tracer) for value in values)


def check_finite(**numbers: Any) -> None:
    """Refuses what is not finite.

    Args:
        numbers: Each under the name that the user knows.

    Raises:
        InputError: One of them is no finite number.
    """
    _check(numbers, "a finite number", np.isfinite)


def check_positive(**numbers: Any) -> None:
    """Refuses what is not above 0 and finite; see `check_finite`."""
    _check(numbers, "a finite number above 0", lambda number: np.isfinite(number) & (number > 0))


def check_not_negative(**numbers: Any) -> None:
    """Refuses what is not 0 or more and finite; see `check_finite`."""
    _check(numbers, "a finite number of 0 or more", lambda n: np.isfinite(n) & (n >= 0))


def whole_number(name: str, value: Any, least: int) -> int:
    """A whole number as an int.

    Args:
        name: What the user knows it as.
        value: The number, of any integer type.
        least: Smallest value that is allowed.

    Raises:
        InputError: It is no whole number, or a smaller one.
    """
    try:
        number = least - 1 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = least - 1
    if number < least:
        raise InputError(
            expected=f"{name} to be a whole number of {least} or more",
            found=repr(value)[:60],
            do="change it",
        )
    return number


def _check(numbers: dict[str, Any], wanted: str, holds: Callable[[Any], Any]) -> None:
    for name, value in numbers.items():
        if is_traced(value):
            continue
        number = np.asarray(value)
        if number.dtype.kind not in "fiu" or not np.all(holds(number)):
            found = " ".join(repr(value).split())[:60]
            raise InputError(expected=f"{name} to be {wanted}", found=found, do="change it")
