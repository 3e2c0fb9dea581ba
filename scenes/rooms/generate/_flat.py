"""The plan of several rooms: rows of rooms on one or both sides of a corridor or living room."""

from collections.abc import Sequence

import numpy as np

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._one_room import HEIGHT_M
from scenes.rooms.generate._plan import (
    FloorPlan,
    PlanRoom,
    Stretch,
    door_in,
    gaps_of,
    opening_on,
    outer_walls,
    shared,
    windows_in,
)
from scenes.rooms.generate._recipes import RECIPES
from scenes.spec import OpeningSpec

HUBS = ("corridor", "living room", "empty room", "office", "kitchen", "bedroom", "bathroom")
"""What the other rooms lie around, the most suitable first."""

DEPTH_M = (2.2, 5.2)
"""Range of the depth of a row of rooms, m."""

PLANS = 150
"""Plans drawn, of which the best is taken."""

OPEN_M = 1.8
"""Between kitchen and living room there may be a gap, if they share so much wall, m."""

OPEN_BETWEEN = {"kitchen", "living room"}

SQUARE = 1.6
"""A home's outline is well proportioned up to this ratio of its sides."""


def flat(kinds: Sequence[str], areas_m2: Sequence[float | None], draw: Draw) -> FloorPlan | None:
    """Rooms that together are a rectangle, each with a door to the one that they lie around.

    Args:
        kinds: Kind of each room.
        areas_m2: Area that was asked for, or None to draw one, m^2.
        draw: Draws.

    Returns:
        The plan with the best proportions of `PLANS`; None if all have a room that is too narrow.
    """
    hub = min(range(len(kinds)), key=lambda number: HUBS.index(kinds[number]))
    plans = [_drawn(kinds, areas_m2, hub, draw) for _ in range(PLANS)]
    rated = [(_badness(plan), i) for i, plan in enumerate(plans)]
    worst, best = min(rated)
    if not np.isfinite(worst):
        return None
    plan = _with_doors(FloorPlan(tuple(plans[best]), draw.between(*HEIGHT_M), ()), hub, draw)
    if not all(any(gap.is_door for gap in gaps_of(plan, i)) for i in range(len(kinds))):
        return None
    return _with_windows(plan, draw)


def _drawn(
    kinds: Sequence[str], areas_m2: Sequence[float | None], hub: int, draw: Draw
) -> list[PlanRoom]:
    """Rooms in one or two rows along the hub, perhaps with one across its end."""
    area = [
        draw.between(*RECIPES[kind].area_m2) if wished is None else wished
        for kind, wished in zip(kinds, areas_m2, strict=True)
    ]
    others = [int(i) for i in draw.random.permutation(len(kinds)) if i != hub]
    end = others.pop() if len(others) > 2 and draw.chance(0.4) else None
    cut = draw.whole(0, len(others)) if len(others) > 1 else 0
    rows = [row for row in (others[:cut], others[cut:]) if row]
    depth = draw.between(*DEPTH_M)
    length = round(
        sum(area[i] for i in max(rows, key=lambda row: sum(area[i] for i in row))) / depth, 2
    )
    rooms: dict[int, tuple[float, float, float, float]] = {}
    reached = 0.0
    for place, row in enumerate([rows[0], [hub], *rows[1:]]):
        deep = sum(area[i] for i in row) / length
        if row == [hub] and kinds[hub] == "corridor":
            deep = draw.between(1.25, 1.8)
        top = round(reached + deep, 2)
        rooms.update(_row(row, area, length, reached, top))
        reached = top
    if end is not None:
        rooms[end] = (length, round(length + area[end] / reached, 2), 0.0, reached)
    found = [PlanRoom(kind, *rooms[i]) for i, kind in enumerate(kinds)]
    return [_turned(room) for room in found] if draw.chance(0.5) else found


def _row(
    row: list[int], area: Sequence[float], length: float, low: float, high: float
) -> dict[int, tuple[float, float, float, float]]:
    """Rooms side by side, each as long as its share of the area."""
    cuts = np.round(
        np.cumsum([0.0, *(area[i] for i in row)]) / sum(area[i] for i in row) * length, 2
    )
    return {i: (float(cuts[n]), float(cuts[n + 1]), low, high) for n, i in enumerate(row)}


def _turned(room: PlanRoom) -> PlanRoom:
    return PlanRoom(room.kind, room.y0, room.y1, room.x0, room.x1)


def _badness(rooms: Sequence[PlanRoom]) -> float:
    """How far rooms are from good proportions; infinite where one is of no use."""
    bad = 0.0
    for room in rooms:
        short, long = sorted(room.sides_m)
        recipe = room.recipe
        slim = recipe.slim if room.kind != "corridor" else 9.0
        if short < recipe.least_m or long / short > max(1.9, slim):
            return float("inf")
        area = short * long
        low, high = recipe.area_m2
        bad += max(0.0, long / short - 0.8 * slim) + max(0.0, low / area - 1, area / high - 1)
    short, long = sorted((max(room.x1 for room in rooms), max(room.y1 for room in rooms)))
    return bad + 2 * max(0.0, long / short - SQUARE)


def _with_doors(plan: FloorPlan, hub: int, draw: Draw) -> FloorPlan:
    """A door between the hub and each room, one to the outside, perhaps a gap to the kitchen."""
    openings = list(plan.openings)
    outside = outer_walls(plan.rooms, hub)
    entrances = [door_in(wall, openings, draw, inside=False) for wall in outside]
    entrances = [door for door in entrances if door is not None]
    if entrances:
        openings.append(draw.one_of(entrances))
    for number, room in enumerate(plan.rooms):
        wall = shared(plan.rooms[hub], room) if number != hub else None
        if wall is None:
            continue
        open_plan = {room.kind, plan.rooms[hub].kind} == OPEN_BETWEEN and wall.length_m > OPEN_M
        if open_plan and draw.chance(0.4):
            openings.append(_gap_in(wall, plan.height_m, draw))
        elif door := door_in(wall, openings, draw, inside=True):
            openings.append(door)
    return FloorPlan(plan.rooms, plan.height_m, tuple(openings))


def _gap_in(wall: Stretch, height_m: float, draw: Draw) -> OpeningSpec:
    """A stretch where the wall is missing."""
    width = min(round(wall.length_m - 0.4, 2), draw.between(1.2, 2.2))
    low = wall.low_m + 0.2 + (wall.length_m - 0.4 - width) * draw.random.random()
    return OpeningSpec(kind="open", **opening_on(wall, low, width), top_m=height_m)


def _with_windows(plan: FloorPlan, draw: Draw) -> FloorPlan:
    openings = list(plan.openings)
    for number, room in enumerate(plan.rooms):
        walls = outer_walls(plan.rooms, number)
        openings += windows_in(
            room, walls, FloorPlan(plan.rooms, plan.height_m, tuple(openings)), draw
        )
    return FloorPlan(plan.rooms, plan.height_m, tuple(openings))
