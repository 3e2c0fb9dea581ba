"""A way between an antenna and a scatterer: what the waves meet on it, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mmwave_sim.rays._walls import Chain, Sides


@dataclass(frozen=True)
class Bounce:
    """A reflection at a wall.

    Attributes:
        wall: Index of the wall.
        echo: Which of a sheet's echoes: 0 from its front, m after m passes to its back.
        last: Whether the rest of the sheet's echoes is counted with this one.
        edges: Whether the wall's edges are near enough to matter.
        joined: Sides of the wall that are no edges, see `joined_sides`.
    """

    wall: int
    echo: int = 0
    last: bool = True
    edges: bool = False
    joined: Sides = ()


@dataclass(frozen=True)
class Screen:
    """Coplanar walls that stand across a piece of the way.

    Attributes:
        walls: Indices of the walls.
        piece: Which straight piece of the way, 0 from the antenna to the first bounce.
        part: What gets past: the wave diffracted `"around"` the edges, or that `"through"` a
            thin wall (then there is just one wall).
        echo: Which of the sheet's echoes goes through.
        last: Whether the rest of the sheet's echoes is counted with this one.
        joined: For each wall the sides that are no edges; () if all are.
    """

    walls: tuple[int, ...]
    piece: int
    part: Literal["around", "through"]
    echo: int = 0
    last: bool = True
    joined: tuple[Sides, ...] = ()

    def joined_of(self, place: int) -> Sides:
        """The joined sides of one of the walls."""
        return self.joined[place] if self.joined else ()


@dataclass(frozen=True)
class Way:
    """One way of a leg.

    Attributes:
        bounces: Reflections, in the order in which the antenna's ray meets them.
        screens: Walls that stand across.
    """

    bounces: tuple[Bounce, ...] = ()
    screens: tuple[Screen, ...] = ()

    @property
    def chain(self) -> Chain:
        """The walls that mirror."""
        return Chain(tuple(bounce.wall for bounce in self.bounces))

    @property
    def walls(self) -> tuple[int, ...]:
        """Every wall that it names, in order, some perhaps more than once."""
        crossed = (wall for screen in self.screens for wall in screen.walls)
        return (*self.chain.walls, *crossed)

    def renumbered(self, number: Mapping[int, int]) -> "Way":
        """The same way with other numbers for its walls."""
        bounces = (replace(bounce, wall=number[bounce.wall]) for bounce in self.bounces)
        screens = (replace(s, walls=tuple(number[w] for w in s.walls)) for s in self.screens)
        return Way(tuple(bounces), tuple(screens))

    @property
    def direct(self) -> bool:
        """Whether it leads straight to the point, at most past edges."""
        return not self.bounces and all(screen.part == "around" for screen in self.screens)

    @property
    def even(self) -> bool:
        """Whether its field changes slowly from place to place: no edge is near."""
        return not self.screens and not any(bounce.edges for bounce in self.bounces)

    @property
    def plain(self) -> bool:
        """Whether nothing happens on it."""
        return not self.bounces and not self.screens


STRAIGHT = Way()


def way_of(chain: Chain) -> Way:
    """The chain as a way on which every sheet reflects as a whole."""
    return Way(tuple(Bounce(wall) for wall in chain.walls))
