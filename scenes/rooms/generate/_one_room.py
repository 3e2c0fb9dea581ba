"""The plan of one room by itself."""

import numpy as np

from scenes.objects import Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._kinds import RECIPES
from scenes.rooms.generate._plan import FloorPlan, PlanRoom, door_in, walls_of, windows_in

HEIGHT_M = (2.4, 2.9)
"""Range of the height of ceilings, m."""


def one_room(kind: str, size_m: Size | None, draw: Draw) -> FloorPlan:
    """A room of some kind, of a given size or a drawn one, with a door and windows."""
    height = draw.between(*HEIGHT_M) if size_m is None else size_m[2]
    width, depth = _drawn_sides(kind, draw) if size_m is None else size_m[:2]
    room = PlanRoom(kind, 0.0, width, 0.0, depth)
    plan = FloorPlan((room,), height, ())
    walls = list(walls_of(room))
    first = draw.random.permutation(4)
    if kind == "corridor":
        ends = sorted(first, key=lambda wall: walls[wall].length_m)
        first = np.array(ends if draw.chance(0.2) else [ends[i] for i in (0, 2, 1, 3)])
    count = 2 if kind == "corridor" else 1 + draw.chance(0.12)
    for wall in first[:count]:
        door = door_in(walls[wall], plan.openings, draw, inside=False)
        plan = FloorPlan((room,), height, (*plan.openings, *([door] if door else [])))
    outer = [walls[wall] for wall in first[count:]]
    return FloorPlan((room,), height, (*plan.openings, *windows_in(room, outer, plan, draw)))


def _drawn_sides(kind: str, draw: Draw) -> tuple[float, float]:
    """Sides of a room of its kind's area and slenderness, m."""
    recipe = RECIPES[kind]
    area = draw.between(*recipe.area_m2)
    longest = min(recipe.slim, area / recipe.least_m**2)
    slim = 1.0 + max(0.0, longest - 1.0) * draw.random.random()
    if kind == "corridor":
        slim = max(2.5, slim)
    short = max(recipe.least_m, (area / slim) ** 0.5)
    sides = (round(short, 2), round(area / short, 2))
    return sides if draw.chance(0.5) else (sides[1], sides[0])
