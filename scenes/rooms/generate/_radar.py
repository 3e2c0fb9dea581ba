"""Where the radar stands: its back near a wall, with the best view of the floor."""

import numpy as np
from jaxtyping import Bool, Float

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._workroom import Workroom

HEIGHT_M = (0.9, 1.1)
"""Range of its height, m."""

BACK_M = (0.1, 0.2)
"""Range of its distance from the wall, m."""

CLEAR_M = 0.15
"""Distance from furniture, m."""

FLAT_M = 0.05
"""A picture or mirror that is no deeper may hang behind it, m."""

CORNER_M = 0.4
"""Distance from the other walls, m."""

VIEW_RAD = np.radians(55.0)
"""What is further from boresight is not seen, rad."""

NEAR_M = 0.6
"""Nobody stands nearer, m."""

BELOW_M = 0.3
"""What ends no further below the radar's height hides what is behind it, m."""

PLACES = 8
"""Places looked at on each wall."""

POINTS = 120
"""Points of the floor that are looked for."""


def radar_place(
    room: Workroom, draw: Draw, quarters: tuple[int, ...] = (0, 1, 2, 3)
) -> tuple[tuple[float, float, float], int] | None:
    """Position in the room's frame (m) and direction in quarter turns; None if there is none.

    Args:
        room: The furnished room.
        draw: Draws.
        quarters: Directions to look in.
    """
    height, back = draw.between(*HEIGHT_M), draw.between(*BACK_M)
    places = np.array([p for q in quarters for p in _at_wall(room, q, back, draw)]).reshape(-1, 3)
    places = places[_clear(room, places, height)]
    if not len(places):
        return None
    seen = _seen_share(room, places, height)
    above = ~_clear(room, places, height / 2, CLEAR_M + height / 2)
    best = int((seen - 0.4 * above + 0.15 * draw.random.random(len(seen))).argmax())
    x, y, quarter = places[best]
    return (round(float(x), 2), round(float(y), 2), height), int(quarter)


def _at_wall(room: Workroom, quarter: int, back_m: float, draw: Draw) -> list[list[float]]:
    """Places at a wall, off its openings."""
    length, span = room.wall_length_m(quarter), room.span_m(quarter)
    ahead = back_m if quarter < 2 else span - back_m
    edge = min(CORNER_M, 0.4 * length)
    found = []
    for share in draw.random.random(PLACES):
        along = round(edge + (length - 2 * edge) * float(share), 2)
        gaps = (gap for gap in room.gaps if gap.quarter == quarter)
        if not any(gap.low_m - CLEAR_M < along < gap.high_m + CLEAR_M for gap in gaps):
            pair = [ahead, along] if quarter % 2 == 0 else [along, ahead]
            found.append([*pair, float(quarter)])
    return found


def _clear(
    room: Workroom, places: Float[np.ndarray, "place 3"], height_m: float, half_m: float = CLEAR_M
) -> Bool[np.ndarray, " place"]:
    """Which places are off everything around some height."""
    if not room.boxes_m or not len(places):
        return np.ones(len(places), dtype=bool)
    boxes = np.array(room.boxes_m)
    boxes = boxes[np.minimum(boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]) > FLAT_M]
    boxes = boxes[(boxes[:, 4] < height_m + half_m) & (boxes[:, 5] > height_m - half_m)]
    x, y = places[:, 0, None], places[:, 1, None]
    beside = (x < boxes[:, 0] - CLEAR_M) | (x > boxes[:, 1] + CLEAR_M)
    beside |= (y < boxes[:, 2] - CLEAR_M) | (y > boxes[:, 3] + CLEAR_M)
    return np.all(beside, axis=1)


def _seen_share(
    room: Workroom, places: Float[np.ndarray, "place 3"], height_m: float
) -> Float[np.ndarray, " place"]:
    """Share of the free floor that is in view, over low furniture and past high."""
    floor = room.grid.free_places_m(0.25)
    floor = floor[:: max(1, len(floor) // POINTS)]
    offset = floor - places[:, None, :2]
    distance = np.hypot(offset[..., 0], offset[..., 1])
    azimuth = np.arctan2(offset[..., 1], offset[..., 0]) - places[:, 2, None] * np.pi / 2
    in_view = np.abs(np.angle(np.exp(1j * azimuth))) < VIEW_RAD
    boxes = np.array(room.boxes_m).reshape(-1, 6)
    high = boxes[(boxes[:, 4] < height_m) & (boxes[:, 5] > height_m - BELOW_M)]
    hidden = _crossed(places[:, None, :2], offset, high)
    return (in_view & ~hidden & (distance > NEAR_M)).mean(axis=1)


def _crossed(
    start_m: Float[np.ndarray, "place 1 2"],
    way_m: Float[np.ndarray, "place point 2"],
    boxes_m: Float[np.ndarray, "box 6"],
) -> Bool[np.ndarray, "place point"]:
    """Which straight ways pass through an upright box seen from above (slab method)."""
    way = np.where(np.abs(way_m) < 1e-9, 1e-9, way_m)[:, :, None]
    low = (boxes_m[:, [0, 2]] - start_m[:, :, None]) / way
    high = (boxes_m[:, [1, 3]] - start_m[:, :, None]) / way
    enter = np.minimum(low, high).max(axis=-1)
    leave = np.maximum(low, high).min(axis=-1)
    return ((enter < leave) & (leave > 0) & (enter < 1)).any(axis=2)
