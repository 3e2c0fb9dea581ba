"""`Quantity`: what a random quantity may be, and how many of it there are."""

import math
from dataclasses import dataclass
from typing import Any, Literal

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._distributions import Distribution, LogUniform, Uniform
from mmwave_sim.randomization._normal import Normal
from mmwave_sim.randomization._value import Value

Kind = Literal["number", "whole", "flag", "text"]
Per = Literal["sample", "transmitter", "receiver", "interferer", "person", "piece"]


@dataclass(frozen=True)
class Quantity:
    """The values that a quantity may take.

    Attributes:
        name: Group and field, such as `pose.height_m`.
        kind: Number, whole number, true or false, or one of `options`.
        low: Smallest number.
        high: Largest number.
        options: Texts to choose from.
        per: Of what there is one value each.
    """

    name: str
    kind: Kind
    low: float
    high: float
    options: tuple[str, ...]
    per: Per

    def check(self, value: Any) -> None:
        """Refuses a value that the quantity cannot take.

        Raises:
            InputError: Its type is another, or it lies beyond the limits.
        """
        if not self._takes(value):
            raise InputError(
                expected=f"{self.name} {self._wanted()}", found=repr(value)[:60], do="correct it"
            )

    def check_distribution(self, distribution: Distribution) -> None:
        """Refuses a distribution that could give a value that the quantity cannot take.

        Raises:
            InputError: It could.
        """
        for value in distribution.possible():
            unlimited = isinstance(value, float) and math.isinf(value)
            if not (unlimited and self.kind == "number" and value in (self.low, self.high)):
                self.check(value)
        if self.kind == "whole" and isinstance(distribution, Uniform | LogUniform | Normal):
            raise InputError(
                expected=f"{self.name} {self._wanted()}",
                found=str(distribution),
                do="use Whole, Choice or Constant",
            )

    def _takes(self, value: Any) -> bool:
        if self.kind == "text":
            return isinstance(value, str) and value in self.options
        if self.kind == "flag":
            return isinstance(value, bool)
        kinds = int if self.kind == "whole" else int | float
        is_number = isinstance(value, kinds) and not isinstance(value, bool)
        return is_number and math.isfinite(value) and self.low <= value <= self.high

    def _wanted(self) -> str:
        if self.kind == "text":
            return f"as one of {', '.join(self.options)}"
        if self.kind == "flag":
            return "as true or false"
        number = "as a whole number" if self.kind == "whole" else "as a finite number"
        low = "" if math.isinf(self.low) else f" from {self.low:g}"
        return f"{number}{low}" + ("" if math.isinf(self.high) else f" up to {self.high:g}")


def number(low: float = -math.inf, high: float = math.inf, per: Per = "sample") -> Quantity:
    """A number within limits, unnamed."""
    return Quantity("", "number", low, high, (), per)


def whole(low: int, high: int) -> Quantity:
    """A whole number within limits, unnamed."""
    return Quantity("", "whole", low, high, (), "sample")


def flag(per: Per = "sample") -> Quantity:
    """True or false, unnamed."""
    return Quantity("", "flag", 0, 1, (), per)


def one_of(options: tuple[str, ...], per: Per = "sample") -> Quantity:
    """One of several texts, unnamed."""
    return Quantity("", "text", 0, 0, options, per)


Drawn = Value | tuple[Value, ...]
"""A value, or one for each transmitter, person and so on."""
