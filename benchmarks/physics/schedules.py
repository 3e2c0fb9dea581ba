"""Validation problem: BPM and DDM against TDM on a scene that stands still."""

from functools import cache
from typing import TYPE_CHECKING

import jax.numpy as jnp
import numpy as np
import trimesh
from jaxtyping import Float

from benchmarks._report import Row
from mmwave_sim.cube import CubeOptions, azimuth_fft, radar_cube
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, TxSchedule, preset
from mmwave_sim.rays import AnalyticTracer, World
from mmwave_sim.simulation import SimulationOptions, render, scene_inputs, trace

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SCHEDULES = {
    "TDM": TxSchedule.tdm((0, 2)),
    "BPM": TxSchedule.bpm((0, 2)),
    "DDM": TxSchedule.ddm((0, 2), subbands=4),
}
CHIRPS = 48
PLACES_M = ((3.0, 0.9, 1.1), (2.9, -0.5, 1.0))
"""Two balls in one range bin, on either side."""


def device(schedule: TxSchedule) -> RadarConfig:
    """A radar of eight virtual columns whose frame lasts equally long in every schedule."""
    radar = preset("awr1843_gait")
    return radar.replace(
        tx_schedule=schedule,
        chirps_per_frame=CHIRPS // schedule.slots,
        tx_positions_m=preset("awr1843_mmclip").tx_positions_m,
        samples_per_chirp=64,
        sample_rate_hz=2e6,
        pose=Pose(position_m=(0.0, 0.0, 1.0)),
    )


def balls() -> tuple[MovingMesh, ...]:
    """Small balls that stand still."""
    ball = trimesh.creation.icosphere(2, 0.03)
    times_s = np.linspace(0.0, 0.2, 4)
    return tuple(
        MovingMesh(f"ball {i}", ball.faces, times_s, np.stack([ball.vertices + place] * 4), "metal")
        for i, place in enumerate(PLACES_M)
    )


@cache
def azimuth_spectrum(kind: str) -> Float[np.ndarray, "azimuth"]:
    """Power over azimuth of the static bin, summed over range, at equal energy a transmitter.

    A transmitter that is on in every chirp sends `slots` or, in DDM, just the one slot's power for
    as long as TDM's loop: what demodulation adds up is divided by the chirps that it spoke in.
    """
    radar = device(SCHEDULES[kind])
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False)
    plan = trace(AnalyticTracer(World((), (), balls())), radar, 1, options)
    samples = render(plan, scene_inputs(plan), 0)
    cube = radar_cube(jnp.asarray(samples)[None], radar, CubeOptions())
    spectrum = np.asarray(azimuth_fft(cube, radar, "hann", 64))[0]
    amplitude = np.abs(spectrum[spectrum.shape[0] // 2]) / radar.doppler_bins
    return np.sum(amplitude**2, axis=-1)


def difference_db(kind: str) -> Float[np.ndarray, "azimuth"]:
    """A schedule's angle spectrum over that of TDM where TDM's is within 30 dB of its peak, dB."""
    tdm, other = azimuth_spectrum("TDM"), azimuth_spectrum(kind)
    shown = tdm > 1e-3 * tdm.max()
    return 10 * np.log10(other[shown] / tdm[shown])


def rows() -> tuple[Row, ...]:
    """The worst difference of each schedule."""
    return tuple(
        Row.at_most(f"{kind} against TDM", float(np.abs(difference_db(kind)).max()), 0.5, "dB")
        for kind in ("BPM", "DDM")
    )


def draw(figure: "Figure") -> None:
    """Radar and balls from above, and the three spectra."""
    scene = figure.add_subplot(1, 2, 1)
    scene.plot(0, 0, "k>", label="radar")
    for x, y, _ in PLACES_M:
        scene.plot(x, y, "o", color="C3")
    scene.set(xlabel="x / m", ylabel="y / m", xlim=(-0.3, 3.6), ylim=(-1.5, 1.5))
    scene.set_aspect("equal")
    scene.legend(fontsize=7)
    plot = figure.add_subplot(1, 2, 2)
    for kind, style in (("TDM", "k-"), ("BPM", "C1--"), ("DDM", "C2:")):
        level = azimuth_spectrum(kind)
        sine = (np.arange(len(level)) - len(level) // 2) / (len(level) / 2)
        plot.plot(np.rad2deg(np.arcsin(np.clip(sine, -1, 1))), 10 * np.log10(level), style)
    plot.set(xlabel="azimuth / degrees", ylabel="power / dB")
    plot.legend(list(SCHEDULES), fontsize=7)
