"""Unity's left-handed axes become ours without mirroring anything."""

import math
from typing import Any

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes.houses import AssetTable, read_procthor
from scenes.spec import ObjectSpec

RIGHT, UP, FRONT = np.eye(3)
"""Unity's axes of a thing."""


def axes_of(item: ObjectSpec) -> np.ndarray:
    """Front, left and up of a thing in the world, as `ObjectSpec` defines its tilt and yaw."""
    tilt, yaw = Rotation.from_rotvec(item.tilt_rad), Rotation.from_euler("z", item.yaw_rad)
    return (yaw * tilt).apply(np.eye(3))


def unity_axis(axis: np.ndarray, x: float, y: float, z: float) -> np.ndarray:
    """Where Unity turns an axis (about z, then x, then y), in our world."""
    turns = ((2, z, 0, 1), (0, x, 1, 2), (1, y, 2, 0))
    for _, angle, first, second in turns:
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        turned = axis.copy()
        turned[first] = c * axis[first] - s * axis[second]
        turned[second] = s * axis[first] + c * axis[second]
        axis = turned
    return axis[[0, 2, 1]]


def imported(
    house: dict[str, Any], assets: AssetTable, save: Any, turn: tuple[float, float, float]
) -> ObjectSpec:
    house["objects"][0]["rotation"] = dict(zip("xyz", turn, strict=True))
    return read_procthor(save(house), assets).objects[0]


@pytest.mark.parametrize(
    ("angle", "front"),
    [(0, (0, 1)), (90, (1, 0)), (180, (0, -1)), (270, (-1, 0)), (450, (1, 0)), (-90, (-1, 0))],
)
def test_a_things_front_turns_clockwise_from_ahead_as_seen_from_above(
    house: dict, assets: AssetTable, save: Any, angle: float, front: tuple[int, int]
) -> None:
    item = imported(house, assets, save, (0, angle, 0))
    assert item.tilt_rad == (0.0, 0.0, 0.0)
    assert (math.cos(item.yaw_rad), math.sin(item.yaw_rad)) == pytest.approx(front, abs=1e-12)


def test_a_bat_laid_down_by_270_degrees_about_its_right_points_its_front_up(
    house: dict, assets: AssetTable, save: Any
) -> None:
    item = imported(house, assets, save, (270, 0, 0))
    front, _, up = axes_of(item)
    np.testing.assert_allclose(front, (0, 0, 1), atol=1e-12)
    np.testing.assert_allclose(up, (0, -1, 0), atol=1e-12)


@pytest.mark.parametrize(
    "turn", [(270, 5, 0), (0, 220, 90), (10, 20, 30), (-40, 300, 170), (180, 0, 180), (90, 90, 90)]
)
def test_every_axis_of_a_thing_points_where_unity_turns_it(
    house: dict, assets: AssetTable, save: Any, turn: tuple[float, float, float]
) -> None:
    front, left, up = axes_of(imported(house, assets, save, turn))
    np.testing.assert_allclose(front, unity_axis(FRONT, *turn), atol=1e-12)
    np.testing.assert_allclose(left, -unity_axis(RIGHT, *turn), atol=1e-12)
    np.testing.assert_allclose(up, unity_axis(UP, *turn), atol=1e-12)


def test_what_lies_to_the_right_of_an_agent_stays_on_its_right(
    house: dict, assets: AssetTable, save: Any
) -> None:
    """The agent at (1, 2) looks along Unity's +x; its right there is -z, towards z = 0."""
    spec = read_procthor(save(house), assets)
    x, y, _ = spec.radar.position_m
    right = (math.sin(spec.radar.yaw_rad), -math.cos(spec.radar.yaw_rad))
    assert (x, y) == (1.0, 2.0)
    assert right == pytest.approx((0.0, -1.0))


def test_the_jitter_of_a_physics_engine_is_no_tilt(
    house: dict, assets: AssetTable, save: Any
) -> None:
    assert imported(house, assets, save, (9.6e-5, 30, -2e-6)).tilt_rad == (0.0, 0.0, 0.0)
    assert imported(house, assets, save, (0.1, 30, 0)).tilt_rad != (0.0, 0.0, 0.0)


def test_a_box_is_centred_on_the_position_with_its_sides_along_its_own_axes(
    house: dict, assets: AssetTable, save: Any
) -> None:
    item = imported(house, assets, save, (0, 180, 0))
    assert item.size_m == (0.9, 2.0, 0.8)
    assert item.position_m == pytest.approx((2.0, 4.5, 0.0))
