"""Beat phase of a path over a block of chirps, honest in single precision."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc._timing import FrameTiming
from mmwave_sim.radar import RadarConfig, RadarParameters


class BeatPhase(NamedTuple):
    """Phase of the beat over one chirp, in cycles: constant + linear x + quadratic x^2.

    x runs from -1 at the first sample to 1 at the last.

    Attributes:
        constant: Within one cycle at the block's first node; runs on from there.
        linear_start: The linear coefficient at the block's first node (float64).
        linear_change: What the linear coefficient gains until each chirp.
        quadratic: From the motion inside the chirp.
    """

    constant: Float[Array, "emission loop path"]
    linear_start: Float[Array, "path"]
    linear_change: Float[Array, "emission loop path"]
    quadratic: Float[Array, "emission loop path"]


def middle_frequency_hz(params: RadarParameters, radar: RadarConfig) -> Float[Array, ""]:
    """Carrier at the middle of the samples, Hz."""
    middle_s = radar.adc_start_time_s + radar.half_span_s
    return params.start_frequency_hz + params.slope_hz_per_s * middle_s


def block_phase(
    length_m: Float[Array, "2 path"],
    rate_m_per_s: Float[Array, "2 path"],
    params: RadarParameters,
    radar: RadarConfig,
    timing: FrameTiming,
    precision: type = jnp.float32,
) -> BeatPhase:
    """Beat phase of every chirp of a block from the path at its two nodes.

    The beat is tx * conj(rx): 2 pi (f0 tau + S t tau - S tau^2 / 2), with t from the start of the
    ramp and tau the delay at that very instant (docs/conventions.md). With tau = tau_m + b t' about
    the chirp's middle the phase is a parabola in t'. The length moves along the cubic Hermite
    curve through lengths and rates at the nodes. Only its value at the first node, which holds
    thousands of cycles, is turned into phase in float64; the rest is differences.
    """
    c = SPEED_OF_LIGHT
    middle_hz = middle_frequency_hz(params, radar)
    slope = params.slope_hz_per_s
    span = radar.half_span_s
    start_s = length_m[0] / c
    cycles = middle_hz * start_s - slope * start_s**2 / 2
    moved_m, speed = _hermite(length_m, rate_m_per_s, timing, precision)
    moved_s, b = moved_m / precision(c), speed / precision(c)
    first_s = start_s.astype(precision)
    f, s = middle_hz.astype(precision), slope.astype(precision)
    gained = (f - s * first_s) * moved_s - s * moved_s**2 / 2
    return BeatPhase(
        (cycles - jnp.round(cycles)).astype(precision) + gained,
        slope * start_s * span,
        (f * b + s * moved_s - s * (first_s + moved_s) * b) * precision(span),
        s * b * (1 - b / 2) * precision(span**2),
    )


def _hermite(
    length_m: Float[Array, "2 path"],
    rate_m_per_s: Float[Array, "2 path"],
    timing: FrameTiming,
    precision: type,
) -> tuple[Float[Array, "emission loop path"], Float[Array, "emission loop path"]]:
    """Length gained since the first node (m) and rate (m/s) at each chirp."""
    block_s = float(timing.node_s[1] - timing.node_s[0])
    u = jnp.asarray(timing.block_share.T, precision)[..., None]
    gap = (length_m[1] - length_m[0]).astype(precision)
    first = (rate_m_per_s[0] * block_s).astype(precision)
    last = (rate_m_per_s[1] * block_s).astype(precision)
    square, cube = 3 * gap - 2 * first - last, first + last - 2 * gap
    moved = u * (first + u * (square + u * cube))
    speed = (first + u * (2 * square + u * 3 * cube)) / precision(block_s)
    return moved, speed
