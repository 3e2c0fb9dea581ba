"""What of the skin touches: a thinned skin, posed quickly, and how low it hangs."""

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.spatial import cKDTree

from scenes.bodies import SIDES, Body, RestArrays, Side, rest_arrays, skin, thinned
from scenes.motion._once import once_a_body
from scenes.motion._pose import Pose

POINTS = 768
"""Points of a thinned skin: one in some 5 cm."""

SOLE_POINTS = 160
"""Points of the underside of a foot."""

NEIGHBOURS = 8
"""Vertices that a place inside a body moves with."""

UPPER_THIGH = 0.45
"""Part of the thigh, from the hip, that one sits on."""

TIMES = 128
"""Poses that are skinned at once, where there are several."""

_skin = jax.jit(skin)


@dataclass(frozen=True)
class Shell:
    """Some points of a skin, far apart from one another, always as many.

    Attributes:
        rest: The body with these points alone.
        seat: Which of them one sits on: thighs and buttocks.
        feet: Which belong to the feet.
    """

    rest: RestArrays
    seat: Bool[np.ndarray, " point"]
    feet: Bool[np.ndarray, " point"]

    def points_m(self, pose: Pose) -> Float[np.ndarray, "time point 3"]:
        """World positions of the points, m."""
        return skinned(self.rest, pose)


def skinned(rest: RestArrays, pose: Pose) -> Float[np.ndarray, "time point 3"]:
    """World positions of skin in every pose, m, a few poses at a time so that it compiles once."""
    count = len(pose.root_translation_m)
    size = 1 if count == 1 else TIMES
    leaves = [np.asarray(leaf, np.float32) for leaf in jax.tree.leaves(pose)]
    padded = [np.concatenate([x, np.repeat(x[-1:], -count % size, axis=0)]) for x in leaves]
    parts = [
        np.asarray(_skin(rest, *(x[at : at + size] for x in padded)))
        for at in range(0, count, size)
    ]
    return np.concatenate(parts)[:count].astype(np.float64)


def part_of(body: Body, chosen: Int[np.ndarray, " point"]) -> RestArrays:
    """The body with these points of its skin alone."""
    return thinned(rest_arrays(body, np.float32), chosen)


def around(rest: RestArrays, places_m: Float[np.ndarray, "place 3"]) -> RestArrays:
    """The body with these places as its skin; each moves as the skin about it does on average."""
    _, near = cKDTree(np.asarray(rest.vertices_m)).query(places_m, NEIGHBOURS)
    pose = rest.pose_directions_m
    return replace(
        rest,
        vertices_m=jnp.asarray(places_m, rest.vertices_m.dtype),
        weights=rest.weights[near].mean(axis=1),
        shape_directions_m=rest.shape_directions_m[:, near].mean(axis=2),
        pose_directions_m=None if pose is None else pose[:, near].mean(axis=2),
    )


@once_a_body
def soles_of(body: Body) -> dict[Side, RestArrays]:
    """The body with the lowest skin of either foot alone."""
    found: dict[Side, RestArrays] = {}
    for side in SIDES:
        mine = np.flatnonzero(body.share(body.rig.limbs[side].ankle) > 0.5)
        low = mine[np.argsort(body.vertices_m[mine, 2])]
        found[side] = part_of(body, np.resize(low[:SOLE_POINTS], SOLE_POINTS))
    return found


@once_a_body
def shell_of(body: Body) -> Shell:
    """Thins a skin."""
    chosen = far_apart(body.vertices_m, POINTS)
    few = part_of(body, chosen)
    limbs = [body.rig.limbs[side] for side in SIDES]
    knees = body.share(*(limb.knee for limb in limbs))[chosen]
    thighs = body.share(*(name for limb in limbs for name in (limb.hip, limb.buttock)))[chosen]
    root = body.weights[chosen, body.bone(body.rig.root)]
    feet = body.share(*(limb.ankle for limb in limbs))[chosen]
    hip, knee = (body.head_m(getattr(limbs[0], joint))[2] for joint in ("hip", "knee"))
    upper = body.vertices_m[chosen, 2] > hip - UPPER_THIGH * (hip - knee)
    return Shell(few, (thighs + root > 0.6) & (knees < 0.3) & upper, feet > 0.5)


def far_apart(points_m: Float[np.ndarray, "point 3"], count: int) -> Int[np.ndarray, " chosen"]:
    """Farthest-point sampling (Gonzalez 1985), from the lowest point on; repeats when too few."""
    chosen = [int(points_m[:, 2].argmin())]
    distance = np.full(len(points_m), np.inf)
    for _ in range(count - 1):
        distance = np.minimum(distance, ((points_m - points_m[chosen[-1]]) ** 2).sum(1))
        chosen.append(int(distance.argmax()))
    return np.array(chosen)
