"""A house in the form that Holodeck's own code saves; no generated one is at hand."""

import gzip
import json
import math
from pathlib import Path
from typing import Any

import pytest

from scenes import InputError
from scenes.houses import AssetTable, import_errors, read_holodeck, read_house, read_procthor

House = dict[str, Any]

ANNOTATIONS = {
    "0a1b": {
        "category": "sectional couch",
        "materials": ["metal", "fabric"],
        "composition": [0.2, 0.8],
        "thor_metadata": {
            "assetMetadata": {
                "boundingBox": {
                    "min": {"x": -1.0, "y": 0.0, "z": -0.4},
                    "max": {"x": 1.0, "y": 0.8, "z": 0.5},
                }
            }
        },
    },
    "2c3d": {
        "annotations": {"category": "novel book", "materials": ["paper", "ink"]},
        "assetMetadata": {"boundingBox": {"size": {"x": 0.15, "y": 0.03, "z": 0.2}}},
    },
    "Fridge_1": {
        "category": "fridge",
        "assetMetadata": {"boundingBox": {"x": 0.9, "y": 1.8, "z": 0.7}},
    },
    "no box": {"category": "ghost", "materials": []},
}
"""Objathor's annotations of 2024, Holodeck's of 2023, and a box stated as its extent."""


@pytest.fixture
def annotations(tmp_path: Path) -> AssetTable:
    path = tmp_path / "annotations.json.gz"
    path.write_bytes(gzip.compress(json.dumps(ANNOTATIONS).encode()))
    return AssetTable.read(path)


def test_rooms_openings_and_things_arrive(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    path = save(holodeck_house)
    spec = read_holodeck(path, annotations)
    errors = import_errors(path, annotations, spec)
    assert errors.position_m < 1e-9
    assert errors.size_m < 1e-9
    assert (errors.objects, errors.openings, errors.cut) == (3, 5, 5)
    assert [o.kind for o in spec.openings] == ["door", "door", "window", "window", "open"]
    assert spec.text == "a flat with an open kitchen"
    assert {room.name for room in spec.rooms} == {"living room", "kitchen", "bedroom"}
    assert {room.size_m[2] for room in spec.rooms} == {2.7}
    assert spec.warnings == ()


def test_openings_lie_where_holodeck_kept_the_furniture_away(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    spec = read_holodeck(save(holodeck_house), annotations)
    for door, opening in zip(holodeck_house["doors"], spec.openings, strict=False):
        ends = sorted(map(tuple, door["doorSegment"]))
        for stated, found in zip(ends, sorted((opening.start_m, opening.end_m)), strict=True):
            assert math.dist(stated, found) < 1e-9
    assert spec.openings[0].pane is None
    assert spec.openings[1].pane == "wood"


def test_the_deleted_wall_between_open_rooms_is_an_opening_of_full_height(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    gap = read_holodeck(save(holodeck_house), annotations).openings[-1]
    assert {gap.start_m, gap.end_m} == {(4.0, 0.0), (4.0, 5.0)}
    assert (gap.sill_m, gap.top_m) == (0.0, 2.7)


def test_small_things_stand_on_what_their_names_say(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    sofa, fridge, book = read_holodeck(save(holodeck_house), annotations).objects
    assert (sofa.kind, sofa.material, sofa.on) == ("sofa", "fabric", "")
    assert (fridge.kind, fridge.material) == ("fridge", "metal")
    assert (book.kind, book.material, book.on) == ("book", "wood", sofa.name)


def test_an_agent_outside_all_rooms_puts_the_radar_in_the_largest_room_off_the_furniture(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    spec = read_holodeck(save(holodeck_house), annotations)
    x, y, _ = spec.radar.position_m
    assert spec.room.name == "living room"
    assert 1.0 < x < 3.0
    assert 2.0 < y < 4.0


def test_an_opening_planned_elsewhere_is_remarked(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    holodeck_house["doors"][0]["doorSegment"] = [[2.0, 5.0], [3.0, 5.0]]
    warnings = read_holodeck(save(holodeck_house), annotations).warnings
    assert len(warnings) == 1
    assert warnings[0].startswith("1 opening placed along the wall, not where Holodeck planned")


def test_things_of_unknown_assets_are_counted(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    some = AssetTable({"2c3d": annotations.assets["2c3d"]})
    spec = read_holodeck(save(holodeck_house), some)
    assert spec.warnings == ("2 objects of 2 unknown assets left out: 0a1b, Fridge_1",)
    assert [item.on for item in spec.objects] == [""]


def test_a_house_of_one_room_without_open_walls(
    holodeck_house: House, annotations: AssetTable, save: Any
) -> None:
    holodeck_house["open_walls"] = []
    spec = read_holodeck(save(holodeck_house), annotations)
    assert "open" not in {o.kind for o in spec.openings}
    assert spec.warnings == (
        "2 rooms given walls along sides where the file has none: kitchen, living room",
    )


def test_read_house_tells_the_formats_apart(
    holodeck_house: House, house: House, annotations: AssetTable, save: Any
) -> None:
    path = save(holodeck_house)
    assert read_house(path, annotations) == read_holodeck(path, annotations)
    with pytest.raises(InputError, match="use read_holodeck"):
        read_procthor(path, annotations)
    path = save(house)
    assert read_house(path, annotations) == read_procthor(path, annotations)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"open_walls": {"segments": [[[4.0, 0.0]]]}}, r"open_walls\.segments\[0\]"),
        ({"open_walls": {"boxes": []}}, r"open_walls"),
        ({"wall_height": "high"}, r"wall_height"),
        ({"metadata": {"schema": "2.0.0"}}, r"metadata\.schema"),
        ({"objects": None}, r"'objects'"),
    ],
)
def test_a_broken_house_is_refused_by_the_place(
    holodeck_house: House, annotations: AssetTable, save: Any, change: House, place: str
) -> None:
    with pytest.raises(InputError, match=place):
        read_holodeck(save({**holodeck_house, **change}), annotations)
