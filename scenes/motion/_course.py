"""Where a body goes between two stances, as a function of the phase of its gait.

Phase counts cycles from the first heel strike of the foot that stays behind when the other one
takes the first step. Step `n` of the walk strikes at phase `n / 2`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.interpolate import BSpline, make_interp_spline
from scipy.ndimage import gaussian_filter1d

from scenes.motion._paths import smooth_step

RISE = 0.7
"""Cycles to full speed, and back."""

SLOWS = 0.4
"""How long before the last full step a body begins to slow down, cycles."""

CORNER_M = 0.18
"""Standard deviation of the blur that rounds the corners of a way, m."""

TURNED_M = 0.6
"""Way over which a body turns into a course that begins aside, m."""

RATHER_MORE = 0.3
"""A number of steps is rounded up from this far below a half: shorter strides are easier."""

GRID_M = 0.02

Phase = Float[np.ndarray, " time"]


@dataclass(frozen=True)
class Course:
    """A way from standing to standing.

    Attributes:
        position: Spline from share of the way to world x and y, m.
        heading: Spline from share of the way to heading, rad.
        length_m: Length of the way, m; 0 for a turn on the spot.
        steps: Number of steps; one more closes the feet.
        starts: Phase at which the body starts to move, cycles.
    """

    position: BSpline
    heading: BSpline
    length_m: float
    steps: int
    starts: float = -0.1

    @property
    def last_strike(self) -> float:
        """Phase of the last full step."""
        return 0.5 * self.steps

    @property
    def stride_m(self) -> float:
        """Way per cycle at full speed, m."""
        return self.length_m / self.cycles

    @property
    def cycles(self) -> float:
        """Number of cycles at full speed that would cover the way."""
        return self.last_strike - SLOWS - self.starts

    def share(self, phase: Phase) -> Phase:
        """How much of the way is done."""
        done = _ramped(phase - self.starts) - _ramped(phase - self.last_strike + SLOWS)
        return np.clip(done / self.cycles, 0.0, 1.0)

    def place_m(self, phase: Phase) -> Float[np.ndarray, "time 2"]:
        """World x and y, m."""
        return self.position(self.share(phase))

    def facing_rad(self, phase: Phase) -> Phase:
        """Heading, rad, not wrapped."""
        return self.heading(self.share(phase))


def _ramped(cycles: Phase) -> Phase:
    """Integral of a smooth step that takes `RISE` cycles."""
    x = np.clip(cycles / RISE, 0.0, 1.0)
    return RISE * (x**6 - 3 * x**5 + 2.5 * x**4) + np.clip(cycles - RISE, 0.0, None)


def straight_course(
    corners_m: Sequence[Sequence[float]],
    heading_rad: float,
    stride_m: float,
    starts: float = -0.1,
) -> Course:
    """A way along straight lines with rounded corners.

    Args:
        corners_m: World x and y of its ends and corners, m.
        heading_rad: Heading at its beginning, near which the heading is counted, rad.
        stride_m: Usual length of a cycle, m; the stride is fitted to a whole number of steps.
        starts: Phase at which the body starts to move, cycles.
    """
    points = _rounded(np.array(corners_m, dtype=float))
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    length = float(steps.sum())
    share = np.concatenate([[0.0], np.cumsum(steps)]) / length
    position = make_interp_spline(share, points, k=5)
    ahead = position.derivative()(share)
    heading = np.unwrap(np.arctan2(ahead[:, 1], ahead[:, 0]))
    heading += 2 * np.pi * np.round((heading_rad - heading[0]) / (2 * np.pi))
    late = heading_rad - heading[0]
    heading += late * (1 - smooth_step(share * length / TURNED_M))
    facing = make_interp_spline(share, heading, k=5)
    return Course(position, facing, length, _steps(length, stride_m, starts), starts)


def _rounded(corners_m: Float[np.ndarray, "corner 2"]) -> Float[np.ndarray, "point 2"]:
    """Points along the way; the ends stay where they are and keep their directions."""
    legs = np.linalg.norm(np.diff(corners_m, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(legs)])
    count = max(12, round(along[-1] / GRID_M) + 1)
    even = np.linspace(0.0, along[-1], count)
    points = np.stack([np.interp(even, along, corners_m[:, axis]) for axis in (0, 1)], axis=1)
    if len(corners_m) == 2:
        return points
    width = CORNER_M / (along[-1] / (count - 1))
    more = int(4 * width) + 2
    before = points[0] + np.arange(-more, 0)[:, None] * (points[1] - points[0])
    after = points[-1] + np.arange(1, more + 1)[:, None] * (points[-1] - points[-2])
    longer = np.concatenate([before, points, after])
    return gaussian_filter1d(longer, width, axis=0)[more:-more]


def round_course(
    origin_m: Float[np.ndarray, "2"],
    heading_rad: float,
    radius_m: float,
    turns: float,
    stride_m: float,
    starts: float = -0.1,
) -> Course:
    """A way round a circle.

    Args:
        origin_m: Where it begins, m.
        heading_rad: Which way it begins, rad.
        radius_m: Radius, m.
        turns: How many times round; positive to the left.
        stride_m: Usual length of a cycle, m.
        starts: Phase at which the body starts to move, cycles.
    """
    share = np.linspace(0.0, 1.0, max(16, int(60 * abs(turns))))
    heading = heading_rad + 2 * np.pi * turns * share
    side = np.sign(turns) * radius_m
    x, y = np.sin(heading) - np.sin(heading_rad), np.cos(heading_rad) - np.cos(heading)
    points = np.asarray(origin_m) + side * np.stack([x, y], axis=1)
    length = 2 * np.pi * radius_m * abs(turns)
    return Course(
        make_interp_spline(share, points, k=5),
        make_interp_spline(share, heading, k=5),
        length,
        _steps(length, stride_m, starts),
        starts,
    )


def _steps(length_m: float, stride_m: float, starts: float) -> int:
    """Steps that a way takes at about this stride."""
    return max(2, round(2 * (length_m / stride_m + SLOWS + starts) + RATHER_MORE))


def turning_course(
    place_m: Float[np.ndarray, "2"], start_rad: float, end_rad: float, per_step_rad: float
) -> Course:
    """A turn on the spot by small steps.

    Args:
        place_m: World x and y, m.
        start_rad: Heading before, rad.
        end_rad: Heading after, rad; the difference says which way round.
        per_step_rad: Largest turn in a step, rad.
    """
    share = np.linspace(0.0, 1.0, 8)
    steps = max(1, int(np.ceil(abs(end_rad - start_rad) / per_step_rad)))
    return Course(
        position=make_interp_spline(share, np.tile(place_m, (8, 1)), k=5),
        heading=make_interp_spline(share, start_rad + share * (end_rad - start_rad), k=5),
        length_m=0.0,
        steps=steps,
    )


def window(course: Course, phase: Phase) -> Phase:
    """From 0 while the body stands to 1 while it walks."""
    begun = smooth_step((phase - course.starts + 0.1) / 0.55)
    ended = smooth_step((phase - course.last_strike + 0.15) / 0.65)
    return begun - ended
