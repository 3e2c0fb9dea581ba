"""From samples to range and Doppler, one axis at a time."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Inexact

from mmwave_sim._errors import InputError
from mmwave_sim.cube._options import StaticRemoval, fft_size
from mmwave_sim.cube._windows import WindowName, window
from mmwave_sim.radar import RadarConfig


@partial(jax.jit, static_argnames=("taper", "size"))
def range_fft(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    taper: WindowName = "hann",
    size: int | None = None,
) -> Complex[Array, "*batch frame chirp tx rx range"]:
    """Range profiles: the FFT over the samples of each chirp.

    Args:
        samples: Complex or real raw samples.
        taper: Window over the samples (mean one).
        size: FFT size; the number of samples by default.

    Returns:
        `size` bins of complex samples, or `size // 2` of real ones: the positive half without the
        Nyquist bin. See `range_axis_m` for what they mean.

    Raises:
        InputError: `size` is smaller than the number of samples.
    """
    size = fft_size(size, samples.shape[-1], "range")
    weights = constant(window(taper, samples.shape[-1]), samples)
    if jnp.iscomplexobj(samples):
        return jnp.fft.fft(samples * weights, n=size)
    return jnp.fft.rfft(samples * weights, n=size)[..., : size // 2]


@partial(jax.jit, static_argnames=("taper", "size"))
def doppler_fft(
    profiles: Complex[Array, "*batch frame chirp tx rx range"],
    taper: WindowName = "hann",
    size: int | None = None,
) -> Complex[Array, "*batch frame doppler tx rx range"]:
    """Doppler spectra: the FFT over the chirps of each frame, zero Doppler at `size // 2`.

    Bin k stands for the slow-time frequency (k - size // 2) / (size x loop interval); a positive
    one is a growing range. Speeds beyond lambda / 4 x loop interval fold over.

    Args:
        profiles: Range profiles (or anything else with chirps on that axis).
        taper: Window over the chirps (mean one).
        size: FFT size; the number of chirps by default.

    Raises:
        InputError: `size` is smaller than the number of chirps.
    """
    chirps = profiles.shape[-4]
    size = fft_size(size, chirps, "Doppler")
    weights = constant(shifting_window(taper, chirps, size), profiles)
    return jnp.fft.fft(profiles * weights[:, None, None, None], n=size, axis=-4)


def shifting_window(taper: WindowName, length: int, size: int) -> Inexact[np.ndarray, "length"]:
    """A taper that also turns the spectrum by size // 2 bins: an fftshift that costs nothing.

    Real (signs alternate) for an even FFT size, complex for an odd one.
    """
    turns = (size // 2) * np.arange(length) / size
    shift = np.cos(2 * np.pi * turns) if size % 2 == 0 else np.exp(2j * np.pi * turns)
    return window(taper, length) * shift


@partial(jax.jit, static_argnames=("method", "period"))
def remove_static(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    method: StaticRemoval = "frame",
    period: int = 1,
) -> Inexact[Array, "*batch frame chirp tx rx sample"]:
    """Subtracts the mean over slow time, which is all that a static scene leaves.

    Works on raw samples and on range profiles alike. A mover that turns by whole cycles over the
    span is untouched; one slower than a Doppler bin is dimmed.

    Args:
        samples: Raw samples or range profiles.
        method: `"frame"`: each frame's own mean over its chirps. `"recording"`: one mean over all
            frames, which keeps what moves slowly, such as a breathing chest. `"none"`.
        period: Loops after which the codes of the transmitters repeat, and with them the static
            scene: `radar.tx_schedule.period`, 1 but in DDM. Each loop of the period has its mean.

    Raises:
        InputError: The period does not divide the chirps.
    """
    if method == "none":
        return samples
    folded = samples.reshape(by_period(samples.shape, period))
    axes = -5 if method == "frame" else (-6, -5)
    return (folded - folded.mean(axis=axes, keepdims=True)).reshape(samples.shape)


def by_period(shape: tuple[int, ...], period: int) -> tuple[int, ...]:
    """The shape of raw samples with their chirps as turns of so many loops.

    Args:
        shape: `*batch chirp tx rx sample`; it becomes `*batch turn loop tx rx sample`.
        period: Loops of one turn, after which the codes of the transmitters repeat.

    Raises:
        InputError: The period does not divide the chirps.
    """
    return (*shape[:-4], whole_periods(shape[-4], period), period, *shape[-3:])


def whole_periods(loops: int, period: int) -> int:
    """How often a code's period fits into a number of loops.

    Raises:
        InputError: Not a whole number of times.
    """
    if loops % period:
        raise InputError(
            expected=f"a multiple of {period} chirps, the subbands of the DDM schedule",
            found=str(loops),
            do="choose or crop the chirps to a multiple of it",
        )
    return loops // period


def tdm_phases(radar: RadarConfig, bins: int) -> Complex[np.ndarray, "doppler tx"]:
    """Factors that take the phase gained between TX slots out of a cube.

    Slot s of a loop is measured s x T_c after slot 0, so a target at slow-time frequency f_d has
    turned by 2 pi f_d s T_c there, which would read as an angle. The factor is
    exp(-2j pi f_d s T_c) with the bin's own f_d (Bechter et al., 2017). A target faster than
    `radar.max_velocity_m_per_s` has folded into another bin; its f_d is wrong by whole multiples
    of 1 / (slots x T_c), and a phase of s / slots cycles a fold stays.
    """
    cycles_per_loop = (np.arange(bins) - bins // 2) / bins
    return np.exp(-2j * np.pi * np.outer(cycles_per_loop, np.arange(radar.slots)) / radar.slots)


@partial(jax.jit, static_argnames="radar")
def compensate_tdm(
    cube: Complex[Array, "*batch frame doppler tx rx range"], radar: RadarConfig
) -> Complex[Array, "*batch frame doppler tx rx range"]:
    """Makes every TX slot of a cube appear measured at the time of slot 0 (see `tdm_phases`)."""
    if radar.slots == 1:
        return cube
    phases = constant(tdm_phases(radar, cube.shape[-4]), cube)
    return cube * phases[:, :, None, None]


def remove_offset(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
) -> Inexact[Array, "*batch frame chirp tx rx sample"]:
    """Subtracts the mean of each chirp: the ADC's offset, which is large in real samples."""
    return samples - samples.mean(axis=-1, keepdims=True)


def constant(values: Inexact[np.ndarray, "..."], like: Inexact[Array, "..."]) -> Array:
    """A NumPy constant in the precision of a JAX array, complex only if it is complex itself."""
    real = jnp.finfo(like.dtype).dtype
    dtype = jnp.result_type(real, jnp.complex64) if np.iscomplexobj(values) else real
    return jnp.asarray(values, dtype=dtype)
