"""Paths that are taken together fit their band, wherever groups begin."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.adc import Bands, bands_for, frame_timing, synthesize
from mmwave_sim.radar import RadarConfig, parameters, preset
from mmwave_sim.scattering import SharedPaths


def _radar() -> RadarConfig:
    return preset("awr1843_mmclip").replace(chirps_per_frame=8)


def _frame(length_m: np.ndarray, bands: Bands) -> np.ndarray:
    """Samples of paths at rest with amplitude one."""
    radar = _radar()
    with jax.enable_x64(True):
        timing = frame_timing(radar)
        still = jnp.zeros((len(timing.node_s), len(length_m)))
        shape = (len(timing.node_s), radar.slots, radar.receivers, len(length_m))
        amplitude = jnp.zeros((2, 3, *shape)).at[0, 0].set(1.0)
        paths = SharedPaths(still + length_m, still, amplitude)
        return np.asarray(synthesize(paths, parameters(radar), radar, timing, bands))


def _tone(length_m: float) -> np.ndarray:
    """The beat of a path at rest (docs/conventions.md)."""
    radar = _radar()
    at_s = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    delay_s = length_m / 299792458.0
    slope = radar.slope_hz_per_s
    cycles = (radar.start_frequency_hz + slope * at_s) * delay_s - slope * delay_s**2 / 2
    return np.exp(2j * np.pi * cycles)


@pytest.mark.parametrize("count", [1, 5, 64, 200])
def test_any_number_of_paths_is_played(count: int) -> None:
    length_m = np.random.default_rng(count).uniform(2.0, 9.0, count)
    found = _frame(length_m, bands_for(length_m, length_m, _radar()))
    expected = sum(_tone(one) for one in length_m)
    assert np.abs(found - expected).max() < 1e-4 * count


def test_groups_are_as_wide_as_their_paths_are_apart() -> None:
    near = np.linspace(4.0, 4.2, 128)
    assert bands_for(near, near, _radar()).cells < bands_for(near, near + 2.0, _radar()).cells
    assert bands_for(near[:3], near[:3], _radar()).paths == 4


def test_beyond_the_unambiguous_range_tones_fold_as_samples_do() -> None:
    radar = _radar()
    longest_m = 299792458.0 * radar.sample_rate_hz / radar.slope_hz_per_s
    for length_m in (longest_m - 0.02, longest_m + 0.02, 2.3 * longest_m):
        found = _frame(np.array([length_m]), Bands(1, 16))
        assert np.abs(found - _tone(length_m)).max() < 1e-4


def test_bands_join() -> None:
    assert Bands(4, 32) | Bands(64, 16) == Bands(64, 32)
