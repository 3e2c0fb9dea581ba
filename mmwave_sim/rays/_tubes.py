"""Tubes of rays that bounce from surface to surface: the discrete half of several bounces."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import jax
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from mmwave_sim.rays._first_hit import FirstHit

_GRAZING = 0.02
"""Tubes that meet a face at less than this cosine are dropped: their footprints have no end."""
_LIFT_M = 1e-4
"""Rays start this far in front of the face that they leave, so that they do not meet it."""

Triangles = Float[np.ndarray, "triangle 3 3"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Tubes:
    """Tubes of one number of bounces, from the transmitters' side; a pytree.

    A tube starts at a small triangle that is fixed on the first face, so it moves with the
    material and does not slide over it.

    Attributes:
        faces: The faces that it meets, in order.
        barycentric: Corners of the start triangle, in barycentric coordinates of the first face.
        weight: 1, or 0 for padding; may vary from node to node.
    """

    faces: Int[Array, "tube bounce"] | Int[np.ndarray, "tube bounce"]
    barycentric: Float[Array, "tube 3 3"] | Float[np.ndarray, "tube 3 3"]
    weight: Float[Array, "*node tube"] | Float[np.ndarray, "*node tube"]

    def __len__(self) -> int:
        return len(self.faces)

    def padded(self, count: int) -> "Tubes":
        """The same with copies of the first tube, of weight 0, up to a count."""
        pick = np.concatenate([np.arange(len(self)), np.zeros(count - len(self), dtype=int)])
        there = np.arange(count) < len(self)
        weight = np.asarray(self.weight)[..., pick] * there
        return replace(
            self, faces=self.faces[pick], barycentric=self.barycentric[pick], weight=weight
        )


def trace_tubes(
    hits: FirstHit,
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
    source_m: Float[np.ndarray, "3"],
    sink_m: Float[np.ndarray, "3"],
    edge_m: float,
    max_bounces: int,
    refinements: int = 2,
    mirrors: Bool[np.ndarray, "face"] | None = None,
) -> tuple[Tubes, ...]:
    """Shoots rays through every lit face and follows them from face to face.

    Shooting and bouncing rays (Ling, Chou and Lee 1989, *IEEE Trans. Antennas Propag.* 37(2)).
    Every face is cut into start triangles, and those four times over `refinements` times; small
    ones that meet the same faces in the same order are joined again, so that a tube is as large as
    allowed but where its way divides. Only fronts reflect (corners counter-clockwise), and the
    sink must see the last face.

    Args:
        hits: The same triangles, for rays.
        vertices_m: World positions at one instant, m.
        faces: Vertex indices of all triangles of all meshes.
        source_m: Where the rays come from, m.
        sink_m: Where they are received, m.
        edge_m: Longest edge of a start triangle, m. Over a footprint the phase is taken as
            linear, which holds up to sqrt(0.2 R / k), with R the distance and k the wavenumber.
        max_bounces: Most faces that a tube meets, 2 or more.
        refinements: How often start triangles are cut in four to find where ways divide.
        mirrors: Faces that reflect; the others only stand in the way. All if left out.

    Returns:
        The tubes of 2, 3, ... `max_bounces` bounces; those of some number may be none.
    """
    shot = _Shot(hits, vertices_m, faces, source_m, sink_m, mirrors)
    fronts = np.flatnonzero(shot.mirrors & shot.looks_to(source_m))
    first, triangles = start_triangles(vertices_m[faces[fronts]], edge_m, refinements)
    found = shot.follow(fronts[first], triangles, max_bounces)
    return tuple(_joined(met, corners, refinements) for met, corners in found)


def start_triangles(
    corners_m: Float[np.ndarray, "face 3 3"], edge_m: float, refinements: int
) -> tuple[Int[np.ndarray, "triangle"], Triangles]:
    """Faces cut into triangles with edges of at most `edge_m` / 2^`refinements`.

    Returns:
        The face of each triangle, and its corners in barycentric coordinates of that face. Each
        run of 4^`refinements` is one triangle with an edge of at most `edge_m`, cut up.
    """
    longest = np.linalg.norm(corners_m - np.roll(corners_m, 1, axis=1), axis=-1).max(axis=1)
    cuts = np.ceil(np.log2(np.maximum(longest / edge_m, 1.0))).astype(int)
    face, triangles = [np.zeros(0, dtype=int)], [np.zeros((0, 3, 3))]
    for count in np.unique(cuts):
        here = np.flatnonzero(cuts == count)
        pieces = np.eye(3)[None]
        for _ in range(count + refinements):
            pieces = _quarters(pieces)
        face.append(np.repeat(here, len(pieces)))
        triangles.append(np.tile(pieces, (len(here), 1, 1)))
    return np.concatenate(face), np.concatenate(triangles)


class _Shot:
    """A burst of rays from one source."""

    def __init__(
        self,
        hits: FirstHit,
        vertices_m: Float[np.ndarray, "vertex 3"],
        faces: Int[np.ndarray, "face 3"],
        source_m: Float[np.ndarray, "3"],
        sink_m: Float[np.ndarray, "3"],
        mirrors: Bool[np.ndarray, "face"] | None,
    ) -> None:
        self.hits, self.source_m, self.sink_m = hits, source_m, sink_m
        self.corners_m = vertices_m[faces]
        a, b, c = np.moveaxis(self.corners_m, 1, 0)
        self.normal = _unit(np.cross(b - a, c - a))
        self.mirrors = np.ones(len(faces), dtype=bool) if mirrors is None else mirrors

    def looks_to(self, point_m: Float[np.ndarray, "3"]) -> Bool[np.ndarray, "face"]:
        """Faces whose fronts look to a point, whatever stands between."""
        height_m = np.sum((point_m - self.corners_m[:, 0]) * self.normal, axis=1)
        return np.asarray(height_m > 0)

    def follow(
        self, face: Int[np.ndarray, "triangle"], triangles: Triangles, max_bounces: int
    ) -> Iterator[tuple[Int[np.ndarray, "triangle bounce"], Triangles]]:
        """Faces met by the ray through each triangle's middle, -1 where it is not received."""
        at_m = triangles @ self.corners_m[face]
        # The middle decides what is met; the corners go along to see that footprints have an end.
        at_m = np.concatenate([at_m.mean(axis=1, keepdims=True), at_m], axis=1)
        direction = _unit(at_m - self.source_m)
        met = face[:, None]
        alive = np.flatnonzero(self._fronts(face, direction))
        alive = alive[self._sees(at_m[alive, 0], face[alive], self.source_m)]
        at_m, direction = at_m[alive], direction[alive]
        for bounce in range(1, max_bounces):
            met = np.pad(met, ((0, 0), (0, 1)), constant_values=-1)
            kept, next_face, at_m, direction = self._bounce(met[alive, bounce - 1], at_m, direction)
            alive = alive[kept]
            met[alive, bounce] = next_face
            received = alive[self._sees(at_m[:, 0], next_face, self.sink_m)]
            seen = np.full_like(met, -1)
            seen[received] = met[received]
            yield seen, triangles

    def _bounce(
        self,
        face: Int[np.ndarray, "ray"],
        at_m: Float[np.ndarray, "ray 4 3"],
        direction: Float[np.ndarray, "ray 4 3"],
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Which rays meet another front; its face, and the rays on it."""
        normal = self.normal[face][:, None]
        direction = direction - 2 * np.sum(direction * normal, axis=-1, keepdims=True) * normal
        met = self.hits(at_m[:, 0] + _LIFT_M * normal[:, 0], direction[:, 0]).face
        kept = np.flatnonzero(met >= 0)
        kept = kept[self._fronts(met[kept], direction[kept])]
        met, at_m, direction = met[kept], at_m[kept], direction[kept]
        normal = self.normal[met][:, None]
        height = np.sum((at_m - self.corners_m[met, :1]) * normal, axis=-1, keepdims=True)
        at_m = at_m - height / np.sum(direction * normal, axis=-1, keepdims=True) * direction
        return kept, met, at_m, direction

    def _fronts(
        self, face: Int[np.ndarray, "ray"], direction: Float[np.ndarray, "ray 4 3"]
    ) -> Bool[np.ndarray, "ray"]:
        cosine = -np.sum(direction * self.normal[face][:, None], axis=-1)
        return self.mirrors[face] & np.all(cosine > _GRAZING, axis=1)

    def _sees(
        self,
        at_m: Float[np.ndarray, "ray 3"],
        face: Int[np.ndarray, "ray"],
        end_m: Float[np.ndarray, "3"],
    ) -> Bool[np.ndarray, "ray"]:
        """Whether the front of a face sees a point."""
        start_m = at_m + _LIFT_M * self.normal[face]
        way = end_m - start_m
        seen = np.sum(way * self.normal[face], axis=1) > 0
        hit = self.hits(start_m[seen], _unit(way[seen]))
        seen[seen] = hit.distance_m >= np.linalg.norm(way[seen], axis=1)
        return seen


def _joined(met: Int[np.ndarray, "triangle bounce"], triangles: Triangles, levels: int) -> Tubes:
    """Joins four sister triangles wherever they meet the same faces, level by level."""
    faces, corners = [], []
    for _ in range(levels):
        family, four = met.reshape(-1, 4, met.shape[1]), triangles.reshape(-1, 4, 3, 3)
        alike = np.all(family == family[:, :1], axis=(1, 2))
        alone = ~alike[:, None] & (family[:, :, 0] >= 0)
        faces.append(family[alone])
        corners.append(four[alone])
        met = np.where(alike[:, None], family[:, 0], -1)
        triangles = np.stack([four[:, 0, 0], four[:, 1, 1], four[:, 2, 2]], axis=1)
    there = met[:, 0] >= 0
    all_faces = np.concatenate([*faces, met[there]])
    return Tubes(all_faces, np.concatenate([*corners, triangles[there]]), np.ones(len(all_faces)))


def _quarters(triangles: Triangles) -> Triangles:
    """Each triangle cut in four at the middles of its edges; the last piece is the inner one."""
    a, b, c = np.moveaxis(triangles, 1, 0)
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    pieces = [[a, ab, ca], [ab, b, bc], [ca, bc, c], [bc, ca, ab]]
    return np.stack([np.stack(piece, axis=1) for piece in pieces], axis=1).reshape(-1, 3, 3)


def _unit(vectors: Float[np.ndarray, "... 3"]) -> Float[np.ndarray, "... 3"]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-30)
