"""`Probe`: a few points of a person's skin, and how they move."""

from dataclasses import dataclass, replace

import jax
import numpy as np
from jaxtyping import Array, Float, Int

from scenes.bodies import (
    SIDES,
    Body,
    ChestPattern,
    RestArrays,
    Side,
    VitalSigns,
    chest_pattern,
    rest_arrays,
    skin,
    thinned,
)
from scenes.motion import Pose
from scenes.world._agent import Agent

SPREAD = 768
"""Points that stand for equal shares of the area of the skin."""

SOLE = 96
"""Points of each foot: those that are lowest at rest."""

TIPS = 5
"""Crown, finger tips and tips of the toes: what is fastest is often one of them."""

CHUNK = 32
"""Poses that are skinned at once, so that it compiles once."""


@dataclass(frozen=True)
class Probe:
    """Points of somebody's skin: `SPREAD` of equal area, `TIPS`, then `SOLE` of either foot.

    Attributes:
        agent: Who.
        rest: Their body with these points alone.
        pattern: Where breath and heartbeat show on them.
    """

    agent: Agent
    rest: RestArrays
    pattern: ChestPattern

    def points_m(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time point 3"]:
        """World positions of the points, m."""
        padded = np.pad(times_s, (0, -len(times_s) % CHUNK), mode="edge")
        pose, chunks = self.agent.motion.pose(padded), []
        with jax.enable_x64(True):
            for at in range(0, len(padded), CHUNK):
                now, part = padded[at : at + CHUNK], _part(pose, at)
                points = _living(self.rest, self.pattern, part, self.agent.vitals, now)
                chunks.append(np.asarray(points))
        return np.concatenate(chunks)[: len(times_s)]


def _part(pose: Pose, at: int) -> Pose:
    """The poses of one chunk."""
    return jax.tree.map(lambda leaf: np.asarray(leaf)[at : at + CHUNK], pose)


@jax.jit
def _living(
    rest: RestArrays,
    pattern: ChestPattern,
    pose: Pose,
    vitals: VitalSigns,
    times_s: Float[Array, " time"],
) -> Float[Array, "time point 3"]:
    alive = pattern.displacement_m(vitals, times_s)
    rotations, place, turn = jax.tree.leaves(pose)
    return skin(rest, rotations, place, turn, alive)


def probe_of(agent: Agent) -> Probe:
    """Chooses the points; the same ones for the same body."""
    body, whole = agent.body, chest_pattern(agent.body)
    soles = [lowest(body, side) for side in SIDES]
    chosen = np.concatenate([spread(body), tips(body), *soles])
    names = ("direction", "breathing", "heartbeat")
    pattern = replace(whole, **{name: getattr(whole, name)[chosen] for name in names})
    with jax.enable_x64(True):
        return Probe(agent, thinned(rest_arrays(body, np.float64), chosen), pattern)


def spread(body: Body) -> Int[np.ndarray, " point"]:
    """Vertices that stand for equal shares of the area, in the order of the mesh."""
    a, b, c = (body.vertices_m[body.faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    own = np.bincount(body.faces.ravel(), np.repeat(area, 3), len(body.vertices_m))
    share = (np.arange(SPREAD) + 0.5) / SPREAD
    return np.searchsorted(np.cumsum(own) / own.sum(), share).clip(0, len(own) - 1)


def tips(body: Body) -> Int[np.ndarray, " point"]:
    """The points of head, hands and feet that are farthest from neck, wrist and ankle."""
    limbs = [body.rig.limbs[side] for side in SIDES]
    ends = [body.rig.neck[-1], *(name for limb in limbs for name in (limb.wrist, limb.ankle))]
    away = [np.linalg.norm(body.vertices_m - body.head_m(end), axis=1) for end in ends]
    return np.array(
        [int((d * (body.share(end) > 0.5)).argmax()) for d, end in zip(away, ends, strict=True)]
    )


def lowest(body: Body, side: Side) -> Int[np.ndarray, " point"]:
    """The lowest points of a foot, again from the lowest where it has fewer."""
    foot = np.flatnonzero(body.share(body.rig.limbs[side].ankle) > 0.5)
    return np.resize(foot[body.vertices_m[foot, 2].argsort(kind="stable")][:SOLE], SOLE)
