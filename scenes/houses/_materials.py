"""Radio materials of AI2-THOR's surfaces and assets, by the words in their names."""

from scenes.spec import Material

WORDS: tuple[tuple[Material, tuple[str, ...]], ...] = (
    ("fabric", ("fabric", "fabirc", "carpet", "cloth", "cotton", "rug", "linen", "wool", "silk")),
    ("fabric", ("textile", "polyester", "velvet", "upholst", "sponge", "foam", "felt", "curtain")),
    ("leather", ("leather", "suede")),
    ("plasterboard", ("drywall", "plaster", "gypsum", "stucco")),
    ("concrete", ("concrete", "brick", "cement", "stone")),
    ("ceramic", ("tile", "ceramic", "porcelain", "marble", "granite", "countertop", "clay")),
    ("ceramic", ("terracotta", "earthenware", "kitchenfloor", "brownpot", "food")),
    ("wood", ("wood", "bamboo", "wicker", "rattan", "cork", "paper", "cardboard", "mdf")),
    ("wood", ("beams", "organic", "straw", "plant", "veneer", "leaf", "leaves")),
    ("metal", ("metal", "steel", "alumin", "brass", "copper", "chrome", "iron", "bronze")),
    ("metal", ("gold", "silver", "foil")),
    ("plastic", ("plastic", "plasitc", "rubber", "vinyl", "acrylic", "silicone", "pvc", "resin")),
    ("plastic", ("polymer", "wax", "soap", "nylon", "laminate")),
    ("glass", ("glass", "mirror", "crystal", "screen")),
    ("wood", ("floor", "cabinet", "counter", "robinegg", "parquet")),
    ("plasterboard", ("wall", "purewhite", "lightwhite", "ceiling", "paint")),
)
"""Materials and the words that tell them, in the order in which they are tried.

Where a name matches none of the nine materials, the nearest in permittivity and loss stands for
it: brick and stone count as concrete, marble and granite as ceramic, paper and plants as wood,
rubber and wax as plastic, food as ceramic.
"""


def material_named(name: str) -> Material | None:
    """The radio material that a name speaks of, or None."""
    lower = name.lower()
    matching = (material for material, words in WORDS if any(word in lower for word in words))
    return next(matching, None)
