"""What hangs on walls: pictures, mirrors, shelves, radiators, curtains."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._workroom import Box, Gap, Placed, Workroom

OFF_WALL_M = 0.005
"""Distance from the wall, m."""

MARGIN_M = 0.06
"""Distance from openings, corners and the ceiling, m."""

SEEN_M = 0.45
"""Nothing stands this close in front of what is looked at, m."""

THIN_M = 0.05
"""What sticks out no further is not in anybody's way, m."""

HEAD_M = 2.0
"""Nor what hangs no lower, m."""

UNSEEN = ("radiator", "towel_rail", "curtain")
"""What must have free wall, but may be behind things."""

OVER = ("picture", "wall_shelf", "mirror")
"""What hangs over furniture if it can."""

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
    """Hangs a thing of this kind where there is free wall; whether there is."""
    if kind == "curtain" and room.windows:
        return _curtains(room, draw)
    its = CATALOGUE[kind]
    size = draw.size(kind, most=(9.0, 0.6 * max(room.size_m[:2]), room.size_m[2] - 0.3))
    highest = room.size_m[2] - MARGIN_M - size[2]
    level = min(highest, max(0.05, its.hung_m + draw.between(-0.04, 0.08)))
    return _first(room, kind, size, _hooks(room, kind, size, level, draw), draw)


def _curtains(room: Workroom, draw: Draw) -> bool:
    """One before each window for which there is one so wide, from above it to below."""
    its, done = CATALOGUE["curtain"], False
    for gap in room.windows:
        width = round(gap.high_m - gap.low_m + 0.2, 3)
        height = round(max(its.least_m[2], gap.top_m - gap.sill_m + 0.2), 3)
        level = round(min(gap.top_m + 0.1, room.size_m[2] - 0.02) - height, 3)
        made = its.least_m[1] <= width <= its.most_m[1] and height <= its.most_m[2]
        if made and level > 0.02:
            hook = Hook(gap.quarter, gap.middle_m, level)
            done |= _first(room, "curtain", (its.least_m[0], width, height), [hook], draw)
    return done


def _hooks(room: Workroom, kind: str, size: Size, level_m: float, draw: Draw) -> list[Hook]:
    """Places in the order in which they are tried: meaningful ones, then any."""
    good = _under_windows(room, size) if kind == "radiator" else []
    good = _over_furniture(room, level_m) if kind in OVER else good
    good = _facing_seats(room, level_m) if kind == "television" else good
    good = [good[i] for i in draw.random.permutation(len(good))]
    if kind == "wall_shelf" and good:
        return good
    backs = {(hook.quarter + 2) % 4 for hook in good} if kind == "television" else set()
    for quarter in draw.random.permutation(np.repeat(np.arange(4), PLACES)).tolist():
        free = room.wall_length_m(quarter) - size[1] - 2 * MARGIN_M
        if free > 0 and quarter not in backs:
            along = MARGIN_M + size[1] / 2 + free * float(draw.random.random())
            good.append(Hook(quarter, along, level_m))
    return good


def _under_windows(room: Workroom, size: Size) -> list[Hook]:
    high = [gap for gap in room.windows if gap.sill_m > size[2] + 0.15]
    return [Hook(gap.quarter, gap.middle_m, 0.1) for gap in high]


def _facing_seats(room: Workroom, level_m: float) -> list[Hook]:
    """Opposite of beds and sofas."""
    found = []
    for one in room.placed:
        if one.kind in ("bed", "sofa"):
            quarter = (round(one.yaw_rad / (np.pi / 2)) + 2) % 4
            along = one.place_m[1 - quarter % 2]
            found += [Hook(quarter, along + shift, level_m) for shift in (0.0, -0.3, 0.3)]
    return found


