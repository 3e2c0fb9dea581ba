"""The range over which something moves."""

from typing import Final

import numpy as np
from jaxtyping import Float

from mmwave_sim.cube._heatmap import Heatmap
from mmwave_sim.cube._maps import Gate
from mmwave_sim.cube._returns import direct_bins

ABOVE_NOISE: Final = 4.0
BELOW_PEAK: Final = 1e-3
MARGIN_BINS: Final = 3
FEW_BINS: Final = 16


def moving_gate(range_doppler: Heatmap) -> Gate | None:
    """Nearest and furthest range where something moves, for maps that sum over range.

    Summing over all ranges would add the noise of those where nothing is. The gate holds the bins
    whose moving power, at its peak over time, is 6 dB above the median and within 30 dB of the
    strongest, and three more at either side. Where there are 16 Doppler bins or more, the three
    about zero do not count: a wall in which a passing shadow shows has not moved.

    Args:
        range_doppler: `(time, velocity, range)` without the static scene.

    Returns:
        Ranges in metres, or None where nothing stands out.
    """
    first = direct_bins(range_doppler.values.shape[-1])
    profile = _away_from_zero(np.asarray(range_doppler.values)).sum(axis=1).max(axis=0)[first:]
    threshold = max(ABOVE_NOISE * float(np.median(profile)), BELOW_PEAK * float(profile.max()))
    inside = first + np.flatnonzero(profile > threshold)
    if not inside.size:
        return None
    ranges = np.asarray(range_doppler.axis("range").values)
    last = min(int(inside[-1]) + MARGIN_BINS, len(ranges) - 1)
    return float(ranges[max(int(inside[0]) - MARGIN_BINS, first)]), float(ranges[last])


def _away_from_zero(
    power: Float[np.ndarray, "time velocity range"],
) -> Float[np.ndarray, "time kept range"]:
    bins = power.shape[1]
    if bins < FEW_BINS:
        return power
    return power[:, np.abs(np.arange(bins) - bins // 2) > 1]
