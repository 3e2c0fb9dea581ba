"""What cannot be used is refused in one line that names the place."""

import copy
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from scenes import InputError
from scenes.houses import AssetTable, read_house, read_procthor

House = dict[str, Any]


def refusal(source: Any, assets: AssetTable | None) -> str:
    with pytest.raises(InputError) as caught:
        read_house(source, assets)
    line = str(caught.value)
    assert "\n" not in line
    assert len(line) < 500
    return line


def put(house: House, path: str, value: Any) -> House:
    """A copy of a house with a value at a path such as `walls.0.id`."""
    changed = copy.deepcopy(house)
    *parents, last = [int(k) if k.isdigit() else k for k in path.split(".")]
    holder: Any = changed
    for key in parents:
        holder = holder[key]
    holder[last] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("metadata.schema", "0.0.1", "metadata.schema '1.0.0'"),
        ("metadata", None, "metadata.schema '1.0.0'"),
        ("metadata", [], "an object at metadata"),
        ("metadata.agent.position.x", "1", "metadata.agent.position.x"),
        ("rooms", {}, "a list at rooms"),
        ("rooms", [], "1 to 200 items at rooms"),
        ("rooms.0.id", 7, "rooms[0].id"),
        ("rooms.1.id", "room|1", "no other room"),
        ("rooms.0.floorPolygon", [], "3 to 200 items at rooms[0].floorPolygon"),
        ("rooms.0.floorPolygon.1.z", 4.0, "sides along x and z at rooms[0].floorPolygon"),
        ("rooms.0.floorPolygon.1.z", 0.0, "rooms[0].floorPolygon"),
        ("rooms.0.floorPolygon.0.x", 1e9, "rooms[0].floorPolygon[0].x"),
        ("rooms.0.floorMaterial", None, "'floorMaterial' at rooms[0]"),
        ("rooms.0.roomType", "a" * 300, "rooms[0].roomType"),
        ("walls", None, "'walls'"),
        ("walls", [], "1 to 5,000 items at walls"),
        ("walls.3.id", "wall|room|1|0", "no other wall has at walls[3].id"),
        ("walls.0.polygon.2.y", 0.5, "an upright rectangle at walls[0].polygon"),
        ("walls.0.polygon.0", {"x": 0}, "'y' at walls[0].polygon[0]"),
        ("walls.0.polygon.0.x", True, "a number at walls[0].polygon[0].x"),
        ("walls.0.polygon", [1, 2, 3, 4], "an object at walls[0].polygon[0]"),
        ("walls.0.material", 4, "walls[0].material"),
        ("doors.0.wall0", "nowhere", "doors[0].wall0"),
        ("doors.0.wall1", "nowhere", "doors[0].wall1"),
        ("doors.0.openness", 3, "doors[0].openness"),
        ("doors.0.holePolygon", [], "doors[0].holePolygon"),
        ("objects.0.position", {"x": 0, "y": 1}, "'z' at objects[0].position"),
        ("objects.0.rotation", None, "'rotation' at objects[0]"),
        ("objects.0.children.0.position.y", "low", "objects[0].children[0].position.y"),
        ("objects.0.children", "none", "objects[0].children"),
        ("objects.1.assetId", None, "'assetId' at objects[1]"),
    ],
)
def test_the_place_is_named(
    house: House, assets: AssetTable, save: Any, path: str, value: Any, place: str
) -> None:
    line = refusal(save(put(house, path, value)), assets)
    assert place in line
    assert "house.json" in line


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_finite_number_is_refused(
    house: House, assets: AssetTable, save: Any, constant: str
) -> None:
    text = json.dumps(put(house, "objects.0.position.x", "here")).replace('"here"', constant)
    assert "JSON" in refusal(save(text), assets)


@pytest.mark.parametrize("text", ["", "{", "[1, 2", "house", "\u0000", '{"a": 1} {}'])
def test_what_is_no_json_is_refused(assets: AssetTable, save: Any, text: str) -> None:
    assert "in JSON" in refusal(save(text), assets)


@pytest.mark.parametrize("text", ["[]", "null", "3", '"house"', "{}"])
def test_json_that_is_no_house_is_refused(assets: AssetTable, save: Any, text: str) -> None:
    refusal(save(text), assets)


def test_bytes_that_are_no_text_are_refused(assets: AssetTable) -> None:
    assert "in JSON" in refusal(b"\xff\xfe\xfa\x00\x01", assets)


@pytest.mark.parametrize("depth", [100, 200_000])
def test_deep_nesting_is_refused_without_a_crash(assets: AssetTable, depth: int) -> None:
    text = '{"objects": ' + "[" * depth + "]" * depth + "}"
    assert "64 deep" in refusal(text.encode(), assets)


def test_things_inside_things_too_deep_are_refused(
    house: House, assets: AssetTable, save: Any
) -> None:
    inner = house["objects"][1]
    for _ in range(40):
        inner = {**house["objects"][1], "children": [inner]}
    assert "64 deep" in refusal(save(put(house, "objects", [inner])), assets)


def test_a_large_file_is_refused_before_it_is_parsed(assets: AssetTable, tmp_path: Path) -> None:
    path = tmp_path / "house.json"
    with path.open("wb") as stream:
        stream.truncate(65 * 2**20)
    assert "64 MiB" in refusal(path, assets)


def test_a_small_archive_of_a_large_file_is_refused(assets: AssetTable, tmp_path: Path) -> None:
    path = tmp_path / "house.json.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(65):
            stream.write(bytes(2**20))
    assert "64 MiB" in refusal(path, assets)


def test_half_an_archive_is_refused(house: House, assets: AssetTable) -> None:
    data = gzip.compress(json.dumps(house).encode())
    assert "gzip" in refusal(data[: len(data) // 2], assets)


def test_too_many_things_are_refused(house: House, assets: AssetTable, save: Any) -> None:
    many = [house["objects"][1]] * 10_001
    twice = [{**house["objects"][1], "children": many}, *many]
    assert "20,000" in refusal(save(put(house, "objects", twice)), assets)


def test_a_room_larger_than_a_scene_allows_is_refused(
    house: House, assets: AssetTable, save: Any
) -> None:
    ends = [(-60, 0), (-60, 5), (60, 5), (60, 0)]
    floor = [{"x": x, "y": 0, "z": z} for x, z in ends]
    line = refusal(save(put(house, "rooms.0.floorPolygon", floor)), assets)
    assert "RoomSpec.size_m" in line


def test_a_missing_file_is_one_line(assets: AssetTable, tmp_path: Path) -> None:
    assert "nowhere.json" in refusal(tmp_path / "nowhere.json", assets)
    refusal(tmp_path, assets)


def test_a_gzipped_house_and_its_content_read_the_same(
    house: House, assets: AssetTable, save: Any
) -> None:
    expected = read_procthor(save(house), assets)
    data = json.dumps(house).encode()
    assert read_procthor(data, assets) == expected
    assert read_procthor(gzip.compress(data), assets) == expected


def test_things_with_the_same_identifier_get_names_of_their_own(
    house: House, assets: AssetTable, save: Any
) -> None:
    house["objects"].append({**house["objects"][1], "position": {"x": 5, "y": 0.9, "z": 1}})
    names = [item.name for item in read_procthor(save(house), assets).objects]
    assert names == ["Sofa|1|0", "Book|1|1", "Fridge|2|0", "Fridge|2|0#2"]
