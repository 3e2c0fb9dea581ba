"""Where a group could stand, and which of these places is the best."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._frames import behind_m, in_room
from scenes.rooms.generate._group import Group, extents_m
from scenes.rooms.generate._piece import GAP_M
from scenes.rooms.generate._workroom import Workroom

ALONG = 14
"""Random places tried along each wall."""

ANYWHERE = 120
"""Random places tried for what stands free."""

TRIES = 6
"""Best places for which it is seen whether the floor stays in one piece."""

NARROW_M = 0.4
"""A gap beside furniture is useless if it is narrower, m."""

FLUSH_M = 0.06
"""Nobody sees a gap that is narrower, m."""

BEHIND_M = 0.75
"""Space behind what stands free but usually is at a wall, m."""

USELESS, FLOATING = 1.2, 0.9
"""How much less a place is worth for each useless gap, and off the wall."""


def place(room: Workroom, groups: Sequence[Group], draw: Draw) -> bool:
    """Places the first of some groups, the fullest first, that finds a place."""
    return any(_place(room, group, draw) for group in groups)


def _place(room: Workroom, group: Group, draw: Draw) -> bool:
    poses = _candidates(room, group, draw)
    poses = poses[room.fits(group, poses)]
    if not len(poses):
        return False
    order = np.argsort(-_scores(room, group, poses, draw), kind="stable")[:TRIES]
    return any(room.settle(group, poses[i]) for i in order)


def _candidates(room: Workroom, group: Group, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    if group.stands == "free":
        return _anywhere(room, draw)
    poses = [_along(room, group, quarter, draw) for quarter in range(4)]
    if group.floats:
        free = _anywhere(room, draw)
        poses.append(free[behind_m(room.size_m, free) > BEHIND_M])
    return np.concatenate(poses)


def _anywhere(room: Workroom, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    share = draw.random.random((ANYWHERE, 2))
    quarter = draw.random.integers(0, 4, size=ANYWHERE)
    return np.c_[share * np.array(room.size_m[:2]), quarter]


def _along(room: Workroom, group: Group, quarter: int, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    """Places at one wall: random ones, its ends, its middle, and flush with what stands there."""
    least, most = _ends_m(group.everything_m(), quarter)
    low, high = GAP_M - least, room.wall_length_m(quarter) - GAP_M - most
    random = low + (high - low) * draw.random.random(ALONG)
    if group.stands == "corner":
        places = np.array([high if quarter in (0, 3) else low])
    else:
        flush = _flush(room, quarter, _ends_m(extents_m(group.solid), quarter))
        places = np.concatenate([random, [low, high, (low + high) / 2], flush])
    places = places[(places >= low) & (places <= high)]
    back = np.full(len(places), 0.0 if quarter < 2 else room.span_m(quarter))
    pair = (back, places) if quarter % 2 == 0 else (places, back)
    return np.stack([*pair, np.full(len(places), float(quarter))], axis=1)


def _ends_m(local_m: Float[np.ndarray, "box 4"], quarter: int) -> tuple[float, float]:
    """How far boxes of a group reach along the wall's own coordinate from its origin, m."""
    low, high = float(local_m[:, 2].min()), float(local_m[:, 3].max())
    return (low, high) if quarter in (0, 3) else (-high, -low)


def _flush(
    room: Workroom, quarter: int, ends_m: tuple[float, float]
) -> Float[np.ndarray, " place"]:
    """Places along a wall at which a group touches what already stands at that wall, m."""
    boxes = np.array(room.boxes_m).reshape(-1, 6)
    depth = boxes[:, :2] if quarter % 2 == 0 else boxes[:, 2:4]
    along = boxes[:, 2:4] if quarter % 2 == 0 else boxes[:, :2]
    near = depth[:, 0] < 0.3 if quarter < 2 else depth[:, 1] > room.span_m(quarter) - 0.3
    before, after = along[near, 0], along[near, 1]
    return np.concatenate([before - ends_m[1] - GAP_M, after - ends_m[0] + GAP_M])


def _scores(
    room: Workroom, group: Group, poses: Float[np.ndarray, "pose 3"], draw: Draw
) -> Float[np.ndarray, " pose"]:
    """Noise, plus what the group likes, less for gaps that are of no use."""
    likes, score = group.likes, draw.random.random(len(poses))
    score += likes.space * np.minimum(room.grid.distance_m(poses[:, :2]), 1.5)
    if group.stands == "free":
        return score
    upright = poses[:, 2] % 2 == 0
    along = np.where(upright, poses[:, 1], poses[:, 0])
    length = np.where(upright, room.size_m[1], room.size_m[0])
    score -= likes.corner * (1 - np.abs(2 * along / length - 1))
    score += likes.light * np.isin(poses[:, 2], [gap.quarter for gap in room.windows])
    score -= FLOATING * (behind_m(room.size_m, poses) > BEHIND_M)
    return score - USELESS * _useless_gaps(room, group, poses)


def _useless_gaps(
    room: Workroom, group: Group, poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, " pose"]:
    """How many sides of a group leave a gap along the wall that is too narrow for anything."""
    solid = extents_m([one for one in group.solid if not one.far])
    low, high = float(solid[:, 2].min()), float(solid[:, 3].max())
    strip = np.array([GAP_M, min(0.5, float(solid[:, 1].max())), 0.0, 0.0])
    gaps = np.zeros(len(poses))
    for start, end in ((low - FLUSH_M, low - NARROW_M), (high + FLUSH_M, high + NARROW_M)):
        near = strip + np.array([0.0, 0.0, start - 1e-3, start + 1e-3])
        wide = strip + np.array([0.0, 0.0, min(start, end), max(start, end)])
        gaps += _is_free(room, near, poses) & ~_is_free(room, wide, poses)
    return gaps


def _is_free(
    room: Workroom, local_m: Float[np.ndarray, "4"], poses: Float[np.ndarray, "pose 3"]
) -> np.ndarray:
    """Whether a rectangle of a group's frame is in the room and off everything, for each pose."""
    boxes = in_room(np.tile(local_m, (len(poses), 1, 1)), poses)[:, 0]
    return room.grid.within(boxes) & room.grid.clear(boxes, "taken")
