"""Default ADC synthesis: paths gathered on a range grid, a band of cells at a time."""

import functools
import math
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Complex, Float, Int

from mmwave_sim._phasor import Parts, cosine_sine, times
from mmwave_sim._stored import stored
from mmwave_sim.adc._bands import Bands, beat_cell, cells_per_turn, grid_cells
from mmwave_sim.adc._kernel import BEFORE, kernel, transform
from mmwave_sim.adc._phase import block_phase
from mmwave_sim.adc._timing import FrameTiming, amplitude_stencil
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.scattering import SharedPaths

Grid = Float[Array, "part block cell column"]


def synthesize(
    paths: SharedPaths,
    params: RadarParameters,
    radar: RadarConfig,
    timing: FrameTiming,
    bands: Bands,
    shown: Bool[Array, " path"] | None = None,
) -> Complex[Array, "chirp emission rx sample"]:
    """Beat samples of one frame, sqrt(W), by a non-uniform FFT over range.

    Over the samples of a chirp a path is a tone whose amplitude is a parabola. In each block of
    loops it is shared among the cells about its beat frequency in the block's middle, the terms of
    the parabola by the kernel's derivatives. What the frequency does inside the block and inside
    the chirp adds to the parabola. The weights are a matrix with a band: paths in the order of
    their length, some at a time, times the cells that these cover. One FFT for each chirp and
    receiver makes samples of the cells.

    The kernel errs by up to 3e-5 of the sum of all amplitudes; a path that crosses d range bins in
    half a block by up to (pi d)^3 / 6 of its own, at the ends of the chirp.

    Args:
        paths: Paths at the node times of the frame.
        params: The radar's continuous properties.
        radar: Shapes and timing.
        timing: Times inside the frame.
        bands: How paths are taken together.
        shown: Paths that have an amplitude at some time; all if left out.
    """
    groups = _groups(paths, params, radar, bands, shown)
    blocks, channels = len(timing.node_s) - 1, paths.amplitude.shape[3:5]
    columns = (*channels, timing.loops_per_block)

    def add(grid: Grid, group: _Group) -> tuple[Grid, None]:
        tone = _tone(group, params, radar, timing)
        terms = _terms(group, tone, timing, radar)
        band = _band(tone.cell, group.first, terms, bands.cells, radar)
        zero = jnp.zeros_like(group.first)
        at = (zero, zero, group.first % grid_cells(radar), zero)
        total = jax.lax.dynamic_slice(grid, at, band.shape) + band
        return jax.lax.dynamic_update_slice(grid, total, at), None

    periods = 1 + -(-bands.cells // grid_cells(radar))
    room = (2, blocks, periods * grid_cells(radar), math.prod(columns))
    grid, _ = jax.lax.scan(add, jnp.zeros(room, groups.amplitude.dtype), groups)
    samples = _samples(grid, radar).reshape(blocks, *columns, -1)
    ordered = jnp.moveaxis(samples, 3, 1)
    return ordered.reshape(-1, *ordered.shape[2:])[: radar.chirps_per_frame]


class _Group(NamedTuple):
    """Some paths, neighbours in range; stacked over groups along a first axis.

    Attributes:
        length_m: Their lengths, m.
        rate_m_per_s: Their rates, m/s.
        amplitude: Their amplitudes.
        first: Cell at which their band starts, not yet wrapped around.
    """

    length_m: Float[Array, "node path"]
    rate_m_per_s: Float[Array, "node path"]
    amplitude: Float[Array, "part order node tx rx path"]
    first: Int[Array, ""]


class _Tone(NamedTuple):
    """The tone of each path in every block.

    Attributes:
        cell: Its beat frequency in the middle of the block, in cells.
        cosine: Of its phase in the middle of each chirp.
        sine: Of its phase.
        linear: Phase that grows with x beyond the cell's, rad.
        quadratic: Phase that grows with x^2, rad.
    """

    cell: Float[Array, "block path"]
    cosine: Float[Array, "block emission loop path"]
    sine: Float[Array, "block emission loop path"]
    linear: Float[Array, "block emission loop path"]
    quadratic: Float[Array, "block emission loop path"]


def _groups(
    paths: SharedPaths,
    params: RadarParameters,
    radar: RadarConfig,
    bands: Bands,
    shown: Bool[Array, " path"] | None,
) -> _Group:
    """The paths in the order of their beat frequency, stacked by groups.

    The last group is filled up with paths without amplitude.
    """
    cell = jax.lax.stop_gradient(beat_cell(paths.length_m, paths.rate_m_per_s, params, radar))
    if shown is not None:
        cell = jnp.where(shown, cell, jnp.inf)
    order = jnp.argsort(cell[len(cell) // 2])
    count = -(-len(order) // bands.paths)
    missing = count * bands.paths - len(order)
    order = jnp.concatenate([order, jnp.repeat(order[-1:], missing)])

    def grouped(leaf: Float[Array, "*axis path"]) -> Float[Array, "group *axis together"]:
        taken = jnp.take(leaf, order, axis=-1).reshape(*leaf.shape[:-1], count, bands.paths)
        return jnp.moveaxis(taken, -2, 0)

    used = jnp.arange(len(order)) < len(order) - missing
    amplitude = grouped(paths.amplitude)
    amplitude = amplitude * used.reshape(count, *(1,) * (amplitude.ndim - 2), bands.paths)
    lowest = jnp.min(grouped(cell), axis=(1, 2))
    first = jnp.where(jnp.isfinite(lowest), jnp.floor(lowest), 0.0).astype(jnp.int32) - BEFORE
    return _Group(grouped(paths.length_m), grouped(paths.rate_m_per_s), amplitude, first)


def _tone(group: _Group, params: RadarParameters, radar: RadarConfig, timing: FrameTiming) -> _Tone:
    kind = group.amplitude.dtype.type
    length_m, rate_m_per_s = (
        jnp.stack([leaf[:-1], leaf[1:]], axis=1) for leaf in (group.length_m, group.rate_m_per_s)
    )
    of_block = functools.partial(
        block_phase, params=params, radar=radar, timing=timing, precision=kind
    )
    phase = jax.vmap(of_block)(length_m, rate_m_per_s)
    middle = jnp.mean(phase.linear_change, axis=(1, 2))
    cell = cells_per_turn(radar) * (phase.linear_start + middle)
    return _Tone(
        cell,
        *cosine_sine(phase.constant),
        2 * jnp.pi * (phase.linear_change - middle[:, None, None]),
        2 * jnp.pi * phase.quadratic,
    )


def _terms(group: _Group, tone: _Tone, timing: FrameTiming, radar: RadarConfig) -> list[Parts]:
    """Every path's coefficients of 1, x, x^2 at each chirp, `block emission rx loop path`.

    The product of a0 + a1 x + a2 x^2, with the constant phasor, and exp(i (l x + q x^2)). x is the
    frequency and the time inside the chirp at once: what the amplitude changes while the samples
    last adds to the next order.
    """
    stencil = amplitude_stencil(timing)
    still = functools.partial(_at_chirps, first=stencil.first, weights=stencil.weights)
    rates = stencil.rates_per_s * radar.half_span_s
    amplitude = [(still(re), still(im)) for re, im in zip(*group.amplitude, strict=True)]
    moved = [_at_chirps(part[0], stencil.first, rates) for part in group.amplitude]
    amplitude[1] = (amplitude[1][0] + moved[0], amplitude[1][1] + moved[1])
    keep = functools.partial(stored, positive=group.length_m[0, 0])
    tone, amplitude = keep((tone, amplitude))
    cosine, sine, line, square = (leaf[:, :, None] for leaf in tone[1:])
    turned = [times(term, (cosine, sine)) for term in amplitude]
    (a0, b0), (a1, b1), (a2, b2) = keep(turned)
    fall = -(line**2) / 2
    return [
        (a0, b0),
        (a1 - line * b0, b1 + line * a0),
        (
            a2 - line * b1 + fall * a0 - square * b0,
            b2 + line * a1 + fall * b0 + square * a0,
        ),
    ]


def _at_chirps(
    by_node: Float[Array, "node tx rx path"],
    first: Int[np.ndarray, " block"],
    weights: Float[np.ndarray, "block near emission loop"],
) -> Float[Array, "block emission rx loop path"]:
    """Weighted sums over the nodes about each block."""
    table = jnp.asarray(weights, by_node.dtype)
    near = [
        by_node[first + k][:, :, :, None] * table[:, k, :, None, :, None]
        for k in range(weights.shape[1])
    ]
    return functools.reduce(jnp.add, near)


def _band(
    cell: Float[Array, "block path"],
    first: Int[Array, ""],
    terms: list[Parts],
    cells: int,
    radar: RadarConfig,
) -> Float[Array, "part block cell column"]:
    """Adds up what each cell of a band gets of the paths."""
    kind = terms[0][0].dtype
    place = jnp.arange(cells)
    away = place.astype(kind)[:, None] - (cell - first).astype(kind)[:, None, :]
    value, rise, bend = kernel(away)
    x = cells_per_turn(radar) / (2 * jnp.pi)
    # Between samples, where x is zero for an even number of them, tones a period apart differ.
    turns = (first + place) // grid_cells(radar) * (radar.samples_per_chirp - 1)
    sign = (1 - 2 * (turns % 2)).astype(kind)[:, None]
    value, rise, bend = value * sign, x * rise * sign, -(x**2) * bend * sign
    (re0, im0), (re1, im1), (re2, im2) = terms

    def spread(weight: Array, rows: Array) -> Float[Array, "block cell column"]:
        return jnp.einsum("bcp,bqp->bcq", weight, rows.reshape(len(rows), -1, rows.shape[-1]))

    real = spread(value, re0) - spread(rise, im1) + spread(bend, re2)
    imag = spread(value, im0) + spread(rise, re1) + spread(bend, im2)
    return jnp.stack([real, imag])


def _samples(grid: Grid, radar: RadarConfig) -> Complex[Array, "block column sample"]:
    """Plays the tones of all cells together."""
    cells, count = grid_cells(radar), radar.samples_per_chirp
    grid = jnp.sum(grid.reshape(*grid.shape[:2], -1, cells, grid.shape[3]), axis=2)
    middle = (count - 1) / 2
    turned = np.exp(-2j * np.pi * np.arange(cells) * middle / cells)
    whole = cells / transform((np.arange(count) - middle) / cells)
    tones = jnp.moveaxis(jax.lax.complex(grid[0], grid[1]), 1, -1)
    played = jnp.fft.ifft(tones * jnp.asarray(turned, tones.dtype), axis=-1)[..., :count]
    return played * jnp.asarray(whole, grid.dtype)
