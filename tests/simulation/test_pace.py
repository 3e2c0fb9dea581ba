"""Blocks are short enough for what turns, and for what passes by."""

import numpy as np
import pytest
import trimesh

from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import RadarConfig
from mmwave_sim.simulation import SimulationOptions
from mmwave_sim.simulation._pace import loops_per_block
from tests.simulation.ball import ball, radar

OPTIONS = SimulationOptions()


def _long_frame() -> RadarConfig:
    return radar().replace(chirps_per_frame=64, frame_period_s=0.05)


def _carried(velocity_m_per_s: tuple[float, float, float]) -> MovingMesh:
    """A ball of 15 cm, 1 m before the radar, that does not turn."""
    mesh = trimesh.creation.icosphere(2, 0.15)
    times_s = np.linspace(0.0, 0.1, 7)
    place = np.array([1.0, 0.0, 1.0]) + times_s[:, None] * np.array(velocity_m_per_s)
    vertices = np.asarray(mesh.vertices) + place[:, None]
    return MovingMesh("ball", np.asarray(mesh.faces), times_s, vertices, "skin")


def test_what_comes_straight_on_needs_no_more_nodes_than_what_stands() -> None:
    # It spreads out as it comes, but hardly.
    assert loops_per_block([_carried((-0.5, 0.0, 0.0))], _long_frame(), OPTIONS) == 8


def test_what_passes_by_turns_in_the_line_of_sight() -> None:
    # At 6 m/s and 1 m it is the same as turning at 6 rad/s.
    passing = loops_per_block([_carried((0.0, 6.0, 0.0))], _long_frame(), OPTIONS)
    assert passing < 8
    assert passing == pytest.approx(loops_per_block([_turning(6.0)], _long_frame(), OPTIONS), abs=1)


def _turning(rad_per_s: float) -> MovingMesh:
    still = _carried((0.0, 0.0, 0.0))
    angle = rad_per_s * still.times_s
    cosine, sine = np.cos(angle)[:, None], np.sin(angle)[:, None]
    x, y, z = np.moveaxis(np.asarray(still.vertices_m) - np.array([1.0, 0, 1.0]), -1, 0)
    turned = np.stack([cosine * x - sine * y, sine * x + cosine * y, z], axis=-1)
    return MovingMesh("ball", still.faces, still.times_s, turned + np.array([1.0, 0, 1.0]), "skin")


def test_what_turns_faster_has_shorter_blocks() -> None:
    loops = [loops_per_block([ball(1, rate)], _long_frame(), OPTIONS) for rate in (1.0, 12.0)]
    assert loops[1] < loops[0]
