"""Heatmaps brought to a fixed number of bins, power preserved in the mean."""

import numpy as np
from jaxtyping import Float

from mmwave_sim.cube import Heatmap

FLOOR_DB = -100.0
"""What no power at all reads, dB above one ADC count squared."""


def resampled_db(
    heatmap: Heatmap, times: int, bins: int, low: float | None, high: float | None
) -> Float[np.ndarray, "time bin"]:
    """Mean power in each bin of a new grid, dB above one ADC count squared.

    Old bins are taken as even boxes about their centres, so shrinking averages and enlarging
    repeats. Plain sums, no BLAS, so that no number of threads matters.

    Args:
        heatmap: Axes (time, other).
        times: New columns, over all of the old ones.
        bins: New bins of the other axis.
        low: Where the other axis begins; where the old one does if left out.
        high: Where it ends.
    """
    time, other = (np.asarray(axis.values, dtype=np.float64) for axis in heatmap.axes)
    over_time = _shares(_edges(time), new_edges(time, times, None, None))
    over_other = _shares(_edges(other), new_edges(other, bins, low, high))
    power = np.asarray(heatmap.values, dtype=np.float64)
    columns = np.einsum("no,om->nm", over_time, power, optimize=False)
    mean = np.einsum("no,mo->nm", columns, over_other, optimize=False)
    return 10 * np.log10(np.maximum(mean, 10 ** (FLOOR_DB / 10)))


def new_edges(
    old: Float[np.ndarray, " bin"], bins: int, low: float | None, high: float | None
) -> Float[np.ndarray, " edge"]:
    """Edges of the new bins."""
    first, last = _edges(old)[[0, -1]]
    return np.linspace(first if low is None else low, last if high is None else high, bins + 1)


def centres(edges: Float[np.ndarray, " edge"]) -> Float[np.ndarray, " bin"]:
    """Middles of bins."""
    return (edges[1:] + edges[:-1]) / 2


def _edges(values: Float[np.ndarray, " bin"]) -> Float[np.ndarray, " edge"]:
    """Edges half way between neighbouring centres, the outermost as far out as the next one in."""
    if len(values) == 1:
        return np.array([values[0] - 0.5, values[0] + 0.5])
    middle = centres(values)
    return np.concatenate([[2 * values[0] - middle[0]], middle, [2 * values[-1] - middle[-1]]])


def _shares(
    old: Float[np.ndarray, " edge"], new: Float[np.ndarray, " other_edge"]
) -> Float[np.ndarray, "new old"]:
    """Share of each old bin in each new one; rows sum to one, or zero off the old axis."""
    overlap = np.minimum(old[1:], new[1:, None]) - np.maximum(old[:-1], new[:-1, None])
    overlap = np.maximum(overlap, 0.0)
    total = overlap.sum(axis=1, keepdims=True)
    return np.divide(overlap, total, out=np.zeros_like(overlap), where=total > 0)
