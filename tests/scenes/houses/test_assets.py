"""Tables of assets in their three forms, and the types and materials made of them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from scenes import InputError
from scenes.houses import Asset, AssetTable, read_procthor
from scenes.houses._kinds import KINDS
from scenes.houses._materials import WORDS
from scenes.objects import CATALOGUE
from scenes.spec import MATERIALS

ENTRY = {
    "assetId": "Chair_1",
    "objectType": "Chair",
    "boundingBox": {"x": 0.5, "y": 0.9, "z": 0.6},
}


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize(
    "document",
    [
        [{**ENTRY, "salientMaterials": ["Velcro", "Metal"]}],
        {"Chair": [{**ENTRY, "salientMaterials": ["Metal"]}]},
        {
            "Chair_1": {
                "category": "Chair",
                "materials": ["wood", "metal"],
                "composition": [0.1, 0.9],
                "thor_metadata": {"assetMetadata": {"boundingBox": ENTRY["boundingBox"]}},
            }
        },
    ],
)
def test_each_form_of_table_gives_the_same_asset(tmp_path: Path, document: Any) -> None:
    table = AssetTable.read(write(tmp_path / "table.json", document))
    assert table.assets == {"Chair_1": Asset((0.5, 0.9, 0.6), "Chair", "metal")}


def test_the_parts_that_procthor_lists_do_not_tell_a_things_material(tmp_path: Path) -> None:
    parts = [["Metal", "Handle_Metal"], ["Wood", "WoodGrain_Brown"]]
    table = AssetTable.read(write(tmp_path / "a.json", {"Chair": [{**ENTRY, "materials": parts}]}))
    assert table.assets["Chair_1"].material is None


def test_later_tables_count_over_earlier_ones(tmp_path: Path) -> None:
    first = write(tmp_path / "a.json", [ENTRY])
    second = write(tmp_path / "b.json", [{**ENTRY, "objectType": "Stool"}])
    assert AssetTable.read(first, second).assets["Chair_1"].category == "Stool"


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "a boundingBox"),
        ({}, "a boundingBox"),
        (3, "an object"),
        ([{"objectType": "Chair"}], "'assetId'"),
        ([{**ENTRY, "boundingBox": {"x": 1, "y": 1}}], "'z' at [0].boundingBox"),
        ([{**ENTRY, "boundingBox": {"x": 1, "y": -1, "z": 1}}], "sides from 0 to 100 m"),
    ],
)
def test_a_broken_table_is_refused_by_the_place(tmp_path: Path, document: Any, place: str) -> None:
    with pytest.raises(InputError) as caught:
        AssetTable.read(write(tmp_path / "table.json", document))
    assert place in str(caught.value)
    assert "table.json" in str(caught.value)


def test_a_house_without_a_table_says_how_to_get_one(
    house: dict, save: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MMWAVE_HOUSE_ASSETS", raising=False)
    with pytest.raises(InputError, match=r"AssetTable\.read"):
        read_procthor(save(house))


def test_the_environment_names_tables(
    house: dict, save: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sofa = {**ENTRY, "assetId": "Sofa_1", "objectType": "Sofa"}
    paths = [write(tmp_path / "a.json", [ENTRY]), write(tmp_path / "b.json", [sofa])]
    monkeypatch.setenv("MMWAVE_HOUSE_ASSETS", os.pathsep.join(map(str, paths)))
    assert [item.kind for item in read_procthor(save(house)).objects] == ["sofa"]


@pytest.mark.parametrize(
    ("category", "height", "kind"),
    [
        ("DiningTable", 0.8, "table"),
        ("TVStand", 0.6, "cabinet"),
        ("DogBed", 0.2, "box"),
        ("ToiletPaper", 0.1, "box"),
        ("eames lounge chair", 0.9, "armchair"),
        ("kitchen chairs", 0.9, "chair"),
        ("Sink", 0.15, "box"),
        ("Sink", 1.0, "washbasin"),
        ("CounterTop", 0.9, "counter"),
        ("candelabra", 0.3, "box"),
        ("", 1.0, "box"),
    ],
)
def test_the_last_words_of_a_category_tell_the_type(
    house: dict, save: Any, tmp_path: Path, category: str, height: float, kind: str
) -> None:
    box = {"x": 0.5, "y": height, "z": 0.5}
    entry = {"assetId": "Sofa_1", "objectType": category, "boundingBox": box}
    table = AssetTable.read(write(tmp_path / "table.json", [entry]))
    assert read_procthor(save(house), table).objects[0].kind == kind


@pytest.mark.parametrize(
    ("name", "material"),
    [
        ("WallDrywallWhite2", "plasterboard"),
        ("PureWhite", "plasterboard"),
        ("RedBricks 1", "concrete"),
        ("ConcreteFloorSmooth 1", "concrete"),
        ("SubwayTilesAO", "ceramic"),
        ("Porcelain_Off_White_Mat", "ceramic"),
        ("GREYGRANITE", "ceramic"),
        ("Beams", "wood"),
        ("RoboTHOR_Wall_Panel_Fabric_Mat", "fabric"),
        ("PVCLit", "plastic"),
        ({"color": {"r": 1, "g": 1, "b": 1}}, "plasterboard"),
    ],
)
def test_names_of_wall_materials_become_radio_materials(
    house: dict, assets: AssetTable, save: Any, name: Any, material: str
) -> None:
    for wall in house["walls"]:
        wall["material"] = name if isinstance(name, dict) else {"name": name}
    spec = read_procthor(save(house), assets)
    assert {room.walls for room in spec.rooms} == {material}
    assert spec.warnings == ()


def test_a_material_of_unknown_name_is_remarked_once(
    house: dict, assets: AssetTable, save: Any
) -> None:
    for wall in house["walls"]:
        wall["material"] = {"name": "Unobtainium"}
    spec = read_procthor(save(house), assets)
    assert {room.walls for room in spec.rooms} == {"plasterboard"}
    assert spec.warnings == ("1 material of unknown name taken as plasterboard: Unobtainium",)


def test_every_type_is_in_the_catalogue() -> None:
    assert {kind for kind, _ in KINDS.values()} <= {*CATALOGUE, "box"}


def test_every_shared_asset_has_a_type_and_a_material(real_assets: AssetTable) -> None:
    stated = [asset.material for asset in real_assets.assets.values() if asset.material]
    assert len(real_assets.assets) == 1653
    assert len(stated) == 1320
    assert set(stated) <= set(MATERIALS)


def test_the_page_lists_the_words_that_tell_materials() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "houses.md").read_text()
    lines = page.split("<!-- materials -->")[1].split("<!-- end of materials -->")[0].splitlines()
    rows = [f"| {material} | {', '.join(words)} |" for material, words in WORDS]
    assert [line for line in lines if line][2:] == rows
