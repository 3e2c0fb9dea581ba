"""Shapes, types and axes of what is stored of each clip; known before any is made."""

from dataclasses import dataclass

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.cube import azimuth_axis_rad, range_axis_m, velocity_axis_m_per_s
from mmwave_sim.cube import frame_times_s as times_of
from mmwave_sim.dataset.recipes._resample import centres, new_edges
from mmwave_sim.dataset.recipes._views import CubeView, MapView, Views
from mmwave_sim.radar import RadarConfig, virtual_grid


@dataclass(frozen=True)
class ArrayLayout:
    """One array of a clip.

    Attributes:
        name: Its name: `cube`, a heatmap's, or `adc`.
        shape: Its shape.
        dtype: Its type.
        dimensions: Names of its axes.
        axes: What the bins of an axis mean: name with unit, and values, in order.
        meaning: Unit and scale, in words.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    dimensions: tuple[str, ...]
    axes: tuple[tuple[str, tuple[float, ...]], ...]
    meaning: str


def layouts_of(views: Views, radar: RadarConfig, frames: int) -> tuple[ArrayLayout, ...]:
    """The arrays of each clip of a radar, the cube first.

    Raises:
        InputError: The cube's crop is larger than the cube.
    """
    found = [_cube(views.cube, radar, frames)]
    found += [_map(view, radar, frames) for view in views.maps]
    return (*found, *([_adc(radar, frames)] if views.adc else []))


def doppler_crop(view: CubeView, radar: RadarConfig) -> slice:
    """The Doppler bins that are stored; zero velocity is at bin `doppler_bins // 2` of them."""
    first = radar.doppler_bins // 2 - view.doppler_bins // 2
    return slice(first, first + view.doppler_bins)


def range_crop(view: CubeView) -> slice:
    """The range bins that are stored."""
    return slice(view.first_range_bin, view.first_range_bin + view.range_bins)


def _cube(view: CubeView, radar: RadarConfig, frames: int) -> ArrayLayout:
    crop, ranges = doppler_crop(view, radar), range_crop(view)
    if crop.start < 0 or crop.stop > radar.doppler_bins or ranges.stop > radar.range_bins:
        raise InputError(
            expected=f"a crop within {radar.doppler_bins} Doppler and {radar.range_bins} range "
            f"bins of {radar.name}",
            found=f"{view.doppler_bins} Doppler bins, range bins up to {ranges.stop}",
            do="store fewer in views.cube",
        )
    columns = int(virtual_grid(radar)[1].max()) + 1
    stored = -(-frames // view.frame_step)
    axes = (
        ("time_s", times_of(radar, frames)[:: view.frame_step]),
        ("velocity_m_per_s", velocity_axis_m_per_s(radar)[crop]),
        ("azimuth_rad", azimuth_axis_rad(radar, columns)),
        ("range_m", range_axis_m(radar)[ranges]),
    )
    return ArrayLayout(
        "cube",
        (stored, view.doppler_bins, columns, view.range_bins, 2),
        "float16",
        ("frame", "doppler", "azimuth", "range", "part"),
        _listed(axes),
        "real and imaginary part; times the row's cube_scale: ADC counts x chirps x samples",
    )


def _map(view: MapView, radar: RadarConfig, frames: int) -> ArrayLayout:
    other, old = {
        "time_doppler": ("velocity_m_per_s", velocity_axis_m_per_s(radar)),
        "time_range": ("range_m", range_axis_m(radar)),
        "time_azimuth": ("azimuth_rad", np.linspace(-np.pi / 2, np.pi / 2, 121)),
    }[view.name]
    span_s = frames * radar.frame_period_s
    axes = (
        ("time_s", centres(np.linspace(0.0, span_s, view.times + 1))),
        (other, centres(new_edges(old, view.bins, view.low, view.high))),
    )
    return ArrayLayout(
        view.name,
        (view.times, view.bins),
        "float16",
        ("time", other.partition("_")[0]),
        _listed(axes),
        "mean power of a channel, dB above one ADC count squared, -100 or more",
    )


def _adc(radar: RadarConfig, frames: int) -> ArrayLayout:
    parts, names = ((2,), ("part",)) if radar.complex_samples else ((), ())
    return ArrayLayout(
        "adc",
        (frames, *radar.frame_shape, *parts),
        "int16",
        ("frame", "chirp", "tx", "rx", "sample", *names),
        _listed((("time_s", times_of(radar, frames)),)),
        "ADC counts; real and imaginary part of complex samples",
    )


def _listed(axes: tuple[tuple[str, np.ndarray], ...]) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple((name, tuple(values.tolist())) for name, values in axes)
