"""How long a block of loops may last, from how fast the facets turn."""

from collections.abc import Sequence

import numpy as np

from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import RadarConfig

_ERROR = 5e-4
"""Share of the samples that interpolating amplitudes between nodes may cost."""
_SNAPSHOTS = 12


def loops_per_block(moving: Sequence[MovingMesh], radar: RadarConfig, most: int) -> int:
    """Loops between nodes, so that the cubic between them follows every facet's turning.

    A facet's integral turns at w = 2 k u, with u the speed of its corners relative to its middle
    along the line of sight (taken as 1/sqrt 3 of the whole). Cubic interpolation over nodes h apart
    errs by 3 (w h)^4 / 128 of it (de Boor 1978); the mean square over the surface, weighted by
    area, is held to a fixed share in the fastest of a dozen snapshots.

    Args:
        moving: The moving meshes.
        radar: The radar.
        most: Most loops that are allowed.
    """
    k = 2 * np.pi / radar.wavelength_m
    quickest = max((_turning(mesh) for mesh in moving), default=0.0)
    if quickest == 0.0:
        return most
    longest_s = (_ERROR * 128 / 3) ** 0.25 / (2 * k * quickest)
    # A cubic needs four nodes, so a frame is three blocks at least.
    most = min(most, max(1, radar.chirps_per_frame // 3))
    return int(np.clip(longest_s / radar.loop_interval_s, 1, most))


def _turning(mesh: MovingMesh) -> float:
    """Speed of corners about their facets' middle: its eighth-power mean over the surface, m/s."""
    margin = 1e-6 * (mesh.times_s[-1] - mesh.times_s[0])
    at_s = np.linspace(mesh.times_s[0] + margin, mesh.times_s[-1] - margin, _SNAPSHOTS)
    found = []
    for place, velocity in zip(vertices_at(mesh, at_s), vertices_at(mesh, at_s, 1), strict=True):
        corners, speeds = place[mesh.faces], velocity[mesh.faces]
        area = np.linalg.norm(
            np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
        )
        relative = speeds - speeds.mean(axis=1, keepdims=True)
        squared = np.mean(np.sum(relative**2, axis=2), axis=1) / 3
        found.append(float(np.average(squared**4, weights=area)) ** 0.125)
    return max(found)
