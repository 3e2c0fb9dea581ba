"""Values that can be drawn, and what may be said about them."""

import math
from typing import Any

from mmwave_sim._errors import InputError

Value = bool | int | float | str
"""What can be drawn."""


def check_number(value: Any, what: str) -> None:
    """Refuses all but finite numbers; `what` names the field."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (is_number and math.isfinite(value)):
        raise InputError(
            expected=f"a finite number as {what}", found=repr(value)[:60], do="correct it"
        )


def check_value(value: Any, what: str) -> None:
    """Refuses all but finite numbers, texts, true and false; `what` names the field."""
    if not isinstance(value, bool | str):
        check_number(value, what)


def check_span(distribution: Any, low: float, high: float) -> None:
    """Refuses a span of a distribution that is no span."""
    kind = type(distribution).__name__
    check_number(low, f"low of {kind}")
    check_number(high, f"high of {kind}")
    if not low < high:
        raise InputError(
            expected=f"low below high in {kind}",
            found=f"low {low:g}, high {high:g}",
            do="exchange them, or use Constant",
        )


def average(values: tuple[Value, ...], shares: tuple[float, ...]) -> float:
    """Weighted mean of numbers; true counts as 1.

    Raises:
        InputError: One of them is a text.
    """
    texts = [value for value in values if isinstance(value, str)]
    if texts:
        raise InputError(
            expected="numbers to average", found=repr(texts[0]), do="choose from numbers"
        )
    return sum(float(v) * share for v, share in zip(values, shares, strict=True))


def text_of(value: Value) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else f"{value:g}"
