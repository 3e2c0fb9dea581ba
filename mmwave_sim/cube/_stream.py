"""Maps of a whole recording, a few frames at a time, so that memory does not limit its length."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Inexact

from mmwave_sim._errors import InputError
from mmwave_sim.cube._array import azimuth_rows
from mmwave_sim.cube._cube import radar_cube
from mmwave_sim.cube._heatmap import Heatmap
from mmwave_sim.cube._maps import (
    Gate,
    MapOptions,
    azimuth_axis,
    azimuth_power,
    channel_power,
    range_axis,
    time_axis,
    velocity_axis,
)
from mmwave_sim.cube._options import CubeOptions
from mmwave_sim.cube._stft import Stft, gate_bins, stft_axes, stft_power
from mmwave_sim.cube._transforms import by_period
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

CHUNK_BYTES: Final = 64 * 2**20
"""Raw samples that are worked on at a time."""

Advance = Callable[[int], None]


@dataclass(frozen=True)
class RecordingMaps:
    """What `recording_maps` makes of a recording.

    Attributes:
        background: The static scene: the mean over all chirps of all frames. One chirp, or in DDM,
            where codes turn the static scene from loop to loop, one for each subband.
        range_doppler: `(time, velocity, range)` with the background taken away.
        range_azimuth: `(time, azimuth, range)` likewise; None where no antennas lie side by side.
    """

    background: Inexact[np.ndarray, "loop tx rx sample"]
    range_doppler: Heatmap
    range_azimuth: Heatmap | None


def cube_options(radar: RadarConfig) -> CubeOptions:
    """How recordings are looked at: Hann windows; real samples lose their offset."""
    return CubeOptions(remove_offset=not radar.complex_samples)


def frames_per_chunk(recording: Recording) -> int:
    """Frames whose raw samples fill `CHUNK_BYTES`."""
    return max(1, CHUNK_BYTES // recording.samples[:1].nbytes)


def chunks(recording: Recording) -> Iterator[slice]:
    """Runs of frames that cover the recording."""
    step = frames_per_chunk(recording)
    for first in range(0, recording.frames, step):
        yield slice(first, min(first + step, recording.frames))


def static_background(recording: Recording) -> Inexact[np.ndarray, "loop tx rx sample"]:
    """Mean over all frames and turns of the schedule's period: what the static scene leaves."""
    samples, period = recording.samples, recording.radar.tx_schedule.period
    total = np.zeros((period, *samples.shape[2:]), dtype=np.result_type(samples, float))
    for part in chunks(recording):
        folded = samples[part].reshape(by_period(samples[part].shape, period))
        total += folded.sum(axis=(0, 1), dtype=total.dtype)
    turns = recording.frames * recording.radar.doppler_bins
    return (total / turns).astype(samples.dtype)


def without_background(
    samples: Inexact[np.ndarray, "frame chirp tx rx sample"],
    background: Inexact[np.ndarray, "loop tx rx sample"],
) -> Inexact[np.ndarray, "frame chirp tx rx sample"]:
    """Samples less the static scene, from `static_background`."""
    folded = samples.reshape(by_period(samples.shape, len(background)))
    return (folded - background).reshape(samples.shape)


def still_channels(
    means: Inexact[np.ndarray, "frame loop tx rx sample"], radar: RadarConfig
) -> Complex[np.ndarray, "frame tx rx range"]:
    """Range profiles of every transmitter and receiver when nothing moves.

    Args:
        means: Mean chirp of each loop of the schedule's period.
        radar: The radar that took them.
    """
    options = replace(cube_options(radar), doppler_window="rectangular")
    return np.asarray(radar_cube(jnp.asarray(means), radar, options))[:, 0]


def recording_maps(recording: Recording, advance: Advance = lambda frames: None) -> RecordingMaps:
    """Range-Doppler and range-azimuth sequences of a recording of any length.

    The same maps as `range_doppler` and `range_azimuth`, made in pieces of `CHUNK_BYTES`; only the
    maps, an eighth of the samples or less, are kept.

    Args:
        recording: Simulated or real.
        advance: Called with the number of frames done, for a progress bar.

    Raises:
        InputError: A chirp is too short for a range.
    """
    radar, options = recording.radar, MapOptions(cube=cube_options(recording.radar))
    if radar.range_bins == 0:
        raise InputError(
            expected="at least two real samples a chirp, for one range bin",
            found=str(radar.samples_per_chirp),
            do="check samples_per_chirp in the configuration",
        )
    background = static_background(recording)
    doppler, azimuth = [], []
    for part in chunks(recording):
        powers = _powers(without_background(recording.samples[part], background), radar, options)
        doppler.append(np.asarray(powers[0]))
        azimuth.append(np.asarray(powers[1]))
        advance(part.stop - part.start)
    time, ranges = time_axis(radar, recording.frames), range_axis(radar, options)
    return RecordingMaps(
        background,
        Heatmap(np.concatenate(doppler), (time, velocity_axis(radar, options), ranges)),
        Heatmap(np.concatenate(azimuth), (time, azimuth_axis(options), ranges))
        if _has_azimuth(radar)
        else None,
    )


def recording_stft(
    recording: Recording,
    background: Inexact[np.ndarray, "loop tx rx sample"],
    gate_m: Gate | None,
    stft: Stft,
    advance: Advance = lambda frames: None,
) -> Heatmap:
    """`time_doppler` by a sliding window for a recording of any length.

    Args:
        recording: Simulated or real.
        background: Its static scene, from `static_background`.
        gate_m: Nearest and furthest range that count; all by default.
        stft: The window.
        advance: Called with the number of frames done, for a progress bar.

    Raises:
        InputError: There are fewer chirps than the window holds.
    """
    radar, options = recording.radar, MapOptions(cube=cube_options(recording.radar))
    chirps = radar.chirps_per_frame
    starts = stft.starts(recording.frames * chirps)
    bins = gate_bins(radar, options, gate_m)
    columns = []
    for part in chunks(recording):
        inside = starts[(starts >= part.start * chirps) & (starts < part.stop * chirps)]
        reach = slice(part.start, part.stop + -(-stft.window_chirps // chirps))
        piece = without_background(recording.samples[reach], background)
        if inside.size:
            local = inside - part.start * chirps
            columns.append(np.asarray(stft_power(piece, local, radar, options, stft, bins)))
        advance(part.stop - part.start)
    return Heatmap(np.concatenate(columns), stft_axes(radar, recording.frames, starts, stft))


@partial(jax.jit, static_argnames=("radar", "options"))
def _powers(
    samples: Inexact[Array, "frame chirp tx rx sample"], radar: RadarConfig, options: MapOptions
) -> tuple[Float[Array, "frame doppler range"], Float[Array, "frame azimuth range"]]:
    """Both maps from one cube; the second is empty where no antennas lie side by side."""
    cube: Complex[Array, "frame doppler tx rx range"] = radar_cube(samples, radar, options.cube)
    doppler = channel_power(cube, samples, radar)
    if not _has_azimuth(radar):
        return doppler, jnp.zeros((samples.shape[0], 0, cube.shape[-1]))
    return doppler, azimuth_power(cube, samples, radar, options)


def _has_azimuth(radar: RadarConfig) -> bool:
    return azimuth_rows(radar).shape[1] > 1
