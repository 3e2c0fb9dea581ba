"""Triangles that are too long for a flat wave front, divided at points that stay on the mesh."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from mmwave_sim.motion import MovingMesh

LONGEST_EDGE: Final = 0.5
"""An edge is at most sqrt(0.5 R / k). Over such a facet the wave front that is curved on both ways
departs from the plane of the closed form by at most 0.18 rad, at the corners, and 0.05 rad rms;
the mean of that is in the path's length."""

_CURVED: Final = 16.0
"""On a curved surface neighbours look elsewhere and do not add up to one lobe, whose nulls would
show the rest: there edges may be longer by the root of this."""
_FLAT: Final = np.cos(np.deg2rad(0.03))
_SHARP: Final = np.cos(np.deg2rad(25.0))

_NEAREST_M = 0.3
"""Nearer than this to the radar facets are not made smaller."""
_MOST_HALVINGS = 16
_KEYS = 32
_ENDS = (1, 2, 0)
"""Edge e of a face leads from corner e to this corner."""


@dataclass(frozen=True)
class Division:
    """A finer mesh whose new vertices are midpoints of edges, edges of edges, and so on.

    The midpoints are fixed to the material, so that the same division serves every key frame and
    phase runs on. Neighbours share midpoints: the mesh stays closed.

    Attributes:
        faces: The finer triangles, in the order of the faces that they came from.
        of_face: For each of them the face that it came from.
        midpoints: For each halving, the two vertices in whose middle each new vertex lies.
    """

    faces: Int[np.ndarray, "part 3"]
    of_face: Int[np.ndarray, "part"]
    midpoints: tuple[Int[np.ndarray, "new 2"], ...]

    def place(
        self, vertices_m: Float[np.ndarray, "*key vertex 3"]
    ) -> Float[np.ndarray, "*key finer 3"]:
        """Vertices of the finer mesh from those of the mesh, m; differentiable, linear."""
        return with_midpoints(vertices_m, self.midpoints)


Vertices = TypeVar("Vertices", Array, np.ndarray)


def with_midpoints(
    vertices_m: Vertices, midpoints: tuple[Int[Array | np.ndarray, "new 2"], ...]
) -> Vertices:
    """Vertices `*key vertex 3` (m), or their velocities, with those of each halving behind them."""
    for pair in midpoints:
        middle = (vertices_m[..., pair[:, 0], :] + vertices_m[..., pair[:, 1], :]) / 2
        join = np if isinstance(vertices_m, np.ndarray) else jnp
        vertices_m = join.concatenate([vertices_m, middle], axis=-2)
    return vertices_m


def divide(
    vertices_m: Float[np.ndarray, "key vertex 3"],
    faces: Int[np.ndarray, "face 3"],
    source_m: Float[np.ndarray, "3"],
    wavelength_m: float,
    longest_edge: float = LONGEST_EDGE,
) -> Division:
    """Halves the edges that are longer than sqrt(longest_edge R / k) at some key frame.

    Those of curved surfaces may be longer, see `_CURVED`.

    R is the least distance that any point of the edge can have from the source, so only the near
    part of a large surface is divided finely.

    Args:
        vertices_m: Vertices at the key frames that are looked at, m.
        faces: Triangles.
        source_m: The radar, m.
        wavelength_m: Wavelength, m.
        longest_edge: k L^2 / R of the longest edges that remain, rad.
    """
    k_per_m = 2 * np.pi / wavelength_m
    points = np.asarray(vertices_m, dtype=np.float64)
    division = Division(np.asarray(faces), np.arange(len(faces)), ())
    flat = _is_flat(points[0], division.faces)
    for _ in range(_MOST_HALVINGS):
        edges, of_edge = _edges(division.faces)
        strict = np.zeros(len(edges), dtype=bool)
        strict[of_edge[flat[division.of_face]]] = True
        limit = np.where(strict, longest_edge, _CURVED * longest_edge)
        long = _curvature_rad(points, edges, source_m, k_per_m) > limit
        if not long.any():
            break
        division = _halved(division, edges, of_edge, long, points.shape[1])
        pair = division.midpoints[-1]
        points = np.concatenate([points, (points[:, pair[:, 0]] + points[:, pair[:, 1]]) / 2], 1)
    return division


def divide_mesh(
    mesh: MovingMesh, source_m: Float[np.ndarray, "3"], wavelength_m: float
) -> MovingMesh:
    """A moving mesh without edges that are too long; the mesh itself if there are none.

    Up to 32 key frames, evenly spread, decide which edges are.

    Args:
        mesh: The mesh.
        source_m: The radar, m.
        wavelength_m: Wavelength, m.
    """
    division = division_of(mesh, source_m, wavelength_m)
    if not division.midpoints:
        return mesh
    vertices_m = division.place(np.asarray(mesh.vertices_m))
    return replace(mesh, faces=division.faces, vertices_m=vertices_m)


