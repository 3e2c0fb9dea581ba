"""`TracePlan`: everything discrete about a simulation, as arrays of indices and masks."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.adc import FrameTiming, RangeGrid
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Chain, World
from mmwave_sim.scattering import Route


@dataclass(frozen=True)
class RoutePlan:
    """One way to one moving mesh and back, over all frames.

    Attributes:
        mesh: Index of the moving mesh.
        route: Wall chains of the two legs.
        face: Faces seen in each frame, padded to one length.
        weight: 1 for a face, 0 for padding.
        grid: Window of the range axis that holds them all.
    """

    mesh: int
    route: Route
    face: Int[np.ndarray, "frame slot"]
    weight: Float[np.ndarray, "frame slot"]
    grid: RangeGrid


@dataclass(frozen=True)
class StillFacets:
    """The finely divided facets of a piece of furniture that the radar sees.

    Attributes:
        material: Name in the materials table.
        corners_m: Corners, counter-clockwise from outside, m.
    """

    material: str
    corners_m: Float[np.ndarray, "facet 3 3"]


@dataclass(frozen=True)
class TracePlan:
    """Who sees whom through which walls, in every frame.

    Attributes:
        radar: The radar.
        world: Walls and meshes.
        timing: Times inside a frame.
        start_s: Start of each frame, s.
        routes: Ways to the moving meshes.
        room_chains: Wall chains that lead from the radar back to itself.
        room_open: Whether a chain is clear of all meshes in a frame.
        furniture: What the radar sees of each still mesh.
    """

    radar: RadarConfig
    world: World
    timing: FrameTiming
    start_s: Float[np.ndarray, "frame"]
    routes: tuple[RoutePlan, ...]
    room_chains: tuple[Chain, ...]
    room_open: Bool[np.ndarray, "frame chain"]
    furniture: tuple[StillFacets, ...]

    @property
    def frames(self) -> int:
        """Number of frames."""
        return len(self.start_s)
