"""`Group`: pieces that belong together, with the floor that their use needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._piece import Piece, Zone

Stands = Literal["wall", "corner", "free"]


@dataclass(frozen=True)
class Likes:
    """What a good place is, as weights against noise from 0 to 1.

    Attributes:
        corner: Ends of walls; what is negative likes their middles.
        light: Walls with a window.
        space: Distance from everything, for each metre.
    """

    corner: float = 0.0
    light: float = 0.0
    space: float = 0.0


@dataclass(frozen=True)
class Group:
    """Pieces with fixed places in a common frame whose y axis is along the wall.

    Attributes:
        pieces: The pieces; a carrier comes before what it carries.
        zones: Floor that must be free and reached, m.
        stands: At a wall, in a corner (left side to the other wall), or anywhere.
        floats: Whether one that stands at a wall may stand free, with space behind.
        spans_m: Least and most distance to the opposite wall, or None for any, m.
        likes: What a good place is.
    """

    pieces: tuple[Piece, ...]
    zones: tuple[Zone, ...] = ()
    stands: Stands = "wall"
    floats: bool = False
    spans_m: tuple[float, float] | None = None
    likes: Likes = Likes()

    @cached_property
    def solid(self) -> tuple[Piece, ...]:
        """The pieces that take floor or wall: neither flat nor carried."""
        return tuple(one for one in self.pieces if one.carrier is None and not one.is_flat)

    @cached_property
    def flat(self) -> tuple[Piece, ...]:
        """The pieces that are walked on."""
        return tuple(one for one in self.pieces if one.is_flat)

    @cached_property
    def skew(self) -> Bool[np.ndarray, " piece"]:
        """Which of the solid pieces are not square to the wall; none of these is far."""
        turns = np.array([one.yaw_rad for one in self.solid], dtype=float)
        return np.abs(np.sin(2 * turns)) > 1e-6

    def tops_m(self) -> Float[np.ndarray, " piece"]:
        """Highest levels of the solid pieces, m."""
        return np.array([one.z_m + one.size_m[2] for one in self.solid], dtype=float)

    def everything_m(self) -> Float[np.ndarray, "box 4"]:
        """Upright rectangles around pieces and zones, m."""
        return np.concatenate([extents_m(self.solid), extents_m(self.flat), zones_m(self.zones)])


def extents_m(pieces: Sequence[Piece]) -> Float[np.ndarray, "piece 4"]:
    """Upright rectangles around pieces: lowest and highest x, then y, m."""
    return zones_m([one.extent for one in pieces])


def zones_m(zones: Sequence[Zone]) -> Float[np.ndarray, "zone 4"]:
    """Zones as an array, m."""
    return np.array([zone[:4] for zone in zones], dtype=float).reshape(-1, 4)


Build = Callable[[Draw, Size], list[Group]]
"""Makes groups for a room of some size, the fullest first."""
