"""Routes to each body with the faces that they see, padded to fixed shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import Bands, FrameTiming, bands_for
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Panel, Way, World, image_of, leg, panel
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._bundle import bundles_of, spread_for
from mmwave_sim.simulation._divide import Division
from mmwave_sim.simulation._plan import RoutePlan
from mmwave_sim.simulation._soft import Seen

_SLOT_STEP = 256

WITHIN_FACETS = 0.03
"""Share of a return that is lost where integrals over facets are those of the antennas' middle."""

Sights = Mapping[tuple[int, Way], Seen]


Legs = tuple[Float[np.ndarray, "look face"], Float[np.ndarray, "look face"]]
Centres = tuple[Float[np.ndarray, "look face 3"], Float[np.ndarray, "look face 3"]]


@dataclass(frozen=True)
class _Frame:
    """What all routes share.

    Attributes:
        radar: The radar.
        timing: Times inside a frame.
        at_s: Times of the looks, s.
        error: Error that bundling may make, relative to the strongest route's return.
    """

    radar: RadarConfig
    timing: FrameTiming
    at_s: Float[np.ndarray, "frame look"]
    error: float


def plan_routes(
    seen: Sequence[Sequence[Sights]],
    routes: Sequence[Mapping[Route, float]],
    divisions: Sequence[Division],
    at_s: Float[np.ndarray, "frame look"],
    world: World,
    radar: RadarConfig,
    timing: FrameTiming,
    error: float,
) -> tuple[RoutePlan, ...]:
    """Plans of the routes by which something is seen.

    Args:
        seen: For each frame and look, how far each way reaches the faces of each mesh.
        routes: Routes to each mesh, and the level of each relative to the strongest.
        divisions: How each mesh is divided.
        at_s: Times of the looks, s.
        world: Walls and meshes.
        radar: The radar.
        timing: Times inside a frame.
        error: Error that may be made by taking faces together, relative to the strongest return.
    """
    plans: list[RoutePlan] = []
    frame = _Frame(radar, timing, at_s, error)
    for mesh, mesh_routes in enumerate(routes):
        moved = _Moved(world.moving[mesh], divisions[mesh], frame, world)
        for route, level in mesh_routes.items():
            twin = next((p for p in plans if p.mesh == mesh and p.route == route.reversed()), None)
            if twin is not None and twin.slope is None:
                plans.append(replace(twin, route=route))
                continue
            both = [
                [
                    _both(look[mesh, route.tx], look[mesh, route.rx], route.tx == route.rx)
                    for look in looks
                ]
                for looks in seen
            ]
            if any(one.weight.any() for looks in both for one in looks):
                plans.append(_plan(mesh, route, level, both, moved, frame))
    return tuple(plans)


def _both(tx: Seen, rx: Seen, alike: bool) -> Seen:
    """Both legs of a route, and the slopes for the two ends.

    Legs of one way are seen from the same places; of two ways the shares are multiplied.
    """
    weight = tx.weight if alike else tx.weight * rx.weight
    if tx.slope is None or rx.slope is None:
        return Seen(weight, None)
    shares = (0.5, 0.5) if alike else (rx.weight[:, None], tx.weight[:, None])
    return Seen(weight, np.stack([tx.slope * shares[0], rx.slope * shares[1]], axis=1))


def _plan(
    mesh: int,
    route: Route,
    level: float,
    both: Sequence[Sequence[Seen]],
    moved: "_Moved",
    frame: "_Frame",
) -> RoutePlan:
    weight = np.array([[look.weight for look in looks] for looks in both], dtype=np.float32)
    shown = np.any(weight > 0, axis=1)
    error = frame.error / level
    lengths, features = [], []
    spread = spread_for(error, frame.radar, frame.timing)
    for number, mask in enumerate(shown):
        length_m, rate = moved.along(route, number, mask)
        lengths.append(length_m)
        scaled = [length_m.mean(axis=0) / spread.length_m, *(rate / spread.rate_m_per_s)]
        features.append(np.stack(scaled, axis=-1))
    tables, together = bundles_of(features)
    face, used = _padded(tables, [np.flatnonzero(mask) for mask in shown], together)
    rows = np.arange(len(face))[:, None]
    slope = None
    if both[0][0].slope is not None:
        slopes = np.array([[look.slope for look in looks] for looks in both]).mean(axis=1)
        slope = (slopes[rows, face] * used[..., None, None]).astype(np.float32)
    seen = np.moveaxis(weight, 1, 2)[rows, face] * used[..., None]
    return RoutePlan(
        mesh,
        route,
        face,
        np.moveaxis(seen, 2, 1),
        slope,
        np.array([np.mean(one) / SPEED_OF_LIGHT if one.size else 0.0 for one in lengths]),
        _bands(tables, lengths, frame.radar),
        together,
        error < WITHIN_FACETS,
    )


