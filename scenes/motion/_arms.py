"""Arms: from the A-pose of the mesh to hanging, swinging and waving ones."""

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Body, Side
from scenes.motion._pose import FORWARD, LEFT, about

CLEARANCE_M = 0.01
"""Smallest gap to leave between a hanging hand and the hip, m."""

STRAIGHT_RAD = np.deg2rad(20.0)
"""An arm that is bent less at rest says little about the axis of its elbow, rad."""

GIRDLE_SHARE = 0.2
"""Share of the shoulder's turn that the shoulder girdle takes, which rounds the armpit."""


def arm_rotations(
    body: Body,
    side: Side,
    *,
    spread_rad: Float[np.ndarray, " time"],
    flexion_rad: Float[np.ndarray, " time"],
    elbow_rad: Float[np.ndarray, " time"],
    twist_rad: Float[np.ndarray, " time"],
) -> dict[str, Rotation]:
    """Rotations of shoulder and elbow.

    Args:
        body: Gives the rest pose of the arm.
        side: Which arm.
        spread_rad: Angle of the upper arm from straight down, outwards, rad.
        flexion_rad: Swing of the upper arm, forwards, rad.
        elbow_rad: Flexion of the elbow from straight, rad.
        twist_rad: Turn of the upper arm about its own length; positive brings the forearm from
            ahead to outwards, rad.
    """
    outwards = 1.0 if side == "L" else -1.0
    upper, lower = _arm_directions(body, side)
    rest_spread = np.arctan2(outwards * upper[1], -upper[2])
    lift = about(FORWARD, outwards * (spread_rad - rest_spread))
    girdle = about(FORWARD, outwards * (spread_rad - rest_spread) * GIRDLE_SHARE)
    shoulder = about(LEFT, -flexion_rad) * lift
    axis, bent_rad = _elbow(upper, lower)
    elbow = about(axis, elbow_rad - bent_rad)
    limb = body.rig.limbs[side]
    turn = about(upper, -outwards * twist_rad)
    return _joined(
        [
            (limb.girdle, girdle),
            (limb.shoulder, girdle.inv() * shoulder),
            (limb.twist, turn),
            (limb.elbow, elbow),
        ]
    )


def _elbow(
    upper: Float[np.ndarray, "3"], lower: Float[np.ndarray, "3"]
) -> tuple[Float[np.ndarray, "3"], float]:
    """Axis of an elbow at rest, and how far it is bent about it, rad.

    A bent arm shows its axis; one that is nearly straight, as in a T-pose, bends forwards.
    """
    bend = np.cross(upper, lower)
    shows = float(np.linalg.norm(bend)) > np.sin(STRAIGHT_RAD)
    axis = bend if shows else np.cross(upper, FORWARD)
    axis = axis / np.linalg.norm(axis)
    return axis, float(np.arctan2(bend @ axis, upper @ lower))


def _joined(parts: list[tuple[str, Rotation]]) -> dict[str, Rotation]:
    """Rotations by bone; those of the same bone one after the other."""
    joined: dict[str, Rotation] = {}
    for bone, rotation in parts:
        joined[bone] = joined[bone] * rotation if bone in joined else rotation
    return joined


def hanging_spread_rad(body: Body, side: Side) -> float:
    """Smallest spread at which a hanging arm, bent as at rest, keeps its hand off the hip, rad."""
    outwards = 1.0 if side == "L" else -1.0
    limb = body.rig.limbs[side]
    shoulder = body.head_m(limb.shoulder)
    upper, _ = _arm_directions(body, side)
    rest_spread = np.arctan2(outwards * upper[1], -upper[2])
    hand = body.vertices_m[body.share(limb.wrist) > 0.5] - shoulder
    leg = body.vertices_m[body.share(limb.buttock) > 0.5]
    knee = body.head_m(limb.knee)
    widest = (
        (outwards * leg[leg[:, 2] > knee[2] + 0.1, 1]).max() - outwards * shoulder[1] + CLEARANCE_M
    )
    for spread in np.deg2rad(np.arange(4.0, 40.0, 0.5)):
        hung = Rotation.from_rotvec(FORWARD * outwards * (spread - rest_spread)).apply(hand)
        if (outwards * hung[:, 1]).min() > widest:
            return float(spread)
    return float(np.deg2rad(40.0))


def _arm_directions(body: Body, side: Side) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors along the upper and the lower arm at rest."""
    limb = body.rig.limbs[side]
    shoulder, elbow, wrist = (body.head_m(b) for b in (limb.shoulder, limb.elbow, limb.wrist))
    upper, lower = elbow - shoulder, wrist - elbow
    return upper / np.linalg.norm(upper), lower / np.linalg.norm(lower)
