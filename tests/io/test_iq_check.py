"""The negative-range check, on closed forms and on real frames."""

from pathlib import Path

import numpy as np
import pytest

from mmwave_sim.io import read_recording
from mmwave_sim.io._iq_check import negative_to_positive, warn_if_swapped
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.recording import Recording


@pytest.fixture
def radar() -> RadarConfig:
    return preset("awr1642_openradar").replace(chirps_per_frame=32, samples_per_chirp=64)


def tones(radar: RadarConfig, *targets: tuple[float, float, float]) -> np.ndarray:
    """Complex tones of (amplitude, beat bin, Doppler bin) in noise of power 1."""
    rng = np.random.default_rng(0)
    shape = (2, *radar.frame_shape)
    chirp = np.arange(shape[1])[:, None, None, None] / shape[1]
    sample = np.arange(shape[-1]) / shape[-1]
    signal = rng.normal(size=shape) + 1j * rng.normal(size=shape)
    for amplitude, beat, doppler in targets:
        signal = signal + amplitude * np.exp(2j * np.pi * (beat * sample + doppler * chirp))
    return signal.astype(np.complex64)


@pytest.mark.parametrize("doppler", [0.0, 5.0])
@pytest.mark.parametrize("beat", [3.0, 10.5, 29.0])
def test_a_swapped_target_is_noticed(radar: RadarConfig, beat: float, doppler: float) -> None:
    samples = tones(radar, (30, beat, doppler))
    assert warn_if_swapped(Recording(samples, radar), "i_first").warnings == ()
    swapped = (samples.imag + 1j * samples.real).astype(np.complex64)
    warned = warn_if_swapped(Recording(swapped, radar), "i_first").warnings
    assert len(warned) == 1
    assert "pass iq_order='q_first' (--iq-order q_first)" in warned[0]
    assert f"beyond {radar.max_range_m / 2:.2f} m" in warned[0]


def test_ratio_is_that_of_the_powers(radar: RadarConfig) -> None:
    everything, moving = negative_to_positive(tones(radar, (100, 10, 3), (200, -12, 5)))
    assert everything == pytest.approx(4, rel=0.01)
    assert moving == pytest.approx(4, rel=0.01)


WALL, WALKER = (200.0, 50.0, 0.0), (30.0, 12.0, 4.0)


def test_a_wall_beyond_half_the_range_does_not_feign_it(radar: RadarConfig) -> None:
    samples = tones(radar, WALL, WALKER)
    assert negative_to_positive(samples)[0] > 10
    assert warn_if_swapped(Recording(samples, radar), "i_first").warnings == ()


def test_leakage_does_not_hide_it(radar: RadarConfig) -> None:
    swapped = tones(radar, (3000.0, 0.1, 0.0), WALKER).conj()
    assert len(warn_if_swapped(Recording(swapped, radar), "i_first").warnings) == 1


def test_noise_alone_says_nothing(radar: RadarConfig) -> None:
    assert warn_if_swapped(Recording(tones(radar), radar), "i_first").warnings == ()
    silent = np.zeros((1, *radar.frame_shape), np.complex64)
    assert warn_if_swapped(Recording(silent, radar), "i_first").warnings == ()


def test_constant_offset_says_nothing(radar: RadarConfig) -> None:
    samples = np.full((1, *radar.frame_shape), 1e4 - 3e4j, np.complex64)
    assert warn_if_swapped(Recording(samples, radar), "i_first").warnings == ()


def test_huge_numbers_do_not_overflow(radar: RadarConfig) -> None:
    samples = (tones(radar, (30, -9, 1)) * np.float32(1e36)).astype(np.complex64)
    assert len(warn_if_swapped(Recording(samples, radar), "i_first").warnings) == 1


@pytest.mark.parametrize("name", ["doppler_example_1.npy", "simple_frame_1.npy"])
def test_real_frames(shared_data: Path, name: str) -> None:
    path = shared_data / "openradar" / name
    right = read_recording(path)
    assert not any("negative beat" in line for line in right.warnings)
    wrong = read_recording(path, iq_order="q_first")
    assert "(--iq-order i_first)" in wrong.warnings[-1]
