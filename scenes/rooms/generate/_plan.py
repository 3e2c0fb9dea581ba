"""`FloorPlan`: rectangles of rooms that share walls, with their doors and windows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._kinds import RECIPES
from scenes.rooms.generate._recipe import Recipe
from scenes.rooms.generate._workroom import Gap
from scenes.spec import Material, OpeningSpec

CORNER_M = 0.12
"""Least distance of an opening from a corner of its wall, m."""

LINE_M = 1e-6
"""Coordinates are multiples of 1 cm; those that differ by less are the same, m."""


@dataclass(frozen=True)
class PlanRoom:
    """A rectangular room.

    Attributes:
        kind: Its kind.
        x0: Lowest x, m.
        x1: Highest x, m.
        y0: Lowest y, m.
        y1: Highest y, m.
    """

    kind: str
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def recipe(self) -> Recipe:
        """What its kind is like."""
        return RECIPES[self.kind]

    @property
    def sides_m(self) -> tuple[float, float]:
        """Extent along x and y, m."""
        return round(self.x1 - self.x0, 2), round(self.y1 - self.y0, 2)


@dataclass(frozen=True)
class Stretch:
    """A part of a wall.

    Attributes:
        along: Axis that it runs along, 0 for x and 1 for y.
        at_m: Its coordinate on the other axis, m.
        low_m: Where it begins, m.
        high_m: Where it ends, m.
    """

    along: int
    at_m: float
    low_m: float
    high_m: float

    @property
    def length_m(self) -> float:
        """Length, m."""
        return self.high_m - self.low_m


@dataclass(frozen=True)
class FloorPlan:
    """Rooms under one ceiling.

    Attributes:
        rooms: The rooms.
        height_m: Height of the ceiling, m.
        openings: Doors and windows.
    """

    rooms: tuple[PlanRoom, ...]
    height_m: float
    openings: tuple[OpeningSpec, ...]


def walls_of(room: PlanRoom) -> tuple[Stretch, ...]:
    """The four walls, by the direction from them into the room: +x, +y, -x, -y."""
    return (
        Stretch(1, room.x0, room.y0, room.y1),
        Stretch(0, room.y0, room.x0, room.x1),
        Stretch(1, room.x1, room.y0, room.y1),
        Stretch(0, room.y1, room.x0, room.x1),
    )


def shared(one: PlanRoom, other: PlanRoom) -> Stretch | None:
    """The stretch of wall between two rooms, or None."""
    for quarter, wall in enumerate(walls_of(one)):
        facing = walls_of(other)[(quarter + 2) % 4]
        low, high = max(wall.low_m, facing.low_m), min(wall.high_m, facing.high_m)
        if abs(wall.at_m - facing.at_m) < LINE_M and high - low > LINE_M:
            return Stretch(wall.along, wall.at_m, low, high)
    return None


def outer_walls(rooms: Sequence[PlanRoom], number: int) -> list[Stretch]:
    """Walls of a room behind which no other room lies anywhere."""
    room = rooms[number]
    others = [other for i, other in enumerate(rooms) if i != number]
    facing = [stretch for other in others if (stretch := shared(room, other)) is not None]
    taken = {(stretch.along, round(stretch.at_m, 2)) for stretch in facing}
    return [wall for wall in walls_of(room) if (wall.along, round(wall.at_m, 2)) not in taken]


def gaps_of(plan: FloorPlan, number: int) -> tuple[Gap, ...]:
    """The doors and windows of a room, in its own frame."""
    room = plan.rooms[number]
    found = []
    for opening in plan.openings:
        along, at, low, high = line_of(opening)
        for quarter, wall in enumerate(walls_of(room)):
            same = wall.along == along and abs(wall.at_m - at) < LINE_M
            if same and low > wall.low_m - LINE_M and high < wall.high_m + LINE_M:
                start = (room.x0, room.y0)[along]
                is_door = opening.kind != "window"
                span = (opening.sill_m, opening.top_m)
                found.append(Gap(quarter, low - start, high - start, *span, is_door))
    return tuple(found)


def line_of(opening: OpeningSpec) -> tuple[int, float, float, float]:
    """Axis along which an opening runs, its place on the other, its ends, m."""
    (x0, y0), (x1, y1) = opening.start_m, opening.end_m
    return (0, y0, x0, x1) if y0 == y1 else (1, x0, y0, y1)


def ends_on(
    wall: Stretch, low_m: float, width_m: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of an opening in a wall, m."""
    ends = (round(low_m, 2), round(low_m + width_m, 2))
    points = [(end, wall.at_m) if wall.along == 0 else (wall.at_m, end) for end in ends]
    return points[0], points[1]


def free_stretches(wall: Stretch, openings: Sequence[OpeningSpec]) -> Iterator[Stretch]:
    """What of a wall is beside its openings, corners left out."""
    lines = [line_of(opening) for opening in openings]
    here = sorted(
        (low, high)
        for along, at, low, high in lines
        if along == wall.along and abs(at - wall.at_m) < LINE_M
    )
    reached, end = wall.low_m + CORNER_M, wall.high_m - CORNER_M
    for low, high in [*here, (end, end)]:
        low = min(low - 2 * CORNER_M if low < end else low, end)
        if low - reached > 0.2:
            yield Stretch(wall.along, wall.at_m, reached, low)
        reached = max(reached, high + 2 * CORNER_M)


def door_in(
    wall: Stretch, openings: Sequence[OpeningSpec], draw: Draw, *, inside: bool
) -> OpeningSpec | None:
    """A door in a free stretch of wall, mostly near one of its ends; None if there is none.

    Doors inside a home stand open; the others are closed.
    """
    width, top = draw.between(0.8, 1.0), draw.between(2.0, 2.1)
    wide = [s for s in free_stretches(wall, openings) if s.length_m >= width]
    if not wide:
        return None
    at = draw.one_of(wide)
    spare = at.length_m - width
    near = min(spare, draw.between(0.0, 0.25))
    low = draw.one_of((near, spare - near)) if draw.chance(0.75) else spare * draw.random.random()
    start, end = ends_on(wall, at.low_m + low, width)
    if inside and draw.chance(0.25):
        return OpeningSpec(kind="doorway", start_m=start, end_m=end, top_m=top)
    leaf: Material | None = None if inside else "wood"
    return OpeningSpec(kind="door", start_m=start, end_m=end, top_m=top, pane=leaf)


def windows_in(
    room: PlanRoom, walls: Sequence[Stretch], plan: FloorPlan, draw: Draw
) -> list[OpeningSpec]:
    """Windows of a room, as many and as wide as its kind usually has."""
    recipe = room.recipe
    found: list[OpeningSpec] = []
    sill = draw.between(*recipe.sill_m)
    top = min(plan.height_m - 0.2, draw.between(2.05, 2.3))
    for _ in range(draw.whole(*recipe.windows)):
        taken = [*plan.openings, *found]
        free = [s for wall in walls for s in free_stretches(wall, taken)]
        free = [s for s in free if s.length_m > recipe.wide_m[0] + 0.3]
        if not free:
            break
        at = draw.one_of(free)
        width = min(draw.between(*recipe.wide_m), round(at.length_m - 0.3, 2))
        spare = at.length_m - width
        low = at.low_m + spare * (0.5 if draw.chance(0.6) else draw.random.random())
        start, end = ends_on(at, low, width)
        found.append(
            OpeningSpec(
                kind="window", start_m=start, end_m=end, sill_m=sill, top_m=top, pane="glass"
            )
        )
    return found
