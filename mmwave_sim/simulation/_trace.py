"""Builds a `TracePlan`: asks the tracer, look by look, what is seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import whole_number
from mmwave_sim.adc import FrameTiming, frame_timing
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import (
    Chain,
    Occluders,
    Tracer,
    Tubes,
    Way,
    World,
    reaches,
    visible_facets,
)
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._bounces import SurfaceRays, plan_bounces
from mmwave_sim.simulation._checks import check_timing, check_world
from mmwave_sim.simulation._divide import Division, division_of
from mmwave_sim.simulation._furniture import PatchRays, see_furniture
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._pace import OF_TOLERANCE, loops_per_block
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._room import RoomRays, room_ways
from mmwave_sim.simulation._routes import plan_routes
from mmwave_sim.simulation._soft import Seen, averaged_sight, seen_from_image
from mmwave_sim.simulation._ways import candidate_ways, strong_routes

_PROBES = 24
_PROBE_INTERVAL_S = 0.2
_FEWEST_TIMES, _MOST_TIMES = 9, 64
_FEW = 27
"""How many of the probes look for chains of walls."""
_LOOK_INTERVAL_S = 25e-3
"""Longest time between two looks: a fast hand moves by 15 cm."""

Snapshot = list[Float[np.ndarray, "vertex 3"]]


@dataclass(frozen=True)
class Look:
    """What is seen at one instant.

    Attributes:
        seen: How far each way reaches the faces of each moving mesh.
        room_open: Whether each of the room's own ways is clear.
        furniture_open: Share of each patch of furniture that no body hides.
        tubes: Tubes of 2, 3, ... faces between surfaces.
    """

    seen: dict[tuple[int, Way], Seen]
    room_open: Float[np.ndarray, "way"]
    furniture_open: Float[np.ndarray, "patch"]
    tubes: tuple[Tubes, ...]


def trace(
    tracer: Tracer,
    radar: RadarConfig,
    frames: int,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    on_frame: Callable[[], None] = lambda: None,
) -> TracePlan:
    """Finds ways and visibility for every frame.

    Visibility is traced at both ends of each frame and every 25 ms between; from one look to the
    next it changes linearly, so no echo steps from frame to frame.

    Args:
        tracer: Tracer of the world.
        radar: The radar; its pose is in the world's coordinates.
        frames: Number of frames, 1 or more.
        options: What to include.
        on_frame: Called after each frame, for progress.

    Raises:
        InputError: The motion is not known for as long as the frames last, or the world cannot be
            (a body through a wall, the radar inside a body, broken triangles), or the timing.
    """
    check_timing(radar)
    frames, world = whole_number("frames", frames, 1), tracer.world
    timing = frame_timing(radar, loops_per_block(world.moving, radar, options))
    start_s = np.arange(frames) * radar.frame_period_s
    for mesh in world.moving:
        _check_span(mesh, float(start_s[-1] + timing.node_s[-1]))
    look_s = _look_times(timing)
    check_world(world, radar, start_s[[0, frames // 2, -1]])
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    routes = [
        _body_routes(tracer, radar, m, start_s + look_s.mean(), options)
        for m in range(len(world.moving))
    ]
    room = room_ways(tracer, radar, options.room_bounces)
    patches = see_furniture(tracer, radar) if options.furniture else ()
    divisions = tuple(division_of(m, source, radar.wavelength_m) for m in world.moving)
    observer = _Observer(
        tracer,
        radar,
        divisions,
        routes,
        RoomRays(tracer, radar, room),
        PatchRays(patches, source),
        SurfaceRays(tracer, radar, options),
        options,
    )
    looks = []
    for start in start_s:
        looks.append([observer(t) for t in start + look_s])
        on_frame()
    return TracePlan(
        radar=radar,
        world=world,
        divisions=divisions,
        options=options,
        timing=timing,
        start_s=start_s,
        look_s=look_s,
        routes=plan_routes(
            [[one.seen for one in frame] for frame in looks],
            routes,
            divisions,
            start_s[:, None] + look_s,
            world,
            radar,
            timing,
            OF_TOLERANCE * options.tolerance,
        ),
        room_ways=room,
        room_open=np.array([[one.room_open for one in frame] for frame in looks], dtype=float),
        furniture=patches,
        furniture_open=np.array([[one.furniture_open for one in frame] for frame in looks]),
        bounced=plan_bounces(
            [[one.tubes for one in frame] for frame in looks], start_s, look_s, world, radar
        ),
    )


class _Observer:
    """Looks at a world at one time after another."""

    def __init__(
        self,
        tracer: Tracer,
        radar: RadarConfig,
        divisions: Sequence[Division],
        routes: Sequence[Mapping[Route, float]],
        room: RoomRays,
        patches: PatchRays,
        surfaces: SurfaceRays,
        options: SimulationOptions,
    ) -> None:
        self.tracer, self.radar, self.divisions = tracer, radar, divisions
        self.source = np.asarray(radar.pose.position_m, dtype=np.float64)
        self.room, self.patches, self.surfaces, self.options = room, patches, surfaces, options
        self.ways = [list(dict.fromkeys(w for route in mesh for w in route)) for mesh in routes]
        self._last: tuple[float, Look] | None = None

    def __call__(self, time_s: float) -> Look:
        """The look at a time; the one before is kept, since frames may share one."""
        if self._last is None or abs(self._last[0] - time_s) > 1e-9:
            self._last = (time_s, self._look(time_s))
        return self._last[1]

    def _look(self, time_s: float) -> Look:
        world: World = self.tracer.world
        shot = [vertices_at(mesh, np.array([time_s]))[0] for mesh in world.moving]
        occluders = self.tracer.occluders(shot)
        seen: dict[tuple[int, Way], Seen] = {}
        for m, vertices in enumerate(shot):
            fine = np.asarray(self.divisions[m].place(vertices))
            seen |= {(m, way): one for way, one in self._ways_to(m, occluders, fine)}
        return Look(
            seen,
            self.room.openness(occluders),
            self.patches.openness(occluders),
            self.surfaces.tubes(shot),
        )

    def _ways_to(
        self,
        index: int,
        occluders: Occluders,
        vertices_m: Float[np.ndarray, "vertex 3"],
    ) -> Iterator[tuple[Way, Seen]]:
        """How far each way reaches the faces of a mesh."""
        walls, wavelength_m = self.tracer.world.walls, self.radar.wavelength_m
        faces = self.divisions[index].faces
        for chain in dict.fromkeys(way.chain for way in self.ways[index]):
            ways = [way for way in self.ways[index] if way.chain == chain]

            def sees(
                source_m: Float[np.ndarray, "3"], chain: Chain = chain, ways: list[Way] = ways
            ) -> list[Bool[np.ndarray, "face"]]:
                sight = visible_facets(
                    occluders, walls, chain, source_m, vertices_m, faces, wavelength_m
                )
                return [reaches(way, sight) for way in ways]

            found = averaged_sight(sees, self.source, self.options.soft_visibility_m)
            yield from zip(ways, (seen_from_image(s, chain, walls) for s in found), strict=True)


def _body_routes(
    tracer: Tracer,
    radar: RadarConfig,
    mesh: int,
    times_s: Float[np.ndarray, "frame"],
    options: SimulationOptions,
) -> dict[Route, float]:
    """The routes to one moving mesh that are within the threshold of its strongest."""
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    probes = _probes(tracer.world.moving[mesh], times_s)
    few = _spread(probes.reshape(-1, 3), _FEW)
    chains = tracer.chains(source[None], few, options.bounces)
    candidates = candidate_ways(chains, tracer.world.walls, radar, probes, options)
    return strong_routes(candidates, options)


def _probes(
    mesh: MovingMesh, times_s: Float[np.ndarray, "frame"]
) -> Float[np.ndarray, "time probe 3"]:
    """Points spread over a body, at times from the first frame to the last, m."""
    times = max(_FEWEST_TIMES, min(_MOST_TIMES, int(np.ptp(times_s) / _PROBE_INTERVAL_S)))
    points = vertices_at(mesh, _spread(times_s, times))
    return _spread(points.swapaxes(0, 1), _PROBES).swapaxes(0, 1)


def _spread(values: np.ndarray, most: int) -> np.ndarray:
    """Some of the values, the first and the last among them."""
    count = min(len(values), most)
    return values[np.linspace(0, len(values) - 1, count).round().astype(int)]


def _look_times(timing: FrameTiming) -> Float[np.ndarray, "look"]:
    last_s = float(timing.node_s[-1])
    return np.linspace(0.0, last_s, 2 + int(last_s / _LOOK_INTERVAL_S))


def _check_span(mesh: MovingMesh, end_s: float) -> None:
    if mesh.times_s[0] > 0 or mesh.times_s[-1] < end_s - 1e-9:
        raise InputError(
            expected=f"motion of {mesh.name!r} from 0 to {end_s:.3f} s, as the frames last",
            found=f"key frames from {mesh.times_s[0]:.3f} to {mesh.times_s[-1]:.3f} s",
            do="lengthen the motion or ask for fewer frames",
        )
