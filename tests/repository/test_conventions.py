"""The signs and numbers of docs/conventions.md, from the transmitted waveform itself.

The IF is made here as a mixer makes it, tx * conj(rx), from the chirp's phase
phi(t) = 2 pi (f0 t + S t^2 / 2), in float64: 77 GHz x 60 us are 5e6 cycles, of which float64
resolves 1e-9. Nothing but the geometry tau = 2 R / c is assumed.
"""

import jax
import numpy as np
import pytest
from jaxtyping import Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT as C
from mmwave_sim.adc import beat
from mmwave_sim.radar import RadarConfig, parameters, preset, virtual_grid

RADAR = preset("awr1843_mmclip")


def ramp_times_s(radar: RadarConfig) -> Float[np.ndarray, "sample"]:
    return radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz


def mixed(
    delay_s: Float[np.ndarray, "*shape"], ramp_s: Float[np.ndarray, "sample"], radar: RadarConfig
) -> Complex[np.ndarray, "*shape"]:
    """The mixer's output for an echo of unit amplitude that arrives at `ramp_s`."""

    def cycles(at_s: np.ndarray) -> np.ndarray:
        return radar.start_frequency_hz * at_s + radar.slope_hz_per_s * at_s**2 / 2

    tx, rx = (
        np.exp(2j * np.pi * (part % 1)) for part in (cycles(ramp_s), cycles(ramp_s - delay_s))
    )
    return tx * np.conj(rx)


def chirps(range_m: float, speed_m_per_s: float) -> Complex[np.ndarray, "chirp sample"]:
    """Samples of a whole frame of a target that recedes at a constant speed."""
    start_s = np.arange(RADAR.chirps_per_frame)[:, None] * RADAR.loop_interval_s
    ramp_s = ramp_times_s(RADAR)
    length_m = 2 * (range_m + speed_m_per_s * (start_s + ramp_s))
    return mixed(length_m / C, ramp_s, RADAR)


def test_beat_is_what_the_mixer_makes() -> None:
    """The closed form of `beat` and the waveforms' product agree to float64's cycles."""
    ramp_s = ramp_times_s(RADAR)
    delay_s = 2 * (3.2 + 2.0 * ramp_s) / C
    with jax.enable_x64(True):
        formula = np.asarray(beat(delay_s, ramp_s, parameters(RADAR)))
    assert np.abs(formula - mixed(delay_s, ramp_s, RADAR)).max() < 1e-7


@pytest.mark.parametrize(("slope", "residual_rad"), [(70e12, 0.10), (77e12, 0.11)])
def test_residual_video_phase_at_three_metres(slope: float, residual_rad: float) -> None:
    """Without pi S tau^2 the mixed phase is off by just that, to the two digits stated."""
    radar = RADAR.replace(slope_hz_per_s=slope)
    ramp_s = ramp_times_s(radar)
    delay_s = np.full(ramp_s.shape, 2 * 3.2 / C)
    without = np.exp(2j * np.pi * (radar.start_frequency_hz + slope * ramp_s) * delay_s)
    missing = np.angle(without * np.conj(mixed(delay_s, ramp_s, radar)))
    assert np.round(missing.mean(), 2) == residual_rad
    assert np.ptp(missing) < 1e-6


def test_beats_are_positive_and_range_bins_count_up() -> None:
    """A tone of S tau: bin 2 R / (c / 2B) / 2, within half a bin and with little motion."""
    spectrum = np.abs(np.fft.fft(chirps(3.2, 0.0)[0]))
    assert np.argmax(spectrum) == round(3.2 / RADAR.range_resolution_m)


@pytest.mark.parametrize("speed", [-2.0, 2.0])
def test_slow_time_frequency_is_positive_for_receding(speed: float) -> None:
    """+2 v / lambda_c, to a hundredth of a bin; the start frequency's wavelength is off by more.

    The phase of one range bin is followed from chirp to chirp (it turns by less than half a cycle
    each time). The target crosses 48 mm in the frame, just over a bin, and stands at the bin's
    centre in the middle of the frame. Samples are referred to their middle: there a tone next to
    the bin has the bin's phase.
    """
    bin_ = 74
    travel_m = speed * RADAR.active_frame_time_s
    samples = chirps(bin_ * RADAR.range_resolution_m - travel_m / 2, speed)
    middle = np.arange(RADAR.samples_per_chirp) - (RADAR.samples_per_chirp - 1) / 2
    slow = samples @ np.exp(-2j * np.pi * bin_ * middle / RADAR.samples_per_chirp)
    cycles = np.unwrap(np.angle(slow)) / (2 * np.pi)
    found_hz = (cycles[-1] - cycles[0]) / (RADAR.loop_interval_s * (RADAR.chirps_per_frame - 1))
    bin_hz = 1 / RADAR.active_frame_time_s
    assert np.sign(found_hz) == np.sign(speed)
    assert abs(found_hz - 2 * speed / RADAR.wavelength_m) < 0.01 * bin_hz
    assert abs(found_hz - 2 * speed * RADAR.start_frequency_hz / C) > 0.5 * bin_hz


def test_motion_in_the_ramp_shifts_the_beat() -> None:
    """2 v f0 / c is 0.05 of a range bin at 2 m/s: the tones' phases drift apart by 2 pi x 0.05."""
    ramp_s = ramp_times_s(RADAR)
    still = mixed(np.full(ramp_s.shape, 2 * 3.2 / C), ramp_s, RADAR)
    moving = mixed(2 * (3.2 + 2.0 * ramp_s) / C, ramp_s, RADAR)
    drift = np.unwrap(np.angle(moving * np.conj(still)))
    bins = (drift[-1] - drift[0]) / (2 * np.pi)
    # The slope's own share, 2 v S t tau terms, adds 4 % to f0 over the ramp.
    assert bins == pytest.approx(0.05, abs=0.004)


def test_phase_rises_along_the_array_for_a_target_on_the_left() -> None:
    """From true paths to (cos, sin, 0) 30 degrees left, far away: 2 pi d sin / lambda a column."""
    theta, distance_m = np.radians(30.0), 1e4
    target_m = distance_m * np.array([np.cos(theta), np.sin(theta), 0.0])
    tx, rx = (np.asarray(p) for p in (RADAR.tx_positions_m, RADAR.rx_positions_m))
    length_m = (
        np.linalg.norm(target_m - tx, axis=-1)[:, None]
        + np.linalg.norm(target_m - rx, axis=-1)[None, :]
    )
    rows, columns, pitch_m = virtual_grid(RADAR)
    turns = (length_m - length_m[0, 0]) / RADAR.wavelength_m
    level = rows == rows[0, 0]
    expected = columns * pitch_m[1] * np.sin(theta) / RADAR.wavelength_m
    assert columns[0].tolist() == [0, 1, 2, 3]
    assert np.abs(turns - expected)[level].max() < 1e-3
    assert (np.diff(turns[0]) > 0).all()
