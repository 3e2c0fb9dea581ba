"""Arms that reach for a point: the angles of `arm_rotations` by inverse kinematics."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Body, Side
from scenes.motion._arms import arm_rotations
from scenes.motion._paths import smooth_step

REACH = 0.985
"""Largest distance from shoulder to wrist, in lengths of the stretched arm."""

SHORTEST = 0.42
"""Smallest distance, in the same lengths: the elbow does not fold further."""

POLE, POLE_UP = np.array([-0.45, 0.55, -0.7]), np.array([0.3, 0.9, -0.2])
"""Where an elbow points when nothing is said: back, outwards and down; ahead and outwards when the
hand is above the shoulder."""

RAISED = (-0.1, 0.6)
"""Height of the hand above the shoulder, in arm lengths, from which and at which it is raised."""

BEHIND_RAD = np.deg2rad(-75.0)
"""An upper arm whose flexion would be beyond this is described as spread over the head instead."""

ROUNDS = 6
"""Corrections for what the analytic solution leaves out: the shoulder girdle moves the shoulder."""

Angles = Float[np.ndarray, "4"]
"""Spread, flexion, elbow and turn, rad."""


@dataclass(frozen=True)
class Arm:
    """An arm at rest.

    Attributes:
        body: Whose.
        side: Which.
        joints_m: Girdle, shoulder, upper twist, elbow and wrist in the body's frame at rest, m.
    """

    body: Body
    side: Side
    joints_m: Float[np.ndarray, "5 3"]

    @property
    def outwards(self) -> float:
        """Sign of the side along +y."""
        return 1.0 if self.side == "L" else -1.0

    @property
    def lengths_m(self) -> tuple[float, float]:
        """Length of upper arm and forearm, m."""
        _, shoulder, _, elbow, wrist = self.joints_m
        return float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))

    @property
    def length_m(self) -> float:
        """Length of the stretched arm from shoulder to wrist, m."""
        return sum(self.lengths_m)

    def wrist_m(self, angles_rad: Angles) -> Float[np.ndarray, "3"]:
        """Where the wrist is in the frame of the chest, m."""
        return self._places(angles_rad)[2]

    def angles_rad(self, wrist_m: Float[np.ndarray, "3"], swivel_rad: float = 0.0) -> Angles:
        """Angles that bring the wrist to a point in the frame of the chest, or towards it.

        Args:
            wrist_m: Where to, in the body's frame at rest, m.
            swivel_rad: Turn of the elbow about the line from shoulder to wrist, outwards and up.
        """
        aim = np.asarray(wrist_m, dtype=float)
        target = aim - self._beyond(aim - self.joints_m[1])
        ask = target.copy()
        for _ in range(ROUNDS):
            angles = self._solve(ask - self.joints_m[1], swivel_rad)
            ask = ask + 0.9 * (target - self.wrist_m(angles))
        return angles

    def _beyond(self, reach_m: Float[np.ndarray, "3"]) -> Float[np.ndarray, "3"]:
        """The part of a vector from the shoulder that is out of reach, m."""
        distance = float(np.linalg.norm(reach_m)) + 1e-9
        within = np.clip(distance, SHORTEST * self.length_m, REACH * self.length_m)
        return reach_m * (1 - within / distance)

    def _solve(self, reach_m: Float[np.ndarray, "3"], swivel_rad: float) -> Angles:
        reach_m = reach_m - self._beyond(reach_m)
        upper, lower = self.lengths_m
        distance = float(np.linalg.norm(reach_m))
        along = reach_m / distance
        opening = (upper**2 + lower**2 - distance**2) / (2 * upper * lower)
        elbow = np.pi - np.arccos(np.clip(opening, -1.0, 1.0))
        lift = np.arccos(
            np.clip((upper**2 + distance**2 - lower**2) / (2 * upper * distance), -1.0, 1.0)
        )
        raised = float(reach_m[2] / self.length_m)
        direction = np.cos(lift) * along + np.sin(lift) * self._pole(along, raised, swivel_rad)
        spread = np.arcsin(np.clip(self.outwards * direction[1], -1.0, 1.0))
        flexion = np.arctan2(direction[0], -direction[2])
        if flexion < BEHIND_RAD:
            spread, flexion = np.pi - spread, flexion + np.pi
        straight = np.array([spread, flexion, elbow, 0.0])
        return np.array([spread, flexion, elbow, self._turn(straight, direction, reach_m)])

    def _pole(
        self, along: Float[np.ndarray, "3"], raised: float, swivel_rad: float
    ) -> Float[np.ndarray, "3"]:
        share = float(smooth_step(np.array((raised - RAISED[0]) / (RAISED[1] - RAISED[0]))))
        pole = ((1 - share) * POLE + share * POLE_UP) * np.array([1.0, self.outwards, 1.0])
        pole = pole - (pole @ along) * along
        swivel = Rotation.from_rotvec(self.outwards * swivel_rad * along)
        return swivel.apply(pole / np.linalg.norm(pole))

    def _turn(
        self, angles: Angles, upper: Float[np.ndarray, "3"], reach_m: Float[np.ndarray, "3"]
    ) -> float:
        """Turn of the upper arm that brings the forearm into the plane of the reach, rad."""
        _, elbow, wrist = self._places(angles)
        have, want = wrist - elbow, reach_m - self.lengths_m[0] * upper
        have, want = (vector - (vector @ upper) * upper for vector in (have, want))
        angle = np.arctan2(np.cross(have, want) @ upper, have @ want)
        return float(-self.outwards * angle)

    def _places(self, angles: Angles) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Shoulder, elbow and wrist in the frame of the chest, m."""
        spread, flexion, elbow, turn = (np.array([angle]) for angle in angles)
        bones = arm_rotations(
            self.body,
            self.side,
            spread_rad=spread,
            flexion_rad=flexion,
            elbow_rad=elbow,
            twist_rad=turn,
        )
        limb = self.body.rig.limbs[self.side]
        place, turned, places = self.joints_m[0], Rotation.identity(1), []
        chain = (limb.girdle, limb.shoulder, limb.twist, limb.elbow, limb.wrist)
        before, done = self.joints_m[0], ""
        for bone, joint in zip(chain, self.joints_m, strict=True):
            place = place + turned.apply(joint - before)[0]
            places.append(place)
            before = joint
            if bone in bones and bone != done:
                turned, done = turned * bones[bone], bone
        return places[1], places[3], places[4]


def arm_of(body: Body, side: Side) -> Arm:
    """Measures an arm."""
    limb = body.rig.limbs[side]
    names = (limb.girdle or limb.shoulder, limb.shoulder, limb.twist, limb.elbow, limb.wrist)
    return Arm(body, side, np.array([body.head_m(name) for name in names]))
