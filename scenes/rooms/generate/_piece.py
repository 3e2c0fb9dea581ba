"""`Piece`: a thing in the frame of the group that it belongs to."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import ANY, Draw
from scenes.spec import Material

GAP_M = 0.02
"""Distance of furniture from the wall behind it, m."""

FLAT_M = 0.03
"""What is no higher lies on the floor and is walked on, m."""

QUARTER_TURN, HALF_TURN = np.pi / 2, np.pi


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
    def depth_m(self) -> float:
        """Extent from back to front, m."""
        return self.size_m[0]

    @property
    def width_m(self) -> float:
        """Extent from side to side, m."""
        return self.size_m[1]

    @property
    def extent(self) -> Zone:
        """The upright rectangle around it."""
        c, s = abs(np.cos(self.yaw_rad)), abs(np.sin(self.yaw_rad))
        x = (c * self.depth_m + s * self.width_m) / 2
        y = (s * self.depth_m + c * self.width_m) / 2
        return Zone(self.x_m - x, self.x_m + x, self.y_m - y, self.y_m + y)

    @property
    def is_flat(self) -> bool:
        """Whether it is walked on."""
        return self.z_m + self.size_m[2] <= FLAT_M

    @property
    def top_m(self) -> float:
        """Height above the floor of the top that carries things, m."""
        share = CATALOGUE[self.kind].carries
        return round(self.z_m + (1.0 if share is None else share) * self.size_m[2], 4)

    def at(self, x_m: float, y_m: float, yaw_rad: float = 0.0) -> "Piece":
        """The piece at another place."""
        return replace(self, x_m=x_m, y_m=y_m, yaw_rad=yaw_rad)

    def at_wall(self, y_m: float = 0.0) -> "Piece":
        """The piece with its back to the wall."""
        return self.at(GAP_M + self.depth_m / 2, y_m)

    def on(self, carrier: "Piece", number: int, x_m: float, y_m: float) -> "Piece":
        """The piece on top of the group's piece of this number."""
        return replace(self.at(x_m, y_m), z_m=carrier.top_m, carrier=number)

    def front(self, depth_m: float) -> Zone:
        """The floor before the piece, which faces away from the wall."""
        start = self.x_m + self.depth_m / 2
        half = self.width_m / 2
        return Zone(start, start + depth_m, self.y_m - half, self.y_m + half)


def piece(draw: Draw, kind: str, least: Size = (0.0, 0.0, 0.0), most: Size = ANY) -> Piece:
    """A piece of a drawn size and material at the origin of its group."""
    return Piece(kind, draw.size(kind, least, most), draw.material(kind))


def smallest(draw: Draw, kind: str) -> Piece:
    """A piece of the least size of its kind."""
    return Piece(kind, CATALOGUE[kind].least_m, draw.material(kind))
