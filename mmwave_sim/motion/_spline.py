"""Twice continuously differentiable motion between key frames."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.interpolate import CubicSpline

_REACH = 14
"""Knots on either side that are kept: 0.27^14 is 1e-8 of what the motion departs from a line."""

_TOGETHER = 32
"""Times that share a stretch of knots."""


@dataclass(frozen=True)
class KeyFrameSpline:
    """The interpolating cubic spline through key frames, as a linear map of their values.

    A cubic spline's value at any time is linear in the values at its knots, so the map can be
    tabulated once and applied to any array of key frames, traced or not: the geometry stays
    differentiable, and position, velocity and acceleration are continuous in time (de Boor,
    *A Practical Guide to Splines*, 1978, chapter IV; not-a-knot ends).

    Attributes:
        times_s: Strictly increasing times of the key frames, s.
    """

    times_s: Float[np.ndarray, "key"]

    def __post_init__(self) -> None:
        if len(self.times_s) < 4 or np.any(np.diff(self.times_s) <= 0):
            raise ValueError("a spline needs at least four strictly increasing times")

    def weights(
        self, at_s: Float[np.ndarray, "time"], derivative: int = 0
    ) -> Float[np.ndarray, "time key"]:
        """Weights that give a time derivative of the curve at each time.

        Args:
            at_s: Times inside the key frames' span, s.
            derivative: 0 for the value, 1 for the rate (1/s), 2 for the acceleration (1/s^2).

        Raises:
            ValueError: A time lies outside the key frames.
        """
        slack = 1e-9
        if np.any(at_s < self.times_s[0] - slack) or np.any(at_s > self.times_s[-1] + slack):
            raise ValueError(
                f"times from {at_s.min():.3f} to {at_s.max():.3f} s leave the key frames' span "
                f"{self.times_s[0]:.3f} to {self.times_s[-1]:.3f} s"
            )
        weights = np.zeros((len(at_s), len(self.times_s)))
        for start in range(0, len(at_s), _TOGETHER):
            part = slice(start, start + _TOGETHER)
            near = self._neighbours(at_s[part])
            cardinal = CubicSpline(self.times_s[near], np.eye(near.stop - near.start))
            weights[part, near] = cardinal(at_s[part], derivative)
        return weights

    def _neighbours(self, at_s: Float[np.ndarray, " time"]) -> slice:
        """Knots that matter to some times: a knot's influence falls by 0.27 a knot."""
        first, last = np.searchsorted(self.times_s, [at_s.min(), at_s.max()])
        return slice(max(0, int(first) - _REACH), min(len(self.times_s), int(last) + _REACH))
