"""The strongest static and moving returns of a recording, simulated or real."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.cube._array import azimuth_rows
from mmwave_sim.cube._axes import frame_times_s, range_spacing_m, velocity_spacing_m_per_s
from mmwave_sim.cube._cube import radar_cube
from mmwave_sim.cube._direction import direction_cosines, phase_slope
from mmwave_sim.cube._heatmap import Heatmap
from mmwave_sim.cube._peaks import peak_offset
from mmwave_sim.cube._points import local_maxima
from mmwave_sim.cube._stream import (
    RecordingMaps,
    cube_options,
    recording_maps,
    still_channels,
    without_background,
)
from mmwave_sim.cube._windows import leakage
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

DIRECT_BINS: Final = 3
"""Range bins from zero that hold the direct way from TX to RX and the ADC's offset."""

ABOVE_NOISE_DB: Final = 10.0
"""How far a return must stand above the median of its map, dB."""

WRAPPED_BINS: Final = 2
"""Range bins below zero that the Hann window's main lobe of bin 0 reaches: the axis is circular."""

BELOW_STRONGEST_DB: Final = 50.0
"""How far a return may lie below the strongest of its map, dB."""

SEPARATION: Final = 2
"""Bins around a return that belong to it."""


def direct_bins(bins: int) -> int:
    """Range bins to leave out of `bins`: `DIRECT_BINS`, or none where there are only a few."""
    return DIRECT_BINS if bins > 2 * DIRECT_BINS else 0


def _range_gate(bins: int, complex_samples: bool) -> slice:
    """Bins without `direct_bins` and, of a complex radar, without what wraps to the far end."""
    first = direct_bins(bins)
    return slice(first, bins - (WRAPPED_BINS if first and complex_samples else 0))


@dataclass(frozen=True)
class Return:
    """One echo.

    Attributes:
        range_m: Range, interpolated between bins, m.
        range_bin: Bin of the unpadded range FFT.
        velocity_m_per_s: Radial velocity, interpolated between bins, positive receding, m/s.
        doppler_bin: Bin of the fftshifted Doppler FFT, -M/2 to M/2 - 1, of the samples as stored.
        azimuth_deg: Angle from boresight, positive to the left, degrees; None for one column.
        phase_slope_deg: Phase rise from virtual element to element, degrees; None likewise.
        power_db: Mean power of a channel, dB above one ADC count squared.
        frame: Frame in which a moving return is strongest; None for a static one.
        time_s: Middle of that frame, s.
    """

    range_m: float
    range_bin: int
    velocity_m_per_s: float
    doppler_bin: int
    azimuth_deg: float | None
    phase_slope_deg: float | None
    power_db: float
    frame: int | None
    time_s: float | None


@dataclass(frozen=True)
class StrongestReturns:
    """Returns in falling order of power.

    Attributes:
        static: From the mean over the whole recording.
        moving: Away from zero Doppler once that mean is removed.
    """

    static: tuple[Return, ...]
    moving: tuple[Return, ...]


def strongest_returns(
    recording: Recording, count: int = 5, maps: RecordingMaps | None = None
) -> StrongestReturns:
    """The strongest returns that stand still and that move, in unpadded Hann-windowed bins.

    A return is a local maximum 10 dB above the median of its map, 50 dB below its strongest at
    most, that is not the leakage of a stronger one; the first `DIRECT_BINS` of range are left out,
    and of a complex radar's the last `WRAPPED_BINS`, into which they leak.
    A moving one lies further from zero Doppler than the window's main lobe and above what leaks
    there from slow motion at its range.
    Over several frames each cell counts at its strongest frame. Static returns are of the coherent
    mean, so they have velocity 0. Azimuths assume channels of equal phase: a board's own phase
    errors, where nobody calibrated them, remain.

    Args:
        recording: Simulated or real.
        count: Length of each list, at most.
        maps: From `recording_maps`, if it has been called already.
    """
    maps = maps or recording_maps(recording)
    return StrongestReturns(
        static=_static_returns(recording, maps, count),
        moving=_moving_returns(recording, maps, count),
    )


def static_profile(recording: Recording, maps: RecordingMaps) -> Heatmap:
    """Power over range of the static scene, the mean over channels; axes (range,)."""
    power = np.mean(np.abs(_static_channels(recording, maps)) ** 2, axis=(0, 1))
    return Heatmap(power, maps.range_doppler.axes[2:])


def _static_channels(
    recording: Recording, maps: RecordingMaps
) -> Complex[np.ndarray, "tx rx range"]:
    """Range profile of every channel's mean chirp."""
    channels = still_channels(maps.background[None], recording.radar)[0]
    return channels / recording.radar.samples_per_chirp


def _static_returns(recording: Recording, maps: RecordingMaps, count: int) -> tuple[Return, ...]:
    channels = _static_channels(recording, maps)
    profile = np.asarray(static_profile(recording, maps).values)[None]
    spread = leakage("hann", recording.radar.samples_per_chirp)
    candidates = _candidates(profile, profile > 0, recording.radar)
    chosen = _separate(candidates, lambda cell, other: spread[abs(cell[1] - other[1])], count)
    return tuple(
        _describe(recording, profile, channels[..., cell[1]], None, cell) for cell in chosen
    )


