"""Small things, put on what carries them."""

import numpy as np

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._workroom import Box, Placed, Workroom

PLACES = 12
"""Places tried on each top."""

EDGE_M = 0.02
"""Distance from the edge of a top, m."""

HIGHEST_M = 1.6
"""Nothing is put higher, m."""

CARRIERS: dict[str, tuple[str, ...]] = {
    "book": ("night_stand", "coffee_table", "desk", "side_table", "wall_shelf", "dresser"),
    "bottle": ("counter", "dining_table", "kitchen_island"),
    "kettle": ("counter", "kitchen_island"),
    "laptop": ("desk", "dining_table", "coffee_table"),
    "microwave": ("counter", "cabinet"),
    "monitor": ("desk",),
    "pot": ("stove", "counter", "dining_table"),
    "table_lamp": ("night_stand", "side_table", "cabinet", "dresser", "desk"),
    "vase": ("dining_table", "cabinet", "dresser", "coffee_table", "side_table", "piano"),
}
"""Where things usually are, the most usual first."""

UNSUITED = ("box", "book", "microwave", "dishwasher", "stove")
"""What carries nothing for which it is not named above."""

STRAIGHT = ("microwave", "monitor")
"""What stands square to what it is on."""


def put_on(room: Workroom, kind: str, draw: Draw, *, anywhere: bool = False) -> bool:
    """Puts a thing on something, with `anywhere` also where it seldom is; whether it fits."""
    usual = CARRIERS.get(kind, ())
    ranks = []
    for number, one in enumerate(room.placed):
        if one.kind in usual:
            ranks.append((usual.index(one.kind) + 2 * draw.random.random(), number))
        elif anywhere and one.kind not in UNSUITED and one.carrier is None:
            ranks.append((100 + draw.random.random(), number))
    return any(_put(room, kind, number, draw) for _, number in sorted(ranks))


def _put(room: Workroom, kind: str, carrier: int, draw: Draw) -> bool:
    below = room.placed[carrier]
    share = CATALOGUE[below.kind].carries
    if share is None:
        return False
    size = draw.size(kind)
    level = round(below.place_m[2] + share * below.size_m[2], 4)
    yaw = below.yaw_rad + (0.0 if kind in STRAIGHT else draw.between(-0.3, 0.3))
    c, s = abs(np.cos(yaw)), abs(np.sin(yaw))
    half = np.array([c * size[0] + s * size[1], s * size[0] + c * size[1]]) / 2
    x0, x1, y0, y1 = room.boxes_m[carrier][:4]
    low, high = np.array([x0, y0]) + half + EDGE_M, np.array([x1, y1]) - half - EDGE_M
    if (high < low).any() or level > HIGHEST_M or level + size[2] > room.size_m[2]:
        return False
    for x, y in (low + draw.random.random((PLACES, 2)) * (high - low)).tolist():
        box = (x - half[0], x + half[0], y - half[1], y + half[1], level, level + size[2])
        if _is_free(room, box, carrier):
            placed = Placed(kind, size, draw.material(kind), (x, y, level), float(yaw), carrier)
            room.add(placed, box)
            return True
    return False


def _is_free(room: Workroom, box_m: Box, carrier: int) -> bool:
    box, others = np.array(box_m), np.delete(np.array(room.boxes_m), carrier, axis=0)
    met = (box[::2] < others[:, 1::2] - 1e-6) & (box[1::2] > others[:, ::2] + 1e-6)
    return not met.all(axis=1).any()
