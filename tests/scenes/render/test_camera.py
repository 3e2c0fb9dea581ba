"""Cameras: where a point of the world lies in a picture."""

import numpy as np
import pytest

from scenes import InputError
from scenes.render import Camera
from scenes.render._camera import fitted
from scenes.render._sight import clearest, direction

AHEAD = Camera((0.0, 0.0, 1.0), (5.0, 0.0, 1.0), field_of_view_rad=np.pi / 2)


def test_a_pinhole_projects_by_similar_triangles() -> None:
    """At 2 m ahead a view of 90 degrees spans 4 m from the lower to the upper edge: 25 px/m."""
    points = np.array([[2.0, 0.0, 1.0], [2.0, 1.0, 1.0], [2.0, 0.0, 2.0], [4.0, -1.0, 0.0]])
    pixels = AHEAD.project(points, 200, 100)
    assert np.allclose(pixels, [[100, 50], [75, 50], [100, 25], [112.5, 62.5]])


def test_an_orthographic_camera_has_one_scale() -> None:
    above = Camera((3.0, 2.0, 10.0), (3.0, 2.0, 0.0), up=(0.0, 1.0, 0.0), height_m=5.0)
    points = np.array([[3.0, 2.0, 0.0], [4.0, 2.0, 3.0], [3.0, 3.0, -7.0]])
    assert np.allclose(above.project(points, 200, 100), [[100, 50], [120, 50], [100, 30]])


def test_what_is_behind_a_pinhole_is_nowhere() -> None:
    assert np.isnan(AHEAD.project(np.array([[-1.0, 0.0, 1.0]]), 200, 100)).all()


@pytest.mark.parametrize("azimuth", [0.3, 2.0, 4.5])
def test_a_fitted_camera_sees_every_point_and_is_no_further_than_needed(azimuth: float) -> None:
    points = np.random.default_rng(0).uniform((0, 0, 0), (6, 4, 2.5), (50, 3))
    camera = fitted(points, direction(azimuth, 0.7), 4 / 3, 0.5, margin=0.05)
    low, high = (
        edge(camera.project(points, 400, 300), axis=0) / (400, 300) for edge in (np.min, np.max)
    )
    assert (low > 0.045).all() and (high < 0.955).all()
    assert np.max(high - low) > 0.88


def test_the_eye_goes_where_nothing_is_in_between() -> None:
    """A box hides the point from +x, the second choice, +y, is free, and so is -x, the third."""
    point, box = np.array([[0.0, 0.0, 1.0]]), np.array([[[1, -1, 0], [2, 1, 2]]], dtype=float)
    assert clearest([0.0, np.pi / 2, np.pi], 0.1, point, box) == np.pi / 2
    assert clearest([0.0], 0.1, point, box) == 0.0
    assert clearest([0.0, np.pi / 2], 0.1, point, np.zeros((0, 2, 3))) == 0.0


@pytest.mark.parametrize(
    "fields",
    [
        {"target_m": (0.0, 0.0, 1.0)},
        {"target_m": (0.0, 0.0, 5.0)},
        {"up": (0.0, 0.0, 0.0)},
        {"eye_m": (np.nan, 0.0, 1.0)},
        {"eye_m": (0.0, 1.0)},
        {"field_of_view_rad": 0.0},
        {"field_of_view_rad": np.pi},
        {"height_m": -1.0},
        {"height_m": np.nan},
    ],
)
def test_a_camera_that_sees_nothing_is_refused(fields: dict) -> None:
    usual = {"eye_m": (0.0, 0.0, 1.0), "target_m": (1.0, 0.0, 1.0)}
    with pytest.raises(InputError, match="expected a camera with"):
        Camera(**{**usual, **fields})
