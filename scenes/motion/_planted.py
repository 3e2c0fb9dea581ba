"""Feet that touch the ground while a body kneels, falls or crawls stay where they touch it.

Key poses say where feet are, not how they roll over their toes from one to the next. What the skin
that touches slides in between is taken back, and the foot returns to its own path in the air
(L. Kovar, J. Schreiner, M. Gleicher, "Footskate cleanup for motion capture editing", SCA 2002; here
as one least-squares problem over time).
"""

from dataclasses import replace

import numpy as np
from jaxtyping import Bool, Float
from scipy.interpolate import BSpline, make_interp_spline
from scipy.linalg import solveh_banded
from scipy.ndimage import binary_erosion

from scenes.bodies import SIDES, RestArrays, Side
from scenes.motion._chain_motion import ChainMotion
from scenes.motion._contact import skinned, soles_of

RATE_HZ = 120.0
"""How often the soles are looked at, Hz."""

TOUCH_M = 0.004
"""Skin of a foot lower than this is held, m."""

SLIDES_M_PER_S = 0.03
"""Feet that slide slower than this are left alone, m/s."""

ROUNDS = 4
"""A foot that hangs on its shank turns a little as it is moved: the rest is taken back again."""

SETTLES = 3
"""A foot is not held in so many looks after it has come to touch, and before it leaves."""

HELD, BACK, ANCHOR = 3.0, 1.3e-6, 0.03
"""Weights of standing still where it touches and of being on its own path where it does not,
against the square of the third difference from one look to the next: a foot comes back within
`BACK ** (-1 / 6)` looks, 0.08 s, and while it is held it is at its place rather than beside it
(`ANCHOR`, a share of `BACK`)."""


def feet_kept(motion: ChainMotion) -> ChainMotion:
    """The motion with feet that do not slide."""
    soles = soles_of(motion.figure.body)
    times = np.arange(0.0, motion.duration_s + 1 / RATE_HZ, 1 / RATE_HZ)
    shift = {side: np.zeros((len(times), 2)) for side in SIDES}
    for _ in range(ROUNDS):
        slides = _slides(motion, soles, times)
        if all(np.abs(slide).max() * RATE_HZ < SLIDES_M_PER_S for slide, _ in slides.values()):
            break
        for side, (slide, held) in slides.items():
            shift[side] += _taken_back(slide, held)
        motion = replace(motion, shift={side: _spline(times, shift[side]) for side in SIDES})
    return motion


def _spline(times_s: Float[np.ndarray, " time"], shift_m: Float[np.ndarray, "time 2"]) -> BSpline:
    return make_interp_spline(times_s, shift_m, k=5)


def _slides(
    motion: ChainMotion, soles: dict[Side, RestArrays], times_s: Float[np.ndarray, " time"]
) -> dict[Side, tuple[Float[np.ndarray, "step 2"], Bool[np.ndarray, " step"]]]:
    """How far each foot slides from one look to the next, m, and where it is held.

    Feet that walk roll over the ground by themselves and are only held where they are.
    """
    pose, keyed = motion.pose(times_s), motion.keyed(times_s)[1:]
    found: dict[Side, tuple[np.ndarray, np.ndarray]] = {}
    for side, sole in soles.items():
        skin = skinned(sole, pose)
        depth = np.clip(TOUCH_M - skin[..., 2], 0.0, None)
        both = np.minimum(depth[1:], depth[:-1])[..., None]
        load = both.sum(axis=1)
        step = (np.diff(skin[..., :2], axis=0) * both).sum(axis=1) / np.where(load > 0, load, 1.0)
        held = binary_erosion(load[:, 0] > 0, np.ones(2 * SETTLES + 1, bool), border_value=1)
        found[side] = (np.where((held & keyed)[:, None], step, 0.0), held)
    return found


def _taken_back(
    slide_m: Float[np.ndarray, "step 2"], held: Bool[np.ndarray, " step"]
) -> Float[np.ndarray, "time 2"]:
    """The smooth shift that undoes the slides: a banded least-squares problem."""
    count = len(held) + 1
    bands = np.zeros((4, count))  # bands[3 - j, i] couples times i - j and i
    weight = HELD * held
    loose = np.ones(count, bool)
    loose[1:] &= ~held
    loose[:-1] &= ~held
    bands[3] = BACK * np.where(loose, 1.0, ANCHOR)
    bands[3, 1:] += weight
    bands[3, :-1] += weight
    bands[2, 1:] -= weight
    _add_third_differences(bands)
    right = np.zeros((count, 2))
    right[1:] -= weight[:, None] * slide_m
    right[:-1] += weight[:, None] * slide_m
    return np.asarray(solveh_banded(bands, right))


def _add_third_differences(bands: Float[np.ndarray, "band time"]) -> None:
    stencil = np.array([-1.0, 3.0, -3.0, 1.0])
    windows = bands.shape[1] - 3
    for one in range(4):
        for other in range(one, 4):
            bands[3 - (other - one), other : other + windows] += stencil[one] * stencil[other]
