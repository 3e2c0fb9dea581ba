"""How the feet of the source are turned: flat, on average, while they stand."""

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import uniform_filter1d
from scipy.spatial.transform import Rotation

from scenes.bodies import Body, Side
from scenes.capture._geometry import LEFT, UP, about, frame, length, unit
from scenes.capture._source import SIDE_WORDS, Paths, Source, joints_at_rest_m

STILL_M_PER_S = 0.25
"""Speed below which a foot stands, m/s."""

STANCE_RISE_M = 0.06
"""How far above its lowest places an ankle may be in a foot that stands, m."""

STANCE_FRAMES = 5
"""Fewest frames of standing by which a foot's flat position is believed."""

STEADY_S = 0.1
"""Time over which a foot's speed is taken, s."""

SHANK_RAD = np.deg2rad(45.0)
"""Most that the shank above a standing foot leans, rad: the foot of one who kneels is not flat."""

SHORTEST_M = 0.02
"""A foot shorter than this has no direction of its own, m."""

OUTLIER_RAD = np.deg2rad(15.0)
"""Frames that miss the mean of the standing foot by more do not count, rad."""


def foot_rotation(
    source: Source, body: Body, side: Side
) -> tuple[Rotation, Bool[np.ndarray, " time"]]:
    """Orientation of a foot in the world, from a body at rest that faces +x, and when it stands.

    Skeletons write their feet at rest at any angle, so the sole is found where it must be flat: in
    the frames in which the foot stands.
    """
    word = SIDE_WORDS[side]
    rest = joints_at_rest_m(body)
    along, own = _along(source, word), rest[f"{word}_toe"] - rest[f"{word}_ankle"]
    shape = _shape(source.joints_m, along, word)
    own_turn = source.turned(f"{word}_ankle")
    turned = shape if own_turn is None else own_turn
    stance = _stance(source.joints_m, word, source.clip.rate_hz)
    if stance.sum() >= STANCE_FRAMES:
        flat = about(UP, _yaw_rad(along) - _yaw_rad(own))
        mean = _mean((turned.inv() * flat)[stance])
        level = (flat.inv() * turned * mean).magnitude() < OUTLIER_RAD
        return turned * mean, stance & level
    since = source.turned_since_standing(f"{word}_ankle")
    return (shape * _shape(rest, own, word)[0].inv() if since is None else since), stance


def _along(source: Source, word: str) -> Float[np.ndarray, "time 3"]:
    """Direction of the foot: to its toes, or square to shank and knee where it has none."""
    joints = source.joints_m
    if f"{word}_toe" in joints:
        foot = joints[f"{word}_toe"] - joints[f"{word}_ankle"]
        if np.median(length(foot)) > SHORTEST_M:
            return foot
    shank = source.turned_since_standing(f"{word}_knee")
    left = joints["left_hip"] - joints["right_hip"] if shank is None else shank.apply(LEFT)
    return np.cross(left, joints[f"{word}_knee"] - joints[f"{word}_ankle"])


def _shape(joints: Paths, along: Float[np.ndarray, "time 3"], word: str) -> Rotation:
    """A foot's frame from positions: x along it; level while the shank is upright."""
    shank = unit(joints[f"{word}_knee"] - joints[f"{word}_ankle"])
    above = shank + 3 * np.clip(shank[:, 2:], 0.0, None) ** 2 * UP
    return frame(along, np.cross(above, along))


def _stance(joints: Paths, word: str, rate_hz: float) -> Bool[np.ndarray, " time"]:
    """When a foot stands: ankle and toes hardly move, the ankle is low, the shank is upright."""
    ankle = joints[f"{word}_ankle"]
    count = len(ankle)
    if count < 3:
        return np.zeros(count, dtype=bool)
    ends = [ankle, joints.get(f"{word}_toe", ankle)]
    span = max(1, round(STEADY_S * rate_hz))
    speed = [length(np.gradient(end, axis=0))[:, 0] * rate_hz for end in ends]
    slow = [uniform_filter1d(one, span, mode="nearest") < STILL_M_PER_S for one in speed]
    low = ankle[:, 2] < np.percentile(ankle[:, 2], 10) + STANCE_RISE_M
    upright = unit(joints[f"{word}_knee"] - ankle)[:, 2] > np.cos(SHANK_RAD)
    return np.logical_and.reduce([*slow, low, upright])


def _yaw_rad(along: Float[np.ndarray, "time 3"]) -> Float[np.ndarray, " time"]:
    return np.arctan2(along[:, 1], along[:, 0])


def _mean(rotations: Rotation) -> Rotation:
    """Mean of rotations, without those that are far from it."""
    mean = rotations.mean()
    near = (mean.inv() * rotations).magnitude() < OUTLIER_RAD
    return rotations[near].mean() if near.sum() >= STANCE_FRAMES else mean
