"""Key poses become motions without jolts, without overshoot, with steps where feet change place."""

import numpy as np
import pytest

from scenes.motion._channels import CHANNELS, INDEX, moved
from scenes.motion._keyframes import Keyframes, monotone_slopes

TIMES = np.array([0.0, 0.4, 1.0, 1.3, 2.0])


def keys(**channels: list[float]) -> Keyframes:
    values = np.zeros((len(TIMES), len(CHANNELS)))
    for name, column in channels.items():
        values[:, INDEX[name]] = column
    return Keyframes(TIMES, values)


def test_the_motion_goes_through_its_keys_and_holds_the_ends() -> None:
    frames = keys(lean=[0.0, 0.3, 0.5, 0.2, 0.1])
    lean = frames.at(np.array([-1.0, *TIMES, 9.0]))[:, INDEX["lean"]]
    assert lean == pytest.approx([0.0, 0.0, 0.3, 0.5, 0.2, 0.1, 0.1], abs=1e-12)


def test_position_velocity_and_acceleration_are_continuous_at_keys() -> None:
    frames = keys(lean=[0.0, 0.3, 0.5, 0.2, 0.1])
    step = 1e-5
    for time in TIMES[1:-1]:
        before, after = (
            frames.at(time + sign * step * np.arange(4))[:, INDEX["lean"]] for sign in (-1, 1)
        )
        for order, tolerance in ((1, 1e-4), (2, 0.1)):
            slopes = [np.diff(v, order)[0] / step**order for v in (before, after)]
            sign = (-1) ** order
            assert sign * slopes[0] == pytest.approx(slopes[1], abs=tolerance)


def test_channels_do_not_overshoot_and_rest_where_they_turn_back() -> None:
    values = [0.0, 0.3, 0.5, 0.2, 0.2]
    lean = keys(lean=values).at(np.linspace(0.0, 2.0, 2001))[:, INDEX["lean"]]
    assert lean.min() >= -1e-12
    assert lean.max() <= 0.5 + 1e-12

    slopes = monotone_slopes(TIMES, np.array(values)[:, None])
    assert slopes[[0, 2, 4], 0] == pytest.approx(0.0)
    assert slopes[1, 0] > 0


def test_a_foot_that_stays_does_not_move_and_one_that_steps_is_lifted_while_it_travels() -> None:
    frames = keys(**{"foot_x.L": [0.0, 0.0, 0.4, 0.4, 0.4]})
    times = np.linspace(0.4, 1.0, 601)
    values = frames.at(times)
    place, lift = values[:, INDEX["foot_x.L"]], values[:, INDEX["foot_lift.L"]]
    moving = np.gradient(place, times) > 0.05
    assert lift[moving].min() > 2e-3, "it would scrape"
    assert lift.max() == pytest.approx(0.03 + 0.12 * 0.4, rel=1e-3)
    assert values[:, INDEX["foot_lift.R"]] == pytest.approx(0.0)
    assert place[[0, -1]] == pytest.approx([0.0, 0.4])


def test_a_stage_moved_keeps_the_motion_in_its_own_frame() -> None:
    values = np.zeros((1, len(CHANNELS)))
    values[0, [INDEX["pelvis_x"], INDEX["foot_y.L"], INDEX["pelvis_z"]]] = 1.0, 0.5, 0.9
    there = moved(values, np.array([2.0, 3.0]), np.pi / 2)[0]
    assert there[[INDEX["pelvis_x"], INDEX["pelvis_y"]]] == pytest.approx([2.0, 4.0])
    assert there[[INDEX["foot_x.L"], INDEX["foot_y.L"]]] == pytest.approx([1.5, 3.0])
    assert there[INDEX["pelvis_z"]] == 0.9
    assert there[INDEX["yaw"]] == pytest.approx(np.pi / 2)
