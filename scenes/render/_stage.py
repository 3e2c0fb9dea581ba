"""`Stage`: all that one picture shows, and from where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float

from scenes.render._camera import Camera
from scenes.render._clothes import Outfit
from scenes.render._paint import Paint
from scenes.render._part import Part, ground

SUN_ELEVATION_RAD = float(np.radians(58.0))
SUN_BESIDE_RAD = float(np.radians(-65.0))
"""Elevation of the sun, and its azimuth from the camera's, rad."""

BODY = Paint((0.5, 0.5, 0.5))
PALE = (0.66, 0.68, 0.70)


@dataclass(frozen=True)
class Sun:
    """A round lamp in the sky.

    Attributes:
        direction: Unit vector towards it.
        centre_m: Middle of what it lights, m.
        radius_m: Extent of that, m.
    """

    direction: tuple[float, ...]
    centre_m: tuple[float, ...]
    radius_m: float


@dataclass(frozen=True)
class Stage:
    """One picture to be drawn.

    Attributes:
        parts: What is in it; a part may be in several stages.
        camera: From where.
        sun: The lamp in the sky, or None inside a closed room.
    """

    parts: tuple[Part, ...]
    camera: Camera
    sun: Sun | None

    @property
    def lowest_m(self) -> Float[np.ndarray, "3"]:
        """Lowest x, y and z of anything, m."""
        return np.min([part.vertices_m.min(0) for part in self.parts], axis=0)


def in_the_open(parts: Sequence[Part], camera: Camera, level_m: float) -> Stage:
    """A stage on open ground, with the sun over the photographer's left shoulder.

    Args:
        parts: What is to be seen.
        camera: From where.
        level_m: Height of the ground, m.
    """
    points = np.concatenate([part.vertices_m for part in parts])
    low, high = points.min(0), points.max(0)
    x, y, _ = -camera.forward
    if np.hypot(x, y) < 1e-3:
        x, y, _ = -np.array(camera.up)
    azimuth, level = np.arctan2(y, x) + SUN_BESIDE_RAD, np.cos(SUN_ELEVATION_RAD)
    way = (level * np.cos(azimuth), level * np.sin(azimuth), np.sin(SUN_ELEVATION_RAD))
    sun = Sun(
        direction=tuple(float(value) for value in way),
        centre_m=tuple(float(value) for value in (low + high) / 2),
        radius_m=max(float(np.linalg.norm(high - low)) / 2, 1.0),
    )
    return Stage((*parts, ground(level_m)), camera, sun)


def body_part(clothes: Outfit, skin_m: Float[np.ndarray, "vertex 3"]) -> Part:
    """Somebody at one moment."""
    return Part(clothes.vertices(skin_m), clothes.faces, BODY, clothes.colours, smooth=True)


def paled(part: Part, share: float) -> Part:
    """A body whose colours are moved towards a pale grey by this share."""
    colours = np.asarray(part.face_colours) * (1 - share) + np.array(PALE) * share
    return replace(part, face_colours=colours)