def _bands(
    tables: Sequence[Int[np.ndarray, "member bundle"]],
    lengths_m: Sequence[Float[np.ndarray, "look facet"]],
    radar: RadarConfig,
) -> Bands:
    """Bands for the bundles of all frames."""
    bands = Bands(1, 1)
    for table, length_m in zip(tables, lengths_m, strict=True):
        if table.size:
            used = table >= 0
            mean = np.sum(np.where(used, length_m[:, table], 0.0), axis=1) / used.sum(axis=0)
            bands |= bands_for(mean.min(axis=0), mean.max(axis=0), radar)
    return bands


def _padded(
    tables: Sequence[Int[np.ndarray, "member bundle"]],
    seen: Sequence[Int[np.ndarray, " face"]],
    together: int,
) -> tuple[Int[np.ndarray, "frame slot"], Float[np.ndarray, "frame slot"]]:
    """Faces by place in their bundle and bundle, as many for every frame, and which count.

    What is missing repeats a face of its bundle, or the last bundle, so that it is no further away.
    """
    count = roomy(max(1, *(table.shape[1] for table in tables)), max(8, _SLOT_STEP // together))
    face = np.zeros((len(tables), together, count), dtype=np.int32)
    used = np.zeros(face.shape, dtype=np.float32)
    for row, (table, faces) in enumerate(zip(tables, seen, strict=True)):
        if table.size:
            filled = faces[np.where(table >= 0, table, table[:1])]
            face[row, :, : table.shape[1]] = filled
            face[row, :, table.shape[1] :] = filled[:, -1:]
            used[row, :, : table.shape[1]] = table >= 0
    return face.reshape(len(tables), -1), used.reshape(len(tables), -1)


def roomy(count: int, step: int) -> int:
    """A size that holds a count: few different sizes, so that little is compiled anew."""
    steps = max(1, -(-count // step))
    coarse = 2 ** max(0, steps.bit_length() - 2)
    return step * coarse * -(-steps // coarse)


class _Moved:
    """Where the faces of a mesh are at the looks, and how fast they go."""

    def __init__(self, mesh: MovingMesh, division: Division, frame: _Frame, world: World) -> None:
        self.radar, self.at_s = frame.radar, frame.at_s
        self.mesh, self.division = mesh, division
        with jax.enable_x64(True):
            hz = frame.radar.center_frequency_hz
            self.panels = tuple(panel(wall, hz) for wall in world.walls)
        self._last: tuple[int, Centres] | None = None
        self._legs: dict[tuple[int, Way], Legs] = {}

    def along(
        self, route: Route, frame: int, mask: Bool[np.ndarray, " face"]
    ) -> tuple[Float[np.ndarray, "look facet"], Float[np.ndarray, "look facet"]]:
        """Lengths (m) and rates (m/s) of the paths over some faces at the looks of a frame."""
        out, back = (self._leg(way, frame) for way in route)
        return tuple(a[:, mask] + b[:, mask] for a, b in zip(out, back, strict=True))  # type: ignore[return-value]

    def _leg(self, way: Way, frame: int) -> "Legs":
        key = (frame, way)
        if key not in self._legs:
            with jax.enable_x64(True):
                self._legs[key] = _legs(way, *self._centres(frame), self.panels, self.radar)
        return self._legs[key]

    def _centres(self, frame: int) -> "Centres":
        if self._last is None or self._last[0] != frame:
            faces = self.division.faces
            moved = (vertices_at(self.mesh, self.at_s[frame], order) for order in (0, 1))
            place, speed = (_centres(np.asarray(self.division.place(m)), faces) for m in moved)
            self._last = (frame, (place, speed))
        return self._last[1]


def _centres(
    vertices: Float[np.ndarray, "look vertex 3"], faces: Int[np.ndarray, "face 3"]
) -> Float[np.ndarray, "look face 3"]:
    first, second, third = (vertices[:, faces[:, corner]] for corner in range(3))
    return (first + second + third) / 3


def _legs(
    way: Way,
    points_m: Float[np.ndarray, "look face 3"],
    velocity_m_per_s: Float[np.ndarray, "look face 3"],
    panels: tuple[Panel, ...],
    radar: RadarConfig,
) -> Legs:
    """Length of a way from the radar to points, delays in walls and around edges included, m.

    And how fast it grows by their motion, m/s, along the straight way from the radar's image.
    """
    origin = jnp.asarray(radar.pose.position_m)[None]
    straight = points_m - np.asarray(image_of(origin, way.chain, panels))[0]
    length_m = np.linalg.norm(straight, axis=-1)
    rate = np.sum(straight * velocity_m_per_s, axis=-1) / length_m
    if way.screens:
        up = jnp.asarray(radar.pose.rotation()[:, 2])
        k = jnp.asarray([2 * np.pi / radar.wavelength_m])
        length_m = np.asarray(leg(origin, up, jnp.asarray(points_m), way, panels, k).length_m)[
            ..., 0
        ]
    return length_m, rate
