"""Walls as upright rectangles: one sheet along each side of each room, cut around the openings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes.geometry import Mesh
from scenes.rooms._openings import cut_by, facing_sides, hole_of, opening_names
from scenes.rooms._outline import is_box, sides_m
from scenes.rooms._sides import Side, covered_by
from scenes.rooms._tiling import Tile, remainder
from scenes.spec import Material, OpeningSpec, RoomSpec, SceneSpec

_BOX_ORDER = {(0.0, -1.0): "back", (0.0, 1.0): "front", (1.0, 0.0): "right", (-1.0, 0.0): "left"}
"""Names of a box's walls in their order, by the direction in which the outline runs there."""


@dataclass(frozen=True)
class Panel:
    """An upright rectangle of a wall, or what fills an opening of it.

    Attributes:
        name: Name of its surface.
        start_m: World x and y of its lower end (by x, then y), m.
        end_m: World x and y of its other end, m.
        bottom_m: Height of its lower edge, m.
        top_m: Height of its upper edge, m.
        material: What it is made of.
        leftward: Whether the room that it faces is to the left, seen from start to end.
        opening: Number of the opening that it fills, or None for the wall itself.
    """

    name: str
    start_m: tuple[float, float]
    end_m: tuple[float, float]
    bottom_m: float
    top_m: float
    material: Material
    leftward: bool
    opening: int | None = None

    def mesh(self) -> Mesh:
        """Two triangles that face the room."""
        (x0, y0), (x1, y1), low, high = self.start_m, self.end_m, self.bottom_m, self.top_m
        ring = [(x0, y0, low), (x0, y0, high), (x1, y1, high), (x1, y1, low)]
        order = (0, 1, 2, 3) if self.leftward else (0, 3, 2, 1)
        vertices = np.array([ring[i] for i in order])
        return vertices, np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)


def home_panels(spec: SceneSpec) -> tuple[tuple[Panel, ...], ...]:
    """The walls of each room, and last of all what fills the openings.

    Where two rooms share a stretch, the wall belongs to the room that is listed first.

    Raises:
        InputError: An opening lies on no wall, or overlaps another.
    """
    sides = [_room_sides(spec.rooms, number) for number in range(len(spec.rooms))]
    every = [side for of_room in sides for side in of_room]
    holes = cut_by(spec.openings, every)
    walls, earlier = [], list[Side]()
    for number, of_room in enumerate(sides):
        room = spec.rooms[number]
        taken = [covered_by(side, earlier) + holes[side] for side in of_room]
        pieces = [_cut(side, room.walls, hole) for side, hole in zip(of_room, taken, strict=True)]
        walls.append(tuple(panel for piece in pieces for panel in piece))
        earlier += of_room
    return (*walls, _panes(spec.openings, every))


def room_prefixes(rooms: Sequence[RoomSpec]) -> list[str]:
    """What names of surfaces of each room begin with: nothing where there is one room."""
    if len(rooms) == 1:
        return [""]
    words = [re.sub(r"\W+", "_", room.name.lower()).strip("_") or "room" for room in rooms]
    found: list[str] = []
    for word in words:
        count, name = 1, word if words.count(word) == 1 else f"{word}_1"
        while f"{name}_" in found:
            count += 1
            name = f"{word}_{count}"
        found.append(f"{name}_")
    return found


def _room_sides(rooms: Sequence[RoomSpec], number: int) -> list[Side]:
    room, prefix = rooms[number], room_prefixes(rooms)[number]
    ends = sides_m(room)
    if not is_box(room):
        names = [f"{prefix}wall_{i}" for i in range(1, len(ends) + 1)]
        return [Side.between(*pair) for pair in _sized(names, ends, room)]
    along = np.sign(np.round(ends[:, 1] - ends[:, 0], 3))
    by_name = {_BOX_ORDER[float(d[0]), float(d[1])]: e for d, e in zip(along, ends, strict=True)}
    names = [f"{prefix}wall_{word}" for word in _BOX_ORDER.values()]
    ordered = np.stack([by_name[word] for word in _BOX_ORDER.values()])
    return [Side.between(*pair) for pair in _sized(names, ordered, room)]


def _sized(
    names: list[str], ends_m: Float[np.ndarray, "side end 2"], room: RoomSpec
) -> list[tuple[str, Float[np.ndarray, "end 2"], float]]:
    return [(name, ends, room.size_m[2]) for name, ends in zip(names, ends_m, strict=True)]


def _cut(side: Side, material: Material, holes: list[Tile]) -> list[Panel]:
    pieces = remainder(Tile(0.0, side.length_m, 0.0, side.height_m), holes)
    marks = [""] if len(pieces) == 1 else [f"_{i + 1}" for i in range(len(pieces))]
    return [
        Panel(side.name + mark, side.at(p.u0), side.at(p.u1), p.v0, p.v1, material, side.leftward)
        for mark, p in zip(marks, pieces, strict=True)
    ]


def _panes(openings: Sequence[OpeningSpec], sides: Sequence[Side]) -> tuple[Panel, ...]:
    panes = []
    for number, (opening, name) in enumerate(zip(openings, opening_names(openings), strict=True)):
        if opening.pane is None:
            continue
        first = facing_sides(opening, sides)[0]
        low, high = sorted((opening.start_m, opening.end_m))
        hole = hole_of(opening, first)
        top = min(hole.v1, max(side.height_m for side in facing_sides(opening, sides)))
        panes.append(
            Panel(name, low, high, hole.v0, top, opening.pane, first.leftward, opening=number)
        )
    return tuple(panes)
