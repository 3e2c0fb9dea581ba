"""Kitchens and bathrooms: units side by side, basins under mirrors."""

from dataclasses import replace

from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._group import Group, Likes
from scenes.rooms.generate._piece import GAP_M, Piece, Zone, piece, smallest

JOINT_M = 0.005
"""Space between kitchen units, m."""

COOKING_M = 0.8
"""Depth that is kept free before kitchen units, m."""

WASHING_M = 0.6
"""Depth that is kept free before a basin, a tub or a shower, m."""

LEAST_TUB_M2 = 4.8
"""Floor of a bathroom in which one looks for a place for a bathtub, m^2."""


def kitchen(draw: Draw, room_m: Size) -> list[Group]:
    """A run of units along one wall, as long as the room allows, with a hood over the stove."""
    kinds = ("fridge", "stove", "kitchen_sink", "dishwasher")
    fridge, stove, sink, washer = (piece(draw, kind) for kind in kinds)
    wide, narrow = _counter(draw, draw.between(0.8, 1.4)), _counter(draw, 0.6)
    rows = [
        [fridge, wide, sink, washer, wide, stove, narrow],
        [fridge, narrow, sink, washer, wide, stove],
        [fridge, sink, wide, stove, narrow],
        [fridge, sink, narrow, stove],
        [sink, narrow, stove],
        [sink, stove],
    ]
    hood = piece(draw, "range_hood") if draw.chance(0.75) else None
    step = 1 if draw.chance(0.5) else -1
    longest = max(room_m[:2])
    return [_run(draw, row[::step], hood) for row in rows if _length_m(row) < longest]


def _counter(draw: Draw, width_m: float) -> Piece:
    its = CATALOGUE["counter"]
    width = min(its.most_m[1], max(its.least_m[1], width_m))
    return Piece("counter", (its.size_m[0], width, its.size_m[2]), draw.material("counter"))


def _length_m(row: list[Piece]) -> float:
    return sum(unit.width_m + JOINT_M for unit in row)


def _run(draw: Draw, row: list[Piece], hood: Piece | None) -> Group:
    units: list[Piece] = []
    y = -_length_m(row) / 2
    for unit in row:
        units.append(unit.at_wall(y + unit.width_m / 2))
        y += unit.width_m + JOINT_M
    front = max(unit.extent.x1 for unit in units)
    zone = Zone(front, front + COOKING_M, units[0].extent.y0, units[-1].extent.y1)
    stove = next(unit for unit in units if unit.kind == "stove")
    hoods = [] if hood is None else [_hung(hood, stove.y_m, CATALOGUE["range_hood"].hung_m)]
    pieces = (*units, *hoods, *_on_units(draw, units))
    return Group(pieces, (zone,), likes=Likes(corner=0.8))


def _hung(item: Piece, y_m: float, level_m: float) -> Piece:
    return replace(item.at_wall(y_m), z_m=level_m)


def _on_units(draw: Draw, units: list[Piece]) -> list[Piece]:
    """A microwave and a kettle on counters, a pot on the stove."""
    counters = [i for i, unit in enumerate(units) if unit.kind == "counter"]
    stoves = [i for i, unit in enumerate(units) if unit.kind == "stove"]
    things = []
    for kind, chance, places in (
        ("microwave", 0.5, counters),
        ("kettle", 0.7, counters),
        ("pot", 0.4, stoves),
    ):
        item = piece(draw, kind)
        if places and draw.chance(chance):
            number = places.pop(draw.whole(0, len(places) - 1))
            unit = units[number]
            if item.width_m < unit.width_m and item.depth_m < unit.depth_m - 0.1:
                things.append(item.on(unit, number, GAP_M + 0.06 + item.depth_m / 2, unit.y_m))
    return things


def washplace(draw: Draw, room_m: Size) -> list[Group]:
    """A washbasin under a mirror, or without one."""
    basin = piece(draw, "washbasin").at_wall()
    mirror = piece(draw, "mirror", most=(9.0, basin.width_m, 0.9))
    level = max(CATALOGUE["mirror"].hung_m, round(basin.size_m[2] + 0.1, 3))
    hung = replace(mirror.at(0.005 + mirror.depth_m / 2, 0.0), z_m=level)
    zones = (basin.front(WASHING_M),)
    plain = Group((basin,), zones)
    fits = level + mirror.size_m[2] < room_m[2] - 0.1
    return [Group((basin, hung), zones), plain] if fits else [plain]


def tub(draw: Draw, room_m: Size) -> list[Group]:
    """A bathtub or a shower, whichever the room has space for."""
    options = []
    if room_m[0] * room_m[1] > LEAST_TUB_M2 and draw.chance(0.55):
        bath = piece(draw, "bathtub").at_wall()
        options.append(Group((bath,), (bath.front(WASHING_M),), likes=Likes(corner=0.8)))
    for item in (piece(draw, "shower"), smallest(draw, "shower")):
        shower = item.at_wall()
        options.append(Group((shower,), (shower.front(WASHING_M),), stands="corner"))
    return options
