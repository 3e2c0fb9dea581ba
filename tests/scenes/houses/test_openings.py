"""Doors and windows lie where AI2-THOR cuts them, whatever the order of a wall's points."""

import copy
import itertools
import math
from typing import Any

import pytest

from scenes import InputError
from scenes.houses import AssetTable, read_procthor
from scenes.spec import OpeningSpec

House = dict[str, Any]


def span(opening: OpeningSpec) -> list[tuple[float, float]]:
    """Both ends to the millimetre, in order."""
    ends = [(round(x, 3), round(y, 3)) for x, y in (opening.start_m, opening.end_m)]
    return sorted(ends)


def test_a_hole_is_measured_from_the_left_as_seen_from_its_first_room(
    house: House, assets: AssetTable, save: Any
) -> None:
    """The bedroom's third wall runs from (4, 5) down to (4, 0), the room on its right."""
    inner, front, window = read_procthor(save(house), assets).openings
    assert span(inner) == [(4.0, 3.6), (4.0, 4.5)]
    assert span(front) == [(7.0, 3.1), (7.0, 4.0)]
    assert span(window) == [(0.0, 3.0), (0.0, 4.0)]
    assert (window.kind, window.sill_m, window.top_m) == ("window", 0.9, 2.0)


def test_an_open_door_has_no_leaf_a_closed_one_has_and_a_frame_never(
    house: House, assets: AssetTable, save: Any
) -> None:
    house["doors"].append({**house["doors"][0], "id": "frame", "assetId": "Doorframe_3"})
    house["doors"][2]["holePolygon"] = [{"x": 3, "y": 0, "z": 0}, {"x": 4, "y": 2, "z": 0}]
    inner, front, frame, window = read_procthor(save(house), assets).openings
    assert (inner.kind, inner.pane) == ("door", None)
    assert (front.kind, front.pane) == ("door", "wood")
    assert (frame.kind, frame.pane) == ("doorway", None)
    assert window.pane == "glass"


def test_every_order_of_every_walls_points_gives_the_same_house(
    house: House, assets: AssetTable, save: Any
) -> None:
    expected = read_procthor(save(house), assets)
    for order in itertools.permutations(range(4)):
        shuffled = copy.deepcopy(house)
        for wall in shuffled["walls"]:
            wall["polygon"] = [wall["polygon"][n] for n in order]
        for room in shuffled["rooms"]:
            room["floorPolygon"] = (
                room["floorPolygon"][order[0] :] + room["floorPolygon"][: order[0]]
            )
        found = read_procthor(save(shuffled), assets)
        assert [span(a) for a in found.openings] == [span(a) for a in expected.openings]


def test_a_floor_listed_in_the_other_sense_gives_the_same_rooms(
    house: House, assets: AssetTable, save: Any
) -> None:
    expected = read_procthor(save(house), assets)
    for room in house["rooms"]:
        room["floorPolygon"].reverse()
    assert read_procthor(save(house), assets) == expected


def test_a_hole_stated_from_the_other_side_too_is_one_opening(
    house: House, assets: AssetTable, save: Any
) -> None:
    """From the living room the same hole lies 5 - 1.4 to 5 - 0.5 m along its wall."""
    door = house["doors"][0]
    points = [{"x": 3.6, "y": 0, "z": 0}, {"x": 4.5, "y": 2.1, "z": 0}]
    other = {"id": "again", "wall0": door["wall1"], "wall1": door["wall0"], "holePolygon": points}
    house["doors"].append({**door, **other})
    assert len(read_procthor(save(house), assets).openings) == 3


@pytest.mark.parametrize(("sides", "count"), [((2, 4), 1), ((2,), 0)])
def test_a_wall_is_open_where_all_its_sides_are_empty(
    house: House, assets: AssetTable, save: Any, sides: tuple[int, ...], count: int
) -> None:
    house["doors"] = []
    for number in sides:
        house["walls"][number]["empty"] = True
    found = [o for o in read_procthor(save(house), assets).openings if o.kind == "open"]
    assert len(found) == count
    for opening in found:
        assert span(opening) == [(4.0, 0.0), (4.0, 5.0)]
        assert (opening.sill_m, opening.top_m, opening.pane) == (0.0, 2.5, None)


def test_a_hole_that_reaches_beyond_its_wall_ends_there_with_a_remark(
    house: House, assets: AssetTable, save: Any
) -> None:
    house["windows"][0]["holePolygon"] = [{"x": 4, "y": 1, "z": 0}, {"x": 5.2, "y": 2.7, "z": 0}]
    spec = read_procthor(save(house), assets)
    assert span(spec.openings[2]) == [(0.0, 4.0), (0.0, 5.0)]
    assert spec.openings[2].top_m == 2.5
    assert spec.warnings == ("1 opening cut off at the end of the wall: window|1",)


@pytest.mark.parametrize("along", [(5.1, 5.9), (2.0, 2.0)])
def test_a_hole_outside_its_wall_or_without_width_is_refused(
    house: House, assets: AssetTable, save: Any, along: tuple[float, float]
) -> None:
    for point, x in zip(house["doors"][0]["holePolygon"], along, strict=True):
        point["x"] = x
    with pytest.raises(InputError, match=r"doors\[0\]\.holePolygon"):
        read_procthor(save(house), assets)


def test_a_room_without_one_of_its_walls_is_remarked(
    house: House, assets: AssetTable, save: Any
) -> None:
    del house["walls"][1]
    spec = read_procthor(save(house), assets)
    expected = "1 room given walls along sides where the file has none: room|1"
    assert spec.warnings == (expected,)


def test_rooms_have_counter_clockwise_outlines_without_corners_that_are_none(
    house: House, assets: AssetTable, save: Any
) -> None:
    ell = [(0, 0), (0, 5), (4, 5), (4, 2), (2, 2), (2, 1), (2, 0)]
    points = [{"x": x, "y": 0, "z": z} for x, z in ell]
    house["rooms"][0]["floorPolygon"] = points
    room = read_procthor(save(house), assets).rooms[0]
    assert set(room.outline_m) == {(0, 0), (2, 0), (2, 2), (4, 2), (4, 5), (0, 5)}
    following = [*room.outline_m[1:], room.outline_m[0]]
    pairs = zip(room.outline_m, following, strict=True)
    assert math.isclose(sum(a[0] * b[1] - a[1] * b[0] for a, b in pairs) / 2, 16.0)
