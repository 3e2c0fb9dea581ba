"""Where the parts, the box and the footprint of a placed object lie in the world."""

import numpy as np
from jaxtyping import Float

from scenes.geometry import rotation_matrix
from scenes.spec import ObjectSpec


def placed(
    points_m: Float[np.ndarray, "point 3"], item: ObjectSpec
) -> Float[np.ndarray, "point 3"]:
    """Points of the object's own frame in the world: tilted about its middle, turned, moved.

    Args:
        points_m: Points; footprint centred at zero, lowest level at z = 0, front at +x, m.
        item: The object.
    """
    turn = rotation_matrix((0.0, 0.0, item.yaw_rad))
    return _tilted(points_m, item) @ turn.T + np.array(item.position_m)


def corners_m(item: ObjectSpec) -> Float[np.ndarray, "4 2"]:
    """World x and y of the corners of an object's footprint, counter-clockwise, m.

    The footprint is a rectangle along the object's front and side; of a tilted object, the one
    around its tilted box.
    """
    local = _tilted(_box(item), item)
    (x0, y0), (x1, y1) = local[:, :2].min(axis=0), local[:, :2].max(axis=0)
    rectangle = np.array([(x0, y0, 0.0), (x1, y0, 0.0), (x1, y1, 0.0), (x0, y1, 0.0)])
    turn = rotation_matrix((0.0, 0.0, item.yaw_rad))
    return (rectangle @ turn.T + np.array(item.position_m))[:, :2]


def footprint_m(item: ObjectSpec) -> tuple[Float[np.ndarray, "2"], Float[np.ndarray, "2"]]:
    """Lowest and highest world x and y of an object's box, m."""
    corners = placed(_box(item), item)[:, :2]
    return corners.min(axis=0), corners.max(axis=0)


def _box(item: ObjectSpec) -> Float[np.ndarray, "8 3"]:
    """Corners of the object's box in its own frame, m."""
    unit = np.array([[i >> 0 & 1, i >> 1 & 1, i >> 2 & 1] for i in range(8)])
    return (unit - np.array([0.5, 0.5, 0.0])) * np.array(item.size_m)


def _tilted(
    points_m: Float[np.ndarray, "point 3"], item: ObjectSpec
) -> Float[np.ndarray, "point 3"]:
    middle = np.array([0.0, 0.0, item.size_m[2] / 2])
    return (points_m - middle) @ rotation_matrix(item.tilt_rad).T + middle
