"""A populated scene as the tracer's world."""

from typing import TYPE_CHECKING

import numpy as np

from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig
from mmwave_sim.rays import StillMesh, World, walls_from_meshes

if TYPE_CHECKING:
    from scenes import PopulatedScene

_MIRRORS = ("wall", "floor", "ceiling")


def world_from_scene(scene: "PopulatedScene", duration_s: float, key_frame_rate_hz: float) -> World:
    """Reads walls, furniture and bodies off a scene.

    Args:
        scene: From the package `scenes`.
        duration_s: How long the motion is needed, s.
        key_frame_rate_hz: Rate at which bodies are sampled, Hz.
    """
    count = max(4, int(np.ceil(duration_s * key_frame_rate_hz)) + 1)
    times_s = np.linspace(0.0, duration_s, count)
    flat = [s for s in scene.surfaces if s.kind in _MIRRORS]
    furniture = [s for s in scene.surfaces if s.kind not in _MIRRORS]
    return World(
        walls=walls_from_meshes(tuple((s.name, s.vertices_m, s.faces, s.material) for s in flat)),
        still=tuple(StillMesh(s.name, s.vertices_m, s.faces, s.material) for s in furniture),
        moving=tuple(
            MovingMesh(a.name, a.faces, times_s, np.asarray(a.vertices(times_s)), a.material)
            for a in scene.agents
        ),
    )


def place_radar(radar: RadarConfig, scene: "PopulatedScene") -> RadarConfig:
    """The radar at the place that the scene gives it, which knows no roll: it keeps its own."""
    place = scene.spec.radar
    pose = Pose(place.position_m, place.yaw_rad, place.pitch_rad, radar.pose.roll_rad)
    return radar.replace(pose=pose)
