"""Small houses in the two formats, made here, and the real ones beside the repository."""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scenes.houses import AssetTable

House = dict[str, Any]
Corner = tuple[float, float]

ASSETS = [
    {
        "assetId": "Sofa_1",
        "objectType": "Sofa",
        "boundingBox": {"x": 2.0, "y": 0.8, "z": 0.9},
        "salientMaterials": ["Fabric"],
    },
    {
        "assetId": "Book_1",
        "objectType": "Book",
        "boundingBox": {"x": 0.2, "y": 0.03, "z": 0.3},
        "salientMaterials": ["Paper"],
    },
    {
        "assetId": "Fridge_1",
        "objectType": "Fridge",
        "boundingBox": {"x": 0.9, "y": 1.8, "z": 0.7},
        "salientMaterials": [],
    },
]
"""Assets as in the shared table."""


@pytest.fixture
def assets(tmp_path: Path) -> AssetTable:
    path = tmp_path / "assets.json"
    path.write_text(json.dumps(ASSETS))
    return AssetTable.read(path)


@pytest.fixture(scope="session")
def real_assets(shared_data: Path) -> AssetTable:
    return AssetTable.read(shared_data / "procthor" / "assets.json")


@pytest.fixture(params=["house_0", "house_3", "house_7", "house_12", "house_18"])
def real_house(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    return shared_data / "procthor" / f"{request.param}.json"


def xyz(x: float, y: float, z: float) -> dict[str, float]:
    return {"x": x, "y": y, "z": z}


def thing(asset: str, name: str, place: tuple[float, float, float], turn: float = 0.0) -> House:
    return {"assetId": asset, "id": name, "position": xyz(*place), "rotation": xyz(0, turn, 0)}


def wall(name: str, room: str, start: Corner, end: Corner, **more: Any) -> House:
    """A wall as ProcTHOR lists one: no ring."""
    points = [xyz(x, y, z) for y in (0.0, 2.5) for x, z in (start, end)]
    return {"id": name, "roomId": room, "polygon": points, "material": {"name": "Drywall"}, **more}


def walls_of(room: str, floor: list[Corner]) -> list[House]:
    """Walls around a floor that is listed clockwise seen from above: the room is on the right."""
    ends = zip(floor, [*floor[1:], floor[0]], strict=True)
    return [wall(f"wall|{room}|{n}", room, a, b) for n, (a, b) in enumerate(ends)]


def exterior(inner: House) -> House:
    """The other side of a wall: its points in reverse, so that the upper edge comes first."""
    points = inner["polygon"][::-1]
    return {**inner, "id": f"wall|exterior|{inner['id'][5:]}", "polygon": points}


def hole(name: str, asset: str, span: tuple[Corner, Corner], *walls: House, **more: Any) -> House:
    """A door or window from (along, up) to (along, up) of the first wall."""
    sides = {f"wall{n}": side["id"] for n, side in enumerate(walls)}
    points = [xyz(along, up, 0.0) for along, up in span]
    return {"id": name, "assetId": asset, "holePolygon": points, **sides, **more}


def room(name: str, kind: str, floor: list[Corner]) -> House:
    points = [xyz(x, 0.0, z) for x, z in floor]
    material = {"name": "WoodFloorsCross"}
    return {"id": name, "roomType": kind, "floorPolygon": points, "floorMaterial": material}


@pytest.fixture
def house() -> House:
    """Two rooms side by side, 4 m and 3 m wide and 5 m deep, in ProcTHOR's form.

    A door leads from one to the other, 0.5 to 1.4 m along the bedroom's wall; the front door is
    closed; a window is in the bedroom's left wall; a book lies on the sofa.
    """
    left = [(0.0, 0.0), (0.0, 5.0), (4.0, 5.0), (4.0, 0.0)]
    right = [(4.0, 0.0), (4.0, 5.0), (7.0, 5.0), (7.0, 0.0)]
    bedroom, living = walls_of("room|1", left), walls_of("room|2", right)
    outer = [exterior(side) for side in (bedroom[0], living[2])]
    sofa = thing("Sofa_1", "Sofa|1|0", (2.0, 0.4, 4.5), 180.0)
    sofa["children"] = [thing("Book_1", "Book|1|1", (2.3, 0.815, 4.4), 90.0)]
    ajar = {"openable": True, "openness": 1}
    shut = {"openable": False, "openness": 0}
    return {
        "metadata": {
            "schema": "1.0.0",
            "agent": {"position": xyz(1.0, 0.95, 2.0), "rotation": xyz(0, 90, 0)},
        },
        "proceduralParameters": {"ceilingMaterial": {"name": "ConcreteFloor"}},
        "rooms": [room("room|1", "Bedroom", left), room("room|2", "LivingRoom", right)],
        "walls": [*bedroom, *living, *outer],
        "doors": [
            hole("door|1|2", "Doorway_1", ((0.5, 0), (1.4, 2.1)), bedroom[2], living[0], **ajar),
            hole("door|1|9", "Doorway_2", ((1.0, 0), (1.9, 2.1)), living[2], outer[1], **shut),
        ],
        "windows": [hole("window|1", "Window_1", ((3, 0.9), (4, 2)), bedroom[0], outer[0])],
        "objects": [sofa, thing("Fridge_1", "Fridge|2|0", (6.6, 0.9, 0.5), 270.0)],
    }


@pytest.fixture
def save(tmp_path: Path) -> Callable[[Any], Path]:
    """Writes a document to a file."""

    def write(document: Any) -> Path:
        path = tmp_path / "house.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return path

    return write


@pytest.fixture
def holodeck_house() -> House:
    """A house in the form that Holodeck saves, field by field as its generators write it.

    `living room` (4 m by 5 m) is open to `kitchen` (3 m by 5 m); a door leads to `bedroom` above
    the living room, another one outside. Two windows make two walls of the kitchen's right one.
    """
    plan = {
        "living room": [(0.0, 0.0), (4.0, 0.0), (4.0, 5.0), (0.0, 5.0)],
        "kitchen": [(4.0, 0.0), (7.0, 0.0), (7.0, 5.0), (4.0, 5.0)],
        "bedroom": [(0.0, 5.0), (4.0, 5.0), (4.0, 8.0), (0.0, 8.0)],
    }
    return holodeck(plan)


def holodeck(plan: dict[str, list[Corner]]) -> House:
    rooms = [_holodeck_room(name, corners) for name, corners in plan.items()]
    walls = {w["id"]: w for r in rooms for w in _holodeck_walls(r)}
    gaps = [w for w in walls.values() if _along(w["segment"], (4.0, 0.0), (4.0, 5.0))]
    for gap in gaps:
        del walls[gap["id"]]
    between = next(w for w in walls.values() if w["id"].startswith("wall|living room|north"))
    behind = next(w for w in walls.values() if w["id"].startswith("wall|bedroom|south"))
    outside = next(w for w in walls.values() if w["id"].startswith("wall|living room|west"))
    doors = [
        _holodeck_hole("door|0|living room|bedroom", "Doorway_1", (1.0, 2.0), between, behind),
        _holodeck_hole("door|1|exterior|living room", "Doorway_2", (0.5, 1.5), outside, None),
    ]
    doors[0].update(openable=True, openness=1)
    split = next(w for w in walls.values() if w["id"].startswith("wall|kitchen|east"))
    panes = _holodeck_windows(split, walls)
    objects = _holodeck_objects()
    return {
        "query": "a flat with an open kitchen",
        "metadata": {
            "schema": "1.0.0",
            "agent": {"position": xyz(35.0, 0.95, 2.0), "rotation": xyz(0, 90, 0)},
        },
        "proceduralParameters": {"ceilingMaterial": {"name": "Walldrywall4Tiled"}, "lights": []},
        "wall_height": 2.7,
        "rooms": rooms,
        "walls": [*walls.values(), *[_outer(w) for w in walls.values() if "connect" in w]],
        "doors": doors,
        "windows": panes,
        "open_walls": {"segments": [gaps[0]["segment"]], "openWallBoxes": []},
        "floor_objects": objects[:2],
        "wall_objects": [],
        "small_objects": objects[2:],
        "objects": objects,
    }


def _holodeck_room(name: str, corners: list[Corner]) -> House:
    """Corners are sorted clockwise around their middle, the one with the smallest x first."""
    cx, cz = (sum(c[k] for c in corners) / len(corners) for k in (0, 1))
    turn = {c: -math.atan2(c[1] - cz, c[0] - cx) % (2 * math.pi) for c in corners}
    order = sorted(corners, key=lambda c: turn[c])
    first = order.index(min(order, key=lambda c: c[0]))
    order = order[first:] + order[:first]
    return {
        "id": name,
        "roomType": name,
        "vertices": order,
        "full_vertices": order,
        "floorPolygon": [xyz(x, 0, z) for x, z in order],
        "floorMaterial": {"name": "Wood"},
        "wallMaterial": {"name": "DrywallBeige"},
    }


def _holodeck_walls(room: House) -> list[House]:
    corners, walls = room["full_vertices"], []
    for n, (a, b) in enumerate(zip(corners, [*corners[1:], corners[0]], strict=True)):
        level, rising = a[1] == b[1], (b[0] - a[0] + b[1] - a[1]) > 0
        direction = ("north" if rising else "south") if level else ("west" if rising else "east")
        side = _holodeck_wall(f"wall|{room['id']}|{direction}|{n}", room["id"], a, b)
        walls.append(side)
    for side in walls:
        inner = [((0.0, 5.0), (4.0, 5.0)), ((4.0, 0.0), (4.0, 5.0))]
        if not any(_along(side["segment"], *ends) for ends in inner):
            side["connect"] = side["id"] + "|exterior"
    return walls


def _holodeck_wall(name: str, room: str, a: Corner, b: Corner) -> House:
    """A ring: from the start up, along and down to the end."""
    ring = [xyz(a[0], 0, a[1]), xyz(a[0], 2.7, a[1]), xyz(b[0], 2.7, b[1]), xyz(b[0], 0, b[1])]
    material = {"name": "DrywallBeige"}
    return {"id": name, "roomId": room, "polygon": ring, "segment": [a, b], "material": material}


def _outer(wall: House) -> House:
    name = wall["id"] + "|exterior"
    return {**wall, "id": name, "polygon": wall["polygon"][::-1], "segment": wall["segment"][::-1]}


def _along(segment: list[Corner], start: Corner, end: Corner) -> bool:
    return {tuple(p) for p in segment} == {start, end}


def _holodeck_hole(
    name: str, asset: str, span: tuple[float, float], first: House, second: House | None
) -> House:
    """An opening with where Holodeck thinks it is; a front door's first wall is the outer one."""
    if second is None:
        first, second = _outer(first), first
    (x0, z0), (x1, z1) = first["segment"]
    length = math.dist((x0, z0), (x1, z1))
    ends = [(x0 + s / length * (x1 - x0), z0 + s / length * (z1 - z0)) for s in span]
    made = hole(name, asset, ((span[0], 0.0), (span[1], 2.1)), first, second)
    return {**made, "openable": False, "openness": 0, "doorSegment": ends}


def _holodeck_windows(wall: House, walls: dict[str, House]) -> list[House]:
    """Cuts a wall in halves and makes a window in each, as Holodeck does for two windows."""
    del walls[wall["id"]]
    (x0, z0), (x1, z1) = wall["segment"]
    middle = ((x0 + x1) / 2, (z0 + z1) / 2)
    panes = []
    for n, (a, b) in enumerate([((x0, z0), middle), (middle, (x1, z1))]):
        part = _holodeck_wall(f"{wall['id']}|{n}", wall["roomId"], a, b)
        part["connect"] = part["id"] + "|exterior"
        walls[part["id"]] = part
        panes.append(
            hole(f"window|{part['id']}|{n}", "Window_1", ((1, 0.9), (2, 1.9)), part, _outer(part))
        )
    return panes


def _holodeck_objects() -> list[House]:
    sofa = {**thing("0a1b", "sofa-0 (living room)", (2.0, 0.4, 0.5)), "object_name": "sofa-0"}
    fridge = {
        **thing("Fridge_1", "fridge-0 (kitchen)", (6.6, 0.9, 4.0), 270.0),
        "roomId": "kitchen",
    }
    book = thing("2c3d", "book-0|sofa-0 (living room)", (2.2, 0.816, 0.5), 77.0)
    return [sofa, fridge, book]
