"""The words that a home may be described with, and what they mean for its rooms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scenes.planner._base import OBJECTS, RoomKind

Adds = Mapping[RoomKind, tuple[str, ...]]


@dataclass(frozen=True)
class Trait:
    """What a word about people or their tastes adds to a home.

    Attributes:
        adds: Objects by room; a home of several rooms gets a room that it lacks.
        bedrooms: Bedrooms that they need; two children share one.
        less: Objects that they do without.
        clutter: Factor on how likely the things that are often found are.
    """

    adds: Adds = field(default_factory=dict)
    bedrooms: float = 0.0
    less: tuple[str, ...] = ()
    clutter: float = 1.0


_DESK = ("desk", "office_chair", "laptop")
_STUDY: Adds = {"office": ("desk", "office_chair", "monitor", "bookshelf", "book")}
_CHILD: Adds = {"bedroom": ("bed", "desk", "chair", "box")}

PEOPLE: Mapping[str, Trait] = MappingProxyType(
    {
        **dict.fromkeys(("person", "adult", "man", "woman", "lady"), Trait({}, 1)),
        **dict.fromkeys(("tenant", "resident", "patient", "nurse", "doctor"), Trait({}, 1)),
        **dict.fromkeys(("couple", "parents"), Trait({"bedroom": ("night_stand",) * 2}, 1)),
        "family": Trait({"kitchen": ("dining_table", "chair", "chair", "chair", "chair")}, 1),
        **dict.fromkeys(("child", "kid", "boy", "girl", "son", "daughter"), Trait(_CHILD, 0.5)),
        "teenager": Trait({"bedroom": ("bed", *_DESK, "speaker")}, 1),
        **dict.fromkeys(("baby", "infant", "toddler"), Trait({"bedroom": ("crib", "dresser")})),
        **dict.fromkeys(
            ("grandmother", "grandfather", "pensioner", "retiree", "senior"),
            Trait({"living room": ("armchair", "side_table")}, 1, less=("rug",)),
        ),
        **dict.fromkeys(
            ("researcher", "scientist", "professor", "scholar", "academic"),
            Trait({"office": (*_STUDY["office"], "bookshelf")}, 1),
        ),
        **dict.fromkeys(("teacher", "lawyer", "accountant", "journalist"), Trait(_STUDY, 1)),
        **dict.fromkeys(("writer", "author", "translator"), Trait(_STUDY, 1)),
        **dict.fromkeys(
            ("programmer", "engineer", "developer", "gamer", "streamer"),
            Trait({"office": ("desk", "office_chair", "monitor", "monitor", "laptop")}, 1),
        ),
        **dict.fromkeys(
            ("student", "flatmate", "roommate"), Trait({"bedroom": (*_DESK, "bookshelf")}, 1)
        ),
        **dict.fromkeys(
            ("musician", "pianist", "composer"),
            Trait({"living room": ("piano", "stool", "speaker", "speaker")}, 1),
        ),
        **dict.fromkeys(
            ("cook", "chef", "baker"),
            Trait({"kitchen": ("kitchen_island", "range_hood", "pot", "pot", "microwave")}, 1),
        ),
        **dict.fromkeys(
            ("artist", "painter", "photographer", "designer"),
            Trait({"office": ("dining_table", "stool", "picture", "picture", "table_lamp")}, 1),
        ),
        **dict.fromkeys(
            ("athlete", "runner", "trainer"),
            Trait({"living room": ("treadmill", "mirror", "bench")}, 1),
        ),
        "cyclist": Trait({"corridor": ("bicycle",), "living room": ("exercise_bike",)}, 1),
        "gardener": Trait({"living room": ("plant", "plant", "plant", "vase")}, 1),
        "librarian": Trait({"living room": ("bookshelf", "bookshelf", "book", "armchair")}, 1),
    }
)
"""Who lives there."""

TASTES: Mapping[tuple[str, ...], Trait] = MappingProxyType(
    {
        **dict.fromkeys(
            (("reading",), ("books",), ("read",), ("reads",), ("literature",)),
            Trait({"living room": ("bookshelf", "book", "armchair", "floor_lamp")}),
        ),
        **dict.fromkeys(
            (("music",), ("playing", "music")), Trait({"living room": ("speaker", "speaker")})
        ),
        **dict.fromkeys(
            (("cooking",), ("baking",), ("to", "cook"), ("cooks",), ("bakes",)),
            Trait({"kitchen": ("range_hood", "pot", "microwave", "kettle")}),
        ),
        **dict.fromkeys(
            (("cycling",), ("cycles",)),
            Trait({"corridor": ("bicycle",), "living room": ("exercise_bike",)}),
        ),
        **dict.fromkeys(
            (("fitness",), ("sport",), ("sports",), ("exercise",), ("running",), ("runs",)),
            Trait({"living room": ("treadmill", "bench", "mirror")}),
        ),
        ("yoga",): Trait({"living room": ("rug", "mirror")}),
        **dict.fromkeys(
            (("gaming",), ("games",), ("video", "games"), ("computers",)),
            Trait({"office": ("desk", "office_chair", "monitor", "monitor")}),
        ),
        **dict.fromkeys(
            (("gardening",), ("flowers",)), Trait({"living room": ("plant", "plant", "vase")})
        ),
        **dict.fromkeys(
            (("films",), ("movies",), ("cinema",)),
            Trait({"living room": ("screen", "speaker", "speaker", "armchair")}),
        ),
        **dict.fromkeys(
            (("painting",), ("art",), ("drawing",)),
            Trait({"office": ("dining_table", "stool", "picture", "picture")}),
        ),
        **dict.fromkeys(
            (("works", "from", "home"), ("work", "from", "home"), ("working", "from", "home")),
            Trait({"office": ("desk", "office_chair", "monitor", "laptop")}),
        ),
        **dict.fromkeys((("cat",), ("kitten",)), Trait({"living room": ("cat",)})),
        **dict.fromkeys((("dog",), ("puppy",)), Trait({"living room": ("dog",)})),
    }
)
"""What they like and which animals live with them."""

STYLES: Mapping[str, Trait] = MappingProxyType(
    {
        **dict.fromkeys(("small", "tiny", "simple", "modest", "poor"), Trait(clutter=0.5)),
        **dict.fromkeys(("minimalist", "minimal", "bare", "sparse", "spartan"), Trait(clutter=0.0)),
        **dict.fromkeys(("large", "big", "spacious"), Trait(clutter=1.5)),
        **dict.fromkeys(("cluttered", "messy", "crowded"), Trait({"corridor": ("box",)}, 0, (), 3)),
        **dict.fromkeys(
            ("cosy", "cozy", "comfortable"),
            Trait({"living room": ("rug", "curtain", "floor_lamp", "armchair")}),
        ),
        **dict.fromkeys(
            ("luxurious", "elegant", "rich"),
            Trait({"living room": ("piano", "vase"), "kitchen": ("kitchen_island",)}, 0, (), 1.5),
        ),
        **dict.fromkeys(("green", "leafy"), Trait({"living room": ("plant", "plant", "plant")})),
        **dict.fromkeys(
            ("modern", "smart"), Trait({"living room": ("speaker", "speaker", "laptop")})
        ),
        **dict.fromkeys(
            ("elderly", "old", "retired", "frail"),
            Trait(
                {"living room": ("armchair", "side_table"), "bathroom": ("stool",)}, less=("rug",)
            ),
        ),
        **dict.fromkeys(("young", "teenage"), Trait({"living room": ("speaker",)})),
    }
)
"""How the home or its people are; an old home is no home of old people."""

DWELLINGS: Mapping[str, tuple[RoomKind, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("apartment", "flat", "home", "condo", "loft", "place"),
            ("living room", "bedroom", "kitchen", "bathroom"),
        ),
        **dict.fromkeys(
            ("house", "cottage", "bungalow", "villa"),
            ("living room", "bedroom", "kitchen", "bathroom", "corridor"),
        ),
        **dict.fromkeys(("studio", "bedsit"), ("living room", "kitchen", "bathroom")),
        "workplace": ("office", "corridor", "bathroom"),
        "room": ("bedroom",),
    }
)
"""Rooms of a dwelling; in a studio one sleeps in the living room."""

ROOMS: Mapping[tuple[str, ...], RoomKind] = MappingProxyType(
    {
        **dict.fromkeys((("living", "room"), ("lounge",), ("sitting", "room")), "living room"),
        **dict.fromkeys((("bedroom",), ("bed", "room"), ("nursery",)), "bedroom"),
        **dict.fromkeys((("kitchen",), ("kitchenette",)), "kitchen"),
        **dict.fromkeys((("bathroom",), ("washroom",)), "bathroom"),
        **dict.fromkeys((("office",), ("study",), ("workroom",)), "office"),
        **dict.fromkeys((("corridor",), ("hallway",), ("hall",)), "corridor"),
    }
)

SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("couch", "settee"), "sofa"),
        **dict.fromkeys(("tv", "telly", "television"), "screen"),
        "television panel": "television",
        **dict.fromkeys(("lamp", "standard lamp"), "floor_lamp"),
        **dict.fromkeys(("desk lamp", "bedside lamp", "reading lamp"), "table_lamp"),
        **dict.fromkeys(("shelf", "bookcase", "book shelf"), "bookshelf"),
        **dict.fromkeys(("closet", "cupboard"), "wardrobe"),
        **dict.fromkeys(("refrigerator", "freezer"), "fridge"),
        **dict.fromkeys(("oven", "cooker", "hob"), "stove"),
        **dict.fromkeys(("sink", "kitchen sink"), "kitchen_sink"),
        **dict.fromkeys(("tub", "bath", "bath tub"), "bathtub"),
        **dict.fromkeys(("basin", "wash basin"), "washbasin"),
        **dict.fromkeys(("nightstand", "bedside table"), "night_stand"),
        **dict.fromkeys(("carpet", "mat"), "rug"),
        **dict.fromkeys(("poster", "photo"), "picture"),
        **dict.fromkeys(("computer", "notebook"), "laptop"),
        **dict.fromkeys(("bike",), "bicycle"),
        **dict.fromkeys(("dinner table", "kitchen table"), "dining_table"),
        **dict.fromkeys(("dining chair",), "chair"),
        **dict.fromkeys(("drawers", "chest of drawers"), "dresser"),
        **dict.fromkeys(("trash can", "waste bin", "dustbin"), "bin"),
        **dict.fromkeys(("cooker hood", "extractor"), "range_hood"),
        **dict.fromkeys(("loudspeaker",), "speaker"),
        **dict.fromkeys(("kitchen counter", "worktop"), "counter"),
    }
)

THINGS: Mapping[tuple[str, ...], str] = MappingProxyType(
    {tuple(name.split("_")): name for name in OBJECTS}
    | {tuple(said.split()): name for said, name in SYNONYMS.items()}
)
"""Objects by the words that name them, in the singular."""

COUNTS: Mapping[str, int] = MappingProxyType(
    {
        **{"a": 1, "an": 1, "one": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5},
        **{"six": 6, "seven": 7, "eight": 8, "some": 2, "several": 3, "many": 4},
        **{str(number): number for number in range(1, 9)},
    }
)

WITHOUT = frozenset({"without", "no", "not", "lacking", "except"})
"""From here on things are left out, until one of `WITH`."""

WITH = frozenset({"with", "for", "but", "has", "have", "having", "likes", "loves", "owns"})

GLUE = frozenset(
    {
        *("the", "and", "or", "of", "who", "that", "which", "is", "are", "lives", "live", "living"),
        *("his", "her", "their", "its", "to", "as", "also", "plays", "play", "work", "works"),
        *("like", "love", "enjoys", "enjoy", ",", "everywhere", "please"),
    }
)
"""Words that hold the others together."""

NO_EFFECT = frozenset(
    {
        *("nice", "beautiful", "lovely", "pretty", "bright", "sunny", "quiet", "clean", "tidy"),
        *("friendly", "happy", "furnished", "typical", "ordinary", "normal", "usual", "realistic"),
        *("new", "rented", "urban", "cheap", "warm", "busy", "tall", "kind"),
    }
)
"""Known words from which nothing follows for rooms and objects; a plan lists them as ignored."""

HELP = (
    "a description such as 'apartment for a researcher with a cat' or 'small house with two "
    "bedrooms and a piano for a family without a television'; homes: "
    f"{', '.join(DWELLINGS)}; rooms: {', '.join(dict.fromkeys(ROOMS.values()))}; people: "
    f"{', '.join(PEOPLE)}; tastes: {', '.join(' '.join(words) for words in TASTES)}; styles: "
    f"{', '.join(STYLES)}; objects: {', '.join(name.replace('_', ' ') for name in OBJECTS)}; "
    "'without' something; 'in the ROOM' after an object"
)
"""Everything that is understood, on one line."""
