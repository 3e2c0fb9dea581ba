"""Which facets each way reaches, and how near to the edges of walls it passes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.rays._tracer import Occluders
from mmwave_sim.rays._unfold import unfold
from mmwave_sim.rays._walls import Chain, Wall
from mmwave_sim.rays._way import Way

EDGE_REACH = 3.0
"""Beyond so many Fresnel radii from an edge it is as if there were none: 5 % of the field."""

_LIFT_M = 2e-3
"""Rays end this far in front of a facet, so that a faceted surface does not shadow itself."""


@dataclass(frozen=True)
class Sight:
    """What can be said of the ways from a source along a chain to several points.

    Attributes:
        clear: Whether the way arrives at the front and no mesh hides it; walls left aside.
        on_walls: Depth inside the walls that mirror, the least of all, in Fresnel radii.
        across: For each straight piece and wall that stands across some way, the depth inside that
            wall, in Fresnel radii; minus infinity where the plane is not crossed.
    """

    clear: Bool[np.ndarray, "point"]
    on_walls: Float[np.ndarray, "point"]
    across: Mapping[tuple[int, int], Float[np.ndarray, "point"]]


def look(
    occluders: Occluders | None,
    walls: tuple[Wall, ...],
    chain: Chain,
    source_m: Float[np.ndarray, "3"],
    points_m: Float[np.ndarray, "point 3"],
    wavelength_m: float,
    candidate: Bool[np.ndarray, "point"] | None = None,
) -> Sight:
    """Looks from a source along a chain of walls.

    Args:
        occluders: Meshes; None if they do not matter.
        walls: All walls.
        chain: Those that mirror.
        source_m: The source, m.
        points_m: Where the ways end, m.
        wavelength_m: Wavelength, for the size of Fresnel's zones, m.
        candidate: Points that may be clear at all; the others are not asked for.
    """
    way = unfold(chain, walls, source_m, points_m)
    corners = way.corners_m
    clear = np.ones(len(points_m), bool) if candidate is None else candidate & way.crosses
    done = _lengths(corners)
    on_walls = np.full(len(points_m), np.inf)
    for bounce, index in enumerate(chain.walls):
        depth = _depth(walls[index], corners[bounce : bounce + 2], done, bounce, wavelength_m)
        on_walls = np.minimum(on_walls, np.where(way.crosses, depth, -np.inf))
    clear = clear & (on_walls > -EDGE_REACH)
    if occluders is not None and clear.any():
        clear[clear] = way_is_clear(occluders, corners[:, clear])
    return Sight(clear, on_walls, _across(corners, walls, chain, done, wavelength_m))


def visible_facets(
    occluders: Occluders,
    walls: tuple[Wall, ...],
    chain: Chain,
    source_m: Float[np.ndarray, "3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
    wavelength_m: float,
) -> Sight:
    """`look` at the front of every facet of a mesh; only those that face the way are tested."""
    corners = vertices_m[faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
    end = corners.mean(axis=1) + _LIFT_M * normal
    before_m = unfold(chain, walls, source_m, end).corners_m[-2]
    facing = np.sum((before_m - end) * normal, axis=1) > 0
    return look(occluders, walls, chain, source_m, end, wavelength_m, facing)


def reaches(way: Way, sight: Sight) -> Bool[np.ndarray, "point"]:
    """To which of the points of a look a way leads.

    Within reach of an edge its Fresnel integral decides, beyond it the edge is taken as sharp.
    """
    soft = any(bounce.edges for bounce in way.bounces)
    seen = sight.clear & (sight.on_walls > (-EDGE_REACH if soft else 0.0))
    screened = {(s.piece, wall): s.part for s in way.screens for wall in s.walls}
    for key, depth in sight.across.items():
        part = screened.get(key)
        if part == "through":
            seen = seen & (depth > -EDGE_REACH)
        elif part == "around":
            seen = seen & (depth < EDGE_REACH)
        else:
            seen = seen & (depth <= 0)
    return seen


def way_is_clear(
    occluders: Occluders, corners_m: Float[np.ndarray, "corner point 3"]
) -> Bool[np.ndarray, "point"]:
    """Whether every straight piece of the ways is clear of meshes."""
    clear = np.ones(corners_m.shape[1], dtype=bool)
    for start, end in pairwise(corners_m):
        clear &= occluders.clear(start, end)
    return clear


def _across(
    corners_m: Float[np.ndarray, "corner point 3"],
    walls: Sequence[Wall],
    chain: Chain,
    done_m: Float[np.ndarray, "corner point"],
    wavelength_m: float,
) -> dict[tuple[int, int], Float[np.ndarray, "point"]]:
    """Depth inside every wall that some way meets or nearly meets, by piece and wall."""
    found = {}
    for piece in range(len(corners_m) - 1):
        ends = chain.walls[max(0, piece - 1) : piece + 1]
        for index, wall in enumerate(walls):
            if index in ends or not _may_cross(wall, corners_m[piece : piece + 2]):
                continue
            depth = _depth(wall, corners_m[piece : piece + 2], done_m, piece, wavelength_m)
            if np.any(depth > -EDGE_REACH):
                found[piece, index] = depth
    return found


def _may_cross(wall: Wall, ends_m: Float[np.ndarray, "2 point 3"]) -> bool:
    height = (ends_m - wall.corner_m) @ wall.normal
    return bool(np.any(height[0] * height[1] < 0))


def _depth(
    wall: Wall,
    ends_m: Float[np.ndarray, "2 point 3"],
    done_m: Float[np.ndarray, "corner point"],
    piece: int,
    wavelength_m: float,
) -> Float[np.ndarray, "point"]:
    """How deep inside a wall's rectangle its plane is met, in Fresnel radii."""
    height = (ends_m - wall.corner_m) @ wall.normal
    # A reflection point lies in the plane itself, on whichever side rounding puts it.
    reaches = (height[0] * height[1] < 0) | (np.abs(height[1]) < 1e-9)
    share = np.clip(height[0] / np.where(reaches, height[0] - height[1], 1.0), 0.0, 1.0)
    met = ends_m[0] + share[:, None] * (ends_m[1] - ends_m[0])
    before_m = done_m[piece] + share * (done_m[piece + 1] - done_m[piece])
    after_m = np.maximum(done_m[-1] - before_m, 1e-3)
    before_m = np.maximum(before_m, 1e-3)
    radius = np.sqrt(wavelength_m * before_m * after_m / (before_m + after_m))
    size = np.linalg.norm(wall.edges_m, axis=1)
    place = (met - wall.corner_m) @ (wall.edges_m / size[:, None]).T
    inside = np.min(np.concatenate([place, size - place], axis=1), axis=1)
    return np.where(reaches, inside / radius, -np.inf)


def _lengths(corners_m: Float[np.ndarray, "corner point 3"]) -> Float[np.ndarray, "corner point"]:
    """Length of the way up to each of its corners, m."""
    pieces = np.linalg.norm(np.diff(corners_m, axis=0), axis=-1)
    return np.concatenate([np.zeros((1, corners_m.shape[1])), np.cumsum(pieces, axis=0)])
