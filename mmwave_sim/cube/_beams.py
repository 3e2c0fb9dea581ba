"""Beams to arbitrary directions, from the antennas' true positions: Bartlett and Capon."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float
from numpy.typing import ArrayLike

from mmwave_sim.cube._array import azimuth_rows
from mmwave_sim.radar import RadarConfig

HIGHEST = jax.lax.Precision.HIGHEST


def steering(
    radar: RadarConfig, azimuth_rad: ArrayLike, elevation_rad: ArrayLike = 0.0
) -> Complex[np.ndarray, "direction tx rx"]:
    """Phases that a far target in each direction has on each virtual element, as unit phasors.

    exp(-2j pi u . p / wavelength), p the sum of transmitter's and receiver's position and u the
    unit vector to the target: an element further away sees a longer path, hence a larger phase.

    Args:
        radar: Where the antennas are.
        azimuth_rad: Angle from boresight in the horizontal plane, positive to the left, rad.
        elevation_rad: Angle above that plane, rad.
    """
    azimuth, elevation = np.broadcast_arrays(np.atleast_1d(azimuth_rad), elevation_rad)
    flat = np.cos(elevation)
    u = np.stack([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)], axis=-1)
    path = np.einsum("di,tri->dtr", u, radar.virtual_positions_m)
    return np.exp(-2j * np.pi * path / radar.wavelength_m)


@jax.jit
def bartlett(
    cube: Complex[Array, "*batch frame doppler tx rx range"],
    directions: Complex[np.ndarray, "direction tx rx"] | Complex[Array, "direction tx rx"],
) -> Complex[Array, "*batch frame doppler direction range"]:
    """Mean over all channels after turning each back: the delay-and-sum beam.

    Args:
        cube: Cube, compensated for TDM.
        directions: From `steering`.

    Returns:
        Complex amplitude in each direction; a lone target keeps its own in its direction.
    """
    weights = jnp.conj(directions).astype(cube.dtype) / (cube.shape[-3] * cube.shape[-2])
    return jnp.einsum("dtr,...trn->...dn", weights, cube, precision=HIGHEST)


@partial(jax.jit, static_argnames="radar")
def azimuth_covariance(
    cube: Complex[Array, "*batch frame doppler tx rx range"], radar: RadarConfig
) -> Complex[Array, "*batch frame range column column"]:
    """Covariance of the fullest row of the virtual array, summed over Doppler bins.

    Args:
        cube: Cube, compensated for TDM; its Doppler bins are the snapshots.
        radar: Where the antennas are. Rows that look alike are summed.
    """
    chosen = azimuth_rows(radar)
    rows = cube[..., chosen[..., 0], chosen[..., 1], :]
    return jnp.einsum("...dacn,...dabn->...ncb", rows, rows.conj(), precision=HIGHEST)


def azimuth_steering(
    radar: RadarConfig, azimuth_rad: ArrayLike
) -> Complex[np.ndarray, "direction column"]:
    """`steering` at zero elevation of the elements that `azimuth_covariance` keeps."""
    chosen = azimuth_rows(radar)[0]
    return steering(radar, azimuth_rad)[:, chosen[:, 0], chosen[:, 1]]


@jax.jit
def bartlett_power(
    covariance: Complex[Array, "*batch element element"],
    directions: Complex[np.ndarray, "direction element"] | Complex[Array, "direction element"],
) -> Float[Array, "*batch direction"]:
    """Power of the delay-and-sum beam in each direction: a^H R a / n^2."""
    beams = directions.astype(covariance.dtype)
    turned = jnp.einsum("...cb,db->...dc", covariance, beams, precision=HIGHEST)
    return jnp.sum((beams.conj() * turned).real, axis=-1) / beams.shape[-1] ** 2


@jax.jit
def capon(
    covariance: Complex[Array, "*batch element element"],
    directions: Complex[np.ndarray, "direction element"] | Complex[Array, "direction element"],
    loading: float | Float[Array, ""] = 1e-3,
) -> Float[Array, "*batch direction"]:
    """Power of the minimum-variance beam in each direction: 1 / (a^H R^-1 a) (Capon, 1969).

    Args:
        covariance: Hermitian covariance of the elements, of any rank (zeros are fine).
        directions: Unit phasors, as from `steering`.
        loading: Added to the diagonal, relative to the mean power of an element. More is steadier
            and less sharp; float32 needs 1e-5 or more.

    Returns:
        Power per direction; a lone source keeps its own (plus the loading's share).
    """
    n = covariance.shape[-1]
    power = jnp.trace(covariance, axis1=-2, axis2=-1).real / n
    empty = power <= 0
    scale = jnp.where(empty, 1.0, power)
    loaded = covariance / scale[..., None, None] + loading * jnp.eye(n, dtype=covariance.dtype)
    half = jnp.linalg.cholesky(loaded, symmetrize_input=True)
    beams = directions.T.astype(covariance.dtype)
    beams = jnp.broadcast_to(beams, (*half.shape[:-1], directions.shape[0]))
    whitened = jax.scipy.linalg.solve_triangular(half, beams, lower=True)
    inverse = jnp.sum(whitened.real**2 + whitened.imag**2, axis=-2)
    return jnp.where(empty, 0.0, power)[..., None] / inverse
