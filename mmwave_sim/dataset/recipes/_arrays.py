"""What is stored of a recording: the compact cube, heatmaps of fixed size, raw samples."""

from collections.abc import Iterator

import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float, Int, Shaped

from mmwave_sim.cube import (
    CubeOptions,
    Heatmap,
    azimuth_fft,
    default_stft,
    radar_cube,
    recording_maps,
    recording_stft,
)
from mmwave_sim.dataset.recipes._layout import doppler_crop, range_crop
from mmwave_sim.dataset.recipes._resample import resampled_db
from mmwave_sim.dataset.recipes._views import CubeView, Views
from mmwave_sim.recording import Recording

LARGEST_EXPONENT = 14
"""The largest stored component lies below 2^14; float16 ends at 2^16."""


def arrays_of(recording: Recording, views: Views) -> tuple[dict[str, np.ndarray], float]:
    """The arrays of a clip by name, and the scale of the cube.

    Raises:
        InputError: The radar has no azimuth, or too few chirps, for a heatmap asked for.
    """
    cube, scale = compact_cube(recording, views.cube)
    arrays: dict[str, np.ndarray] = {"cube": cube}
    maps = _heatmaps(recording) if views.maps else {}
    for view in views.maps:
        values = resampled_db(maps[view.name], view.times, view.bins, view.low, view.high)
        arrays[view.name] = values.astype(np.float16)
    if views.adc:
        arrays["adc"] = raw_counts(recording)
    return arrays, scale


def compact_cube(
    recording: Recording, view: CubeView
) -> tuple[Float[np.ndarray, "frame doppler azimuth range 2"], float]:
    """The cropped complex cube as float16, and the power of two to multiply it by.

    The scale is exact, and keeps what is 2^28 below the strongest bin (169 dB) a normal number.
    """
    spectra = np.stack(list(_spectra(recording, view)))
    parts = np.stack([spectra.real, spectra.imag], axis=-1)
    largest = float(np.abs(parts).max(initial=0.0))
    scale = 2.0 ** (np.frexp(largest)[1] - LARGEST_EXPONENT) if largest > 0 else 1.0
    return (parts / np.float32(scale)).astype(np.float16), float(scale)


def complex_cube(
    stored: Float[np.ndarray, "*clip frame doppler azimuth range 2"], scale: float
) -> Complex[np.ndarray, "*clip frame doppler azimuth range"]:
    """The cube of `compact_cube` as complex64, in ADC counts x chirps x samples."""
    parts = stored.astype(np.float32) * np.float32(scale)
    return np.ascontiguousarray(parts).view(np.complex64)[..., 0]


def raw_counts(recording: Recording) -> Int[np.ndarray, "frame chirp tx rx sample *part"]:
    """Quantised samples as int16, complex ones as real and imaginary part."""
    samples: Shaped[np.ndarray, ...] = np.asarray(recording.samples)
    if np.iscomplexobj(samples):
        samples = np.stack([samples.real, samples.imag], axis=-1)
    return np.rint(samples).astype(np.int16)


def _spectra(
    recording: Recording, view: CubeView
) -> Iterator[Complex[np.ndarray, "doppler azimuth range"]]:
    """Cropped cubes, one frame at a time, so that memory holds one."""
    radar, samples = recording.radar, np.asarray(recording.samples)
    still = samples.mean(axis=(0, 1), keepdims=True) if view.static == "recording" else None
    options = CubeOptions(remove_offset=not radar.complex_samples)
    for frame in range(0, recording.frames, view.frame_step):
        one = samples[frame : frame + 1]
        one = one if still is None else (one - still).astype(samples.dtype)
        cube = radar_cube(jnp.asarray(one), radar, options)
        cropped = cube[:, doppler_crop(view, radar), :, :, range_crop(view)]
        yield np.asarray(azimuth_fft(cropped, radar))[0]


def _heatmaps(recording: Recording) -> dict[str, Heatmap]:
    maps, radar = recording_maps(recording), recording.radar
    stft = default_stft(radar, recording.frames)
    found = {
        "time_doppler": maps.range_doppler.total("range")
        if stft is None
        else recording_stft(recording, maps.background, None, stft),
        "time_range": maps.range_doppler.total("velocity"),
    }
    if maps.range_azimuth is not None:
        found["time_azimuth"] = maps.range_azimuth.total("range")
    return found
