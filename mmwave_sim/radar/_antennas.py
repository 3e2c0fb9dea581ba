"""Antenna layouts of common boards, in the radar's local frame (+y left, +z up)."""

import numpy as np
from jaxtyping import Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar._config import RadarConfig, Vector


def half_wavelength_m(frequency_hz: float) -> float:
    """Half a wavelength, m."""
    return SPEED_OF_LIGHT / frequency_hz / 2


def row(count: int, pitch_m: float) -> tuple[Vector, ...]:
    """A horizontal row of antennas; the index grows to the right, that is, towards -y.

    With the IF sign of `docs/conventions.md` the phase then rises with the index for a target on
    the left, so a positive spatial frequency is a positive azimuth.
    """
    return tuple((0.0, -i * pitch_m, 0.0) for i in range(count))


def ti_boost_transmitters(frequency_hz: float) -> tuple[Vector, ...]:
    """The three transmitters of TI's xWR1443/1843BOOST and xWR6843ISK boards.

    The outer two are two wavelengths apart; the middle one is one wavelength from each and half a
    wavelength higher.
    """
    d = half_wavelength_m(frequency_hz)
    return ((0.0, 0.0, 0.0), (0.0, -2 * d, d), (0.0, -4 * d, 0.0))


def virtual_grid(
    radar: RadarConfig,
) -> tuple[Int[np.ndarray, "tx rx"], Int[np.ndarray, "tx rx"], Float[np.ndarray, "2"]]:
    """Places every virtual element on a regular (elevation, azimuth) grid.

    Returns:
        The row of each element (0 is the highest), its column (0 is the leftmost, +y), and the
        grid's pitch in metres as (vertical, horizontal); a pitch is 0 along a single row or column.
    """
    z, z_pitch = _to_grid(-radar.virtual_positions_m[..., 2], radar.wavelength_m)
    y, y_pitch = _to_grid(-radar.virtual_positions_m[..., 1], radar.wavelength_m)
    return z, y, np.array([z_pitch, y_pitch])


def _to_grid(
    coordinate_m: Float[np.ndarray, "tx rx"], wavelength_m: float
) -> tuple[Int[np.ndarray, "tx rx"], float]:
    offset = coordinate_m - coordinate_m.min()
    distinct = np.unique(np.round(offset / wavelength_m, 3)) * wavelength_m
    if len(distinct) < 2:
        return np.zeros(offset.shape, dtype=np.int64), 0.0
    pitch = float(np.diff(distinct).min())
    pitch = float(offset.max() / round(offset.max() / pitch))
    return np.rint(offset / pitch).astype(np.int64), pitch
