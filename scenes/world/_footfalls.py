"""When feet touch the ground, and when they come down on it."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool, Float

from scenes.world._log import Footfall
from scenes.world._probe import SOLE, Probe

DOWN_M = 0.005
"""A foot whose lowest skin is lower than this touches the ground, m."""

UP_M = 0.02
"""A foot that comes down has been higher than this before, m."""

RATE_HZ = 50.0
"""How often feet are looked at, Hz; a foot that lands does so within a few milliseconds."""


def feet_down(points_m: Float[np.ndarray, "time point 3"]) -> Bool[np.ndarray, "foot time"]:
    """Whether the left and the right foot touch the ground, from the points of a `Probe`."""
    return np.stack([sole[..., 2].min(axis=1) < DOWN_M for sole in _soles_m(points_m)])


def footfalls(probe: Probe, duration_s: float) -> tuple[Footfall, ...]:
    """Every foot that comes down in a scene, in order of time."""
    times = np.linspace(0.0, duration_s, max(2, int(np.ceil(duration_s * RATE_HZ)) + 1))
    left, right = _soles_m(probe.points_m(times))
    found = [*_of_foot("left", times, left), *_of_foot("right", times, right)]
    return tuple(sorted(found, key=lambda one: one.time_s))


def _soles_m(points_m: Float[np.ndarray, "time point 3"]) -> list[Float[np.ndarray, "time sole 3"]]:
    return [points_m[:, -2 * SOLE : -SOLE], points_m[:, -SOLE:]]


def _of_foot(
    side: str, times_s: Float[np.ndarray, " time"], sole_m: Float[np.ndarray, "time sole 3"]
) -> Iterator[Footfall]:
    """Falls below `DOWN_M` after a rise above `UP_M`, the time between two looks interpolated."""
    height = sole_m[..., 2].min(axis=1)
    is_up = False
    for now in range(1, len(times_s)):
        is_up = is_up or height[now - 1] > UP_M
        if is_up and height[now] < DOWN_M:
            is_up = False
            share = (height[now - 1] - DOWN_M) / (height[now - 1] - height[now])
            time = times_s[now - 1] + share * (times_s[now] - times_s[now - 1])
            x, y = (float(value) for value in sole_m[now, :, :2].mean(axis=0))
            yield Footfall(float(time), "left" if side == "left" else "right", (x, y))
