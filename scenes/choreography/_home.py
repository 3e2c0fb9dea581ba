"""The home that a story needs: its rooms, and in them the things that it names."""

from scenes.language import Deed, Story
from scenes.motion import activities
from scenes.objects import CATALOGUE
from scenes.rooms import RoomWish, make_home
from scenes.spec import SceneSpec

USUAL_FLAT = ("living room", "bedroom", "kitchen", "bathroom", "corridor")
USUAL_ROOM = "living room"

AT_HOME_IN = {
    "kitchen": ("fridge", "stove", "dishwasher", "microwave", "kitchen_sink", "counter", "kettle"),
    "bathroom": ("bathtub", "shower", "washbasin", "washing_machine", "towel_rail", "toilet"),
    "bedroom": ("bed", "crib", "wardrobe", "night_stand", "dresser"),
    "office": ("desk", "office_chair", "monitor"),
}
"""Rooms in which things are at home; all else is in the first room."""


def home_of(story: Story, seed: int) -> SceneSpec:
    """A furnished home with everything that a story names, nobody in it.

    Raises:
        InputError: Something does not fit.
    """
    deeds = [deed for who in story.people for deed in who.deeds]
    things = dict.fromkeys(kind for deed in deeds for kind in _things(deed))
    rooms = _rooms(story, list(things))
    wishes: dict[str, list[str]] = {room: [] for room in rooms}
    for kind in things:
        wishes[_room_for(kind, rooms)].append(kind)
    return make_home([RoomWish(room, tuple(kinds)) for room, kinds in wishes.items()], seed)


def _things(deed: Deed) -> list[str]:
    """Kinds of objects that a deed names or needs."""
    if deed.place is not None and not deed.place.is_room and deed.place.kind in CATALOGUE:
        return [deed.place.kind]
    if deed.place is not None or not deed.activity:
        return []
    needs = [kind for kind in activities()[deed.activity].needs if kind in CATALOGUE]
    return needs[:1]


def _rooms(story: Story, things: list[str]) -> list[str]:
    """Kinds of rooms, that of the radar first."""
    named = [room for room in story.rooms if room]
    if story.is_home or len(named) > 1:
        return list(dict.fromkeys([*named, *(USUAL_FLAT if story.is_home else ("corridor",))]))
    if named:
        return named
    suited = [room for room, kinds in AT_HOME_IN.items() if any(thing in kinds for thing in things)]
    return suited[:1] or [USUAL_ROOM]


def _room_for(kind: str, rooms: list[str]) -> str:
    for room, kinds in AT_HOME_IN.items():
        if kind in kinds and room in rooms:
            return room
    return rooms[0]
