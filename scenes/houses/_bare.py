"""Sides of rooms along which a house lists no wall."""

from collections.abc import Iterable, Sequence

from scenes.houses._outline import sides
from scenes.spec import GroundPoint

BESIDE_M = 0.02
"""A wall within this of a side's line runs along it, m."""

BARE_M = 0.05
"""A longer stretch without a wall counts, m."""

Edge = tuple[GroundPoint, GroundPoint]


def bare_m(outline: Sequence[GroundPoint], edges: Iterable[Edge]) -> float:
    """Length of the longest stretch of an outline along which no edge runs, m.

    Args:
        outline: Corners of a room, along the axes.
        edges: Ends of walls, and of stretches that are known to have none.
    """
    listed = list(edges)
    return max(_longest_gap_m(side, listed) for side in sides(outline))


def _longest_gap_m(side: Edge, edges: list[Edge]) -> float:
    """Longest stretch of a side that no edge on its line covers, m."""
    (x0, y0), (x1, y1) = side
    along, across = (0, 1) if abs(x1 - x0) > abs(y1 - y0) else (1, 0)
    low, high = sorted(end[along] for end in side)
    on_line = [e for e in edges if all(abs(p[across] - side[0][across]) < BESIDE_M for p in e)]
    spans = sorted(sorted(p[along] for p in edge) for edge in on_line)
    longest, reached = 0.0, low
    for start, end in [*spans, [high, high]]:
        longest = max(longest, min(start, high) - reached)
        reached = max(reached, end)
    return longest
