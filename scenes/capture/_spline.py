"""Rotations and places between frames, and beyond the first and the last of them."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.interpolate import CubicSpline
from scipy.spatial.transform import Rotation

COAST_S = 0.15
"""Time in which a body comes to rest before its first and after its last frame, s."""

STILL_FRAMES = 24
"""Frames of rest after that: a cubic spline's memory falls by 0.27 a frame, here to 2e-14."""


@dataclass(frozen=True)
class HeldSpline:
    """A curve through evenly spaced frames that comes to rest on both sides of them.

    Value, first and second derivative are continuous everywhere.

    Attributes:
        curve: Cubic spline through the frames and those added on both sides.
    """

    curve: CubicSpline

    def __call__(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time *value"]:
        """Value at each time; constant long before and after the frames."""
        knots = self.curve.x
        return self.curve(np.clip(times_s, knots[0], knots[-1]))


def held_spline(
    values: Float[np.ndarray, "frame *value"], rate_hz: float, start_s: float
) -> HeldSpline:
    """The curve through values at frames from `start_s` on.

    Beyond the frames it goes on at the speed of the last ones, which falls to nothing within
    `COAST_S`.
    """
    coast = max(2, round(COAST_S * rate_hz))
    before = _coasting(values[::-1], coast)[::-1]
    every = np.concatenate([before, values, _coasting(values, coast)])
    times = start_s + (np.arange(len(every)) - len(before)) / rate_hz
    return HeldSpline(CubicSpline(times, every, bc_type="clamped"))


def rotation_spline(rotation: Rotation, rate_hz: float, start_s: float) -> HeldSpline:
    """The same of quaternions, whose signs are chosen so that neighbours are near."""
    quaternion = rotation.as_quat()
    turns = np.sign((quaternion[1:] * quaternion[:-1]).sum(1))
    signs = np.cumprod(np.concatenate([[1.0], np.where(turns < 0, -1.0, 1.0)]))
    return held_spline(quaternion * signs[:, None], rate_hz, start_s)


def _coasting(
    values: Float[np.ndarray, "frame *value"], count: int
) -> Float[np.ndarray, "more *value"]:
    """What follows the last value while the speed falls to nothing, and then rests.

    The speed falls as 1 - S(u) with S the smooth step 3 u^2 - 2 u^3, so the way is
    u - u^3 + u^4 / 2 of what would have been covered.
    """
    step = values[-1] - values[-2] if len(values) > 1 else np.zeros_like(values[-1])
    part = np.minimum(np.arange(1, count + STILL_FRAMES + 1) / count, 1.0)
    way = count * (part - part**3 + part**4 / 2)
    return values[-1] + way.reshape(-1, *(1,) * step.ndim) * step
