"""Paths that bounce between surfaces: tubes traced look by look, rendered frame by frame."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import Bands, bands_for, frame_timing, multiplex, synthesize_array
from mmwave_sim.materials import medium
from mmwave_sim.motion import Kinematics, kinematics, vertices_at
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters
from mmwave_sim.rays import Tracer, Tubes, World, trace_tubes, wall_mesh
from mmwave_sim.receiver import IfFilter
from mmwave_sim.scattering import SharedPaths, Surfaces, bounced_nodes, shared_paths
from mmwave_sim.simulation._filter import filtered
from mmwave_sim.simulation._inputs import SceneInputs
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import BouncePlan, TracePlan
from mmwave_sim.simulation._routes import roomy
from mmwave_sim.simulation._soup import Soup, joined_faces, mesh_faces, soup_of, vertex_counts

_FLATNESS = 0.5
"""A tube's edge is at most sqrt(0.5 R / k), as a facet's: tubes are curved by as much."""
_NEAREST_M = 0.3
_REFINEMENTS = 1
_SLOT_STEP = 256
_AT_ONCE = 8192
"""Tubes that are rendered together: a crowded room has a hundred thousand."""
_FASTEST_M = 0.6
"""Most that a path may lengthen from one look to the next (6 m/s met twice, 25 ms). Tubes that do
more are about to miss their next face: what they then are beyond the range window is left out."""

Snapshot = Sequence[Float[np.ndarray, "vertex 3"]]


class SurfaceRays:
    """Rays that bounce between the surfaces of a world, to be shot again and again."""

    def __init__(self, tracer: Tracer, radar: RadarConfig, options: SimulationOptions) -> None:
        world, self._tracer = tracer.world, tracer
        self._source = np.asarray(radar.pose.position_m, dtype=np.float64)
        self._k = 2 * np.pi / radar.wavelength_m
        self._bounces = options.surface_bounces + 1
        walls = [wall_mesh(wall) for wall in world.walls]
        self._fixed = [m.vertices_m for m in world.still] + [vertices for vertices, _ in walls]
        faces = [*mesh_faces(world), *(faces for _, faces in walls)]
        self._faces = joined_faces(faces, [*vertex_counts(world), *(len(v) for v, _ in walls)])
        moving = sum(len(m.faces) for m in world.moving)
        still = sum(len(m.faces) for m in world.still)
        # Furniture that does not scatter, and walls in any case, only stand in the way.
        last = moving + (still if options.furniture else 0)
        self._mirrors = np.arange(len(self._faces)) < last
        self._once: tuple[Tubes, ...] | None = None

    def tubes(self, moving_m: Snapshot) -> tuple[Tubes, ...]:
        """Tubes of 2, 3, ... faces with the moving meshes' vertices at these positions, m."""
        if self._bounces < 2 or not self._mirrors.any():
            return ()
        if moving_m or self._once is None:
            self._once = self._trace(np.concatenate([*moving_m, *self._fixed]))
        return self._once

    def _trace(self, vertices_m: Float[np.ndarray, "vertex 3"]) -> tuple[Tubes, ...]:
        nearest_m = _nearest_m(vertices_m[self._faces[self._mirrors]], self._source)
        return trace_tubes(
            self._tracer.first_hit(vertices_m, self._faces),
            vertices_m,
            self._faces,
            self._source,
            self._source,
            float(np.sqrt(_FLATNESS * nearest_m / self._k)),
            self._bounces,
            _REFINEMENTS,
            self._mirrors,
        )


def plan_bounces(
    looks: Sequence[Sequence[tuple[Tubes, ...]]],
    start_s: Float[np.ndarray, "frame"],
    look_s: Float[np.ndarray, "look"],
    world: World,
    radar: RadarConfig,
) -> tuple[BouncePlan, ...]:
    """Plans of the numbers of bounces by which something comes back.

    Args:
        looks: For each frame and look, the tubes from `SurfaceRays`.
        start_s: Start of each frame, s.
        look_s: Times of the looks inside a frame, s.
        world: Walls and meshes.
        radar: The radar.
    """
    plans = []
    for number in range(len(looks[0][0])):
        frames = [_merged([look[number] for look in frame]) for frame in looks]
        if any(len(tubes) for tubes in frames):
            plans.append(_plan(_padded(frames), start_s[:, None] + look_s, world, radar))
    return tuple(plans)


