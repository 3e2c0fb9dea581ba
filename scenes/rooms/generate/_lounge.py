"""Sofas before a screen, with tables, chairs and lamps."""

from dataclasses import replace

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._group import Group, Likes
from scenes.rooms.generate._piece import GAP_M, HALF_TURN, QUARTER_TURN, Piece, Zone, piece

JOINT_M = 0.03
"""Space between pieces that stand side by side, m."""

LEGS_M = (0.55, 0.65)
"""Range of the space between a sofa and the table before it, m."""

VIEW_M = 0.9
"""Width of the floor towards the screen that is kept free, m."""

VIEW_DEPTH_M = (0.65, 3.0)
"""Range of its depth, m."""


def lounge(draw: Draw, room_m: Size) -> list[Group]:
    """A sofa that faces a screen on the opposite wall, a low table between, chairs and lamps."""
    sofa, screen = piece(draw, "sofa").at_wall(), _screen(draw)
    small = piece(draw, "sofa", most=(0.9, 1.7, 9.0)).at_wall()
    table = _low_table(draw, sofa)
    core = [sofa, screen, table]
    rug = rug_under(draw, table, 0.5)
    rugs = [rug] if rug is not None and draw.chance(0.7) else []
    chairs = _armchairs(draw, table) if draw.chance(0.6) else []
    return [
        _viewing([*core, *_beside(draw, sofa, len(core)), *chairs, *rugs]),
        _viewing([*core, *rugs]),
        _viewing(core),
        _viewing([small, screen]),
        Group((sofa,), (sofa.front(LEGS_M[1]),)),
        Group((small,), (small.front(LEGS_M[1]),)),
    ]


def _viewing(pieces: list[Piece]) -> Group:
    """A group of a sofa, a screen and others, with a free view from the one to the other."""
    sofa, screen = pieces[:2]
    start = max(one.extent.x1 for one in pieces if one.kind in ("sofa", "coffee_table"))
    end = GAP_M + screen.depth_m
    view = Zone(start, -end, -VIEW_M / 2, VIEW_M / 2, to_wall=True)
    least, most = VIEW_DEPTH_M
    return Group(
        tuple(pieces),
        (sofa.front(LEGS_M[0]), view),
        floats=True,
        spans_m=(start + least + end, start + most + end),
        likes=Likes(corner=-0.8),
    )


def _screen(draw: Draw) -> Piece:
    item = piece(draw, "screen")
    at = item.at(-GAP_M - item.depth_m / 2, draw.between(-0.1, 0.1), HALF_TURN)
    return replace(at, far=True)


def _low_table(draw: Draw, sofa: Piece) -> Piece:
    table = piece(draw, "coffee_table", most=(0.8, 0.75 * sofa.width_m, 9.0))
    x = sofa.extent.x1 + draw.between(*LEGS_M) + table.depth_m / 2
    return table.at(x, draw.between(-0.08, 0.08))


def _beside(draw: Draw, sofa: Piece, number: int) -> list[Piece]:
    """A lamp on the floor at one side of a sofa, or a small table with one, or nothing."""
    edge, side = sofa.width_m / 2 + JOINT_M, draw.side()
    stands = draw.one_of(("floor_lamp", "floor_lamp", "side_table", "side_table", ""))
    if not stands:
        return []
    item = piece(draw, stands)
    at = item.at_wall(side * (edge + item.width_m / 2))
    lamp = piece(draw, "table_lamp")
    if stands == "floor_lamp" or lamp.depth_m > at.depth_m or lamp.width_m > at.width_m:
        return [at]
    return [at, lamp.on(at, number, at.x_m, at.y_m)]


def _armchairs(draw: Draw, table: Piece) -> list[Piece]:
    """One or two at the ends of the low table, turned to it."""
    chair, side = piece(draw, "armchair"), draw.side()
    beyond = table.width_m / 2 + 0.5 + chair.depth_m / 2
    sides = (side, -side) if draw.chance(0.3) else (side,)
    return [chair.at(table.x_m, table.y_m + s * beyond, -s * QUARTER_TURN) for s in sides]


def rug_under(draw: Draw, table: Piece, wider_m: float) -> Piece | None:
    """A rug that shows on all sides of a table, or None where there is none so large."""
    its = CATALOGUE["rug"]
    depth = max(its.least_m[0], round(table.depth_m + 2 * wider_m, 3))
    width = max(its.least_m[1], round(table.width_m + 2 * wider_m, 3))
    if depth > its.most_m[0] or width > its.most_m[1]:
        return None
    rug = Piece("rug", (depth, width, its.size_m[2]), draw.material("rug"))
    return rug.at(table.x_m, table.y_m, table.yaw_rad)
