"""The furniture of a scene, part by part, and what belongs to which object."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float

from scenes.geometry import Surface
from scenes.objects import object_names
from scenes.spec import ObjectSpec
from scenes.world import PopulatedScene

YIELDING = frozenset({"pillow", "curtain", "rug"})
"""Kinds that give way to a body."""


@dataclass(frozen=True)
class Thing:
    """An object with its surfaces.

    Attributes:
        name: Its unique name.
        item: What it is.
        parts: Its closed meshes in the world.
    """

    name: str
    item: ObjectSpec
    parts: tuple[Surface, ...]

    @cached_property
    def box_m(self) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
        """Lowest and highest world x, y and z, m."""
        points = np.concatenate([part.vertices_m for part in self.parts])
        return points.min(axis=0), points.max(axis=0)


def things_of(scene: PopulatedScene) -> dict[str, Thing]:
    """Every object that has surfaces, by name."""
    items = dict(zip(object_names(scene.spec.objects), scene.spec.objects, strict=True))
    parts: dict[str, list[Surface]] = {}
    for surface in scene.surfaces:
        owner = _owner(surface.name, items) if surface.kind == "furniture" else ""
        if owner:
            parts.setdefault(owner, []).append(surface)
    return {name: Thing(name, items[name], tuple(found)) for name, found in parts.items()}


def _owner(surface: str, items: Mapping[str, ObjectSpec]) -> str:
    """The object whose name a surface's begins with: `bed_1` of `bed_1_mattress`."""
    name = surface
    while name not in items and "_" in name:
        name = name.rpartition("_")[0]
    return name if name in items else ""


def distance_m(
    item: ObjectSpec, points_m: Float[np.ndarray, "point 2"]
) -> Float[np.ndarray, " point"]:
    """How far points of the plane are from an object's footprint, negative inside, m."""
    c, s = np.cos(item.yaw_rad), np.sin(item.yaw_rad)
    local = (points_m - np.array(item.position_m[:2])) @ np.array([[c, -s], [s, c]])
    beyond = np.abs(local) - np.array(item.size_m[:2]) / 2
    outside = np.linalg.norm(np.maximum(beyond, 0.0), axis=1)
    return outside + np.minimum(beyond.max(axis=1), 0.0)
