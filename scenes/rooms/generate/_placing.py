"""Where a group could stand, and which of these places is the best."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._group import GAP_M, Group
from scenes.rooms.generate._workroom import Workroom, turned

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


def place(room: Workroom, groups: Sequence[Group], draw: Draw) -> bool:
    """Places the first of some groups, the fullest first, that finds a place."""
    return any(_place(room, group, draw) for group in groups)


def _place(room: Workroom, group: Group, draw: Draw) -> bool:
    poses = _candidates(room, group, draw)
    if not len(poses):
        return False
    poses = poses[room.fits(group, poses)]
    order = np.argsort(-_scores(room, group, poses, draw), kind="stable")[:TRIES]
    return any(room.settle(group, poses[i]) for i in order)


def _candidates(room: Workroom, group: Group, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    if group.stands == "free":
        return _anywhere(room, draw)
    walls = [_along(room, group, quarter, draw) for quarter in range(4)]
    if group.floats:
        free = _anywhere(room, draw)
        walls.append(free[_space_behind(room, free)])
    return np.concatenate(walls)


def _along(room: Workroom, group: Group, quarter: int, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    """Places at one wall: random ones, its ends, its middle, and flush with what stands there."""
    solid = group.extents_m(group.solid)
    every = np.concatenate([solid, group.extents_m(group.flat), group.zones_m()])
    # Seen from the wall, +y is the way in which the wall's own coordinate grows, or falls.
    sign = 1.0 if quarter in (0, 3) else -1.0
    least, most = _ends(every, sign)
    low, high = GAP_M - least, room.wall_length_m(quarter) - GAP_M - most
    if high < low:
        return np.zeros((0, 3))
    if group.stands == "corner":
        places = np.array([high if sign > 0 else low])
    else:
        random = low + (high - low) * draw.random.random(ALONG)
        sides = _flush(room, quarter, _ends(solid, sign))
        places = np.concatenate([random, [low, high, (low + high) / 2], sides])
        places = places[(places >= low) & (places <= high)]
    back = {0: 0.0, 1: 0.0, 2: room.size_m[0], 3: room.size_m[1]}[quarter]
    ahead = np.full(len(places), back)
    pair = (ahead, places) if quarter % 2 == 0 else (places, ahead)
    return np.stack([*pair, np.full(len(places), float(quarter))], axis=1)


def _ends(extents_m: Float[np.ndarray, "box 4"], sign: float) -> tuple[float, float]:
    """How far a group reaches along its wall on both sides of its origin, m."""
    low, high = float(extents_m[:, 2].min()), float(extents_m[:, 3].max())
    return (low, high) if sign > 0 else (-high, -low)


def _flush(
    room: Workroom, quarter: int, ends_m: tuple[float, float]
) -> Float[np.ndarray, " place"]:
    """Places along a wall at which a group touches what already stands at that wall."""
    if not room.boxes_m:
        return np.zeros(0)
    boxes = np.array(room.boxes_m)
    depth = boxes[:, :2] if quarter % 2 == 0 else boxes[:, 2:4]
    along = boxes[:, 2:4] if quarter % 2 == 0 else boxes[:, :2]
    near = depth[:, 0] < 0.3 if quarter < 2 else depth[:, 1] > room.span_m(quarter) - 0.3
    before, after = along[near, 0], along[near, 1]
    return np.concatenate([before - ends_m[1] - GAP_M, after - ends_m[0] + GAP_M])


def _anywhere(room: Workroom, draw: Draw) -> Float[np.ndarray, "pose 3"]:
    share = draw.random.random((ANYWHERE, 2))
    quarter = draw.random.integers(0, 4, size=ANYWHERE)
    return np.c_[share * np.array(room.size_m[:2]), quarter]


def _space_behind(room: Workroom, poses: Float[np.ndarray, "pose 3"]) -> Bool[np.ndarray, " pose"]:
    """Whether one can walk behind a group that stands free."""
    width, depth, _ = room.size_m
    quarter = poses[:, 2].astype(int)
    behind = [poses[:, 0], poses[:, 1], width - poses[:, 0], depth - poses[:, 1]]
    return np.choose(quarter, behind) > BEHIND_M


def _scores(
    room: Workroom, group: Group, poses: Float[np.ndarray, "pose 3"], draw: Draw
) -> Float[np.ndarray, " pose"]:
    """Noise, plus what the group likes, less for gaps that are of no use."""
    likes, score = group.likes, draw.random.random(len(poses))
    if likes.space:
        score = score + likes.space * np.minimum(room.grid.distance_m(poses[:, :2]), 1.5)
    if group.stands == "free" or not len(poses):
        return score
    quarter = poses[:, 2].astype(int)
    along = np.where(quarter % 2 == 0, poses[:, 1], poses[:, 0])
    length = np.where(quarter % 2 == 0, room.size_m[1], room.size_m[0])
    centred = 1 - np.abs(2 * along / length - 1)
    windows = [gap.quarter for gap in room.gaps if not gap.is_door]
    lit = np.isin(quarter, windows)
    return (
        score
        + likes.middle * centred
        - likes.corner * centred
        + likes.light * lit
        - 1.2 * _useless_gaps(room, group, poses)
        - 0.9 * (group.floats & _space_behind(room, poses))
    )


def _useless_gaps(
    room: Workroom, group: Group, poses: Float[np.ndarray, "pose 3"]
) -> Float[np.ndarray, " pose"]:
    """How many sides of a group leave a gap along the wall that is too narrow for anything."""
    solid = group.extents_m(group.solid)
    deep = min(0.5, float(solid[:, 1].max()))
    low, high = float(solid[:, 2].min()), float(solid[:, 3].max())
    gaps = np.zeros(len(poses))
    for start, end in ((low - FLUSH_M, low - NARROW_M), (high + FLUSH_M, high + NARROW_M)):
        near = np.array([[[GAP_M, deep, start - 1e-3, start + 1e-3]]])
        wide = np.array([[[GAP_M, deep, min(start, end), max(start, end)]]])
        near, wide = (turned(one.repeat(len(poses), 0), poses)[:, 0] for one in (near, wide))
        free = room.grid.within(near) & room.grid.clear(near, "taken")
        gaps += free & ~(room.grid.within(wide) & room.grid.clear(wide, "taken"))
    return gaps
