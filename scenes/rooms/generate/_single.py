"""Groups of one piece: whatever the catalogue has, by where it stands."""

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._group import Build, Group, Likes
from scenes.rooms.generate._piece import GAP_M, QUARTER_TURN, Piece, piece, smallest

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

LONG = 1.4
"""Of these, what is so much deeper than wide is put with its side to the wall."""

LEAST_USE_M = 0.4
"""Depth that is kept free before a thing in use, at least, m."""

BELOW_CEILING_M = 0.1
"""Space between what is high and the ceiling, m."""


def single(kind: str, likes: Likes | None = None) -> Build:
    """One piece of a kind, where it stands by the catalogue; a small one where no other fits.

    Args:
        kind: Type in the catalogue, not one that hangs.
        likes: What a good place is; None for what is usual.
    """

    def build(draw: Draw, room_m: Size) -> list[Group]:
        most = (30.0, 30.0, room_m[2] - BELOW_CEILING_M)
        return [_alone(one, likes) for one in (piece(draw, kind, most=most), smallest(draw, kind))]

    return build


def _alone(item: Piece, likes: Likes | None) -> Group:
    its, nook = CATALOGUE[item.kind], item.kind in NOOKS
    backed = nook or its.stands in ("wall", "corner")
    stood = item.at_wall() if backed else item
    if nook and item.depth_m > LONG * item.width_m:
        stood = item.at(GAP_M + item.width_m / 2, 0.0, QUARTER_TURN)
    zones = (stood.front(max(LEAST_USE_M, its.use_m)),) if its.use_m else ()
    if not backed:
        return Group((stood,), zones, stands="free", likes=likes or Likes())
    usual = Likes(corner=0.8 if nook else 0.4)
    corner = its.stands == "corner"
    return Group((stood,), zones, stands="corner" if corner else "wall", likes=likes or usual)
