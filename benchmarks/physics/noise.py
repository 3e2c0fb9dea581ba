"""Validation problem: noise floor, quantisation noise and phase noise of the receiver."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from benchmarks._report import Row
from mmwave_sim.cube import CubeOptions, radar_cube
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import (
    Echo,
    PhaseNoise,
    ReceiverOptions,
    counts_per_root_watt,
    receive,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BOLTZMANN = 1.380649e-23
DELAYS_S = (2e-8, 1.3e-7)
"""3 m and 20 m."""


class Spectrum(NamedTuple):
    """A measured density beside the one that theory gives.

    Attributes:
        frequency_hz: Offsets from the beat, Hz.
        measured: Power density relative to the beat, 1/Hz.
        expected: Mask times 4 sin^2(pi f tau), 1/Hz.
    """

    frequency_hz: Float[np.ndarray, "frequency"]
    measured: Float[np.ndarray, "frequency"]
    expected: Float[np.ndarray, "frequency"]

    @property
    def error_db(self) -> Float[np.ndarray, "group"]:
        """Difference of groups of four bins: the periodogram knows one bin to 0.13 dB only."""
        ratio = self.measured / self.expected
        return 10 * np.log10(ratio[: len(ratio) // 4 * 4].reshape(-1, 4).mean(axis=1))


def device() -> RadarConfig:
    """mmCLIP's radar with many chirps."""
    return preset("awr1843_mmclip").replace(chirps_per_frame=256)


def noise_floor_db() -> float:
    """Mean level of the empty cube over k T0 F and the windows' noise bandwidth, dB.

    Noise of density N0 = k T0 F reads N0 fs sum|w|^2 in a cell, with w the product of both windows:
    their equivalent noise bandwidth times the coherent gain (Harris 1978).
    """
    radar = device()
    quiet = ReceiverOptions(quantization=False)
    nothing = jnp.zeros(radar.frame_shape, jnp.complex64)
    counts = receive(nothing, radar, jax.random.key(0), quiet)
    cube = np.asarray(radar_cube(counts[None], radar, CubeOptions()))
    windows = [np.hanning(n + 1)[:-1] for n in (radar.samples_per_chirp, radar.chirps_per_frame)]
    gains = [w / w.mean() for w in windows]
    cells = np.prod([np.sum(w**2) for w in gains])
    density = BOLTZMANN * 290.0 * 10 ** (radar.noise_figure_db / 10)
    expected = density * radar.sample_rate_hz * cells * counts_per_root_watt(radar) ** 2
    return float(10 * np.log10(np.mean(np.abs(cube) ** 2) / expected))


def quantization_db() -> float:
    """Power that rounding adds over 1/12 count^2 in each component, dB (Bennett 1948)."""
    radar = device()
    level = 300.0 / counts_per_root_watt(radar)
    rng = np.random.default_rng(0)
    signal = rng.normal(size=(2, *radar.frame_shape)) * level
    beat = jnp.asarray(signal[0] + 1j * signal[1], jnp.complex64)
    whole, rounded = (
        np.asarray(receive(beat, radar, None, ReceiverOptions(thermal_noise=False, quantization=q)))
        for q in (False, True)
    )
    return float(10 * np.log10(np.mean(np.abs(rounded - whole) ** 2) / (2 / 12)))


@cache
def phase_noise(delay_s: float) -> Spectrum:
    """Spectrum of the phase that an echo of some delay keeps of the oscillator's phase noise.

    Mixing takes phi(t - tau) off phi(t), so what is left is the mask times |1 - exp(-2 pi i f
    tau)|^2 = 4 sin^2(pi f tau) (Budge and Burt 1993, *Range correlation effects in radars*).
    """
    radar, mask = device(), PhaseNoise()
    options = ReceiverOptions(thermal_noise=False, quantization=False, phase_noise=mask)
    steady = jnp.ones((1, *radar.frame_shape[1:]), jnp.complex64)
    samples = np.asarray(receive([Echo(steady, delay_s)], radar, jax.random.key(1), options))
    phase = np.angle(samples[:, :, 0])
    window = np.hanning(phase.shape[-1] + 1)[:-1]
    power = np.mean(np.abs(np.fft.rfft(phase * window)) ** 2, axis=(0, 1))
    frequency_hz = np.fft.rfftfreq(phase.shape[-1], 1 / radar.sample_rate_hz)
    offsets, levels = np.log10(mask.offsets_hz), mask.level_dbc_per_hz
    # The lowest bins lie within the window's own width of the beat.
    kept = slice(3, -3)
    level_db = np.interp(np.log10(frequency_hz[kept]), offsets, levels)
    shape = 4 * np.sin(np.pi * frequency_hz[kept] * delay_s) ** 2
    density = power / (radar.sample_rate_hz * np.sum(window**2))
    return Spectrum(frequency_hz[kept], density[kept], 10 ** (level_db / 10) * shape)


def rows() -> tuple[Row, ...]:
    """The three figures of the receiver."""
    worst = max(float(np.abs(phase_noise(delay).error_db).max()) for delay in DELAYS_S)
    return (
        Row.at_most("noise floor", abs(noise_floor_db()), 0.5, "dB"),
        Row.at_most("quantisation noise", abs(quantization_db()), 1.0, "dB"),
        Row.at_most("phase noise", worst, 1.0, "dB"),
    )


def draw(figure: "Figure") -> None:
    """The phase noise that is left at two delays, and the mask that it comes from."""
    for place, delay in enumerate(DELAYS_S):
        plot = figure.add_subplot(1, 2, place + 1)
        found = phase_noise(delay)
        plot.plot(found.frequency_hz / 1e6, 10 * np.log10(found.measured), color="C0")
        plot.plot(found.frequency_hz / 1e6, 10 * np.log10(found.expected), "k--", linewidth=1)
        plot.set(
            title=f"echo after {delay * 1e9:.0f} ns",
            xlabel="offset from the beat / MHz",
            ylabel="phase noise / (dBc/Hz)",
        )
        plot.legend(["receiver", "mask x 4 sin$^2$($\\pi f \\tau$)"], fontsize=7)
