"""Triangles as scatterers: centroids, area vectors, corners."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float, Int


class Facets(NamedTuple):
    """A set of triangles at one instant or several.

    Attributes:
        centroid_m: World positions of the centroids, m.
        area_m2: Area vectors: outward normal times area, m^2.
        corners_m: Corners relative to the centroid, m.
    """

    centroid_m: Float[Array, "*time facet 3"]
    area_m2: Float[Array, "*time facet 3"]
    corners_m: Float[Array, "*time facet 3 3"]


def facets(vertices_m: Float[Array, "*time vertex 3"], faces: Int[Array, "facet 3"]) -> Facets:
    """The triangles of a mesh; corners counter-clockwise from outside."""
    corners = vertices_m[..., faces, :]
    centroid = jnp.mean(corners, axis=-2)
    edge_1 = corners[..., 1, :] - corners[..., 0, :]
    edge_2 = corners[..., 2, :] - corners[..., 0, :]
    return Facets(centroid, jnp.cross(edge_1, edge_2) / 2, corners - centroid[..., None, :])
