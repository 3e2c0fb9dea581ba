"""Rectangles of rooms in rows along a corridor or living room."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._kinds import RECIPES
from scenes.rooms.generate._plan import PlanRoom

SQUARE = 1.6
"""A home's outline is well proportioned up to this ratio of its sides."""

SLIMMEST = {"corridor": 14.0}
"""Largest ratio of the sides in a flat; 1.9 for kinds that are not named."""

CORRIDOR_M = (1.25, 1.8)
"""Range of the width of a corridor, m."""

DEEPER_M = 1.6
"""A row is at most this much deeper than its deepest room must be, m."""


@dataclass(frozen=True)
class Programme:
    """Rooms to arrange.

    Attributes:
        kinds: Kind of each.
        areas_m2: Area that each should have, m^2.
        hub: Number of the one that the others lie around.
    """

    kinds: tuple[str, ...]
    areas_m2: tuple[float, ...]
    hub: int

    def least_m(self, numbers: Sequence[int]) -> list[float]:
        """Shortest side of some rooms, m."""
        return [RECIPES[self.kinds[i]].least_m for i in numbers]

    def area_m2(self, numbers: Sequence[int]) -> float:
        """Area of some rooms together, m^2."""
        return sum(self.areas_m2[i] for i in numbers)


def rows_of_rooms(programme: Programme, draw: Draw) -> list[PlanRoom]:
    """Rooms in one or two rows along the hub, perhaps with one across the end of all."""
    others = [int(i) for i in draw.random.permutation(len(programme.kinds)) if i != programme.hub]
    end = others.pop() if len(others) > 2 and draw.chance(0.4) else None
    cut = draw.whole(0, len(others) // 2)
    rows = [row for row in (others[:cut], others[cut:]) if row]
    length = _length_m(programme, rows[-1], draw)
    rooms: dict[int, PlanRoom] = {}
    reached = 0.0
    for row in [rows[0], [programme.hub], *rows[1:]]:
        top = round(reached + _depth_m(programme, row, length, draw), 2)
        rooms |= _row(programme, row, length, reached, top)
        reached = top
    if end is not None:
        wide = max(programme.least_m([end])[0], programme.areas_m2[end] / reached)
        far = round(length + wide, 2)
        rooms[end] = PlanRoom(programme.kinds[end], length, far, 0.0, reached)
    ordered = [rooms[i] for i in range(len(programme.kinds))]
    return [_turned(room) for room in ordered] if draw.chance(0.5) else ordered


def _length_m(programme: Programme, row: Sequence[int], draw: Draw) -> float:
    """How long the home is so that its longest row gets a usual depth, m."""
    depth = max(programme.least_m(row)) + draw.between(0.0, DEEPER_M)
    return round(max(sum(programme.least_m(row)), programme.area_m2(row) / depth), 2)


def _depth_m(programme: Programme, row: Sequence[int], length_m: float, draw: Draw) -> float:
    if [programme.kinds[i] for i in row] == ["corridor"]:
        return draw.between(*CORRIDOR_M)
    return max(*programme.least_m(row), 0.0, programme.area_m2(row) / length_m)


def _row(
    programme: Programme, row: Sequence[int], length_m: float, low_m: float, high_m: float
) -> dict[int, PlanRoom]:
    """Rooms side by side: each as wide as it must be, what is left shared by what they lack."""
    least = np.array(programme.least_m(row))
    wanted = np.array([programme.areas_m2[i] for i in row]) / (high_m - low_m)
    lack = np.maximum(wanted - least, 0.05)
    wide = least + (length_m - least.sum()) * lack / lack.sum()
    cuts = np.round(np.cumsum([0.0, *wide]), 2).tolist()
    cuts[-1] = length_m
    return {
        i: PlanRoom(programme.kinds[i], cuts[n], cuts[n + 1], low_m, high_m)
        for n, i in enumerate(row)
    }


def _turned(room: PlanRoom) -> PlanRoom:
    return PlanRoom(room.kind, room.y0, room.y1, room.x0, room.x1)


def badness(rooms: Sequence[PlanRoom]) -> float:
    """How far rooms are from good proportions; infinite where one is of no use."""
    bad = 0.0
    for room in rooms:
        short, long = sorted(room.sides_m)
        slim, recipe = SLIMMEST.get(room.kind, 1.9), room.recipe
        if short < recipe.least_m or long / short > slim:
            return float("inf")
        low, high = recipe.area_m2
        area = short * long
        if room.kind != "corridor":
            bad += max(0.0, long / short - 0.8 * slim, low / area - 1, area / high - 1)
    short, long = sorted((max(room.x1 for room in rooms), max(room.y1 for room in rooms)))
    return bad + 2 * max(0.0, long / short - SQUARE)
