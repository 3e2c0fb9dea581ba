"""Beds with what belongs to them."""

from dataclasses import replace

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import ANY, Draw
from scenes.rooms.generate._group import Group, Likes
from scenes.rooms.generate._piece import GAP_M, Piece, Zone, piece

WALK_M = 0.62
"""Width of the way to a side of a bed, m."""

JOINT_M = 0.03
"""Space between pieces that stand side by side, m."""

DOUBLE_M = (1.4, 1.8)
"""Range of the width of a bed for two, m."""

SINGLE_M = 1.2
"""A bed for one is no wider, m."""


def bed(draw: Draw, room_m: Size) -> list[Group]:
    """A bed with its head to the wall, night stands and lamps, pillows, and ways to its sides."""
    if draw.chance(0.65) and room_m[0] * room_m[1] > 9.0:
        return _double(draw)
    return _single(draw)


def _double(draw: Draw) -> list[Group]:
    low, high = DOUBLE_M
    frame = piece(draw, "bed", (0.0, low, 0.0), (9.0, high, 9.0)).at_wall()
    made = [frame, *_pillows(draw, frame, 2)]
    likes, side = Likes(corner=-0.5, light=-0.6), draw.side()
    both, one = _stands(draw, frame, (side, -side)), _stands(draw, frame, (side,))
    rug = [piece(draw, "rug").at(frame.x_m + 0.35, 0.0)] if draw.chance(0.35) else []
    ways = tuple(_way(frame, both[0], s) for s in (side, -side))
    return [
        Group((*made, *_numbered(both, len(made)), *rug), ways, likes=likes),
        Group((*made, *_numbered(one, len(made))), ways, likes=likes),
        Group(tuple(made), ways[:1], likes=likes),
    ]


def _single(draw: Draw) -> list[Group]:
    frame = piece(draw, "bed", most=(9.0, SINGLE_M, 9.0)).at_wall()
    made = [frame, *_pillows(draw, frame, 1)]
    likes, side = Likes(corner=1.0, light=-0.6), draw.side()
    stand = _stands(draw, frame, (side,))
    return [
        Group((*made, *_numbered(stand, len(made))), (_way(frame, stand[0], side),), likes=likes),
        Group(tuple(made), (_way(frame, None, side),), likes=likes),
    ]


def _pillows(draw: Draw, frame: Piece, count: int) -> list[Piece]:
    widest = round(0.9 * frame.width_m / count, 3)
    item = piece(draw, "pillow", most=(ANY[0], widest, ANY[2]))
    level = round((CATALOGUE["bed"].lies or 0.6) * frame.size_m[2], 3)
    x = GAP_M + 0.12 + item.depth_m / 2
    places = [0.0] if count == 1 else [-frame.width_m / 4, frame.width_m / 4]
    return [replace(item.at(x, y), z_m=level, carrier=0) for y in places]


def _stands(draw: Draw, frame: Piece, sides: tuple[float, ...]) -> list[Piece]:
    """Equal night stands on some sides, each followed by its lamp if there are lamps."""
    stand, lamp = piece(draw, "night_stand"), piece(draw, "table_lamp")
    lit = draw.chance(0.7) and lamp.width_m < stand.width_m and lamp.depth_m < stand.depth_m
    found = []
    for side in sides:
        at = stand.at_wall(side * (frame.width_m / 2 + JOINT_M + stand.width_m / 2))
        found.append(at)
        if lit:
            found.append(lamp.on(at, len(found) - 1, at.x_m, at.y_m))
    return found


def _numbered(pieces: list[Piece], first: int) -> list[Piece]:
    """Pieces whose carriers are counted from another first one."""
    return [
        one if one.carrier is None else replace(one, carrier=one.carrier + first) for one in pieces
    ]


def _way(frame: Piece, stand: Piece | None, side: float) -> Zone:
    """The way to one long side of a bed, beyond the night stand."""
    start = GAP_M if stand is None else stand.extent.x1 + JOINT_M
    edge = side * frame.width_m / 2
    low, high = sorted((edge, edge + side * WALK_M))
    return Zone(start, frame.extent.x1, low, high)
