"""Rooms: their surfaces, and furniture placed in them."""

from scenes.rooms._home import home_surfaces
from scenes.rooms._layout import ROOMS, footprint_m, furnish, make_room
from scenes.rooms._problems import home_problems
from scenes.rooms._surfaces import furniture_surfaces, room_surfaces
from scenes.rooms._walkable import Walkable, walkable
from scenes.rooms.generate import ROOM_KINDS, RoomWish, make_home

__all__ = [
    "ROOMS",
    "ROOM_KINDS",
    "RoomWish",
    "Walkable",
    "footprint_m",
    "furnish",
    "furniture_surfaces",
    "home_problems",
    "home_surfaces",
    "make_home",
    "make_room",
    "room_surfaces",
    "walkable",
]
