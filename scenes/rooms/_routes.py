"""Ways over a grid of cells, and how they are pulled tight."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

BETWEEN_M = 0.1
"""A way that has been pulled once is pulled again at points this close, m."""

PULLS = 2

IsFree = Callable[[Float[np.ndarray, "2"], Float[np.ndarray, "2"]], bool]

_STEPS = ((1, 0), (0, 1), (1, 1), (1, -1))


def shortest_cells(
    walkable: Bool[np.ndarray, "x y"], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    """Cells of a shortest way in eight directions, from start to end (Dijkstra, 1959).

    Both cells must be walkable and connected.
    """
    number = np.cumsum(walkable).reshape(walkable.shape) - 1
    _, before = dijkstra(
        _graph(walkable, number), directed=False, indices=number[start], return_predecessors=True
    )
    way, here = [int(number[end])], int(number[end])
    while here != number[start]:
        here = int(before[here])
        way.append(here)
    cells = np.argwhere(walkable)[way[::-1]]
    return [(int(x), int(y)) for x, y in cells]


def _graph(walkable: Bool[np.ndarray, "x y"], number: np.ndarray) -> coo_array:
    rows, columns, lengths = [], [], []
    for dx, dy in _STEPS:
        here = (slice(0, -dx or None), slice(-dy if dy < 0 else 0, -dy if dy > 0 else None))
        there = (slice(dx, None), slice(max(dy, 0), dy if dy < 0 else None))
        both = walkable[here] & walkable[there]
        rows.append(number[here][both])
        columns.append(number[there][both])
        lengths.append(np.full(len(rows[-1]), np.hypot(dx, dy)))
    count = int(walkable.sum())
    pairs = (np.concatenate(rows), np.concatenate(columns))
    return coo_array((np.concatenate(lengths), pairs), shape=(count, count)).tocsr()


def pulled(way_m: Float[np.ndarray, "point 2"], is_free: IsFree) -> Float[np.ndarray, "corner 2"]:
    """A way with few corners, found by going straight as far as one sees, again and again, m.

    Args:
        way_m: Points of the way; each is seen from the one before.
        is_free: Whether one can go straight from one point to another.
    """
    for _ in range(PULLS):
        forth = _shortcut(way_m, is_free)
        back = _shortcut(way_m[::-1], is_free)[::-1]
        shortest = min(forth, back, key=_length_m)
        way_m = _dense(shortest)
    return shortest


def _shortcut(
    way_m: Float[np.ndarray, "point 2"], is_free: IsFree
) -> Float[np.ndarray, "corner 2"]:
    """Goes from each corner to a far point seen from it, found in doubling and halving steps."""
    here, last, corners = 0, len(way_m) - 1, [way_m[0]]
    while here < last:
        seen, unseen, step = here + 1, last + 1, 2
        while seen < last and unseen > last:
            ahead = min(here + step, last)
            step *= 2
            if is_free(way_m[here], way_m[ahead]):
                seen = ahead
            else:
                unseen = ahead
        while unseen - seen > 1 and unseen <= last:
            middle = (seen + unseen) // 2
            if is_free(way_m[here], way_m[middle]):
                seen = middle
            else:
                unseen = middle
        here = seen
        corners.append(way_m[here])
    return np.array(corners)


def _dense(corners_m: Float[np.ndarray, "corner 2"]) -> Float[np.ndarray, "point 2"]:
    """The same way with points in between."""
    parts = [_line(a, b)[:-1] for a, b in pairwise(corners_m)]
    return np.concatenate([*parts, corners_m[-1:]])


def _line(
    start_m: Float[np.ndarray, "2"], end_m: Float[np.ndarray, "2"]
) -> Float[np.ndarray, "point 2"]:
    count = int(np.hypot(*(end_m - start_m)) / BETWEEN_M) + 2
    return start_m + np.linspace(0.0, 1.0, count)[:, None] * (end_m - start_m)


def _length_m(corners_m: Float[np.ndarray, "corner 2"]) -> float:
    return float(np.hypot(*np.diff(corners_m, axis=0).T).sum())
