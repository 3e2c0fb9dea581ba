"""The plan of several rooms: rows of rooms on one or both sides of a corridor or living room."""

import math
from collections.abc import Sequence

from scenes.objects import Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._kinds import RECIPES
from scenes.rooms.generate._one_room import HEIGHT_M
from scenes.rooms.generate._plan import (
    FloorPlan,
    Stretch,
    door_in,
    ends_on,
    gaps_of,
    outer_walls,
    shared,
    windows_in,
)
from scenes.rooms.generate._rows import Programme, badness, rows_of_rooms
from scenes.spec import OpeningSpec

HUBS = ("corridor", "living room", "empty room", "office", "kitchen", "bedroom", "bathroom")
"""What the other rooms lie around, the most suitable first."""

PLANS = 60
"""Plans drawn, of which the best is taken."""

OPEN_M = 1.8
"""Between kitchen and living room there may be a gap, if they share so much wall, m."""

OPEN_BETWEEN = {"kitchen", "living room"}


def flat(kinds: Sequence[str], sizes_m: Sequence[Size | None], draw: Draw) -> FloorPlan | None:
    """Rooms that together are a rectangle, each with a door to the one that they lie around.

    Args:
        kinds: Kind of each room.
        sizes_m: Size whose area is aimed at, or None to draw one; the first one's height is that
            of all, m.
        draw: Draws.

    Returns:
        The plan with the best proportions of `PLANS`; None if all have a room that is too narrow.
    """
    hub = min(range(len(kinds)), key=lambda number: HUBS.index(kinds[number]))
    drawn = [rows_of_rooms(_programme(kinds, sizes_m, hub, draw), draw) for _ in range(PLANS)]
    rooms = min(drawn, key=badness)
    if math.isinf(badness(rooms)):
        return None
    height = draw.between(*HEIGHT_M) if sizes_m[0] is None else sizes_m[0][2]
    plan = _with_doors(FloorPlan(tuple(rooms), height, ()), hub, draw)
    if not all(any(gap.is_door for gap in gaps_of(plan, i)) for i in range(len(kinds))):
        return None
    return _with_windows(plan, draw)


def _programme(
    kinds: Sequence[str], sizes_m: Sequence[Size | None], hub: int, draw: Draw
) -> Programme:
    """Areas that were asked for, and drawn ones for the other rooms."""
    areas = [
        draw.between(*RECIPES[kind].area_m2) if size is None else size[0] * size[1]
        for kind, size in zip(kinds, sizes_m, strict=True)
    ]
    return Programme(tuple(kinds), tuple(areas), hub)


def _with_doors(plan: FloorPlan, hub: int, draw: Draw) -> FloorPlan:
    """A door between the hub and each room, one to the outside, perhaps a gap to the kitchen."""
    openings = list(plan.openings)
    outside = outer_walls(plan.rooms, hub)
    entrances = [door_in(wall, openings, draw, inside=False) for wall in outside]
    possible = [door for door in entrances if door is not None]
    if possible:
        openings.append(draw.one_of(possible))
    for number, room in enumerate(plan.rooms):
        wall = shared(plan.rooms[hub], room) if number != hub else None
        if wall is None:
            continue
        open_plan = {room.kind, plan.rooms[hub].kind} == OPEN_BETWEEN and wall.length_m > OPEN_M
        if open_plan and draw.chance(0.4):
            openings.append(_gap_in(wall, plan.height_m, draw))
        elif (inner := door_in(wall, openings, draw, inside=True)) is not None:
            openings.append(inner)
    return FloorPlan(plan.rooms, plan.height_m, tuple(openings))


def _gap_in(wall: Stretch, height_m: float, draw: Draw) -> OpeningSpec:
    """A stretch where the wall is missing."""
    width = min(round(wall.length_m - 0.4, 2), draw.between(1.2, 2.2))
    low = wall.low_m + 0.2 + (wall.length_m - 0.4 - width) * draw.random.random()
    start, end = ends_on(wall, low, width)
    return OpeningSpec(kind="open", start_m=start, end_m=end, top_m=height_m)


def _with_windows(plan: FloorPlan, draw: Draw) -> FloorPlan:
    openings = list(plan.openings)
    for number, room in enumerate(plan.rooms):
        walls = outer_walls(plan.rooms, number)
        openings += windows_in(
            room, walls, FloorPlan(plan.rooms, plan.height_m, tuple(openings)), draw
        )
    return FloorPlan(plan.rooms, plan.height_m, tuple(openings))
