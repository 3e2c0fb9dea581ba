"""Motion between key frames."""

import numpy as np
import pytest
from scipy.interpolate import CubicSpline

from mmwave_sim.motion import KeyFrameSpline, kinematics

TIMES_S = np.linspace(0.0, 1.0, 31)


def test_cubic_motion_is_reproduced_exactly_with_its_rate() -> None:
    # A cubic lies in the spline space, and not-a-knot ends do not disturb it.
    at = np.linspace(0.0, 1.0, 97)
    spline = KeyFrameSpline(TIMES_S)
    values = (1 - 2 * TIMES_S + 3 * TIMES_S**2 - TIMES_S**3)[:, None, None]
    got = kinematics(values, spline.weights(at), spline.weights(at, 1))
    np.testing.assert_allclose(
        got.position_m[:, 0, 0], 1 - 2 * at + 3 * at**2 - at**3, rtol=0, atol=2e-6
    )
    np.testing.assert_allclose(
        got.velocity_m_per_s[:, 0, 0], -2 + 6 * at - 3 * at**2, rtol=0, atol=2e-5
    )


@pytest.mark.parametrize("derivative", [0, 1, 2])
def test_motion_is_continuous_to_the_acceleration_across_key_frames(derivative: int) -> None:
    spline = KeyFrameSpline(TIMES_S)
    values = np.sin(9 * TIMES_S)
    step = 1e-7
    before = spline.weights(TIMES_S[1:-1] - step, derivative) @ values
    after = spline.weights(TIMES_S[1:-1] + step, derivative) @ values
    assert np.abs(after - before).max() < 2e-4


def test_times_outside_the_key_frames_are_refused() -> None:
    with pytest.raises(ValueError, match="leave the key frames' span"):
        KeyFrameSpline(TIMES_S).weights(np.array([1.1]))
    with pytest.raises(ValueError, match="strictly increasing"):
        KeyFrameSpline(np.array([0.0, 1.0, 1.0, 2.0]))


@pytest.mark.parametrize("derivative", [0, 1])
def test_long_motions_use_the_knots_near_by_and_lose_nothing(derivative: int) -> None:
    times_s = np.linspace(0.0, 20.0, 1201)
    values = np.cos(5 * times_s) + 0.1 * np.sin(23 * times_s)
    at = np.array([0.0, 0.01, 7.777, 13.2, 20.0])
    local = KeyFrameSpline(times_s).weights(at, derivative) @ values
    whole = CubicSpline(times_s, values)(at, derivative)
    np.testing.assert_allclose(local, whole, rtol=0, atol=1e-10)
