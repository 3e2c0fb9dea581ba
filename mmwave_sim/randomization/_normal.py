"""The normal distribution, cut off where it must not reach."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from mmwave_sim._errors import InputError
from mmwave_sim.randomization._value import check_number

_LEAST_SHARE = 1e-6
"""Share of a normal distribution that its limits must leave."""


@dataclass(frozen=True)
class Normal:
    """Normal, cut off below `low` and above `high` where these are given.

    Attributes:
        centre: Mean before it is cut.
        deviation: Standard deviation before it is cut.
        low: Smallest number, if there is one.
        high: Largest number, if there is one.
    """

    centre: float
    deviation: float
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        for name in ("centre", "deviation", "low", "high"):
            value = getattr(self, name)
            if value is not None or name in ("centre", "deviation"):
                check_number(value, f"{name} of Normal")
        if self.deviation <= 0:
            raise InputError(
                expected="deviation above 0 in Normal",
                found=f"{self.deviation:g}",
                do="raise it, or use Constant",
            )
        below, above = self._shares()
        if above - below < _LEAST_SHARE:
            raise InputError(
                expected=f"low and high of Normal that leave {_LEAST_SHARE:g} of it or more",
                found=f"low {self.low}, high {self.high}",
                do="widen them or move the centre between them",
            )

    def __str__(self) -> str:
        low, high = self.possible()
        cut = f", {low:g} to {high:g}" if (self.low, self.high) != (None, None) else ""
        return f"normal, {self.centre:g} +/- {self.deviation:g}{cut}"

    @property
    def mean(self) -> float:
        """Mean after it is cut (Johnson, Kotz and Balakrishnan 1994, equation 13.134)."""
        below, above = self._shares()
        low, high = (_density(limit) for limit in self._limits())
        return self.centre + self.deviation * (low - high) / (above - below)

    def possible(self) -> tuple[float, float]:
        """The limits, infinite where there are none."""
        low = -math.inf if self.low is None else self.low
        return low, math.inf if self.high is None else self.high

    def draw(self, generator: np.random.Generator) -> float:
        """A number, by the inverse of the distribution where it is cut."""
        low, high = self.possible()
        if math.isinf(low) and math.isinf(high):
            return float(generator.normal(self.centre, self.deviation))
        drawn = self.centre + self.deviation * float(ndtri(generator.uniform(*self._shares())))
        return min(max(drawn, low), high)

    def _limits(self) -> tuple[float, float]:
        low, high = self.possible()
        return (low - self.centre) / self.deviation, (high - self.centre) / self.deviation

    def _shares(self) -> tuple[float, float]:
        low, high = self._limits()
        return float(ndtr(low)), float(ndtr(high))


def _density(limit: float) -> float:
    """Density of the standard normal distribution."""
    return math.exp(-(limit**2) / 2) / math.sqrt(2 * math.pi)
