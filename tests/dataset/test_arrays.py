"""What is stored of a recording is what the cube functions give, scaled and cropped."""

import numpy as np
import pytest

from mmwave_sim import InputError, Recording, preset
from mmwave_sim.cube import Axis, Heatmap, azimuth_fft, radar_cube
from mmwave_sim.dataset.recipes import CubeView, MapView, Views, complex_cube, layouts_of
from mmwave_sim.dataset.recipes._arrays import arrays_of, compact_cube, raw_counts
from mmwave_sim.dataset.recipes._resample import FLOOR_DB, resampled_db


def noise(level: float, frames: int = 3) -> Recording:
    radar = preset("awr1843_mmclip").replace(chirps_per_frame=16, samples_per_chirp=64)
    random = np.random.default_rng(0)
    parts = random.normal(scale=level, size=(frames, *radar.frame_shape, 2))
    samples = np.rint(parts).astype(np.float32).view(np.complex64)[..., 0]
    return Recording(samples, radar)


@pytest.mark.parametrize("level", [2.0, 30_000.0])
def test_compact_cube_is_the_cube_to_the_precision_of_float16(level: float) -> None:
    recording = noise(level)
    stored, scale = compact_cube(recording, CubeView(20, 4, 8, 2))
    cube = radar_cube(recording.samples[::2], recording.radar)[:, 4:12, :, :, 4:24]
    expected = np.asarray(azimuth_fft(cube, recording.radar))
    assert stored.dtype == np.float16
    assert np.isfinite(stored).all()
    assert np.log2(scale) % 1 == 0
    # Rounding to 11 bits: half of 2^-10 of each component.
    error = np.abs(complex_cube(stored, scale) - expected)
    assert error.max() <= 2**-11 * 2**0.5 * np.abs(expected).max()


def test_silence_has_a_scale() -> None:
    recording = noise(0.0)
    stored, scale = compact_cube(recording, CubeView(4, 0, 4))
    assert scale == 1.0
    assert not stored.any()


def test_raw_samples_are_kept_exactly() -> None:
    recording = noise(5000.0, 1)
    counts = raw_counts(recording)
    assert counts.dtype == np.int16
    np.testing.assert_array_equal(counts[..., 0] + 1j * counts[..., 1], recording.samples)


def test_arrays_have_the_shapes_that_are_announced() -> None:
    recording = noise(10.0)
    views = Views(CubeView(16, 0, 8, 2), (MapView("time_range", 6, 10, 0.0, 2.0),), adc=True)
    arrays, _ = arrays_of(recording, views)
    layouts = layouts_of(views, recording.radar, recording.frames)
    assert {name: (one.shape, str(one.dtype)) for name, one in arrays.items()} == {
        layout.name: (layout.shape, layout.dtype) for layout in layouts
    }
    for layout in layouts:
        for (_, values), length in zip(layout.axes, layout.shape, strict=False):
            assert len(values) == length


def test_a_crop_beyond_the_cube_is_refused() -> None:
    radar = noise(1.0, 1).radar
    with pytest.raises(InputError, match="bins"):
        layouts_of(Views(CubeView(65, 0, 8)), radar, 3)


@pytest.mark.parametrize(("times", "bins"), [(3, 4), (6, 12), (12, 36), (5, 7)])
def test_resampling_keeps_the_mean_power(times: int, bins: int) -> None:
    power = np.random.default_rng(0).uniform(1, 100, (6, 12))
    axes = (Axis("time", "s", np.arange(6.0)), Axis("range", "m", np.arange(12.0)))
    found = resampled_db(Heatmap(power, axes), times, bins, None, None)
    assert (10 ** (found / 10)).mean() == pytest.approx(power.mean(), rel=1e-12)


def test_outside_of_the_axis_there_is_no_power() -> None:
    power = np.ones((2, 4))
    axes = (Axis("time", "s", np.arange(2.0)), Axis("range", "m", np.arange(4.0)))
    found = resampled_db(Heatmap(power, axes), 2, 8, -0.5, 7.5)
    np.testing.assert_allclose(found[:, :4], 0.0, atol=1e-12)
    np.testing.assert_allclose(found[:, 4:], FLOOR_DB)
