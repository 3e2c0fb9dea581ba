"""Doors, windows and gaps: which walls they cut, and whether they can."""

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from scenes._errors import InputError
from scenes.rooms._sides import SAME_LINE_M, Side
from scenes.rooms._tiling import SLIVER_M, Tile
from scenes.spec import OpeningSpec


def opening_names(openings: Sequence[OpeningSpec]) -> list[str]:
    """`door_1`, `window_1`, `window_2` ...: numbered by kind in their order."""
    count: dict[str, int] = {}
    names = []
    for opening in openings:
        count[opening.kind] = count.get(opening.kind, 0) + 1
        names.append(f"{opening.kind}_{count[opening.kind]}")
    return names


def cut_by(openings: Sequence[OpeningSpec], sides: Sequence[Side]) -> dict[Side, list[Tile]]:
    """The holes in each side's wall, in its own plane.

    Raises:
        InputError: An opening lies on no wall, or overlaps another.
    """
    holes: dict[Side, list[Tile]] = {side: [] for side in sides}
    named: dict[Side, list[str]] = {side: [] for side in sides}
    for opening, name in zip(openings, opening_names(openings), strict=True):
        facing = facing_sides(opening, sides)
        if not _is_covered(opening, facing):
            raise _refusal(f"{name} {_place(opening)}, which lies on no wall")
        for side in facing:
            holes[side].append(hole_of(opening, side))
            named[side].append(name)
    for side in sides:
        _check_apart(holes[side], named[side])
    return holes


def facing_sides(opening: OpeningSpec, sides: Sequence[Side]) -> list[Side]:
    """The sides on whose line an opening lies, beside them."""
    ends = (opening.start_m, opening.end_m)
    found = [(side, side.stretch(ends)) for side in sides]
    return [
        side
        for side, along in found
        if along is not None and min(along[1], side.length_m) - max(along[0], 0.0) > SLIVER_M
    ]


def hole_of(opening: OpeningSpec, side: Side) -> Tile:
    """What an opening takes out of a side's wall; a gap takes the whole height."""
    along = side.stretch((opening.start_m, opening.end_m))
    if along is None:
        raise ValueError("the opening is not on the line of this side")
    if opening.kind == "open":
        return Tile(*along, 0.0, math.inf)
    return Tile(*along, opening.sill_m, opening.top_m)


def _is_covered(opening: OpeningSpec, sides: Sequence[Side]) -> bool:
    """Whether there is wall along the whole of an opening, up to its upper edge."""
    if not sides:
        return False
    start, end = np.array(opening.start_m), np.array(opening.end_m)
    length = float(np.hypot(*(end - start)))
    unit = (end - start) / length
    spans = [sorted(np.array([s.start_m, s.end_m]) @ unit - start @ unit) for s in sides]
    reached = 0.0
    for low, high in sorted(spans):
        if low > reached + SAME_LINE_M:
            break
        reached = max(reached, high)
    low_enough = opening.kind == "open" or (
        opening.top_m <= max(side.height_m for side in sides) + SAME_LINE_M
    )
    return low_enough and reached > length - SAME_LINE_M


def _check_apart(holes: list[Tile], names: list[str]) -> None:
    for (one, its), (other, others) in combinations(zip(holes, names, strict=True), 2):
        along = min(one.u1, other.u1) - max(one.u0, other.u0)
        up = min(one.v1, other.v1) - max(one.v0, other.v0)
        if along > SLIVER_M and up > SLIVER_M:
            raise _refusal(f"{its} and {others}, which overlap")


def _place(opening: OpeningSpec) -> str:
    (x0, y0), (x1, y1) = opening.start_m, opening.end_m
    return f"from ({x0:.2f}, {y0:.2f}) to ({x1:.2f}, {y1:.2f}) m, up to {opening.top_m:.2f} m"


def _refusal(found: str) -> InputError:
    return InputError(
        expected="openings that lie apart on the sides of rooms' outlines, below the ceiling",
        found=found,
        do="move it onto one side and off the others",
    )
