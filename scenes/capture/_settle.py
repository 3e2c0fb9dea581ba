"""The pose of calibration with which some files begin."""

import numpy as np

from scenes.capture._clip import Clip
from scenes.capture._geometry import length
from scenes.capture._roles import map_roles

MOST_FRAMES = 3
"""Longest pose of calibration that is looked for, frames."""

JUMP_M_PER_S = 12.0
"""Speed of a wrist or ankle that is taken for a jump, m/s; people stay below in all but throws."""

ISOLATED = 5.0
"""How many times faster than the frames after it a jump is."""


def first_settled(clip: Clip) -> int:
    """The first frame after a pose of calibration; 0 where there is none.

    The CMU files in BVH begin with one frame in the T-pose, from which the body is at its first
    real pose a frame later. A jump counts as such if a wrist or an ankle is faster than
    `JUMP_M_PER_S` there and `ISOLATED` times faster than in each of the next frames.
    """
    roles = map_roles(clip)
    ends = [roles[f"{side}_{end}"] for side in ("left", "right") for end in ("wrist", "ankle")]
    joints = clip.positions_m[: 4 * MOST_FRAMES, ends]
    if len(joints) < 2 * MOST_FRAMES + 1:
        return 0
    speed = length(np.diff(joints, axis=0))[..., 0].max(1) * clip.rate_hz
    for last in range(MOST_FRAMES):
        after = speed[last + 1 : last + 1 + MOST_FRAMES].max()
        if speed[last] > max(JUMP_M_PER_S, ISOLATED * after):
            return last + 1
    return 0
