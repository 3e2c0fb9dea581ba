"""Time over Doppler: one spectrum a frame, or a window that slides over all chirps."""

from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Inexact, Int

from mmwave_sim._errors import InputError
from mmwave_sim.cube._axes import chirp_times_s, range_axis_m, velocity_axis_m_per_s
from mmwave_sim.cube._demodulate import demodulate
from mmwave_sim.cube._heatmap import Axis, Heatmap
from mmwave_sim.cube._maps import DEFAULT_MAPS, Gate, MapOptions, range_doppler
from mmwave_sim.cube._transforms import (
    compensate_tdm,
    constant,
    range_fft,
    remove_offset,
    remove_static,
    shifting_window,
    whole_periods,
)
from mmwave_sim.cube._windows import WindowName
from mmwave_sim.radar import RadarConfig

UNIFORM_SHARE: Final = 0.9
"""Active share of the frame period above which chirps count as evenly spaced over frames."""


@dataclass(frozen=True)
class Stft:
    """A Doppler window that slides over the chirps of all frames, end to end.

    The defaults are mmCLIP's (Cao et al., SenSys 2024, section 3.2.1): 256 chirps, step 16. The
    chirps are taken to be one loop interval apart throughout. That is true within a frame; where
    frames are bursts with pauses between them, a window that straddles a pause joins pieces whose
    phases do not follow on, which smears its Doppler. Times on the axis are true ones.

    Attributes:
        window_chirps: Length of the window, in chirps of one slot; in DDM a multiple of the
            subbands.
        step_chirps: Chirps from one column to the next.
        taper: Window over the chirps.
    """

    window_chirps: int = 256
    step_chirps: int = 16
    taper: WindowName = "hann"

    def starts(self, chirps: int) -> Int[np.ndarray, "column"]:
        """First chirp of each column.

        Raises:
            InputError: There are fewer chirps than the window holds.
        """
        if chirps < self.window_chirps:
            raise InputError(
                expected=f"at least {self.window_chirps} chirps, the length of the window",
                found=str(chirps),
                do="record more frames or choose a shorter window",
            )
        return np.arange(0, chirps - self.window_chirps + 1, self.step_chirps)


def uniform_chirps(radar: RadarConfig) -> bool:
    """Whether chirps follow on from frame to frame with little pause."""
    return radar.active_frame_time_s >= UNIFORM_SHARE * radar.frame_period_s


def default_stft(radar: RadarConfig, frames: int) -> Stft | None:
    """mmCLIP's window where chirps are evenly spaced and enough; None: one column a frame.

    In DDM it is shortened to a multiple of the subbands.
    """
    period = radar.tx_schedule.period
    stft = Stft(window_chirps=max(1, Stft().window_chirps // period) * period)
    enough = frames * radar.chirps_per_frame >= stft.window_chirps
    return stft if uniform_chirps(radar) and enough else None


def time_doppler(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: MapOptions = DEFAULT_MAPS,
    range_gate_m: Gate | None = None,
    stft: Stft | Literal["auto"] | None = "auto",
) -> Heatmap:
    """Power over time and velocity, summed over a range gate: (time, velocity).

    Args:
        samples: Complex or real raw samples.
        radar: The radar that took them.
        options: How the cube is made; `options.cube.doppler_window` is for one column a frame.
        range_gate_m: Nearest and furthest range that count; all by default.
        stft: A sliding window; None for one column a frame; `"auto"` for mmCLIP's where chirps fill
            90 % of the frame period (see `default_stft`).

    Raises:
        InputError: There are fewer chirps than the window holds, or the subbands of a DDM schedule
            do not divide it.
    """
    frames, chirps = samples.shape[-5], samples.shape[-4]
    if stft == "auto":
        stft = default_stft(radar, frames)
    low, high = range_gate_m or (None, None)
    if stft is None:
        return range_doppler(samples, radar, options).total("range", low, high)
    starts = stft.starts(frames * chirps)
    power = stft_power(
        samples, starts, radar, options, stft, gate_bins(radar, options, range_gate_m)
    )
    return Heatmap(power, stft_axes(radar, frames, starts, stft))


def stft_axes(
    radar: RadarConfig, frames: int, starts: Int[np.ndarray, "column"], stft: Stft
) -> tuple[Axis, Axis]:
    """Time (mean over the chirps of each window) and velocity.

    Raises:
        InputError: The subbands of a DDM schedule do not divide the window.
    """
    times = chirp_times_s(radar, frames).ravel()
    middle = times[starts[:, None] + np.arange(stft.window_chirps)].mean(axis=1)
    velocity = velocity_axis_m_per_s(radar, _turns(radar, stft))
    return Axis("time", "s", middle), Axis("velocity", "m/s", velocity)


def gate_bins(radar: RadarConfig, options: MapOptions, gate: Gate | None) -> tuple[int, int]:
    """First and one past the last range bin within a gate."""
    size = options.cube.range_size or radar.samples_per_chirp
    axis = range_axis_m(radar, size if radar.complex_samples else size // 2)
    if gate is None:
        return 0, len(axis)
    low, high = np.searchsorted(axis, gate[0], "left"), np.searchsorted(axis, gate[1], "right")
    return int(low), int(high)


@partial(jax.jit, static_argnames=("radar", "options", "stft", "bins"))
def stft_power(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    starts: Int[Array, "column"] | Int[np.ndarray, "column"],
    radar: RadarConfig,
    options: MapOptions,
    stft: Stft,
    bins: tuple[int, int],
) -> Float[Array, "*batch column doppler"]:
    """Mean power over channels of each window, summed over range bins; one column at a time."""
    if options.cube.remove_offset:
        samples = remove_offset(samples)
    samples = remove_static(samples, options.cube.static, radar.tx_schedule.period)
    profiles = range_fft(samples, options.cube.range_window, options.cube.range_size)
    slow = profiles[..., slice(*bins)] / samples.shape[-1]
    slow = slow.reshape(*slow.shape[:-5], slow.shape[-5] * slow.shape[-4], *slow.shape[-3:])
    turns = _turns(radar, stft)
    taper = constant(shifting_window(stft.taper, stft.window_chirps, stft.window_chirps), slow)

    def column(start: Int[Array, ""]) -> Float[Array, "*batch doppler"]:
        piece = jax.lax.dynamic_slice_in_dim(slow, start, stft.window_chirps, axis=-4)
        slots = jnp.fft.fft(piece * taper[:, None, None, None], axis=-4)
        spectrum = demodulate(compensate_tdm(slots, radar), radar)
        power = spectrum.real**2 + spectrum.imag**2
        return power.sum(axis=-1).mean(axis=(-2, -1)) / turns**2

    return jnp.moveaxis(jax.lax.map(column, jnp.asarray(starts)), 0, -2)


def _turns(radar: RadarConfig, stft: Stft) -> int:
    """Doppler bins of a column: how often the schedule's codes repeat in a window."""
    return whole_periods(stft.window_chirps, radar.tx_schedule.period)
