"""From which side somebody is seen best."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Int


def direction(azimuth_rad: float, elevation_rad: float) -> Float[np.ndarray, "3"]:
    """Unit vector from an eye at this azimuth and elevation towards what it looks at."""
    level = np.cos(elevation_rad)
    away = (level * np.cos(azimuth_rad), level * np.sin(azimuth_rad), np.sin(elevation_rad))
    return -np.array(away)


def clearest(
    azimuths_rad: Sequence[float],
    elevation_rad: float,
    points_m: Float[np.ndarray, "point 3"],
    boxes_m: Float[np.ndarray, "box 2 3"],
    reach_m: float = 100.0,
) -> float:
    """The first azimuth of an eye from which boxes hide the fewest of the points.

    Args:
        azimuths_rad: To choose from, the most welcome first.
        elevation_rad: Of the eye.
        points_m: What is to be seen, m.
        boxes_m: Lowest and highest corner of what may be in the way, m.
        reach_m: Distance of the eye from the points, m.
    """
    hidden = [
        hidden_count(points_m, direction(azimuth, elevation_rad) * -reach_m, boxes_m)
        for azimuth in azimuths_rad
    ]
    return azimuths_rad[int(np.argmin(hidden))]


def hidden_count(
    points_m: Float[np.ndarray, "point 3"],
    way_m: Float[np.ndarray, "3"],
    boxes_m: Float[np.ndarray, "box 2 3"],
) -> Int[np.ndarray, ""]:
    """How many points have a box between themselves and `way_m` further (the slab method)."""
    step = np.where(np.abs(way_m) < 1e-9, 1e-9, way_m)
    crossings = (boxes_m[None] - points_m[:, None, None]) / step
    enter, leave = crossings.min(2).max(2), crossings.max(2).min(2)
    return ((enter < leave) & (leave > 0) & (enter < 1)).any(1).sum()
