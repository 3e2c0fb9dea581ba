"""How well an imported house agrees with its file, worked out again from the file itself.

Nothing of the readers is used: the document is taken as it is, things are turned in Unity's own
axes and every corner of their boxes carried over, and openings are measured along the other side
of their walls, by AI2-THOR's own rule (from the first of the two lowest points as listed, and for
`wall1` from the end).
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.geometry import Surface
from scenes.houses._assets import AssetTable
from scenes.houses._file import read_document
from scenes.rooms import home_surfaces
from scenes.spec import ObjectSpec, OpeningSpec, SceneSpec

WITHIN_M = 0.01
"""An opening counts as cut where all its edges lie this close to the file's, m."""

SIGNS: Float[np.ndarray, "8 3"] = np.array(list(product((-1.0, 1.0), repeat=3)))
"""Corners of a box: right or left, up or down, front or back, as in Unity."""

Rectangle = tuple[tuple[float, float], tuple[float, float], float, float]
"""Both ends on the ground, lower and upper edge, m."""


class ImportErrors(NamedTuple):
    """Differences between an imported house and its file.

    Attributes:
        position_m: Largest distance between the centres of a thing's box, infinite where a thing
            of a known asset is missing, m.
        size_m: Largest distance between the same corner of a thing's box, centres aside, so
            that a wrong size, turn or front shows, m.
        objects: Things of known assets that were checked.
        openings: Doors, windows and missing walls that the file has.
        cut: Those of them that are in the scene and that no wall of it covers.
    """

    position_m: float
    size_m: float
    objects: int
    openings: int
    cut: int


def import_errors(house: str | Path | bytes, assets: AssetTable, spec: SceneSpec) -> ImportErrors:
    """Compares a scene with the house that it was read from.

    Args:
        house: The file, or its content, of either kind.
        assets: The boxes of the assets.
        spec: The scene.

    Raises:
        InputError: The file cannot be read, or the scene's walls cannot be made.
    """
    document = read_document(house, "a house").value
    things = [thing for thing in _things(document) if thing["assetId"] in assets.assets]
    errors = [_thing_errors(thing, assets, spec.objects) for thing in things]
    position, size = (max(column) for column in zip((0.0, 0.0), *errors, strict=True))
    wanted = _rectangles(document)
    walls = [part for part in home_surfaces(spec) if part.kind == "wall"]
    stated = [r for r in wanted if any(_fits(r, opening) for opening in spec.openings)]
    cut = [r for r in stated if not any(_covers(wall, r) for wall in walls)]
    return ImportErrors(position, size, len(things), len(wanted), len(cut))


