"""Distributions of one quantity, drawn from a generator."""

import math
from dataclasses import dataclass

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._normal import Normal
from mmwave_sim.randomization._value import (
    Value,
    average,
    check_number,
    check_span,
    check_value,
    text_of,
)


@dataclass(frozen=True)
class Constant:
    """Always the same.

    Attributes:
        value: A number, a text, or true or false.
    """

    value: Value

    def __post_init__(self) -> None:
        check_value(self.value, "value of Constant")

    def __str__(self) -> str:
        return text_of(self.value)

    @property
    def mean(self) -> float:
        """The value.

        Raises:
            InputError: It is a text.
        """
        return average((self.value,), (1.0,))

    def possible(self) -> tuple[Value, ...]:
        """All that can be drawn."""
        return (self.value,)

    def draw(self, generator: np.random.Generator) -> Value:
        """The value; the generator is left alone."""
        return self.value


@dataclass(frozen=True)
class Uniform:
    """Evenly between two numbers.

    Attributes:
        low: Smallest number.
        high: Largest number.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        check_span(self, self.low, self.high)

    def __str__(self) -> str:
        return f"uniform, {self.low:g} to {self.high:g}"

    @property
    def mean(self) -> float:
        """Middle of the span."""
        return (self.low + self.high) / 2

    def possible(self) -> tuple[Value, ...]:
        """The two ends."""
        return self.low, self.high

    def draw(self, generator: np.random.Generator) -> float:
        """A number."""
        return float(generator.uniform(self.low, self.high))


@dataclass(frozen=True)
class LogUniform:
    """Between two positive numbers, evenly in their logarithm.

    Attributes:
        low: Smallest number, above 0.
        high: Largest number.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        check_span(self, self.low, self.high)
        if self.low <= 0:
            raise InputError(
                expected="low above 0 in LogUniform", found=f"{self.low:g}", do="raise low"
            )

    def __str__(self) -> str:
        return f"log-uniform, {self.low:g} to {self.high:g}"

    @property
    def mean(self) -> float:
        """(high - low) / ln(high / low)."""
        return (self.high - self.low) / math.log(self.high / self.low)

    def possible(self) -> tuple[Value, ...]:
        """The two ends."""
        return self.low, self.high

    def draw(self, generator: np.random.Generator) -> float:
        """A number."""
        drawn = math.exp(generator.uniform(math.log(self.low), math.log(self.high)))
        return min(max(drawn, self.low), self.high)


@dataclass(frozen=True)
class Whole:
    """Evenly among whole numbers.

    Attributes:
        low: Smallest one.
        high: Largest one.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        check_span(self, self.low, self.high)
        if not (isinstance(self.low, int) and isinstance(self.high, int)):
            raise InputError(
                expected="whole numbers low and high in Whole",
                found=f"{self.low!r} and {self.high!r}",
                do="leave their fractions out",
            )

    def __str__(self) -> str:
        return f"whole, {self.low} to {self.high}"

    @property
    def mean(self) -> float:
        """Middle of the span."""
        return (self.low + self.high) / 2

    def possible(self) -> tuple[Value, ...]:
        """The two ends."""
        return self.low, self.high

    def draw(self, generator: np.random.Generator) -> int:
        """A whole number."""
        return int(generator.integers(self.low, self.high, endpoint=True))


@dataclass(frozen=True)
class Choice:
    """One of several values.

    Attributes:
        options: What to choose from.
        weights: How likely each is, up to a common factor; all alike if left out.
    """

    options: tuple[Value, ...]
    weights: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if not self.options:
            raise InputError(expected="options in Choice", found="none", do="give one or more")
        for option in self.options:
            check_value(option, "option of Choice")
        if self.weights is not None:
            self._check_weights(self.weights)

    def __str__(self) -> str:
        shares = [f"{share:.0%} " if self.weights else "" for share in self.shares()]
        return "one of " + ", ".join(
            f"{share}{text_of(option)}" for share, option in zip(shares, self.options, strict=True)
        )

    @property
    def mean(self) -> float:
        """Weighted mean; true counts as 1.

        Raises:
            InputError: An option is a text.
        """
        return average(self.options, self.shares())

    def shares(self) -> tuple[float, ...]:
        """Probability of each option."""
        weights = self.weights or (1.0,) * len(self.options)
        return tuple(weight / sum(weights) for weight in weights)

    def possible(self) -> tuple[Value, ...]:
        """The options."""
        return self.options

    def draw(self, generator: np.random.Generator) -> Value:
        """One of the options."""
        ends = np.cumsum(self.shares())[:-1]
        return self.options[int(np.searchsorted(ends, generator.random(), side="right"))]

    def _check_weights(self, weights: tuple[float, ...]) -> None:
        for weight in weights:
            check_number(weight, "weight of Choice")
        if len(weights) != len(self.options) or min(weights) < 0 or sum(weights) <= 0:
            raise InputError(
                expected=f"{len(self.options)} weights of Choice of 0 or more, not all 0",
                found=str(weights),
                do="give one for each option, or leave weights out",
            )


Distribution = Constant | Uniform | LogUniform | Normal | Whole | Choice
