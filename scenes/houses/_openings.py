"""Doors, windows and missing walls as openings."""

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from scenes.houses._assets import AssetTable
from scenes.houses._axes import ground_point_m
from scenes.houses._node import Node
from scenes.houses._notes import Notes
from scenes.houses._walls import Wall
from scenes.spec import GroundPoint, Material, OpeningSpec

Edge = tuple[GroundPoint, GroundPoint]
Kind = Literal["door", "doorway", "window", "open"]

MOST_OPENINGS = 2000
LEAST_OPENING_M = 0.01
OVER_M = 0.01
"""A hole may reach this far beyond its wall without a remark, m."""

SAME_OPENING_M = 0.01
"""Openings whose edges all lie this close are one, m."""

ELSEWHERE = "{count:opening} placed along the wall, not where Holodeck planned: {names}"
CUT = "{count:opening} cut off at the end of the wall: {names}"


def read_openings(
    house: Node, walls: Mapping[str, Wall], assets: AssetTable, notes: Notes
) -> tuple[OpeningSpec, ...]:
    """Every door, doorway and window, and every stretch where all walls are empty.

    Args:
        house: The document.
        walls: Its walls by identifier.
        assets: Tells doors from mere frames.
        notes: Takes remarks.

    Raises:
        InputError: A hole lies in no wall or has no extent.
    """
    doors = house["doors"].items(MOST_OPENINGS)
    windows = house["windows"].items(MOST_OPENINGS)
    holes = [_hole(node, walls, *_door(node, assets), notes) for node in doors]
    holes += [_hole(node, walls, "window", "glass", notes) for node in windows]
    return distinct([*holes, *_empty(walls.values())])


def missing_wall(start_m: GroundPoint, end_m: GroundPoint, height_m: float) -> OpeningSpec:
    """A stretch, from floor to ceiling, where no wall stands."""
    return OpeningSpec(kind="open", start_m=start_m, end_m=end_m, sill_m=0.0, top_m=height_m)


def distinct(openings: Iterable[OpeningSpec]) -> tuple[OpeningSpec, ...]:
    """The openings without those that are listed again, as from the other side of a wall."""
    kept: list[OpeningSpec] = []
    for opening in openings:
        if not any(_same(opening, other) for other in kept):
            kept.append(opening)
    return tuple(kept)


def _door(node: Node, assets: AssetTable) -> tuple[Kind, Material | None]:
    """Whether it is a door or a frame without a leaf, and what a closed door is made of."""
    name = node["assetId"].text()
    asset = assets.assets.get(name)
    if name.startswith("Doorframe") or (asset is not None and asset.category == "Doorframe"):
        return "doorway", None
    openness = node.get("openness")
    closed = openness is None or openness.number(0.0, 1.0) == 0.0
    return "door", ((asset and asset.material) or "wood") if closed else None


def _hole(
    node: Node, walls: Mapping[str, Wall], kind: Kind, pane: Material | None, notes: Notes
) -> OpeningSpec:
    """The hole in its first wall; the second is the other side of the same."""
    wall = _wall_of(node["wall0"], walls)
    if node.get("wall1") is not None:
        _wall_of(node["wall1"], walls)
    points = node["holePolygon"].items(8, least=2)
    near, far = _range([point["x"].number() for point in points], wall.length_m)
    sill, top = _range([point["y"].number() for point in points], wall.height_m)
    if min(far - near, top - sill) < LEAST_OPENING_M:
        raise node["holePolygon"].refusal("a hole inside its wall", "one outside, or without area")
    if _reaches_beyond(points, wall):
        notes.add(CUT, node["id"].text())
    start, end = wall.at_m(near), wall.at_m(far)
    if _planned_elsewhere(node, start, end):
        notes.add(ELSEWHERE, node["id"].text())
    return OpeningSpec(kind=kind, start_m=start, end_m=end, sill_m=sill, top_m=top, pane=pane)


def _planned_elsewhere(node: Node, start_m: GroundPoint, end_m: GroundPoint) -> bool:
    """Whether Holodeck states ends, from which it kept furniture away, that are others."""
    segment = node.get("doorSegment") or node.get("windowSegment")
    if segment is None:
        return False
    a, b = (ground_point_m(point) for point in segment.items(2, least=2))
    return _apart_m((a, b), (start_m, end_m)) > SAME_OPENING_M


def _wall_of(node: Node, walls: Mapping[str, Wall]) -> Wall:
    wall = walls.get(node.text())
    if wall is None:
        raise node.refusal("the identifier of a wall")
    return wall


def _range(values: list[float], most: float) -> tuple[float, float]:
    """Lowest and highest value, kept from zero to `most`."""
    return max(min(values), 0.0), min(max(values), most)


def _reaches_beyond(points: Iterable[Node], wall: Wall) -> bool:
    limits = {"x": wall.length_m + OVER_M, "y": wall.height_m + OVER_M}
    return any(
        not -OVER_M <= point[axis].number() <= limit
        for point in points
        for axis, limit in limits.items()
    )


def _empty(walls: Iterable[Wall]) -> list[OpeningSpec]:
    """Where a wall is empty and the one on its other side, if there is one, too."""
    stretches: dict[frozenset[GroundPoint], list[Wall]] = {}
    for wall in walls:
        ends = frozenset((round(x, 2), round(y, 2)) for x, y in (wall.start_m, wall.end_m))
        stretches.setdefault(ends, []).append(wall)
    missing = [group for group in stretches.values() if all(wall.empty for wall in group)]
    heights = (max(wall.height_m for wall in group) for group in missing)
    return [
        missing_wall(group[0].start_m, group[0].end_m, height)
        for group, height in zip(missing, heights, strict=True)
    ]


def _same(one: OpeningSpec, other: OpeningSpec) -> bool:
    apart = _apart_m((one.start_m, one.end_m), (other.start_m, other.end_m))
    edges = max(abs(one.sill_m - other.sill_m), abs(one.top_m - other.top_m))
    return max(apart, edges) < SAME_OPENING_M


def _apart_m(one: Edge, other: Edge) -> float:
    """Largest distance between the ends of two edges, in the better of both orders, m."""
    orders = (other, other[::-1])
    return min(max(math.dist(a, b) for a, b in zip(one, order, strict=True)) for order in orders)
