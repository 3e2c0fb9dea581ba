"""From a group's frame to the room's: turns by quarters, and shifts."""

import numpy as np
from jaxtyping import Float

Pose = Float[np.ndarray, "3"]
"""x and y of a group's origin in the room, m, and the direction of its +x in quarter turns."""


def turned_point(x_m: float, y_m: float, quarter: int) -> tuple[float, float]:
    """A vector turned by so many quarters, exactly."""
    return ((x_m, y_m), (-y_m, x_m), (-x_m, -y_m), (y_m, -x_m))[quarter % 4]


def in_room(
    local_m: Float[np.ndarray, "pose box 4"], poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, "pose box 4"]:
    """Upright rectangles (lowest and highest x, then y) of each pose's group in the room, m."""
    x0, x1, y0, y1 = np.moveaxis(local_m, -1, 0)
    quarter = poses[:, 2].astype(int)[:, None]
    options = [(x0, x1, y0, y1), (-y1, -y0, x0, x1), (-x1, -x0, -y1, -y0), (y0, y1, -x1, -x0)]
    sides = [np.choose(quarter, [option[i] for option in options]) for i in range(4)]
    return np.stack(sides, axis=-1) + poses[:, None, :2].repeat(2, axis=2)


def ahead_m(
    size_m: tuple[float, float, float], poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, " pose"]:
    """Distance from each pose to the wall ahead of it, m."""
    x, y, quarter = poses.T
    return np.choose(quarter.astype(int), [size_m[0] - x, size_m[1] - y, x, y])


def behind_m(
    size_m: tuple[float, float, float], poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, " pose"]:
    """Distance from each pose to the wall behind it, m."""
    x, y, quarter = poses.T
    return np.choose(quarter.astype(int), [x, y, size_m[0] - x, size_m[1] - y])
