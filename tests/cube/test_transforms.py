import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._errors import InputError
from mmwave_sim.cube import (
    WINDOWS,
    CubeOptions,
    compensate_tdm,
    doppler_fft,
    radar_cube,
    range_axis_m,
    range_fft,
    remove_static,
    velocity_axis_m_per_s,
    window,
)
from mmwave_sim.cube._peaks import interpolate_peak
from mmwave_sim.cube._windows import leakage
from mmwave_sim.radar import preset


def random_samples(shape, seed=0):
    random = np.random.default_rng(seed)
    return (random.normal(size=shape) + 1j * random.normal(size=shape)).astype(np.complex64)


def peak_bin(power):
    power = jnp.asarray(power)
    return float(interpolate_peak(power, jnp.argmax(power)))


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_keeps_the_height_of_a_tone(name):
    taper = window(name, 16)
    assert taper.shape == (16,)
    assert taper.mean() == pytest.approx(1.0)
    np.testing.assert_allclose(taper, taper[::-1], atol=1e-12)


def test_hann_is_numpys_without_its_zeros():
    expected = np.hanning(18)[1:-1]
    np.testing.assert_allclose(window("hann", 16), expected / expected.mean(), rtol=1e-12)


def test_leakage_bounds_every_tone_near_bin_zero():
    # A tone 0.3 bins off centre is within half a bin; no bin of it may exceed the bound, which is
    # sampled every 0.1 bins (0.3 among them).
    tone = np.exp(2j * np.pi * 0.3 * np.arange(32) / 32) * window("hann", 32) / 32
    assert np.all(np.abs(np.fft.fft(tone)) ** 2 <= leakage("hann", 32) + 1e-12)


@pytest.mark.parametrize("fraction", [0.0, 0.23, 0.5, 0.81])
def test_a_tone_peaks_at_its_fractional_bin(fraction):
    # The vertex through three Hann bins in dB is biased by at most 0.02 bins.
    tone = np.exp(2j * np.pi * (20 + fraction) * np.arange(64) / 64)
    profile = range_fft(tone.astype(np.complex64).reshape(1, 1, 1, 1, 64))
    assert peak_bin(np.abs(profile[0, 0, 0, 0]) ** 2) == pytest.approx(20 + fraction, abs=0.02)


def test_a_tone_at_a_bin_reads_its_amplitude_times_the_samples():
    tone = 3 * np.exp(2j * np.pi * (np.arange(64) * 9 / 64 + np.arange(32)[:, None] * 5 / 32))
    radar = preset("iwr1843_mmexpert").replace(chirps_per_frame=32, samples_per_chirp=64)
    cube = radar_cube(tone.reshape(1, 32, 1, 1, 64), radar, CubeOptions())
    # Exact for a rectangular window; the trimmed Hann window's mean of one makes it exact too.
    assert np.abs(cube[0, 16 + 5, 0, 0, 9]) == pytest.approx(3 * 32 * 64, rel=1e-5)


def test_a_static_point_lies_at_its_range(radar, echo):
    # Beat frequency = slope x delay; -S tau^2 / 2 is constant in time. Range counts from the
    # antennas' origin, and the array is 8 mm wide, a fifth of a bin: take the first channel.
    recording = echo(radar, [(1.0, (1.5, 0.0, 0.0))])
    profile = range_fft(recording.samples)
    spacing = range_axis_m(radar)[1]
    assert spacing == pytest.approx(radar.range_resolution_m)
    found = peak_bin(np.abs(profile[0, 0, 0, 0]) ** 2) * spacing
    assert found == pytest.approx(1.5, abs=0.03 * spacing)


