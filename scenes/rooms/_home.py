"""`home_surfaces`: walls, floors and ceilings of all rooms as rectangles."""

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.geometry import Mesh, Surface
from scenes.rooms._outline import frame_of, inside, sides_m
from scenes.rooms._panels import home_panels, room_prefixes
from scenes.rooms._tiling import Tile, floor_of
from scenes.spec import SceneSpec

PROBE_M = 0.1
"""Distance between the points at which floors are looked for in other rooms, m."""


def home_surfaces(spec: SceneSpec) -> tuple[Surface, ...]:
    """Walls, floors, ceilings and what fills the openings, each a rectangle of two triangles.

    A wall is one sheet without thickness; where two rooms share a stretch it belongs to the room
    that is listed first, faces into it and is made of its material. Walls are cut into rectangles
    around the openings. Floors and ceilings of rooms whose corners are square are exactly the
    outline, in as few rectangles as a plain sweep finds: two mirrors that meet in one plane
    reflect together as one does, so cuts cost time only. Where a side is slanted, floor and
    ceiling go on behind it, out of the room, rather than end before it.

    Names are `floor`, `ceiling`, `wall_back` and so on, with the room's name before them where
    there are several rooms and a number behind them where there are several pieces; then
    `window_1`, `door_1` for the panes.

    Raises:
        InputError: An opening lies on no wall or overlaps another, or the floor of a room with a
            slanted side would reach into another room.
    """
    *walls, panes = home_panels(spec)
    surfaces: list[Surface] = []
    for number, room in enumerate(spec.rooms):
        surfaces += _floor_and_ceiling(spec, number)
        surfaces += [Surface(p.name, *p.mesh(), room.walls, "wall") for p in walls[number]]
    surfaces += [Surface(p.name, *p.mesh(), p.material, "wall") for p in panes]
    return tuple(surfaces)


def _floor_and_ceiling(spec: SceneSpec, number: int) -> list[Surface]:
    room, prefix = spec.rooms[number], room_prefixes(spec.rooms)[number]
    frame = frame_of(sides_m(room))
    parts = floor_of(sides_m(room) @ frame.T)
    _check_own(spec, number, parts)
    marks = [""] if len(parts) == 1 else [f"_{i + 1}" for i in range(len(parts))]
    height = room.size_m[2]
    named = list(zip(marks, parts, strict=True))
    floors = [(f"{prefix}floor{mark}", _level(part, frame, 0.0, up=True)) for mark, part in named]
    over = [(f"{prefix}ceiling{mark}", _level(p, frame, height, up=False)) for mark, p in named]
    return [
        *(Surface(name, *mesh, room.floor, "floor") for name, mesh in floors),
        *(Surface(name, *mesh, room.ceiling, "ceiling") for name, mesh in over),
    ]


def _level(tile: Tile, frame: Float[np.ndarray, "2 2"], height_m: float, *, up: bool) -> Mesh:
    """A level rectangle that faces up or down."""
    ring = [(tile.u0, tile.v0), (tile.u1, tile.v0), (tile.u1, tile.v1), (tile.u0, tile.v1)]
    plan = np.array(ring if up else [ring[0], *ring[:0:-1]]) @ frame
    vertices = np.c_[plan, np.full(4, height_m)]
    return vertices, np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)


def _check_own(spec: SceneSpec, number: int, parts: list[Tile]) -> None:
    """Refuses a floor that reaches into another room."""
    room = spec.rooms[number]
    sides = sides_m(room)
    area = sum((part.u1 - part.u0) * (part.v1 - part.v0) for part in parts)
    outline = np.sum(sides[:, 0, 0] * sides[:, 1, 1] - sides[:, 0, 1] * sides[:, 1, 0]) / 2
    if len(spec.rooms) == 1 or area < outline + 1e-3:
        return
    points = np.concatenate([_probes(part) for part in parts]) @ frame_of(sides)
    for other in spec.rooms[:number] + spec.rooms[number + 1 :]:
        if (inside(points, sides_m(other)) & ~inside(points, sides)).any():
            raise InputError(
                expected="square corners where rooms adjoin",
                found=f"a slanted side between the {room.name} and the {other.name}",
                do="make that side follow the others' directions, or leave space behind it",
            )


def _probes(part: Tile) -> Float[np.ndarray, "point 2"]:
    u = np.arange(part.u0 + PROBE_M / 2, part.u1, PROBE_M)
    v = np.arange(part.v0 + PROBE_M / 2, part.v1, PROBE_M)
    return np.stack(np.meshgrid(u, v, indexing="ij"), axis=-1).reshape(-1, 2)
