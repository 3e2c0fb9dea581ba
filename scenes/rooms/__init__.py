"""Rooms: their surfaces, and furniture placed in them."""

from scenes.rooms._layout import ROOMS, footprint_m, furnish, make_room
from scenes.rooms._surfaces import furniture_surfaces, room_surfaces

__all__ = [
    "ROOMS",
    "footprint_m",
    "furnish",
    "furniture_surfaces",
    "make_room",
    "room_surfaces",
]
