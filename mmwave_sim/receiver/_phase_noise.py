"""Phase noise of the local oscillator, and how much of it an echo's delay leaves."""

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_finite, is_traced
from mmwave_sim.radar import RadarConfig


@dataclass(frozen=True)
class PhaseNoise:
    """The oscillator's single-sideband mask L(f), straight between points in dB over log f.

    Before the first and beyond the last point the level is held. The convention is that of IEEE
    Std 1139: L = S_phi / 2 with S_phi the one-sided density of the phase in rad^2 / Hz, so that L,
    as a ratio, is the two-sided density.

    The default has TI's figure for the AWR1843 at 1 MHz (-93 dBc/Hz, 77 to 81 GHz). The rest is
    ours: level within a loop bandwidth of 300 kHz, then 20 dB a decade.

    Attributes:
        offsets_hz: Offsets from the carrier, rising, Hz.
        level_dbc_per_hz: Level at each offset, dBc/Hz.
    """

    offsets_hz: tuple[float, ...] = (10e3, 300e3, 1e6, 10e6)
    level_dbc_per_hz: tuple[float, ...] = (-82.5, -82.5, -93.0, -113.0)

    def __post_init__(self) -> None:
        check_finite(
            **{f"offsets_hz[{i}]": one for i, one in enumerate(self.offsets_hz)},
            **{f"level_dbc_per_hz[{i}]": one for i, one in enumerate(self.level_dbc_per_hz)},
        )
        if not (is_traced(*self.offsets_hz) or _rises(self.offsets_hz)):
            raise InputError(
                expected="positive, rising offsets_hz",
                found=str(self.offsets_hz),
                do="give the mask from the carrier outwards",
            )
        if len(self.offsets_hz) != len(self.level_dbc_per_hz):
            raise InputError(
                expected=f"a level for each of {len(self.offsets_hz)} offsets",
                found=f"{len(self.level_dbc_per_hz)} levels",
                do="give as many level_dbc_per_hz as offsets_hz",
            )

    def shifted(self, change_db: Float[Array, ""] | float) -> "PhaseNoise":
        """The mask raised as a whole, by a value that may be traced, dB."""
        raised = tuple(level + change_db for level in self.level_dbc_per_hz)
        return replace(self, level_dbc_per_hz=raised)  # type: ignore[arg-type]

    def density_per_hz(self, frequency_hz: Float[Array, "*shape"]) -> Float[Array, "*shape"]:
        """Two-sided density of the oscillator's phase, rad^2 / Hz.

        Args:
            frequency_hz: Offset from the carrier, of either sign, Hz.
        """
        at = jnp.log10(jnp.maximum(jnp.abs(frequency_hz), self.offsets_hz[0]))
        points = jnp.log10(jnp.asarray(self.offsets_hz))
        return 10 ** (jnp.interp(at, points, jnp.asarray(self.level_dbc_per_hz)) / 10)

    def residual_density_per_hz(
        self, frequency_hz: Float[Array, "*shape"], delay_s: Float[Array, ""] | float
    ) -> Float[Array, "*shape"]:
        """Two-sided density of the phase of an echo after mixing, rad^2 / Hz.

        L(f) 4 sin^2(pi f tau), the range correlation of Budge and Burt (1993).
        """
        left = 4 * jnp.sin(jnp.pi * frequency_hz * delay_s) ** 2
        return self.density_per_hz(frequency_hz) * left


def oscillator(
    noise: PhaseNoise,
    key: Array,
    like: Complex[Array, "*batch chirp tx rx sample"],
    radar: RadarConfig,
) -> Complex[Array, "*batch chirp tx 1 tone"]:
    """Draws the oscillator's phase in every chirp, as its spectrum.

    One oscillator feeds all transmitters and receivers, so the receivers share it. The phase is a
    sum of tones with independent Gaussian amplitudes of power L(f) df each, periodic over twice
    the samples, so that delays up to a whole chirp never wrap into it. Chirps are independent:
    what is slower than a chirp, and would join them, is what the delay cancels.

    Args:
        noise: The mask.
        key: Random key.
        like: Samples whose shape and precision to take.
        radar: Sample rate and number of samples.
    """
    frequency_hz, period = _tones_hz(radar)
    step_hz = radar.sample_rate_hz / period
    # Neither a constant nor the highest tone, whose delay is not defined.
    used = jnp.asarray((frequency_hz > 0) & (np.arange(len(frequency_hz)) < period // 2))
    scale = period * jnp.sqrt(noise.density_per_hz(jnp.asarray(frequency_hz)) * step_hz) * used
    shape = (*like.shape[:-2], 1, len(frequency_hz))
    return jax.random.normal(key, shape, like.dtype) * scale.astype(like.real.dtype)


def residual_phase_rad(
    spectrum: Complex[Array, "*batch chirp tx 1 tone"],
    delay_s: Float[Array, ""] | float,
    radar: RadarConfig,
) -> Float[Array, "*batch chirp tx 1 sample"]:
    """Phase phi(t) - phi(t - tau) that mixing leaves on an echo of delay tau, rad.

    The delay is applied to every tone, so it need not be a whole number of samples.

    Args:
        spectrum: From `oscillator`.
        delay_s: Delay tau, less than the sampled time of a chirp, s.
        radar: Sample rate and number of samples.
    """
    frequency_hz, period = _tones_hz(radar)
    half = jnp.pi * jnp.asarray(frequency_hz) * delay_s
    # 1 - exp(-2i h), without the difference of nearly equal numbers.
    left = (2j * jnp.sin(half) * jnp.exp(-1j * half)).astype(spectrum.dtype)
    return jnp.fft.irfft(spectrum * left, period)[..., : radar.samples_per_chirp]


def _rises(offsets_hz: tuple[float, ...]) -> bool:
    offsets = np.asarray(offsets_hz)
    return len(offsets) > 0 and bool(offsets[0] > 0 and np.all(np.diff(offsets) > 0))


def _tones_hz(radar: RadarConfig) -> tuple[Float[np.ndarray, " tone"], int]:
    """Frequencies of the synthesis, Hz, and the number of samples in its period."""
    period = 2 * radar.samples_per_chirp
    return np.fft.rfftfreq(period, 1 / radar.sample_rate_hz), period
