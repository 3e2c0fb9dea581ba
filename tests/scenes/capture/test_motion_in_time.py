"""A retargeted motion is smooth at and between the frames, and comes to rest beyond them."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.bodies import Body
from scenes.capture import CapturedMotion, retarget
from scenes.capture._spline import COAST_S, held_spline
from tests.scenes.capture.people import RATE_HZ, posed_body, reaching


@pytest.fixture(scope="module")
def motion(body: Body) -> CapturedMotion:
    """Arms that circle while the body turns, cut in full swing."""
    return retarget(reaching().cut(0.31, 1.52), body)


def wrist_m(motion: CapturedMotion, times_s: np.ndarray) -> np.ndarray:
    """Place of the left wrist, in float64."""
    return posed_body(motion, times_s).at_m(motion.body.rig.limbs["L"].wrist)


@pytest.mark.parametrize("order", [0, 1, 2])
def test_position_velocity_and_acceleration_are_continuous(
    motion: CapturedMotion, order: int
) -> None:
    """The same from the left and from the right of every frame, and of the ends.

    One-sided differences over h are off by h times the next derivative: twice as small for half h.
    """
    first, last = motion.span_s
    frame = 1 / RATE_HZ
    at = np.arange(first - 0.3, last + 0.3, frame)

    def jump(step: float) -> float:
        sides = []
        for sign in (-1.0, 1.0):
            points = [wrist_m(motion, at + sign * (1e-9 + n * step)) for n in range(order + 1)]
            for _ in range(order):
                points = [sign * (b - a) / step for a, b in pairwise(points)]
            sides.append(points[0])
        return float(np.abs(sides[1] - sides[0]).max())

    coarse, fine = jump(1e-3), jump(5e-4)
    scale = {0: 1e-6, 1: 0.05, 2: 20.0}[order]
    assert fine < scale
    assert order == 0 or fine < 0.6 * coarse


def test_the_body_comes_to_rest_beyond_the_clip(motion: CapturedMotion) -> None:
    first, last = motion.span_s
    for end, away in ((first, -1.0), (last, 1.0)):
        near = wrist_m(motion, end + away * np.linspace(0.0, COAST_S, 30))
        far = wrist_m(motion, end + away * np.array([2 * COAST_S, 1.0, 50.0]))
        assert np.linalg.norm(near - near[0], axis=1).max() < 0.3
        np.testing.assert_allclose(far, np.broadcast_to(far[0], far.shape), atol=1e-4)


def test_a_held_spline_passes_through_its_values_and_stops_smoothly() -> None:
    times = np.arange(60) / 30.0
    spline = held_spline(np.sin(3 * times), 30.0, 0.0)
    np.testing.assert_allclose(spline(times), np.sin(3 * times), atol=1e-12)
    speed = 3 * np.cos(3 * times[-1])
    # The speed falls as 1 - 3 u^2 + 2 u^3, whose integral from 0 to 1 is a half.
    assert spline(np.array([99.0]))[0] == pytest.approx(
        np.sin(3 * times[-1]) + speed * round(COAST_S * 30) / 30 / 2, abs=0.02 * abs(speed)
    )
    ends = spline(np.array([-99.0, -98.0]))
    assert ends[0] == ends[1]


def test_times_may_be_any(motion: CapturedMotion) -> None:
    times = np.array([0.5, 0.1, 0.5])
    pose = motion.pose(times)
    np.testing.assert_array_equal(pose.rotations[0], pose.rotations[2])
    assert pose.rotations.shape == (3, len(motion.body.bone_names), 3)
    assert motion.pose(np.zeros(0)).rotations.shape[0] == 0
