"""Rooms seen from above: what is inside, and how far away they are."""

import numpy as np
from jaxtyping import Bool, Float

from scenes.spec import RoomSpec


def is_in_room(
    room: RoomSpec, points_m: Float[np.ndarray, "point 2"]
) -> Bool[np.ndarray, " point"]:
    """Whether points are within a room's outline: a ray to +x leaves it an odd number of times."""
    x, y = points_m.T
    within = np.zeros(len(points_m), dtype=bool)
    corners = room.corners_m
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if y0 != y1:
            ahead = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            within ^= ((y0 > y) != (y1 > y)) & ahead
    return within


def way_back_m(
    rooms: tuple[RoomSpec, ...], point_m: Float[np.ndarray, "2"]
) -> Float[np.ndarray, "2"]:
    """The shortest way from a point outside to a side of any room, m."""
    ways = []
    for room in rooms:
        corners = np.array(room.corners_m, dtype=float)
        along = np.roll(corners, -1, axis=0) - corners
        share = np.einsum("sk,sk->s", point_m - corners, along) / (along**2).sum(axis=1)
        nearest = corners + share.clip(0.0, 1.0)[:, None] * along
        ways.append(nearest - point_m)
    every = np.concatenate(ways)
    return every[np.linalg.norm(every, axis=1).argmin()]
