"""What each kind of room is like: sizes, materials, windows, and what usually is in it."""

from scenes.rooms.generate._beds import bed
from scenes.rooms.generate._dining import dining, workplace
from scenes.rooms.generate._fixtures import kitchen, tub, washplace
from scenes.rooms.generate._group import Build, Likes
from scenes.rooms.generate._lounge import lounge
from scenes.rooms.generate._recipe import Recipe, Wanted
from scenes.rooms.generate._single import single
from scenes.spec import Material


def _one(
    kind: str, chance: float, likes: Likes | None = None, area_m2: float = 0.0, most: int = 1
) -> Wanted:
    return Wanted(kind, single(kind, likes), chance, area_m2=area_m2, most=most)


DRY: tuple[Material, ...] = ("plasterboard", "plasterboard", "concrete")
"""Walls of dry rooms: mostly stud walls, some massive."""

LIVING_ROOM = Recipe(
    area_m2=(16.0, 34.0),
    slim=1.6,
    least_m=3.4,
    floors=("wood", "wood", "wood", "ceramic", "concrete"),
    walls=DRY,
    windows=(1, 2),
    sill_m=(0.4, 0.9),
    wide_m=(1.2, 2.4),
    furniture=(
        Wanted("sofa", lounge, core=True),
        Wanted("dining_table", dining, 0.7, area_m2=20.0),
        _one("bookshelf", 0.75, area_m2=10.0, most=2),
        _one("cabinet", 0.6),
        _one("piano", 0.08, area_m2=20.0),
        _one("armchair", 0.3, area_m2=18.0),
        Wanted("desk", workplace, 0.2, area_m2=22.0),
        _one("plant", 0.8, most=2, area_m2=9.0),
        _one("floor_lamp", 0.35),
        _one("speaker", 0.3),
        _one("fan", 0.1),
    ),
    hung=(
        ("radiator", 0.8),
        ("curtain", 0.6),
        ("picture", 0.8),
        ("picture", 0.5),
        ("wall_shelf", 0.25),
    ),
    tops=(("book", 0.7), ("vase", 0.5), ("laptop", 0.2), ("table_lamp", 0.3), ("book", 0.4)),
)

BEDROOM = Recipe(
    area_m2=(10.0, 20.0),
    slim=1.5,
    least_m=2.8,
    floors=("wood", "wood", "wood", "concrete"),
    walls=DRY,
    windows=(1, 2),
    sill_m=(0.7, 1.0),
    wide_m=(1.0, 1.8),
    furniture=(
        Wanted("bed", bed, core=True),
        Wanted("wardrobe", single("wardrobe", Likes(corner=1.0)), 0.95),
        _one("dresser", 0.5, area_m2=11.0),
        Wanted("desk", workplace, 0.3, area_m2=13.0),
        _one("crib", 0.08, area_m2=12.0),
        _one("bookshelf", 0.3, area_m2=11.0),
        _one("armchair", 0.2, area_m2=14.0),
        _one("plant", 0.5),
        _one("floor_lamp", 0.25),
        _one("bag", 0.2),
        _one("bin", 0.15),
    ),
    hung=(
        ("radiator", 0.8),
        ("curtain", 0.7),
        ("picture", 0.8),
        ("mirror", 0.4),
        ("television", 0.2),
    ),
    tops=(("book", 0.6), ("book", 0.3), ("vase", 0.2), ("bottle", 0.2)),
)

KITCHEN = Recipe(
    area_m2=(8.0, 17.0),
    slim=1.6,
    least_m=2.4,
    floors=("ceramic", "ceramic", "wood", "concrete"),
    walls=("plasterboard", "concrete", "concrete"),
    windows=(1, 2),
    sill_m=(1.0, 1.15),
    wide_m=(0.8, 1.6),
    furniture=(
        Wanted("stove", kitchen, core=True),
        Wanted("fridge", single("fridge", Likes(corner=1.0)), once=True),
        Wanted("dining_table", dining, 0.9),
        _one("kitchen_island", 0.3, Likes(space=1.0), area_m2=16.0),
        _one("cabinet", 0.5),
        _one("washing_machine", 0.2),
        _one("bin", 0.7),
        _one("plant", 0.3),
    ),
    hung=(("radiator", 0.5), ("wall_shelf", 0.6), ("wall_shelf", 0.3), ("picture", 0.3)),
    tops=(("bottle", 0.6), ("pot", 0.5), ("vase", 0.3), ("microwave", 0.3)),
)

