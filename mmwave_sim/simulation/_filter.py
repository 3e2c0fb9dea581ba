"""The IF filter on paths, before they become samples."""

import jax.numpy as jnp

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._phasor import times
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.receiver import IfFilter
from mmwave_sim.scattering import SharedPaths


def filtered(
    paths: SharedPaths, if_filter: IfFilter | None, params: RadarParameters, radar: RadarConfig
) -> SharedPaths:
    """The paths as the IF filter leaves them: each has a beat frequency of its own."""
    if if_filter is None:
        return paths
    gain = if_filter.response(params.slope_hz_per_s * paths.length_m / SPEED_OF_LIGHT, radar)
    real, imag = paths.amplitude
    re, im = (part.astype(real.dtype)[:, None, None] for part in (gain.real, gain.imag))
    return paths._replace(amplitude=jnp.stack(times((real, imag), (re, im))))
