"""Validation problem: a walking person's trunk, read off the heatmaps, against the scene's log."""

from dataclasses import dataclass

import numpy as np

import scenes
from mmwave_sim.cube import recording_maps, strongest_track
from mmwave_sim.radar import preset
from mmwave_sim.simulation import Simulation, SimulationOptions, simulate, torso_truth

SENTENCE = "a person walks across the living room toward the radar"


@dataclass(frozen=True)
class WalkErrors:
    """Medians over the frames of the absolute difference between heatmaps and log, in bins.

    The strongest echo of a frame is now and then a shin or a hand; the median asks for the line
    that the trunk draws.

    Attributes:
        range_bin: Range, bins of the range FFT.
        velocity_bin: Radial velocity, bins of the Doppler FFT.
        azimuth_bin: Azimuth, in units of the array's resolution.
    """

    range_bin: float
    velocity_bin: float
    azimuth_bin: float


def simulate_walk(frames: int | None = None, seed: int = 0) -> Simulation:
    """The demo's simulation, or its first frames."""
    scene = scenes.scene_from_text(SENTENCE, seed=seed)
    options = SimulationOptions(threshold_db=-12.0)
    return simulate(scene, preset("awr1843_gait"), seed=seed, frames=frames, options=options)


def walk_errors(made: Simulation) -> WalkErrors:
    """Compares the strongest track of the heatmaps with what the log says of the trunk."""
    radar = made.recording.radar
    truth = torso_truth(made.plan, made.scene.agents[0])
    track = strongest_track(recording_maps(made.recording))

    def median(read: np.ndarray, log: np.ndarray, unit: float) -> float:
        return float(np.nanmedian(np.abs(read - log)) / unit)

    return WalkErrors(
        median(track.range_m, truth.range_m, radar.range_resolution_m),
        median(track.velocity_m_per_s, truth.velocity_m_per_s, radar.velocity_resolution_m_per_s),
        median(track.azimuth_rad, truth.azimuth_rad, radar.angular_resolution_rad),
    )