def division_of(
    mesh: MovingMesh, source_m: Float[np.ndarray, "3"], wavelength_m: float
) -> Division:
    """The division that `divide_mesh` applies, for vertices that come from elsewhere."""
    few = np.unique(np.linspace(0, len(mesh.times_s) - 1, _KEYS).round().astype(int))
    return divide(np.asarray(mesh.vertices_m)[few], mesh.faces, source_m, wavelength_m)


def _edges(
    faces: Int[np.ndarray, "face 3"],
) -> tuple[Int[np.ndarray, "edge 2"], Int[np.ndarray, "face 3"]]:
    """The distinct edges, and which of them each face has from each corner to the next."""
    low, high = np.minimum(faces, faces[:, _ENDS]), np.maximum(faces, faces[:, _ENDS])
    # One number an edge: rows would be sorted by a comparison of bytes, ten times slower.
    base = int(faces.max(initial=0)) + 1
    both = low.ravel().astype(np.int64) * base + high.ravel()
    edges, of_edge = np.unique(both, return_inverse=True)
    return np.stack(np.divmod(edges, base), axis=1), of_edge.reshape(-1, 3)


def _is_flat(
    points_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
) -> Bool[np.ndarray, "face"]:
    """Faces that go on in the plane of a neighbour, end a surface, or have only sharp edges."""
    corners = points_m[faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
    edges, of_edge = _edges(faces)
    order = np.argsort(of_edge.ravel(), kind="stable")
    owner = np.repeat(np.arange(len(faces)), 3)[order]
    count = np.bincount(of_edge.ravel(), minlength=len(edges))
    first = owner[np.cumsum(count) - count]
    last = owner[np.cumsum(count) - 1]
    alike = np.sum(normal[first] * normal[last], axis=1)
    level = (count != 2) | (alike > _FLAT)
    return level[of_edge].any(axis=1) | (alike < _SHARP)[of_edge].all(axis=1)


def _curvature_rad(
    points_m: Float[np.ndarray, "key vertex 3"],
    edges: Int[np.ndarray, "edge 2"],
    source_m: Float[np.ndarray, "3"],
    k_per_m: float,
) -> Float[np.ndarray, "edge"]:
    """Greatest k L^2 / R of each edge over the key frames, rad."""
    greatest = np.zeros(len(edges))
    for shot in points_m:
        start, end = shot[edges[:, 0]], shot[edges[:, 1]]
        length = np.linalg.norm(end - start, axis=1)
        middle = np.linalg.norm((start + end) / 2 - source_m, axis=1)
        nearest = np.maximum(middle - length / 2, _NEAREST_M)
        greatest = np.maximum(greatest, k_per_m * length**2 / nearest)
    return greatest


def _halved(
    division: Division,
    edges: Int[np.ndarray, "edge 2"],
    of_edge: Int[np.ndarray, "face 3"],
    long: Bool[np.ndarray, "edge"],
    vertices: int,
) -> Division:
    """The division with the long edges halved once."""
    middle = np.where(long, vertices + np.cumsum(long) - 1, -1)[of_edge]
    parts = list(_parts(division.faces, middle))
    faces = np.concatenate([part for _, part in parts])
    came_from = np.concatenate([index for index, _ in parts])
    order = np.argsort(came_from, kind="stable")
    return Division(
        faces[order],
        division.of_face[came_from[order]],
        (*division.midpoints, edges[long]),
    )


def _parts(
    faces: Int[np.ndarray, "face 3"], middle: Int[np.ndarray, "face 3"]
) -> Iterator[tuple[Int[np.ndarray, "part"], Int[np.ndarray, "part 3"]]]:
    """Parts of all faces with the index of each one's face; `middle` is -1 on short edges."""
    split = middle >= 0
    count = split.sum(axis=1)
    # Turned so that the only split edge, or the one after the only whole edge, comes first.
    first = np.where(count == 2, np.argmin(split, axis=1) + 1, np.argmax(split, axis=1))
    turn = (first[:, None] + np.arange(3)) % 3
    a, b, c = np.take_along_axis(faces, turn, axis=1).T
    ab, bc, ca = np.take_along_axis(middle, turn, axis=1).T
    ways = {
        0: [(a, b, c)],
        1: [(a, ab, c), (ab, b, c)],
        2: [(a, ab, c), (ab, bc, c), (ab, b, bc)],
        3: [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)],
    }
    for number, triangles in ways.items():
        index = np.flatnonzero(count == number)
        for triangle in triangles:
            yield index, np.stack(triangle, axis=1)[index]
