"""Echoes by the closed form, in float64, and the real recordings."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.io import read_recording
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.recording import Recording

Track = Callable[[np.ndarray], np.ndarray]


def echoes(
    radar: RadarConfig,
    targets: list[tuple[float, Track | tuple[float, float, float]]],
    frames: int = 1,
    noise: float = 0.0,
    seed: int = 0,
) -> Recording:
    """Samples of point targets: amplitude, and local position (m) or a function of time (s) to it.

    phase = 2 pi (f0 tau + S t tau - S tau^2 / 2) with tau taken when each sample is, of the true
    path of every pair of antennas: docs/conventions.md.
    """
    t_sample = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    t_ramp = (
        np.arange(frames)[:, None, None] * radar.frame_period_s
        + np.arange(radar.chirps_per_frame)[:, None] * radar.loop_interval_s
        + np.arange(radar.slots) * radar.chirp_interval_s
        + radar.idle_time_s
    )
    tx = np.asarray(radar.tx_positions_m)[list(radar.tx_schedule.order)]
    rx = np.asarray(radar.rx_positions_m)
    beat = np.zeros((frames, *radar.frame_shape), dtype=complex)
    for amplitude, where in targets:
        t = t_ramp[..., None] + t_sample
        fixed = np.asarray(0.0 if callable(where) else where)
        point = where(t) if callable(where) else np.broadcast_to(fixed, (*t.shape, 3))
        out = np.linalg.norm(point - tx[:, None, :], axis=-1)
        back = np.linalg.norm(point[..., None, :, :] - rx[:, None, :], axis=-1)
        tau = (out[..., None, :] + back) / SPEED_OF_LIGHT
        slope = radar.slope_hz_per_s
        cycles = radar.start_frequency_hz * tau + slope * t_sample * tau - slope * tau**2 / 2
        beat += amplitude * np.exp(2j * np.pi * (cycles % 1.0))
    random = np.random.default_rng(seed)
    beat += noise * (random.normal(size=beat.shape) + 1j * random.normal(size=beat.shape))
    if not radar.complex_samples:
        return Recording(beat.real.astype(np.float32), radar)
    return Recording(beat.astype(np.complex64), radar)


def moving(start_m: tuple[float, float, float], velocity: tuple[float, float, float]) -> Track:
    """A track at constant velocity."""
    return lambda t: np.asarray(start_m) + t[..., None] * np.asarray(velocity)


@pytest.fixture
def radar() -> RadarConfig:
    """The 3 x 4 board of mmCLIP with shorter frames."""
    return preset("awr1843_mmclip").replace(chirps_per_frame=32, samples_per_chirp=64)


@pytest.fixture
def echo() -> Callable[..., Recording]:
    return echoes


@pytest.fixture
def track() -> Callable[..., Track]:
    return moving


@pytest.fixture(scope="session")
def doppler_example(shared_data: Path) -> Recording:
    path = shared_data / "openradar" / "doppler_example_1.npy"
    return read_recording(path, radar="awr1642_openradar")


@pytest.fixture(scope="session")
def simple_frame(shared_data: Path) -> Recording:
    path = shared_data / "openradar" / "simple_frame_1.npy"
    return read_recording(path, radar="awr1642_openradar")


@pytest.fixture(scope="session")
def breathing(shared_data: Path) -> Recording:
    return read_recording(shared_data / "infineon_breathing")
