"""Where people can stand and walk: distances and ways as closed forms."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from scenes import InputError, ObjectSpec, RoomSpec
from scenes.rooms import RoomWish, make_home, walkable
from scenes.spec import OpeningSpec, SceneSpec

ROOM = RoomSpec(size_m=(6.0, 4.0, 2.5))
NEXT = RoomSpec(size_m=(3.0, 4.0, 2.5), corner_m=(6.0, 0.0))


def block(
    x: float, y: float, size: tuple[float, float, float], yaw_rad: float = 0.0, z: float = 0.0
) -> ObjectSpec:
    return ObjectSpec(kind="box", position_m=(x, y, z), size_m=size, yaw_rad=yaw_rad)


def scene(*objects: ObjectSpec, door_m: float | None = None) -> SceneSpec:
    doors = ()
    if door_m is not None:
        doors = (OpeningSpec(kind="door", start_m=(6.0, 1.0), end_m=(6.0, 1.0 + door_m)),)
    rooms = (ROOM,) if door_m is None else (ROOM, NEXT)
    return SceneSpec(rooms=rooms, objects=objects, openings=doors, duration_s=1.0)


def length_m(corners_m: np.ndarray) -> float:
    return float(np.hypot(*np.diff(corners_m, axis=0).T).sum())


def test_clearance_is_the_distance_to_the_nearest_wall_or_object() -> None:
    """A square of half side 0.5 turned by 45 degrees has its corner at 1 / sqrt(2)."""
    floor = walkable(scene(block(3.0, 2.0, (1.0, 1.0, 1.0), yaw_rad=np.pi / 4)))
    points = np.array([[0.3, 2.0], [1.0, 2.0], [2.0, 2.0], [3.0, 2.0], [-0.2, 2.0]])
    expected = [0.3, 1.0, 1.0 - np.sqrt(0.5), -0.5, -0.2]
    np.testing.assert_allclose(floor.clearance_m(points), expected, atol=1e-9)


def test_a_disc_fits_where_the_clearance_is_its_radius() -> None:
    floor = walkable(scene(), clearance_m=0.3)
    assert floor.free((0.31, 2.0))
    assert not floor.free((0.29, 2.0))
    assert not floor.free((7.0, 2.0))
    near = floor.nearest((0.1, 2.0))
    assert near is not None
    assert floor.free(near)


def test_rugs_and_what_hangs_high_are_not_in_the_way_but_shelves_are() -> None:
    rug, lamp = block(1.0, 2.0, (1.0, 1.0, 0.02)), block(3.0, 2.0, (0.5, 0.5, 0.3), z=2.1)
    shelf = block(5.0, 2.0, (0.5, 0.5, 0.3), z=1.4)
    floor = walkable(scene(rug, lamp, shelf))
    assert floor.free((1.0, 2.0))
    assert floor.free((3.0, 2.0))
    assert not floor.free((5.0, 2.0))


def test_a_tilted_object_takes_the_box_around_it() -> None:
    """A board on edge, tilted by a right angle about its front, lies across."""
    board = block(3.0, 2.0, (0.02, 1.0, 1.0)).model_copy(update={"tilt_rad": (0.0, np.pi / 2, 0.0)})
    floor = walkable(scene(board))
    assert floor.clearance_m(np.array([[2.0, 2.0]]))[0] == pytest.approx(0.5)


def test_a_free_way_is_straight() -> None:
    corners = walkable(scene()).route((0.5, 0.5), (5.5, 3.5))
    np.testing.assert_allclose(corners, [[0.5, 0.5], [5.5, 3.5]])


@pytest.mark.parametrize("radius_m", [0.2, 0.35])
def test_a_way_around_a_block_is_as_short_as_can_be(radius_m: float) -> None:
    """The shortest has two tangents to circles about the corners, and the side between them."""
    floor = walkable(scene(block(3.0, 0.5, (1.0, 3.0, 1.0))), radius_m)
    corners = floor.route((1.0, 1.0), (5.0, 1.0))
    ahead, up = 1.5, 1.0
    distance = np.hypot(ahead, up)
    tangent = np.sqrt(distance**2 - radius_m**2)
    turn = np.arctan2(up, ahead) + np.arcsin(radius_m / distance)
    shortest = 2 * (tangent + radius_m * turn) + 1.0
    assert shortest - 1e-9 < length_m(corners) < 1.03 * shortest
    line = np.concatenate([np.linspace(a, b, 200) for a, b in pairwise(corners)])
    assert floor.clearance_m(line).min() > radius_m - 0.004


def test_doors_connect_rooms_and_narrow_ones_do_not() -> None:
    start, end = (1.0, 3.0), (8.0, 3.0)
    wide, narrow = walkable(scene(door_m=0.8)), walkable(scene(door_m=0.45))
    assert wide.reaches(start, end)
    assert not narrow.reaches(start, end)
    with pytest.raises(InputError, match="no way from"):
        narrow.route(start, end)
    way = wide.route(start, end)
    across = np.interp(6.0, way[:, 0], way[:, 1])
    assert 1.25 <= across <= 1.55


def test_closed_doors_are_opened_and_windows_are_not_climbed_through() -> None:
    spec = scene(door_m=0.9)
    leaf = spec.openings[0].model_copy(update={"pane": "wood"})
    glass = leaf.model_copy(update={"kind": "window", "sill_m": 0.8, "pane": None})
    closed = walkable(spec.model_copy(update={"openings": (leaf,)}))
    window = walkable(spec.model_copy(update={"openings": (glass,)}))
    assert closed.reaches((1.0, 3.0), (8.0, 3.0))
    assert not window.reaches((1.0, 3.0), (8.0, 3.0))


def test_an_end_in_furniture_is_moved_beside_it_and_a_hopeless_one_is_refused() -> None:
    floor = walkable(scene(block(3.0, 2.0, (0.6, 0.6, 1.0)), block(5.5, 3.5, (1.0, 1.0, 1.0))))
    way = floor.route((1.0, 1.0), (3.0, 2.0))
    assert floor.free((float(way[-1, 0]), float(way[-1, 1])))
    with pytest.raises(InputError, match="no place to stand near"):
        floor.route((1.0, 1.0), (9.0, 2.0))


def test_radii_that_no_person_has_are_refused() -> None:
    for radius in (0.0, 0.8, float("nan")):
        with pytest.raises(InputError, match="radius"):
            walkable(scene(), radius)


def test_ways_in_a_flat_keep_their_distance() -> None:
    spec = make_home([RoomWish("corridor"), RoomWish("living room"), RoomWish("bedroom")], 5)
    floor = walkable(spec)
    free = floor.middles_m()[floor.walkable]
    random = np.random.default_rng(0)
    for start, end in random.choice(free, size=(10, 2)):
        way = floor.route(tuple(start), tuple(end))
        line = np.concatenate([np.linspace(a, b, 50) for a, b in pairwise(way)])
        assert floor.clearance_m(line).min() > floor.radius_m - 0.004


HOUSE = Path(__file__).resolve().parents[4] / "shared" / "data" / "procthor"


@pytest.mark.skipif(not HOUSE.exists(), reason=f"{HOUSE} is absent")
def test_one_gets_from_room_to_room_in_an_imported_house() -> None:
    from scenes.houses import AssetTable, read_house

    spec = read_house(HOUSE / "house_0.json", AssetTable.read(HOUSE / "assets.json"))
    floor = walkable(spec)
    part = np.bincount(floor.parts[floor.walkable]).argmax()
    places = floor.middles_m()[floor.parts == part]
    for room in spec.rooms:
        low = np.array(room.corner_m)
        within = (places > low).all(axis=1) & (places < low + room.size_m[:2]).all(axis=1)
        assert within.any()
