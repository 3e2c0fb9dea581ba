"""The floor under a retargeted body: where it is, and feet that do not sink into it."""

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import gaussian_filter1d, maximum_filter1d
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Side
from scenes.capture._geometry import FORWARD, LEFT, about
from scenes.capture._posed import Posed

SOLE_M = 0.03
"""How far above the ground, at rest, the skin of the sole reaches, m."""

FLOOR_SHARE = 2.0
"""Percentile of the sole's height from which the lowest floor is looked for."""

FLOOR_BAND_M = 0.06
"""Height of the band above it in which a standing sole belongs to that floor, m."""

MOST_LIFT_M = 0.03
"""Most that an ankle is lifted to keep its sole out of the floor, m."""

STEADY_S = 0.05
"""Time over which a lift comes and goes, s."""

ROLL_M = 0.05
"""Height of the ball of the foot at which the toes are straight again, m."""


def sole_height_m(posed: Posed, side: Side) -> Float[np.ndarray, " time"]:
    """Height of the lowest point of a sole, without the toes, m."""
    limb = posed.body.rig.limbs[side]
    return _lowest_m(posed, limb.ankle, posed.body.share(limb.ankle) - posed.body.share(*limb.toes))


def foot_height_m(posed: Posed, side: Side) -> Float[np.ndarray, " time"]:
    """Height of the lowest point of a sole or of the toes, m."""
    toes = [_lowest_m(posed, toe, posed.body.share(toe)) for toe in posed.body.rig.limbs[side].toes]
    return np.min([sole_height_m(posed, side), *toes], axis=0)


def _lowest_m(
    posed: Posed, bone: str, share: Float[np.ndarray, " vertex"]
) -> Float[np.ndarray, " time"]:
    """Height of the lowest of those points of the underside that a bone carries, m."""
    under = (share > 0.5) & (posed.body.vertices_m[:, 2] < SOLE_M)
    below = posed.body.head_m(bone) * [1.0, 1.0, 0.0]
    points = posed.body.vertices_m[under] if under.any() else below[None]
    return posed.carried_m(bone, points)[..., 2].min(1)


def floor_m(
    heights_m: dict[Side, Float[np.ndarray, " time"]], stance: dict[Side, Bool[np.ndarray, " time"]]
) -> float:
    """Height of the floor: of the lowest on which the soles stand, or else of their lowest, m."""
    standing = np.concatenate([heights_m[side][stance[side]] for side in SIDES])
    every = np.concatenate([heights_m[side] for side in SIDES])
    if len(standing) == 0:
        return float(np.percentile(every, FLOOR_SHARE))
    lowest = np.percentile(standing, FLOOR_SHARE)
    return float(np.median(standing[standing < lowest + FLOOR_BAND_M]))


def lift_m(height_m: Float[np.ndarray, " time"], rate_hz: float) -> Float[np.ndarray, " time"]:
    """How far to lift a foot whose sole is at a height, so that it does not sink in, m."""
    sunk = np.clip(-height_m, 0.0, MOST_LIFT_M)
    span = max(1, round(2 * STEADY_S * rate_hz))
    return gaussian_filter1d(maximum_filter1d(sunk, span), STEADY_S * rate_hz / 2)


def bend_toes(posed: Posed, side: Side) -> None:
    """Keeps the toes on the floor while the heel rises."""
    limb = posed.body.rig.limbs[side]
    ball = np.mean([posed.at_m(toe) for toe in limb.toes], axis=0)[:, 2]
    rest = np.mean([posed.body.head_m(toe) for toe in limb.toes], axis=0)[2]
    pitch = -np.arcsin(np.clip(posed.turned(limb.ankle).apply(FORWARD)[:, 2], -1.0, 1.0))
    near = np.exp(-(np.clip((ball - rest) / ROLL_M, 0.0, None) ** 2))
    bend = about(LEFT, -np.clip(pitch, 0.0, np.pi / 3) * near)
    posed.local.update(dict.fromkeys(limb.toes, Rotation.from_rotvec(bend.as_rotvec())))
