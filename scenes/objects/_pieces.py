"""Pieces that many things share: legs, boards, drawers and doors, handles, vessels."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from scenes.geometry import (
    Mesh,
    Vector,
    along_x,
    both_sides,
    box,
    cylinder,
    moved,
    slab,
    stack,
)

GAP_M = 1e-3
"""Space between pieces that touch in reality, so that no two faces coincide, m."""


def legs(
    x: float, y: float, thick: float, low: float, high: float, foot: float = 1.0
) -> list[Mesh]:
    """Four square legs whose outer faces at the top are at +-x and +-y, tapered to `foot`."""
    square = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)]) * thick / 2
    middle = np.array([x - thick / 2, y - thick / 2])
    leg = stack([middle + foot * square, middle + square], [low, high])
    return both_sides(both_sides([leg], axis=0), axis=1)


def carcass(low: Vector, high: Vector, board: float, shelves: int = 0) -> list[Mesh]:
    """Boards of a cupboard that is open at the front: sides, bottom, top, shelves and back."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    inner0, inner1 = y0 + board + GAP_M, y1 - board - GAP_M
    levels = np.linspace(z0, z1 - board, shelves + 2)
    sides = [box((x0, y0, z0), (x1, y0 + board, z1)), box((x0, y1 - board, z0), (x1, y1, z1))]
    inside = x0 + 0.4 * board + GAP_M
    starts = [x0, *[inside] * shelves, x0]
    boards = [
        box((start, inner0, level), (x1, inner1, level + board))
        for start, level in zip(starts, levels, strict=True)
    ]
    back = box((x0, inner0, z0 + board + GAP_M), (x0 + 0.4 * board, inner1, z1 - board - GAP_M))
    return [*sides, *boards, back]


def fronts(low: Vector, high: Vector, columns: int, rows: Sequence[float]) -> list[Mesh]:
    """Doors or drawers in a grid, 3 mm apart; `rows` are shares of the height from below."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    gap = min(0.003, 0.05 * (y1 - y0) / columns, 0.05 * (z1 - z0) / len(rows)) / 2
    across = np.linspace(y0, y1, columns + 1)
    up = z0 + (z1 - z0) * np.concatenate([[0.0], np.cumsum(rows)]) / sum(rows)
    return [
        box((x0, a + gap, b + gap), (x1, c - gap, d - gap))
        for a, c in pairwise(across)
        for b, d in pairwise(up)
    ]


def level_handles(doors: Sequence[Mesh], depth: float, place: float, share: float) -> list[Mesh]:
    """A straight level handle across a share of each door, at a share of its height."""
    made = []
    for low, high in map(_extent, doors):
        middle = (
            high[0] + (depth + GAP_M) / 2,
            (low[1] + high[1]) / 2,
            low[2] + place * (high[2] - low[2]),
        )
        thick = min(0.012, 0.2 * (high[2] - low[2]))
        made.append(slab(middle, (depth - GAP_M, share * (high[1] - low[1]), thick)))
    return made


def upright_handle(x: float, y: float, low: float, high: float, depth: float = 0.035) -> list[Mesh]:
    """A straight upright handle on two posts that stand on the face at `x`."""
    thick = 0.014
    out = x + depth - thick
    posts = [
        slab(((x + GAP_M + out - GAP_M) / 2, y, z), (depth - thick - 2 * GAP_M, thick, thick))
        for z in (low + 0.1 * (high - low), high - 0.1 * (high - low))
    ]
    return [box((out, y - thick / 2, low), (x + depth, y + thick / 2, high)), *posts]


def knobs(doors: Sequence[Mesh], depth: float, radius: float, place: float = 0.5) -> list[Mesh]:
    """A round knob on each door, in the middle of its width and at a share of its height."""
    shape = along_x(cylinder((0.0, 0.0, GAP_M), radius, depth - GAP_M, 6))
    return [
        moved(shape, (high[0], (low[1] + high[1]) / 2, low[2] + place * (high[2] - low[2])))
        for low, high in map(_extent, doors)
    ]


def foot_of(depth: float, width: float, low: float, high: float) -> Mesh:
    """A plinth, set back from the footprint of what stands on it."""
    return box((-0.46 * depth, -0.48 * width, low), (0.4 * depth, 0.48 * width, high - GAP_M))


def at_most(limit_m: float, share: float, *extents_m: float) -> float:
    """A usual measure, but no more than a share of any of the extents, m."""
    return min(limit_m, *(share * extent for extent in extents_m))


def _extent(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    return mesh[0].min(axis=0), mesh[0].max(axis=0)
