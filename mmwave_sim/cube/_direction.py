"""The one direction that fits a snapshot of the virtual array best."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim.cube._array import azimuth_rows
from mmwave_sim.cube._peaks import interpolate_peak
from mmwave_sim.cube._transforms import constant
from mmwave_sim.radar import RadarConfig, virtual_grid

BINS = 256


@partial(jax.jit, static_argnames="radar")
def phase_slope(
    snapshots: Complex[Array, "*batch tx rx"], radar: RadarConfig
) -> Float[Array, "*batch"]:
    """Phase by which the virtual elements rise from column to column, left to right, rad.

    The frequency at the peak of the fullest row's spectrum, which is the maximum-likelihood
    estimate for one target (Rife and Boorstyn, 1974); 0 along a single column.

    Args:
        snapshots: Channels of a cell of the cube, compensated for TDM.
        radar: Where the antennas are.
    """
    chosen = azimuth_rows(radar)
    if chosen.shape[1] < 2:
        return jnp.zeros(snapshots.shape[:-2], dtype=jnp.finfo(snapshots.dtype).dtype)
    columns = virtual_grid(radar)[1][chosen[0, :, 0], chosen[0, :, 1]]
    return _slope(snapshots[..., chosen[..., 0], chosen[..., 1]], columns)


@partial(jax.jit, static_argnames="radar")
def direction_cosines(
    snapshots: Complex[Array, "*batch tx rx"], radar: RadarConfig
) -> tuple[Float[Array, "*batch"], Float[Array, "*batch"]]:
    """Leftward and upward components of the unit vector to the target.

    The leftward one is read off the fullest row, whatever the elevation; the upward one from the
    rows, after the first is taken out. Without rows (or columns) it is 0, as it is where no
    direction has both components: a cell of several arrivals, of which only the first is kept.

    Args:
        snapshots: Channels of a cell of the cube, compensated for TDM.
        radar: Where the antennas are.

    Returns:
        Components along the radar's local +y and +z; together no longer than 1.
    """
    rows, _, pitch_m = virtual_grid(radar)
    to_cosine = radar.wavelength_m / (2 * np.pi)
    left = jnp.zeros(snapshots.shape[:-2], dtype=jnp.finfo(snapshots.dtype).dtype)
    if pitch_m[1] > 0:
        left = jnp.clip(phase_slope(snapshots, radar) * to_cosine / pitch_m[1], -1, 1)
    if pitch_m[0] == 0:
        return left, jnp.zeros_like(left)
    turns = constant(radar.virtual_positions_m[..., 1] / to_cosine, snapshots)
    flat = snapshots * jnp.exp(1j * left[..., None, None] * turns)
    members = np.stack([rows == row for row in range(rows.max() + 1)])
    summed = jnp.einsum("...tr,wtr->...w", flat, constant(members.astype(float), snapshots))
    up = _slope(summed[..., None, :], np.arange(rows.max() + 1)) * to_cosine / pitch_m[0]
    reach = jnp.sqrt(jnp.maximum(1 - left**2, 1e-12))
    return left, jnp.where(jnp.abs(up) < reach, up, 0)


def _slope(
    values: Complex[Array, "*batch row element"], at: Int[np.ndarray, "element"]
) -> Float[Array, "*batch"]:
    """Phase per unit of `at` at the peak of the spectrum summed over rows, rad."""
    cycles = (np.arange(BINS) - BINS // 2) / BINS
    matrix = constant(np.exp(-2j * np.pi * np.outer(cycles, at)), values)
    spectrum = jnp.einsum("ke,...e->...k", matrix, values, precision=jax.lax.Precision.HIGHEST)
    power = jnp.sum(spectrum.real**2 + spectrum.imag**2, axis=-2)
    peak = interpolate_peak(power, jnp.argmax(power, axis=-1))
    return (peak - BINS // 2) * (2 * np.pi / BINS)
