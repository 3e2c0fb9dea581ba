"""Decides rooms and objects from what a description names."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from scenes.planner._base import ALWAYS, OFTEN, PLACE_OF, RoomKind
from scenes.planner._home_grammar import Reading, Said, refusal
from scenes.planner._home_plan import MOST_OBJECTS, MOST_ROOMS, HomePlan, RoomWishSpec
from scenes.planner._home_words import DWELLINGS, PEOPLE, STYLES, TASTES, Trait

USUAL_HOME = "apartment"
OFTEN_SHARE = 0.5
"""How likely each of the things that are often found in a room is."""

MOST_BEDROOMS = 6
SITTING: tuple[RoomKind, ...] = ("living room", "bedroom", "office")
"""Rooms that can stand in for one another."""


@dataclass
class _Room:
    """A room while it is being planned: what it has anyway, what its people want, what is named."""

    kind: RoomKind
    usual: Counter[str]
    wanted: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)

    def counts(self) -> Counter[str]:
        """How many of each; a number above one that is named is exact."""
        exact = {name: count for name, count in self.named.items() if count > 1}
        return Counter({**(self.usual | self.wanted | self.named), **exact})


class HomeDraft:
    """A home while it is being planned."""

    def __init__(self, reading: Reading, random: np.random.Generator) -> None:
        """Chooses the rooms and their usual furniture."""
        self.said = reading.said
        self.reasons: list[str] = []
        clutter = math.prod(_trait(one).clutter for one in self.said if one.kind == "style")
        self.dwelling = next((one.name for one in self.said if one.kind == "dwelling"), "")
        kinds = self._kinds()
        self.is_home = len(kinds) > 1 and not (self._stated() and not self.dwelling)
        self.rooms = [_Room(kind, _usual(kind, clutter, random)) for kind in kinds]
        if self.dwelling in ("studio", "bedsit"):
            self.rooms[0].wanted.update(("bed", "wardrobe"))
        self.clutter, self.random, self.slept = clutter, random, 0.0

    def plan(self, text: str, ignored: Iterable[str]) -> HomePlan:
        """The finished plan."""
        for one in self.said:
            if one.without and one.kind in ("person", "room"):
                self.reasons.append(f"without {one.name}: none is planned")
            elif one.kind == "thing" and not one.without:
                self._want(one.name, one)
            elif one.kind in ("person", "taste", "style") and not one.without:
                self._apply(one)
        less = self._less()
        rooms = tuple(RoomWishSpec(kind=r.kind, objects=_objects(r, less)) for r in self.rooms)
        return HomePlan(text=text, rooms=rooms, reasons=tuple(self.reasons), ignored=tuple(ignored))

    def _stated(self) -> list[Said]:
        return [one for one in self.said if one.kind == "room"]

    def _kinds(self) -> list[RoomKind]:
        """The kinds of rooms that the dwelling, the rooms named and the people ask for."""
        stated = {one.name: one.count for one in self._stated() if not one.without}
        home = self.dwelling or ("" if self._stated() else USUAL_HOME)
        kinds = Counter[str](DWELLINGS.get(home, ()))
        if kinds["bedroom"] and home != "room":
            kinds["bedroom"] = self._bedrooms()
        kinds |= Counter(stated)
        if stated.get("bedroom"):
            kinds["bedroom"] = stated["bedroom"]
        for one in self._stated():
            kinds[one.name] *= not one.without
        found = [kind for kind in ALWAYS for _ in range(kinds[kind])]
        if not 1 <= len(found) <= MOST_ROOMS:
            raise refusal(f"{len(found)} rooms, where 1 to {MOST_ROOMS} can be planned")
        self.reasons.append(f"{home or 'rooms as named'}: {', '.join(found)}")
        return found

    def _bedrooms(self) -> int:
        people = [one for one in self.said if one.kind == "person" and not one.without]
        needed = sum(one.count * _trait(one).bedrooms for one in people)
        return min(max(1, math.ceil(needed)), MOST_BEDROOMS)

    def _apply(self, one: Said) -> None:
        """Adds what somebody, a taste or a style brings, once for each of them."""
        trait = _trait(one)
        for _ in range(one.count):
            for kind, names in trait.adds.items():
                room = self._room(one.place or kind)
                if room is None:
                    self.reasons.append(f"{one.name}: nothing, for there is no {kind}")
                    continue
                room.wanted.update(names)
                self.reasons.append(f"{one.name}: {', '.join(names)} in the {room.kind}")
            self.slept += trait.bedrooms

    def _room(self, kind: RoomKind) -> _Room | None:
        """The room of this kind, or one that stands in for it, or a new one in a home."""
        found = [room for room in self.rooms if room.kind == kind]
        if found:
            whose = math.floor(self.slept) if kind == "bedroom" else 0
            return found[min(whose, len(found) - 1)]
        if self.is_home and kind in ("office", "corridor") and len(self.rooms) < MOST_ROOMS:
            self.rooms.append(_Room(kind, _usual(kind, self.clutter, self.random)))
            return self.rooms[-1]
        return self._stand_in(kind)

    def _stand_in(self, kind: RoomKind) -> _Room | None:
        return next((r for r in self.rooms if kind in SITTING and r.kind in SITTING), None)

    def _want(self, name: str, one: Said) -> None:
        """Adds a thing that is named, in the room that is said or where it belongs."""
        kind = one.place or PLACE_OF[name]
        same = next((room for room in self.rooms if room.kind == kind), None)
        if same is None and one.place is not None:
            raise refusal(f"{name!r} in the {kind}, which the home does not have")
        room = same or self._stand_in("living room") or self.rooms[0]
        room.named[name] += one.count
        self.reasons.append(f"as asked: {one.count} {name} in the {room.kind}")

    def _less(self) -> frozenset[str]:
        """Names of what is to be left out."""
        less: set[str] = set()
        for one in self.said:
            if one.kind == "thing" and one.without:
                less.add(one.name)
            elif one.kind == "taste" and one.without:
                less.update(name for names in _trait(one).adds.values() for name in names)
            elif one.kind in ("person", "style") and not one.without:
                less.update(_trait(one).less)
        asked = {one.name for one in self.said if one.kind == "thing" and not one.without}
        if less - asked:
            self.reasons.append(f"left out: {', '.join(sorted(less - asked))}")
        return frozenset(less - asked)


def _trait(one: Said) -> Trait:
    if one.kind == "taste":
        return TASTES[tuple(one.name.split())]
    return (PEOPLE if one.kind == "person" else STYLES)[one.name]


def _usual(kind: RoomKind, clutter: float, random: np.random.Generator) -> Counter[str]:
    """What stands in a room whoever lives there."""
    share = min(1.0, OFTEN_SHARE * clutter)
    drawn = [name for name in OFTEN[kind] if random.uniform() < share]
    if kind == "bathroom" and not {"shower", "bathtub"} & set(drawn):
        drawn.append("shower" if random.uniform() < 0.5 else "bathtub")
    return Counter([*ALWAYS[kind], *drawn])


def _objects(room: _Room, less: frozenset[str]) -> tuple[str, ...]:
    """What is wanted or usual, whichever is more of each, what was named first."""
    counts = room.counts()
    order = dict.fromkeys([*ALWAYS[room.kind], *room.named, *room.wanted, *room.usual])
    names = [name for name in order if name not in less for _ in range(counts[name])]
    return tuple(names[:MOST_OBJECTS])
