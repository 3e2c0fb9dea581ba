"""Closed meshes from loops of points: lofts, stacks of outlines, lathed and swept shapes."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Int
from numpy.typing import ArrayLike

from scenes.geometry._measure import outward
from scenes.geometry._meshes import Mesh

Outline = Float[np.ndarray, "point 2"]
Tip = ArrayLike | None


def loft(loops_m: ArrayLike, *, wrap: bool = False, tips: tuple[Tip, Tip] = (None, None)) -> Mesh:
    """A closed mesh through loops of points, facing outwards whichever way the loops run.

    Args:
        loops_m: Loops of equally many points each, in order, m: `(loop, point, 3)`.
        wrap: Joins the last loop to the first, which makes a ring; otherwise both are capped.
        tips: Points to which the first and last loop are drawn together, m; None caps a loop
            flat, for which it must be convex.
    """
    loops = np.asarray(loops_m, dtype=float)
    count, points = loops.shape[:2]
    number = np.arange(count * points, dtype=np.int32).reshape(count, points)
    rows = np.concatenate([number, number[:1]]) if wrap else number
    faces = [_band(rows[:-1], rows[1:])]
    vertices = [loops.reshape(-1, 3)]
    if not wrap:
        for loop, tip in zip((number[0, ::-1], number[-1]), tips, strict=True):
            top = sum(map(len, vertices))
            faces.append(_flat(loop) if tip is None else _fan(loop, top))
            vertices.append(np.zeros((0, 3)) if tip is None else np.asarray(tip, dtype=float)[None])
    corners = np.concatenate(vertices)
    return corners, outward(corners, np.concatenate(faces).astype(np.int32))


def stack(outlines_m: Sequence[ArrayLike], heights_m: Sequence[float]) -> Mesh:
    """A closed mesh through level outlines, first to last.

    Outlines that rise on the outside and sink again on the inside make a vessel.

    Args:
        outlines_m: Convex outlines of equally many points, m: `(point, 2)` each.
        heights_m: Height of each, m.
    """
    return loft(
        [
            np.c_[np.asarray(outline, dtype=float), np.full(len(np.asarray(outline)), height)]
            for outline, height in zip(outlines_m, heights_m, strict=True)
        ]
    )


def lathe(profile_m: Sequence[tuple[float, float]], sides: int = 12, *, wrap: bool = False) -> Mesh:
    """A closed mesh of revolution about the z axis.

    Args:
        profile_m: Radius and height of each ring, m. A radius of 0 at either end makes a tip.
        sides: Points of each ring.
        wrap: Joins the last ring to the first (a torus, a lamp's shade).
    """
    rings = [(radius, height) for radius, height in profile_m if radius > 0]
    tips = [(0.0, 0.0, h) if r == 0 else None for r, h in (profile_m[0], profile_m[-1])]
    circle = ellipse(1.0, 1.0, sides)
    loops = [np.c_[radius * circle, np.full(sides, height)] for radius, height in rings]
    return loft(loops, wrap=wrap, tips=(tips[0], tips[1]))


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
            an upright path: along y and away from x).
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


def ellipse(
    half_x_m: float,
    half_y_m: float,
    points: int = 12,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> Outline:
    """Outline of an ellipse, counter-clockwise; of four points, a rhombus."""
    angle = np.arange(points) * 2 * np.pi / points
    unit = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return unit * np.array([half_x_m, half_y_m]) + np.array(centre_m)


def rounded(
    half_x_m: float,
    half_y_m: float,
    corner_m: float,
    steps: int = 3,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> Outline:
    """Outline of a rectangle with round corners, `4 steps` points, counter-clockwise.

    Args:
        half_x_m: Half its extent along x, m.
        half_y_m: Half its extent along y, m.
        corner_m: Radius of the corners, at most half the shorter side, m.
        steps: Points of each corner; 1 keeps it sharp, 2 cuts it off.
        centre_m: Its middle, m.
    """
    if steps == 1:
        signs = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], dtype=float)
        return signs * np.array([half_x_m, half_y_m]) + np.array(centre_m)
    corner = min(corner_m, 0.999 * half_x_m, 0.999 * half_y_m)
    quarter = np.linspace(0.0, np.pi / 2, steps)
    angles = np.concatenate([quarter + i * np.pi / 2 for i in range(4)])
    sign_x, sign_y = np.repeat([1, -1, -1, 1], steps), np.repeat([1, 1, -1, -1], steps)
    x = sign_x * (half_x_m - corner) + corner * np.cos(angles)
    y = sign_y * (half_y_m - corner) + corner * np.sin(angles)
    return np.stack([x, y], axis=1) + np.array(centre_m)


def _level_and_up(along: Float[np.ndarray, "3"]) -> Float[np.ndarray, "2 3"]:
    """A level direction to the left of `along`, and the one upwards across both."""
    up = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.99 else np.array([-1.0, 0.0, 0.0])
    level = np.cross(up, along)
    level /= np.linalg.norm(level)
    return np.stack([level, np.cross(along, level)])


def _band(
    these: Int[np.ndarray, "loop point"], those: Int[np.ndarray, "loop point"]
) -> Int[np.ndarray, "face 3"]:
    """Two triangles between each pair of neighbours on one loop and on the next."""
    a, b, c, d = these, np.roll(these, -1, 1), np.roll(those, -1, 1), those
    first, second = np.stack([a, b, c], axis=-1), np.stack([a, c, d], axis=-1)
    return np.concatenate([first.reshape(-1, 3), second.reshape(-1, 3)])


def _flat(loop: Int[np.ndarray, "point"]) -> Int[np.ndarray, "face 3"]:
    return np.stack([np.full(len(loop) - 2, loop[0]), loop[1:-1], loop[2:]], axis=1)


def _fan(loop: Int[np.ndarray, "point"], tip: int) -> Int[np.ndarray, "face 3"]:
    return np.stack([np.full(len(loop), tip), loop, np.roll(loop, -1)], axis=1)
