"""Arms: from the A-pose of the mesh to hanging, swinging and waving ones."""

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._body import Body
from scenes._foot import Side
from scenes._pose import FORWARD, LEFT, about

CLEARANCE_M = 0.01
"""Smallest gap to leave between a hanging hand and the hip, m."""

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
    axis = np.cross(upper, lower)
    bent = np.arctan2(np.linalg.norm(axis), upper @ lower)
    elbow = about(axis / np.linalg.norm(axis), elbow_rad - bent)
    return {
        f"shoulder01.{side}": girdle,
        f"upperarm01.{side}": girdle.inv() * shoulder,
        f"upperarm02.{side}": about(upper, -outwards * twist_rad),
        f"lowerarm01.{side}": elbow,
    }


def hanging_spread_rad(body: Body, side: Side) -> float:
    """Smallest spread at which a hanging arm, bent as at rest, keeps its hand off the hip, rad."""
    outwards = 1.0 if side == "L" else -1.0
    shoulder = body.head_m(f"upperarm01.{side}")
    upper, _ = _arm_directions(body, side)
    rest_spread = np.arctan2(outwards * upper[1], -upper[2])
    hand = body.vertices_m[body.share(f"wrist.{side}") > 0.5] - shoulder
    leg = body.vertices_m[body.share(f"pelvis.{side}") > 0.5]
    knee = body.head_m(f"lowerleg01.{side}")
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
    bones = ("upperarm01", "lowerarm01", "wrist")
    shoulder, elbow, wrist = (body.head_m(f"{bone}.{side}") for bone in bones)
    upper, lower = elbow - shoulder, wrist - elbow
    return upper / np.linalg.norm(upper), lower / np.linalg.norm(lower)
