"""Self-penetration: how far one limb goes into another, or into trunk and head.

A body is filled with spheres that just fit inside it and are skinned as it is. Two parts that could
only meet by bending reach into each other where their spheres overlap; parts that lie beside each
other or are pressed together (thigh and belly, thigh and thigh, forearm and upper arm) are soft
and do not count.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from jaxtyping import Float, Int
from scipy.spatial import cKDTree

from scenes.bodies import SIDES, Body, RestArrays, rest_arrays
from scenes.motion._contact import NEIGHBOURS, around, skinned
from scenes.motion._once import once_a_body
from scenes.motion._pose import Pose

GRID_M = 0.02
"""Distance of the places that are tried for a sphere, m."""

LEAST_M = 0.018
"""Radius of the smallest sphere, m: half a hand's thickness."""

_LIMB = ("upper arm", "forearm", "hand", "thigh", "shank", "foot")

_MEETS = {
    "forearm": ("head", "trunk", "thigh", "shank"),
    "hand": ("head", "trunk", "thigh", "shank"),
}
"""Parts that a part of an arm must not enter, on either side."""

_ACROSS = (
    *combinations(("forearm", "hand", "upper arm"), 2),
    *combinations(("shank", "foot", "thigh"), 2),
    ("forearm", "forearm"),
    ("hand", "hand"),
    ("shank", "shank"),
    ("foot", "foot"),
)
"""Parts that must not enter one another on opposite sides."""


@dataclass(frozen=True)
class Filling:
    """The spheres that fill a body.

    Attributes:
        rest: The body with the spheres' centres as its skin.
        radius_m: Their radii, m.
        parts: The part of the body that each belongs to: `trunk`, `head`, or such as `L hand`.
        pairs: Pairs of spheres that must not overlap.
    """

    rest: RestArrays
    radius_m: Float[np.ndarray, " sphere"]
    parts: tuple[str, ...]
    pairs: Int[np.ndarray, "pair 2"]


def overlap_m(body: Body, pose: Pose) -> tuple[Float[np.ndarray, " time"], str]:
    """Deepest overlap of parts of a body at each time, m, 0 for none; and which parts, at worst."""
    filling = filling_of(body)
    centres = skinned(filling.rest, pose)
    one, other = filling.pairs.T
    reach = filling.radius_m[one] + filling.radius_m[other]
    deepest, worst, where = np.zeros(len(centres)), 0.0, ""
    for time, at in enumerate(centres):
        depth = reach - np.linalg.norm(at[one] - at[other], axis=1)
        most = int(depth.argmax())
        deepest[time] = max(0.0, depth[most])
        if depth[most] > worst:
            worst = float(depth[most])
            where = f"{filling.parts[one[most]]} in {filling.parts[other[most]]}"
    return deepest, where


@once_a_body
def filling_of(body: Body) -> Filling:
    """Fills a body at rest with spheres, the largest first."""
    places = _inside(body)
    distance, nearest = cKDTree(body.vertices_m).query(places)
    chosen = _chosen(places, distance)
    names = _parts(body)
    parts = tuple(str(names[vertex]) for vertex in nearest[chosen])
    centres, radius = places[chosen], distance[chosen]
    rest = around(rest_arrays(body, np.float32), centres)
    return Filling(rest, radius, parts, _pairs(parts))


def _chosen(
    places_m: Float[np.ndarray, "place 3"], radius_m: Float[np.ndarray, " place"]
) -> list[int]:
    """Places that are in no larger sphere."""
    chosen: list[int] = []
    for place in np.argsort(-radius_m):
        if radius_m[place] < LEAST_M:
            break
        away = np.linalg.norm(places_m[chosen] - places_m[place], axis=1)
        if not (away < radius_m[chosen]).any():
            chosen.append(int(place))
    return chosen


def _inside(body: Body) -> Float[np.ndarray, "place 3"]:
    """Places on a grid inside a body: the skin about them faces away."""
    low, high = body.vertices_m.min(axis=0), body.vertices_m.max(axis=0)
    axes = [np.arange(low[i] + GRID_M / 2, high[i], GRID_M) for i in range(3)]
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    distance, near = cKDTree(body.vertices_m).query(places, NEIGHBOURS)
    away = body.vertices_m[near] - places[:, None]
    within = np.einsum("pni,pni->pn", away, _normals(body)[near]) > 0
    return places[within.all(axis=1) & (distance[:, 0] > LEAST_M)]


def _normals(body: Body) -> Float[np.ndarray, "vertex 3"]:
    """Where the skin faces at each vertex, not normalised."""
    a, b, c = np.moveaxis(body.vertices_m[body.faces], 1, 0)
    facing = np.zeros_like(body.vertices_m)
    np.add.at(facing, body.faces, np.cross(b - a, c - a)[:, None])
    return facing


def _parts(body: Body) -> np.ndarray:
    """The part that each vertex belongs to."""
    names = np.full(len(body.vertices_m), "trunk", dtype="<U12")
    names[body.share(body.rig.neck[-1]) > 0.5] = "head"
    for side in SIDES:
        limb = body.rig.limbs[side]
        bones = (limb.shoulder, limb.elbow, limb.wrist, limb.hip, limb.knee, limb.ankle)
        for name, bone in zip(_LIMB, bones, strict=True):
            names[body.share(bone) > 0.5] = f"{side} {name}"
    return names


def _pairs(parts: tuple[str, ...]) -> Int[np.ndarray, "pair 2"]:
    apart = np.array([[_apart(one, other) for other in parts] for one in parts])
    return np.argwhere(np.triu(apart | apart.T, 1))


def _apart(one: str, other: str) -> bool:
    """Whether the first part must not enter the second."""
    part, side = one.split(" ", 1)[-1], one[0]
    whole = other.split(" ", 1)[-1]
    if whole in _MEETS.get(part, ()):
        return True
    return side != other[0] and (part, whole) in _ACROSS
