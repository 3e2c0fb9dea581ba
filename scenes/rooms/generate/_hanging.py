"""What hangs on walls: pictures, mirrors, shelves, radiators, curtains."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw, Size
from scenes.rooms.generate._workroom import HEAD_M, Gap, Placed, Workroom

OFF_WALL_M = 0.005
"""Distance from the wall, m."""

MARGIN_M = 0.06
"""Distance from openings, corners and the ceiling, m."""

SEEN_M = 0.45
"""Nothing stands this close in front of what is looked at, m."""

FLAT_M = 0.05
"""What sticks out no further is not in anybody's way, m."""

LOW = ("radiator", "towel_rail", "curtain")
"""What need not be seen, but must have free wall."""

PLACES = 10
"""Random places tried on each wall."""


@dataclass(frozen=True)
class Hook:
    """A place on a wall.

    Attributes:
        quarter: Direction from the wall into the room, in quarter turns.
        along_m: Middle along the wall, m.
        level_m: Lower edge of what hangs there, m.
    """

    quarter: int
    along_m: float
    level_m: float


def hang(room: Workroom, kind: str, draw: Draw) -> bool:
    """Hangs a thing of this kind where there is free wall."""
    if kind == "curtain" and any(not gap.is_door for gap in room.gaps):
        return _curtain(room, draw)
    its = CATALOGUE[kind]
    size = draw.size(kind, most=(9.0, 0.6 * max(room.size_m[:2]), room.size_m[2] - 0.3))
    highest = room.size_m[2] - MARGIN_M - size[2]
    level = min(highest, max(0.05, its.hung_m + draw.between(-0.04, 0.08)))
    return _first(room, kind, size, _hooks(room, kind, size, level, draw), draw)


def _curtain(room: Workroom, draw: Draw) -> bool:
    """One that is as wide as a window and hides all of it."""
    its, done = CATALOGUE["curtain"], False
    for gap in room.gaps:
        width = round(gap.high_m - gap.low_m + 0.2, 3)
        height = round(max(its.least_m[2], gap.top_m - gap.sill_m + 0.2), 3)
        level = round(min(gap.top_m + 0.1, room.size_m[2] - 0.02) - height, 3)
        fitting = its.least_m[1] <= width <= its.most_m[1] and height <= its.most_m[2]
        if gap.is_door or not fitting or level < 0.02:
            continue
        hook = Hook(gap.quarter, (gap.low_m + gap.high_m) / 2, level)
        done |= _first(room, "curtain", (its.least_m[0], width, height), [hook], draw)
    return done


def _hooks(room: Workroom, kind: str, size: Size, level_m: float, draw: Draw) -> list[Hook]:
    """Places in the order in which they are tried: meaningful ones, then any."""
    good = _under_windows(room, size, draw) if kind == "radiator" else []
    if kind in ("picture", "wall_shelf", "mirror"):
        good = _above_furniture(room, level_m, draw)
    if kind == "wall_shelf" and good:
        return good
    walls = [(q, room.wall_length_m(q) - size[1] - 2 * MARGIN_M) for q in range(4)]
    places = [
        Hook(q, MARGIN_M + size[1] / 2 + float(draw.random.random()) * length, level_m)
        for q, length in walls
        if length > 0
        for _ in range(PLACES)
    ]
    return [*good, *(places[i] for i in draw.random.permutation(len(places)))]


def _under_windows(room: Workroom, size: Size, draw: Draw) -> list[Hook]:
    windows = [gap for gap in room.gaps if not gap.is_door and gap.sill_m > size[2] + 0.15]
    order = draw.random.permutation(len(windows))
    return [Hook(w.quarter, (w.low_m + w.high_m) / 2, 0.1) for w in (windows[i] for i in order)]


