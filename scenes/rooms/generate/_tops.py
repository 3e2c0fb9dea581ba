"""Small things, put on what carries them."""

import numpy as np

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._workroom import Placed, Workroom

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
"""What carries nothing unless it is named above."""


def put_on(room: Workroom, kind: str, draw: Draw, *, anywhere: bool = False) -> bool:
    """Puts a thing of this kind on something; `anywhere` also where it seldom is."""
    usual = CARRIERS.get(kind, ())
    ranks = {name: rank for rank, name in enumerate(usual)}
    found = [i for i, one in enumerate(room.placed) if one.kind in ranks]
    if anywhere:
        found += [
            i
            for i, one in enumerate(room.placed)
            if one.kind not in ranks and one.kind not in UNSUITED and one.carrier is None
        ]
    noise = draw.random.random(len(found))
    keys = [ranks.get(room.placed[i].kind, 99) + 2 * n for i, n in zip(found, noise, strict=True)]
    return any(_put(room, kind, found[i], draw) for i in np.argsort(keys, kind="stable"))


def _put(room: Workroom, kind: str, carrier: int, draw: Draw) -> bool:
    below = room.placed[carrier]
    share = CATALOGUE[below.kind].carries
    if share is None:
        return False
    size = draw.size(kind)
    level = round(below.place_m[2] + share * below.size_m[2], 4)
    yaw = below.yaw_rad + draw.between(-0.3, 0.3) * (kind not in ("microwave", "monitor"))
    c, s = abs(np.cos(yaw)), abs(np.sin(yaw))
    half = np.array([c * size[0] + s * size[1], s * size[0] + c * size[1]]) / 2
    x0, x1, y0, y1 = room.boxes_m[carrier][:4]
    low, high = np.array([x0, y0]) + half + EDGE_M, np.array([x1, y1]) - half - EDGE_M
    if (high < low).any() or level > HIGHEST_M or level + size[2] > room.size_m[2]:
        return False
    places = low + draw.random.random((PLACES, 2)) * (high - low)
    for x, y in places:
        box = (x - half[0], x + half[0], y - half[1], y + half[1], level, level + size[2])
        if _is_free(room, box, carrier):
            place = (float(x), float(y), level)
            room.add(Placed(kind, size, draw.material(kind), place, float(yaw), carrier), box)
            return True
    return False


def _is_free(room: Workroom, box_m: tuple[float, ...], carrier: int) -> bool:
    box, others = np.array(box_m), np.delete(np.array(room.boxes_m), carrier, axis=0)
    met = (box[::2] < others[:, 1::2] - 1e-6) & (box[1::2] > others[:, ::2] + 1e-6)
    return not met.all(axis=1).any()
