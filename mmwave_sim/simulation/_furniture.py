"""Furniture as still facets: divided finely once, seen once, summed once."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim.adc import RangeGrid, cell_of, frame_timing, synthesize_gridded
from mmwave_sim.materials import material
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import DIRECT, StillMesh, Tracer, visible_facets
from mmwave_sim.scattering import PhysicalOptics, Route, facet_nodes, facets
from mmwave_sim.simulation._inputs import SceneInputs, check_precision
from mmwave_sim.simulation._plan import StillFacets, TracePlan

_CHUNK = 4096
_MARGIN_CELLS = 8
_CELL_STEP = 64
_OUT_OF_THE_WAY_M = 1e4


def see_furniture(tracer: Tracer, radar: RadarConfig) -> tuple[StillFacets, ...]:
    """The facets of every still mesh that the radar sees when nobody is in the room.

    Edges are held below sqrt(R / k): over such a facet the curved wave front departs from the
    plane of the closed form by at most 0.35 rad, at the corners, and by 0.1 rad rms.
    """
    source = np.asarray(radar.pose.position_m, dtype=np.float64)
    away = [np.asarray(m.vertices_m[0]) + _OUT_OF_THE_WAY_M for m in tracer.world.moving]
    occluders = tracer.occluders(away)
    seen = []
    for mesh in tracer.world.still:
        vertices, faces = _divide(mesh, source, radar)
        visible = visible_facets(occluders, (), DIRECT, source, vertices, faces)
        seen.append(StillFacets(mesh.material, vertices[faces[visible]]))
    return tuple(seen)


def _divide(
    mesh: StillMesh, source: Float[np.ndarray, "3"], radar: RadarConfig
) -> tuple[Float[np.ndarray, "vertex 3"], np.ndarray]:
    from trimesh.remesh import subdivide_to_size

    nearest_m = max(0.3, float(np.linalg.norm(mesh.vertices_m - source, axis=1).min()))
    longest_m = float(np.sqrt(nearest_m * radar.wavelength_m / (2 * np.pi)))
    vertices, faces = subdivide_to_size(mesh.vertices_m, mesh.faces, longest_m, max_iter=12)
    return np.asarray(vertices), np.asarray(faces)


def furniture_return(plan: TracePlan, inputs: SceneInputs) -> Complex[Array, "1 tx rx sample"]:
    """Beat of all furniture, one chirp of it, sqrt(W); the same in every chirp and frame."""
    check_precision(inputs)
    one = plan.radar.without_place().replace(chirps_per_frame=1)
    source = np.asarray(plan.radar.pose.position_m)
    parts = [_by_range(still, source) for still in plan.furniture]
    grid = _window([part for chunks in parts for part in chunks], source, one)
    total = jnp.zeros(one.frame_shape, jnp.complex64)
    with jax.enable_x64(True):
        for still, chunks in zip(plan.furniture, parts, strict=True):
            made_of = material(still.material).permittivity(one.center_frequency_hz)
            for corners in chunks:
                filled, weight = _padded(corners)
                total = total + _chunk(inputs, filled, weight, jnp.asarray(made_of), one, grid)
    return total


def _by_range(
    still: StillFacets, source: Float[np.ndarray, "3"]
) -> list[Float[np.ndarray, "facet 3 3"]]:
    """Facets in order of range, in chunks: each chunk spans little of the range axis."""
    order = np.argsort(np.linalg.norm(still.corners_m.mean(axis=1) - source, axis=1))
    return [
        still.corners_m[order[start : start + _CHUNK]] for start in range(0, len(order), _CHUNK)
    ]


def _window(
    chunks: list[Float[np.ndarray, "facet 3 3"]], source: Float[np.ndarray, "3"], radar: RadarConfig
) -> RangeGrid:
    """A window of the range axis that is wide enough for every chunk."""
    spans = [np.ptp(np.linalg.norm(c.mean(axis=1) - source, axis=1)) for c in chunks]
    cells = 4 * max(spans, default=0.0) / radar.range_resolution_m + 2 * _MARGIN_CELLS
    return RangeGrid(_CELL_STEP * int(np.ceil(cells / _CELL_STEP)))


def _padded(
    corners_m: Float[np.ndarray, "facet 3 3"],
) -> tuple[Float[np.ndarray, "chunk 3 3"], Float[np.ndarray, "chunk"]]:
    """Corners of a full chunk, the missing ones repeating the first with weight 0."""
    missing = _CHUNK - len(corners_m)
    filled = np.concatenate([corners_m, np.repeat(corners_m[:1], missing, axis=0)])
    return filled, np.concatenate([np.ones(len(corners_m)), np.zeros(missing)])


@partial(jax.jit, static_argnames=("radar", "grid"))
def _chunk(
    inputs: SceneInputs,
    corners_m: Float[Array, "facet 3 3"],
    weight: Float[Array, "facet"],
    permittivity: Complex[Array, ""],
    radar: RadarConfig,
    grid: RangeGrid,
) -> Complex[Array, "1 tx rx sample"]:
    timing = frame_timing(radar)
    nodes = len(timing.node_s)
    surface = facets(corners_m.reshape(-1, 3), jnp.arange(3 * len(corners_m)).reshape(-1, 3))
    still = jax.tree.map(lambda leaf: jnp.broadcast_to(leaf, (nodes, *leaf.shape)), surface)
    paths = facet_nodes(
        still,
        jnp.zeros_like(still.centroid_m),
        jnp.broadcast_to(weight, (nodes, len(corners_m))),
        Route(DIRECT, DIRECT),
        (),
        PhysicalOptics(permittivity),
        inputs.radar,
        radar,
    )
    cells = cell_of(jax.lax.stop_gradient(paths.length_m), inputs.radar, radar, grid)
    first = jnp.floor(jnp.min(cells)).astype(jnp.int32) - _MARGIN_CELLS
    return synthesize_gridded(paths, first, inputs.radar, radar, timing, grid)
