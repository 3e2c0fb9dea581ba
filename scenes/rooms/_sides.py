"""Sides of rooms as the planes of their walls, and what of one is covered by others."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float

from scenes.rooms._tiling import Tile

SAME_LINE_M = 0.02
"""Sides, and the openings in them, lie on one line if they are this close to it, m."""


@dataclass(frozen=True)
class Side:
    """One side of a room's outline.

    Attributes:
        name: Name of the wall.
        start_m: World x and y of its lower end (by x, then y), m.
        end_m: World x and y of its other end, m.
        height_m: Height of the room, m.
        leftward: Whether the room is to the left, seen from start to end.
    """

    name: str
    start_m: tuple[float, float]
    end_m: tuple[float, float]
    height_m: float
    leftward: bool

    @staticmethod
    def between(name: str, ends_m: Float[np.ndarray, "end 2"], height_m: float) -> "Side":
        """The side from the first to the second end of a counter-clockwise outline."""
        first, second = (tuple(map(float, end)) for end in ends_m)
        low, high = sorted((first, second))
        return Side(name, (low[0], low[1]), (high[0], high[1]), height_m, leftward=low == first)

    @cached_property
    def length_m(self) -> float:
        """Length, m."""
        return math.dist(self.start_m, self.end_m)

    def at(self, u_m: float) -> tuple[float, float]:
        """World x and y so far along it; its ends exactly, m."""
        share = u_m / self.length_m
        if share in (0.0, 1.0):
            return self.end_m if share else self.start_m
        (x0, y0), (x1, y1) = self.start_m, self.end_m
        return x0 + share * (x1 - x0), y0 + share * (y1 - y0)

    def stretch(self, ends_m: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
        """From where to where two points of its line are along it, m; None if off the line."""
        (x0, y0), (x1, y1) = self.start_m, self.end_m
        ux, uy = (x1 - x0) / self.length_m, (y1 - y0) / self.length_m
        if any(abs(ux * (y - y0) - uy * (x - x0)) > SAME_LINE_M for x, y in ends_m):
            return None
        low, high = sorted(ux * (x - x0) + uy * (y - y0) for x, y in ends_m)
        return (low, high) if high > 0 and low < self.length_m else None


def covered_by(side: Side, others: Sequence[Side]) -> list[Tile]:
    """The parts of a side's wall at which the walls of other sides stand, in its own plane."""
    found = ((side.stretch((other.start_m, other.end_m)), other.height_m) for other in others)
    return [Tile(*along, 0.0, height) for along, height in found if along is not None]
