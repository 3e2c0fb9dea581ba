"""Lines of sight on the plan: rooms, the openings between them, and boxes."""

from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float

from scenes.captions._skeleton import trunk_m
from scenes.spec import OpeningSpec
from scenes.world import AgentTruth, GroundTruth, ObjectTruth

PARTS = 48
"""Points of a line that are looked at for boxes."""

ON_LINE_M = 0.08
"""An opening lies on a wall within this distance, m."""


def sight_bounds(truth: GroundTruth, agent: AgentTruth) -> tuple[float, float]:
    """Least and largest share of the time that somebody can be in sight.

    Lines that meet no wall outside of its openings are the most that are free; of those, the ones
    that pass through no object's box are so for certain.
    """
    radar, ends = np.array(truth.radar.position_m), trunk_m(agent)
    meets = np.zeros(len(ends), dtype=bool)
    for room in truth.rooms:
        for one, other in pairwise((*room.corners_m, room.corners_m[0])):
            meets |= _meets_wall(truth.openings, radar, ends, np.array(one), np.array(other))
    clear = ~meets
    for thing in truth.objects:
        clear &= ~_through_box(thing, radar, ends)
    return float(clear.mean()), float((~meets).mean())


def _meets_wall(
    openings: tuple[OpeningSpec, ...],
    start_m: Float[np.ndarray, "3"],
    ends_m: Float[np.ndarray, "time 3"],
    one_m: Float[np.ndarray, "2"],
    other_m: Float[np.ndarray, "2"],
) -> Bool[np.ndarray, " time"]:
    """Whether lines cross a wall, but not where it is open."""
    ways, wall, gap = ends_m - start_m, other_m - one_m, one_m - start_m[:2]
    volume = ways[:, 0] * wall[1] - ways[:, 1] * wall[0]
    volume = np.where(np.abs(volume) < 1e-12, np.inf, volume)
    along = (gap[0] * wall[1] - gap[1] * wall[0]) / volume
    on_wall = (gap[0] * ways[:, 1] - gap[1] * ways[:, 0]) / volume
    crosses = (along > 0) & (along < 1) & (on_wall >= 0) & (on_wall <= 1)
    points = start_m + along[:, None] * ways
    for opening in openings:
        crosses &= ~_passes(opening, points)
    return crosses


def _passes(
    opening: OpeningSpec, points_m: Float[np.ndarray, "time 3"]
) -> Bool[np.ndarray, " time"]:
    """Whether points of a wall are in an opening that nothing fills."""
    start, way = np.array(opening.start_m), np.array(opening.end_m) - np.array(opening.start_m)
    share = ((points_m[:, :2] - start) @ way / (way @ way)).clip(0.0, 1.0)
    away = np.linalg.norm(start + share[:, None] * way - points_m[:, :2], axis=1)
    height = points_m[:, 2]
    within = (away < ON_LINE_M) & (height > opening.sill_m) & (height < opening.top_m)
    return within & (opening.pane is None)


def _through_box(
    thing: ObjectTruth, start_m: Float[np.ndarray, "3"], ends_m: Float[np.ndarray, "time 3"]
) -> Bool[np.ndarray, " time"]:
    """Whether lines have a point in the box of a thing."""
    share = (np.arange(PARTS) + 0.5)[:, None, None] / PARTS
    way = start_m + share * (ends_m - start_m) - np.array(thing.centre_m)
    c, s = np.cos(thing.yaw_rad), np.sin(thing.yaw_rad)
    along, across = c * way[..., 0] + s * way[..., 1], c * way[..., 1] - s * way[..., 0]
    local = np.stack([along, across, way[..., 2]], axis=-1)
    return (np.abs(local) < np.array(thing.size_m) / 2 + 0.05).all(axis=-1).any(axis=0)
