"""Which facets of a route are taken together: those of like length and rate."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from scipy.spatial import cKDTree

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import FrameTiming
from mmwave_sim.radar import RadarConfig

SIZES = (16, 8, 4, 1)
"""Facets in a bundle, at most. There are few different sizes, so that little is compiled anew."""
_FULL = 0.75
"""A size will do where bundles are full to this share in the mean."""
_MOST_SPREAD_M = 0.1
"""Widest spread of lengths in a bundle: the rest of its phase is no longer that of one range."""
_MOST_ERROR = 0.1
_BY_NODES = {1: 1 / 2, 2: 1 / 8, 3: 0.0642, 4: 1 / 24}
"""Factor of the error of interpolation over so many nodes."""


@dataclass(frozen=True)
class Spread:
    """How far apart facets of a bundle may be.

    Attributes:
        length_m: In length of their paths, m.
        rate_m_per_s: In its rate, m/s.
    """

    length_m: float
    rate_m_per_s: float


def spread_for(error: float, radar: RadarConfig, timing: FrameTiming) -> Spread:
    """Spread of a bundle whose facets' amplitudes are followed to a relative error.

    A facet that is d longer than its bundle turns against it by x = k d / 2 from the middle of the
    band to its ends; a parabola through the roots of Legendre's third polynomial errs by
    x^3 / 15 there. One that moves by u faster turns by w = k u h from node to node; a cubic through
    four nodes errs by up to w^4 / 24, in the frame's first and last block (de Boor 1978). Both are
    met at the edges of a bundle only.

    Args:
        error: Largest error of a facet relative to its own return.
        radar: The radar.
        timing: Times inside a frame.
    """
    error = min(error, _MOST_ERROR) / 2
    half_band = 2 * np.pi * radar.slope_hz_per_s * radar.half_span_s / SPEED_OF_LIGHT
    length_m = 2 * (15 * error) ** (1 / 3) / half_band
    order = min(4, len(timing.node_s))
    turn = (error / _BY_NODES[order]) ** (1 / order)
    step_s = float(timing.node_s[1] - timing.node_s[0])
    rate = 2 * turn * radar.wavelength_m / (2 * np.pi * step_s)
    return Spread(min(length_m, _MOST_SPREAD_M), rate)


def bundles_of(
    features: list[Float[np.ndarray, "facet feature"]],
) -> tuple[list[Int[np.ndarray, "member bundle"]], int]:
    """Bundles the facets of each frame.

    Facets are put in the order of a tree that halves them by their widest feature, and then taken
    one after another until a bundle is full or its spread is too large.

    Args:
        features: Lengths and rates in units of the spread that is allowed, for each frame.

    Returns:
        For each frame its facets by place in a bundle and bundle, -1 where a bundle is not full;
        and how many facets a bundle holds.
    """
    orders = [_neighbours(one) for one in features]
    most = max(range(len(features)), key=lambda frame: len(features[frame]))
    size = next(size for size in SIZES if size == 1 or _fill(features[most], orders[most], size))
    bundle, place = _cut([f[o] for f, o in zip(features, orders, strict=True)], size)
    found = []
    for order, number, member in zip(orders, bundle, place, strict=True):
        count = int(number[len(order) - 1]) + 1 if len(order) else 0
        table = np.full((size, count), -1)
        table[member[: len(order)], number[: len(order)]] = order
        found.append(table)
    return found, size


def _neighbours(features: Float[np.ndarray, "facet feature"]) -> Int[np.ndarray, " facet"]:
    if len(features) < 2:
        return np.arange(len(features))
    return np.asarray(cKDTree(features, leafsize=1, balanced_tree=False).indices)


def _fill(
    features: Float[np.ndarray, "facet feature"], order: Int[np.ndarray, " facet"], size: int
) -> bool:
    if not len(order):
        return False
    bundle, _ = _cut([features[order]], size)
    return len(order) >= _FULL * size * (bundle[0, -1] + 1)


def _cut(
    rows: list[Float[np.ndarray, "facet feature"]], size: int
) -> tuple[Int[np.ndarray, "row facet"], Int[np.ndarray, "row facet"]]:
    """Number of the bundle of each facet, and its place there; rows side by side, padded."""
    longest = max(len(row) for row in rows)
    filled = np.zeros((longest, len(rows), rows[0].shape[1]))
    for number, row in enumerate(rows):
        filled[: len(row), number] = row
    bundle = np.zeros((longest, len(rows)), dtype=np.int32)
    place = np.zeros_like(bundle)
    low, high = filled[0].copy(), filled[0].copy()
    for facet in range(1, longest):
        own = filled[facet]
        wider_low, wider_high = np.minimum(low, own), np.maximum(high, own)
        new = (place[facet - 1] == size - 1) | (np.max(wider_high - wider_low, axis=1) > 1)
        low = np.where(new[:, None], own, wider_low)
        high = np.where(new[:, None], own, wider_high)
        bundle[facet] = bundle[facet - 1] + new
        place[facet] = np.where(new, 0, place[facet - 1] + 1)
    return bundle.T, place.T
