"""Which triangle a ray meets first: what tubes are traced with."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim._llvm import prepare_llvm
from mmwave_sim.rays._mitsuba import mitsuba_mesh

Vectors = Float[np.ndarray, "ray 3"]


class Hit(NamedTuple):
    """The first triangle on each ray.

    Attributes:
        face: Index of the triangle, -1 where there is none.
        distance_m: How far it is, m; infinite where there is none.
    """

    face: Int[np.ndarray, "ray"]
    distance_m: Float[np.ndarray, "ray"]


class FirstHit(Protocol):
    """Triangles at one instant, asked what each ray meets first."""

    def __call__(self, origin_m: Vectors, direction: Vectors) -> Hit:
        """The nearest triangle, from either side, along unit directions."""
        ...


@dataclass(frozen=True)
class BruteFirstHit:
    """Every ray against every triangle (Moeller and Trumbore 1997): an oracle, and for few faces.

    Attributes:
        vertices_m: World positions, m.
        faces: Vertex indices of each triangle.
    """

    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]

    def __call__(self, origin_m: Vectors, direction: Vectors) -> Hit:
        """The nearest triangle, from either side, along unit directions."""
        chunk = max(1, 500_000 // max(1, len(self.faces)))
        parts = [
            self._first(origin_m[i : i + chunk], direction[i : i + chunk])
            for i in range(0, max(1, len(origin_m)), chunk)
        ]
        return Hit(*(np.concatenate(part) for part in zip(*parts, strict=True)))

    def _first(self, origin_m: Vectors, direction: Vectors) -> Hit:
        a, b, c = np.moveaxis(self.vertices_m[self.faces], 1, 0)
        p = np.cross(direction[:, None], c - a)
        determinant = np.sum((b - a) * p, axis=-1)
        parallel = np.abs(determinant) < 1e-14
        inverse = 1 / np.where(parallel, 1.0, determinant)
        relative = origin_m[:, None] - a
        u = np.sum(relative * p, axis=-1) * inverse
        q = np.cross(relative, b - a)
        v = np.sum(direction[:, None] * q, axis=-1) * inverse
        t = np.sum((c - a) * q, axis=-1) * inverse
        met = ~parallel & (u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0)
        distance = np.where(met, t, np.inf)
        face = np.argmin(distance, axis=1)
        nearest = distance[np.arange(len(face)), face]
        return Hit(np.where(np.isfinite(nearest), face, -1), nearest)


class MitsubaFirstHit:
    """The same by Mitsuba's ray tracer, in float32."""

    def __init__(
        self, vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
    ) -> None:
        """Builds the scene.

        Args:
            vertices_m: World positions, m.
            faces: Vertex indices of each triangle.

        Raises:
            InputError: No usable LLVM is installed.
        """
        prepare_llvm()
        mesh = mitsuba_mesh("soup", vertices_m, np.asarray(faces))
        import mitsuba as mi

        self._scene: Any = mi.load_dict({"type": "scene", "soup": mesh})

    def __call__(self, origin_m: Vectors, direction: Vectors) -> Hit:
        """The nearest triangle, from either side, along unit directions."""
        import mitsuba as mi

        if len(origin_m) == 0:
            return Hit(np.zeros(0, dtype=int), np.zeros(0))
        ray = mi.Ray3f(
            mi.Point3f(origin_m.T.astype(np.float32)), mi.Vector3f(direction.T.astype(np.float32))
        )
        met = self._scene.ray_intersect_preliminary(ray)
        found = np.array(met.is_valid())
        face = np.where(found, np.array(met.prim_index).astype(int), -1)
        return Hit(face, np.where(found, np.array(met.t, dtype=float), np.inf))
