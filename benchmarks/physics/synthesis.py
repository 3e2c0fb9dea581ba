"""Validation problem: the default ADC synthesis against the float64 facet integral."""

from functools import cache
from typing import TYPE_CHECKING

import jax
import numpy as np

import scenes
from benchmarks._report import Row
from mmwave_sim.motion import MovingMesh, vertices_at
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import SionnaTracer, World
from mmwave_sim.simulation import (
    SimulationOptions,
    TracePlan,
    render,
    render_reference,
    scene_inputs,
    trace,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TOP_SPEED_M_PER_S = 6.0
CHIRPS = (0, 37, 79)


def device() -> RadarConfig:
    """The gait radar with fewer receivers: the reference takes a second a chirp and channel."""
    radar = preset("awr1843_gait")
    return radar.replace(rx_positions_m=radar.rx_positions_m[:2])


@cache
def fast_walk() -> TracePlan:
    """A walk played so fast that the quickest limb moves at 6 m/s, and what is seen of it."""
    agent = scenes.scene_from_text("a person walks toward the radar in an empty room").agents[0]
    times_s = np.arange(0.0, 0.5, 1 / 60)
    vertices = np.asarray(agent.vertices(1.0 + times_s))
    speeds = np.linalg.norm(np.gradient(vertices, times_s, axis=0), axis=-1).max(axis=1)
    quickest = int(np.argmax(speeds))
    hurry = TOP_SPEED_M_PER_S / speeds[quickest]
    mesh = MovingMesh("walker", agent.faces, times_s / hurry, vertices, agent.material)
    radar = device()
    frame_s = max(0.0, times_s[quickest] / hurry - radar.active_frame_time_s / 2)
    frame = int(frame_s / radar.frame_period_s)
    place = Pose(position_m=(*_before(vertices), 1.1), yaw_rad=0.0)
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False)
    world = World((), (), (mesh,))
    return trace(
        SionnaTracer(world, radar.center_frequency_hz),
        radar.replace(pose=place),
        frame + 1,
        options,
    )


def _before(vertices_m: np.ndarray) -> tuple[float, float]:
    """A place 3 m before the walker, at a world azimuth of zero."""
    centre = vertices_m.mean(axis=(0, 1))
    return float(centre[0] - 3.0), float(centre[1])


def relative_error() -> float:
    """Norm of the difference over norm of the reference, for chirps across a frame."""
    plan = fast_walk()
    inputs, frame = scene_inputs(plan), plan.frames - 1
    fast = np.asarray(render(plan, inputs, frame))[list(CHIRPS)]
    with jax.enable_x64(True):
        exact = np.asarray(render_reference(plan, inputs, frame, CHIRPS))
    return float(np.linalg.norm(fast - exact) / np.linalg.norm(exact))


def rows() -> tuple[Row, ...]:
    """One figure."""
    return (Row.at_most("ADC synthesis", relative_error(), 1e-3, ""),)


def draw(figure: "Figure") -> None:
    """The walker's speeds, and the real part of one chirp beside the reference."""
    plan = fast_walk()
    inputs, frame = scene_inputs(plan), plan.frames - 1
    mesh = plan.world.moving[0]
    at_s = np.array([plan.start_s[frame] + plan.timing.node_s[-1] / 2])
    points = vertices_at(mesh, at_s)[0]
    speed = np.linalg.norm(vertices_at(mesh, at_s, 1)[0], axis=1)
    scene = figure.add_subplot(1, 2, 1, projection="3d")
    shown = scene.scatter(*points.T, c=speed, s=1)
    figure.colorbar(shown, ax=scene, label="speed / (m/s)", shrink=0.7)
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal")
    fast = np.asarray(render(plan, inputs, frame))[CHIRPS[-1], 0, 0]
    with jax.enable_x64(True):
        exact = np.asarray(render_reference(plan, inputs, frame, CHIRPS[-1:]))[0, 0, 0]
    plot = figure.add_subplot(1, 2, 2)
    plot.plot(exact.real * 1e6, "0.7", linewidth=3, label="reference")
    plot.plot(fast.real * 1e6, "C0", linewidth=1, label="default synthesis")
    plot.plot((fast - exact).real * 1e8, "C3", linewidth=0.7, label="difference x 100")
    plot.set(xlabel="sample", ylabel="beat / (1e-6 sqrt(W))")
    plot.legend(fontsize=7)
