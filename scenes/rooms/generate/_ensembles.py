"""Furniture that stands together: beds, sofas before a screen, tables with chairs, desks."""

from dataclasses import replace

import numpy as np

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw, Size
from scenes.rooms.generate._group import GAP_M, Group, Likes, Piece, Zone, piece, top_m
from scenes.rooms.generate._single import at_wall, front

WALK_M = 0.62
"""Width of a way between furniture, m."""

JOINT_M = 0.03
"""Space between pieces that stand side by side, m."""

CLOSE_M = 0.06
"""Space between a table and the chairs at it, m."""

RISE_M = 0.5
"""Space behind a chair at a table, m."""

HALF_TURN, QUARTER_TURN = np.pi, np.pi / 2


def bed(draw: Draw, room_m: Size) -> list[Group]:
    """A bed with its head to the wall, night stands and lamps, pillows, and ways to its sides."""
    wide = draw.chance(0.65) and room_m[0] * room_m[1] > 9.0
    least, most = ((0.0, 1.4, 0.0), (9.0, 1.8, 9.0)) if wide else ((0.0, 0.0, 0.0), (9.0, 1.2, 9.0))
    frame = at_wall(piece(draw, "bed", least=least, most=most))
    pillows = _pillows(draw, frame, 2 if wide else 1)
    stand = piece(draw, "night_stand")
    lamp = piece(draw, "table_lamp") if draw.chance(0.7) else None
    side = draw.one_of((-1.0, 1.0))
    sides = [(side, -side), (side,), ()] if wide else [(side,), ()]
    ways = [(side, -side), (side, -side), (side,)] if wide else [(side,), (side,)]
    rug = piece(draw, "rug") if draw.chance(0.35) else None
    return [
        Group(
            tuple(_with_stands(frame, pillows, stand, lamp, at, rug if i == 0 else None)),
            tuple(_bedside(frame, stand if at else None, one) for one in way),
            likes=Likes(middle=0.5 if len(way) > 1 else -1.0, light=-0.6),
        )
        for i, (at, way) in enumerate(zip(sides, ways, strict=True))
    ]


def _pillows(draw: Draw, frame: Piece, count: int) -> list[Piece]:
    share = CATALOGUE["bed"].lies or 0.6
    item = piece(draw, "pillow")
    depth, width, height = frame.size_m
    item = replace(
        item, size_m=(*item.size_m[:1], min(item.size_m[1], 0.9 * width / count), item.size_m[2])
    )
    x = GAP_M + 0.12 + item.size_m[0] / 2
    places = [0.0] if count == 1 else [-width / 4, width / 4]
    level = round(share * height, 3)
    return [replace(item, x_m=x, y_m=y, z_m=level, carrier=0) for y in places]


def _with_stands(
    frame: Piece,
    pillows: list[Piece],
    stand: Piece,
    lamp: Piece | None,
    sides: tuple[float, ...],
    rug: Piece | None,
) -> list[Piece]:
    pieces = [frame, *pillows]
    beside = frame.size_m[1] / 2 + JOINT_M + stand.size_m[1] / 2
    for side in sides:
        pieces.append(at_wall(stand, side * beside))
        if lamp is not None:
            at = pieces[-1]
            pieces.append(
                replace(lamp, x_m=at.x_m, y_m=at.y_m, z_m=top_m(at), carrier=len(pieces) - 1)
            )
    if rug is not None:
        pieces.append(replace(rug, x_m=frame.x_m + 0.35, y_m=0.0))
    return pieces


def _bedside(frame: Piece, stand: Piece | None, side: float) -> Zone:
    """The way to one long side of a bed, beyond the night stand."""
    start = GAP_M + (0.0 if stand is None else stand.size_m[0] + JOINT_M)
    edge = frame.size_m[1] / 2
    low, high = sorted((side * edge, side * (edge + WALK_M)))
    return Zone(start, frame.x_m + frame.size_m[0] / 2, low, high)


def lounge(draw: Draw, room_m: Size) -> list[Group]:
    """A sofa that faces a screen on the opposite wall, a low table between, chairs and lamps."""
    sofa = at_wall(piece(draw, "sofa"))
    small = at_wall(piece(draw, "sofa", most=(0.9, 1.7, 9.0)))
    screen = piece(draw, "screen")
    screen = replace(
        screen,
        x_m=-GAP_M - screen.size_m[0] / 2,
        y_m=draw.between(-0.1, 0.1),
        yaw_rad=HALF_TURN,
        far=True,
    )
    table = _low_table(draw, sofa)
    full = [sofa, screen, table]
    full += _beside_sofa(draw, sofa)
    if draw.chance(0.6):
        full += _armchairs(draw, table)
    rug = _rug_under(draw, table, 0.5)
    rugs = [rug] if rug is not None and draw.chance(0.7) else []
    return [
        _lounge([*full, *rugs], sofa),
        _lounge([sofa, screen, table, *rugs], sofa),
        _lounge([sofa, screen, table], sofa),
        _lounge([small, screen], small),
        Group((sofa,), (front(sofa, 0.6),)),
        Group((small,), (front(small, 0.6),)),
    ]


