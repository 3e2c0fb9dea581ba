"""Default ADC synthesis: scatterers gathered on a range grid with Taylor moments."""

import functools
from dataclasses import dataclass
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Complex, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._phasor import cosine_sine
from mmwave_sim.adc._phase import BeatPhase, block_phase
from mmwave_sim.adc._timing import FrameTiming, amplitude_stencil
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.scattering import PathNodes

_MOMENTS = 4
_BEFORE_CELLS = 4
"""Cells of a window before its first path, for motion while a frame lasts."""


@dataclass(frozen=True)
class RangeGrid:
    """A window of the oversampled range axis.

    Attributes:
        cells: Cells in the window; every path of the frame must fall inside.
        oversampling: Cells per range bin.
    """

    cells: int
    oversampling: int = 4


def synthesize_gridded(
    nodes: PathNodes,
    first_cell: Int[Array, ""],
    params: RadarParameters,
    radar: RadarConfig,
    timing: FrameTiming,
    grid: RangeGrid,
) -> Complex[Array, "chirp tx rx sample"]:
    """Beat samples of one frame, sqrt(W), by range gridding with moments.

    In each block of loops a path belongs to the grid cell nearest to its beat frequency. What its
    phase and amplitude do beyond a constant tone at that cell, over the samples (x = -1 to 1) and
    over the chirps of the block, is expanded in powers of x up to x^3: frequency offset, motion
    inside the chirp and the slope of the amplitude together cost four moments, summed by cell. The
    error is at most sum|a| theta^4 / 24 with theta = pi (1/2 + d) / oversampling, d the cells that
    a path crosses in half a block.

    Args:
        nodes: Paths at the node times of the frame.
        first_cell: Grid cell at which the window starts.
        params: The radar's continuous properties.
        radar: Shapes and timing.
        timing: Times inside the frame.
        grid: Size of the window.
    """
    precision = jnp.float64 if nodes.amplitude.dtype == jnp.complex128 else jnp.float32
    tones = _tones(first_cell, radar, grid, precision)
    amplitude = _by_node(nodes.amplitude)
    stencil = amplitude_stencil(timing)

    def tune(path: tuple[Array, Array]) -> _Tuned:
        return _tune(block_phase(*path, params, radar, timing, precision), grid)

    def play(block: tuple[_Tuned, Array, Array, Array]) -> Complex[Array, "sample tx rx loop"]:
        tuned, first, weights, drift = block
        near = jax.lax.dynamic_slice_in_dim(amplitude, first, stencil.weights.shape[1])
        rows = _moments(_along_block(near, weights, drift), tuned)
        return _sum_tones(tuned.cell - first_cell, rows, tones, grid.cells)

    # Two passes, not one: compilers recompute what is not stored between them for every moment.
    lengths, rates = (_pairs(leaf) for leaf in (nodes.length_m, nodes.rate_m_per_s))
    tuned = jax.lax.map(tune, (lengths, rates))
    weights = jnp.asarray(stencil.weights, precision)
    drift = jnp.asarray(stencil.rates_per_s * radar.half_span_s, precision)
    played = jax.lax.map(play, (tuned, jnp.asarray(stencil.first), weights, drift))
    ordered = jnp.transpose(played, (0, 4, 2, 3, 1))
    return ordered.reshape(-1, *ordered.shape[2:])[: radar.chirps_per_frame]


class _Tuned(NamedTuple):
    """Grid cell of every path, and its phase beyond that cell's tone at every chirp of a block.

    Attributes:
        cell: Nearest cell of the grid.
        cosine: Of the constant phase.
        sine: Of the constant phase.
        linear: Coefficient of x, rad.
        quadratic: Coefficient of x^2, rad.
    """

    cell: Int[Array, "tx rx path"]
    cosine: Float[Array, "tx rx path loop"]
    sine: Float[Array, "tx rx path loop"]
    linear: Float[Array, "tx rx path loop"]
    quadratic: Float[Array, "tx rx path loop"]


def _pairs(by_node: Float[Array, "node path tx rx"]) -> Float[Array, "block 2 tx rx path"]:
    """Values at the two nodes of every block."""
    ordered = jnp.moveaxis(by_node, 1, -1)
    return jnp.stack([ordered[:-1], ordered[1:]], axis=1)


def _by_node(
    amplitude: Complex[Array, "order node path tx rx"],
) -> Float[Array, "node part order tx rx path"]:
    return jnp.transpose(jnp.stack([amplitude.real, amplitude.imag]), (2, 0, 1, 4, 5, 3))


def cell_of(
    length_m: Float[Array, "..."], params: RadarParameters, radar: RadarConfig, grid: RangeGrid
) -> Float[Array, "..."]:
    """Fractional grid cell of a path length, motion left aside."""
    cycles = params.slope_hz_per_s * radar.half_span_s * length_m / SPEED_OF_LIGHT
    return 2 * grid.oversampling * cycles


