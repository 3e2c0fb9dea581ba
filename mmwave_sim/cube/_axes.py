"""What the bins of a cube mean, in metres, metres per second, radians and seconds."""

import numpy as np
from jaxtyping import Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar import RadarConfig, virtual_grid


def range_spacing_m(radar: RadarConfig, bins: int | None = None) -> float:
    """Range between neighbouring bins of a cube that has `bins` of them, m."""
    size = _range_size(radar, bins)
    beat_hz = radar.sample_rate_hz / size
    return beat_hz * SPEED_OF_LIGHT / (2 * radar.slope_hz_per_s)


def range_axis_m(radar: RadarConfig, bins: int | None = None) -> Float[np.ndarray, "range"]:
    """Range of each bin: beat frequency x c / (2 slope), m.

    Complex samples tell positive beats from negative ones, so all their bins count up from zero.
    Range is counted from the antennas; a delay inside the device would add to it.

    Args:
        radar: The radar.
        bins: Bins of the cube's range axis; those of an unpadded FFT by default.
    """
    return np.arange(bins or radar.range_bins) * range_spacing_m(radar, bins)


def velocity_spacing_m_per_s(radar: RadarConfig, bins: int | None = None) -> float:
    """Radial velocity between neighbouring Doppler bins, m/s."""
    bins = bins or radar.doppler_bins
    return radar.wavelength_m / (2 * bins * radar.doppler_interval_s)


def velocity_axis_m_per_s(
    radar: RadarConfig, bins: int | None = None
) -> Float[np.ndarray, "doppler"]:
    """Radial velocity of each Doppler bin, m/s: slow-time frequency x wavelength / 2.

    Positive is receding. Faster targets than `radar.max_velocity_m_per_s` fold over.

    Args:
        radar: The radar.
        bins: Bins of the cube's Doppler axis; those of an unpadded one by default.
    """
    bins = bins or radar.doppler_bins
    return (np.arange(bins) - bins // 2) * velocity_spacing_m_per_s(radar, bins)


def azimuth_axis_rad(radar: RadarConfig, bins: int) -> Float[np.ndarray, "azimuth"]:
    """Azimuth of each bin of an FFT over the virtual array's columns, rad; positive is left.

    Evenly spaced in sin(azimuth), exact at zero elevation. Where the columns are less than half a
    wavelength apart, the outermost bins belong to no direction and read +/- pi/2.
    """
    return _direction_axis(radar, float(virtual_grid(radar)[2][1]), bins)


def elevation_axis_rad(radar: RadarConfig, bins: int) -> Float[np.ndarray, "elevation"]:
    """Elevation of each bin of an FFT over the virtual array's rows, rad; positive is up."""
    return _direction_axis(radar, float(virtual_grid(radar)[2][0]), bins)


def frame_times_s(radar: RadarConfig, frames: int, first: int = 0) -> Float[np.ndarray, "frame"]:
    """Middle of the active part of each frame, s after the recording's first chirp."""
    return (first + np.arange(frames)) * radar.frame_period_s + radar.active_frame_time_s / 2


def chirp_times_s(radar: RadarConfig, frames: int) -> Float[np.ndarray, "frame chirp"]:
    """Start of each loop of chirps, s after the recording's first."""
    loops = np.arange(radar.chirps_per_frame) * radar.loop_interval_s
    return np.arange(frames)[:, None] * radar.frame_period_s + loops


def _range_size(radar: RadarConfig, bins: int | None) -> int:
    if bins is None:
        return radar.samples_per_chirp
    return bins if radar.complex_samples else 2 * bins


def _direction_axis(radar: RadarConfig, pitch_m: float, bins: int) -> Float[np.ndarray, "bin"]:
    if pitch_m == 0:
        return np.zeros(bins)
    cycles = (np.arange(bins) - bins // 2) / bins
    return np.arcsin(np.clip(cycles * radar.wavelength_m / pitch_m, -1, 1))
