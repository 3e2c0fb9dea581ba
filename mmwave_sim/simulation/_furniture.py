"""Furniture as still facets: divided finely once, seen once, summed once, shadowed by bodies."""

from collections.abc import Sequence
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import Bands, bands_for, frame_timing, multiplex, synthesize_array
from mmwave_sim.materials import Medium, medium
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.rays import DIRECT, STRAIGHT, Occluders, Tracer, reaches, visible_facets
from mmwave_sim.receiver import Echo, IfFilter
from mmwave_sim.scattering import (
    DIRECT_ROUTE,
    PhysicalOptics,
    SharedPaths,
    facet_paths,
    facets,
    slow_nodes,
    still_motion,
)
from mmwave_sim.simulation._divide import divide
from mmwave_sim.simulation._filter import filtered
from mmwave_sim.simulation._inputs import SceneInputs, check_precision
from mmwave_sim.simulation._law import speckle_rad
from mmwave_sim.simulation._plan import StillPatch, TracePlan

_PATCH = 1024
_LONGEST_EDGE = 1.0
_OUT_OF_THE_WAY_M = 1e4
_SHADOW_RAYS = 24
_LIFT_M = 2e-3


def see_furniture(tracer: Tracer, radar: RadarConfig) -> tuple[StillPatch, ...]:
    """The facets of every still mesh that the radar sees when nobody is in the room.

    Triangles are divided somewhat more coarsely than those of bodies, see `divide`: 0.1 dB.
    """
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    away = [np.asarray(m.vertices_m[0]) + _OUT_OF_THE_WAY_M for m in tracer.world.moving]
    occluders = tracer.occluders(away)
    patches: list[StillPatch] = []
    for mesh in tracer.world.still:
        division = divide(
            mesh.vertices_m[None], mesh.faces, source, radar.wavelength_m, _LONGEST_EDGE
        )
        vertices, faces = np.asarray(division.place(mesh.vertices_m)), division.faces
        sight = visible_facets(
            occluders, tracer.world.walls, DIRECT, source, vertices, faces, radar.wavelength_m
        )
        corners = vertices[faces[reaches(STRAIGHT, sight)]]
        patches += [StillPatch(mesh.material, part) for part in _neighbours(corners)]
    return tuple(patches)


def _neighbours(
    corners_m: Float[np.ndarray, "facet 3 3"],
) -> list[Float[np.ndarray, "facet 3 3"]]:
    """Halves facets along their longest extent until a patch holds few enough."""
    if len(corners_m) == 0:
        return []
    if len(corners_m) <= _PATCH:
        return [corners_m]
    centre = corners_m.mean(axis=1)
    order = np.argsort(centre[:, int(np.argmax(np.ptp(centre, axis=0)))], kind="stable")
    halves = np.array_split(order, 2)
    return [part for half in halves for part in _neighbours(corners_m[half])]


