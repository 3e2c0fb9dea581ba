"""Homes from wishes: plausible, whole, as wished, and the same for the same seed."""

from collections import Counter
from functools import cache

import numpy as np
import pytest

from scenes import InputError, ObjectSpec, SceneSpec
from scenes.objects import CATALOGUE
from scenes.rooms import ROOM_KINDS, RoomWish, home_problems, home_surfaces, make_home
from scenes.rooms.generate._kinds import RECIPES

FLAT = ("corridor", "living room", "kitchen", "bedroom", "bathroom")


@cache
def room(kind: str, seed: int) -> SceneSpec:
    return make_home([RoomWish(kind)], seed)


def facing(item: ObjectSpec, other: ObjectSpec) -> float:
    """Cosine of the angle between a thing's front and the way to another."""
    way = np.array(other.position_m[:2]) - np.array(item.position_m[:2])
    front = np.array([np.cos(item.yaw_rad), np.sin(item.yaw_rad)])
    return float(way @ front / np.linalg.norm(way))


def of_kind(spec: SceneSpec, kind: str) -> list[ObjectSpec]:
    return [item for item in spec.objects if item.kind == kind]


@pytest.mark.parametrize("kind", ROOM_KINDS)
def test_single_rooms_have_no_problems(kind: str) -> None:
    for seed in range(8):
        assert home_problems(room(kind, seed)) == ()


@pytest.mark.parametrize("seed", range(3))
def test_flats_have_no_problems_and_a_way_into_every_room(seed: int) -> None:
    spec = make_home([RoomWish(kind) for kind in FLAT], seed)
    assert [room.name for room in spec.rooms] == list(FLAT)
    assert home_problems(spec) == ()
    inside = [one for one in spec.openings if one.kind != "window" and one.pane is None]
    assert len(inside) == len(FLAT) - 1
    assert home_surfaces(spec)


def test_a_seed_fixes_the_home_and_another_changes_it() -> None:
    homes = {room("office", seed).to_json() for seed in range(8)}
    assert len(homes) == 8
    assert make_home([RoomWish("office")], 3).to_json() in homes


def test_rooms_have_what_makes_them_what_they_are() -> None:
    cores = {
        "living room": {"sofa"},
        "bedroom": {"bed"},
        "kitchen": {"stove", "kitchen_sink", "fridge"},
        "bathroom": {"toilet", "washbasin"},
        "office": {"desk", "office_chair"},
    }
    for kind, core in cores.items():
        for seed in range(4):
            assert core <= {item.kind for item in room(kind, seed).objects}


def test_sizes_are_within_their_types_ranges_and_materials_as_usual() -> None:
    for kind in ("living room", "kitchen", "bedroom"):
        spec = room(kind, 2)
        assert spec.room.floor in RECIPES[kind].floors
        for item in spec.objects:
            its = CATALOGUE[item.kind]
            assert (np.array(item.size_m) >= np.array(its.least_m) - 1e-3).all()
            assert (np.array(item.size_m) <= np.array(its.most_m) + 1e-3).all()


def test_furniture_faces_what_it_is_used_with() -> None:
    """Chairs their table, office chairs a desk, a sofa the screen that faces it."""
    for seed in range(6):
        office = room("office", seed)
        for chair in of_kind(office, "office_chair"):
            assert max(facing(chair, desk) for desk in of_kind(office, "desk")) > 0.9
        kitchen = room("kitchen", seed)
        for chair, table in (
            (chair, table)
            for chair in of_kind(kitchen, "chair")
            for table in of_kind(kitchen, "dining_table")
        ):
            assert facing(chair, table) > 0.5
        living = room("living room", seed)
        for screen in of_kind(living, "screen"):
            sofa = of_kind(living, "sofa")[0]
            assert facing(sofa, screen) > 0.95
            assert facing(screen, sofa) > 0.95


def test_backs_are_to_walls_and_what_hangs_touches_one() -> None:
    for seed in range(6):
        spec = room("bedroom", seed)
        low = np.array(spec.room.corner_m)
        high = low + spec.room.size_m[:2]
        for item in spec.objects:
            stands = CATALOGUE[item.kind].stands
            if stands in ("wall", "corner", "hung") and not item.on:
                back = np.array(item.position_m[:2]) - item.size_m[0] / 2 * np.array(
                    [np.cos(item.yaw_rad), np.sin(item.yaw_rad)]
                )
                assert min(np.abs(back - low).min(), np.abs(high - back).min()) < 0.03


def test_small_things_stand_on_what_they_are_said_to_be_on() -> None:
    spec = make_home([RoomWish("living room", ("laptop", "vase", "book"))], 1)
    named = {item.name: item for item in spec.objects}
    carried = [item for item in spec.objects if item.on and item.kind != "pillow"]
    assert {"laptop", "vase", "book"} <= {item.kind for item in carried}
    for item in carried:
        below = named[item.on]
        share = CATALOGUE[below.kind].carries
        assert share is not None
        assert item.position_m[2] == pytest.approx(
            below.position_m[2] + share * below.size_m[2], abs=2e-3
        )


def test_the_radar_is_at_the_origin_and_looks_into_the_first_room() -> None:
    for seed, kind in enumerate(ROOM_KINDS):
        spec = room(kind, seed)
        x, y, height = spec.radar.position_m
        assert (x, y) == (0.0, 0.0)
        assert 0.9 <= height <= 1.1
        low, high = spec.room.corner_m, np.add(spec.room.corner_m, spec.room.size_m[:2])
        assert -0.21 < low[0] < -0.09, "its back is near the wall"
        assert low[1] < 0.0 < high[1]
        assert high[0] > 0.6


@pytest.mark.parametrize("wished", ["cat", "piano", "treadmill", "bicycle", "book", "television"])
def test_what_is_wished_for_is_there(wished: str) -> None:
    spec = make_home([RoomWish("bedroom"), RoomWish("office", (wished, wished))], 4)
    assert Counter(item.kind for item in spec.objects)[wished] >= 2
    assert home_problems(spec) == ()


def test_a_wished_size_is_kept() -> None:
    spec = make_home([RoomWish("office", size_m=(6.5, 3.2, 2.6))], 1)
    assert spec.room.size_m == (6.5, 3.2, 2.6)


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ([], "found 0"),
        ([RoomWish("ballroom")], "ballroom"),
        ([RoomWish("office", ("sphinx",))], "sphinx"),
        ([RoomWish("office", size_m=(0.5, 3.0, 2.5))], "0.5"),
        ([RoomWish("bathroom", ("piano",), (1.8, 1.6, 2.4))], "no place for piano in the bathroom"),
    ],
)
def test_wishes_that_cannot_be_are_refused(wishes: list[RoomWish], found: str) -> None:
    with pytest.raises(InputError, match=found):
        make_home(wishes, 0)


def test_a_home_survives_json() -> None:
    spec = make_home([RoomWish("kitchen"), RoomWish("living room")], 9)
    assert SceneSpec.from_json(spec.to_json()) == spec
