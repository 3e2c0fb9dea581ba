"""Groups of one piece: whatever the catalogue has, by where it stands."""

from collections.abc import Callable
from dataclasses import replace

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw, Size
from scenes.rooms.generate._group import GAP_M, Group, Likes, Piece, Zone, piece

Build = Callable[[Draw, Size], list[Group]]
"""Groups for a room of some size, the fullest first."""

NOOKS = (
    "bag",
    "bicycle",
    "bin",
    "box",
    "fan",
    "floor_lamp",
    "plant",
    "side_table",
    "speaker",
    "stool",
)
"""What is put out of the way although it could stand free."""

LEAST_USE_M = 0.4
"""Depth before a thing in use that is kept free at least, m."""


def at_wall(item: Piece, y_m: float = 0.0) -> Piece:
    """A piece with its back to the wall."""
    return replace(item, x_m=GAP_M + item.size_m[0] / 2, y_m=y_m)


def front(item: Piece, depth_m: float) -> Zone:
    """The floor before a piece that faces away from the wall."""
    start, half = item.x_m + item.size_m[0] / 2, item.size_m[1] / 2
    return Zone(start, start + depth_m, item.y_m - half, item.y_m + half)


def single(kind: str, likes: Likes | None = None, *, small: bool = False) -> Build:
    """One piece of a kind, where it stands by the catalogue.

    Args:
        kind: Type in the catalogue, neither hung nor carried.
        likes: What a good place is.
        small: Whether a small one will do if there is no place for another.
    """

    def build(draw: Draw, room_m: Size) -> list[Group]:
        its = CATALOGUE[kind]
        most = (9.0, 9.0, room_m[2] - 0.1)
        pieces = [piece(draw, kind, most=most)]
        if small:
            pieces.append(piece(draw, kind, size=its.least_m))
        return [_alone(item, likes) for item in pieces]

    return build


def _alone(item: Piece, likes: Likes | None) -> Group:
    its = CATALOGUE[item.kind]
    use = max(LEAST_USE_M, its.use_m) if its.use_m else 0.0
    if its.stands in ("wall", "corner"):
        stood = at_wall(item)
        zones = (front(stood, use),) if use else ()
        stands = its.stands
        return Group((stood,), zones, stands=stands, likes=likes or Likes(corner=0.4))
    if item.kind in NOOKS:
        sideways = replace(item, yaw_rad=0.0)
        if item.size_m[0] > 1.4 * item.size_m[1]:
            sideways = replace(item, x_m=GAP_M + item.size_m[1] / 2, yaw_rad=1.5707963267948966)
            return Group((sideways,), stands="nook", likes=likes or Likes(corner=0.8))
        return Group((at_wall(sideways),), stands="nook", likes=likes or Likes(corner=0.8))
    zones = (front(item, use),) if use else ()
    return Group((item,), zones, stands="free", likes=likes or Likes())
