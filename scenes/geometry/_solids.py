"""Solids that furniture is made of: spheres, capsules, cones, rings, cushions, frames, bars."""

import numpy as np

from scenes.geometry._loft import lathe, loft, stack
from scenes.geometry._meshes import Mesh, Vector, box
from scenes.geometry._outlines import Outline, ellipse, rounded
from scenes.geometry._sweep import sweep, tube
from scenes.geometry._transform import moved, stretched


def ellipsoid(centre_m: Vector, half_m: Vector, sides: int = 10, rings: int = 4) -> Mesh:
    """A closed ellipsoid of `rings` level rings between two tips."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, rings + 2)[1:-1]
    profile = [(float(np.cos(angle)), float(np.sin(angle))) for angle in angles]
    ball = lathe([(0.0, -1.0), *profile, (0.0, 1.0)], sides)
    return moved(stretched(ball, half_m), centre_m)


def capsule(
    start_m: Vector,
    end_m: Vector,
    radius_m: float,
    end_radius_m: float | None = None,
    sides: int = 8,
) -> Mesh:
    """A bar with round ends between two points, which are the centres of its ends."""
    last = radius_m if end_radius_m is None else end_radius_m
    start, end = np.array(start_m, dtype=float), np.array(end_m, dtype=float)
    along = (end - start) / np.linalg.norm(end - start)
    c = np.sqrt(0.5)
    path = [start - c * radius_m * along, start, end, end + c * last * along]
    ends = (start - radius_m * along, end + last * along)
    scale = [c * radius_m, radius_m, last, c * last]
    return sweep(path, ellipse(1.0, 1.0, sides), scale=scale, tips=ends)


def cone(
    centre_m: Vector, radius_m: float, height_m: float, top_radius_m: float = 0.0, sides: int = 12
) -> Mesh:
    """An upright closed cone, or frustum, that stands on `centre_m`."""
    return moved(
        lathe([(0.0, 0.0), (radius_m, 0.0), *_top(height_m, top_radius_m)], sides), centre_m
    )


def torus(
    centre_m: Vector, radius_m: float, thickness_m: float, sides: int = 16, section: int = 4
) -> Mesh:
    """A level ring: `radius_m` to the middle of its bar, which is `thickness_m` across."""
    profile = ellipse(thickness_m / 2, thickness_m / 2, section)
    rings = [(radius_m + float(r), float(h)) for r, h in profile]
    return moved(lathe(rings, sides, wrap=True), centre_m)


def cushion(low_m: Vector, high_m: Vector, bevel_m: float, steps: int = 1) -> Mesh:
    """A box whose upper and lower edges are bevelled; `steps` as in `rounded`."""
    low, high = np.array(low_m, dtype=float), np.array(high_m, dtype=float)
    half = (high - low) / 2
    bevel = min(bevel_m, *(0.45 * half))
    full = rounded(half[0], half[1], bevel, steps)
    less = rounded(half[0] - bevel, half[1] - bevel, bevel / 2, steps)
    heights = (-half[2], bevel - half[2], half[2] - bevel, half[2])
    middle = (low + high) / 2
    return moved(stack([less, full, full, less], heights), tuple(middle))


def frame(low_m: Vector, high_m: Vector, border_m: float) -> Mesh:
    """A picture's frame in the plane across x: a box with a rectangular hole through it."""
    low, high = np.array(low_m, dtype=float), np.array(high_m, dtype=float)
    border = min(border_m, *(0.4 * (high - low)[1:]))
    inner_low, inner_high = low[1:] + border, high[1:] - border
    outer, inner = _corners(low[1:], high[1:]), _corners(inner_low, inner_high)
    loops = [(low[0], outer), (high[0], outer), (high[0], inner), (low[0], inner)]
    return loft([np.c_[np.full(4, x), corners] for x, corners in loops], wrap=True)


def ring(outer_m: Outline, inner_m: Outline, low_m: float, high_m: float) -> Mesh:
    """A level plate with a hole: both outlines have equally many points."""
    levels = ((outer_m, low_m), (outer_m, high_m), (inner_m, high_m), (inner_m, low_m))
    return loft([np.c_[line, np.full(len(line), height)] for line, height in levels], wrap=True)


def bar(start_m: Vector, end_m: Vector, radius_m: float, sides: int = 6) -> Mesh:
    """A straight round bar with flat ends."""
    return tube([start_m, end_m], radius_m, sides)


def slab(middle_m: Vector, size_m: Vector) -> Mesh:
    """A box about a middle."""
    middle, half = np.array(middle_m, dtype=float), np.array(size_m, dtype=float) / 2
    return box(tuple(middle - half), tuple(middle + half))


def _top(height_m: float, radius_m: float) -> list[tuple[float, float]]:
    rim = [(radius_m, height_m)] if radius_m > 0 else []
    return [*rim, (0.0, height_m)]


def _corners(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return np.array([low, (high[0], low[1]), high, (low[0], high[1])])
