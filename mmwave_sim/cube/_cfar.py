"""Constant false alarm rate detection over range and Doppler: cell averaging and ordered."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, UInt
from scipy import integrate, optimize, special

from mmwave_sim._errors import InputError

HIGHEST: Final = jax.lax.Precision.HIGHEST


@dataclass(frozen=True)
class CfarOptions:
    """A CFAR detector. Windows are half widths in cells, as (Doppler, range).

    Attributes:
        method: `"ca"`: noise is the mean of the training cells. `"os"`: it is one of them in order
            of power (Rohling, 1983), which neighbouring targets disturb less.
        guard: Cells next to the one under test that are left out.
        train: Cells beyond the guard that are used.
        false_alarm: Probability that a cell of noise is detected.
        rank: Which of the ordered training cells is the noise, 0 (least) to 1 (`"os"` only).
    """

    method: Literal["ca", "os"] = "ca"
    guard: tuple[int, int] = (2, 3)
    train: tuple[int, int] = (4, 6)
    false_alarm: float = 1e-5
    rank: float = 0.75

    def __post_init__(self) -> None:
        if not 0 < self.false_alarm < 1:
            raise InputError(
                expected="a false_alarm between 0 and 1",
                found=str(self.false_alarm),
                do="change it",
            )

    @property
    def cells(self) -> int:
        """Training cells around a cell that is far from the edges."""
        inner = (2 * self.guard[0] + 1) * (2 * self.guard[1] + 1)
        return (2 * self.outer[0] + 1) * (2 * self.outer[1] + 1) - inner

    @property
    def outer(self) -> tuple[int, int]:
        """Half widths of guard and training cells together."""
        return self.guard[0] + self.train[0], self.guard[1] + self.train[1]


DEFAULT_CFAR: Final = CfarOptions()
"""Cell averaging over 234 cells at one false alarm in 1e5."""


class Detections(NamedTuple):
    """What CFAR found.

    Attributes:
        mask: Which cells hold a target.
        noise: Noise power estimated at each cell.
    """

    mask: Bool[Array, "*batch doppler range"]
    noise: Float[Array, "*batch doppler range"]


@partial(jax.jit, static_argnames=("options", "looks"))
def cfar(
    power: Float[Array, "*batch doppler range"],
    options: CfarOptions = DEFAULT_CFAR,
    looks: int = 1,
) -> Detections:
    """Finds the cells that stand out from the noise around them.

    Doppler wraps around; over range only cells that exist are used (cell averaging) or those at
    the edge are mirrored (ordered). The threshold holds the false alarm rate exactly for noise that
    is independent from cell to cell; a taper's overlap between bins raises it somewhat.

    Args:
        power: Linear power, the mean or sum over `looks` independent channels.
        options: The detector.
        looks: Channels that were summed: more looks make noise steadier.

    Raises:
        InputError: The windows are larger than the map.
    """
    spans = [2 * half + 1 for half in options.outer]
    if spans[0] > power.shape[-2] or spans[1] > power.shape[-1]:
        raise InputError(
            expected=f"at least {spans[0]} x {spans[1]} cells (Doppler x range)",
            found=f"{power.shape[-2]} x {power.shape[-1]}",
            do="choose smaller guard and train windows",
        )
    if options.method == "ca":
        noise, cells = _mean_around(power, options)
        factor = np.array([average_factor(int(n), looks, options.false_alarm) for n in cells])
    else:
        noise = _ordered_around(power, options)
        rank = order_rank(options)
        factor = np.array(ordered_factor(options.cells, rank, looks, options.false_alarm))
    return Detections(power > noise * jnp.asarray(factor, dtype=power.dtype), noise)


def order_rank(options: CfarOptions) -> int:
    """Which training cell in ascending order, from 1, is taken as the noise."""
    return max(1, round(options.rank * options.cells))


@lru_cache
def average_factor(cells: int, looks: int, false_alarm: float) -> float:
    """Threshold over the mean of training cells.

    The ratio of two means of exponential powers follows Fisher's F law with (2 looks,
    2 looks cells) degrees of freedom; for one look it is N (Pfa^(-1/N) - 1) (Finn and Johnson,
    1968).
    """
    return float(special.fdtri(2 * looks, 2 * looks * cells, 1 - false_alarm))


@lru_cache
def ordered_factor(cells: int, rank: int, looks: int, false_alarm: float) -> float:
    """Threshold over the training cell of a rank (Rohling, 1983, for any number of looks)."""

    def excess(log_factor: float) -> float:
        return np.log(_ordered_false_alarm(np.exp(log_factor), cells, rank, looks) / false_alarm)

    return float(np.exp(optimize.brentq(excess, -4.0, 7.0)))


def _ordered_false_alarm(factor: float, cells: int, rank: int, looks: int) -> float:
    """Mean over the ordered cell's law of the chance that noise exceeds factor times it.

    With u the share of noise below the ordered cell, u follows a Beta(rank, cells - rank + 1) law.
    """
    log_norm = special.betaln(rank, cells - rank + 1)

    def integrand(u: float) -> float:
        density = (rank - 1) * np.log(u) + (cells - rank) * np.log1p(-u) - log_norm
        return np.exp(density) * special.gammaincc(looks, factor * special.gammaincinv(looks, u))

    mode, spread = rank / cells, 1 / np.sqrt(cells)
    low, high = max(1e-12, mode - 8 * spread), min(1 - 1e-12, mode + 8 * spread)
    return float(integrate.quad(integrand, low, high, limit=200)[0]) + 1e-300


def _mean_around(
    power: Float[Array, "*batch doppler range"], options: CfarOptions
) -> tuple[Float[Array, "*batch doppler range"], Int[np.ndarray, "range"]]:
    """Mean of the training cells, and how many there are at each range.

    Sums over the two strips beside the guard and the two beyond it, each as a product with 0/1
    matrices: no subtraction, so a target's own power cannot spoil the digits of its noise.
    """
    doppler, bins = power.shape[-2:]
    guard, outer = options.guard, options.outer
    beside = _circulant(doppler, -1, guard[0]), _banded(bins, guard[1], outer[1])
    beyond = _circulant(doppler, guard[0], outer[0]), _banded(bins, -1, outer[1])
    total = jnp.zeros_like(power)
    cells = np.zeros(bins)
    for rows, columns in (beside, beyond):
        left, right = (jnp.asarray(part, dtype=power.dtype) for part in (rows, columns))
        total += jnp.einsum("ed,...dr,rs->...es", left, power, right, precision=HIGHEST)
        cells += rows[0].sum() * columns.sum(axis=0)
    return total / jnp.asarray(cells, dtype=power.dtype), cells.astype(int)


def _circulant(size: int, inner: int, outer: int) -> Float[np.ndarray, "row column"]:
    """Ones at circular distances above `inner`, up to `outer`."""
    distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    distance = np.minimum(distance, size - distance)
    return ((distance > inner) & (distance <= outer)).astype(float)


def _banded(size: int, inner: int, outer: int) -> Float[np.ndarray, "row column"]:
    """Ones at distances above `inner`, up to `outer`."""
    distance = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    return ((distance > inner) & (distance <= outer)).astype(float)


def _ordered_around(
    power: Float[Array, "*batch doppler range"], options: CfarOptions
) -> Float[Array, "*batch doppler range"]:
    """The training cell of the chosen rank, one map at a time to bound memory."""
    shape = power.shape
    maps = jax.lax.map(
        lambda one: _ordered_of(one, options), power.reshape(-1, shape[-2], shape[-1])
    )
    return maps.reshape(shape)


def _ordered_of(
    power: Float[Array, "doppler range"], options: CfarOptions
) -> Float[Array, "doppler range"]:
    """Finds the ordered cell bit by bit: positive floats rank as their bit patterns do.

    Exact, and some twenty times as fast as sorting; no gradient passes.
    """
    outer = options.outer
    padded = jnp.pad(power, ((outer[0],) * 2, (0, 0)), mode="wrap")
    padded = jnp.pad(padded, ((0, 0), (outer[1],) * 2), mode="reflect")
    width = 8 * power.dtype.itemsize
    patterns = jax.lax.bitcast_convert_type(padded, jnp.uint32 if width == 32 else jnp.uint64)
    shifts = jnp.asarray(_training_shifts(options))
    one = jnp.ones((), dtype=patterns.dtype)

    def below(trial: UInt[Array, "doppler range"]) -> Int[Array, "doppler range"]:
        def add(index: Int[Array, ""], count: Int[Array, "doppler range"]) -> Array:
            cells = jax.lax.dynamic_slice(patterns, shifts[index], power.shape)
            return count + (cells < trial)

        return jax.lax.fori_loop(0, len(shifts), add, jnp.zeros(power.shape, dtype=jnp.int32))

    def raise_bit(step: Int[Array, ""], value: UInt[Array, "doppler range"]) -> Array:
        trial = value | (one << (width - 2 - step).astype(patterns.dtype))
        return jnp.where(below(trial) < order_rank(options), trial, value)

    start = jnp.zeros(power.shape, dtype=patterns.dtype)
    found = jax.lax.fori_loop(0, width - 1, raise_bit, start)
    return jax.lax.bitcast_convert_type(found, power.dtype)


def _training_shifts(options: CfarOptions) -> Int[np.ndarray, "cell 2"]:
    """Corners, in the padded map, of the training cells' shifted copies."""
    rows, columns = options.outer
    offsets = [
        (rows + shift, columns + across)
        for shift in range(-rows, rows + 1)
        for across in range(-columns, columns + 1)
        if abs(shift) > options.guard[0] or abs(across) > options.guard[1]
    ]
    return np.array(offsets, dtype=np.int32)
