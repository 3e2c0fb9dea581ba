"""`Recipe`: how a kind of room is described, to be drawn from."""

from dataclasses import dataclass

from scenes.rooms.generate._group import Build
from scenes.spec import Material


@dataclass(frozen=True)
class Wanted:
    """Furniture that a kind of room usually has.

    Attributes:
        kind: Name of its main piece.
        build: Makes it.
        chance: Share of rooms in which it is tried.
        core: Whether the room is none without.
        once: Whether it is left out where there already is one.
        area_m2: Least floor for each one, m^2.
        most: How many, as far as the floor allows.
    """

    kind: str
    build: Build
    chance: float = 1.0
    core: bool = False
    once: bool = False
    area_m2: float = 0.0
    most: int = 1


@dataclass(frozen=True)
class Recipe:
    """What a kind of room is like.

    Attributes:
        area_m2: Range of the floor's area.
        slim: Largest ratio of its sides.
        least_m: Shortest side.
        floors: Materials of the floor, to draw from.
        walls: Materials of the walls.
        windows: Range of the number of windows.
        sill_m: Range of their lower edge.
        wide_m: Range of their width.
        furniture: What stands in it, the most important first.
        hung: What hangs in it, with chances.
        tops: What lies on tops, with chances.
    """

    area_m2: tuple[float, float]
    slim: float
    least_m: float
    floors: tuple[Material, ...]
    walls: tuple[Material, ...]
    windows: tuple[int, int]
    sill_m: tuple[float, float]
    wide_m: tuple[float, float]
    furniture: tuple[Wanted, ...] = ()
    hung: tuple[tuple[str, float], ...] = ()
    tops: tuple[tuple[str, float], ...] = ()
