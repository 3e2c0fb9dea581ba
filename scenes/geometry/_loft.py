"""Closed meshes from loops of points: lofts, stacks of outlines, lathed shapes."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Int
from numpy.typing import ArrayLike

from scenes.geometry._measure import outward
from scenes.geometry._meshes import Mesh
from scenes.geometry._outlines import ellipse

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
