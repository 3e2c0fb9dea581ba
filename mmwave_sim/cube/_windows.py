"""Tapers for every axis of the cube."""

from typing import Final, Literal, get_args

import numpy as np
from jaxtyping import Float

WindowName = Literal["rectangular", "hann", "hamming", "blackman"]
"""Name of a taper."""

WINDOWS: Final[tuple[WindowName, ...]] = get_args(WindowName)
"""Every taper's name."""

_COSINES: Final[dict[WindowName, tuple[float, ...]]] = {
    "rectangular": (1.0,),
    "hann": (0.5, 0.5),
    "hamming": (0.54, 0.46),
    "blackman": (0.42, 0.5, 0.08),
}


def window(name: WindowName, size: int) -> Float[np.ndarray, "size"]:
    """A symmetric taper whose mean is one.

    The mean of one keeps a tone's height: at the centre of a bin, amplitude A reads A x size under
    every taper. The samples are those of a taper two longer, without its first and last, so that
    no sample is wasted on a zero (for Hann; the convention of `xwr.rsp`).

    Args:
        name: One of `WINDOWS` (sums of cosines, Harris 1978, table I).
        size: Number of samples.
    """
    angle = 2 * np.pi * np.arange(1, size + 1) / (size + 1)
    terms = enumerate(_COSINES[name])
    taper = np.sum([(-1) ** order * a * np.cos(order * angle) for order, a in terms], axis=0)
    return taper / taper.mean()


def leakage(name: WindowName, size: int, bins: int | None = None) -> Float[np.ndarray, "bin"]:
    """How much power, at most, a tone within half a bin of bin 0 leaves in each bin.

    Args:
        name: The taper.
        size: Number of samples.
        bins: Size of the FFT; `size` by default.

    Returns:
        Power relative to the tone's own, in FFT order (bin 0 first, where it is one).
    """
    bins = bins or size
    offset = np.linspace(-0.5, 0.5, 11)[:, None]
    turns = (np.arange(bins) - offset)[..., None] / bins * np.arange(size)
    response = np.abs((window(name, size) * np.exp(-2j * np.pi * turns)).mean(axis=-1)) ** 2
    return response.max(axis=0)
