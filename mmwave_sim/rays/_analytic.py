"""A small tracer in NumPy: the image method and triangle tests, an oracle for the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.rays._first_hit import BruteFirstHit
from mmwave_sim.rays._tracer import END_GAP_M, Points
from mmwave_sim.rays._unfold import unfold
from mmwave_sim.rays._walls import Chain, Wall
from mmwave_sim.rays._world import World


@dataclass(frozen=True)
class TriangleSoup:
    """Triangles that hide what is behind them.

    Attributes:
        corners_m: Corners of each triangle, m.
    """

    corners_m: Float[np.ndarray, "triangle 3 3"]

    def clear(self, start_m: Points, end_m: Points) -> Bool[np.ndarray, "point"]:
        """Whether each segment meets no triangle (Moeller and Trumbore 1997)."""
        chunk = max(1, 2_000_000 // max(1, len(self.corners_m)))
        parts = [
            self._clear(start_m[i : i + chunk], end_m[i : i + chunk])
            for i in range(0, len(start_m), chunk)
        ]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=bool)

    def _clear(self, start_m: Points, end_m: Points) -> Bool[np.ndarray, "point"]:
        way = end_m - start_m
        length = np.linalg.norm(way, axis=1, keepdims=True)
        direction = way / np.maximum(length, 1e-12)
        origin, a = start_m[:, None], self.corners_m[None, :, 0]
        edge_1 = self.corners_m[None, :, 1] - a
        edge_2 = self.corners_m[None, :, 2] - a
        p = np.cross(direction[:, None], edge_2)
        determinant = np.sum(edge_1 * p, axis=-1)
        parallel = np.abs(determinant) < 1e-14
        inverse = 1 / np.where(parallel, 1.0, determinant)
        u = np.sum((origin - a) * p, axis=-1) * inverse
        q = np.cross(origin - a, edge_1)
        v = np.sum(direction[:, None] * q, axis=-1) * inverse
        t = np.sum(edge_2 * q, axis=-1) * inverse
        between = (t > END_GAP_M) & (t < length - END_GAP_M)
        return ~np.any(~parallel & (u >= 0) & (v >= 0) & (u + v <= 1) & between, axis=1)


@dataclass(frozen=True)
class AnalyticTracer:
    """Image method for chains, brute force for visibility.

    Attributes:
        world: The walls and meshes.
    """

    world: World

    def chains(self, source_m: Points, probes_m: Points, max_bounces: int) -> tuple[Chain, ...]:
        """Wall chains whose reflection points lie on their walls for some probe."""
        walls = range(len(self.world.walls))
        found = [Chain()]
        for bounces in range(1, max_bounces + 1):
            for order in product(walls, repeat=bounces):
                repeats = any(i == j for i, j in pairwise(order))
                if not repeats and self._reaches(Chain(order), source_m, probes_m):
                    found.append(Chain(order))
        return tuple(found)

    def _reaches(self, chain: Chain, source_m: Points, probes_m: Points) -> bool:
        walls: tuple[Wall, ...] = self.world.walls
        return bool(np.any(unfold(chain, walls, source_m[0], probes_m).on_walls))

    def occluders(self, moving_m: Sequence[Float[np.ndarray, "vertex 3"]]) -> TriangleSoup:
        """All triangles of meshes, the moving ones at these vertices."""
        meshes = [(mesh.vertices_m, mesh.faces) for mesh in self.world.still]
        meshes += [(v, mesh.faces) for v, mesh in zip(moving_m, self.world.moving, strict=True)]
        parts = [np.asarray(vertices)[faces] for vertices, faces in meshes]
        return TriangleSoup(np.concatenate(parts) if parts else np.zeros((0, 3, 3)))

    def first_hit(
        self, vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
    ) -> BruteFirstHit:
        """Every ray against every triangle."""
        return BruteFirstHit(vertices_m, faces)