def _over_furniture(room: Workroom, level_m: float) -> list[Hook]:
    """Over the middle of what stands at a wall and is lower."""
    found = []
    for one, box in zip(room.placed, room.boxes_m, strict=True):
        quarter = round(one.yaw_rad / (np.pi / 2)) % 4
        back = (box[0], box[2], room.size_m[0] - box[1], room.size_m[1] - box[3])[quarter]
        if back < 0.1 and 0.4 < box[5] < level_m and one.size_m[0] > 0.25:
            low, high = box[2:4] if quarter % 2 == 0 else box[:2]
            found.append(Hook(quarter, (low + high) / 2, level_m))
    return found


def _first(room: Workroom, kind: str, size: Size, hooks: list[Hook], draw: Draw) -> bool:
    """Hangs it at the first place that is free."""
    if not hooks:
        return False
    boxes = np.array([_box_m(room, hook, size, size[0]) for hook in hooks])
    seen = np.array([_box_m(room, hook, size, SEEN_M) for hook in hooks])
    free = _is_free(room, boxes if kind in UNSEEN else seen)
    free &= np.array([_is_beside_gaps(room, hook, size, kind) for hook in hooks])
    if size[0] > THIN_M:
        free &= room.grid.clear(boxes[:, :4], "kept")
    tried = np.flatnonzero(free)
    return any(_settle(room, kind, size, hooks[i], boxes[i], draw) for i in tried)


def _settle(
    room: Workroom, kind: str, size: Size, hook: Hook, box_m: Float[np.ndarray, "6"], draw: Draw
) -> bool:
    """Hangs it there if the floor stays in one piece."""
    x0, x1, y0, y1, low, high = box_m.tolist()
    if low < HEAD_M:
        plan = box_m[None, :4]
        field_m = room.grid.with_boxes(plan)
        if not room.grid.connected(field_m, np.zeros((0, 4))):
            return False
        room.grid.take(plan, field_m)
    place = ((x0 + x1) / 2, (y0 + y1) / 2, low)
    placed = Placed(kind, size, draw.material(kind), place, hook.quarter * np.pi / 2)
    room.add(placed, (x0, x1, y0, y1, low, high))
    return True


def _box_m(room: Workroom, hook: Hook, size: Size, deep_m: float) -> Box:
    """The upright box of a thing on the wall, or of what is to be free before it."""
    start, end = OFF_WALL_M, OFF_WALL_M + deep_m
    if hook.quarter >= 2:
        span = room.span_m(hook.quarter)
        start, end = span - end, span - start
    low, high = hook.along_m - size[1] / 2, hook.along_m + size[1] / 2
    plan = (start, end, low, high) if hook.quarter % 2 == 0 else (low, high, start, end)
    return (*plan, hook.level_m, hook.level_m + size[2])


def _is_free(room: Workroom, boxes_m: Float[np.ndarray, "box 6"]) -> Bool[np.ndarray, " box"]:
    """Which boxes are in the room and touch nothing that is there."""
    others = np.array(room.boxes_m).reshape(-1, 6)
    after = boxes_m[:, None, ::2] > others[:, 1::2]
    before = boxes_m[:, None, 1::2] < others[:, ::2]
    apart = np.all(np.any(after | before, axis=2), axis=1)
    return apart & room.grid.within(boxes_m[:, :4]) & (boxes_m[:, 5] <= room.size_m[2])


def _is_beside_gaps(room: Workroom, hook: Hook, size: Size, kind: str) -> bool:
    """Whether a thing is beside the doors, and beside the windows unless it is a curtain."""

    def meets(gap: Gap) -> bool:
        reach = (size[1] + gap.high_m - gap.low_m) / 2 + MARGIN_M
        wide = abs(hook.along_m - gap.middle_m) < reach
        return wide and hook.level_m < gap.top_m and hook.level_m + size[2] > gap.sill_m

    here = [gap for gap in room.gaps if gap.quarter == hook.quarter]
    return not any(meets(gap) for gap in here if gap.is_door or kind != "curtain")
