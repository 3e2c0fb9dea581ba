"""Lines of sight on the plan: rooms, the openings between them, and boxes."""

import numpy as np
from jaxtyping import Bool, Float

from scenes.captions._skeleton import trunk_m
from scenes.spec import GroundPoint, OpeningSpec
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
    open_way = np.array([not _meets_wall(truth, radar, end) for end in ends])
    clear = open_way.copy()
    for thing in truth.objects:
        clear &= ~_through_box(thing, radar, ends)
    return float(clear.mean()), float(open_way.mean())


def _meets_wall(
    truth: GroundTruth, start_m: Float[np.ndarray, "3"], end_m: Float[np.ndarray, "3"]
) -> bool:
    for room in truth.rooms:
        corners = room.corners_m
        for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
            share = _crossing(start_m[:2], end_m[:2], np.array(one), np.array(other))
            if share is not None:
                at = start_m + share * (end_m - start_m)
                if not any(_passes(opening, at) for opening in truth.openings):
                    return True
    return False


def _crossing(
    a_m: Float[np.ndarray, "2"],
    b_m: Float[np.ndarray, "2"],
    c_m: Float[np.ndarray, "2"],
    d_m: Float[np.ndarray, "2"],
) -> float | None:
    """Share of the way from a to b at which it crosses the line from c to d."""
    way, wall, start = b_m - a_m, d_m - c_m, c_m - a_m
    volume = way[0] * wall[1] - way[1] * wall[0]
    if abs(volume) < 1e-12:
        return None
    along = (start[0] * wall[1] - start[1] * wall[0]) / volume
    on_wall = (start[0] * way[1] - start[1] * way[0]) / volume
    return float(along) if 0 < along < 1 and 0 <= on_wall <= 1 else None


def _passes(opening: OpeningSpec, at_m: Float[np.ndarray, "3"]) -> bool:
    """Whether a point on a wall is in an opening that nothing fills."""
    near = _distance_m(at_m[:2], opening.start_m, opening.end_m) < ON_LINE_M
    return bool(near and opening.sill_m < at_m[2] < opening.top_m and opening.pane is None)


def _distance_m(point_m: Float[np.ndarray, "2"], one: GroundPoint, other: GroundPoint) -> float:
    start, way = np.array(one), np.array(other) - np.array(one)
    share = np.clip((point_m - start) @ way / (way @ way), 0.0, 1.0)
    return float(np.linalg.norm(start + share * way - point_m))


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