def _moving_returns(recording: Recording, maps: RecordingMaps, count: int) -> tuple[Return, ...]:
    power = np.asarray(maps.range_doppler.values)
    strongest = power.max(axis=0)
    doppler = strongest.shape[0]
    if doppler < 4:
        return ()
    along = np.fft.fftshift(leakage("hann", doppler))
    across = leakage("hann", recording.radar.samples_per_chirp)
    bins = np.arange(doppler) - doppler // 2
    slow = strongest[doppler // 2] * along[:, None]
    moving = (np.abs(bins) > (2 if doppler >= 16 else 1))[:, None] & (strongest > slow)

    def spread(cell: tuple[int, int], other: tuple[int, int]) -> float:
        return (
            along[(cell[0] - other[0] + doppler // 2) % doppler] * across[abs(cell[1] - other[1])]
        )

    candidates = _candidates(strongest, moving, recording.radar)
    chosen = _separate(candidates, spread, count, doppler)
    frames = power.argmax(axis=0)
    return tuple(_moving_return(recording, maps, cell, int(frames[cell])) for cell in chosen)


def _moving_return(
    recording: Recording, maps: RecordingMaps, cell: tuple[int, int], frame: int
) -> Return:
    samples = without_background(recording.samples[frame : frame + 1], maps.background)
    cube = np.asarray(
        radar_cube(jnp.asarray(samples), recording.radar, cube_options(recording.radar))
    )[0]
    power = np.asarray(maps.range_doppler.values)[frame]
    snapshot = cube[cell[0], :, :, cell[1]]
    return _describe(recording, power, snapshot, frame, cell)


def _candidates(
    power: Float[np.ndarray, "doppler range"], allowed: np.ndarray, radar: RadarConfig
) -> list[tuple[tuple[int, int], float]]:
    """Local maxima above the noise, strongest first, with their power."""
    gate = _range_gate(power.shape[1], radar.complex_samples)
    beyond = power[:, gate]
    above_noise = np.median(beyond) * 10 ** (ABOVE_NOISE_DB / 10)
    floor = max(above_noise, beyond.max(initial=0.0) * 10 ** (-BELOW_STRONGEST_DB / 10))
    found = np.asarray(local_maxima(jnp.asarray(power))) & allowed & (power > floor)
    found[:, : gate.start] = found[:, gate.stop :] = False
    cells = sorted(zip(*np.nonzero(found), strict=True), key=lambda cell: -power[cell])
    return [((int(row), int(column)), float(power[row, column])) for row, column in cells]


def _separate(
    candidates: list[tuple[tuple[int, int], float]],
    spread: Callable[[tuple[int, int], tuple[int, int]], float],
    count: int,
    doppler: int = 1,
) -> list[tuple[int, int]]:
    """The strongest candidates that are not part, or leakage, of a stronger one."""
    kept: list[tuple[tuple[int, int], float]] = []
    for cell, power in candidates:
        if len(kept) == count:
            break
        if all(
            _apart(cell, other, doppler) and power > 2 * spread(cell, other) * above
            for other, above in kept
        ):
            kept.append((cell, power))
    return [cell for cell, _ in kept]


def _apart(cell: tuple[int, int], other: tuple[int, int], doppler: int) -> bool:
    around = abs(cell[0] - other[0])
    return min(around, doppler - around) > SEPARATION or abs(cell[1] - other[1]) > SEPARATION


def _describe(
    recording: Recording,
    power: Float[np.ndarray, "doppler range"],
    snapshot: Complex[np.ndarray, "tx rx"],
    frame: int | None,
    cell: tuple[int, int],
) -> Return:
    radar, (row, column) = recording.radar, cell
    doppler = power.shape[0]
    turns = _refine(power[:, column], row) - doppler // 2 if doppler > 1 else 0.0
    velocity = turns * velocity_spacing_m_per_s(radar, doppler)
    # A moving target's beat holds its Doppler shift as well as its range.
    shift_hz = 2 * velocity / radar.wavelength_m
    range_m = _refine(power[row], column) * range_spacing_m(radar)
    range_m -= shift_hz * SPEED_OF_LIGHT / (2 * radar.slope_hz_per_s)
    azimuth_deg, slope_deg = _angles(recording, snapshot)
    return Return(
        range_m=float(range_m),
        range_bin=column,
        velocity_m_per_s=float(velocity),
        doppler_bin=row - doppler // 2,
        azimuth_deg=azimuth_deg,
        phase_slope_deg=slope_deg,
        power_db=float(10 * np.log10(power[cell])),
        frame=frame,
        time_s=None if frame is None else float(frame_times_s(radar, 1, frame)[0]),
    )


def _refine(power: Float[np.ndarray, "bin"], index: int) -> float:
    """Position of the peak in bins; the axis is circular."""
    level = np.log(np.maximum(power[(index + np.arange(-1, 2)) % len(power)], 1e-30))
    return index + float(peak_offset(*(jnp.asarray(value) for value in level)))


def _angles(
    recording: Recording, snapshot: Complex[np.ndarray, "tx rx"]
) -> tuple[float | None, float | None]:
    if azimuth_rows(recording.radar).shape[1] < 2:
        return None, None
    left, up = (float(part) for part in direction_cosines(snapshot, recording.radar))
    azimuth = np.arctan2(left, np.sqrt(max(1 - left**2 - up**2, 0.0)))
    slope = float(phase_slope(snapshot, recording.radar))
    return float(np.degrees(azimuth)), float(np.degrees(slope))
