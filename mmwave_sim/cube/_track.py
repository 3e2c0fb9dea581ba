"""The strongest mover, followed through the frames of a recording."""

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float, Int

from mmwave_sim.cube._heatmap import Axis
from mmwave_sim.cube._peaks import interpolate_peak
from mmwave_sim.cube._returns import direct_bins
from mmwave_sim.cube._stream import RecordingMaps


@dataclass(frozen=True)
class Track:
    """Where the strongest mover is in each frame, read off the heatmaps.

    Attributes:
        time_s: Middle of each frame, s.
        range_m: Range of the peak, m.
        velocity_m_per_s: Radial velocity of the peak, positive when receding, m/s.
        azimuth_rad: Azimuth of the peak, positive to the left, rad; NaN without an azimuth map.
    """

    time_s: Float[np.ndarray, " frame"]
    range_m: Float[np.ndarray, " frame"]
    velocity_m_per_s: Float[np.ndarray, " frame"]
    azimuth_rad: Float[np.ndarray, " frame"]


def strongest_track(maps: RecordingMaps) -> Track:
    """Follows the strongest cell of the range-Doppler maps, static scene removed.

    Range and velocity are those of the strongest cell beyond the direct leakage, interpolated
    between bins; the azimuth is the strongest bin at that range.

    Args:
        maps: From `recording_maps`.
    """
    power = np.asarray(maps.range_doppler.values).copy()
    power[..., : direct_bins(power.shape[-1])] = 0.0
    frame = np.arange(len(power))
    cell = power.reshape(len(power), -1).argmax(axis=1)
    velocity_bin, range_bin = np.divmod(cell, power.shape[2])
    return Track(
        time_s=np.asarray(maps.range_doppler.axis("time").values),
        range_m=_between(maps.range_doppler.axis("range"), power[frame, velocity_bin], range_bin),
        velocity_m_per_s=_between(
            maps.range_doppler.axis("velocity"), power[frame, :, range_bin], velocity_bin
        ),
        azimuth_rad=_azimuths(maps, range_bin),
    )


def _between(
    axis: Axis, power: Float[np.ndarray, "frame bin"], peak: Int[np.ndarray, " frame"]
) -> Float[np.ndarray, " frame"]:
    """Position of each frame's peak on an evenly spaced axis, interpolated between bins."""
    values = np.asarray(axis.values)
    position = np.asarray(interpolate_peak(jnp.asarray(power), jnp.asarray(peak)))
    return values[0] + position * (values[1] - values[0])


def _azimuths(maps: RecordingMaps, range_bin: np.ndarray) -> Float[np.ndarray, " frame"]:
    if maps.range_azimuth is None:
        return np.full(len(range_bin), np.nan)
    at_range = np.asarray(maps.range_azimuth.values)[np.arange(len(range_bin)), :, range_bin]
    return np.asarray(maps.range_azimuth.axis("azimuth").values)[at_range.argmax(axis=1)]
