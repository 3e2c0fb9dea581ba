"""Surfaces of the room and its furniture, from the specification."""

import numpy as np

from scenes.geometry import Mesh, Surface, rectangle
from scenes.objects import FURNITURE
from scenes.spec import ObjectSpec, RoomSpec


def room_surfaces(room: RoomSpec) -> tuple[Surface, ...]:
    """Floor, ceiling and four walls, each a rectangle that faces into the room."""
    (x0, y0), (x, y, z) = room.corner_m, room.size_m
    low, high = (x0, y0, 0.0), (x0, y0, z)
    floor = Surface("floor", *rectangle(low, (x, 0, 0), (0, y, 0)), room.floor, "floor")
    over = Surface("ceiling", *rectangle(high, (0, y, 0), (x, 0, 0)), room.ceiling, "ceiling")
    walls: dict[str, Mesh] = {
        "wall_back": rectangle(low, (0, y, 0), (0, 0, z)),
        "wall_front": rectangle((x0 + x, y0, 0.0), (0, 0, z), (0, y, 0)),
        "wall_right": rectangle(low, (0, 0, z), (x, 0, 0)),
        "wall_left": rectangle((x0, y0 + y, 0.0), (x, 0, 0), (0, 0, z)),
    }
    named = (Surface(name, *mesh, room.walls, "wall") for name, mesh in walls.items())
    return floor, over, *named


def furniture_surfaces(objects: tuple[ObjectSpec, ...]) -> tuple[Surface, ...]:
    """One surface for each part of each piece, in world coordinates."""
    surfaces: list[Surface] = []
    count: dict[str, int] = {}
    for item in objects:
        count[item.kind] = count.get(item.kind, 0) + 1
        name = f"{item.kind}_{count[item.kind]}"
        for part, ((vertices, faces), material) in FURNITURE[item.kind].build(item.size_m).items():
            full = f"{name}_{part}" if part else name
            placed = _place(vertices, item)
            surfaces.append(Surface(full, placed, faces, material or item.material, "furniture"))
    return tuple(surfaces)


def _place(vertices_m: np.ndarray, item: ObjectSpec) -> np.ndarray:
    c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    return vertices_m @ turn.T + np.array(item.position_m)
