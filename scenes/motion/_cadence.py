"""How long and how fast the steps are at a given speed, and when each one falls.

Relations of R. Boulic, N. Magnenat-Thalmann and D. Thalmann, "A global human walking model with
real-time kinematic personification", The Visual Computer 6 (1990). Speeds and lengths are relative
to the height of the hip joint above the ground.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.interpolate import BSpline, make_interp_spline

from scenes.motion._paths import GroundPath


def relative_speed(speed_m_per_s: float, hip_height_m: float) -> float:
    """Boulic's RV: speed over hip height, 1/s."""
    return speed_m_per_s / hip_height_m


def stride_length_m(speed_m_per_s: float, hip_height_m: float) -> float:
    """Length of a cycle of two steps, 1.346 sqrt(RV) hip heights, m."""
    return 1.346 * relative_speed(speed_m_per_s, hip_height_m) ** 0.5 * hip_height_m


def support_share(speed_m_per_s: float, hip_height_m: float) -> float:
    """Share of the cycle that a foot is on the ground, (0.752 D - 0.143 s) / D for cycle time D."""
    cycle_s = stride_length_m(speed_m_per_s, hip_height_m) / speed_m_per_s
    return 0.752 - 0.143 / cycle_s


@dataclass(frozen=True)
class StepClock:
    """Phase of a gait: the left heel strikes at whole numbers, the right half a cycle later.

    Attributes:
        phase: Spline from time (s) to phase, cycles.
        time: Its inverse.
    """

    phase: BSpline
    time: BSpline


def step_clock(
    path: GroundPath,
    hip_height_m: float,
    phase_at_zero: float,
    start_s: float,
    end_s: float,
    cadence: float = 1.0,
) -> StepClock:
    """Runs the gait along a path: the phase advances by speed over stride length.

    The stride follows the speed of the moment, so steps get shorter in turns. `cadence` is a factor
    on the number of steps at the same speed.
    """
    times = np.linspace(start_s, end_s, max(50, int((end_s - start_s) * 200)))
    rate = cadence * _rate_per_s(path.speed_m_per_s(times), hip_height_m)
    antiderivative = make_interp_spline(times, rate, k=5).antiderivative()
    phase = antiderivative(times) - antiderivative(0.0) + phase_at_zero
    return StepClock(
        phase=make_interp_spline(times, phase, k=5),
        time=make_interp_spline(phase, times, k=5),
    )


def _rate_per_s(
    speed_m_per_s: Float[np.ndarray, " time"], hip_height_m: float
) -> Float[np.ndarray, " time"]:
    return np.sqrt(speed_m_per_s / hip_height_m) / 1.346
