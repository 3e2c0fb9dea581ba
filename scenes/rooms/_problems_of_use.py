"""Doors that are blocked, windows that are covered, and what nobody gets to."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import CATALOGUE, seats_of
from scenes.rooms._openings import opening_names
from scenes.rooms._outline import inside, sides_m
from scenes.rooms._plan_boxes import HEAD_M, is_passage
from scenes.rooms._problems_of_place import LAID_M, TOUCH_M
from scenes.rooms._solids import Solids, depths_m, near_pairs
from scenes.rooms._walkable import CELL_M, Walkable, walkable
from scenes.spec import ObjectSpec, OpeningSpec, SceneSpec

APPROACH_M = 0.8
"""Free depth in front of a door, m."""

BEFORE_M = 0.4
"""What is as close in front of a window may cover it, m."""

COVERED = 0.25
"""Share of a window that one object may hide."""

SITTING_M = 0.45
"""Somebody who stands this close to a seat, but for its back rest, can sit down, m."""

POCKET_M2 = 0.05
"""A smaller part of the floor is not missed, m^2."""


def use_problems(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    """Blocked doors, covered windows; floor, doors, seats and fronts that are cut off."""
    floor = walkable(spec)
    reached = _reached(spec, floor)
    return [
        *_blocked_doors(spec, solids, names),
        *_covered_windows(spec, solids, names),
        *_cut_off_floor(spec, floor, reached),
        *_cut_off_doors(spec, floor, reached),
        *_cut_off_objects(spec, floor, reached, names),
    ]


def _blocked_doors(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    found = []
    for opening, name in zip(spec.openings, opening_names(spec.openings), strict=True):
        if not is_passage(opening):
            continue
        for side in (-1, 1):
            zone = _zone(opening, side * APPROACH_M, LAID_M, min(HEAD_M, opening.top_m))
            pairs = near_pairs(zone, solids)
            deep = pairs[depths_m(zone, solids, pairs) > TOUCH_M]
            found += [f"{name} is blocked by {names[i]}" for i in deep[:, 1]]
    return list(dict.fromkeys(found))


def _zone(opening: OpeningSpec, depth_m: float, low_m: float, high_m: float) -> Solids:
    """The space before one side of an opening; a negative depth is on the other side."""
    start, end = np.array(opening.start_m), np.array(opening.end_m)
    width = float(np.hypot(*(end - start)))
    ux, uy = (end - start) / width
    normal = np.array([-uy, ux])
    middle = (start + end) / 2 + normal * depth_m / 2
    axes = np.array([[[ux, uy, 0.0], [*normal, 0.0], [0.0, 0.0, 1.0]]])
    half = np.array([[width / 2, abs(depth_m) / 2, (high_m - low_m) / 2]])
    return Solids(np.array([[*middle, (low_m + high_m) / 2]]), axes, half)


def _covered_windows(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    found = []
    corners = solids.corners_m()
    for opening, name in zip(spec.openings, opening_names(spec.openings), strict=True):
        if opening.kind == "window":
            share = _hidden(opening, corners)
            found += [
                f"{name} is covered by {names[i]}"
                for i in np.flatnonzero(share > COVERED)
                if spec.objects[i].kind != "curtain"
            ]
    return found


def _hidden(
    opening: OpeningSpec, corners_m: Float[np.ndarray, "box corner 3"]
) -> Float[np.ndarray, " box"]:
    """Share of a window that each box hides from straight ahead, if it is close."""
    start, end = np.array(opening.start_m), np.array(opening.end_m)
    width = float(np.hypot(*(end - start)))
    unit = (end - start) / width
    offset = corners_m[..., :2] - start
    along, ahead = offset @ unit, offset @ np.array([-unit[1], unit[0]])
    close = np.abs(ahead).min(axis=1) < BEFORE_M
    wide = np.minimum(along.max(axis=1), width) - np.maximum(along.min(axis=1), 0.0)
    up = corners_m[..., 2]
    high = np.minimum(up.max(axis=1), opening.top_m) - np.maximum(up.min(axis=1), opening.sill_m)
    area = width * (opening.top_m - opening.sill_m)
    return np.where(close, np.maximum(wide, 0.0) * np.maximum(high, 0.0) / area, 0.0)


def _reached(spec: SceneSpec, floor: Walkable) -> Bool[np.ndarray, "x y"]:
    """Cells to which one gets from the entrance, or the largest part where there is none."""
    sizes = np.bincount(floor.parts.ravel())
    sizes[0] = 0
    main = int(sizes.argmax())
    for opening in spec.openings:
        places = list(_beside(spec, opening))
        if is_passage(opening) and len(places) == 1:
            cell = floor.cell(places[0][1], CELL_M * 4)
            main = main if cell is None else int(floor.parts[cell])
            break
    return (floor.parts == main) & floor.walkable


def _beside(spec: SceneSpec, opening: OpeningSpec) -> Iterator[tuple[str, tuple[float, float]]]:
    """Places just inside of an opening, with the names of their rooms."""
    start, end = np.array(opening.start_m), np.array(opening.end_m)
    unit = (end - start) / np.hypot(*(end - start))
    normal = np.array([-unit[1], unit[0]])
    for side in (-1, 1):
        place = (start + end) / 2 + side * 0.3 * normal
        for room in spec.rooms:
            if inside(place, sides_m(room)):
                yield room.name, (float(place[0]), float(place[1]))


def _cut_off_floor(spec: SceneSpec, floor: Walkable, reached: Bool[np.ndarray, "x y"]) -> list[str]:
    found = []
    for part in range(1, int(floor.parts.max()) + 1):
        cells = np.argwhere((floor.parts == part) & ~reached)
        area = len(cells) * CELL_M**2
        if area >= POCKET_M2:
            x, y = floor.low_m + (cells[len(cells) // 2] + 0.5) * CELL_M
            found.append(f"nobody gets to the floor ({area:.2f} m2) at ({x:.2f}, {y:.2f}) m")
    return found


def _cut_off_doors(spec: SceneSpec, floor: Walkable, reached: Bool[np.ndarray, "x y"]) -> list[str]:
    found = []
    for opening, name in zip(spec.openings, opening_names(spec.openings), strict=True):
        if is_passage(opening):
            for room, place in _beside(spec, opening):
                if _distance_m(floor, reached, np.array([place])).min() > 3 * CELL_M:
                    found.append(f"nobody gets to {name} in the {room}")
    return found


def _cut_off_objects(
    spec: SceneSpec, floor: Walkable, reached: Bool[np.ndarray, "x y"], names: list[str]
) -> list[str]:
    places = floor.middles_m()[reached]
    found = []
    for item, name in zip(spec.objects, names, strict=True):
        if item.kind in CATALOGUE:
            if not _seats_are_reached(item, places):
                found.append(f"nobody gets to a seat of {name}")
            if not _front_is_reached(item, places, floor.radius_m):
                found.append(f"nobody gets to the front of {name}")
    return found


def _seats_are_reached(item: ObjectSpec, places_m: Float[np.ndarray, "place 2"]) -> bool:
    """Whether somebody can stand beside each seat; of a bed, at one of its sides."""
    sits = []
    for seat in seats_of(item):
        c, s = np.cos(seat.heading_rad), np.sin(seat.heading_rad)
        offset = places_m - np.array(seat.edge_m[:2])
        ahead, aside = offset @ np.array([c, s]), offset @ np.array([-s, c])
        beyond = np.maximum(np.maximum(ahead, -seat.depth_m - ahead), 0.0)
        gap = np.hypot(beyond, np.maximum(np.abs(aside) - seat.width_m / 2, 0.0))
        sits.append(bool((gap < SITTING_M).any()))
    return not sits or (any(sits) if item.kind == "bed" else all(sits))


def _front_is_reached(
    item: ObjectSpec, places_m: Float[np.ndarray, "place 2"], radius_m: float
) -> bool:
    """Whether somebody can stand before a thing whose use needs that."""
    kind = CATALOGUE[item.kind]
    if kind.use_m == 0.0 or kind.seats is not None:
        return True
    c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
    offset = places_m - np.array(item.position_m[:2])
    ahead, aside = offset @ np.array([c, s]), offset @ np.array([-s, c])
    depth, width = item.size_m[:2]
    before = (ahead > depth / 2) & (ahead < depth / 2 + kind.use_m + radius_m)
    return bool((before & (np.abs(aside) < width / 2)).any())


def _distance_m(
    floor: Walkable, reached: Bool[np.ndarray, "x y"], points_m: Float[np.ndarray, "point 2"]
) -> Float[np.ndarray, " point"]:
    """Distance from each point to the nearest place that is reached, m."""
    places = floor.middles_m()[reached]
    gaps = np.linalg.norm(points_m[:, None] - places, axis=2)
    return gaps.min(axis=1, initial=np.inf)
