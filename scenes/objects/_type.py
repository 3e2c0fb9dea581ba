"""`ObjectType`: what a kind of thing is, how large, and how it is built."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from typing import Literal

import numpy as np

from scenes.geometry import Mesh, merge
from scenes.spec import Material

Size = tuple[float, float, float]
"""Depth (x, the front is at +x), width (y) and height (z), m."""

Parts = dict[str, tuple[Mesh, Material | None]]
"""Parts by name, each with a fixed material, or None for the object's main one."""

Stands = Literal["wall", "free", "corner", "on", "hung"]


@dataclass(frozen=True)
class ObjectType:
    """A kind of thing that can be in a room.

    Attributes:
        size_m: Usual depth, width and height, m.
        least_m: Least size to draw, m.
        most_m: Largest size to draw, m.
        material: Usual main material.
        build: Makes its parts at a size: closed meshes that face outwards and together fill the
            box of that size exactly, footprint centred at zero, lowest level at z = 0.
        stands: With its back to a wall; free; in a corner (its back and its left side to walls);
            on something; or hung on a wall above the floor.
        use_m: Free depth in front of it that its use needs, m.
        seats: Height of the seat as a share of its height, where one can sit on it.
        lies: Height of the surface to lie on, same share, where one can lie on it.
        carries: Height of a top on which things can be put, same share, where it has one.
        hung_m: Usual height of its lower edge above the floor, m.
    """

    size_m: Size
    least_m: Size
    most_m: Size
    material: Material
    build: Callable[[Size], Parts]
    stands: Stands = "free"
    use_m: float = 0.0
    seats: float | None = None
    lies: float | None = None
    carries: float | None = None
    hung_m: float = 0.0


def assembled(main: Sequence[Mesh], **others: tuple[Material, Sequence[Mesh]]) -> Parts:
    """Parts from their pieces: those of the main material, and others of a fixed one."""
    fixed: Parts = {name: (merge(pieces), material) for name, (material, pieces) in others.items()}
    return {"": (merge(main), None), **fixed}


def filling(build: Callable[[Size], Parts]) -> Callable[[Size], Parts]:
    """A builder whose parts are stretched, as little as it takes, to fill the box exactly."""

    @wraps(build)
    def exact(size: Size) -> Parts:
        return _fitted(build(size), size)

    return exact


def stretching(build: Callable[[], Parts]) -> Callable[[Size], Parts]:
    """A builder that makes its parts once, near the usual size, and stretches them to any other."""
    once = cache(build)

    @wraps(build)
    def exact(size: Size) -> Parts:
        return _fitted(once(), size)

    return exact


def _fitted(parts: Parts, size: Size) -> Parts:
    corners = np.concatenate([vertices for (vertices, _), _ in parts.values()])
    low, high = corners.min(axis=0), corners.max(axis=0)
    target = np.array([-size[0] / 2, -size[1] / 2, 0.0])
    factor = np.array(size) / (high - low)
    return {
        name: ((target + (vertices - low) * factor, faces), material)
        for name, ((vertices, faces), material) in parts.items()
    }