def first_cell(
    length_m: Float[Array, "*path"],
    params: RadarParameters,
    radar: RadarConfig,
    grid: RangeGrid,
    shown: Bool[Array, "*path"] | None = None,
) -> Int[Array, ""]:
    """Where a window starts that is to hold all paths, or those that are shown; no gradient."""
    cells = jax.lax.stop_gradient(cell_of(length_m, params, radar, grid))
    if shown is not None:
        cells = jnp.where(shown, cells, jnp.max(cells))
    return jnp.floor(jnp.min(cells)).astype(jnp.int32) - _BEFORE_CELLS


def _tune(phase: BeatPhase, grid: RangeGrid) -> _Tuned:
    middle = phase.linear_change[..., phase.linear_change.shape[-1] // 2]
    cell = jnp.round(2 * grid.oversampling * (phase.linear_start + middle))
    rest = (phase.linear_start - cell / (2 * grid.oversampling)).astype(phase.constant.dtype)
    return _Tuned(
        cell.astype(jnp.int32),
        *cosine_sine(phase.constant),
        2 * jnp.pi * (rest[..., None] + phase.linear_change),
        2 * jnp.pi * phase.quadratic,
    )


def _along_block(
    amplitude: Float[Array, "near part order tx rx path"],
    weights: Float[Array, "near tx loop"],
    drift: Float[Array, "near tx loop"],
) -> Float[Array, "part order tx rx path loop"]:
    """Real and imaginary parts of the amplitude's coefficients at every chirp of a block.

    x is the frequency and the time inside the chirp at once: what the amplitude changes from the
    middle of the samples to the last adds to the next order.
    """
    still, moved = (_weighted(amplitude, by) for by in (weights, drift))
    return still.at[:, 1:].add(moved[:, :-1])


def _weighted(
    amplitude: Float[Array, "near part order tx rx path"], weights: Float[Array, "near tx loop"]
) -> Float[Array, "part order tx rx path loop"]:
    terms = [
        near[..., None] * weight[:, None, None, :]
        for near, weight in zip(amplitude, weights, strict=True)
    ]
    return functools.reduce(jnp.add, terms)


def _moments(
    amplitude: Float[Array, "part order tx rx path loop"], tuned: _Tuned
) -> Float[Array, "channel path row"]:
    """Every path's coefficients of 1, x, x^2, x^3 in a row: by moment, part and loop.

    The product of a0 + a1 x + a2 x^2 with exp(i (linear x + quadratic x^2)), whose own
    coefficients are 1, i l, -l^2/2 + i q, -l q - i l^3/6, and with the constant phasor. In real
    arithmetic: compilers vectorise it, and not complex products.
    """
    (a0, a1, a2), (b0, b1, b2) = amplitude
    linear, quadratic = tuned.linear, tuned.quadratic
    real_2 = -(linear**2) / 2
    real_3, imag_3 = -linear * quadratic, linear * real_2 / 3
    series = (
        (a0, b0),
        (a1 - b0 * linear, b1 + a0 * linear),
        (
            a2 - b1 * linear + a0 * real_2 - b0 * quadratic,
            b2 + a1 * linear + b0 * real_2 + a0 * quadratic,
        ),
        (
            a0 * real_3 - b0 * imag_3 + a1 * real_2 - b1 * quadratic - b2 * linear,
            b0 * real_3 + a0 * imag_3 + b1 * real_2 + a1 * quadratic + a2 * linear,
        ),
    )
    c, s = tuned.cosine, tuned.sine
    turned = [part for re, im in series for part in (re * c - im * s, re * s + im * c)]
    row = jnp.concatenate(turned, axis=-1)
    return row.reshape(-1, *row.shape[2:])


def _sum_tones(
    cell: Int[Array, "tx rx path"],
    rows: Float[Array, "channel path row"],
    tones: Complex[Array, "moment cell sample"],
    cells: int,
) -> Complex[Array, "sample tx rx loop"]:
    """Adds the moments up by cell and plays every cell's tone."""

    def add(index: Int[Array, " path"], row: Float[Array, "path row"]) -> Array:
        # A negative index would count from the end: it is sent out of range, and dropped.
        inside = jnp.where(index < 0, cells, index)
        return jnp.zeros((cells, row.shape[1]), row.dtype).at[inside].add(row, mode="drop")

    summed = jax.vmap(add)(cell.reshape(-1, cell.shape[-1]), rows)
    summed = summed.reshape(-1, cells, _MOMENTS, 2, summed.shape[-1] // (2 * _MOMENTS))
    played = jnp.einsum(
        "mcs,hcml->shl", tones, jax.lax.complex(summed[..., 0, :], summed[..., 1, :])
    )
    return played.reshape(-1, *cell.shape[:2], summed.shape[-1])


def _tones(
    first_cell: Int[Array, ""], radar: RadarConfig, grid: RangeGrid, precision: type
) -> Complex[Array, "moment cell sample"]:
    """The tone of every cell of the window times x^m."""
    position = jnp.asarray(np.linspace(-1.0, 1.0, radar.samples_per_chirp))
    cells = first_cell + jnp.arange(grid.cells)
    cycles = cells[:, None] * position / (2 * grid.oversampling)
    tone = jnp.exp(2j * jnp.pi * (cycles - jnp.round(cycles)))
    power = jnp.stack([position**m for m in range(_MOMENTS)])
    return (power[:, None, :] * tone).astype(jnp.result_type(precision, jnp.complex64))
