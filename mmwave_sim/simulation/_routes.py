"""Pairs of legs to each body, with the faces they share, padded to fixed shapes."""

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim.adc import FrameTiming, RangeGrid, cell_of
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig, parameters
from mmwave_sim.rays import DIRECT, Chain, World, image_of, mirror
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._plan import RoutePlan

_SLOT_STEP = 256
_CELL_STEP = 64
_MARGIN_CELLS = 16

Facets = Mapping[tuple[int, Chain], Bool[np.ndarray, "face"]]


def plan_routes(
    seen: Sequence[Facets],
    chains: Sequence[Chain],
    start_s: Float[np.ndarray, " frame"],
    timing: FrameTiming,
    world: World,
    radar: RadarConfig,
) -> tuple[RoutePlan, ...]:
    """Routes direct-direct, and direct out and by a wall back, and the other way round.

    Args:
        seen: For each frame, the faces of each mesh that each chain reaches.
        chains: The direct chain and the walls.
        start_s: Start of each frame, s.
        timing: Times inside a frame.
        world: Walls and meshes.
        radar: The radar.
    """
    ghosts = [c for c in chains if c != DIRECT]
    pairs = [Route(DIRECT, DIRECT)]
    pairs += [r for c in ghosts for r in (Route(DIRECT, c), Route(c, DIRECT))]
    plans = []
    for mesh in range(len(world.moving)):
        at_s = start_s[:, None] + timing.node_s[[0, len(timing.node_s) // 2, -1]]
        for route in pairs:
            masks = np.array([look[mesh, route.tx] & look[mesh, route.rx] for look in seen])
            if masks.any():
                plans.append(_plan(mesh, route, masks, at_s, world, radar))
    return tuple(plans)


def _plan(
    mesh: int,
    route: Route,
    masks: Bool[np.ndarray, "frame face"],
    at_s: Float[np.ndarray, "frame time"],
    world: World,
    radar: RadarConfig,
) -> RoutePlan:
    face, weight = _padded(masks)
    span = _span_cells(route, world.moving[mesh], masks, at_s, world, radar)
    cells = _CELL_STEP * int(np.ceil((span + _MARGIN_CELLS) / _CELL_STEP))
    return RoutePlan(mesh, route, face, weight, RangeGrid(cells))


def _padded(
    masks: Bool[np.ndarray, "frame face"],
) -> tuple[Int[np.ndarray, "frame slot"], Float[np.ndarray, "frame slot"]]:
    """Indices of the set entries of each row, padded with entry 0 of weight 0."""
    slots = max(_SLOT_STEP * int(np.ceil(masks.sum(axis=1).max() / _SLOT_STEP)), _SLOT_STEP)
    face = np.zeros((len(masks), slots), dtype=np.int32)
    weight = np.zeros((len(masks), slots), dtype=np.float32)
    for row, mask in enumerate(masks):
        index = np.flatnonzero(mask)
        # Padding repeats a visible face, so that it lies inside the range window too.
        face[row] = index[0] if len(index) else 0
        face[row, : len(index)] = index
        weight[row, : len(index)] = 1.0
    return face, weight


def _span_cells(
    route: Route,
    mesh: MovingMesh,
    masks: Bool[np.ndarray, "frame face"],
    at_s: Float[np.ndarray, "frame time"],
    world: World,
    radar: RadarConfig,
) -> float:
    """Widest stretch of range cells that the visible faces cover while a frame lasts."""
    with jax.enable_x64(True):
        params = parameters(radar)
        mirrors = tuple(mirror(w, radar.center_frequency_hz) for w in world.walls)
        origin = jnp.asarray(radar.pose.position_m)[None]
        tx = np.asarray(image_of(origin, route.tx, mirrors))[0]
        rx = np.asarray(image_of(origin, route.rx, mirrors))[0]
        widest = 0.0
        for mask, times in zip(masks, at_s, strict=True):
            if mask.any():
                points = vertices_at(mesh, times)[:, mesh.faces[mask]].mean(axis=2)
                length = np.linalg.norm(points - tx, axis=-1) + np.linalg.norm(points - rx, axis=-1)
                widest = max(widest, float(length.max() - length.min()))
        return float(cell_of(jnp.asarray(widest), params, radar, RangeGrid(1)))
