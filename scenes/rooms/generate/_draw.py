"""Draws: sizes, materials and chances from one random generator."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from scenes.objects import CATALOGUE
from scenes.spec import Material

T = TypeVar("T")

Size = tuple[float, float, float]

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
    """Draws of one generator, in SI units rounded to what a joiner measures."""

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

    def size(
        self, kind: str, least: Size | None = None, most: Size | None = None, spread: float = 0.6
    ) -> Size:
        """A size of this kind, around the usual one, to the millimetre, m.

        Args:
            kind: Type in the catalogue.
            least: Smaller is not drawn (within the type's own range), m.
            most: Larger is not drawn, m.
            spread: Share of the type's range that is used.
        """
        its = CATALOGUE[kind]
        share = self.random.triangular(-1.0, 0.0, 1.0, size=3) * spread
        rows = zip(share.tolist(), its.size_m, its.least_m, its.most_m, strict=True)
        drawn = [
            usual + s * ((high if s > 0 else low) - usual) * np.sign(s)
            for s, usual, low, high in rows
        ]
        for axis, (low, high) in enumerate(zip(its.least_m, its.most_m, strict=True)):
            low = low if least is None else min(high, max(low, least[axis]))
            high = high if most is None else max(low, min(high, most[axis]))
            drawn[axis] = min(high, max(low, drawn[axis]))
        return round(float(drawn[0]), 3), round(float(drawn[1]), 3), round(float(drawn[2]), 3)

    def material(self, kind: str) -> Material:
        """A main material for this kind."""
        return self.one_of(MATERIALS.get(kind, (CATALOGUE[kind].material,)))
