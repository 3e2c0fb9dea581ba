"""Surfaces of one room that is a box."""

from scenes.geometry import Mesh, Surface, rectangle
from scenes.objects import object_surfaces as furniture_surfaces
from scenes.spec import RoomSpec

__all__ = ["furniture_surfaces", "room_surfaces"]


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
