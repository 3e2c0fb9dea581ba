"""Azimuth and elevation by FFT over the grid of virtual elements."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Int

from mmwave_sim._errors import InputError
from mmwave_sim.cube._options import DEFAULT_OPTIONS, CubeOptions, fft_size
from mmwave_sim.cube._transforms import constant
from mmwave_sim.cube._windows import WindowName, window
from mmwave_sim.radar import RadarConfig, virtual_grid


@partial(jax.jit, static_argnames=("radar", "options"))
def angle_fft(
    cube: Complex[Array, "*batch frame doppler tx rx range"],
    radar: RadarConfig,
    options: CubeOptions = DEFAULT_OPTIONS,
) -> Complex[Array, "*batch frame doppler elevation azimuth range"]:
    """Spectrum over the rows and columns of the virtual array, both shifted to the middle.

    Channels are laid on the regular grid of `virtual_grid` (row 0 highest, column 0 leftmost; empty
    places are zeros, elements that coincide are averaged), tapered and transformed, all as one
    small matrix: faster than an FFT at these sizes. Bin `azimuth // 2` looks straight ahead, higher
    bins look left; `azimuth_axis_rad` and `elevation_axis_rad` give their angles.

    Args:
        cube: Cube with `radar`'s channels, compensated for TDM.
        radar: Where the antennas are.
        options: Tapers and FFT sizes over azimuth and elevation; the grid's own by default.

    Raises:
        InputError: An FFT size is smaller than the grid.
    """
    matrix = constant(_grid_transform(radar, options), cube)
    return jnp.einsum("eatr,...trn->...ean", matrix, cube, precision=jax.lax.Precision.HIGHEST)


@partial(jax.jit, static_argnames=("radar", "taper", "size"))
def azimuth_fft(
    cube: Complex[Array, "*batch frame doppler tx rx range"],
    radar: RadarConfig,
    taper: WindowName = "rectangular",
    size: int | None = None,
) -> Complex[Array, "*batch frame doppler azimuth range"]:
    """Spectrum over the fullest row of the virtual array, shifted to the middle.

    Unlike `angle_fft` it leaves the other rows out, so elevation does not disturb it.

    Args:
        cube: Cube with `radar`'s channels, compensated for TDM.
        radar: Where the antennas are.
        taper: Window over the columns (mean one).
        size: FFT size; the columns of the grid by default.

    Raises:
        InputError: The FFT size is smaller than the grid.
    """
    columns = int(virtual_grid(radar)[1].max()) + 1
    chosen = azimuth_rows(radar)[0]
    filled = virtual_grid(radar)[1][chosen[:, 0], chosen[:, 1]]
    transform = _dft(columns, fft_size(size, columns, "azimuth"), taper)
    matrix = constant(transform[:, filled], cube)
    row = cube[..., chosen[:, 0], chosen[:, 1], :]
    return jnp.einsum("ac,...cn->...an", matrix, row, precision=jax.lax.Precision.HIGHEST)


def azimuth_rows(radar: RadarConfig) -> Int[np.ndarray, "row column 2"]:
    """The fullest rows of the virtual array as (tx, rx), left to right.

    Rows come together only if their columns have the same spacing; elements that coincide with
    another are left out.
    """
    rows, columns, _ = virtual_grid(radar)
    patterns: dict[tuple[int, ...], list[np.ndarray]] = {}
    for row in np.unique(rows):
        channels = np.argwhere(rows == row)
        at, first = np.unique(columns[rows == row], return_index=True)
        patterns.setdefault(tuple((at - at[0]).tolist()), []).append(channels[first])
    return np.stack(patterns[max(patterns, key=len)])


def require_azimuth(radar: RadarConfig) -> None:
    """Raises an InputError unless some of the antennas lie side by side."""
    if azimuth_rows(radar).shape[1] < 2:
        raise InputError(
            expected="at least two antennas side by side, to tell azimuths apart",
            found=f"{radar.transmitters} x {radar.receivers} channels in one column",
            do="leave azimuth out, or check the antenna positions",
        )


def _grid_transform(
    radar: RadarConfig, options: CubeOptions
) -> Complex[np.ndarray, "elevation azimuth tx rx"]:
    """Placement on the grid, taper and DFT over both of its axes, as one matrix."""
    rows, columns, _ = virtual_grid(radar)
    counts = (int(rows.max()) + 1, int(columns.max()) + 1)
    coinciding = np.zeros(counts)
    np.add.at(coinciding, (rows, columns), 1)
    sizes = (
        fft_size(options.elevation_size, counts[0], "elevation"),
        fft_size(options.azimuth_size, counts[1], "azimuth"),
    )
    elevation = _dft(counts[0], sizes[0], options.elevation_window)
    azimuth = _dft(counts[1], sizes[1], options.azimuth_window)
    return elevation[:, None, rows] * azimuth[None, :, columns] / coinciding[rows, columns]


def _dft(length: int, size: int, taper: WindowName) -> Complex[np.ndarray, "bin element"]:
    """Tapered, shifted and zero-padded DFT as a matrix."""
    turns = np.outer(np.arange(size) - size // 2, np.arange(length)) / size
    return window(taper, length) * np.exp(-2j * np.pi * turns)
