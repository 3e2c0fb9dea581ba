"""The strongest mover, followed through the frames of a recording."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

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

    Range and velocity are those of the strongest cell beyond the direct leakage, to the nearest
    bin; the azimuth is the strongest at that range.

    Args:
        maps: From `recording_maps`.
    """
    power = np.asarray(maps.range_doppler.values).copy()
    power[..., : direct_bins(power.shape[-1])] = 0.0
    frames, _, ranges = power.shape
    cell = power.reshape(frames, -1).argmax(axis=1)
    velocity_bin, range_bin = np.divmod(cell, ranges)
    return Track(
        time_s=np.asarray(maps.range_doppler.axis("time").values),
        range_m=np.asarray(maps.range_doppler.axis("range").values)[range_bin],
        velocity_m_per_s=np.asarray(maps.range_doppler.axis("velocity").values)[velocity_bin],
        azimuth_rad=_azimuths(maps, range_bin),
    )


def _azimuths(maps: RecordingMaps, range_bin: np.ndarray) -> Float[np.ndarray, " frame"]:
    if maps.range_azimuth is None:
        return np.full(len(range_bin), np.nan)
    at_range = np.asarray(maps.range_azimuth.values)[np.arange(len(range_bin)), :, range_bin]
    return np.asarray(maps.range_azimuth.axis("azimuth").values)[at_range.argmax(axis=1)]
