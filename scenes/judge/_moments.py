"""Bodies at some moments: their skin, the same pressed in, and points spread over it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float, Int
from scipy.sparse import csr_array

from scenes.judge._rules import Rules
from scenes.world import Agent, PopulatedScene

CHUNK = 64
"""Moments that are worked on at once; agents skin as many."""


@dataclass(frozen=True)
class Sampling:
    """Points that lie evenly over a mesh, as shares of the corners of its triangles.

    Attributes:
        faces: All triangles.
        chosen: The triangle of each point.
        shares: Its barycentric coordinates.
    """

    faces: Int[np.ndarray, "face 3"]
    chosen: Int[np.ndarray, " point"]
    shares: Float[np.ndarray, "point 3"]

    @cached_property
    def edges(self) -> Int[np.ndarray, "edge 2"]:
        """Every edge of the mesh once."""
        pairs = np.concatenate([self.faces[:, [i, (i + 1) % 3]] for i in range(3)])
        return np.unique(np.sort(pairs, axis=1), axis=0)

    def points_m(
        self, vertices_m: Float[np.ndarray, "time vertex 3"]
    ) -> Float[np.ndarray, "time point 3"]:
        """Where the points are, m."""
        return np.einsum("pc,tpck->tpk", self.shares, vertices_m[:, self.faces[self.chosen]])


def sampling(
    vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"], count: int
) -> Sampling:
    """So many points, each for an equal share of the area, always the same."""
    area = np.linalg.norm(_normals(vertices_m[None], faces)[0], axis=1)
    share = (np.arange(count) + 0.5) / count
    chosen = np.searchsorted(np.cumsum(area) / area.sum(), share).clip(0, len(faces) - 1)
    u, v = np.random.default_rng(0).uniform(size=(2, count))
    root = np.sqrt(u)
    return Sampling(faces, chosen, np.stack([1 - root, root * (1 - v), root * v], axis=1))


@dataclass(frozen=True)
class BodyMoments:
    """One person at some moments.

    Attributes:
        name: Who.
        skin_m: The skin, m.
        core_m: The same, pressed in by as much as contact is allowed, m.
        points_m: Points spread over the pressed skin, m.
        normals: Outward unit vectors there.
        pelvis_m: Where the pelvis is, m.
        edges: Edges of the skin.
    """

    name: str
    skin_m: Float[np.ndarray, "time vertex 3"]
    core_m: Float[np.ndarray, "time vertex 3"]
    points_m: Float[np.ndarray, "time point 3"]
    normals: Float[np.ndarray, "time point 3"]
    pelvis_m: Float[np.ndarray, "time 3"]
    edges: Int[np.ndarray, "edge 2"]


@dataclass(frozen=True)
class Moments:
    """Everybody at some moments.

    Attributes:
        times_s: When, s.
        bodies: Who.
    """

    times_s: Float[np.ndarray, " time"]
    bodies: tuple[BodyMoments, ...]


def moments_of(scene: PopulatedScene, rules: Rules) -> Iterator[Moments]:
    """The whole motion, from the first moment to the last, some moments at a time."""
    count = max(2, int(np.ceil(scene.duration_s * rules.rate_hz)) + 1)
    times = np.linspace(0.0, scene.duration_s, count)
    ways: dict[str, Sampling] = {}
    for at in range(0, count, CHUNK):
        chunk = times[at : at + CHUNK]
        yield Moments(chunk, tuple(_body(agent, ways, chunk, rules) for agent in scene.agents))


def _body(
    agent: Agent, ways: dict[str, Sampling], times_s: Float[np.ndarray, " time"], rules: Rules
) -> BodyMoments:
    """One person at these moments; the sampling is chosen at the first of all."""
    skin = np.asarray(agent.vertices(times_s), dtype=np.float64)
    if agent.name not in ways:
        ways[agent.name] = sampling(skin[0], np.asarray(agent.faces), rules.points)
    way = ways[agent.name]
    face_normals = _normals(skin, way.faces)
    core = skin - rules.contact_m * _at_vertices(face_normals, way.faces, skin.shape[1])
    pelvis = agent.joints(times_s)[:, agent.joint_names.index("pelvis")]
    normals = _unit(face_normals[:, way.chosen])
    return BodyMoments(agent.name, skin, core, way.points_m(core), normals, pelvis, way.edges)


def _normals(
    vertices_m: Float[np.ndarray, "time vertex 3"], faces: Int[np.ndarray, "face 3"]
) -> Float[np.ndarray, "time face 3"]:
    """Outward normals of triangles, as long as their area."""
    a, b, c = (vertices_m[:, faces[:, i]] for i in range(3))
    return np.cross(b - a, c - a) / 2


def _at_vertices(
    face_normals: Float[np.ndarray, "time face 3"], faces: Int[np.ndarray, "face 3"], count: int
) -> Float[np.ndarray, "time vertex 3"]:
    """Unit normals at vertices: the mean of their triangles' by area."""
    rows, columns = faces.ravel(), np.repeat(np.arange(len(faces)), 3)
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, len(faces)))
    times = len(face_normals)
    flat = np.moveaxis(face_normals, 0, 1).reshape(len(faces), -1)
    return _unit(np.moveaxis((table @ flat).reshape(count, times, 3), 1, 0))


def _unit(vectors: Float[np.ndarray, "*batch 3"]) -> Float[np.ndarray, "*batch 3"]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)
