"""Tables with chairs that face them, and desks."""

from scenes.objects import Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._group import Group, Likes
from scenes.rooms.generate._lounge import rug_under
from scenes.rooms.generate._piece import (
    GAP_M,
    HALF_TURN,
    QUARTER_TURN,
    Piece,
    Zone,
    piece,
    smallest,
)

CLOSE_M = 0.06
"""Space between a table and the chairs at it, m."""

RISE_M = 0.5
"""Space behind a chair, m."""

ELBOWS_M = 0.14
"""Space between chairs side by side, m."""

LITTLE_M = (0.8, 0.9)
"""A table for two is no deeper and wider, m."""


def dining(draw: Draw, room_m: Size) -> list[Group]:
    """A table with chairs that face it: free, or with an end to the wall; smaller where it must."""
    area = room_m[0] * room_m[1]
    wide = draw.between(1.3, 2.0) if area > 14.0 else draw.between(0.9, 1.3)
    table = piece(draw, "dining_table", (0.0, wide, 0.0), (9.0, wide, 9.0))
    little = piece(draw, "dining_table", most=(*LITTLE_M, 9.0))
    chair = piece(draw, "chair")
    rug = rug_under(draw, table, 0.4) if draw.chance(0.3) else None
    return [
        *([_free(draw, table, chair, rug)] if area > 9.0 else []),
        _at_wall(draw, table, chair),
        _free(draw, little, chair, None),
        _at_wall(draw, little, chair),
    ]


def _free(draw: Draw, table: Piece, chair: Piece, rug: Piece | None) -> Group:
    """Chairs on both long sides."""
    chairs, zones = [], []
    for side in (-1.0, 1.0):
        x = side * (table.depth_m / 2 + CLOSE_M + chair.depth_m / 2)
        toward = HALF_TURN if side > 0 else 0.0
        low, high = _behind(x + side * chair.depth_m / 2, side)
        for y in _row(table.width_m, chair):
            chairs.append(chair.at(x, y, toward + draw.normal(0.05)))
            zones.append(Zone(low, high, y - 0.2, y + 0.2))
    rugs = [rug] if rug is not None else []
    likes = Likes(space=0.8)
    return Group((table, *chairs, *rugs), tuple(zones), stands="free", likes=likes)


def _at_wall(draw: Draw, table: Piece, chair: Piece) -> Group:
    """A narrow end to the wall, chairs on both long sides."""
    stood = table.at(GAP_M + table.width_m / 2, 0.0, QUARTER_TURN)
    chairs, zones = [], []
    for side in (-1.0, 1.0):
        y = side * (table.depth_m / 2 + CLOSE_M + chair.depth_m / 2)
        low, high = _behind(y + side * chair.depth_m / 2, side)
        for along in _row(table.width_m, chair):
            x = stood.x_m + along
            chairs.append(chair.at(x, y, -side * QUARTER_TURN + draw.normal(0.05)))
            zones.append(Zone(x - 0.2, x + 0.2, low, high))
    return Group((stood, *chairs), tuple(zones), likes=Likes(light=0.3))


def _behind(back_m: float, side: float) -> tuple[float, float]:
    """Where the space to rise begins and ends, m."""
    low, high = sorted((back_m, back_m + side * RISE_M))
    return low, high


def _row(width_m: float, chair: Piece) -> list[float]:
    """Places of chairs along one side of a table, m."""
    count = max(1, int(width_m / (chair.width_m + ELBOWS_M)))
    return [(i + 0.5) * width_m / count - width_m / 2 for i in range(count)]


def workplace(draw: Draw, room_m: Size) -> list[Group]:
    """A desk at the wall with a chair that faces it, and what is on it."""
    chair = piece(draw, "office_chair")
    return [
        _desk(draw, desk.at_wall(), chair) for desk in (piece(draw, "desk"), smallest(draw, "desk"))
    ]


def _desk(draw: Draw, desk: Piece, chair: Piece) -> Group:
    turned = chair.at(0.0, draw.between(-0.1, 0.1), HALF_TURN + draw.normal(0.15))
    x = desk.extent.x1 + CLOSE_M - turned.extent.x0
    seat = turned.at(x, turned.y_m, turned.yaw_rad)
    back = seat.extent.x1
    zone = Zone(back, back + RISE_M, -0.4, 0.4)
    return Group((desk, seat, *_on_desk(draw, desk)), (zone,), likes=Likes(light=0.5, corner=0.3))


def _on_desk(draw: Draw, desk: Piece) -> list[Piece]:
    """A monitor at its back or a laptop at its front, perhaps a lamp beside."""
    if draw.chance(0.7):
        screen = piece(draw, "monitor")
        things = [screen.on(desk, 0, GAP_M + 0.06 + screen.depth_m / 2, 0.0)]
    else:
        laptop = piece(draw, "laptop")
        x = desk.extent.x1 - 0.1 - laptop.depth_m / 2
        things = [laptop.on(desk, 0, x, draw.between(-0.1, 0.1))]
    lamp = piece(draw, "table_lamp")
    edge = desk.width_m / 2 - 0.05 - lamp.width_m / 2
    if draw.chance(0.5) and edge > things[0].width_m / 2 + lamp.width_m / 2 + 0.12:
        x = GAP_M + 0.05 + lamp.depth_m / 2
        things.append(lamp.on(desk, 0, x, draw.side() * edge))
    return things
