"""`ChainMotion`: performances and walks one after another, as one motion, and the log of it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.interpolate import BSpline

from scenes.bodies import SIDES, Side
from scenes.motion._channels import CHANNELS, INDEX, Channels
from scenes.motion._fidget import Fidget
from scenes.motion._figure import Figure
from scenes.motion._footsteps import FootState
from scenes.motion._perform import Performance
from scenes.motion._pose import Pose


class Segment(Protocol):
    """A stretch of motion from its own time zero."""

    @property
    def duration_s(self) -> float:
        """Length, s."""
        ...

    def at(self, times_s: Float[np.ndarray, " time"]) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet."""
        ...


@dataclass(frozen=True)
class Keyed:
    """A performance as a segment.

    Attributes:
        figure: Who performs.
        performance: What.
    """

    figure: Figure
    performance: Performance

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return self.performance.duration_s

    def at(self, times_s: Float[np.ndarray, " time"]) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet."""
        values = self.performance.keyframes.at(times_s)
        return values, self.figure.poser.feet_of(values)


@dataclass(frozen=True)
class ActivityInterval:
    """What was done from when to when.

    Attributes:
        activity: Name in the library, or `walk`, `turn`, `stand`.
        start_s: From.
        end_s: To.
        step: Number of the step of the chain that it belongs to, -1 for transitions.
        hand: Side that led ("left", "right"), or "" where none does.
        repetitions: How often, 0 where it is not counted.
        cycles_s: When repetitions began, and when the last one ended, s.
    """

    activity: str
    start_s: float
    end_s: float
    step: int = -1
    hand: str = ""
    repetitions: int = 0
    cycles_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class ChainMotion:
    """A motion made of segments; pose, velocity and acceleration are continuous throughout.

    Attributes:
        figure: Who moves.
        segments: What, in order.
        intervals: What is done when.
        fidget: Small movements on top.
        rise: Spline over time of how far the body is lifted off what it would sink into, m.
        shift: Splines over time of how far each foot is moved so that it does not slide, m.
    """

    figure: Figure
    segments: tuple[Segment, ...]
    intervals: tuple[ActivityInterval, ...]
    fidget: Fidget
    rise: BSpline | None = None
    shift: dict[Side, BSpline] = field(default_factory=dict)
    activity: str = "chain"

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return float(self._starts_s[-1])

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time; the first and the last are held outside."""
        values, feet = self.channels(times_s)
        return self.figure.poser.pose(values, feet)

    def channels(
        self, times_s: Float[np.ndarray, " time"]
    ) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet in the world."""
        times = np.asarray(times_s, dtype=float)
        which = self._segment(times)
        values = np.zeros((len(times), len(CHANNELS)))
        feet = {side: _empty(len(times)) for side in SIDES}
        for number in np.unique(which):
            at = which == number
            own, own_feet = self.segments[number].at(times[at] - self._starts_s[number])
            values[at] = own
            for side in SIDES:
                _put(feet[side], at, own_feet[side])
        self.fidget.add(values, times)
        self._lift(values, feet, times)
        for side, shift in self.shift.items():
            feet[side].ankle_m[:, :2] += shift(np.clip(times, *shift.t[[0, -1]]))
        return values, feet

    def keyed(self, times_s: Float[np.ndarray, " time"]) -> Bool[np.ndarray, " time"]:
        """Whether key poses rather than steps make the motion at each time."""
        made = np.array([isinstance(one, Keyed) for one in self.segments])
        return made[self._segment(times_s)]

    def _segment(self, times_s: Float[np.ndarray, " time"]) -> Int[np.ndarray, " time"]:
        return np.searchsorted(self._starts_s[1:-1], times_s, "right")

    def _lift(
        self, values: Channels, feet: dict[Side, FootState], times_s: Float[np.ndarray, " time"]
    ) -> None:
        if self.rise is None:
            return
        rise = self.rise(np.clip(times_s, *self.rise.t[[0, -1]]))
        values[:, INDEX["pelvis_z"]] += rise
        for side in SIDES:
            feet[side].ankle_m[:, 2] += rise * np.asarray(feet[side].free)

    @cached_property
    def _starts_s(self) -> Float[np.ndarray, " boundary"]:
        return np.concatenate([[0.0], np.cumsum([one.duration_s for one in self.segments])])


def _empty(count: int) -> FootState:
    zeros = [np.zeros(count) for _ in range(6)]
    return FootState(np.zeros((count, 3)), *zeros)


def _put(all_times: FootState, at: np.ndarray, some: FootState) -> None:
    for name in ("ankle_m", "yaw_rad", "pitch_rad", "toe_bend_rad", "free", "flex_rad", "knee_rad"):
        getattr(all_times, name)[at] = getattr(some, name)
