"""Which facets each leg reaches."""

from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.rays._tracer import Occluders
from mmwave_sim.rays._unfold import unfold
from mmwave_sim.rays._walls import Chain, Wall

_LIFT_M = 2e-3
"""Rays end this far in front of a facet, so that a faceted surface does not shadow itself."""


def visible_facets(
    occluders: Occluders,
    walls: tuple[Wall, ...],
    chain: Chain,
    source_m: Float[np.ndarray, "3"],
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
) -> Bool[np.ndarray, "face"]:
    """Whether the way from the source along the chain reaches the front of each facet.

    Only facets that face the way are tested by rays.
    """
    corners = vertices_m[faces]
    centroid = corners.mean(axis=1)
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-30)
    end = centroid + _LIFT_M * normal
    way = unfold(chain, walls, source_m, end)
    arriving = way.corners_m[-2] - way.corners_m[-1]
    candidate = way.on_walls & (np.sum(arriving * normal, axis=1) > 0)
    visible = np.zeros(len(faces), dtype=bool)
    visible[candidate] = way_is_clear(occluders, way.corners_m[:, candidate])
    return visible


def way_is_clear(
    occluders: Occluders, corners_m: Float[np.ndarray, "corner point 3"]
) -> Bool[np.ndarray, "point"]:
    """Whether every straight piece of the ways is clear."""
    clear = np.ones(corners_m.shape[1], dtype=bool)
    for start, end in pairwise(corners_m):
        clear &= occluders.clear(start, end)
    return clear
