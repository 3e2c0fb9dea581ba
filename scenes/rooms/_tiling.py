"""Few rectangles that together are a region: what is left of a wall, or the floor in an outline."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

SLIVER_M = 1e-3
"""What is narrower than this is left out, m."""

Run = tuple[float, float]


class Tile(NamedTuple):
    """A rectangle from `(u0, v0)` to `(u1, v1)`, m."""

    u0: float
    u1: float
    v0: float
    v1: float


def remainder(whole: Tile, holes: Sequence[Tile]) -> list[Tile]:
    """What is left of a rectangle without the holes in it, cut into few rectangles."""
    within = [
        Tile(max(h.u0, whole.u0), min(h.u1, whole.u1), max(h.v0, whole.v0), min(h.v1, whole.v1))
        for h in holes
    ]
    within = [h for h in within if h.u1 - h.u0 > SLIVER_M and h.v1 - h.v0 > SLIVER_M]
    turned = [Tile(h.v0, h.v1, h.u0, h.u1) for h in within]
    upright = _columns(whole, within)
    level = _columns(Tile(whole.v0, whole.v1, whole.u0, whole.u1), turned)
    return _fewest(upright, level)


def floor_of(sides_m: Float[np.ndarray, "side end 2"]) -> list[Tile]:
    """Rectangles that cover an outline; where its corners are square they are exactly that.

    A slanted side is covered by the box around it.
    """
    return _fewest(_sweep(sides_m), _sweep(sides_m[..., ::-1]))


def _fewest(upright: list[Tile], level: list[Tile]) -> list[Tile]:
    """The shorter list, the second one's axes exchanged."""
    turned = [Tile(t.v0, t.v1, t.u0, t.u1) for t in level]
    return sorted(turned if len(turned) < len(upright) else upright)


def _columns(whole: Tile, holes: Sequence[Tile]) -> list[Tile]:
    """What is left, in columns between the ends of holes."""
    levels = _levels([whole.u0, whole.u1], [edge for h in holes for edge in (h.u0, h.u1)])
    runs = []
    for low, high in pairwise(levels):
        middle = (low + high) / 2
        here = sorted((h.v0, h.v1) for h in holes if h.u0 < middle < h.u1)
        runs.append(_gaps(here, whole.v0, whole.v1))
    return _grown(levels, runs)


def _gaps(taken: list[Run], low: float, high: float) -> list[Run]:
    """What of a line is not taken by any run; the runs are in order."""
    gaps, reached = [], low
    for start, end in [*taken, (high, high)]:
        if start - reached > SLIVER_M:
            gaps.append((reached, start))
        reached = max(reached, end)
    return gaps


def _sweep(sides_m: Float[np.ndarray, "side end 2"]) -> list[Tile]:
    """Columns between the corners of an outline, each as high as it gets between them."""
    levels = _levels([], np.unique(sides_m[..., 0]).tolist())
    runs = []
    for low, high in pairwise(levels):
        middle = (low + high) / 2
        across = [side for side in sides_m if (side[0, 0] < middle) != (side[1, 0] < middle)]
        ends = sorted((_height(side, low), _height(side, high)) for side in across)
        ends.sort(key=sum)
        pairs = zip(ends[::2], ends[1::2], strict=True)
        runs.append(_joined([(min(lower), max(upper)) for lower, upper in pairs]))
    return _grown(levels, runs)


def _height(side_m: Float[np.ndarray, "end 2"], u_m: float) -> float:
    """Where a side is at a level of the first axis; exact for one along that axis."""
    (u0, v0), (u1, v1) = side_m
    return float(v0 + (u_m - u0) / (u1 - u0) * (v1 - v0))


def _joined(runs: list[Run]) -> list[Run]:
    """Runs, in order, of which none overlap."""
    joined: list[Run] = []
    for low, high in sorted(runs):
        if joined and low < joined[-1][1] - SLIVER_M:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _levels(fixed: list[float], others: list[float]) -> list[float]:
    """Coordinates in order; of those that all but coincide the first stays, ends before others."""
    kept = list(fixed)
    for value in others:
        if all(abs(value - one) > SLIVER_M for one in kept):
            kept.append(value)
    return sorted(kept)


def _grown(levels: list[float], runs: list[list[Run]]) -> list[Tile]:
    """Each run grows into the next column for as long as that has the same run."""
    growing: dict[Run, float] = {}
    done: list[Tile] = []
    for level, here in zip(levels, [*runs, []], strict=True):
        done += [Tile(growing[run], level, *run) for run in growing if run not in here]
        growing = {run: growing.get(run, level) for run in here}
    return sorted(done)
