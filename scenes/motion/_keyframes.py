"""From key poses to a motion: position, velocity and acceleration are continuous.

Between keys every channel follows a quintic. A channel passes through a key with the harmonic mean
of the slopes on both sides where it goes on in the same direction, and rests at it for a moment
where it turns back or stays (F. N. Fritsch and J. Butland, "A method for constructing local
monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5, 1984); accelerations at keys
are zero. So channels do not overshoot, and what is equal in two keys stands still between them.

A foot that is on the ground at two keys but in different places steps from one to the other: it is
lifted in between, and travels while it is in the air.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float
from scipy.interpolate import BPoly

from scenes.bodies import SIDES, Side
from scenes.motion._channels import INDEX, Channels
from scenes.motion._paths import smooth_step

STEP_LIFT = 0.12
"""Height of a step, in its lengths, above `LEAST_LIFT_M`."""

LEAST_LIFT_M = 0.03
TRAVELS = (0.16, 0.84)
"""The part of a step's time in which the foot travels."""

PLACE = ("x", "y", "yaw")
"""Channels of a foot that a step changes: it stands still before and after."""

STILL_M = 0.004
"""A foot that moves or turns less (m, or rad * 0.1) between keys is not lifted."""


@dataclass(frozen=True)
class Keyframes:
    """Key poses at increasing times.

    Attributes:
        times_s: When, s.
        values: The keys.
    """

    times_s: Float[np.ndarray, " key"]
    values: Float[np.ndarray, "key channel"]

    def at(self, times_s: Float[np.ndarray, " time"]) -> Channels:
        """The motion; the first and the last key are held before and after."""
        times = np.clip(times_s, self.times_s[0], self.times_s[-1])
        result = self._curve(times)
        for side in SIDES:
            self._step(result, times, side)
        return result

    @cached_property
    def _curve(self) -> BPoly:
        slopes = monotone_slopes(self.times_s, self.values)
        for side in SIDES:
            stepping = self._steps[side] > 0
            stands = np.append(stepping, False) | np.append(False, stepping)
            slopes[np.ix_(stands, [INDEX[f"foot_{name}.{side}"] for name in PLACE])] = 0.0
        data = np.stack([self.values, slopes, np.zeros_like(slopes)], axis=1)
        return BPoly.from_derivatives(self.times_s, data)

    def _step(self, result: Channels, times_s: Float[np.ndarray, " time"], side: Side) -> None:
        """Lifts a foot where it goes from one place on the ground to another."""
        key = np.clip(np.searchsorted(self.times_s, times_s, "right") - 1, 0, len(self.times_s) - 2)
        stepping = self._steps[side][key]
        share = (times_s - self.times_s[key]) / np.diff(self.times_s)[key]
        travelled = smooth_step((share - TRAVELS[0]) / (TRAVELS[1] - TRAVELS[0]))
        for name in PLACE:
            column = INDEX[f"foot_{name}.{side}"]
            here, there = self.values[key, column], self.values[key + 1, column]
            step = here + travelled * (there - here)
            result[:, column] = np.where(stepping > 0, step, result[:, column])
        result[:, INDEX[f"foot_lift.{side}"]] += stepping * 64 * (share * (1 - share)) ** 3

    @cached_property
    def _steps(self) -> dict[Side, Float[np.ndarray, " interval"]]:
        """Height of the step of each foot from each key to the next, m; 0 where it takes none."""
        return {side: self._heights(side) for side in SIDES}

    def _heights(self, side: Side) -> Float[np.ndarray, " interval"]:
        x, y, lift, yaw, free = (
            self.values[:, INDEX[f"foot_{name}.{side}"]]
            for name in ("x", "y", "lift", "yaw", "free")
        )
        far = np.hypot(np.diff(x), np.diff(y))
        moves = far + 0.1 * np.abs(np.diff(yaw)) > STILL_M
        grounded = (lift < 1e-3) & (free < 0.5)
        return np.where(moves & grounded[:-1] & grounded[1:], LEAST_LIFT_M + STEP_LIFT * far, 0.0)


def monotone_slopes(
    times_s: Float[np.ndarray, " key"], values: Float[np.ndarray, "key channel"]
) -> Float[np.ndarray, "key channel"]:
    """Slopes at the keys that keep each channel between its keys; zero at both ends."""
    secants = np.diff(values, axis=0) / np.diff(times_s)[:, None]
    slopes = np.zeros_like(values)
    before, after = secants[:-1], secants[1:]
    onwards = before * after > 0
    total = np.where(onwards, before + after, 1.0)
    slopes[1:-1] = np.where(onwards, 2 * before * after / total, 0.0)
    return slopes
