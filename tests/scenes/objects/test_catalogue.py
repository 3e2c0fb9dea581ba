"""Types of objects: closed parts that fill their box at any size, with sensible uses."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scenes.geometry import Mesh, is_closed, merge, volume_m3
from scenes.objects import CATALOGUE, ObjectType, Size
from scenes.spec import MATERIALS

FORMER = {
    "sofa": ((0.9, 2.0, 0.8), "fabric", {""}),
    "armchair": ((0.85, 0.85, 0.9), "leather", {""}),
    "table": ((0.6, 1.1, 0.45), "wood", {""}),
    "chair": ((0.45, 0.45, 0.9), "wood", {""}),
    "bookshelf": ((0.32, 0.9, 1.9), "wood", {""}),
    "bed": ((2.05, 1.5, 0.9), "wood", {"", "mattress"}),
    "desk": ((0.7, 1.4, 0.74), "wood", {""}),
    "screen": ((0.4, 1.4, 1.2), "wood", {"", "panel"}),
    "wardrobe": ((0.6, 1.2, 2.0), "wood", {""}),
    "plant": ((0.5, 0.5, 1.3), "ceramic", {"", "crown"}),
}


def sizes(kind: ObjectType) -> list[Size]:
    """The least, usual and largest size, and odd ones such as imported houses have."""
    d, w, h = kind.size_m
    odd = [(0.4 * d, 2.5 * w, h), (2.5 * d, 0.4 * w, 0.3 * h), (0.5 * d, 0.5 * w, 3.0 * h)]
    return [kind.least_m, kind.size_m, kind.most_m, *odd]


def pieces(mesh: Mesh) -> list[Mesh]:
    """The connected pieces of a mesh."""
    vertices, faces = mesh
    ends = np.concatenate([faces[:, :2], faces[:, 1:]])
    graph = coo_array((np.ones(len(ends)), ends.T), shape=(len(vertices),) * 2)
    label = connected_components(graph, directed=False)[1][faces[:, 0]]
    return [(vertices, faces[label == one]) for one in np.unique(label)]


def test_there_are_at_least_35_types_beyond_the_box() -> None:
    builders = {id(kind) for name, kind in CATALOGUE.items() if name != "box"}
    assert len(builders) >= 35


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_piece_is_closed_faces_outwards_and_all_fill_the_box(name: str) -> None:
    kind = CATALOGUE[name]
    for size in sizes(kind):
        parts = kind.build(size)
        for mesh, material in parts.values():
            assert is_closed(mesh[1])
            assert all(volume_m3(*piece) > 0 for piece in pieces(mesh))
            assert material is None or material in MATERIALS
        vertices, faces = merge([mesh for mesh, _ in parts.values()])
        half = np.array(size) / 2
        np.testing.assert_allclose(vertices.min(0), [-half[0], -half[1], 0.0], atol=1e-9)
        np.testing.assert_allclose(vertices.max(0), [half[0], half[1], size[2]], atol=1e-9)
        assert vertices.dtype == np.float64 and faces.dtype == np.int32


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_type_is_light_and_its_sizes_are_in_order(name: str) -> None:
    kind = CATALOGUE[name]
    for size in (kind.least_m, kind.size_m, kind.most_m):
        assert sum(len(faces) for (_, faces), _ in kind.build(size).values()) <= 600
    assert all(a <= b <= c for a, b, c in zip(kind.least_m, kind.size_m, kind.most_m, strict=True))
    assert kind.material in MATERIALS
    assert (kind.hung_m > 0) == (kind.stands == "hung")


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_two_pieces_share_a_face(name: str) -> None:
    """Points spread over the faces: none lies in a parallel face of another piece.

    Fewer than 1 in 400 may, where thin bars cross; no plate lies on another without a gap.
    """
    parts = [mesh for mesh, _ in CATALOGUE[name].build(CATALOGUE[name].size_m).values()]
    corners = [vertices[faces] for mesh in parts for vertices, faces in pieces(mesh)]
    owner = np.repeat(np.arange(len(corners)), [len(one) for one in corners])
    a, b, c = np.moveaxis(np.concatenate(corners), 1, 0)
    normal = np.cross(b - a, c - a)
    area = np.linalg.norm(normal, axis=1)
    normal /= area[:, None]
    random = np.random.default_rng(0)
    face = random.choice(len(area), 400, p=area / area.sum())
    low, high = np.sort(random.random((2, 400, 1)), axis=0)
    point = a[face] * low + b[face] * (high - low) + c[face] * (1 - high)
    off = np.abs(np.einsum("pfi,fi->pf", point[:, None] - a, normal))
    parallel = np.abs(normal[face] @ normal.T) > 1 - 1e-6
    p, f = np.nonzero((off < 3e-4) & parallel & (owner[face][:, None] != owner))
    inside = [
        np.einsum("pi,pi->p", np.cross(v - u, point[p] - u), normal[f]) > 0
        for u, v in ((a[f], b[f]), (b[f], c[f]), (c[f], a[f]))
    ]
    assert len(np.unique(p[np.all(inside, axis=0)])) <= 1


@pytest.mark.parametrize("name", FORMER)
def test_the_first_ten_kinds_keep_size_material_and_parts(name: str) -> None:
    kind = CATALOGUE[name]
    assert (kind.size_m, kind.material, set(kind.build(kind.size_m))) == FORMER[name]


def test_metal_and_glass_are_where_radar_meets_them() -> None:
    """Machines are metal, panes are glass, pots and handles reflect."""
    made_of = {
        name: {material or kind.material for _, material in kind.build(kind.size_m).values()}
        for name, kind in CATALOGUE.items()
    }
    metal = ("fridge", "stove", "washing_machine", "radiator", "pot", "bicycle", "mirror")
    assert all("metal" in made_of[name] for name in (*metal, "counter", "office_chair"))
    assert all("glass" in made_of[name] for name in ("stove", "shower", "television", "monitor"))


def test_the_drum_of_a_washing_machine_is_hollow() -> None:
    """Its case holds less than its box by the drum of a 16-gon: 8 sin(pi/8) r^2 deep."""
    kind = CATALOGUE["washing_machine"]
    (vertices, faces), _ = kind.build(kind.size_m)[""]
    box = np.prod(np.ptp(vertices, axis=0))
    drum = 8 * np.sin(np.pi / 8) * 0.19**2 * 0.36
    assert box - volume_m3(vertices, faces) == pytest.approx(drum, rel=0.02)


ASSETS = {
    "sofa": "Sofa",
    "armchair": "ArmChair",
    "chair": "Chair",
    "stool": "Stool",
    "bed": "Bed",
    "desk": "Desk",
    "dining_table": "DiningTable",
    "coffee_table": "CoffeeTable",
    "side_table": "SideTable",
    "dresser": "Dresser",
    "bookshelf": "ShelvingUnit",
    "picture": "Painting",
    "table_lamp": "DeskLamp",
    "book": "Book",
    "pot": "Pot",
    "pillow": "Pillow",
}
"""Our types by AI2-THOR's."""


def test_usual_sizes_are_those_of_real_furniture(shared_data: Path) -> None:
    """Each lies between the smallest and largest box of its kind among ProcTHOR's assets."""
    assets = json.loads((shared_data / "procthor" / "assets.json").read_text())
    for name, theirs in ASSETS.items():
        boxes = [one["boundingBox"] for one in assets if one["objectType"] == theirs]
        sizes_m = np.array([(box["z"], box["x"], box["y"]) for box in boxes])
        usual = np.array(CATALOGUE[name].size_m)
        assert (sizes_m.min(0) <= usual).all() and (usual <= sizes_m.max(0)).all(), name