class PatchRays:
    """A few rays to each patch, to be tested against bodies again and again."""

    def __init__(self, patches: Sequence[StillPatch], source_m: Float[np.ndarray, "3"]) -> None:
        ends, owner = [np.zeros((0, 3))], [np.zeros(0, dtype=int)]
        for number, patch in enumerate(patches):
            few = patch.corners_m[:: max(1, len(patch.corners_m) // _SHADOW_RAYS)]
            normal = np.cross(few[:, 1] - few[:, 0], few[:, 2] - few[:, 0])
            normal /= np.linalg.norm(normal, axis=1, keepdims=True)
            ends.append(few.mean(axis=1) + _LIFT_M * normal)
            owner.append(np.full(len(few), number))
        self._ends, self._owner = np.concatenate(ends), np.concatenate(owner)
        self._source, self._count = source_m, len(patches)

    def openness(self, occluders: Occluders) -> Float[np.ndarray, "patch"]:
        """Share of each patch that the source sees past everything."""
        clear = occluders.clear(np.broadcast_to(self._source, self._ends.shape), self._ends)
        total = np.bincount(self._owner, minlength=self._count)
        return np.bincount(self._owner, clear, self._count) / np.maximum(total, 1)


def furniture_return(
    plan: TracePlan, inputs: SceneInputs
) -> Complex[Array, "patch emission rx sample"]:
    """Beat of each patch of furniture when nobody is in the room, one chirp of it, sqrt(W)."""
    check_precision(inputs)
    one = plan.radar.without_place().replace(chirps_per_frame=1)
    shape = (len(one.emissions), one.receivers, one.samples_per_chirp)
    if not plan.furniture:
        return jnp.zeros((0, *shape), jnp.complex64)
    bands = _bands(plan.furniture, np.asarray(plan.radar.pose.position_m), one)
    with jax.enable_x64(True):
        beats = []
        for index, patch in enumerate(plan.furniture):
            corners, weight = _padded(patch.corners_m)
            made_of = medium(patch.material, one.center_frequency_hz)
            phase = speckle_rad(10_000 + index, np.arange(_PATCH))
            diffuse = jnp.asarray(phase) if plan.options.diffuse else None
            filters = plan.options.receiver.if_filter
            beats.append(_patch(inputs, corners, weight, made_of, diffuse, one, bands, filters))
        return jnp.stack(beats)


def furniture_echoes(
    plan: TracePlan,
    patches: Complex[Array, "patch emission rx sample"],
    frame: int,
    spread_m: float = np.inf,
) -> list[Echo]:
    """The furniture's return in a frame, hidden where bodies stand before it.

    Args:
        plan: From `trace`.
        patches: From `furniture_return`.
        frame: Index of the frame.
        spread_m: Patches whose ranges differ by less are one echo, m.
    """
    if not plan.furniture:
        return []
    between = jnp.asarray(plan.between_looks(plan.timing.chirp_s), patches.real.dtype)
    source = np.asarray(plan.radar.pose.position_m)
    range_m = np.array(
        [np.linalg.norm(p.corners_m.mean(axis=(0, 1)) - source) for p in plan.furniture]
    )
    group = np.floor((range_m - range_m.min()) / spread_m).astype(int)
    echoes = []
    for member in (group == g for g in np.unique(group)):
        opened = jnp.asarray(plan.furniture_open[frame][:, member], patches.real.dtype)
        looks = jnp.einsum("lp,pers->lers", opened, patches[member])
        beat = multiplex(jnp.einsum("mel,lers->mers", between, looks), plan.radar)
        echoes.append(Echo(beat, 2 * range_m[member].mean() / SPEED_OF_LIGHT))
    return echoes


def _bands(
    patches: Sequence[StillPatch], source: Float[np.ndarray, "3"], radar: RadarConfig
) -> Bands:
    """Bands for every patch."""
    bands = Bands(1, 1)
    for patch in patches:
        length_m = 2 * np.linalg.norm(patch.corners_m.mean(axis=1) - source, axis=1)
        bands |= bands_for(length_m, length_m, radar)
    return bands


def _padded(
    corners_m: Float[np.ndarray, "facet 3 3"],
) -> tuple[Float[np.ndarray, "slot 3 3"], Float[np.ndarray, "slot"]]:
    """Corners of a full patch, the missing ones repeating the first with weight 0."""
    missing = _PATCH - len(corners_m)
    filled = np.concatenate([corners_m, np.repeat(corners_m[:1], missing, axis=0)])
    return filled, np.concatenate([np.ones(len(corners_m)), np.zeros(missing)])


@partial(jax.jit, static_argnames=("radar", "bands", "if_filter"))
def _patch(
    inputs: SceneInputs,
    corners_m: Float[Array, "slot 3 3"],
    weight: Float[Array, "slot"],
    made_of: Medium,
    speckle: Float[Array, "slot"] | None,
    radar: RadarConfig,
    bands: Bands,
    if_filter: IfFilter | None,
) -> Complex[Array, "emission rx sample"]:
    timing = frame_timing(radar)
    slow = slow_nodes(timing.node_s)
    surface = facets(corners_m.reshape(-1, 3), jnp.arange(3 * len(corners_m)).reshape(-1, 3))
    still = still_motion(surface, len(timing.node_s), len(slow.at_s))
    shown = jnp.broadcast_to(weight.astype(jnp.float32), (len(timing.node_s), len(weight)))
    law = PhysicalOptics(made_of, speckle)

    def paths_of(params: RadarParameters) -> SharedPaths:
        paths = facet_paths(still, shown, slow, DIRECT_ROUTE, (), law, params, radar)
        return filtered(paths, if_filter, params, radar)

    return synthesize_array(paths_of, inputs.radar, radar, timing, bands)[0]
