"""Slow displacement from the phase of the echo: a breathing chest, a swaying structure."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from jaxtyping import Complex, Float

from mmwave_sim._errors import InputError
from mmwave_sim.cube._axes import frame_times_s, range_axis_m
from mmwave_sim.cube._returns import direct_bins
from mmwave_sim.cube._stream import chunks, still_channels
from mmwave_sim.cube._transforms import by_period
from mmwave_sim.recording import Recording

MIN_FRAMES: Final = 32
"""Frames below which no slow period can be told."""

MIN_PERIODS: Final = 2
"""A period must pass this often within a recording to be reported."""

ABOVE_MEDIAN: Final = 4.0
"""How many times more than the median range the one that moves must vary."""

MAX_RADII: Final = 20.0
"""Largest circle that is believed, in multiples of the points' spread."""


@dataclass(frozen=True)
class Displacement:
    """How the strongest slowly moving echo moves.

    Attributes:
        range_m: Range of the bin of strongest variation, m.
        range_bin: That bin of the unpadded range FFT.
        frequency_hz: Dominant frequency of the displacement, Hz.
        peak_to_peak_m: Peak-to-peak displacement along the line of sight, detrended, m.
        peak_to_peak_rad: The phase that goes with it, rad.
        largest_step_rad: Largest change of phase between frames; near pi it is ambiguous.
        time_s: Middle of each frame, s.
        displacement_m: Detrended displacement, positive away from the radar, m.
    """

    range_m: float
    range_bin: int
    frequency_hz: float
    peak_to_peak_m: float
    peak_to_peak_rad: float
    largest_step_rad: float
    time_s: Float[np.ndarray, "frame"]
    displacement_m: Float[np.ndarray, "frame"]


def is_slow(recording: Recording) -> bool:
    """Whether a recording is made for slow motion: many frames of few chirps."""
    return recording.frames >= 2 * MIN_FRAMES and recording.radar.chirps_per_frame <= MIN_FRAMES


def displacement_frequency(recording: Recording) -> Displacement | None:
    """Displacement over time of the range where the echo varies most, and its frequency.

    Each frame's chirps are averaged. In the bin of strongest variation and its neighbours (the
    window's main lobe), for every channel, the phase is taken about the centre of the arc that the
    echo draws, which is where the static scene sits. The phase steps between frames are averaged
    over all of these, weighted by power, so a channel that fades cannot break the unwrapping; their
    sum, detrended, is the displacement (4 pi / wavelength radians a metre). The frequency is the
    peak of its Hann-windowed spectrum, interpolated. The spectrum of the complex signal would not
    do: a displacement of more than a fraction of a wavelength spreads over harmonics.

    Args:
        recording: Simulated or real, with frames evenly spaced in time.

    Returns:
        The displacement, or None where no range varies 6 dB more than the median one.

    Raises:
        InputError: The recording has too few frames.
    """
    radar = recording.radar
    if recording.frames < MIN_FRAMES:
        raise InputError(
            expected=f"at least {MIN_FRAMES} frames, to tell a slow frequency",
            found=str(recording.frames),
            do="record for longer",
        )
    profiles = _mean_profiles(recording)
    variation = profiles.var(axis=0).sum(axis=(0, 1))
    first = direct_bins(len(variation))
    strongest = first + int(variation[first:].argmax())
    if variation[strongest] <= ABOVE_MEDIAN * np.median(variation[first:]):
        return None
    channels = profiles[..., max(strongest - 1, 0) : strongest + 2].reshape(recording.frames, -1)
    steps = _phase_steps(channels)
    time_s = frame_times_s(radar, recording.frames)
    phase = np.concatenate([[0.0], np.cumsum(steps)])
    phase = phase - np.polyval(np.polyfit(time_s, phase, 1), time_s)
    meters = phase * radar.wavelength_m / (4 * np.pi)
    return Displacement(
        range_m=float(range_axis_m(radar)[strongest]),
        range_bin=strongest,
        frequency_hz=dominant_frequency_hz(phase, radar.frame_period_s),
        peak_to_peak_m=float(np.ptp(meters)),
        peak_to_peak_rad=float(np.ptp(phase)),
        largest_step_rad=float(np.abs(steps).max()),
        time_s=time_s,
        displacement_m=meters,
    )


def dominant_frequency_hz(signal: Float[np.ndarray, "time"], interval_s: float) -> float:
    """Frequency at the interpolated peak of a Hann-windowed, zero-padded spectrum, Hz.

    Frequencies that pass less than `MIN_PERIODS` times are left out.
    """
    size = 16 * len(signal)
    spectrum = np.abs(np.fft.rfft(signal * np.hanning(len(signal)), size))
    spectrum[: MIN_PERIODS * 16] = 0.0
    peak = int(np.clip(spectrum.argmax(), 1, len(spectrum) - 2))
    left, centre, right = spectrum[peak - 1 : peak + 2]
    bend = left - 2 * centre + right
    offset = 0.5 * (left - right) / bend if bend < 0 else 0.0
    return float((peak + offset) / (size * interval_s))


def arc_center(points: Complex[np.ndarray, "time"]) -> complex:
    """Centre of the circle that fits points in the complex plane best (Taubin, 1991).

    Solved by singular values (Chernov, 2010). Points on nearly a line give a distant centre, no
    further than `MAX_RADII` times their spread.
    """
    mean = points.mean()
    offset = points - mean
    square = np.abs(offset) ** 2
    spread = square.mean()
    if spread == 0:
        return complex(mean)
    columns = [(square - spread) / (2 * np.sqrt(spread)), offset.real, offset.imag]
    a, b, c = np.linalg.svd(np.stack(columns, axis=1), full_matrices=False)[2][-1]
    reach = complex(b, c) * np.sqrt(spread)
    limit = MAX_RADII * np.sqrt(spread)
    if abs(reach) < limit * abs(a):
        return complex(mean - reach / a)
    return complex(mean - np.copysign(limit, a) * reach / abs(reach))


def _phase_steps(channels: Complex[np.ndarray, "time channel"]) -> Float[np.ndarray, "step"]:
    """Phase from each frame to the next about each channel's own centre, averaged by power."""
    centred = np.stack([row - arc_center(row) for row in channels.T])
    return np.angle(np.sum(centred[:, 1:] * centred[:, :-1].conj(), axis=0))


def _mean_profiles(recording: Recording) -> Complex[np.ndarray, "frame tx rx range"]:
    """Range profile of each frame's mean chirp."""
    period = recording.radar.tx_schedule.period
    pieces = (recording.samples[part] for part in chunks(recording))
    means = [piece.reshape(by_period(piece.shape, period)).mean(axis=1) for piece in pieces]
    return still_channels(np.concatenate(means), recording.radar).astype(complex)
