"""Closed meshes of one section along a polyline."""

import numpy as np
from jaxtyping import Float
from numpy.typing import ArrayLike

from scenes.geometry._loft import Tip, loft
from scenes.geometry._meshes import Mesh
from scenes.geometry._outlines import ellipse


def sweep(
    path_m: ArrayLike,
    section_m: ArrayLike,
    *,
    wrap: bool = False,
    scale: ArrayLike = 1.0,
    tips: tuple[Tip, Tip] = (None, None),
) -> Mesh:
    """A closed mesh of one section along a polyline, mitred at its corners.

    Args:
        path_m: The polyline, m: `(point, 3)`; a plane one where it wraps.
        section_m: Convex section, m: `(corner, 2)`, first coordinate level, second upwards (for
            an upright path: along y and towards -x).
        wrap: Closes the polyline.
        scale: Factor on the section at each point.
        tips: As in `loft`.
    """
    path, section = np.asarray(path_m, dtype=float), np.asarray(section_m, dtype=float)
    factors = np.broadcast_to(np.asarray(scale, dtype=float), len(path))
    steps = np.roll(path, -1, axis=0) - path
    along = steps / np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-12)
    before, after = np.roll(along, 1, axis=0), along.copy()
    if not wrap:
        before[0], after[-1] = along[0], along[-2]
    offsets = section @ _level_and_up(before[0])
    loops = []
    for point, first, second, factor in zip(path, before, after, factors, strict=True):
        mitre = first + second
        offsets = offsets - np.outer(offsets @ mitre, first) / (first @ mitre)
        loops.append(point + factor * offsets)
        offsets = offsets - np.outer(offsets @ second, second)
    return loft(loops, wrap=wrap, tips=tips)


def tube(path_m: ArrayLike, radius_m: float, sides: int = 6, *, wrap: bool = False) -> Mesh:
    """A round bar of constant thickness along a polyline, mitred at its corners."""
    return sweep(path_m, ellipse(radius_m, radius_m, sides), wrap=wrap)


def _level_and_up(along: Float[np.ndarray, "3"]) -> Float[np.ndarray, "2 3"]:
    """A level direction to the left of `along`, and the one upwards across both."""
    up = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.99 else np.array([-1.0, 0.0, 0.0])
    level = np.cross(up, along)
    level /= np.linalg.norm(level)
    return np.stack([level, np.cross(along, level)])