def _lounge(pieces: list[Piece], sofa: Piece) -> Group:
    screen = pieces[1]
    reach = sofa.x_m + sofa.size_m[0] / 2
    sofa_front = front(sofa, 0.55)
    start = max((p.extent.x1 for p in pieces if p.kind == "coffee_table"), default=reach)
    view = Zone(start, -screen.size_m[0] - GAP_M, -0.45, 0.45, to_wall=True)
    span = (start + 0.65 + screen.size_m[0], reach + 3.6 + screen.size_m[0])
    return Group(
        tuple(pieces), (sofa_front, view), floats=True, spans_m=span, likes=Likes(middle=0.8)
    )


def _low_table(draw: Draw, sofa: Piece) -> Piece:
    table = piece(draw, "coffee_table", most=(0.8, 0.75 * sofa.size_m[1], 9.0))
    gap = draw.between(0.55, 0.65)
    x = sofa.x_m + sofa.size_m[0] / 2 + gap + table.size_m[0] / 2
    return replace(table, x_m=x, y_m=draw.between(-0.08, 0.08))


def _beside_sofa(draw: Draw, sofa: Piece) -> list[Piece]:
    """A lamp on the floor on one side, or a small table with one."""
    side = draw.one_of((-1.0, 1.0))
    if draw.chance(0.4):
        lamp = piece(draw, "floor_lamp")
        return [at_wall(lamp, side * (sofa.size_m[1] / 2 + JOINT_M + lamp.size_m[1] / 2))]
    if draw.chance(0.5):
        table = piece(draw, "side_table")
        at = at_wall(table, side * (sofa.size_m[1] / 2 + JOINT_M + table.size_m[1] / 2))
        lamp = piece(draw, "table_lamp")
        return [at, replace(lamp, x_m=at.x_m, y_m=at.y_m, z_m=top_m(at), carrier=3)]
    return []


def _armchairs(draw: Draw, table: Piece) -> list[Piece]:
    """One or two at the ends of the low table, turned to it."""
    chair = piece(draw, "armchair")
    beyond = table.size_m[1] / 2 + 0.5 + chair.size_m[0] / 2
    side = draw.one_of((-1.0, 1.0))
    sides = (side, -side) if draw.chance(0.3) else (side,)
    return [
        replace(chair, x_m=table.x_m, y_m=table.y_m + s * beyond, yaw_rad=-s * QUARTER_TURN)
        for s in sides
    ]


def _rug_under(draw: Draw, table: Piece, wider_m: float) -> Piece | None:
    """A rug that shows on all sides of a table, or None where there is none so large."""
    most = CATALOGUE["rug"].most_m
    depth, width, _ = table.size_m
    size = (
        round(depth + 2 * wider_m, 3),
        round(width + 2 * wider_m, 3),
        CATALOGUE["rug"].size_m[2],
    )
    least = CATALOGUE["rug"].least_m
    if size[0] > most[0] or size[1] > most[1]:
        return None
    size = (max(size[0], least[0]), max(size[1], least[1]), size[2])
    return replace(piece(draw, "rug", size=size), x_m=table.x_m, y_m=table.y_m)


def dining(draw: Draw, room_m: Size) -> list[Group]:
    """A table with chairs that face it: free, or with an end to the wall; smaller where it must."""
    area = room_m[0] * room_m[1]
    wide = draw.between(1.3, 2.0) if area > 14 else draw.between(0.9, 1.3)
    table = piece(draw, "dining_table", least=(0.0, wide, 0.0), most=(9.0, wide + 0.1, 9.0))
    little = piece(draw, "dining_table", most=(0.8, 0.9, 9.0))
    chair = piece(draw, "chair")
    rug = _rug_under(draw, table, 0.4) if draw.chance(0.3) else None
    groups = [_table_free(draw, table, chair, rug)] if area > 9 else []
    return [
        *groups,
        _table_at_wall(draw, table, chair),
        _table_free(draw, little, chair, None),
        _table_at_wall(draw, little, chair),
    ]


