"""`Group`: pieces that belong together, with the floor that their use needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw, Size
from scenes.spec import Material

GAP_M = 0.02
"""Distance of furniture from the wall behind it, m."""

FLAT_M = 0.03
"""What is no higher lies on the floor and is walked on, m."""

Stands = Literal["wall", "corner", "free", "nook"]


class Zone(NamedTuple):
    """A level rectangle in a group's frame, m; with `to_wall`, `x1` is from the wall opposite."""

    x0: float
    x1: float
    y0: float
    y1: float
    to_wall: bool = False


@dataclass(frozen=True)
class Piece:
    """A thing in its group's frame: +x away from the wall, +y to the left seen from the wall.

    Attributes:
        kind: Type in the catalogue.
        size_m: Depth, width and height, m.
        material: Main material.
        x_m: Middle of its footprint, m.
        y_m: Middle of its footprint, m.
        z_m: Its lowest level, m.
        yaw_rad: Direction of its front, rad from +x.
        carrier: Number in the group of the piece that it is on, or None.
        far: Whether `x_m` is counted from the wall opposite.
    """

    kind: str
    size_m: Size
    material: Material
    x_m: float = 0.0
    y_m: float = 0.0
    z_m: float = 0.0
    yaw_rad: float = 0.0
    carrier: int | None = None
    far: bool = False

    @property
    def extent(self) -> Zone:
        """The upright rectangle around it."""
        c, s = abs(np.cos(self.yaw_rad)), abs(np.sin(self.yaw_rad))
        depth, width, _ = self.size_m
        x, y = (c * depth + s * width) / 2, (s * depth + c * width) / 2
        return Zone(self.x_m - x, self.x_m + x, self.y_m - y, self.y_m + y)

    @property
    def is_flat(self) -> bool:
        """Whether it is walked on."""
        return self.z_m + self.size_m[2] <= FLAT_M


@dataclass(frozen=True)
class Likes:
    """What a good place is, as weights against a noise of one.

    Attributes:
        corner: Ends of walls.
        middle: Middles of walls.
        light: Walls with a window.
        dark: Walls without.
        space: Distance from everything.
    """

    corner: float = 0.0
    middle: float = 0.0
    light: float = 0.0
    space: float = 0.0


@dataclass(frozen=True)
class Group:
    """Pieces with fixed places in a common frame whose y axis is along the wall.

    Attributes:
        pieces: The pieces; a carrier comes before what it carries.
        zones: Floor that must be free and reached, m.
        stands: At a wall, in a corner (left side to the other wall), anywhere, or in a nook.
        floats: Whether one that stands at a wall may stand free, with space behind.
        spans_m: Least and most distance to the opposite wall, or None for any, m.
        likes: What a good place is.
    """

    pieces: tuple[Piece, ...]
    zones: tuple[Zone, ...] = ()
    stands: Stands = "wall"
    floats: bool = False
    spans_m: tuple[float, float] | None = None
    likes: Likes = field(default=Likes())

    @cached_property
    def solid(self) -> tuple[int, ...]:
        """Numbers of the pieces that take floor: neither flat nor carried."""
        return tuple(i for i, p in enumerate(self.pieces) if p.carrier is None and not p.is_flat)

    @cached_property
    def skew(self) -> Bool[np.ndarray, " piece"]:
        """Which of the solid pieces are not square to the wall; none of these is far."""
        turns = np.array([self.pieces[i].yaw_rad for i in self.solid], dtype=float)
        return np.abs(np.sin(2 * turns)) > 1e-6

    @cached_property
    def flat(self) -> tuple[int, ...]:
        """Numbers of the pieces that are walked on."""
        return tuple(i for i, p in enumerate(self.pieces) if p.is_flat)

    def extents_m(self, which: Sequence[int]) -> Float[np.ndarray, "piece 4"]:
        """Upright rectangles around some pieces, m."""
        return np.array([self.pieces[i].extent[:4] for i in which], dtype=float).reshape(-1, 4)

    def zones_m(self) -> Float[np.ndarray, "zone 4"]:
        """The zones, m."""
        return np.array([zone[:4] for zone in self.zones], dtype=float).reshape(-1, 4)

    def far(self, which: Sequence[int]) -> Bool[np.ndarray, " piece"]:
        """Which of some pieces are counted from the opposite wall."""
        return np.array([self.pieces[i].far for i in which], dtype=bool)

    def tops_m(self) -> Float[np.ndarray, " piece"]:
        """Highest levels of the solid pieces, m."""
        tops = [self.pieces[i].z_m + self.pieces[i].size_m[2] for i in self.solid]
        return np.array(tops, dtype=float)


def piece(
    draw: Draw,
    kind: str,
    *,
    least: Size | None = None,
    most: Size | None = None,
    size: Size | None = None,
) -> Piece:
    """A piece of a drawn size and material at the origin of its group."""
    return Piece(kind, size or draw.size(kind, least, most), draw.material(kind))


def top_m(carrier: Piece) -> float:
    """Height of a piece's top above the floor, m."""
    share = CATALOGUE[carrier.kind].carries
    return carrier.z_m + (1.0 if share is None else share) * carrier.size_m[2]
