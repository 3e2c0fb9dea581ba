"""Seats and berths: inside the object, at its surface, facing the right way."""

import numpy as np
import pytest

from scenes import ObjectSpec
from scenes.geometry import merge
from scenes.objects import CATALOGUE, berth_of, corners_m, object_parts, seats_of

SEATED = [name for name, kind in CATALOGUE.items() if kind.seats is not None]


def standing(kind: str, yaw: float = 0.6, **changes: object) -> ObjectSpec:
    usual = {
        "kind": kind,
        "position_m": (2.0, -1.0, 0.0),
        "yaw_rad": yaw,
        "size_m": CATALOGUE[kind].size_m,
    }
    return ObjectSpec(**{**usual, **changes})  # type: ignore[arg-type]


def inside(corners: np.ndarray, point: np.ndarray, slack: float) -> bool:
    edges = np.roll(corners, -1, axis=0) - corners
    edges /= np.linalg.norm(edges, axis=1, keepdims=True)
    away = point - corners
    return bool((edges[:, 0] * away[:, 1] - edges[:, 1] * away[:, 0] > -slack).all())


def surface_below(item: ObjectSpec, x: float, y: float, height: float) -> float:
    """Highest point of the object that is at most `height`, above a place in its own frame."""
    vertices, faces = merge([mesh for mesh, _ in object_parts(item).values()])
    a, b, c = np.moveaxis(vertices[faces], 1, 0)
    (ax, ay), (bx, by), (cx, cy) = a[:, :2].T, b[:, :2].T, c[:, :2].T
    twice = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    twice = np.where(np.abs(twice) < 1e-15, np.nan, twice)
    v = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / twice
    w = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / twice
    over = (v >= 0) & (w >= 0) & (v + w <= 1)
    z = a[:, 2] + v * (b[:, 2] - a[:, 2]) + w * (c[:, 2] - a[:, 2])
    return float(z[over & (z <= height)].max())


def test_what_people_sit_on_has_seats() -> None:
    assert {"sofa", "armchair", "chair", "office_chair", "stool", "bench", "toilet", "bed"} == set(
        SEATED
    )
    assert seats_of(standing("fridge")) == ()
    assert berth_of(standing("fridge")) is None


@pytest.mark.parametrize("kind", SEATED)
def test_seats_are_inside_the_footprint_and_face_out_of_it(kind: str) -> None:
    item = standing(kind)
    corners = corners_m(item)
    seats = seats_of(item)
    assert seats
    for seat in seats:
        edge, ahead = (
            np.array(seat.edge_m),
            np.array([np.cos(seat.heading_rad), np.sin(seat.heading_rad)]),
        )
        assert inside(corners, edge[:2], 1e-9)
        assert inside(corners, edge[:2] - seat.depth_m * ahead, 1e-9)
        aside = np.array([-ahead[1], ahead[0]]) * seat.width_m / 2
        assert inside(corners, edge[:2] + aside, 1e-9) and inside(corners, edge[:2] - aside, 1e-9)
        assert not inside(corners, edge[:2] + 0.15 * ahead, 0.0)
        assert 0.4 <= edge[2] <= 0.56
        assert seat.depth_m >= 0.3 and seat.width_m >= 0.35
        assert seat.name == kind


@pytest.mark.parametrize("kind", SEATED)
def test_the_height_of_a_seat_is_that_of_its_surface(kind: str) -> None:
    """5 cm behind the front edge the surface is within 3 cm of the stated height."""
    item = standing(kind, yaw=0.0, position_m=(0.0, 0.0, 0.0))
    back = 0.15 if kind == "bed" else 0.05
    for seat in seats_of(item):
        x, y, z = seat.edge_m
        place = (x - back * np.cos(seat.heading_rad), y - back * np.sin(seat.heading_rad))
        if kind == "toilet":  # the front of its ring
            place = (x - 0.03, y + 0.01)
        assert surface_below(item, *place, z + 0.01) == pytest.approx(z, abs=0.03)


@pytest.mark.parametrize(("width", "count"), [(1.5, 2), (2.0, 3), (2.6, 4)])
def test_a_sofa_seats_one_for_each_half_metre_between_its_arms(width: float, count: int) -> None:
    seats = seats_of(standing("sofa", size_m=(0.9, width, 0.8)))
    assert len(seats) == count
    assert sum(seat.width_m for seat in seats) == pytest.approx(width - 0.32)


def test_one_sits_on_both_long_sides_of_a_bed() -> None:
    headings = {round(seat.heading_rad, 6) for seat in seats_of(standing("bed", yaw=0.0))}
    assert headings == {round(np.pi / 2, 6), round(-np.pi / 2, 6)}


def test_one_lies_on_the_mattress_with_the_head_at_the_headboard() -> None:
    item = standing("bed", yaw=np.pi / 2)
    berth = berth_of(item)
    assert berth is not None
    np.testing.assert_allclose(berth.centre_m[:2], item.position_m[:2], atol=0.06)
    flat = standing("bed", yaw=0.0, position_m=(0.0, 0.0, 0.0))
    assert surface_below(flat, 0.3, 0.2, 10.0) == pytest.approx(berth.centre_m[2], abs=1e-3)
    assert np.cos(berth.head_rad - item.yaw_rad) == pytest.approx(-1.0)
    assert berth.length_m > 1.85 and berth.width_m > 1.4


def test_nobody_sits_on_a_chair_that_has_fallen_over() -> None:
    assert seats_of(standing("chair", tilt_rad=(np.pi / 2, 0.0, 0.0))) == ()
    assert berth_of(standing("bed", tilt_rad=(0.0, 1.0, 0.0))) is None
