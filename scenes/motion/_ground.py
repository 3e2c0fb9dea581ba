"""Bodies that lie, fall and roll are lifted off the ground that they would sink into."""

from dataclasses import replace

import numpy as np
from jaxtyping import Float
from scipy.interpolate import make_interp_spline
from scipy.ndimage import gaussian_filter1d, maximum_filter1d

from scenes.motion._chain_motion import ChainMotion
from scenes.motion._contact import Shell

RATE_HZ = 20.0
"""How often the skin is looked at, Hz."""

ALLOWED_M = 0.006
"""Skin may be so far below the ground, m: it gives way."""

BLUR_S = 0.12
"""Standard deviation of the blur that makes the lift smooth, s; it is spread out as far first."""


def off_ground(motion: ChainMotion, shell: Shell) -> ChainMotion:
    """The motion lifted where its skin would be below the ground; feet that stand stay."""
    times = np.arange(0.0, motion.duration_s + 1 / RATE_HZ, 1 / RATE_HZ)
    points = shell.points_m(motion.pose(times))[:, ~shell.feet]
    need = np.clip(-ALLOWED_M - points[..., 2].min(axis=1), 0.0, None)
    if not need.any():
        return motion
    return replace(motion, rise=make_interp_spline(times, _envelope(need), k=5))


def _envelope(need_m: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
    """A smooth curve that is nowhere below what is needed, but for a hair."""
    width = BLUR_S * RATE_HZ
    spread = maximum_filter1d(need_m, 2 * round(2 * width) + 1)
    return gaussian_filter1d(spread, width)
