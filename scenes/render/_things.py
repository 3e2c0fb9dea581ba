"""`Thing`: a piece of furniture with all its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes.geometry import Mesh
from scenes.objects import object_names
from scenes.render._paint import Paint, paint_of

HUNG_ABOVE_M, THINNEST_M = 0.5, 0.16
"""What is higher and thinner than this hangs on a wall, m."""

NEAR_WALL_M = 0.12


@dataclass(frozen=True)
class Thing:
    """A piece of furniture.

    Attributes:
        low_m: Lowest x, y and z, m.
        high_m: Highest x, y and z, m.
        meshes: Its parts and their looks.
    """

    low_m: Float[np.ndarray, "3"]
    high_m: Float[np.ndarray, "3"]
    meshes: tuple[tuple[Mesh, Paint], ...]

    @property
    def is_hung(self) -> bool:
        """Whether it hangs on a wall, as a picture does."""
        thin = bool((self.high_m - self.low_m)[:2].min() < THINNEST_M)
        return thin and bool(self.low_m[2] > HUNG_ABOVE_M)

    def hangs_on(self, wall: Any) -> bool:
        """Whether its middle is at this wall."""
        middle = (self.low_m + self.high_m)[:2] / 2
        low, high = wall.vertices_m[:, :2].min(0), wall.vertices_m[:, :2].max(0)
        return bool((middle > low - NEAR_WALL_M).all() and (middle < high + NEAR_WALL_M).all())


def things_of(scene: Any) -> tuple[Thing, ...]:
    """The furniture of a scene, its surfaces gathered by the objects that they are parts of."""
    objects = tuple(getattr(scene.spec, "objects", ()))
    kinds = {n: item.kind for n, item in zip(object_names(objects), objects, strict=True)}
    gathered: dict[str, list[tuple[Mesh, Paint]]] = {}
    for surface in scene.surfaces:
        if surface.kind == "furniture":
            whole, part = _split(surface.name, kinds)
            look = f"{kinds[whole]}_{part}".strip("_") if whole in kinds else surface.name
            paint = paint_of(surface.material, surface.kind, whole, look)
            mesh = np.asarray(surface.vertices_m, dtype=float), np.asarray(surface.faces)
            gathered.setdefault(whole, []).append((mesh, paint))
    return tuple(_things(gathered))


def _split(name: str, kinds: dict[str, str]) -> tuple[str, str]:
    """The object that a surface is a part of, and which; the surface itself where none is known."""
    whole, _, part = name.rpartition("_")
    return (whole, part) if name not in kinds and whole in kinds else (name, "")


def _things(gathered: dict[str, list[tuple[Mesh, Paint]]]) -> Iterator[Thing]:
    for meshes in gathered.values():
        points = np.concatenate([vertices for (vertices, _), _ in meshes])
        yield Thing(points.min(0), points.max(0), tuple(meshes))
