"""What things look like: a colour and a finish by radio material, kind and name."""

import re
import zlib
from dataclasses import dataclass
from typing import Literal

Colour = tuple[float, float, float]
Finish = Literal["matte", "satin", "metal", "lamp"]

PANE: Colour = (0.52, 0.66, 0.70)

PALETTES: dict[str, tuple[Colour, ...]] = {
    "plasterboard": ((0.80, 0.78, 0.74),),
    "concrete": ((0.60, 0.60, 0.58),),
    "wood": ((0.47, 0.28, 0.14), (0.56, 0.38, 0.21), (0.33, 0.19, 0.10), (0.62, 0.47, 0.30)),
    "glass": (PANE,),
    "metal": ((0.62, 0.63, 0.65),),
    "fabric": (
        (0.17, 0.26, 0.36),
        (0.42, 0.40, 0.37),
        (0.20, 0.31, 0.26),
        (0.52, 0.27, 0.20),
        (0.58, 0.48, 0.32),
    ),
    "plastic": ((0.07, 0.08, 0.09), (0.72, 0.72, 0.70), (0.24, 0.29, 0.34)),
    "leather": ((0.30, 0.14, 0.07), (0.10, 0.08, 0.07)),
    "ceramic": ((0.78, 0.76, 0.72),),
}
"""Linear RGB reflectances; a thing takes one of its material's by its name."""

FINISHES: dict[str, Finish] = {
    "metal": "metal",
    "plastic": "satin",
    "leather": "satin",
    "ceramic": "satin",
}
"""Materials that are not matte."""

PLAIN: Colour = (0.55, 0.55, 0.55)
FLOOR: dict[str, Colour] = {"wood": (0.50, 0.36, 0.23), "ceramic": (0.60, 0.61, 0.60)}

HINTS: tuple[tuple[re.Pattern[str], Colour], ...] = (
    (re.compile(r"crown|leaf|leaves|foliage"), (0.10, 0.24, 0.08)),
    (re.compile(r"flowers"), (0.55, 0.20, 0.16)),
    (re.compile(r"mattress|pillow|towel$|shade|toilet"), (0.74, 0.72, 0.68)),
    (re.compile(r"canvas"), (0.24, 0.36, 0.42)),
    (re.compile(r"^cat"), (0.52, 0.27, 0.10)),
    (re.compile(r"rubber|keys|drivers"), (0.03, 0.03, 0.033)),
)
"""Reflectances by kind and part of a thing; the first that fits holds."""

_DARK_GLASS = re.compile(r"panel|panes?$|display|monitor|television|(^|_)tv|screen")
DARK_GLASS: Colour = (0.015, 0.017, 0.02)

PANE_OPACITY = 0.3
"""Share of what is behind a window that its pane hides."""


@dataclass(frozen=True)
class Paint:
    """A look.

    Attributes:
        colour: Linear red, green and blue reflectance (radiance of a lamp).
        finish: How it reflects.
        opacity: Share of what is behind that it hides.
    """

    colour: Colour
    finish: Finish = "matte"
    opacity: float = 1.0


def paint_of(material: str, kind: str, name: str, look: str = "") -> Paint:
    """The look of a surface; all parts of one thing agree on their material's colour.

    Args:
        material: Radio material.
        kind: What it is, as in `scenes.geometry.Surface`.
        name: Name of the thing that it is a part of, which chooses among usual colours.
        look: Kind and part of a piece of furniture, such as `plant_crown`.
    """
    palette = PALETTES.get(material, (PLAIN,))
    tone = palette[zlib.crc32(name.encode()) % len(palette)]
    if kind == "floor":
        return Paint(FLOOR.get(material, tone))
    if kind != "furniture":
        return Paint(tone, opacity=PANE_OPACITY if material == "glass" else 1.0)
    if material == "glass":
        dark = _DARK_GLASS.search(look)
        return Paint(DARK_GLASS, "satin") if dark else Paint(PANE, "satin", PANE_OPACITY)
    hints = (colour for pattern, colour in HINTS if pattern.search(look))
    return Paint(next(hints, tone), FINISHES.get(material, "matte"))
