"""Things in rooms: types of them as meshes with radio materials, placed, to sit and to lie on."""

from scenes.objects._affordances import Berth, Seat, berth_of, seats_of
from scenes.objects._catalogue import CATALOGUE
from scenes.objects._placement import corners_m, footprint_m, placed
from scenes.objects._surfaces import object_names, object_parts, object_surfaces
from scenes.objects._type import ObjectType, Parts, Size

__all__ = [
    "CATALOGUE",
    "Berth",
    "ObjectType",
    "Parts",
    "Seat",
    "Size",
    "berth_of",
    "corners_m",
    "footprint_m",
    "object_names",
    "object_parts",
    "object_surfaces",
    "placed",
    "seats_of",
]
