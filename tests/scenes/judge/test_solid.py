"""What is inside of a mesh, and points spread evenly over one."""

import numpy as np
import pytest

from scenes.geometry import box, merge, rectangle
from scenes.judge._moments import sampling
from scenes.judge._solid import is_inside, winding_number


def test_a_mesh_winds_once_around_what_is_inside() -> None:
    points = np.random.default_rng(0).uniform(-1.0, 2.0, (500, 3))
    within = ((points > 0) & (points < 1)).all(axis=1)
    numbers = winding_number(points, *box((0, 0, 0), (1, 1, 1)))
    np.testing.assert_allclose(numbers, within, atol=1e-9)
    assert within.sum() > 5


def test_parts_that_overlap_wind_twice() -> None:
    two = merge([box((0, 0, 0), (1, 1, 1)), box((0.5, 0, 0), (2, 1, 1))])
    points = np.array([[0.2, 0.5, 0.5], [0.7, 0.5, 0.5], [1.5, 0.5, 0.5], [2.5, 0.5, 0.5]])
    np.testing.assert_allclose(winding_number(points, *two), [1, 2, 1, 0], atol=1e-9)
    assert is_inside(points, *two).tolist() == [True, True, True, False]


def test_a_square_seen_from_half_its_side_fills_a_sixth_of_the_view() -> None:
    """It is one of the six faces of a cube around the eye; from its front it counts negative."""
    square = rectangle((-1, -1, 0), (2, 0, 0), (0, 2, 0))
    points = np.array([[0, 0, 1.0], [0, 0, -1.0]])
    np.testing.assert_allclose(winding_number(points, *square), [-1 / 6, 1 / 6], atol=1e-12)


def test_a_thin_board_has_an_inside() -> None:
    points = np.array([[0.5, 0.5, 0.001], [0.5, 0.5, 0.003], [0.5, 0.5, -0.001]])
    assert is_inside(points, *box((0, 0, 0), (1, 1, 0.002))).tolist() == [True, False, False]


def test_points_share_the_area_evenly() -> None:
    """A box of 1 x 2 x 3 m has faces of 2, 3 and 6 m^2, twice each: 22 m^2."""
    vertices, faces = box((0, 0, 0), (1, 2, 3))
    way = sampling(vertices, faces, 2200)
    points = way.points_m(vertices[None])[0]
    on = [np.isclose(points[:, axis], end) for axis, end in ((0, 1.0), (1, 2.0), (2, 3.0))]
    assert [int(side.sum()) for side in on] == [600, 300, 200]
    assert way.edges.shape == (18, 2)
    middle = points[on[0]].mean(axis=0)
    np.testing.assert_allclose(middle, [1.0, 1.0, 1.5], atol=0.06)


@pytest.mark.parametrize("count", [1, 7])
def test_no_points_and_few_points_are_fine(count: int) -> None:
    vertices, faces = box((0, 0, 0), (1, 1, 1))
    assert len(winding_number(np.zeros((0, 3)), vertices, faces)) == 0
    assert sampling(vertices, faces, count).points_m(vertices[None]).shape == (1, count, 3)
