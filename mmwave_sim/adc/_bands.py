"""`Bands`: how many paths are taken together, and how many cells they cover."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Array, Float
from numpy.lib.stride_tricks import sliding_window_view

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc._kernel import AFTER, BEFORE, OVERSAMPLING
from mmwave_sim.adc._phase import middle_frequency_hz
from mmwave_sim.radar import RadarConfig, RadarParameters

_TOGETHER = 64
_STEP = 16


@dataclass(frozen=True)
class Bands:
    """Neighbours in range share a band of the range grid.

    Attributes:
        paths: Paths in a group.
        cells: Cells that the paths of a group cover while a frame lasts, the kernel's reach
            included; what lies beyond is cut off.
    """

    paths: int
    cells: int

    def __or__(self, other: "Bands") -> "Bands":
        """Bands that do for both."""
        return Bands(max(self.paths, other.paths), max(self.cells, other.cells))


def bands_for(
    low_m: Float[np.ndarray, " path"], high_m: Float[np.ndarray, " path"], radar: RadarConfig
) -> Bands:
    """Bands for paths between two lengths, m, while a frame lasts.

    There are few different ones, so that little is compiled anew.
    """
    together = min(_TOGETHER, 2 ** int(np.ceil(np.log2(max(1, len(low_m))))))
    order = np.argsort((low_m + high_m) / 2)
    # Which path begins a group is not known, so every one may.
    low, high = (_runs(leaf[order], together) for leaf in (low_m, high_m))
    widest_m = float((high.max(axis=1) - low.min(axis=1)).max())
    cells_per_m = cells_per_turn(radar) * radar.half_span_s * radar.slope_hz_per_s / SPEED_OF_LIGHT
    span = int(np.ceil(abs(cells_per_m) * widest_m)) + BEFORE + AFTER + 1
    return Bands(together, _STEP * -(-span // _STEP))


def _runs(values: Float[np.ndarray, " path"], length: int) -> Float[np.ndarray, "run path"]:
    return sliding_window_view(values, min(length, len(values)))


def grid_cells(radar: RadarConfig) -> int:
    """Cells of the range grid, which is periodic, as the spectrum of samples is."""
    return OVERSAMPLING * radar.samples_per_chirp


def cells_per_turn(radar: RadarConfig) -> float:
    """Cells of a tone that turns once while x grows by one, from -1 to 0 over half the samples."""
    return 2 * grid_cells(radar) / (radar.samples_per_chirp - 1)


def beat_cell(
    length_m: Float[Array, "*shape"],
    rate_m_per_s: Float[Array, "*shape"],
    params: RadarParameters,
    radar: RadarConfig,
) -> Float[Array, "*shape"]:
    """Beat frequency of a path in cells, Doppler included."""
    delay_s, drift = length_m / SPEED_OF_LIGHT, rate_m_per_s / SPEED_OF_LIGHT
    slope = params.slope_hz_per_s
    carrier_hz = middle_frequency_hz(params, radar) - slope * delay_s
    return cells_per_turn(radar) * radar.half_span_s * (slope * delay_s + carrier_hz * drift)
