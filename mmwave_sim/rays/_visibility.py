"""Which facets each way reaches, and how near to the edges of walls it passes."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.rays._edges import BESIDE_M
from mmwave_sim.rays._tracer import Occluders
from mmwave_sim.rays._unfold import image_in, unfold
from mmwave_sim.rays._walls import Chain, Sides, Wall, coplanar, joined_sides
from mmwave_sim.rays._way import Way

EDGE_REACH = 3.0
"""Beyond so many Fresnel radii from an edge it is as if there were none: 5 % of the field."""

_DIP_M = 0.01
"""A point so far behind a wall still counts as before it: soles dip into the floor."""

_MOST_SLANT = 10.0

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

    def among(self, chosen: Bool[np.ndarray, "all"]) -> "Sight":
        """The same of points of which those chosen were looked at, and no other is seen."""

        def spread(values: np.ndarray, otherwise: float) -> np.ndarray:
            everywhere = np.full(len(chosen), otherwise, dtype=values.dtype)
            everywhere[chosen] = values
            return everywhere

        across = {key: spread(depth, -np.inf) for key, depth in self.across.items()}
        return Sight(spread(self.clear, False), spread(self.on_walls, -np.inf), across)


def look(
    occluders: Occluders | None,
    walls: tuple[Wall, ...],
    chain: Chain,
    source_m: Float[np.ndarray, "3"],
    points_m: Float[np.ndarray, "point 3"],
    wavelength_m: float,
) -> Sight:
    """Looks from a source along a chain of walls.

    Args:
        occluders: Meshes; None if they do not matter.
        walls: All walls.
        chain: Those that mirror.
        source_m: The source, m.
        points_m: Where the ways end, m.
        wavelength_m: Wavelength, for the size of Fresnel's zones, m.
    """
    way = unfold(chain, walls, source_m, points_m)
    corners = way.corners_m
    clear = np.ones(len(points_m), bool)
    done = _lengths(corners)
    on_walls, joined = np.full(len(points_m), np.inf), joined_sides(walls)
    for bounce, index in enumerate(chain.walls):
        ends = corners[bounce : bounce + 2]
        depth = _depth(walls[index], joined[index], ends, done, bounce, wavelength_m)
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
    first, second, third = (vertices_m[faces[:, corner]] for corner in range(3))
    normal = np.cross(second - first, third - first)
    normal /= np.maximum(np.sqrt(np.sum(normal**2, axis=1, keepdims=True)), 1e-30)
    end = (first + second + third) / 3 + _LIFT_M * normal
    # The last piece comes from where the source's image is.
    facing = np.sum((image_in(chain, walls, source_m) - end) * normal, axis=1) > 0
    sight = look(occluders, walls, chain, source_m, end[facing], wavelength_m)
    return sight.among(facing)


def reaches(way: Way, sight: Sight) -> Bool[np.ndarray, "point"]:
    """To which of the points of a look a way leads.

    Within reach of an edge its Fresnel integral decides, beyond it the edge is taken as sharp.
    """
    soft = any(bounce.edges for bounce in way.bounces)
    seen = sight.clear & (sight.on_walls > (-EDGE_REACH if soft else 0.0))
    screened = {(s.piece, wall): s.part for s in way.screens for wall in s.walls}
    if any(part == "through" and key not in sight.across for key, part in screened.items()):
        return np.zeros_like(seen)
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
    walls: tuple[Wall, ...],
    chain: Chain,
    done_m: Float[np.ndarray, "corner point"],
    wavelength_m: float,
) -> dict[tuple[int, int], Float[np.ndarray, "point"]]:
    """Depth inside every wall that some way meets or nearly meets, by piece and wall."""
    found, joined = {}, joined_sides(walls)
    for piece in range(len(corners_m) - 1):
        mirrors = [walls[index] for index in chain.walls[max(0, piece - 1) : piece + 1]]
        ends, last = corners_m[piece : piece + 2], piece == len(corners_m) - 2
        for index, wall in enumerate(walls):
            crossed = _crossed(wall, ends, last)
            # The piece starts or ends in the plane of such a wall, but never crosses it.
            if not crossed.any() or any(coplanar(wall, mirror) for mirror in mirrors):
                continue
            depth = _depth(wall, joined[index], ends, done_m, piece, wavelength_m)
            depth = np.where(crossed, depth, -np.inf)
            if np.any(depth > -EDGE_REACH):
                found[piece, index] = depth
    return found


def _crossed(
    wall: Wall, ends_m: Float[np.ndarray, "2 point 3"], last: bool
) -> Bool[np.ndarray, "point"]:
    height = (ends_m - wall.corner_m) @ wall.normal
    return (height[0] * height[1] < 0) & (np.abs(height[1]) > (_DIP_M if last else 0.0))


def _depth(
    wall: Wall,
    joined: Sides,
    ends_m: Float[np.ndarray, "2 point 3"],
    done_m: Float[np.ndarray, "corner point"],
    piece: int,
    wavelength_m: float,
) -> Float[np.ndarray, "point"]:
    """How deep inside a wall's free edges its plane is met, in Fresnel radii.

    Infinity where it has none, minus infinity where its plane is not met or beyond a side where
    walls join.
    """
    height = (ends_m - wall.corner_m) @ wall.normal
    # A reflection point lies in the plane itself, on whichever side rounding puts it.
    # A way that lies in it, as to a face on the wall, does not meet it at a point.
    reaches = (height[0] * height[1] < 0) | (np.abs(height[1]) < 1e-9)
    reaches = reaches & (height[0] != height[1])
    share = np.clip(height[0] / np.where(reaches, height[0] - height[1], 1.0), 0.0, 1.0)
    met = ends_m[0] + share[:, None] * (ends_m[1] - ends_m[0])
    before_m = done_m[piece] + share * (done_m[piece + 1] - done_m[piece])
    after_m = np.maximum(done_m[-1] - before_m, 1e-3)
    before_m = np.maximum(before_m, 1e-3)
    radius = np.sqrt(wavelength_m * before_m * after_m / (before_m + after_m))
    size = np.linalg.norm(wall.edges_m, axis=1)
    axes = (wall.edges_m / size[:, None]).T
    place = (met - wall.corner_m) @ axes
    from_side = np.stack([place, size - place], axis=-1)
    zone = radius[:, None] * _slant(ends_m, axes)
    free = [side for side in range(4) if side not in joined]
    zones = (from_side / zone[..., None]).reshape(-1, 4)[:, free]
    inside = np.all(from_side.reshape(-1, 4)[:, list(joined)] > -BESIDE_M, axis=1)
    return np.where(reaches & inside, np.min(zones, axis=1, initial=np.inf), -np.inf)


def _slant(
    ends_m: Float[np.ndarray, "2 point 3"], axes: Float[np.ndarray, "3 edge"]
) -> Float[np.ndarray, "point edge"]:
    """How much further Fresnel's zones reach along each edge because the plane is met aslant."""
    way = ends_m[1] - ends_m[0]
    slope = (way @ axes) ** 2 / np.maximum(np.sum(way**2, axis=1, keepdims=True), 1e-12)
    across = np.maximum(1 - slope.sum(axis=1, keepdims=True), _MOST_SLANT**-2)
    return np.sqrt(np.maximum(1 - slope[:, ::-1], across) / across)


def _lengths(corners_m: Float[np.ndarray, "corner point 3"]) -> Float[np.ndarray, "corner point"]:
    """Length of the way up to each of its corners, m."""
    pieces = np.linalg.norm(np.diff(corners_m, axis=0), axis=-1)
    return np.concatenate([np.zeros((1, corners_m.shape[1])), np.cumsum(pieces, axis=0)])
