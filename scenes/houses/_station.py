"""Where the radar of an imported house stands: at the file's agent, or where there is most room."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float

from scenes.houses._axes import point_m, turn_rad
from scenes.houses._node import Node
from scenes.houses._outline import contains, sides
from scenes.spec import GroundPoint, ObjectSpec, RadarPlacement, signed_area_m2

HEIGHT_M = 1.0
"""Height of the radar, m."""

GRID_M = 0.25
"""Distance of the places that are tried, m, unless that would be too many."""

MOST_PLACES = 40
"""Places tried along each axis."""

Outlines = Mapping[str, tuple[GroundPoint, ...]]


def station(
    house: Node, outlines: Outlines, objects: Sequence[ObjectSpec]
) -> tuple[str, RadarPlacement]:
    """The room that the radar is in, and its place.

    ProcTHOR states a place where its agent stands free, and the direction in which it looks.
    Holodeck copies that of an empty house, which may lie anywhere; then the radar takes the place
    in the largest room that is farthest from walls and things, and looks to the room's middle.

    Args:
        house: The document.
        outlines: Outlines of the rooms by identifier, m.
        objects: What stands in them.

    Raises:
        InputError: The agent is stated but has no place or rotation.
    """
    agent = (house.get("metadata") or house).get("agent")
    if agent is not None:
        x, y, _ = point_m(agent["position"])
        room = next((name for name, line in outlines.items() if contains(line, (x, y))), None)
        if room is not None:
            return room, _placement((x, y), turn_rad(agent["rotation"])[0])
    return _free_place(outlines, objects)


def _free_place(outlines: Outlines, objects: Sequence[ObjectSpec]) -> tuple[str, RadarPlacement]:
    """The place of the largest room with the greatest clearance, looking to the middle."""
    name = max(outlines, key=lambda key: signed_area_m2(outlines[key]))
    outline = np.array(outlines[name])
    low, high = outline.min(axis=0), outline.max(axis=0)
    step = max(GRID_M, float((high - low).max()) / MOST_PLACES)
    xs, ys = (np.arange(low[k] + step / 2, high[k], step) for k in (0, 1))
    grid = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
    free = [point for point in grid if contains(outlines[name], (point[0], point[1]))] or [grid[0]]
    place = max(free, key=lambda point: _clearance_m(point, outlines[name], objects))
    ahead = (low + high) / 2 - place
    return name, _placement((place[0], place[1]), math.atan2(ahead[1], ahead[0]))


def _clearance_m(
    point: Float[np.ndarray, "2"], outline: Sequence[GroundPoint], objects: Sequence[ObjectSpec]
) -> float:
    """Distance to the nearest wall or thing, whose footprint counts as a disc, m."""
    boxes = [(np.minimum(a, b), np.maximum(a, b)) for a, b in sides(outline)]
    walls = [float(np.linalg.norm(point - np.clip(point, low, high))) for low, high in boxes]
    things = [
        math.dist(point, item.position_m[:2]) - math.hypot(*item.size_m[:2]) / 2 for item in objects
    ]
    return min([*walls, *things])


def _placement(place_m: GroundPoint, yaw_rad: float) -> RadarPlacement:
    position = (float(place_m[0]), float(place_m[1]), HEIGHT_M)
    return RadarPlacement(position_m=position, yaw_rad=yaw_rad)
