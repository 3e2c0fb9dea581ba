"""A small world for the tests of rendering: a turning, approaching ball in front of a wall."""

import numpy as np
import trimesh

from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, Wall, World
from mmwave_sim.simulation import SimulationOptions, TracePlan, trace

SIDE_WALL = Wall(
    "side", np.array([-1.0, 1.5, -1.0]), np.array([[8.0, 0, 0], [0, 0, 4.0]]), "concrete"
)
BACK_WALL = Wall(
    "back", np.array([5.0, -3.0, -1.0]), np.array([[0, 4.5, 0], [0, 0, 4.0]]), "plasterboard"
)


def radar() -> RadarConfig:
    """mmCLIP's radar, shortened."""
    place = Pose(position_m=(0.0, 0.0, 1.0))
    return preset("awr1843_mmclip").replace(
        chirps_per_frame=16, samples_per_chirp=128, pose=place, frame_period_s=0.02
    )


def ball(subdivisions: int = 3, turn_rad_per_s: float = 6.0) -> MovingMesh:
    """A ball of 8 cm that comes nearer at 2 m/s and turns about the vertical."""
    mesh = trimesh.creation.icosphere(subdivisions, 0.08)
    times_s = np.linspace(0.0, 0.1, 13)
    turn = turn_rad_per_s * times_s
    cosine, sine = np.cos(turn)[:, None], np.sin(turn)[:, None]
    x, y, z = np.asarray(mesh.vertices).T
    turned = np.stack([cosine * x - sine * y, sine * x + cosine * y, z + 0 * cosine], axis=-1)
    place = np.stack([3.0 - 2.0 * times_s, 0.2 + 0.5 * times_s, 1.1 + 0 * times_s], axis=-1)
    return MovingMesh("ball", np.asarray(mesh.faces), times_s, turned + place[:, None], "skin")


def plan(
    bounces: int = 0, room_bounces: int = 0, frames: int = 1, threshold_db: float = -16.0
) -> TracePlan:
    """The ball as the analytic tracer sees it."""
    options = SimulationOptions(
        bounces=bounces, threshold_db=threshold_db, room_bounces=room_bounces, furniture=False
    )
    world = World((SIDE_WALL, BACK_WALL), (), (ball(),))
    return trace(AnalyticTracer(world), radar(), frames, options)
