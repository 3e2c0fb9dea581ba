"""Kitchens and bathrooms: units side by side, basins under mirrors."""

from dataclasses import replace

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw, Size
from scenes.rooms.generate._group import GAP_M, Group, Likes, Piece, Zone, piece, top_m
from scenes.rooms.generate._single import at_wall, front

JOINT_M = 0.005
"""Space between kitchen units, m."""

COOKING_M = 0.8
"""Depth before kitchen units that is kept free, m."""


def kitchen(draw: Draw, room_m: Size) -> list[Group]:
    """A run of units along one wall, as long as the room allows, with a hood over the stove."""
    longest = max(room_m[:2]) - 0.5
    fridge, stove, sink = (piece(draw, kind) for kind in ("fridge", "stove", "kitchen_sink"))
    dishwasher = piece(draw, "dishwasher")
    wide, narrow = (_counter(draw, width) for width in (draw.between(0.8, 1.4), 0.6))
    hood = piece(draw, "range_hood") if draw.chance(0.75) else None
    rows = [
        [fridge, wide, sink, dishwasher, wide, stove, narrow],
        [fridge, narrow, sink, dishwasher, wide, stove],
        [fridge, sink, wide, stove, narrow],
        [fridge, sink, narrow, stove],
        [sink, narrow, stove],
        [sink, stove],
    ]
    flipped = draw.chance(0.5)
    fitting = [row for row in rows if _length_m(row) <= longest]
    return [_run(draw, row[::-1] if flipped else row, hood) for row in fitting]


def _counter(draw: Draw, width_m: float) -> Piece:
    its = CATALOGUE["counter"]
    width = min(its.most_m[1], max(its.least_m[1], width_m))
    return piece(draw, "counter", size=(its.size_m[0], width, its.size_m[2]))


def _length_m(row: list[Piece]) -> float:
    return sum(unit.size_m[1] + JOINT_M for unit in row)


def _run(draw: Draw, row: list[Piece], hood: Piece | None) -> Group:
    pieces: list[Piece] = []
    y = -_length_m(row) / 2
    for unit in row:
        pieces.append(at_wall(unit, y + unit.size_m[1] / 2))
        y += unit.size_m[1] + JOINT_M
    zone = Zone(
        max(unit.x_m + unit.size_m[0] / 2 for unit in pieces),
        max(unit.x_m + unit.size_m[0] / 2 for unit in pieces) + COOKING_M,
        -_length_m(row) / 2,
        _length_m(row) / 2,
    )
    stove = next(i for i, unit in enumerate(pieces) if unit.kind == "stove")
    extra = []
    if hood is not None:
        level = CATALOGUE["range_hood"].hung_m
        extra.append(at_wall(replace(hood, z_m=level), pieces[stove].y_m))
    extra += _on_units(draw, pieces)
    return Group((*pieces, *extra), (zone,), likes=Likes(corner=1.0))


def _on_units(draw: Draw, units: list[Piece]) -> list[Piece]:
    """A microwave and a kettle on the counters, a pot on the stove."""
    things = []
    counters = [i for i, unit in enumerate(units) if unit.kind == "counter"]
    for kind, chance in (("microwave", 0.5), ("kettle", 0.7)):
        item = piece(draw, kind)
        if counters and draw.chance(chance):
            at = counters.pop(int(draw.random.integers(len(counters))))
            things.append(_on(item, units, at, 0.05))
    if draw.chance(0.4):
        at = next(i for i, unit in enumerate(units) if unit.kind == "stove")
        things.append(_on(piece(draw, "pot"), units, at, 0.12))
    return [thing for thing in things if thing is not None]


def _on(item: Piece, units: list[Piece], at: int, behind_m: float) -> Piece | None:
    """A thing near the back of a unit, or None if it is too large for it."""
    unit = units[at]
    if item.size_m[1] > unit.size_m[1] - 0.02 or item.size_m[0] + behind_m > unit.size_m[0]:
        return None
    x = GAP_M + behind_m + item.size_m[0] / 2
    return replace(item, x_m=x, y_m=unit.y_m, z_m=top_m(unit), carrier=at)


def washplace(draw: Draw, room_m: Size) -> list[Group]:
    """A washbasin under a mirror, or without one."""
    basin = at_wall(piece(draw, "washbasin"))
    its = CATALOGUE["mirror"]
    width = min(basin.size_m[1], its.most_m[1])
    mirror = piece(draw, "mirror", most=(9.0, width, 0.9))
    level = max(its.hung_m, basin.size_m[2] + 0.15)
    zone = (front(basin, CATALOGUE["washbasin"].use_m or 0.6),)
    hung = replace(mirror, z_m=level, x_m=mirror.size_m[0] / 2 + 0.005, y_m=0.0)
    plain = Group((basin,), zone)
    return [Group((basin, hung), zone), plain] if level + mirror.size_m[2] < room_m[2] else [plain]


def tub(draw: Draw, room_m: Size) -> list[Group]:
    """A bathtub or a shower, whichever the room has space for."""
    options = []
    if room_m[0] * room_m[1] > 4.8 and draw.chance(0.55):
        bath = piece(draw, "bathtub")
        options.append(Group(*_long(bath), likes=Likes(corner=1.0)))
    shower = at_wall(piece(draw, "shower"))
    small = at_wall(piece(draw, "shower", size=CATALOGUE["shower"].least_m))
    options += [Group((s,), (front(s, 0.6),), stands="corner") for s in (shower, small)]
    return options


def _long(bath: Piece) -> tuple[tuple[Piece, ...], tuple[Zone, ...]]:
    """A bathtub along the wall, with free floor at its side."""
    depth, width, _ = bath.size_m
    if depth <= width:
        stood = at_wall(bath)
        return (stood,), (front(stood, 0.6),)
    along = replace(bath, x_m=GAP_M + width / 2, yaw_rad=1.5707963267948966)
    return (along,), (Zone(GAP_M + width, GAP_M + width + 0.6, -0.4, 0.4),)
