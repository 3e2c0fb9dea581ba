import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cube import displacement_frequency, is_slow
from mmwave_sim.cube._displacement import arc_center, dominant_frequency_hz
from mmwave_sim.radar import preset
from mmwave_sim.recording import Recording


def test_the_breathing_recording(breathing):
    found = displacement_frequency(breathing)
    assert is_slow(breathing)
    assert found.range_bin == 12
    assert found.range_m == pytest.approx(0.327, abs=0.001)
    assert found.frequency_hz == pytest.approx(0.24, abs=0.01)
    assert found.peak_to_peak_rad == pytest.approx(16, abs=2)
    assert found.peak_to_peak_m == pytest.approx(6e-3, abs=0.6e-3)
    assert found.largest_step_rad < np.pi
    assert found.displacement_m.shape == found.time_s.shape == (256,)


@pytest.mark.parametrize("receiver", [0, 1, 2])
def test_every_receiver_of_the_breathing_recording_tells_the_same_frequency(breathing, receiver):
    one = Recording(
        breathing.samples[:, :, :, [receiver]], breathing.radar.single_channel(0, receiver)
    )
    found = displacement_frequency(one)
    assert found.range_bin == 12
    assert found.frequency_hz == pytest.approx(0.24, abs=0.01)


@pytest.mark.parametrize("peak_to_peak_m", [0.5e-3, 3e-3, 12e-3])
def test_a_chest_in_front_of_a_wall(echo, peak_to_peak_m):
    # From a fifth of a turn of phase to five; the static echo in the same bin is as strong as the
    # chest. Six whole cosines have no linear trend, so detrending takes nothing away. 2 % for the
    # algebraic fit of a short arc; 0.003 Hz is a sixteenth of 1/duration.
    radar = preset("bgt60tr13c").replace(chirps_per_frame=2)
    frequency_hz = 6 / (256 * radar.frame_period_s)

    def swing(t):
        return peak_to_peak_m / 2 * np.cos(2 * np.pi * frequency_hz * t)

    def chest(t):
        return np.stack([0.4 + swing(t), 0 * t, 0 * t], axis=-1)

    recording = echo(radar, [(100.0, chest), (100.0, (0.41, 0.05, 0.0))], frames=256)
    found = displacement_frequency(recording)
    assert found.frequency_hz == pytest.approx(frequency_hz, abs=0.003)
    assert found.peak_to_peak_m == pytest.approx(peak_to_peak_m, rel=0.02)
    # Away from the radar is positive.
    assert np.corrcoef(found.displacement_m, swing(found.time_s))[0, 1] > 0.99


def test_phase_and_displacement_belong_together(breathing):
    found = displacement_frequency(breathing)
    wavelength = breathing.radar.wavelength_m
    assert found.peak_to_peak_rad == pytest.approx(4 * np.pi * found.peak_to_peak_m / wavelength)


def test_the_centre_of_an_arc_is_found():
    angle = np.linspace(0.3, 1.1, 40)
    points = 3 - 2j + 5 * np.exp(1j * angle)
    assert arc_center(points) == pytest.approx(3 - 2j, abs=1e-9)


def test_points_on_a_line_or_in_one_place_have_a_centre_all_the_same():
    line = arc_center(np.linspace(0, 1, 20) + 0j)
    spread = np.std(np.linspace(0, 1, 20))
    assert abs(line - 0.5) == pytest.approx(20 * spread, rel=1e-6)
    assert arc_center(np.full(5, 2 + 1j)) == 2 + 1j


def test_the_dominant_frequency_is_interpolated():
    t = np.arange(200) * 0.05
    for frequency in (0.61, 1.234, 3.3):
        assert dominant_frequency_hz(np.sin(2 * np.pi * frequency * t), 0.05) == pytest.approx(
            frequency, abs=0.003
        )


def test_noise_and_silence_have_no_displacement(echo):
    radar = preset("bgt60tr13c").replace(chirps_per_frame=2)
    assert displacement_frequency(echo(radar, [], frames=64, noise=1.0)) is None
    still = echo(radar, [(100.0, (0.4, 0.0, 0.0))], frames=64, noise=1.0)
    assert displacement_frequency(still) is None
    silence = Recording(np.zeros((64, *radar.frame_shape), dtype=np.float32), radar)
    assert displacement_frequency(silence) is None


def test_a_frame_is_not_a_slow_recording(doppler_example):
    assert not is_slow(doppler_example)
    with pytest.raises(InputError, match="at least 32 frames"):
        displacement_frequency(doppler_example)
