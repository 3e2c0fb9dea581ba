"""Routes to each body with the faces that they see, padded to fixed shapes."""

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import Bands, bands_for
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Panel, Way, World, image_of, leg, panel
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._divide import Division
from mmwave_sim.simulation._plan import RoutePlan
from mmwave_sim.simulation._soft import Seen

_SLOT_STEP = 256

Sights = Mapping[tuple[int, Way], Seen]


def plan_routes(
    seen: Sequence[Sequence[Sights]],
    routes: Sequence[Sequence[Route]],
    divisions: Sequence[Division],
    start_s: Float[np.ndarray, "frame"],
    look_s: Float[np.ndarray, "look"],
    world: World,
    radar: RadarConfig,
) -> tuple[RoutePlan, ...]:
    """Plans of the routes by which something is seen.

    Args:
        seen: For each frame and look, how far each way reaches the faces of each mesh.
        routes: Routes to each mesh.
        divisions: How each mesh is divided.
        start_s: Start of each frame, s.
        look_s: Times of the looks inside a frame, s.
        world: Walls and meshes.
        radar: The radar.
    """
    plans = []
    for mesh, mesh_routes in enumerate(routes):
        for route in mesh_routes:
            both = [
                [
                    _both(look[mesh, route.tx], look[mesh, route.rx], route.tx == route.rx)
                    for look in frame
                ]
                for frame in seen
            ]
            if any(one.weight.any() for frame in both for one in frame):
                times = start_s[:, None] + look_s
                plans.append(_plan(mesh, route, both, divisions[mesh], times, world, radar))
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
    both: Sequence[Sequence[Seen]],
    division: Division,
    at_s: Float[np.ndarray, "frame look"],
    world: World,
    radar: RadarConfig,
) -> RoutePlan:
    weight = np.array([[look.weight for look in frame] for frame in both], dtype=np.float32)
    shown_ever = np.any(weight > 0, axis=1)
    face, used = _padded(shown_ever)
    rows = np.arange(len(face))[:, None]
    slope = None
    if both[0][0].slope is not None:
        slopes = np.array([[look.slope for look in frame] for frame in both]).mean(axis=1)
        slope = (slopes[rows, face] * used[..., None, None]).astype(np.float32)
    bands, delay_s = _extent(route, world.moving[mesh], division, shown_ever, at_s, world, radar)
    shown = np.moveaxis(weight, 1, 2)[rows, face] * used[..., None]
    return RoutePlan(mesh, route, face, np.moveaxis(shown, 2, 1), slope, delay_s, bands)


def _padded(
    masks: Bool[np.ndarray, "frame face"],
) -> tuple[Int[np.ndarray, "frame slot"], Float[np.ndarray, "frame slot"]]:
    """Indices of the set entries of each row, padded with an entry of weight 0."""
    slots = roomy(int(masks.sum(axis=1).max()), _SLOT_STEP)
    face = np.zeros((len(masks), slots), dtype=np.int32)
    used = np.zeros((len(masks), slots), dtype=np.float32)
    for row, mask in enumerate(masks):
        index = np.flatnonzero(mask)
        # Padding repeats a visible face, so that it lies inside the range window too.
        face[row] = index[0] if len(index) else 0
        face[row, : len(index)] = index
        used[row, : len(index)] = 1.0
    return face, used


def roomy(count: int, step: int) -> int:
    """A size that holds a count: few different sizes, so that little is compiled anew."""
    steps = max(1, -(-count // step))
    coarse = 2 ** max(0, steps.bit_length() - 2)
    return step * coarse * -(-steps // coarse)


def _extent(
    route: Route,
    mesh: MovingMesh,
    division: Division,
    masks: Bool[np.ndarray, "frame face"],
    at_s: Float[np.ndarray, "frame look"],
    world: World,
    radar: RadarConfig,
) -> tuple[Bands, Float[np.ndarray, "frame"]]:
    """Bands for the visible faces of all frames, and the mean delay in each frame, s.

    The delay is 0 where nothing is seen.
    """
    with jax.enable_x64(True):
        panels = tuple(panel(w, radar.center_frequency_hz) for w in world.walls)
        bands, delay_s = Bands(1, 1), np.zeros(len(masks))
        for frame, (mask, times) in enumerate(zip(masks, at_s, strict=True)):
            if mask.any():
                fine = np.asarray(division.place(vertices_at(mesh, times)))
                points = fine[:, division.faces[mask]].mean(axis=2)
                out, back = (_lengths(way, points, panels, radar) for way in route)
                length = out + back
                bands |= bands_for(length.min(axis=0), length.max(axis=0), radar)
                delay_s[frame] = np.mean(length) / SPEED_OF_LIGHT
        return bands, delay_s


def _lengths(
    way: Way,
    points_m: Float[np.ndarray, "look face 3"],
    panels: tuple[Panel, ...],
    radar: RadarConfig,
) -> Float[np.ndarray, "look face"]:
    """Length of a way from the radar to points, delays in walls and around edges included, m."""
    origin = jnp.asarray(radar.pose.position_m)[None]
    if not way.screens:
        image = np.asarray(image_of(origin, way.chain, panels))[0]
        return np.linalg.norm(points_m - image, axis=-1)
    up = jnp.asarray(radar.pose.rotation()[:, 2])
    k = jnp.asarray([2 * np.pi / radar.wavelength_m])
    return np.asarray(leg(origin, up, jnp.asarray(points_m), way, panels, k).length_m)[..., 0]
