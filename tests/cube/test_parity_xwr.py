"""Range-Doppler and angle spectra against the NumPy backend of xwr (RadarML, 0.5.1).

xwr's conventions: Doppler fftshifted, Hann windows of mean one without their zeros, FFT over the
half-wavelength grid in image order (row 0 highest, column 0 leftmost), no TDM compensation and no
static removal; real samples keep the Nyquist bin, which is left out here.
"""

import numpy as np
import pytest
from xwr.rsp import numpy as rsp

from mmwave_sim.cube import CubeOptions, angle_fft, radar_cube
from mmwave_sim.radar import preset

PADDED = {"elevation": 4, "azimuth": 32}


def options(window, size):
    taper = "hann" if window else "rectangular"
    return CubeOptions(
        range_window=taper,
        doppler_window=taper,
        azimuth_window=taper,
        elevation_window=taper,
        range_size=size.get("range"),
        doppler_size=size.get("doppler"),
        azimuth_size=size.get("azimuth"),
        elevation_size=size.get("elevation"),
        tdm_compensation=False,
    )


def assert_same_spectra(samples, radar, theirs, window, size):
    """To 1e-4 of the largest value, the accuracy that the toolkit promises."""
    ours = options(window, size)
    cube = np.asarray(radar_cube(samples, radar, ours))
    expected = theirs.doppler_range(samples)
    assert cube.shape == expected.shape
    assert np.abs(cube - expected).max() < 1e-4 * np.abs(expected).max()
    angles = np.asarray(angle_fft(cube, radar, ours))
    expected = theirs.elevation_azimuth(expected)
    assert angles.shape == expected.shape
    assert np.abs(angles - expected).max() < 1e-4 * np.abs(expected).max()


@pytest.mark.parametrize(
    ("window", "size"),
    [(False, {}), (True, {}), (True, PADDED | {"range": 160, "doppler": 160})],
)
def test_a_real_frame(doppler_example, window, size):
    # A single row has no elevation to pad: xwr pads it, as the grid does here.
    theirs = rsp.AWR1642Boost(window=window, size=size)
    assert_same_spectra(doppler_example.samples, doppler_example.radar, theirs, window, size)


@pytest.mark.parametrize("window", [False, True])
@pytest.mark.parametrize("size", [{}, PADDED | {"range": 80, "doppler": 48}])
def test_random_frames(window, size):
    radar = preset("awr1843_mmclip").replace(chirps_per_frame=32, samples_per_chirp=64)
    random = np.random.default_rng(1)
    shape = (2, *radar.frame_shape)
    samples = (random.normal(size=shape) + 1j * random.normal(size=shape)).astype(np.complex64)
    theirs = rsp.AWR1843Boost(window=window, size=size)
    assert_same_spectra(samples, radar, theirs, window, size)


@pytest.mark.parametrize("window", [False, True])
def test_a_simulated_frame(echo, track, window):
    radar = preset("awr1843_mmclip").replace(chirps_per_frame=64, samples_per_chirp=128)
    targets = [(100.0, (2.0, 0.5, 0.2)), (10.0, track((3.0, -1.0, 0.0), (-1.5, 0.2, 0.0)))]
    recording = echo(radar, targets, noise=0.5)
    theirs = rsp.AWR1843Boost(window=window)
    assert_same_spectra(recording.samples, radar, theirs, window, {})


def test_real_samples(breathing):
    samples = np.ascontiguousarray(breathing.samples[:4] - breathing.samples[:4].mean())
    theirs = rsp.AWRL6844EVM(window=True)
    expected = theirs.doppler_range(samples.astype(np.float32))
    cube = np.asarray(radar_cube(samples, breathing.radar, options(True, {})))
    assert expected.shape[-1] == cube.shape[-1] + 1
    assert np.abs(cube - expected[..., :-1]).max() < 1e-4 * np.abs(expected).max()
