"""Validation problem: the radar cross-section of a walking adult does not hang on the mesh.

The body of 5,000 triangles and the same surface with every triangle cut into four are seen over a
gait cycle. The surface is the same, so its echo should be; what differs is what a facet assumes
(one wave front, one visibility).
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

from benchmarks._report import Row
from benchmarks.physics._walkers import (
    ALONE,
    one_channel,
    open_air,
    scene_of,
    surface_returns,
    towards_radar,
)
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Tracer, World
from mmwave_sim.simulation import TracePlan, plan_scene, render, scene_inputs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FRAMES = 20
GAIT_S = 1.2


@dataclass(frozen=True)
class Gait:
    """Radar cross-section over a gait, frame by frame, m^2.

    Attributes:
        mesh_m2: Of the mesh.
        divided_m2: Of its subdivision.
    """

    mesh_m2: Float[np.ndarray, "frame"]
    divided_m2: Float[np.ndarray, "frame"]

    def level_dbsm(self) -> float:
        """Mean of the mesh over the frames, dBsm."""
        return float(10 * np.log10(self.mesh_m2.mean()))

    def difference_db(self) -> float:
        """Mean of the mesh over the mean of its subdivision, dB."""
        return float(10 * np.log10(self.mesh_m2.mean() / self.divided_m2.mean()))


def radar(frames: int) -> RadarConfig:
    """One isotropic channel; a few chirps, so many times in a gait cycle."""
    return one_channel(
        chirps_per_frame=4,
        samples_per_chirp=64,
        sample_rate_hz=5.209e6 / 4,
        frame_period_s=GAIT_S / frames,
    )


def divided(mesh: MovingMesh) -> MovingMesh:
    """The same surface, every triangle cut into four at the middles of its edges."""
    a, b, c = mesh.faces.T
    edges = np.sort(np.concatenate([np.c_[a, b], np.c_[b, c], np.c_[c, a]]), axis=1)
    unique, of_face = np.unique(edges, axis=0, return_inverse=True)
    vertices = np.asarray(mesh.vertices_m)
    middle = vertices[:, unique].mean(axis=2)
    ab, bc, ca = of_face.reshape(3, -1) + vertices.shape[1]
    corners = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return replace(
        mesh,
        faces=np.concatenate([np.stack(three, axis=1) for three in corners]),
        vertices_m=np.concatenate([vertices, middle], axis=1),
    )


@cache
def gait(frames: int = FRAMES) -> Gait:
    """Both meshes over one gait cycle, towards the radar from 5 m."""

    def in_four(world: World, frequency_hz: float) -> Tracer:
        moving = tuple(divided(mesh) for mesh in world.moving)
        return open_air(replace(world, moving=moving), frequency_hz)

    device = radar(frames)
    scene = scene_of(towards_radar(), duration_s=GAIT_S + 0.2)
    plans = [
        plan_scene(scene, device, frames=frames, options=ALONE, make_tracer=tracer)
        for tracer in (open_air, in_four)
    ]
    return Gait(*(cross_sections_m2(plan) for plan in plans))


def cross_sections_m2(plan: TracePlan) -> Float[np.ndarray, "frame"]:
    """Cross-section that the radar equation makes of the power in each frame, mean over the band.

    The distance is that of the visible surface, weighted by the power of its facets.
    """
    inputs, device = scene_inputs(plan), plan.radar
    gain = 10 ** (device.antenna_gain_db / 10) * device.wavelength_m
    found = []
    for frame in range(plan.frames):
        power_w = np.mean(np.abs(np.asarray(render(plan, inputs, frame))) ** 2)
        surface = surface_returns(plan, inputs, frame)
        distance_m = np.average(surface.range_m, weights=surface.power_w)
        budget = device.tx_power_w * gain**2 / ((4 * np.pi) ** 3 * distance_m**4)
        found.append(power_w / budget)
    return np.array(found)


def rows(frames: int = FRAMES) -> tuple[Row, ...]:
    """Difference and level."""
    found = gait(frames)
    apart = abs(found.difference_db())
    return (
        Row.at_most("adult over a gait: mesh against subdivision", apart, 1.0, "dB"),
        Row.at_least("adult over a gait: level, least", found.level_dbsm(), -10.0, "dBsm"),
        Row.at_most("adult over a gait: level, most", found.level_dbsm(), 0.0, "dBsm"),
    )


def draw(figure: "Figure") -> None:
    """The gait from the side, and both cross-sections over time."""
    side, plot = figure.subplots(1, 2)
    scene = scene_of(towards_radar(), duration_s=GAIT_S + 0.2)
    shots = scene.agents[0].vertices(np.arange(4) * GAIT_S / 3)
    for shot, colour in zip(shots, ("0.8", "0.6", "0.4", "C0"), strict=True):
        side.plot(shot[:, 0], shot[:, 2], ",", color=colour)
    side.plot(0.0, 1.0, "k^")
    side.text(0.0, 1.08, "radar")
    side.set(xlabel="ahead / m", ylabel="height / m", aspect="equal")
    found, time_s = gait(), np.arange(FRAMES) * GAIT_S / FRAMES
    plot.plot(time_s, 10 * np.log10(found.mesh_m2), label="mesh")
    plot.plot(time_s, 10 * np.log10(found.divided_m2), "--", label="every triangle in four")
    plot.axhline(found.level_dbsm(), color="0.6", linewidth=0.8)
    plot.set(xlabel="time / s", ylabel="cross-section / dBsm")
    plot.legend(fontsize=8)
