"""The interface of a tracer: which wall chains exist, and whether a straight way is clear."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.rays._first_hit import FirstHit
from mmwave_sim.rays._walls import Chain
from mmwave_sim.rays._world import World

Points = Float[np.ndarray, "point 3"]


class Occluders(Protocol):
    """All meshes of a world at one instant; valid until its tracer is asked for others.

    Walls are not among them: they let some of the field through and around, see `look`.
    """

    def clear(self, start_m: Points, end_m: Points) -> Bool[np.ndarray, "point"]:
        """Whether each straight segment meets no mesh, its ends (1 mm) left aside."""
        ...


class Tracer(Protocol):
    """Finds what is discrete in the propagation: who sees whom, and through which walls."""

    @property
    def world(self) -> World:
        """Everything that waves meet."""
        ...

    def chains(self, source_m: Points, probes_m: Points, max_bounces: int) -> tuple[Chain, ...]:
        """Wall chains by which some probe can be reached from the source, the direct one first.

        Args:
            source_m: One point, shape (1, 3), m.
            probes_m: Points on the bodies, or other antennas, m.
            max_bounces: Most walls in a chain.
        """
        ...

    def occluders(self, moving_m: Sequence[Float[np.ndarray, "vertex 3"]]) -> Occluders:
        """Meshes of the world with the moving meshes' vertices at these positions, m."""
        ...

    def first_hit(
        self, vertices_m: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]
    ) -> FirstHit:
        """Triangles (m), of the world or not, asked what each ray meets first."""
        ...


END_GAP_M = 1e-3
"""Segments are tested without this much at either end, so that they do not hit their own ends."""
