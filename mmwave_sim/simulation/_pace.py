"""How long a block of loops may last, from how fast the facets turn."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.simulation._options import SimulationOptions

OF_TOLERANCE = 0.5
"""Share of the tolerance that interpolating amplitudes between nodes may cost; another such share
is for taking faces together."""
_SNAPSHOTS = 12
_NEAREST_M = 0.3


def loops_per_block(
    moving: Sequence[MovingMesh], radar: RadarConfig, options: SimulationOptions
) -> int:
    """Loops between nodes, so that the cubic between them follows every facet's turning.

    Args:
        moving: The moving meshes.
        radar: The radar.
        options: The most loops that are allowed, and the tolerance.
    """
    most = options.loops_per_block
    longest_s = longest_block_s(moving, radar, options.tolerance)
    if np.isinf(longest_s):
        return most
    # A cubic needs four nodes, so a frame is three blocks at least.
    most = min(most, max(1, radar.chirps_per_frame // 3))
    return int(np.clip(longest_s / radar.loop_interval_s, 1, most))


def longest_block_s(moving: Sequence[MovingMesh], radar: RadarConfig, tolerance: float) -> float:
    """How far apart nodes may be, s; infinity if nothing turns.

    A facet's integral turns at w = 2 k u, with u the speed of its corners relative to its middle
    along the line of sight (taken as 1/sqrt 3 of the whole). The line of sight turns too where a
    facet passes by. Cubic interpolation over nodes h apart errs by 3 (w h)^4 / 128 of it (de Boor
    1978); the mean square over the surface, weighted by area, is held to a fixed share in the
    fastest of a dozen snapshots.

    Args:
        moving: The moving meshes.
        radar: The radar, in its place.
        tolerance: Error that is allowed in all.
    """
    k = 2 * np.pi / radar.wavelength_m
    source_m = np.asarray(radar.pose.position_m)
    quickest = max((_turning(mesh, source_m) for mesh in moving), default=0.0)
    if quickest == 0.0:
        return np.inf
    return float((OF_TOLERANCE * tolerance * 128 / 3) ** 0.25 / (2 * k * quickest))


def _turning(mesh: MovingMesh, source_m: Float[np.ndarray, "3"]) -> float:
    """Speed of corners about their facets' middle: its eighth-power mean over the surface, m/s."""
    margin = 1e-6 * (mesh.times_s[-1] - mesh.times_s[0])
    at_s = np.linspace(mesh.times_s[0] + margin, mesh.times_s[-1] - margin, _SNAPSHOTS)
    found = []
    for place, velocity in zip(vertices_at(mesh, at_s), vertices_at(mesh, at_s, 1), strict=True):
        corners, speeds = place[mesh.faces], velocity[mesh.faces]
        area = np.linalg.norm(
            np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
        )
        relative = speeds - speeds.mean(axis=1, keepdims=True) + _passing(corners, speeds, source_m)
        squared = np.mean(np.sum(relative**2, axis=2), axis=1) / 3
        found.append(float(np.average(squared**4, weights=area)) ** 0.125)
    return max(found)


def _passing(
    corners_m: Float[np.ndarray, "face 3 3"],
    speeds_m_per_s: Float[np.ndarray, "face 3 3"],
    source_m: Float[np.ndarray, "3"],
) -> Float[np.ndarray, "face 3 3"]:
    """Speed of corners about their facet's middle as seen from a source that it passes, m/s."""
    middle, speed = corners_m.mean(axis=1), speeds_m_per_s.mean(axis=1)
    way = middle - source_m
    squared = np.maximum(np.sum(way**2, axis=1, keepdims=True), _NEAREST_M**2)
    across = speed - np.sum(speed * way, axis=1, keepdims=True) * way / squared
    turn = np.cross(way, across) / squared
    return -np.cross(turn[:, None], corners_m - middle[:, None])
