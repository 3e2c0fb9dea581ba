"""What plans are made of: kinds of rooms and names of objects."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

RoomKind = Literal["living room", "bedroom", "kitchen", "bathroom", "office", "corridor"]
ROOM_KINDS: tuple[RoomKind, ...] = get_args(RoomKind)

Source = Literal["grammar", "model"]
"""Who made a plan: the grammar, or the language model."""


ALWAYS: Mapping[RoomKind, tuple[str, ...]] = MappingProxyType(
    {
        "living room": ("sofa", "coffee_table", "screen"),
        "bedroom": ("bed", "wardrobe", "night_stand"),
        "kitchen": ("counter", "fridge", "stove", "kitchen_sink"),
        "bathroom": ("toilet", "washbasin"),
        "office": ("desk", "office_chair"),
        "corridor": (),
    }
)
"""What makes a room what it is."""

OFTEN: Mapping[RoomKind, tuple[str, ...]] = MappingProxyType(
    {
        "living room": (
            *("armchair", "bookshelf", "side_table", "rug", "floor_lamp", "plant", "picture"),
            *("curtain", "radiator", "wall_shelf", "speaker"),
        ),
        "bedroom": (
            *("dresser", "table_lamp", "rug", "curtain", "chair", "mirror", "pillow", "picture"),
            "radiator",
        ),
        "kitchen": (
            *(
                "range_hood",
                "dishwasher",
                "dining_table",
                "chair",
                "chair",
                "microwave",
                "kettle",
                "bin",
            ),
            *("kitchen_island", "stool", "pot"),
        ),
        "bathroom": (
            *("shower", "bathtub", "mirror", "towel_rail", "washing_machine", "cabinet"),
            "radiator",
        ),
        "office": (
            *("monitor", "bookshelf", "bin", "laptop", "cabinet", "table_lamp", "plant", "chair"),
            *("picture", "fan"),
        ),
        "corridor": ("shoe_rack", "mirror", "picture", "rug", "bench", "bag"),
    }
)
"""What is often found in a room beside that."""

SELDOM: Mapping[str, RoomKind] = MappingProxyType(
    {
        **dict.fromkeys(("table", "television", "vase", "book", "cat", "dog"), "living room"),
        **dict.fromkeys(("piano", "treadmill", "exercise_bike", "box"), "living room"),
        **dict.fromkeys(("crib",), "bedroom"),
        **dict.fromkeys(("bottle",), "kitchen"),
        **dict.fromkeys(("bicycle",), "corridor"),
    }
)
"""What some people have, and where they keep it."""


def _places() -> dict[str, RoomKind]:
    found: dict[str, RoomKind] = {}
    for table in (ALWAYS, OFTEN):
        for room, names in table.items():
            for name in names:
                found.setdefault(name, room)
    return found | dict(SELDOM)


PLACE_OF: Mapping[str, RoomKind] = MappingProxyType(_places())
"""The room that each object belongs to first of all."""

OBJECTS: tuple[str, ...] = tuple(PLACE_OF)
"""Names of the objects that a plan may ask for, all of them in the catalogue."""

WALKED_TO = frozenset(
    {
        *("sofa", "armchair", "chair", "office_chair", "stool", "bench", "coffee_table", "table"),
        *("dining_table",),
        *("desk", "bookshelf", "wardrobe", "cabinet", "dresser", "shoe_rack", "bed", "fridge"),
        *("stove", "dishwasher", "kitchen_sink", "counter", "kitchen_island", "bathtub", "shower"),
        *("washbasin", "washing_machine", "toilet", "mirror", "screen", "plant", "floor_lamp"),
        *("piano", "treadmill", "exercise_bike", "side_table", "night_stand", "crib"),
    }
)
"""Objects on the floor that people go to."""
