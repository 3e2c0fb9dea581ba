"""Where to stand, which way to face and what to use, for something that is done somewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from scenes.objects import CATALOGUE, object_names, seats_of
from scenes.rooms import Walkable
from scenes.spec import GroundPoint, ObjectSpec, OpeningSpec, Point, SceneSpec

BEFORE_SEAT_M = 0.2
"""Distance of the ankles from the front edge of a seat that one is about to sit down on, m."""

BEFORE_OBJECT_M = 0.36
"""Distance of somebody who uses an object from its front, m."""

BEFORE_OPENING_M = 0.55
BEFORE_RADAR_M = 1.2

SITTABLE_M = (0.3, 0.75)
"""Lowest and highest seats, m."""

INSTEAD = {
    "chair": ("chair", "office_chair", "armchair", "stool", "sofa", "bench"),
    "kitchen_sink": ("kitchen_sink", "washbasin"),
    "washbasin": ("washbasin", "kitchen_sink"),
    "screen": ("screen", "television", "monitor"),
    "table": ("table", "dining_table", "coffee_table", "desk"),
    "cabinet": ("cabinet", "dresser", "wardrobe"),
    "bookshelf": ("bookshelf", "wall_shelf"),
}
"""Kinds that a word may mean, the likeliest first."""


@dataclass(frozen=True)
class Spot:
    """A place to do something.

    Attributes:
        stand_m: World x and y of the middle of the stance, m.
        facing_rad: The way to face, rad, or None for any.
        at_m: World position of the edge of what is used, at its working height, m, or None.
        uses: Name of the object that is used, "" for none.
        kind: What it is, "" for none.
    """

    stand_m: GroundPoint
    facing_rad: float | None = None
    at_m: Point | None = None
    uses: str = ""
    kind: str = ""


def seat_spots(spec: SceneSpec, kinds: Sequence[str]) -> list[Spot]:
    """In front of every seat of objects of these kinds, one's back to it."""
    found = []
    for item, name in zip(spec.objects, object_names(spec.objects), strict=True):
        if item.kind not in kinds:
            continue
        for seat in seats_of(item):
            x, y, z = seat.edge_m
            if SITTABLE_M[0] <= z <= SITTABLE_M[1]:
                ahead = np.array([np.cos(seat.heading_rad), np.sin(seat.heading_rad)])
                stand = np.array([x, y]) + BEFORE_SEAT_M * ahead
                found.append(Spot(_point(stand), seat.heading_rad, seat.edge_m, name, item.kind))
    return found


def object_spots(spec: SceneSpec, kinds: Sequence[str], floor: Walkable) -> list[Spot]:
    """In front of every object of these kinds, or beside it where the front is blocked."""
    found = []
    for item, name in zip(spec.objects, object_names(spec.objects), strict=True):
        if item.kind in kinds:
            free = (side for side in _sides(item, name) if floor.nearest(side.stand_m, 0.25))
            found += list(islice(free, 1))
    return found


def _sides(item: ObjectSpec, name: str) -> Iterator[Spot]:
    """Before its front, and then its other sides."""
    depth, width, height = item.size_m
    centre = np.array(item.position_m[:2])
    share = CATALOGUE[item.kind].carries if item.kind in CATALOGUE else None
    top = item.position_m[2] + (share or 1.0) * height
    for turn, half in ((0.0, depth / 2), (np.pi / 2, width / 2), (-np.pi / 2, width / 2)):
        way = item.yaw_rad + turn
        ahead = np.array([np.cos(way), np.sin(way)])
        edge = centre + half * ahead
        stand = edge + BEFORE_OBJECT_M * ahead
        yield Spot(_point(stand), way + np.pi, (*_point(edge), float(top)), name, item.kind)


def opening_spots(spec: SceneSpec, kind: str) -> list[Spot]:
    """On both sides of every window, or of every door."""
    kinds = ("window",) if kind == "window" else ("door", "doorway")
    return [
        spot
        for opening in spec.openings
        if opening.kind in kinds
        for spot in _both_sides(opening, kind)
    ]


def _both_sides(opening: OpeningSpec, kind: str) -> Iterator[Spot]:
    start, end = np.array(opening.start_m), np.array(opening.end_m)
    along = (end - start) / np.linalg.norm(end - start)
    for side in (1.0, -1.0):
        away = side * np.array([-along[1], along[0]])
        stand = (start + end) / 2 + BEFORE_OPENING_M * away
        yield Spot(_point(stand), float(np.arctan2(-away[1], -away[0])), kind=kind)


def radar_spot(spec: SceneSpec, how: str) -> Spot:
    """Before the radar, facing it, or well away from it with one's back to it."""
    x, y, _ = spec.radar.position_m
    ahead = np.array([np.cos(spec.radar.yaw_rad), np.sin(spec.radar.yaw_rad)])
    distance = BEFORE_RADAR_M if how != "from" else 3.2
    facing = spec.radar.yaw_rad + (np.pi if how != "from" else 0.0)
    return Spot(_point(np.array([x, y]) + distance * ahead), facing, kind="radar")


def room_spots(
    spec: SceneSpec, kind: str, floor: Walkable, random: np.random.Generator
) -> list[Spot]:
    """Free places in rooms of a kind, the freest first."""
    found = []
    for room in spec.rooms:
        if kind in ("", room.name):
            corner, size = np.array(room.corner_m), np.array(room.size_m[:2])
            points = corner + size * random.uniform(0.1, 0.9, (60, 2))
            free = floor.clearance_m(points)
            order = np.argsort(-free)[:6]
            found += [Spot(_point(points[i]), kind=room.name) for i in order if free[i] > 0.3]
    return found


def _point(xy: np.ndarray) -> GroundPoint:
    return round(float(xy[0]), 4), round(float(xy[1]), 4)