def test_a_receding_point_has_positive_doppler(radar, echo, track):
    # 1.7 m/s outwards: slow-time frequency +2 v / lambda_c at the centre of the band. Range
    # migration over the frame is 1.7 m/s x 5 ms = 9 mm, far below a bin.
    recording = echo(radar, [(1.0, track((2.0, 0, 0), (1.7, 0, 0)))])
    cube = np.asarray(radar_cube(recording.samples, radar))[0]
    power = np.mean(np.abs(cube) ** 2, axis=(1, 2))
    column = np.unravel_index(power.argmax(), power.shape)[1]
    velocity = velocity_axis_m_per_s(radar)
    assert velocity[radar.chirps_per_frame // 2] == 0
    step = velocity[1] - velocity[0]
    assert step == pytest.approx(radar.velocity_resolution_m_per_s)
    found = (peak_bin(power[:, column]) - len(velocity) // 2) * step
    assert found == pytest.approx(1.7, abs=0.05 * step)


def test_real_samples_keep_the_positive_half(echo):
    radar = preset("bgt60tr13c")
    recording = echo(radar, [(1.0, (0.4, 0.0, 0.0))])
    profile = range_fft(recording.samples)
    assert profile.shape == (1, 8, 1, 3, 32)
    axis = range_axis_m(radar)
    assert axis.shape == (32,)
    assert axis[1] == pytest.approx(SPEED_OF_LIGHT / 2 / 5.5e9)
    full = np.fft.fft(recording.samples * window("hann", 64))[..., :32]
    np.testing.assert_allclose(profile, full, atol=1e-4)
    padded = range_fft(recording.samples, size=128)
    assert padded.shape[-1] == len(range_axis_m(radar, 64)) == 64
    assert range_axis_m(radar, 64)[2] == pytest.approx(axis[1])


@pytest.mark.parametrize("size", [16, 15, 32])
def test_zero_doppler_is_in_the_middle_for_any_size(size):
    samples = random_samples((2, 15, 1, 2, 4))
    expected = np.fft.fft(samples * window("hann", 15)[:, None, None, None], n=size, axis=1)
    np.testing.assert_allclose(
        doppler_fft(samples, size=size), np.fft.fftshift(expected, axes=1), atol=1e-4
    )


@pytest.mark.parametrize("chirps", [32, 31])
@pytest.mark.parametrize("options", [CubeOptions(), CubeOptions(doppler_size=64, range_size=128)])
def test_the_fused_cube_is_its_steps_in_turn(radar, chirps, options):
    radar = radar.replace(chirps_per_frame=chirps)
    samples = random_samples((2, *radar.frame_shape))
    steps = range_fft(remove_static(samples, "frame"), size=options.range_size)
    steps = compensate_tdm(doppler_fft(steps, size=options.doppler_size), radar)
    removing = CubeOptions(
        static="frame", doppler_size=options.doppler_size, range_size=options.range_size
    )
    cube = radar_cube(samples, radar, removing)
    np.testing.assert_allclose(cube, steps, atol=2e-6 * np.abs(steps).max())


def test_batches_give_what_their_members_do(radar):
    samples = random_samples((2, 3, *radar.frame_shape))
    cube = radar_cube(samples, radar)
    assert cube.shape == (2, 3, 32, 3, 4, 64)
    mapped = jax.vmap(lambda one: radar_cube(one, radar))(jnp.asarray(samples))
    np.testing.assert_allclose(cube, mapped, atol=1e-3)
    np.testing.assert_allclose(cube[1], radar_cube(samples[1], radar), atol=1e-3)


def test_precision_follows_the_samples(radar):
    samples = random_samples((1, *radar.frame_shape))
    assert radar_cube(samples, radar).dtype == jnp.complex64
    with jax.enable_x64(True):
        double = jnp.asarray(samples, dtype=jnp.complex128)
        assert radar_cube(double, radar).dtype == jnp.complex128
        assert range_fft(double.real).dtype == jnp.complex128
        assert radar_cube(samples, radar).dtype == jnp.complex64


def test_removing_the_static_scene_leaves_only_movers(radar, echo, track):
    still = echo(radar, [(5.0, (2.0, 0.5, 0.0))], frames=3)
    assert np.abs(remove_static(still.samples, "frame")).max() < 1e-5
    assert np.abs(remove_static(still.samples, "recording")).max() < 1e-5
    np.testing.assert_array_equal(remove_static(still.samples, "none"), still.samples)
    # A shift of 0.3 mm a frame: static within a frame (0.03 rad), not over the recording.
    slow = echo(radar, [(5.0, track((2.0, 0.5, 0.0), (3e-3, 0, 0)))], frames=3)
    within = np.abs(remove_static(slow.samples, "frame")).max()
    over = np.abs(remove_static(slow.samples, "recording")).max()
    assert over > 10 * within


def test_tdm_compensation_gives_a_mover_the_phases_of_a_static_target(radar, echo, track):
    # From 20 degrees left. During the frame the mover's angle changes by less than 0.1 degrees, and
    # the bin's frequency differs from the target's by up to half a bin, which is
    # pi x 2 slots / (3 slots x 32 chirps) = 0.065 rad at the last slot.
    at = np.radians(20.0)
    start = (3 * np.cos(at), 3 * np.sin(at), 0.0)
    away = (2.2 * np.cos(at), 2.2 * np.sin(at), 0.0)

    def phases(where):
        recording = echo(radar, [(1.0, where)])
        cube = np.asarray(radar_cube(recording.samples, radar))[0]
        power = np.mean(np.abs(cube) ** 2, axis=(1, 2))
        row, column = np.unravel_index(power.argmax(), power.shape)
        cell = cube[row, :, :, column]
        return np.angle(cell * np.conj(cell[0, 0])), row

    still, zero = phases(start)
    moved, row = phases(track(start, away))
    assert zero == 16
    assert row != zero
    difference = np.angle(np.exp(1j * (moved - still)))
    assert np.abs(difference).max() < 0.09
    # Without it the last slot would be off by 2 pi f_d 2 T_c, 0.9 rad.
    shift = 2 * np.pi * 2 * 2.2 / radar.wavelength_m * 2 * radar.chirp_interval_s
    assert shift > 0.8


def test_an_offset_is_removed_from_each_chirp():
    radar = preset("bgt60tr13c")
    samples = np.full((1, *radar.frame_shape), 2000.0, dtype=np.float32)
    cube = radar_cube(samples, radar, CubeOptions(remove_offset=True))
    assert np.abs(cube).max() == 0


def test_a_size_that_would_cut_samples_off_is_refused(radar):
    samples = random_samples((1, *radar.frame_shape))
    with pytest.raises(InputError, match="range FFT size of 64 or more; found 32"):
        radar_cube(samples, radar, CubeOptions(range_size=32))
    with pytest.raises(InputError, match="Doppler FFT size of 32 or more; found 8"):
        doppler_fft(samples, size=8)


def test_an_unknown_window_is_refused():
    with pytest.raises(InputError, match=r"doppler_window to be one of .*; found 'gauss'"):
        CubeOptions(doppler_window="gauss")
