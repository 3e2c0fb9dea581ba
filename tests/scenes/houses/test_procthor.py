"""The real ProcTHOR houses arrive whole, each thing in its place and looking into its room."""

import json
import math
import time
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes.houses import AssetTable, import_errors, read_house, read_procthor
from scenes.objects import object_surfaces
from scenes.rooms import home_surfaces
from scenes.spec import SceneSpec, signed_area_m2

BACKS = {"fridge", "toilet", "sofa", "dresser", "counter", "bed", "washbasin", "picture"}
"""Types whose back stands at a wall, mostly."""


def inside(corners: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    following = [*corners[1:], corners[0]]
    return (
        sum(
            (a[1] > y) != (b[1] > y) and x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
            for a, b in zip(corners, following, strict=True)
        )
        % 2
        == 1
    )


def things(holder: dict) -> list[dict]:
    held = [*holder.get("objects", []), *holder.get("children", [])]
    return held + [inner for thing in held for inner in things(thing)]


def test_every_thing_is_at_its_box_and_every_opening_is_cut(
    real_house: Path, real_assets: AssetTable
) -> None:
    start = time.perf_counter()
    spec = read_procthor(real_house, real_assets)
    taken_s = time.perf_counter() - start
    errors = import_errors(real_house, real_assets, spec)
    raw = json.loads(real_house.read_text())
    assert errors.position_m < 1e-9
    assert errors.size_m < 1e-9
    assert errors.objects == len(spec.objects) == len(things(raw))
    assert errors.openings == errors.cut == len(spec.openings)
    assert errors.openings >= len(raw["doors"]) + len(raw["windows"]) > 0
    assert spec.warnings == ()
    assert taken_s < 1.0


def test_a_wall_that_is_not_cut_is_found(
    shared_data: Path, real_assets: AssetTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scene that states all openings but whose walls are made as if there were none."""
    path = shared_data / "procthor" / "house_12.json"
    spec = read_procthor(path, real_assets)
    solid = home_surfaces(spec.model_copy(update={"openings": ()}))
    monkeypatch.setattr("scenes.houses._audit.home_surfaces", lambda _: solid)
    errors = import_errors(path, real_assets, spec)
    assert (errors.openings, errors.cut) == (7, 0)


def test_rooms_have_the_files_areas_and_one_height(
    real_house: Path, real_assets: AssetTable
) -> None:
    raw = json.loads(real_house.read_text())
    spec = read_procthor(real_house, real_assets)
    floors = [tuple((p["x"], p["z"]) for p in room["floorPolygon"]) for room in raw["rooms"]]
    areas = sorted(signed_area_m2(room.corners_m) for room in spec.rooms)
    assert areas == pytest.approx(sorted(abs(signed_area_m2(floor)) for floor in floors))
    height = max(point["y"] for wall in raw["walls"] for point in wall["polygon"])
    assert {room.size_m[2] for room in spec.rooms} == {height}
    assert {room.name for room in spec.rooms} == {"bedroom", "bathroom", "kitchen", "living room"}


def test_the_radar_is_in_the_first_room_where_the_agent_was(
    real_house: Path, real_assets: AssetTable
) -> None:
    spec = read_procthor(real_house, real_assets)
    agent = json.loads(real_house.read_text())["metadata"]["agent"]
    x, y, _ = spec.radar.position_m
    assert (x, y) == (agent["position"]["x"], agent["position"]["z"])
    assert inside(spec.room.corners_m, x, y)


def test_no_furniture_and_no_picture_is_in_front_of_an_opening(
    real_house: Path, real_assets: AssetTable
) -> None:
    """ProcTHOR keeps doors and windows free, so holes measured from the wrong end would show."""
    spec = read_procthor(real_house, real_assets)
    assert _blocked(spec, turned=False) == 0


def test_openings_measured_from_the_other_end_would_be_blocked(
    shared_data: Path, real_assets: AssetTable
) -> None:
    houses = sorted((shared_data / "procthor").glob("house_*.json"))
    assert sum(_blocked(read_procthor(path, real_assets), turned=True) for path in houses) > 10


def test_things_look_into_the_room_that_they_stand_in(
    real_house: Path, real_assets: AssetTable
) -> None:
    spec = read_procthor(real_house, real_assets)
    checked = 0
    for item in spec.objects:
        if item.kind not in BACKS or item.on:
            continue
        x, y, _ = item.position_m
        reach = item.size_m[0] / 2 + 0.1
        ahead = (x + reach * math.cos(item.yaw_rad), y + reach * math.sin(item.yaw_rad))
        home = next(room for room in spec.rooms if inside(room.corners_m, x, y))
        assert inside(home.corners_m, *ahead), item.name
        checked += 1
    assert checked >= 5


def test_what_lies_in_something_says_on_what(real_house: Path, real_assets: AssetTable) -> None:
    raw = json.loads(real_house.read_text())
    spec = read_procthor(real_house, real_assets)
    holders = {item.name: item.on for item in spec.objects}
    expected = {c["id"]: o["id"] for o in raw["objects"] for c in o.get("children", ())}
    assert {name: on for name, on in holders.items() if on} == expected
    assert len(holders) == len(spec.objects)


def test_a_bat_that_was_laid_down_lies_on_the_floor(
    shared_data: Path, real_assets: AssetTable
) -> None:
    """Its box is almost a metre high as an asset; turned by 270 degrees it is 9 cm thick."""
    spec = read_procthor(shared_data / "procthor" / "house_0.json", real_assets)
    bat = next(item for item in spec.objects if item.asset.startswith("BaseballBat"))
    corners = Rotation.from_rotvec(bat.tilt_rad).apply(
        [(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)] * np.array(bat.size_m) / 2
    )
    heights = corners[:, 2] + bat.position_m[2] + bat.size_m[2] / 2
    assert heights.min() == pytest.approx(0.0, abs=0.02)
    assert heights.max() < 0.1


def test_the_mesh_of_every_thing_fills_its_box(shared_data: Path, real_assets: AssetTable) -> None:
    spec = read_procthor(shared_data / "procthor" / "house_12.json", real_assets)
    for item in spec.objects:
        parts = object_surfaces([item])
        turn = Rotation.from_euler("z", item.yaw_rad) * Rotation.from_rotvec(item.tilt_rad)
        middle = np.add(item.position_m, (0.0, 0.0, item.size_m[2] / 2))
        points = np.concatenate([part.vertices_m for part in parts]) - middle
        own = turn.inv().apply(points)
        np.testing.assert_allclose(own.max(axis=0), np.array(item.size_m) / 2, atol=1e-6)
        np.testing.assert_allclose(own.min(axis=0), -np.array(item.size_m) / 2, atol=1e-6)


def test_a_house_survives_json(real_house: Path, real_assets: AssetTable) -> None:
    spec = read_house(real_house, real_assets)
    assert SceneSpec.from_json(spec.to_json()) == spec


def test_unknown_assets_are_left_out_with_one_counted_line(
    shared_data: Path, real_assets: AssetTable
) -> None:
    path = shared_data / "procthor" / "house_0.json"
    lost = ("Toilet_2", "Bed_18_2", "Book_3")
    fewer = AssetTable({k: v for k, v in real_assets.assets.items() if k not in lost})
    raw = [thing["assetId"] for thing in things(json.loads(path.read_text()))]
    count = sum(raw.count(name) for name in lost)
    kinds = sorted(set(lost) & set(raw))
    spec = read_procthor(path, fewer)
    assert len(kinds) >= 2
    assert len(spec.objects) == len(raw) - count
    names = ", ".join(kinds)
    expected = f"{count} objects of {len(kinds)} unknown assets left out: {names}"
    assert spec.warnings == (expected,)
    assert import_errors(path, fewer, spec).position_m < 1e-9
    assert all(item.on in {"", *(other.name for other in spec.objects)} for item in spec.objects)


def test_the_check_finds_what_is_wrong(shared_data: Path, real_assets: AssetTable) -> None:
    path = shared_data / "procthor" / "house_3.json"
    spec = read_procthor(path, real_assets)
    first = spec.objects[0]
    x, y, z = first.position_m
    moved = first.model_copy(update={"position_m": (x + 0.03, y, z)})
    turned = first.model_copy(update={"yaw_rad": first.yaw_rad + math.pi})
    rest = spec.objects[1:]
    found = import_errors(path, real_assets, spec.model_copy(update={"objects": (moved, *rest)}))
    assert found.position_m == pytest.approx(0.03)
    found = import_errors(path, real_assets, spec.model_copy(update={"objects": (turned, *rest)}))
    assert found.size_m > 0.5
    found = import_errors(path, real_assets, spec.model_copy(update={"objects": rest}))
    assert found.position_m == math.inf or found.position_m > 0.03
    found = import_errors(
        path, real_assets, spec.model_copy(update={"openings": spec.openings[1:]})
    )
    assert (found.openings, found.cut) == (8, 7)


def _blocked(spec: SceneSpec, turned: bool) -> int:
    """Pairs of an opening and a thing within 0.3 m of the wall that hides part of it."""
    pairs = [(o, item) for o in spec.openings if o.kind != "open" for item in spec.objects]
    ends = [_ends(spec, o.start_m, o.end_m) if turned else (o.start_m, o.end_m) for o, _ in pairs]
    return sum(
        _hides(item, start, end, o.sill_m, o.top_m)
        for (o, item), (start, end) in zip(pairs, ends, strict=True)
        if not any(item.tilt_rad) and not item.on
    )


def _ends(spec: SceneSpec, start: tuple, end: tuple) -> tuple[tuple, tuple]:
    """The same opening measured from the other end of the room's side."""
    for room in spec.rooms:
        corners = room.corners_m
        for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
            if all(
                math.dist(a, p) + math.dist(p, b) - math.dist(a, b) < 1e-6 for p in (start, end)
            ):
                flip = [tuple(a[k] + b[k] - p[k] for k in (0, 1)) for p in (start, end)]
                return flip[0], flip[1]
    return start, end


def _hides(item: object, start: tuple, end: tuple, sill: float, top: float) -> bool:
    along = np.subtract(end, start) / math.dist(start, end)
    across = np.array([-along[1], along[0]])
    axes = [(math.cos(item.yaw_rad), math.sin(item.yaw_rad))]
    axes.append((-axes[0][1], axes[0][0]))
    half = {
        k: sum(abs(np.dot(axis, a)) * s / 2 for a, s in zip(axes, item.size_m[:2], strict=True))
        for k, axis in {"along": along, "across": across}.items()
    }
    offset = np.subtract(item.position_m[:2], start)
    low, high = item.position_m[2], item.position_m[2] + item.size_m[2]
    near = abs(offset @ across) - half["across"] < 0.3
    place = offset @ along
    beside = place + half["along"] > 0.01 and place - half["along"] < math.dist(start, end) - 0.01
    return near and beside and min(top, high) - max(sill, low) > 0.01
