"""Types of our catalogue for AI2-THOR's object types and Holodeck's categories."""

import re

from scenes.spec import Material

Kind = tuple[str, Material]
"""Type in the catalogue ("box" for none), and main material where the asset names none."""

_TYPES: tuple[tuple[str, Material, str], ...] = (
    ("sofa", "fabric", "sofa, couch, loveseat, settee"),
    ("armchair", "fabric", "arm chair, armchair, recliner, lounge chair"),
    ("chair", "wood", "chair, dining chair"),
    ("office_chair", "fabric", "office chair, desk chair, swivel chair, gaming chair"),
    ("stool", "wood", "stool, footstool, ottoman, pouf, bar stool"),
    ("bench", "wood", "bench"),
    ("toilet", "ceramic", "toilet"),
    ("coffee_table", "wood", "coffee table"),
    ("table", "wood", "table, dining table, console table"),
    ("desk", "wood", "desk"),
    ("side_table", "wood", "side table, end table"),
    ("night_stand", "wood", "nightstand, night stand, bedside table"),
    ("counter", "wood", "counter top, countertop, counter, kitchen cabinet"),
    ("kitchen_island", "wood", "kitchen island"),
    ("bookshelf", "wood", "bookshelf, bookcase, shelf, shelving unit, bookshelves"),
    ("wardrobe", "wood", "wardrobe, closet, armoire"),
    ("cabinet", "wood", "cabinet, tv stand, sideboard, credenza, buffet, storage unit"),
    ("dresser", "wood", "dresser, chest of drawers"),
    ("wall_shelf", "wood", "wall shelf, floating shelf"),
    ("shoe_rack", "wood", "shoe rack"),
    ("bed", "wood", "bed, bunk bed"),
    ("crib", "wood", "crib"),
    ("fridge", "metal", "fridge, refrigerator"),
    ("stove", "metal", "stove, oven, range"),
    ("dishwasher", "metal", "dishwasher"),
    ("microwave", "metal", "microwave, microwave oven"),
    ("range_hood", "metal", "range hood"),
    ("kettle", "metal", "kettle, teapot"),
    ("bathtub", "ceramic", "bathtub"),
    ("shower", "glass", "shower, shower stall, shower cabin"),
    ("washbasin", "ceramic", "sink, washbasin, vanity"),
    ("washing_machine", "metal", "washing machine, clothes dryer, dryer"),
    ("towel_rail", "metal", "towel holder, hand towel holder, towel rail, towel rack"),
    ("mirror", "glass", "mirror"),
    ("television", "plastic", "television, tv"),
    ("monitor", "plastic", "monitor, computer monitor, desktop"),
    ("laptop", "plastic", "laptop"),
    ("speaker", "plastic", "speaker"),
    ("plant", "ceramic", "house plant, plant, potted plant, room decor, houseplant, fern"),
    ("floor_lamp", "metal", "floor lamp"),
    ("table_lamp", "metal", "desk lamp, table lamp, bedside lamp"),
    ("picture", "wood", "painting, picture, picture frame, poster, photo, wall art, photograph"),
    ("curtain", "fabric", "curtain, shower curtain, blinds, drapes"),
    ("rug", "fabric", "rug, carpet, mat"),
    ("radiator", "metal", "radiator, heater"),
    ("fan", "plastic", "fan"),
    ("bin", "plastic", "garbage can, trash can, bin, laundry hamper, trash bin, wastebasket"),
    ("book", "wood", "book"),
    ("bottle", "glass", "bottle"),
    ("pot", "metal", "pot, pan, saucepan"),
    ("vase", "ceramic", "vase"),
    ("bag", "plastic", "bag, garbage bag, backpack, handbag"),
    ("pillow", "fabric", "pillow, cushion"),
    ("bicycle", "metal", "bicycle, bike"),
    ("treadmill", "metal", "treadmill"),
    ("exercise_bike", "metal", "exercise bike, stationary bike"),
    ("piano", "wood", "piano"),
    ("box", "fabric", "dog bed, pet bed, towel, cloth, teddy bear, blanket, stuffed animal"),
    ("box", "metal", "faucet, cart, safe, shower head, toaster, toilet paper hanger, spoon"),
    ("box", "metal", "knife, fork, spatula, ladle, statue, chandelier, ceiling lamp, ceiling fan"),
    ("box", "wood", "box, newspaper, flower pot stand, room divider, pencil, toilet paper"),
    ("box", "ceramic", "plate, bowl, mug, cup, egg, potato, tomato, apple, lettuce, bread"),
    ("box", "plastic", "light switch, candle, coffee machine, vacuum cleaner, pen, remote control"),
)

KINDS: dict[str, Kind] = {
    phrase: (kind, material) for kind, material, phrases in _TYPES for phrase in phrases.split(", ")
}
"""Types by the words that end a category: "eames chair" is a chair, and a "dog bed" is no bed."""

OTHER: Kind = ("box", "plastic")
"""What is of no type: a closed box."""

BASIN_M = 0.5
"""A lower sink is a basin let into a counter and not a washbasin that stands, m."""


def kind_of(*categories: str, height_m: float = 1.0) -> Kind:
    """The type of the first category that has one.

    Args:
        categories: Such as "DiningTable", "dining table" or "dining table-0".
        height_m: Height of the thing, m.
    """
    found = next(filter(None, (_matching(words(category)) for category in categories)), OTHER)
    return ("box", found[1]) if found[0] == "washbasin" and height_m < BASIN_M else found


def words(category: str) -> list[str]:
    """The words of a category in small letters, without numbers."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", category)
    return [part.lower() for part in parts]


def _matching(parts: list[str]) -> Kind | None:
    """The type of the longest phrase that ends the words, in the singular too."""
    for start in range(len(parts)):
        phrase = " ".join(parts[start:])
        found = KINDS.get(phrase) or KINDS.get(phrase.removesuffix("s"))
        if found is not None:
            return found
    return None