BATHROOM = Recipe(
    area_m2=(4.0, 8.5),
    slim=1.7,
    least_m=1.8,
    floors=("ceramic",),
    walls=("ceramic", "concrete", "plasterboard"),
    windows=(0, 1),
    sill_m=(1.25, 1.4),
    wide_m=(0.5, 0.9),
    furniture=(
        Wanted("shower", tub, core=True),
        Wanted("toilet", single("toilet", Likes(corner=0.5)), core=True),
        Wanted("washbasin", washplace, core=True),
        Wanted("bathtub", single("bathtub", Likes(corner=1.0)), 0.5, once=True, area_m2=6.5),
        _one("washing_machine", 0.5, Likes(corner=1.0)),
        _one("cabinet", 0.4, area_m2=5.0),
        _one("bin", 0.4),
        _one("plant", 0.1, area_m2=6.0),
    ),
    hung=(("towel_rail", 0.8), ("radiator", 0.3)),
    tops=(("bottle", 0.2),),
)

OFFICE = Recipe(
    area_m2=(9.0, 26.0),
    slim=1.6,
    least_m=2.6,
    floors=("wood", "wood", "concrete", "ceramic"),
    walls=("plasterboard", "plasterboard", "concrete"),
    windows=(1, 3),
    sill_m=(0.75, 0.95),
    wide_m=(1.2, 2.2),
    furniture=(
        Wanted("desk", workplace, core=True),
        Wanted("desk", workplace, 0.8, area_m2=7.0, most=3),
        _one("bookshelf", 0.85, Likes(corner=0.6), area_m2=8.0, most=2),
        _one("cabinet", 0.6),
        _one("wardrobe", 0.25),
        Wanted("dining_table", dining, 0.25, area_m2=22.0),
        _one("armchair", 0.25, area_m2=14.0),
        _one("plant", 0.8, most=2, area_m2=9.0),
        _one("bin", 0.6),
        _one("floor_lamp", 0.2),
        _one("fan", 0.15),
    ),
    hung=(("radiator", 0.7), ("picture", 0.6), ("wall_shelf", 0.4), ("curtain", 0.2)),
    tops=(("book", 0.6), ("laptop", 0.5), ("book", 0.4), ("bottle", 0.3)),
)

CORRIDOR = Recipe(
    area_m2=(5.0, 14.0),
    slim=5.5,
    least_m=1.25,
    floors=("ceramic", "wood", "concrete"),
    walls=("concrete", "plasterboard", "plasterboard"),
    windows=(0, 1),
    sill_m=(0.9, 1.2),
    wide_m=(0.6, 1.0),
    furniture=(
        _one("shoe_rack", 0.7),
        _one("bench", 0.25),
        _one("cabinet", 0.3),
        _one("plant", 0.3),
        _one("bicycle", 0.08),
        _one("bag", 0.3),
    ),
    hung=(
        ("mirror", 0.6),
        ("picture", 0.7),
        ("picture", 0.4),
        ("radiator", 0.4),
        ("wall_shelf", 0.2),
    ),
    tops=(("vase", 0.3), ("bag", 0.0)),
)

EMPTY_ROOM = Recipe(
    area_m2=(9.0, 36.0),
    slim=1.6,
    least_m=2.6,
    floors=("wood", "concrete", "ceramic"),
    walls=DRY,
    windows=(0, 2),
    sill_m=(0.8, 1.0),
    wide_m=(0.9, 1.8),
)

RECIPES: dict[str, Recipe] = {
    "living room": LIVING_ROOM,
    "bedroom": BEDROOM,
    "kitchen": KITCHEN,
    "bathroom": BATHROOM,
    "office": OFFICE,
    "corridor": CORRIDOR,
    "empty room": EMPTY_ROOM,
}
"""Kinds of rooms that can be wished for."""

BUILDS: dict[str, Build] = {
    "bed": bed,
    "desk": workplace,
    "dining_table": dining,
    "washbasin": washplace,
}
"""How single pieces are placed on which others depend; the rest stand alone."""