def bounced_return(
    plan: TracePlan, inputs: SceneInputs, bounced: BouncePlan, frame: int, precision: type
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of all paths of one number of bounces, sqrt(W).

    Tubes are fixed to the surfaces, so phase runs on while these move; from look to look those of
    the one fade into those of the next.
    """
    if not bounced.weight[frame].any():
        return jnp.zeros(plan.radar.frame_shape, jnp.result_type(precision, jnp.complex64))
    between = plan.between_looks(plan.timing.node_s)
    at_s = plan.start_s[frame] + plan.timing.node_s
    splines = [mesh.spline for mesh in plan.world.moving]
    emitted = _frame(
        inputs.radar,
        soup_of(plan.world, inputs.media, plan.radar.center_frequency_hz),
        tuple(
            (key_m, jnp.asarray(spline.weights(at_s)), jnp.asarray(spline.weights(at_s, 1)))
            for key_m, spline in zip(inputs.vertices_m, splines, strict=True)
        ),
        Tubes(
            jnp.asarray(bounced.faces[frame]),
            jnp.asarray(bounced.barycentric[frame]),
            jnp.asarray(between @ bounced.weight[frame], precision),
        ),
        radar=plan.radar.without_place(),
        loops_per_block=plan.timing.loops_per_block,
        bands=bounced.bands,
        if_filter=plan.options.receiver.if_filter,
        precision=precision,
    )
    return multiplex(emitted, plan.radar)


@partial(jax.jit, static_argnames=("radar", "loops_per_block", "bands", "if_filter", "precision"))
def _frame(
    params: RadarParameters,
    soup: Soup,
    keys: Sequence[tuple[Array, Array, Array]],
    tubes: Tubes,
    *,
    radar: RadarConfig,
    loops_per_block: int,
    bands: Bands,
    if_filter: IfFilter | None,
    precision: type,
) -> Complex[Array, "chirp emission rx sample"]:
    timing = frame_timing(radar, loops_per_block)
    surfaces = soup.placed([kinematics(*leaves) for leaves in keys], len(timing.node_s))

    def render(some: Tubes) -> Complex[Array, "chirp emission rx sample"]:
        def paths_of(part: RadarParameters) -> SharedPaths:
            nodes = bounced_nodes(surfaces, some, part, radar, precision)
            return filtered(shared_paths(nodes, part, radar), if_filter, part, radar)

        shown = jnp.any(jnp.asarray(some.weight > 0), axis=0)
        return synthesize_array(paths_of, params, radar, timing, bands, shown)

    # Gradients compute each share of the tubes anew, so that memory holds one of them.
    return jnp.sum(jax.lax.map(jax.checkpoint(render), _shares(tubes)), axis=0)


def _shares(tubes: Tubes) -> Tubes:
    """The tubes in parts of equal count, each leaf with an axis over these in front."""
    parts = -(-len(tubes) // _AT_ONCE)
    weight = jnp.reshape(tubes.weight, (len(tubes.weight), parts, -1))
    return Tubes(
        jnp.reshape(tubes.faces, (parts, -1, tubes.faces.shape[1])),
        jnp.reshape(tubes.barycentric, (parts, -1, 3, 3)),
        jnp.moveaxis(weight, 1, 0),
    )


def _plan(
    frames: Sequence[Tubes], at_s: Float[np.ndarray, "frame look"], world: World, radar: RadarConfig
) -> BouncePlan:
    bands, delay_s = Bands(1, 1), np.zeros(len(frames))
    for frame, (tubes, times) in enumerate(zip(frames, at_s, strict=True)):
        shown = np.asarray(tubes.weight) > 0
        if shown.any():
            length_m = _lengths_m(tubes, times, world, radar)
            # Elsewhere a tube's faces may have turned away, and its length is anything.
            near = np.where(_widened(shown), length_m, np.nan)[:, shown.any(axis=0)]
            near = np.minimum(near, length_m[shown].max() + _FASTEST_M)
            bands |= bands_for(np.nanmin(near, axis=0), np.nanmax(near, axis=0), radar)
            delay_s[frame] = length_m[shown].mean() / SPEED_OF_LIGHT
    return BouncePlan(
        frames[0].faces.shape[1],
        np.stack([np.asarray(tubes.faces) for tubes in frames]),
        np.stack([np.asarray(tubes.barycentric) for tubes in frames]),
        np.stack([np.asarray(tubes.weight) for tubes in frames]),
        delay_s,
        bands,
    )


def _lengths_m(
    tubes: Tubes, at_s: Float[np.ndarray, "look"], world: World, radar: RadarConfig
) -> Float[np.ndarray, "look tube"]:
    """Length of each tube at the looks of a frame, the antennas' mean, m."""
    with jax.enable_x64(True):
        frequency_hz = radar.center_frequency_hz
        media = [medium(mesh.material, frequency_hz) for mesh in world.moving]
        places = [jnp.asarray(vertices_at(mesh, at_s)) for mesh in world.moving]
        still = [Kinematics(place, jnp.zeros_like(place)) for place in places]
        surfaces = soup_of(world, media, frequency_hz).placed(still, len(at_s))
        return np.asarray(_mean_length(surfaces, tubes, parameters(radar), radar.without_place()))


@partial(jax.jit, static_argnames="radar")
def _mean_length(
    surfaces: Surfaces, tubes: Tubes, params: RadarParameters, radar: RadarConfig
) -> Float[Array, "look tube"]:
    return jnp.mean(bounced_nodes(surfaces, tubes, params, radar).length_m, axis=(2, 3))


def _merged(looks: Sequence[Tubes]) -> Tubes:
    """The tubes of all looks, each once, with weight 1 at the looks that have it and else 0."""
    faces = np.concatenate([np.asarray(tubes.faces) for tubes in looks])
    barycentric = np.concatenate([np.asarray(tubes.barycentric) for tubes in looks])
    key = np.concatenate([faces, barycentric.reshape(-1, 9)], axis=1)
    _, first, which = np.unique(key, axis=0, return_index=True, return_inverse=True)
    weight = np.zeros((len(looks), len(first)), dtype=np.float32)
    look = np.repeat(np.arange(len(looks)), [len(tubes) for tubes in looks])
    weight[look, which.reshape(-1)] = 1.0
    return Tubes(faces[first].astype(np.int32), barycentric[first], weight)


def _padded(frames: Sequence[Tubes]) -> list[Tubes]:
    """All to one count; a frame without any borrows another's first, without weight."""
    spare = next(tubes for tubes in frames if len(tubes))
    most = max(len(tubes) for tubes in frames)
    count = roomy(most, _SLOT_STEP if most <= _AT_ONCE else _AT_ONCE)
    nothing = replace(spare, weight=0 * np.asarray(spare.weight))
    return [(tubes if len(tubes) else nothing).padded(count) for tubes in frames]


def _widened(shown: Bool[np.ndarray, "look tube"]) -> Bool[np.ndarray, "look tube"]:
    """Tubes that are shown at a look or a neighbouring one: between these they fade."""
    around = np.pad(shown, ((1, 1), (0, 0)))
    return around[:-2] | shown | around[2:]


def _nearest_m(corners_m: Float[np.ndarray, "face 3 3"], source_m: Float[np.ndarray, "3"]) -> float:
    """A distance from the source below which no triangle comes, m."""
    middle = corners_m.mean(axis=1, keepdims=True)
    reach = np.linalg.norm(corners_m - middle, axis=2).max(axis=1)
    distance = np.linalg.norm(middle[:, 0] - source_m, axis=1) - reach
    return max(float(distance.min()), _NEAREST_M)
