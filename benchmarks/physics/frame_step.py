"""Validation problem: frames that follow each other without a pause show no seam in the phase.

The chirps of a walk are recorded twice: cut into frames of 10 ms, and into frames twice as long, in
which every other boundary of the first is an instant like any other. Across it the float64 facet
integral of the long frame gives the true phase step. Over all boundaries, the step must also fit
between the steps before and after it.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Complex, Float, Int

from benchmarks._report import Row
from benchmarks.physics._walkers import ALONE, one_channel, open_air, scene_of, towards_radar
from mmwave_sim.cube import window
from mmwave_sim.motion import vertices_at
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import (
    TracePlan,
    place_radar,
    record,
    render_reference,
    scene_inputs,
    trace,
    world_from_scene,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FRAMES = 12
LIMIT_RAD = 0.05
_CHIRPS = 80
_STRONG = 0.1
"""Range cells with at least this share of the strongest one's power count."""


@dataclass(frozen=True)
class Steps:
    """Phase from each chirp to the next.

    Attributes:
        step_rad: Of the whole echo, range cells weighted by their power, rad.
        boundary: Indices of the steps that lead from a frame to the next.
    """

    step_rad: Float[np.ndarray, "step"]
    boundary: Int[np.ndarray, "boundary"]

    def beyond_neighbours_rad(self) -> Float[np.ndarray, "boundary"]:
        """By how much each boundary's step differs from the mean of those beside it, rad."""
        at, step = self.boundary, np.exp(1j * self.step_rad)
        between = np.exp(0.5j * np.angle(step[at + 1] / step[at - 1])) * step[at - 1]
        return np.angle(step[at] / between)


def radar(long: bool = False) -> RadarConfig:
    """One isotropic channel whose frames of 10 ms (or 20 ms) leave no pause."""
    device = one_channel(
        chirps_per_frame=_CHIRPS * (2 if long else 1),
        samples_per_chirp=64,
        sample_rate_hz=5.209e6 / 4,
    )
    return device.replace(frame_period_s=device.active_frame_time_s)


@cache
def walk(frames: int, long: bool = False) -> TracePlan:
    """An adult who walks towards the radar, by the line of sight.

    Short and long frames are planned from the same key frames, so that the body is divided into the
    same facets.

    Args:
        frames: Short frames; half as many long ones.
        long: Whether frames are long.
    """
    device = radar(long)
    duration_s = frames * radar().frame_period_s + 0.1
    scene = scene_of(towards_radar(), duration_s=duration_s)
    world = world_from_scene(scene, duration_s, ALONE.key_frame_rate_hz)
    tracer = open_air(world, device.center_frequency_hz)
    return trace(tracer, place_radar(device, scene), frames // 2 if long else frames, ALONE)


def range_profiles(
    samples: Complex[np.ndarray, "*chirp sample"],
) -> Complex[np.ndarray, "*chirp range"]:
    """Hann-windowed spectra."""
    return np.fft.fft(samples * window("hann", samples.shape[-1]), axis=-1)


def steps(recording: Recording) -> Steps:
    """Phase steps of a recording whose frames follow without a pause."""
    profiles = range_profiles(recording.samples[:, :, 0, 0]).reshape(-1, 64)
    turned = np.sum(profiles[1:] * profiles[:-1].conj(), axis=-1)
    chirps = recording.radar.chirps_per_frame
    return Steps(np.angle(turned), np.arange(1, recording.frames) * chirps - 1)


def beyond_reference_rad(recording: Recording, long: TracePlan, boundaries: int) -> float:
    """Largest difference of a strong range cell's step from the facet integral's, rad.

    Args:
        recording: In short frames, at least two for each long one.
        long: The same walk in frames of twice the length.
        boundaries: How many are looked at.
    """
    inputs, worst = scene_inputs(long), 0.0
    for frame in range(boundaries):
        exact = np.asarray(render_reference(long, inputs, frame, [_CHIRPS - 1, _CHIRPS]))
        before, after = range_profiles(exact[:, 0, 0])
        strong = np.abs(before) ** 2 > _STRONG * np.max(np.abs(before) ** 2)
        short = recording.samples[2 * frame : 2 * frame + 2, :, 0, 0]
        pair = range_profiles(np.stack([short[0, -1], short[1, 0]]))
        apart = (pair[1] * pair[0].conj()) / (after * before.conj())
        worst = max(worst, float(np.max(np.abs(np.angle(apart[strong])))))
    return worst


@cache
def recorded(frames: int) -> Recording:
    """The walk in short frames, through a receiver that adds nothing."""
    return record(walk(frames))


def rows(frames: int = FRAMES, references: int = 3) -> tuple[Row, ...]:
    """The two comparisons.

    Args:
        frames: Short frames to record.
        references: Boundaries at which the facet integral is evaluated, seconds each.
    """
    exact = beyond_reference_rad(recorded(frames), walk(frames, long=True), references)
    beside = float(np.abs(steps(recorded(frames)).beyond_neighbours_rad()).max())
    return (
        Row.at_most("frame boundary: phase step beyond the true one", exact, LIMIT_RAD, "rad"),
        Row.at_most("frame boundary: phase step beside its neighbours", beside, LIMIT_RAD, "rad"),
    )


def draw(figure: "Figure") -> None:
    """The walker, and the phase steps over the chirps with the boundaries marked."""
    side, plot = figure.subplots(1, 2)
    plan = walk(FRAMES)
    body = vertices_at(plan.world.moving[0], np.zeros(1))[0]
    side.plot(body[:, 0], body[:, 2], ",", color="0.4")
    side.plot(0.0, 1.0, "k^")
    side.text(0.0, 1.08, "radar")
    side.set(xlabel="ahead / m", ylabel="height / m", aspect="equal")
    found = steps(recorded(FRAMES))
    plot.plot(found.step_rad, color="C0", linewidth=0.8, label="every step")
    at = found.boundary
    plot.plot(at, found.step_rad[at], "o", color="C3", markersize=4, label="frame boundary")
    plot.set(xlabel="chirp", ylabel="phase step / rad")
    plot.legend(fontsize=8)
