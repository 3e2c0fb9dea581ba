"""`make_home`: furnished rooms from wishes and a seed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes._errors import InputError
from scenes._seed import checked_seed
from scenes.objects import CATALOGUE, Size
from scenes.rooms.generate._draw import Draw
from scenes.rooms.generate._flat import flat
from scenes.rooms.generate._furnish import furnish
from scenes.rooms.generate._kinds import RECIPES
from scenes.rooms.generate._one_room import one_room
from scenes.rooms.generate._plan import FloorPlan, gaps_of
from scenes.rooms.generate._radar import radar_place
from scenes.rooms.generate._transfer import Furnished, home_spec
from scenes.rooms.generate._workroom import Workroom
from scenes.spec import SceneSpec

ATTEMPTS = 24
"""Homes drawn before it is said that something does not fit."""

STRICT = 16
"""In so many of them each room must have what makes it what it is."""

FURNISHINGS = 4
"""Times that one room of a flat is furnished before the plan is given up."""

MOST_ROOMS = 12
MOST_OBJECTS = 40


@dataclass(frozen=True)
class RoomWish:
    """A room that is wished for.

    Attributes:
        kind: One of `ROOM_KINDS`.
        objects: Kinds of objects that must be in it, beside what is usual.
        size_m: Extent along x (the way the radar looks), y and z, m; in a flat its area is aimed
            at, and the height of the first room is that of all. None draws what is usual.
    """

    kind: str
    objects: tuple[str, ...] = ()
    size_m: tuple[float, float, float] | None = None


ROOM_KINDS: tuple[str, ...] = tuple(RECIPES)
"""Kinds of rooms that can be wished for."""


def make_home(wishes: Sequence[RoomWish], seed: int = 0) -> SceneSpec:
    """One furnished room, or a flat of several, with doors, windows and a radar; nobody is in it.

    The radar is at x = 0, y = 0, its back near a wall of the first room, and looks along +x, where
    it sees the most of the floor.

    Args:
        wishes: The rooms; the first is the radar's.
        seed: Draws sizes, materials, openings, furniture and their places.

    Raises:
        InputError: A wish names an unknown kind of room or object, asks for something that does
            not fit, or the seed cannot be one.
    """
    seed = checked_seed(seed)
    _check(wishes)
    found = "no plan in which all rooms adjoin one of them"
    for attempt in range(ATTEMPTS):
        draw = Draw(np.random.default_rng([seed, attempt]))
        plan = _plan(wishes, draw)
        if plan is None:
            continue
        rooms = _furnished(plan, wishes, draw, strict=attempt < STRICT)
        if isinstance(rooms, str):
            found = f"no place for {rooms}"
            continue
        radar = radar_place(rooms[0], draw, _looks(wishes))
        if radar is not None:
            return home_spec(Furnished(plan, tuple(rooms), *radar), draw, seed)
        found = f"no place for the radar in the {wishes[0].kind}"
    raise _refusal("wishes that fit", found, "wish for less, for a larger room, or for a corridor")


def _looks(wishes: Sequence[RoomWish]) -> tuple[int, ...]:
    """Directions for the radar, in quarter turns: along the first side of a size that is asked."""
    return (0, 2) if len(wishes) == 1 and wishes[0].size_m is not None else (0, 1, 2, 3)


def _plan(wishes: Sequence[RoomWish], draw: Draw) -> FloorPlan | None:
    if len(wishes) == 1:
        return one_room(wishes[0].kind, wishes[0].size_m, draw)
    return flat([wish.kind for wish in wishes], [wish.size_m for wish in wishes], draw)


def _furnished(
    plan: FloorPlan, wishes: Sequence[RoomWish], draw: Draw, *, strict: bool
) -> list[Workroom] | str:
    """All rooms, or what does not fit."""
    found = []
    for number, wish in enumerate(wishes):
        for _ in range(FURNISHINGS if len(wishes) > 1 else 1):
            size = (*plan.rooms[number].sides_m, plan.height_m)
            room = Workroom(wish.kind, size, gaps_of(plan, number))
            missing = furnish(room, wish.objects, draw, strict=strict)
            if not missing:
                break
        if missing:
            return f"{' and '.join(sorted(set(missing)))} in the {wish.kind}"
        found.append(room)
    return found


def _check(wishes: Sequence[RoomWish]) -> None:
    if not 1 <= len(wishes) <= MOST_ROOMS:
        raise _refusal(f"1 to {MOST_ROOMS} rooms", f"{len(wishes)}", "wish for so many")
    for wish in wishes:
        if wish.kind not in RECIPES:
            raise _refusal("a kind of room", repr(wish.kind), f"choose from {', '.join(RECIPES)}")
        known = [kind for kind in CATALOGUE if kind != "mesh"]
        strange = [kind for kind in wish.objects if kind not in known]
        if strange:
            raise _refusal("kinds of objects", repr(strange[0]), f"choose from {', '.join(known)}")
        if len(wish.objects) > MOST_OBJECTS:
            raise _refusal(f"up to {MOST_OBJECTS} objects", f"{len(wish.objects)}", "wish for less")
        if wish.size_m is not None and not _is_size(wish.size_m):
            raise _refusal(
                "a room of 1 to 30 m by 1 to 30 m, 2.2 to 6 m high",
                f"{wish.size_m}",
                "choose another size",
            )


def _is_size(size_m: Size) -> bool:
    *sides, height = size_m
    return all(1.0 <= side <= 30.0 for side in sides) and 2.2 <= height <= 6.0


def _refusal(expected: str, found: str, do: str) -> InputError:
    return InputError(expected=expected, found=found, do=do)
