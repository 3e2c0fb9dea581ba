"""`mmwave bench spine`: the figures that the README states of the path from sentence to picture."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks._point_target import PointTarget, errors
from benchmarks._report import Report, Row
from benchmarks._round_trip import round_trip_errors
from benchmarks._walk import simulate_walk, walk_errors
from mmwave_sim.cube import (
    CubeOptions,
    angle_fft,
    displacement_frequency,
    radar_cube,
    strongest_returns,
)
from mmwave_sim.io import read_recording
from mmwave_sim.radar import preset
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import Simulation, SimulationOptions, simulate

_REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_FRAMES = 20
_NO_DATA = "returns of real recordings: no ../shared/data beside the project"
_NO_XWR = "agreement with xwr: not installed (extra dev)"


def run(full: bool) -> Report:
    """Measures everything.

    Args:
        full: Measure the whole walk instead of its first second, and a second room and gait.
    """
    rows, missing = [*_point_rows()], []
    for seed in range(2 if full else 1):
        made = simulate_walk(None if full else _FRAMES, seed)
        rows += _walk_rows(made, seed)
    rows += _round_trip_rows()
    if find_spec("xwr") is None:
        missing.append(_NO_XWR)
    else:
        rows += _xwr_rows()
    if _REAL_DATA.is_dir():
        rows += _real_rows()
    else:
        missing.append(_NO_DATA)
    return Report(tuple(rows), tuple(missing))


def _point_rows() -> Iterator[Row]:
    found = errors(PointTarget())
    yield Row.at_most("point_target.phase", found.phase_rad, 0.01, "rad")
    yield Row.at_most("point_target.power", found.power_db, 0.05, "dB")
    yield Row.at_most("point_target.range_peak", found.range_bin, 0.1, "bin")
    yield Row.at_most("point_target.doppler_peak", found.doppler_bin, 0.1, "bin")
    yield Row.at_most("point_target.tdm_phase", found.tdm_phase_rad, 0.01, "rad")
    yield Row.at_most("point_target.azimuth_peak", found.azimuth_bin, 0.1, "bin")


def _walk_rows(made: Simulation, seed: int) -> Iterator[Row]:
    found = walk_errors(made)
    name = "walk" if seed == 0 else f"walk_seed_{seed}"
    yield Row.at_most(f"{name}.trunk_range", found.range_bin, 1.0, "bin")
    yield Row.at_most(f"{name}.trunk_velocity", found.velocity_bin, 1.0, "bin")
    yield Row.at_most(f"{name}.trunk_azimuth", found.azimuth_bin, 1.0, "bin")


def _round_trip_rows() -> Iterator[Row]:
    options = SimulationOptions(bounces=0)
    walk = "a person walks toward the radar in an empty room"
    found = round_trip_errors(simulate(walk, "awr1843_gait", frames=3, options=options))
    yield Row.at_most("dca1000.rounding_noise", found.noise_excess_db, 0.1, "dB")
    yield Row.at_most("dca1000.heatmaps", found.heatmap_db, 0.5, "dB")


def _xwr_rows() -> Iterator[Row]:
    from xwr.rsp import numpy as rsp

    empty = "a person walks toward the radar in an empty room"
    radar = preset("awr1843_mmclip").replace(chirps_per_frame=32)
    made = simulate(empty, radar, frames=1, options=SimulationOptions(bounces=0))
    yield _agreement("xwr.simulated_frame", made.recording, rsp.AWR1843Boost(window=True))
    if _REAL_DATA.is_dir():
        real = read_recording(_REAL_DATA / "openradar" / "doppler_example_1.npy")
        yield _agreement("xwr.real_frame", real, rsp.AWR1642Boost(window=True))


def _agreement(name: str, recording: Recording, theirs: object) -> Row:
    """Largest difference of the spectra relative to their peak."""
    hann = CubeOptions(
        azimuth_window="hann",
        elevation_window="hann",
        azimuth_size=None,
        elevation_size=None,
        tdm_compensation=False,
    )
    samples = np.ascontiguousarray(recording.samples)
    cube = radar_cube(samples, recording.radar, hann)
    expected = theirs.doppler_range(samples)  # type: ignore[attr-defined]
    angles = theirs.elevation_azimuth(expected)  # type: ignore[attr-defined]
    ours = np.asarray(angle_fft(cube, recording.radar, hann))
    return Row.at_most(name, np.abs(ours - angles).max() / np.abs(angles).max(), 1e-4, "")


def _real_rows() -> Iterator[Row]:
    for name, range_m, doppler in (("doppler_example_1", 2.93, 7), ("simple_frame_1", 2.0, -8)):
        recording = read_recording(_REAL_DATA / "openradar" / f"{name}.npy")
        mover = strongest_returns(recording).moving[0]
        bin_m = recording.radar.range_resolution_m
        off = abs(mover.range_m - range_m)
        yield Row.at_most(f"real.{name}.range", off, bin_m / 2, "m")
        yield Row.at_most(f"real.{name}.doppler", abs(mover.doppler_bin - doppler), 0, "bin")
        if mover.phase_slope_deg is not None:
            yield Row.at_most(f"real.{name}.slope", abs(mover.phase_slope_deg - 22), 2, "deg")
    found = displacement_frequency(read_recording(_REAL_DATA / "infineon_breathing"))
    if found is not None:
        yield Row.at_most("real.infineon.range", abs(found.range_m - 0.327), 0.014, "m")
        yield Row.at_most("real.infineon.rate", abs(found.frequency_hz - 0.24), 0.01, "Hz")
