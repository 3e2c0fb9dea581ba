"""Walls of a house: upright rectangles, one for each side that a room or the air outside sees.

A wall is stated by the four corners of a polygon whose order differs from file to file: ProcTHOR's
is no ring, and its first two points are the floor edge of an interior wall but the upper edge of
an exterior one; Holodeck's is a ring. What is measured along a wall starts, in AI2-THOR, at the
first of its two lowest points (`polygonWallToSimpleWall`). AI2-THOR also shows a wall from one
side only, so that whoever looks at it from the room sees its start on the left: going from start
to end, the room lies on the right, and behind an exterior wall on the left. That holds for every
wall of the known houses, needs no order of points, and is what is used here; the order decides
only where no room is found.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scenes.houses._axes import point_m
from scenes.houses._node import Node
from scenes.houses._outline import SAME_M, contains
from scenes.spec import GroundPoint

MOST_WALLS = 5000
LEAST_WALL_M = 0.01
ASIDE_M = 0.02
"""How far beside a wall a room is looked for, m."""

FLOOR_M = 0.05
"""The floor lies at zero to within this, m; houses of several storeys are refused."""

EXTERIOR = "exterior"


@dataclass(frozen=True)
class Wall:
    """One side of a wall.

    Attributes:
        name: Its identifier.
        room: Identifier of its room.
        start_m: World x and y from which is measured along it, m.
        end_m: The other end, m.
        height_m: Its height, m.
        material: Name of its material, "" for none.
        exterior: Whether it faces outwards.
        empty: Whether nothing stands there.
    """

    name: str
    room: str
    start_m: GroundPoint
    end_m: GroundPoint
    height_m: float
    material: str
    exterior: bool
    empty: bool

    @property
    def length_m(self) -> float:
        """Its length, m."""
        return math.dist(self.start_m, self.end_m)

    def at_m(self, along_m: float) -> GroundPoint:
        """World x and y of a point along it, m."""
        share = along_m / self.length_m
        (x0, y0), (x1, y1) = self.start_m, self.end_m
        return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def read_walls(house: Node, outlines: Mapping[str, tuple[GroundPoint, ...]]) -> dict[str, Wall]:
    """All walls by identifier.

    Args:
        house: The document.
        outlines: Outlines of the rooms by identifier, m.

    Raises:
        InputError: A wall cannot be used, or two have the same identifier.
    """
    walls: dict[str, Wall] = {}
    for node in house["walls"].items(MOST_WALLS, least=1):
        wall = _facing_its_room(_wall(node), outlines)
        if wall.name in walls:
            raise node["id"].refusal("an identifier that no other wall has")
        walls[wall.name] = wall
    return walls


def material_name(node: Node | None) -> str:
    """Name in a material, which is a text or an object; "" where it states only a colour."""
    if node is None or isinstance(node.value, str):
        return node.text() if node is not None else ""
    name = node.get("name")
    return name.text() if name is not None else ""


def _wall(node: Node) -> Wall:
    """A wall as its points are listed."""
    start, end, height = _floor_edge(node["polygon"])
    name, room, empty = node["id"].text(), node["roomId"].text(), node.get("empty")
    return Wall(
        name=name,
        room=room,
        start_m=start,
        end_m=end,
        height_m=height,
        material=material_name(node.get("material")),
        exterior=EXTERIOR in (room, *name.split("|")),
        empty=empty is not None and empty.value is True,
    )


def _floor_edge(polygon: Node) -> tuple[GroundPoint, GroundPoint, float]:
    """The two lowest points in the order listed, and the height, m."""
    points = [point_m(item) for item in polygon.items(4, least=4)]
    bottom, top = min(z for *_, z in points), max(z for *_, z in points)
    if abs(bottom) > FLOOR_M:
        raise polygon.refusal("a wall that stands on the floor at y = 0", f"one at {bottom:g} m")
    low = [(x, y) for x, y, z in points if z - bottom < SAME_M]
    high = [(x, y) for x, y, z in points if top - z < SAME_M]
    upright = len(low) == len(high) == 2 and _same_edge(low, high)
    if not upright or top - bottom < LEAST_WALL_M or math.dist(*low) < LEAST_WALL_M:
        raise polygon.refusal("an upright rectangle", "another polygon")
    return low[0], low[1], top - bottom


def _same_edge(one: Iterable[GroundPoint], other: Iterable[GroundPoint]) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(math.dist(a, b) < SAME_M for a, b in pairs)


def _facing_its_room(wall: Wall, outlines: Mapping[str, tuple[GroundPoint, ...]]) -> Wall:
    """The wall with its room on the right of the way from start to end, or behind it."""
    own = outlines.get(wall.room)
    rooms = list(outlines.values()) if own is None else [own]
    right, left = (any(contains(room, p) for room in rooms) for p in _beside_m(wall))
    turned = right if wall.exterior else left
    return (
        replace(wall, start_m=wall.end_m, end_m=wall.start_m) if turned and right != left else wall
    )


def _beside_m(wall: Wall) -> tuple[GroundPoint, GroundPoint]:
    """Points to the right and to the left of its middle, m."""
    (x0, y0), (x1, y1) = wall.start_m, wall.end_m
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    dx, dy = ((b - a) / wall.length_m * ASIDE_M for a, b in ((x0, x1), (y0, y1)))
    return (x + dy, y - dx), (x - dy, y + dx)
