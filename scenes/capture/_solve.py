"""The pose of a body in each frame of a clip."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body
from scenes.capture._clip import Clip
from scenes.capture._feet import foot_rotation
from scenes.capture._geometry import UP
from scenes.capture._ground import bend_toes, floor_m, foot_height_m, lift_m, sole_height_m
from scenes.capture._limbs import reach_with_arm, reach_with_leg
from scenes.capture._parts import turned_parts
from scenes.capture._posed import Posed
from scenes.capture._scaled import scaled_source_m
from scenes.capture._source import SIDE_WORDS, source_of
from scenes.capture._trunk import bend_neck, bend_spine, lift_shoulders, place_pelvis


@dataclass(frozen=True)
class Solved:
    """Poses at the frames of a clip.

    Attributes:
        local: Rotation of each moving bone against its parent; of the root in the world.
        root_m: World position of the root joint, m, with the floor at zero.
        floor_m: Height of the floor among the scaled joints, m.
    """

    local: dict[str, Rotation]
    root_m: Float[np.ndarray, "time 3"]
    floor_m: float


def solve(clip: Clip, body: Body) -> Solved:
    """Finds the poses: pelvis, spine, head, then arms and legs that reach for the scaled joints.

    Raises:
        InputError: The clip's skeleton is not a person's.
    """
    source = source_of(clip)
    targets = scaled_source_m(source, body)
    parts = turned_parts(source, body)
    feet = {side: foot_rotation(source, body, side) for side in SIDES}
    posed = place_pelvis(body, parts.pelvis, targets["hips"])
    bend_spine(posed, parts.chest, targets["shoulders"])
    if parts.head is not None:
        bend_neck(posed, parts.head)
    lift_shoulders(posed, targets)
    for side in SIDES:
        reach_with_arm(posed, side, targets, parts.hands.get(side), clip.rate_hz)
        reach_with_leg(posed, side, targets, feet[side][0], clip.rate_hz)
    heights = {side: sole_height_m(posed, side) for side in SIDES}
    floor = floor_m(heights, {side: feet[side][1] for side in SIDES})
    grounded = Posed(body, posed.local, posed.root_m - floor * UP)
    for side in SIDES:
        bend_toes(grounded, side)
        rise = lift_m(foot_height_m(grounded, side), clip.rate_hz)
        ankle = f"{SIDE_WORDS[side]}_ankle"
        lifted = {**targets, ankle: targets[ankle] + rise[:, None] * UP}
        reach_with_leg(posed, side, lifted, feet[side][0], clip.rate_hz)
        bend_toes(grounded, side)
    return Solved(grounded.local, grounded.root_m, floor)
