"""Ways over a grid of cells, and how they are pulled tight."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

SAMPLE_M = 0.02
"""A straight line is tested at points this close, m."""

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


def pulled(
    way_m: Float[np.ndarray, "point 2"],
    is_free: Callable[[Float[np.ndarray, "point 2"]], bool],
) -> Float[np.ndarray, "corner 2"]:
    """A way with the fewest corners that going as far as one sees leaves, m.

    Args:
        way_m: Points of the way; each is seen from the one before.
        is_free: Whether one can be at all of some points.
    """
    forth = _shortcut(way_m, is_free)
    back = _shortcut(way_m[::-1], is_free)[::-1]
    return min(forth, back, key=_length_m)


def _shortcut(
    way_m: Float[np.ndarray, "point 2"],
    is_free: Callable[[Float[np.ndarray, "point 2"]], bool],
) -> Float[np.ndarray, "corner 2"]:
    corners, last = [way_m[0]], way_m[0]
    for before, here in pairwise(way_m):
        if not is_free(_line(corners[-1], here)) and (before != corners[-1]).any():
            corners.append(before)
        last = here
    return np.array([*corners, last])


def _line(start_m: Float[np.ndarray, "2"], end_m: Float[np.ndarray, "2"]) -> np.ndarray:
    count = int(np.hypot(*(end_m - start_m)) / SAMPLE_M) + 2
    return start_m + np.linspace(0.0, 1.0, count)[:, None] * (end_m - start_m)


def _length_m(corners_m: Float[np.ndarray, "corner 2"]) -> float:
    return float(np.hypot(*np.diff(corners_m, axis=0).T).sum())
