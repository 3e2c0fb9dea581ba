"""Ground bounce and parallel walls against image theory, to the limits of the bench."""

import numpy as np
import pytest

from benchmarks.physics import rooms
from benchmarks.physics._image_theory import tangential_reflection
from benchmarks.physics._still import radar


def within_limits(rays: tuple[rooms.Ray, ...]) -> bool:
    return all(ray.length_error_m < 1e-6 and ray.power_error_db < 0.2 for ray in rays)


def test_ground_bounce_paths_are_those_of_image_theory():
    rays = rooms.ground_rays()
    assert {ray.planes for ray in rays} == {
        ((), ()),
        ((), (rooms.FLOOR,)),
        ((rooms.FLOOR,), ()),
        ((rooms.FLOOR,), (rooms.FLOOR,)),
    }
    assert within_limits(rays)


def test_ground_bounce_paths_interfere_as_they_should():
    measured, expected = rooms.two_ray_power(np.array([4.0, 4.02]))
    assert abs(10 * np.log10(expected[0] / expected[1])) > 0.5  # so that phases matter
    assert np.abs(10 * np.log10(measured / expected)).max() < 0.2


def test_planner_finds_every_pair_of_legs_between_two_walls():
    pairs = rooms.planned_pairs(rooms.wall_plan())
    assert len(pairs) == 25
    assert set(pairs) == rooms.all_wall_pairs()


def test_paths_between_walls_are_those_of_image_theory():
    assert within_limits(rooms.wall_rays(every=6))


def test_returns_of_an_empty_room_are_those_of_image_theory():
    rays = rooms.room_rays(every=2)
    assert len(rays) == 4
    assert within_limits(rays)


def test_reflection_by_impedances_is_fresnels_at_brewsters_angle():
    """A check of the closed form itself: lossless TM vanishes at tan = sqrt(eps)."""
    device = radar((0.0, 0.0, 1.0))
    permittivity = float(rooms.FLOOR.permittivity(device).real.mean())
    cosine = 1 / np.sqrt(1 + permittivity)
    te, tm = tangential_reflection(cosine, rooms.FLOOR, device)
    assert np.abs(tm).max() < 0.02
    assert np.abs(te) == pytest.approx((permittivity - 1) / (permittivity + 1), abs=0.01)
