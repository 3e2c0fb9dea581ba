"""Furnishing a room: what makes it what it is, what was wished for, what is usual."""

from collections import Counter
from collections.abc import Sequence

from scenes.objects import CATALOGUE
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._hanging import hang
from scenes.rooms.generate._kinds import BUILDS, RECIPES
from scenes.rooms.generate._placing import place
from scenes.rooms.generate._recipe import Wanted
from scenes.rooms.generate._single import single
from scenes.rooms.generate._tops import put_on
from scenes.rooms.generate._workroom import Workroom

SINGULAR = ("laptop", "microwave", "pot")
"""Of these a room seldom has two."""


def furnish(room: Workroom, wished: Sequence[str], draw: Draw, *, strict: bool) -> list[str]:
    """Furnishes a room as far as it goes.

    Args:
        room: The room, which is filled.
        wished: Kinds of objects that must be in it.
        draw: Draws.
        strict: Whether what makes the room what it is must be in it, too.

    Returns:
        What must be in it and does not fit.
    """
    recipe = RECIPES[room.kind]
    missing = [one.kind for one in recipe.furniture if one.core and not _tried(room, one, draw)]
    if strict and missing:
        return missing
    missing = _fulfil(room, [k for k in wished if CATALOGUE[k].stands not in ("on", "hung")], draw)
    if missing:
        return missing
    fullest = draw.between(0.3, 0.5)
    for one in recipe.furniture:
        if not one.core and draw.chance(one.chance) and room.grid.taken_share() < fullest:
            _tried(room, one, draw)
    missing = _fulfil(room, [k for k in wished if CATALOGUE[k].stands == "hung"], draw)
    for kind, chance in recipe.hung:
        if draw.chance(chance):
            hang(room, kind, draw)
    missing += _fulfil(room, [k for k in wished if CATALOGUE[k].stands == "on"], draw)
    for kind, chance in recipe.tops:
        if draw.chance(chance) and not (kind in SINGULAR and room.has(kind)):
            put_on(room, kind, draw)
    return missing


def _tried(room: Workroom, one: Wanted, draw: Draw) -> bool:
    """Places it as often as the floor allows and a draw says; whether once at least."""
    if one.once and room.has(one.kind):
        return True
    most = min(one.most, int(room.area_m2 / one.area_m2)) if one.area_m2 else one.most
    count = draw.whole(1, most) if most > 1 else most
    return sum(place(room, one.build(draw, room.size_m), draw) for _ in range(count)) > 0


def _fulfil(room: Workroom, wished: Sequence[str], draw: Draw) -> list[str]:
    """Places what is still missing of some kinds; what does not fit."""
    there = Counter(one.kind for one in room.placed)
    lacking = Counter(wished) - there
    return [kind for kind in lacking.elements() if not _brought(room, kind, draw)]


def _brought(room: Workroom, kind: str, draw: Draw) -> bool:
    stands = CATALOGUE[kind].stands
    if stands == "hung":
        return hang(room, kind, draw)
    if stands == "on" and put_on(room, kind, draw, anywhere=True):
        return True
    builds = [BUILDS.get(kind, single(kind))]
    if CATALOGUE[kind].lies is None:
        builds.append(single(kind))
    return any(place(room, build(draw, room.size_m), draw) for build in builds)
