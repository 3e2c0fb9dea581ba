"""Draws: sizes, materials and chances from one random generator."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from scenes.objects import CATALOGUE, Size
from scenes.spec import Material

T = TypeVar("T")

SPREAD = 0.6
"""Share of a type's range of sizes that is drawn from; the ends are odd pieces."""

ANY: Size = (np.inf, np.inf, np.inf)

MATERIALS: dict[str, tuple[Material, ...]] = {
    "armchair": ("leather", "fabric", "fabric"),
    "bed": ("wood", "wood", "metal", "fabric"),
    "bench": ("wood", "wood", "metal"),
    "bin": ("plastic", "metal"),
    "bookshelf": ("wood", "wood", "wood", "metal"),
    "cabinet": ("wood", "wood", "metal"),
    "chair": ("wood", "wood", "plastic", "metal"),
    "coffee_table": ("wood", "wood", "glass"),
    "desk": ("wood", "wood", "metal"),
    "dining_table": ("wood", "wood", "wood", "glass"),
    "office_chair": ("fabric", "leather"),
    "side_table": ("wood", "metal", "glass"),
    "sofa": ("fabric", "fabric", "leather"),
    "stool": ("wood", "wood", "metal"),
    "vase": ("ceramic", "ceramic", "glass"),
}
"""Main materials to draw from; other kinds have their usual one."""


class Draw:
    """Draws of one generator, lengths to the centimetre or millimetre."""

    def __init__(self, random: np.random.Generator) -> None:
        """Wraps a generator."""
        self.random = random

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return bool(self.random.random() < share)

    def between(self, low: float, high: float) -> float:
        """A length from low to high, to the centimetre, m."""
        return round(low + (high - low) * float(self.random.random()), 2)

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return int(self.random.integers(low, high + 1))

    def one_of(self, values: Sequence[T]) -> T:
        """One of some values."""
        return values[int(self.random.integers(len(values)))]

    def side(self) -> float:
        """1 or -1."""
        return 1.0 if self.chance(0.5) else -1.0

    def normal(self, deviation: float) -> float:
        """A normal value around 0, cut off at 2.5 deviations, to three digits."""
        limit = 2.5 * deviation
        return round(float(np.clip(self.random.normal(0.0, deviation), -limit, limit)), 3)

    def size(self, kind: str, least: Size = (0.0, 0.0, 0.0), most: Size = ANY) -> Size:
        """A size of this kind around the usual one, to the millimetre, m.

        Args:
            kind: Type in the catalogue, whose own range counts first.
            least: Smaller is not drawn, m.
            most: Larger is not drawn, m.
        """
        its = CATALOGUE[kind]
        usual, smallest, largest = (np.array(s) for s in (its.size_m, its.least_m, its.most_m))
        share = self.random.triangular(-1.0, 0.0, 1.0, size=3) * SPREAD
        drawn = usual + np.where(share > 0, share * (largest - usual), share * (usual - smallest))
        low = np.minimum(largest, np.maximum(smallest, least))
        high = np.maximum(low, np.minimum(largest, most))
        depth, width, height = np.round(np.clip(drawn, low, high), 3).tolist()
        return depth, width, height

    def material(self, kind: str) -> Material:
        """A main material for this kind."""
        return self.one_of(MATERIALS.get(kind, (CATALOGUE[kind].material,)))
