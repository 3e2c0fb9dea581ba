"""A place for the radar from which it sees what happens."""

import numpy as np
from jaxtyping import Bool, Float

from scenes.rooms import Walkable, walkable
from scenes.spec import RadarPlacement, RoomSpec, SceneSpec

HEIGHT_M = 1.0
FROM_WALL_M = 0.3
EVERY_M = 0.5
"""Spacing of the places that are tried along the walls, m."""

NEAR_M, FAR_M = 1.0, 7.0
VIEW_RAD = np.deg2rad(55.0)

THROUGH_DOORS = 0.4
"""Worth of a place in another room, seen through a door."""

TALL_M = 0.9
"""Furniture that reaches higher blocks the view, m."""

LOOKS = 16
"""Points of a line of sight that are looked at."""


def seeing(spec: SceneSpec, ways_m: Float[np.ndarray, "place 2"]) -> SceneSpec:
    """The scene with its radar where it sees most of the places that people come by.

    It stands 1 m high, 0.3 m from a wall, and looks at the middle of what it sees. Its room comes
    first. Where nothing is seen from anywhere it stays.

    Args:
        spec: The scene.
        ways_m: Where people are over time, m.
    """
    blocking = [item for item in spec.objects if item.position_m[2] + item.size_m[2] > TALL_M]
    open_floor = walkable(spec.model_copy(update={"objects": tuple(blocking)}), 0.05)
    full_floor = walkable(spec, 0.12)
    best, placement, home = 0.0, spec.radar, 0
    for number, room in enumerate(spec.rooms):
        inside = np.array([room.contains((float(x), float(y))) for x, y in ways_m])
        for place in _places_m(room):
            if not full_floor.free((float(place[0]), float(place[1]))):
                continue
            score, yaw = _score(place, ways_m, inside, open_floor)
            if score > best + 1e-9:
                best, home = score, number
                at = (round(float(place[0]), 3), round(float(place[1]), 3), HEIGHT_M)
                placement = RadarPlacement(position_m=at, yaw_rad=round(yaw, 4))
    rooms = (spec.rooms[home], *spec.rooms[:home], *spec.rooms[home + 1 :])
    return spec.model_copy(update={"radar": placement, "rooms": rooms})


def _places_m(room: RoomSpec) -> Float[np.ndarray, "place 2"]:
    """Places along the walls of a room, from inside."""
    corners = np.array(room.corners_m)
    places = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        length = float(np.linalg.norm(end - start))
        along = (end - start) / length
        inwards = FROM_WALL_M * np.array([-along[1], along[0]])
        ways = np.arange(EVERY_M, length - EVERY_M / 2, EVERY_M)
        places.append(start + ways[:, None] * along + inwards)
    return np.concatenate(places)


def _score(
    place_m: Float[np.ndarray, "2"],
    ways_m: Float[np.ndarray, "place 2"],
    inside: Bool[np.ndarray, " place"],
    floor: Walkable,
) -> tuple[float, float]:
    """Share of the places that are seen well from here, and the way to look, rad."""
    away = ways_m - place_m
    distance = np.linalg.norm(away, axis=1)
    seen = (distance > NEAR_M) & (distance < FAR_M)
    seen &= _in_sight(place_m, ways_m, floor)
    if not seen.any():
        return 0.0, 0.0
    middle = (away[seen] / distance[seen, None]).mean(axis=0)
    yaw = float(np.arctan2(middle[1], middle[0]))
    aside = np.angle(np.exp(1j * (np.arctan2(away[:, 1], away[:, 0]) - yaw)))
    seen &= np.abs(aside) < VIEW_RAD
    nearness = 1.0 - 0.05 * float(np.abs(distance[seen] - 3.0).mean()) if seen.any() else 0.0
    return float((seen * np.where(inside, 1.0, THROUGH_DOORS)).mean()) * nearness, yaw


def _in_sight(
    place_m: Float[np.ndarray, "2"], ways_m: Float[np.ndarray, "place 2"], floor: Walkable
) -> Bool[np.ndarray, " place"]:
    """Whether nothing tall lies on the straight line, people's own surroundings aside."""
    share = np.linspace(0.05, 0.9, LOOKS)[:, None, None]
    points = place_m + share * (ways_m - place_m)
    clear = floor.clearance_m(points.reshape(-1, 2)).reshape(LOOKS, -1)
    return np.all(clear > 0.0, axis=0)
