"""Outlines of rooms seen from above: their sides, what is inside, and whether they are square."""

import numpy as np
from jaxtyping import Bool, Float

from scenes._errors import InputError
from scenes.spec import RoomSpec

BEND_M = 1e-3
"""A corner that lies this close to the line between its neighbours is none, m."""


def sides_m(room: RoomSpec) -> Float[np.ndarray, "side end 2"]:
    """Ends of each side, counter-clockwise; sides that go straight on are one, m.

    Raises:
        InputError: Fewer than three corners are left.
    """
    corners = np.array(room.corners_m, dtype=float)
    corners = corners[np.hypot(*(corners - np.roll(corners, 1, axis=0)).T) > BEND_M]
    before, after = np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0)
    chord = after - before
    length = np.maximum(np.hypot(*chord.T), 1e-12)
    bend = np.abs(cross(chord, corners - before)) / length
    corners = corners[bend > BEND_M]
    if len(corners) < 3:
        raise InputError(
            expected="an outline that encloses a floor",
            found=f"the {room.name}, which is narrower than {BEND_M * 1e3:g} mm",
            do="give it a width",
        )
    return np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)


def is_box(room: RoomSpec) -> bool:
    """Whether a room is the rectangle of its extent."""
    sides = sides_m(room)
    level = np.abs(sides[:, 1] - sides[:, 0]).min(axis=1) <= BEND_M
    return len(sides) == 4 and bool(level.all())


def inside(
    points_m: Float[np.ndarray, "*batch 2"], sides_m: Float[np.ndarray, "side end 2"]
) -> Bool[np.ndarray, "*batch"]:
    """Whether points lie within an outline: a ray to +x leaves it an odd number of times."""
    x, y = points_m[..., 0], points_m[..., 1]
    within = np.zeros(x.shape, dtype=bool)
    for (x0, y0), (x1, y1) in sides_m:
        if y0 != y1:
            ahead = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
            within ^= ((y0 > y) != (y1 > y)) & ahead
    return within


def frame_of(sides_m: Float[np.ndarray, "side end 2"]) -> Float[np.ndarray, "2 2"]:
    """Axes (rows) along and across an outline's longest side; the world's where it follows them."""
    along = sides_m[:, 1] - sides_m[:, 0]
    lengths = np.hypot(*along.T)
    if np.abs(along).min(axis=1).max() <= BEND_M:
        return np.eye(2)
    first = along[lengths.argmax()] / lengths.max()
    return np.stack([first, [-first[1], first[0]]])


def cross(
    one: Float[np.ndarray, "*batch 2"], other: Float[np.ndarray, "*batch 2"]
) -> Float[np.ndarray, "*batch"]:
    """Upward component of the cross product of two vectors of the plane."""
    return one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
