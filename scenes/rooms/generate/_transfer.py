"""From a plan with furnished rooms to a `SceneSpec` whose radar is at the origin."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._plan import FloorPlan, PlanRoom
from scenes.rooms.generate._workroom import Placed, Workroom
from scenes.spec import ObjectSpec, OpeningSpec, RadarPlacement, RoomSpec, SceneSpec

Ground = tuple[float, float]
Move = Callable[[Ground], Ground]


@dataclass(frozen=True)
class Furnished:
    """A plan, its rooms with furniture, and the radar.

    Attributes:
        plan: The plan.
        rooms: What is in each room, in its own frame.
        radar_m: Place of the radar in the first room's frame, m.
        quarter: The way it looks, in quarter turns.
    """

    plan: FloorPlan
    rooms: tuple[Workroom, ...]
    radar_m: tuple[float, float, float]
    quarter: int


def home_spec(home: Furnished, draw: Draw, seed: int) -> SceneSpec:
    """The home, moved and turned so that the radar is at (0, 0) and looks along +x."""
    first = home.plan.rooms[0]
    origin = (first.x0 + home.radar_m[0], first.y0 + home.radar_m[1])

    def moved(point: Ground) -> Ground:
        return _turned((point[0] - origin[0], point[1] - origin[1]), -home.quarter)

    return SceneSpec(
        rooms=tuple(_room(room, home.plan.height_m, moved, draw) for room in home.plan.rooms),
        openings=tuple(_opening(one, moved) for one in home.plan.openings),
        objects=_objects(home, moved),
        radar=RadarPlacement(position_m=(0.0, 0.0, home.radar_m[2])),
        duration_s=1.0,
        seed=seed,
    )


def _turned(point: Ground, quarter: int) -> Ground:
    x, y = round(point[0], 4), round(point[1], 4)
    x, y = ((x, y), (-y, x), (-x, -y), (y, -x))[quarter % 4]
    return x + 0.0, y + 0.0


def _room(room: PlanRoom, height_m: float, moved: Move, draw: Draw) -> RoomSpec:
    (x0, y0), (x1, y1) = moved((room.x0, room.y0)), moved((room.x1, room.y1))
    recipe = room.recipe
    return RoomSpec(
        name=room.kind,
        size_m=(round(abs(x1 - x0), 2), round(abs(y1 - y0), 2), height_m),
        corner_m=(min(x0, x1), min(y0, y1)),
        walls=draw.one_of(recipe.walls),
        floor=draw.one_of(recipe.floors),
        ceiling=draw.one_of(("plasterboard", "plasterboard", "concrete")),
    )


def _opening(opening: OpeningSpec, moved: Move) -> OpeningSpec:
    low, high = sorted((moved(opening.start_m), moved(opening.end_m)))
    return opening.model_copy(update={"start_m": low, "end_m": high})


def _objects(home: Furnished, moved: Move) -> tuple[ObjectSpec, ...]:
    """All objects, named by kind and number."""
    count: dict[str, int] = {}
    found: list[ObjectSpec] = []
    for room, plan in zip(home.rooms, home.plan.rooms, strict=True):
        names: list[str] = []
        for one in room.placed:
            count[one.kind] = count.get(one.kind, 0) + 1
            names.append(f"{one.kind}_{count[one.kind]}")
            on = "" if one.carrier is None else names[one.carrier]
            x, y = moved((plan.x0 + one.place_m[0], plan.y0 + one.place_m[1]))
            yaw = one.yaw_rad - home.quarter * math.pi / 2
            found.append(_object(one, names[-1], on, (x, y, one.place_m[2]), yaw))
    return tuple(found)


def _object(
    one: Placed, name: str, on: str, place_m: tuple[float, float, float], yaw_rad: float
) -> ObjectSpec:
    x, y, z = place_m
    return ObjectSpec(
        kind=one.kind,
        position_m=(round(x, 3), round(y, 3), round(z, 4)),
        yaw_rad=round(math.remainder(yaw_rad, 2 * math.pi), 4),
        size_m=one.size_m,
        material=one.material,
        name=name,
        on=on,
    )
