"""`TracePlan`: everything discrete about a simulation, as arrays of indices and weights."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim.adc import Bands, FrameTiming
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Way, World
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._divide import Division
from mmwave_sim.simulation._options import SimulationOptions


@dataclass(frozen=True)
class RoutePlan:
    """One way to one moving mesh and back, over all frames.

    Attributes:
        mesh: Index of the moving mesh.
        route: Ways of the two legs.
        face: Faces seen at some time of each frame, padded to one length. Those are bundled that
            leave the same rest when their slot is divided by the number of bundles.
        weight: How much of each face is seen at each look, 0 to 1; 0 for padding.
        slope: How that changes as the (image) transmitter and receiver move relative to the face,
            1/m; None with sharp shadows.
        delay_s: Mean delay of what is seen in each frame, s.
        bands: How bundles are taken together on the range axis.
        together: Faces in a bundle.
        detailed: Whether antennas see the integral over a face differ.
    """

    mesh: int
    route: Route
    face: Int[np.ndarray, "frame slot"]
    weight: Float[np.ndarray, "frame look slot"]
    slope: Float[np.ndarray, "frame slot end 3"] | None
    delay_s: Float[np.ndarray, "frame"]
    bands: Bands
    together: int = 1
    detailed: bool = True


@dataclass(frozen=True)
class BouncePlan:
    """Paths over one number of faces of bodies and furniture, over all frames.

    Faces are counted over the moving meshes, undivided, and then the still ones.

    Attributes:
        bounces: How many faces each path meets.
        faces: These faces, in order; padded to one count.
        barycentric: Corners of each tube's start triangle, in coordinates of its first face.
        weight: 1 at the looks at which a tube was found, else 0; 0 for padding.
        delay_s: Mean delay of the tubes in each frame, s.
        bands: How they are taken together on the range axis.
    """

    bounces: int
    faces: Int[np.ndarray, "frame tube bounce"]
    barycentric: Float[np.ndarray, "frame tube 3 3"]
    weight: Float[np.ndarray, "frame look tube"]
    delay_s: Float[np.ndarray, "frame"]
    bands: Bands


@dataclass(frozen=True)
class StillPatch:
    """Neighbouring facets of furniture that the radar sees, finely divided.

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
        divisions: How the triangles of each moving mesh are divided; faces are counted after it.
        options: What was asked for.
        timing: Times inside a frame.
        start_s: Start of each frame, s.
        look_s: Times inside a frame at which visibility was traced, s; between them it is linear.
        routes: Ways to the moving meshes.
        room_ways: Ways by walls that lead from the radar back to itself.
        room_open: How far each is clear of all meshes, 0 or 1.
        furniture: What the radar sees of the still meshes when nobody is in the room.
        furniture_open: Share of each patch that no body hides.
        bounced: Ways from surface to surface, by their number of faces.
    """

    radar: RadarConfig
    world: World
    divisions: tuple[Division, ...]
    options: SimulationOptions
    timing: FrameTiming
    start_s: Float[np.ndarray, "frame"]
    look_s: Float[np.ndarray, "look"]
    routes: tuple[RoutePlan, ...]
    room_ways: tuple[Way, ...]
    room_open: Float[np.ndarray, "frame look way"]
    furniture: tuple[StillPatch, ...]
    furniture_open: Float[np.ndarray, "frame look patch"]
    bounced: tuple[BouncePlan, ...] = ()

    @property
    def frames(self) -> int:
        """Number of frames."""
        return len(self.start_s)

    def faces(self, mesh: int) -> Int[np.ndarray, "face 3"]:
        """Triangles of a moving mesh, divided."""
        return self.divisions[mesh].faces

    def between_looks(self, at_s: Float[np.ndarray, "time"]) -> Float[np.ndarray, "time look"]:
        """Weights that interpolate between the looks of a frame at times inside it, s."""
        one_look = np.eye(len(self.look_s))
        return np.stack([np.interp(at_s, self.look_s, row) for row in one_look], axis=-1)
