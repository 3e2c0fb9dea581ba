"""Arms reach where they are told, or as far as they can."""

import numpy as np
import pytest

from scenes.bodies import Body, Side
from scenes.motion._figure import Figure, figure_of
from scenes.motion._reach import REACH


@pytest.fixture(scope="module")
def figure(light_body: Body) -> Figure:
    return figure_of(light_body)


@pytest.mark.parametrize("side", ["L", "R"])
@pytest.mark.parametrize(
    "aim", [(0.6, 0.1, 0.1), (0.3, -0.2, -0.3), (0.1, 0.8, 0.0), (0.2, 0.2, 0.75), (0.0, 0.1, -0.8)]
)
def test_the_wrist_comes_to_the_point_that_is_reached_for(
    figure: Figure, side: Side, aim: tuple[float, float, float]
) -> None:
    arm = figure.arms[side]
    target = arm.joints_m[1] + figure.arm_m * np.array(aim) * [1.0, arm.outwards, 1.0]
    angles = arm.angles_rad(target)
    assert np.linalg.norm(arm.wrist_m(angles) - target) < 0.01
    assert 0.0 <= angles[2] < np.deg2rad(155.0)


def test_what_is_out_of_reach_is_reached_for_in_its_direction(figure: Figure) -> None:
    arm = figure.arms["L"]
    shoulder = arm.joints_m[1]
    wrist = arm.wrist_m(arm.angles_rad(shoulder + np.array([3.0, 0.0, 0.0])))
    away = wrist - shoulder
    assert np.linalg.norm(away) == pytest.approx(REACH * arm.length_m, abs=0.03)
    assert away[0] / np.linalg.norm(away) > 0.99


def test_the_swivel_turns_the_elbow_and_leaves_the_wrist(figure: Figure) -> None:
    arm = figure.arms["R"]
    target = arm.joints_m[1] + np.array([0.3, 0.0, 0.0])
    low, high = (arm.angles_rad(target, swivel) for swivel in (0.0, 0.8))
    assert np.linalg.norm(arm.wrist_m(low) - arm.wrist_m(high)) < 0.01
    assert high[0] > low[0] + 0.1, "the upper arm goes outwards"