def _things(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for thing in [*holder.get("objects", ()), *(holder.get("children") or ())]:
        yield thing
        yield from _things(thing)


def _thing_errors(
    thing: dict[str, Any], assets: AssetTable, objects: Sequence[ObjectSpec]
) -> tuple[float, float]:
    """Distances of the centre and of the corners from the nearest object of the same asset, m."""
    wanted = _file_corners_m(thing, assets)
    candidates = [_scene_corners_m(item) for item in objects if item.asset == thing["assetId"]]
    centre = wanted.mean(axis=0)
    apart = [float(np.linalg.norm(corners.mean(axis=0) - centre)) for corners in candidates]
    if not apart:
        return math.inf, math.inf
    least = min(apart)
    near = [c for c, d in zip(candidates, apart, strict=True) if d <= least + 1e-9]
    offsets = [c - c.mean(axis=0) - (wanted - centre) for c in near]
    return least, min(float(np.linalg.norm(offset, axis=1).max()) for offset in offsets)


def _file_corners_m(thing: dict[str, Any], assets: AssetTable) -> Float[np.ndarray, "8 3"]:
    """Corners of the asset's box, turned in Unity's axes and with y and z exchanged, m."""
    position, angles = (np.array([thing[k][a] for a in "xyz"]) for k in ("position", "rotation"))
    half = np.array(assets.assets[thing["assetId"]].box_m) / 2
    turn = Rotation.from_euler("zxy", np.radians(angles[[2, 0, 1]]))
    return (position + turn.apply(SIGNS * half))[:, [0, 2, 1]]


def _scene_corners_m(item: ObjectSpec) -> Float[np.ndarray, "8 3"]:
    """The same corners of an object, as `ObjectSpec` defines its tilt and yaw, m."""
    right, up, front = SIGNS.T
    half = np.array(item.size_m) / 2
    local = np.stack([front, -right, up], axis=1) * half
    turned = Rotation.from_euler("z", item.yaw_rad) * Rotation.from_rotvec(item.tilt_rad)
    centre = np.array(item.position_m) + np.array([0.0, 0.0, half[2]])
    return centre + turned.apply(local)


def _rectangles(document: dict[str, Any]) -> list[Rectangle]:
    """Every door, window and missing wall of the file, once."""
    walls = {wall["id"]: wall for wall in document["walls"]}
    holes = [_hole(hole, walls) for hole in [*document["doors"], *document["windows"]]]
    gaps = [_whole(wall) for wall in walls.values() if wall.get("empty")]
    opened = document.get("open_walls") or {}
    height = document.get("wall_height", 0.0)
    gaps += [(tuple(a), tuple(b), 0.0, height) for a, b in opened.get("segments", ())]
    distinct: dict[tuple[object, ...], Rectangle] = {}
    for start, end, low, high in [*holes, *gaps]:
        ends = frozenset((round(x, 2), round(y, 2)) for x, y in (start, end))
        distinct[ends, round(low, 2), round(high, 2)] = start, end, low, high
    return list(distinct.values())


def _whole(wall: dict[str, Any]) -> Rectangle:
    """A wall as AI2-THOR reads it."""
    lowest = sorted(wall["polygon"], key=lambda point: point["y"])
    (x0, y0), (x1, y1) = ((point["x"], point["z"]) for point in lowest[:2])
    return (x0, y0), (x1, y1), 0.0, lowest[-1]["y"] - lowest[0]["y"]


def _hole(hole: dict[str, Any], walls: dict[str, dict[str, Any]]) -> Rectangle:
    """A hole, measured along its second wall if there is one."""
    behind = hole.get("wall1") in walls
    start, end, _, height = _whole(walls[hole["wall1"] if behind else hole["wall0"]])
    start, end = (end, start) if behind else (start, end)
    length = math.dist(start, end)
    along, up = (sorted(point[axis] for point in hole["holePolygon"]) for axis in "xy")
    near, far = (min(max(s, 0.0), length) / length for s in (along[0], along[-1]))
    ends = [
        (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
        for share in (near, far)
    ]
    return ends[0], ends[1], max(up[0], 0.0), min(up[-1], height)


def _fits(rectangle: Rectangle, opening: OpeningSpec) -> bool:
    """Whether all edges of an opening lie on those of a rectangle."""
    start, end, low, high = rectangle
    ends = ((start, end), (end, start))
    apart = min(max(math.dist(opening.start_m, a), math.dist(opening.end_m, b)) for a, b in ends)
    return max(apart, abs(opening.sill_m - low), abs(opening.top_m - high)) < WITHIN_M


def _covers(wall: Surface, rectangle: Rectangle) -> bool:
    """Whether part of a wall lies in a rectangle and part outside; a pane lies within it."""
    start, end, bottom, top = rectangle
    low = np.array([*np.minimum(start, end), bottom])
    high = np.array([*np.maximum(start, end), top])
    lowest, highest = wall.vertices_m.min(axis=0), wall.vertices_m.max(axis=0)
    shared = np.minimum(high, highest) - np.maximum(low, lowest)
    least = np.where(high - low > WITHIN_M, WITHIN_M, -WITHIN_M)
    within = (lowest > low - WITHIN_M).all() and (highest < high + WITHIN_M).all()
    return bool((shared > least).all() and not within)