def _above_furniture(room: Workroom, level_m: float, draw: Draw) -> list[Hook]:
    """Over the middle of what stands at a wall and is lower."""
    found = []
    for one, box in zip(room.placed, room.boxes_m, strict=True):
        quarter = round(one.yaw_rad / (np.pi / 2)) % 4
        back = (box[0], box[2], room.size_m[0] - box[1], room.size_m[1] - box[3])[quarter]
        if back < 0.1 and box[5] < level_m and box[5] > 0.4 and one.size_m[0] > 0.25:
            middle = (box[2] + box[3]) / 2 if quarter % 2 == 0 else (box[0] + box[1]) / 2
            found.append(Hook(quarter, middle, level_m))
    return [found[i] for i in draw.random.permutation(len(found))]


def _first(room: Workroom, kind: str, size: Size, hooks: list[Hook], draw: Draw) -> bool:
    """Hangs it at the first place that is free."""
    if not hooks:
        return False
    boxes = np.array([_box(room, hook, size, size[0]) for hook in hooks])
    seen = np.array([_box(room, hook, size, SEEN_M) for hook in hooks])
    free = _free(room, boxes if kind in LOW else seen)
    free &= np.array([_off_openings(room, hook, size, kind) for hook in hooks])
    if size[0] > FLAT_M:
        free &= room.grid.clear(boxes[:, :4], "kept")
    tried = np.flatnonzero(free)
    return any(_settle(room, kind, size, hooks[i], boxes[i], draw) for i in tried)


def _settle(
    room: Workroom, kind: str, size: Size, hook: Hook, box: Float[np.ndarray, "6"], draw: Draw
) -> bool:
    if box[4] < HEAD_M:
        flat = box[None, :4]
        field = room.grid.with_boxes(flat)
        if not room.grid.connected(field, np.zeros((0, 4))):
            return False
        room.grid.take(flat, field)
    place = (float(box[0] + box[1]) / 2, float(box[2] + box[3]) / 2, hook.level_m)
    yaw = hook.quarter * np.pi / 2
    room.add(Placed(kind, size, draw.material(kind), place, yaw), tuple(box.tolist()))
    return True


def _box(room: Workroom, hook: Hook, size: Size, deep_m: float) -> list[float]:
    """Lowest and highest x, y and z of a thing on the wall, m."""
    start, end = OFF_WALL_M, OFF_WALL_M + deep_m
    if hook.quarter >= 2:
        span = room.span_m(hook.quarter)
        start, end = span - end, span - start
    ahead = [start, end]
    along = [hook.along_m - size[1] / 2, hook.along_m + size[1] / 2]
    plan = [*ahead, *along] if hook.quarter % 2 == 0 else [*along, *ahead]
    return [*plan, hook.level_m, hook.level_m + size[2]]


def _free(room: Workroom, boxes_m: Float[np.ndarray, "box 6"]) -> Bool[np.ndarray, " box"]:
    """Which boxes are in the room and touch nothing that is there."""
    slack = 0.01
    inside = room.grid.within(boxes_m[:, :4]) & (boxes_m[:, 5] <= room.size_m[2])
    if not room.boxes_m:
        return inside
    others = np.array(room.boxes_m)
    apart = (boxes_m[:, None, ::2] > others[:, 1::2] - slack) | (
        boxes_m[:, None, 1::2] < others[:, ::2] + slack
    )
    return inside & np.all(np.any(apart, axis=2), axis=1)


def _off_openings(room: Workroom, hook: Hook, size: Size, kind: str) -> bool:
    """Whether a thing is beside the doors, and the windows unless it is a curtain."""

    def meets(gap: Gap) -> bool:
        aside = abs(hook.along_m - (gap.low_m + gap.high_m) / 2)
        wide = aside < size[1] / 2 + (gap.high_m - gap.low_m) / 2 + MARGIN_M
        low, high = hook.level_m, hook.level_m + size[2]
        return wide and low < gap.top_m and high > gap.sill_m

    others = [gap for gap in room.gaps if gap.quarter == hook.quarter]
    return not any(meets(gap) for gap in others if gap.is_door or kind != "curtain")