def _table_free(draw: Draw, table: Piece, chair: Piece, rug: Piece | None) -> Group:
    depth, width, _ = table.size_m
    pieces, zones = [table], []
    for side in (-1.0, 1.0):
        for y in _row(width, chair):
            toward = HALF_TURN if side > 0 else 0.0
            x = side * (depth / 2 + CLOSE_M + chair.size_m[0] / 2)
            pieces.append(replace(chair, x_m=x, y_m=y, yaw_rad=toward + _turn(draw)))
            edges = sorted(
                (x + side * chair.size_m[0] / 2, x + side * (chair.size_m[0] / 2 + RISE_M))
            )
            zones.append(Zone(edges[0], edges[1], y - 0.2, y + 0.2))
    if rug is not None:
        pieces.append(rug)
    return Group(tuple(pieces), tuple(zones), stands="free", likes=Likes(space=0.8))


def _table_at_wall(draw: Draw, table: Piece, chair: Piece) -> Group:
    """A narrow end to the wall, chairs on both long sides."""
    depth, width, _ = table.size_m
    stood = replace(table, x_m=GAP_M + width / 2, yaw_rad=QUARTER_TURN)
    pieces, zones = [stood], []
    for side in (-1.0, 1.0):
        for along in _row(width, chair):
            x, y = stood.x_m + along, side * (depth / 2 + CLOSE_M + chair.size_m[0] / 2)
            yaw = -side * QUARTER_TURN + _turn(draw)
            pieces.append(replace(chair, x_m=x, y_m=y, yaw_rad=yaw))
            edges = sorted(
                (y + side * chair.size_m[0] / 2, y + side * (chair.size_m[0] / 2 + RISE_M))
            )
            zones.append(Zone(x - 0.2, x + 0.2, edges[0], edges[1]))
    return Group(tuple(pieces), tuple(zones), likes=Likes(light=0.3))


def _row(width_m: float, chair: Piece) -> list[float]:
    """Places of chairs along one side of a table."""
    count = max(1, int(width_m / (chair.size_m[1] + 0.14)))
    return [(i + 0.5) * width_m / count - width_m / 2 for i in range(count)]


def _turn(draw: Draw) -> float:
    """Somebody who stood up left the chair a little turned."""
    return round(float(np.clip(draw.random.normal(0.0, 0.05), -0.12, 0.12)), 3)


def workplace(draw: Draw, room_m: Size) -> list[Group]:
    """A desk at the wall with a chair that faces it, and what is on it."""
    desk = at_wall(piece(draw, "desk"))
    little = at_wall(piece(draw, "desk", size=CATALOGUE["desk"].least_m))
    chair = piece(draw, "office_chair")
    groups = []
    for at in (desk, little):
        seat = _chair_at(draw, at, chair)
        pieces = (at, seat, *_on_desk(draw, at))
        groups.append(Group(pieces, _behind(seat), likes=Likes(light=0.5)))
    return groups


def _chair_at(draw: Draw, desk: Piece, chair: Piece) -> Piece:
    turn = round(float(np.clip(draw.random.normal(0.0, 0.15), -0.4, 0.4)), 3)
    turned = replace(chair, y_m=draw.between(-0.1, 0.1), yaw_rad=HALF_TURN + turn)
    reach = turned.extent.x1 - turned.extent.x0
    return replace(turned, x_m=desk.x_m + desk.size_m[0] / 2 + 0.06 + reach / 2)


def _behind(chair: Piece) -> tuple[Zone, ...]:
    edge = chair.extent.x1
    return (Zone(edge, edge + 0.5, -0.4, 0.4),)


def _on_desk(draw: Draw, desk: Piece) -> list[Piece]:
    depth, width, _ = desk.size_m
    level = top_m(desk)
    things = []
    if draw.chance(0.7):
        screen = piece(draw, "monitor")
        x = GAP_M + 0.06 + screen.size_m[0] / 2
        things.append(replace(screen, x_m=x, y_m=0.0, z_m=level, carrier=0))
    else:
        laptop = piece(draw, "laptop")
        x = GAP_M + depth - 0.1 - laptop.size_m[0] / 2
        things.append(replace(laptop, x_m=x, y_m=draw.between(-0.1, 0.1), z_m=level, carrier=0))
    lamp = piece(draw, "table_lamp")
    if draw.chance(0.5) and width / 2 > things[0].size_m[1] / 2 + lamp.size_m[1] + 0.15:
        y = draw.one_of((-1.0, 1.0)) * (width / 2 - 0.06 - lamp.size_m[1] / 2)
        things.append(
            replace(lamp, x_m=GAP_M + 0.05 + lamp.size_m[0] / 2, y_m=y, z_m=level, carrier=0)
        )
    return things
