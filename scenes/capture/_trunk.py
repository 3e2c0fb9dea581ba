"""Pelvis, spine, neck and collar bones."""

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body
from scenes.capture._geometry import share, swing
from scenes.capture._posed import Posed
from scenes.capture._source import SIDE_WORDS, Paths

LEAN_RAD = 0.5
"""Most that the lowest bone of the spine leans to bring the shoulders to their place, rad."""

SHRUG_RAD = 0.6
"""Most that a collar bone turns against the chest, rad."""

ROUNDS = 3
"""Times that the spine's lean is corrected."""


def place_pelvis(body: Body, pelvis: Rotation, hips_m: Float[np.ndarray, "time 3"]) -> Posed:
    """A body whose middle of the hips is at a place, m."""
    ends = [body.head_m(limb.hip) for limb in body.rig.limbs.values()]
    arm = np.mean(ends, axis=0) - body.bone_heads_m[0]
    return Posed(body, {body.rig.root: pelvis}, hips_m - pelvis.apply(arm))


def bend_spine(posed: Posed, chest: Rotation, shoulders_m: Float[np.ndarray, "time 3"]) -> None:
    """Turns the chest, sharing the turn among the bones of the spine.

    The lowest bone leans as well, and the others take that back, until the middle of the shoulders
    is in the direction in which it should be.
    """
    spine = posed.body.rig.spine
    _share(posed, spine, chest)
    base = posed.at_m(spine[0])
    for _ in range(ROUNDS if len(spine) > 1 else 0):
        lean = swing(_shoulders_m(posed) - base, shoulders_m - base, LEAN_RAD)
        posed.turn(spine[0], lean * posed.turned(spine[0]))
        _share(posed, spine[1:], chest)


def bend_neck(posed: Posed, head: Rotation) -> None:
    """Turns the head, sharing the turn among the bones of the neck."""
    _share(posed, posed.body.rig.neck, head)


def lift_shoulders(posed: Posed, targets: Paths) -> None:
    """Turns the collar bones so that the shoulders go towards their places."""
    for side in SIDES:
        limb = posed.body.rig.limbs[side]
        if limb.girdle:
            base = posed.at_m(limb.girdle)
            now = posed.at_m(limb.shoulder) - base
            wanted = targets[f"{SIDE_WORDS[side]}_shoulder"] - base
            shrug = swing(now, wanted, SHRUG_RAD)
            posed.turn(limb.girdle, shrug * posed.turned(limb.girdle))


def _share(posed: Posed, bones: tuple[str, ...], last: Rotation) -> None:
    """Turns a chain of bones evenly so that the last has an orientation in the world."""
    whole = posed.above(bones[0]).inv() * last
    posed.local.update(dict.fromkeys(bones, share(whole, 1 / len(bones))))


def _shoulders_m(posed: Posed) -> Float[np.ndarray, "time 3"]:
    return np.mean([posed.at_m(limb.shoulder) for limb in posed.body.rig.limbs.values()], axis=0)
