"""Point clouds: detections with position and radial velocity."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Complex, Float, Int

from mmwave_sim.cube._axes import range_spacing_m, velocity_spacing_m_per_s
from mmwave_sim.cube._cfar import DEFAULT_CFAR, CfarOptions, cfar
from mmwave_sim.cube._direction import direction_cosines
from mmwave_sim.cube._peaks import interpolate_peak
from mmwave_sim.radar import RadarConfig


class PointCloud(NamedTuple):
    """The strongest detections of each frame, in slots of which some may be empty.

    Attributes:
        position_m: Position in the radar's local frame (+x ahead, +y left, +z up), m;
            `radar.pose.to_world` takes it to the world.
        velocity_m_per_s: Radial velocity, positive receding, m/s.
        power: Mean power of a channel, in the square of the cube's unit.
        mask: Which slots are filled; the others are zeros.
    """

    position_m: Float[Array, "*batch frame slot 3"]
    velocity_m_per_s: Float[Array, "*batch frame slot"]
    power: Float[Array, "*batch frame slot"]
    mask: Bool[Array, "*batch frame slot"]


@partial(jax.jit, static_argnames=("radar", "slots", "detector"))
def point_cloud(
    cube: Complex[Array, "*batch frame doppler tx rx range"],
    radar: RadarConfig,
    slots: int = 128,
    detector: CfarOptions = DEFAULT_CFAR,
) -> PointCloud:
    """The strongest local maxima that CFAR finds in each frame, with their directions.

    Range and velocity are interpolated between bins, the direction is the best fit of one target.

    Args:
        cube: From `radar_cube`, compensated for TDM, usually with the static scene removed.
        radar: The radar that took it.
        slots: Points kept in a frame.
        detector: How they are found.
    """
    power = jnp.mean(cube.real**2 + cube.imag**2, axis=(-3, -2))
    looks = cube.shape[-3] * cube.shape[-2]
    found = cfar(power, detector, looks).mask & local_maxima(power)
    doppler, ranges = power.shape[-2:]
    strength = jnp.where(found, power, 0.0).reshape(*power.shape[:-2], doppler * ranges)
    strongest, cell = jax.lax.top_k(strength, min(slots, doppler * ranges))
    at_doppler, at_range = cell // ranges, cell % ranges
    snapshots = _snapshots(cube, at_doppler, at_range)
    spectra = jnp.take_along_axis(jnp.swapaxes(power, -1, -2), at_range[..., None], axis=-2)
    profiles = jnp.take_along_axis(power, at_doppler[..., None], axis=-2)
    range_m = interpolate_peak(profiles, at_range) * range_spacing_m(radar, ranges)
    turns = interpolate_peak(spectra, at_doppler) - doppler // 2
    velocity = turns * velocity_spacing_m_per_s(radar, doppler)
    mask = strongest > 0
    position = jnp.maximum(range_m, 0)[..., None] * _unit(*direction_cosines(snapshots, radar))
    return PointCloud(
        jnp.where(mask[..., None], position, 0.0), jnp.where(mask, velocity, 0.0), strongest, mask
    )


def _snapshots(
    cube: Complex[Array, "*batch doppler tx rx range"],
    at_doppler: Int[Array, "*batch slot"],
    at_range: Int[Array, "*batch slot"],
) -> Complex[Array, "*batch slot tx rx"]:
    """The channels of some cells of each frame."""
    slots = at_range.shape[-1]
    frames = cube.reshape(-1, *cube.shape[-4:])
    one = jax.vmap(lambda frame, doppler, bins: frame[doppler, :, :, bins])
    taken = one(frames, at_doppler.reshape(-1, slots), at_range.reshape(-1, slots))
    return taken.reshape(*at_range.shape, *cube.shape[-3:-1])


@jax.jit
def local_maxima(
    power: Float[Array, "*batch doppler range"],
) -> Bool[Array, "*batch doppler range"]:
    """Cells no lower than their eight neighbours; Doppler wraps, range ends."""
    low = jnp.pad(power, [(0, 0)] * (power.ndim - 1) + [(1, 1)], constant_values=-jnp.inf)
    across = jnp.maximum(jnp.maximum(low[..., :-2], power), low[..., 2:])
    along = jnp.maximum(jnp.roll(across, 1, axis=-2), jnp.roll(across, -1, axis=-2))
    return power >= jnp.maximum(across, along)


def _unit(left: Float[Array, "*batch"], up: Float[Array, "*batch"]) -> Float[Array, "*batch 3"]:
    ahead = jnp.sqrt(jnp.maximum(1 - left**2 - up**2, 1e-12))
    return jnp.stack([ahead, left, up], axis=-1)
