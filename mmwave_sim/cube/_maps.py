"""Range-Doppler and range-azimuth sequences, and time over Doppler, range and azimuth."""

from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Inexact

from mmwave_sim.cube._array import require_azimuth
from mmwave_sim.cube._axes import frame_times_s, range_axis_m, velocity_axis_m_per_s
from mmwave_sim.cube._beams import azimuth_covariance, azimuth_steering, bartlett_power, capon
from mmwave_sim.cube._cube import radar_cube
from mmwave_sim.cube._heatmap import Axis, Heatmap
from mmwave_sim.cube._options import CubeOptions
from mmwave_sim.radar import RadarConfig

Gate = tuple[float, float]


@dataclass(frozen=True)
class MapOptions:
    """How heatmaps are made of raw samples.

    Attributes:
        cube: How the cube below them is made. By default the mean over the recording is removed,
            so that what stands still does not hide what moves.
        azimuths: Number of azimuths, evenly spaced from -pi/2 to pi/2.
        beam: `"bartlett"` (delay and sum) or `"capon"` (minimum variance).
        loading: Diagonal loading of Capon's beam.
    """

    cube: CubeOptions = field(default_factory=lambda: CubeOptions(static="recording"))
    azimuths: int = 121
    beam: Literal["bartlett", "capon"] = "bartlett"
    loading: float = 1e-3


DEFAULT_MAPS: Final = MapOptions()
"""Hann windows, the static scene removed, 121 azimuths by delay and sum."""


def range_doppler(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
) -> Heatmap:
    """Range-Doppler power of every frame, averaged over channels: (time, velocity, range)."""
    power = range_doppler_power(samples, radar, options)
    axes = (
        time_axis(radar, power.shape[-3]),
        velocity_axis(radar, options),
        range_axis(radar, options),
    )
    return Heatmap(power, axes)


def range_azimuth(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
) -> Heatmap:
    """Range-azimuth power of every frame, summed over Doppler: (time, azimuth, range).

    Beams at zero elevation over the fullest row of the virtual array, from the antennas' true
    positions. Summing the covariance over Doppler first gives the sum of all Doppler bins' spectra
    without ever forming the four-dimensional cube.

    Raises:
        InputError: No two antennas lie side by side.
    """
    power = range_azimuth_power(samples, radar, options)
    axes = (time_axis(radar, power.shape[-3]), azimuth_axis(options), range_axis(radar, options))
    return Heatmap(power, axes)


def time_range(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
) -> Heatmap:
    """Power over time and range, one column a frame, summed over Doppler: (time, range)."""
    return range_doppler(samples, radar, options).total("velocity")


def time_azimuth(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
    range_gate_m: Gate | None = None,
) -> Heatmap:
    """Power over time and azimuth, one column a frame, summed over a range gate: (time, azimuth).

    Raises:
        InputError: No two antennas lie side by side.
    """
    low, high = range_gate_m or (None, None)
    return range_azimuth(samples, radar, options).total("range", low, high)


@partial(jax.jit, static_argnames=("radar", "options"))
def range_doppler_power(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
) -> Float[Array, "*batch frame doppler range"]:
    """The values of `range_doppler`."""
    return channel_power(radar_cube(samples, radar, options.cube), samples, radar)


@partial(jax.jit, static_argnames=("radar", "options"))
def range_azimuth_power(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
) -> Float[Array, "*batch frame azimuth range"]:
    """The values of `range_azimuth`."""
    return azimuth_power(radar_cube(samples, radar, options.cube), samples, radar, options)


def channel_power(
    cube: Complex[Array, "*batch doppler tx rx range"],
    samples: Inexact[Array, "..."],
    radar: RadarConfig,
) -> Float[Array, "*batch doppler range"]:
    """Mean power over channels, such that a tone of amplitude A reads A squared."""
    power = jnp.mean(cube.real**2 + cube.imag**2, axis=(-3, -2))
    return power / coherent_gain(samples, radar) ** 2


def azimuth_power(
    cube: Complex[Array, "*batch frame doppler tx rx range"],
    samples: Inexact[Array, "..."],
    radar: RadarConfig,
    options: MapOptions,
) -> Float[Array, "*batch frame azimuth range"]:
    """Power of beams over azimuth, summed over Doppler."""
    require_azimuth(radar)
    covariance = azimuth_covariance(cube, radar) / coherent_gain(samples, radar) ** 2
    directions = azimuth_steering(radar, azimuths_rad(options))
    if options.beam == "capon":
        power = capon(covariance, directions, options.loading)
    else:
        power = bartlett_power(covariance, directions)
    return jnp.swapaxes(power, -1, -2)


def coherent_gain(samples: Inexact[Array, "*batch chirp tx rx sample"], radar: RadarConfig) -> int:
    """What a cube multiplies one transmitter's tone by: chirps (of a subband) x samples."""
    return samples.shape[-4] // radar.tx_schedule.period * samples.shape[-1]


def azimuths_rad(options: MapOptions) -> Float[np.ndarray, "azimuth"]:
    """Azimuths of a map, rad."""
    return np.linspace(-np.pi / 2, np.pi / 2, options.azimuths)


def time_axis(radar: RadarConfig, frames: int) -> Axis:
    """Middle of each frame."""
    return Axis("time", "s", frame_times_s(radar, frames))


def velocity_axis(radar: RadarConfig, options: MapOptions) -> Axis:
    """Velocity of each Doppler bin."""
    return Axis("velocity", "m/s", velocity_axis_m_per_s(radar, options.cube.doppler_size))


def range_axis(radar: RadarConfig, options: MapOptions) -> Axis:
    """Range of each bin."""
    size = options.cube.range_size
    bins = size if size is None or radar.complex_samples else size // 2
    return Axis("range", "m", range_axis_m(radar, bins))


def azimuth_axis(options: MapOptions) -> Axis:
    """Azimuth of each beam."""
    return Axis("azimuth", "rad", azimuths_rad(options))
