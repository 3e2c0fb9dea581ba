"""The negative-range check: does the recording look as if I and Q were swapped?"""

import numpy as np
from jaxtyping import Complex64, Float

from mmwave_sim.io._capture import IqOrder
from mmwave_sim.recording import Recording

CLEARLY = 4.0
"""Ratio of energies, in favour of negative beats, from which on the warning is given."""

GUARD_BINS = 2
"""Bins at either side of zero that count for neither half: the Hann window's main lobe."""

FEWEST_SAMPLES = 8
MOST_SAMPLES = 2**22
"""Samples of the recording that are looked at."""


def warn_if_swapped(recording: Recording, iq_order: IqOrder | None) -> Recording:
    """Adds a warning when negative beats clearly hold more energy than positive ones.

    Two spectra are judged: of all returns, and of what changes from loop to loop, which is
    free of leakage and of static returns from beyond half the range. A warning needs one that
    is clearly negative and none that is clearly positive.

    Args:
        recording: Complex samples; real ones are given back as they are.
        iq_order: The order that they were read in; None where the caller cannot choose it.
    """
    radar = recording.radar
    if not radar.complex_samples or radar.samples_per_chirp < FEWEST_SAMPLES:
        return recording
    ratios = negative_to_positive(_thinned(recording.samples))
    if max(ratios) < CLEARLY or min(ratios) < 1 / CLEARLY:
        return recording
    other = "i_first" if iq_order == "q_first" else "q_first"
    remedy = f"pass iq_order={other!r} (--iq-order {other})" if iq_order else "swap I and Q"
    return recording.with_warning(
        f"negative beat frequencies hold {10 * np.log10(max(ratios)):.0f} dB more energy than "
        f"positive ones: unless the strongest return is beyond {radar.max_range_m / 2:.2f} m, "
        f"I and Q are swapped: {remedy}"
    )


def negative_to_positive(
    samples: Complex64[np.ndarray, "frame chirp tx rx sample"],
) -> tuple[float, float]:
    """Energy at negative over positive beats, of all returns and of the moving ones.

    A ratio is 1 where neither half holds anything.
    """
    window = np.hanning(samples.shape[-1] + 2)[1:-1].astype(np.float32)
    samples = samples / _peak(samples)
    centred = samples - samples.mean(axis=-1, keepdims=True)
    moving = centred - centred.mean(axis=1, keepdims=True)
    return _ratio(centred * window), _ratio(moving * window)


def _ratio(samples: Complex64[np.ndarray, "frame chirp tx rx sample"]) -> float:
    power: Float[np.ndarray, " bin"] = (
        np.square(np.abs(np.fft.fft(samples, axis=-1))).reshape(-1, samples.shape[-1]).mean(axis=0)
    )
    half = power.size // 2
    positive = float(power[GUARD_BINS:half].sum())
    negative = float(power[power.size - half + 1 : power.size - GUARD_BINS + 1].sum())
    floor = 1e-12 * float(power.sum()) + np.finfo(np.float32).tiny
    return float((negative + floor) / (positive + floor))


def _peak(samples: Complex64[np.ndarray, "frame chirp tx rx sample"]) -> np.float32:
    """The largest component, at least the smallest number: squares must not overflow."""
    peak = max(np.abs(samples.real).max(), np.abs(samples.imag).max())
    return np.maximum(peak, np.finfo(np.float32).tiny)


def _thinned(
    samples: Complex64[np.ndarray, "frame chirp tx rx sample"],
) -> Complex64[np.ndarray, "frame chirp tx rx sample"]:
    """Every so many frames, so that the check costs little."""
    return samples[:: -(-samples.size // MOST_SAMPLES)]
