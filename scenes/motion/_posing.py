"""From channels to the pose of a body: legs reach for the feet, arms and spine are bent."""

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side
from scenes.motion._arms import arm_rotations
from scenes.motion._channels import INDEX, Channels, arm_columns, foot_columns
from scenes.motion._foot import FootShape, foot_shape, planted_ankle
from scenes.motion._footsteps import FootState
from scenes.motion._legs import REACH, Pelvis, hip_m, leg_lengths_m, leg_rotations
from scenes.motion._pose import FORWARD, LEFT, Pose, about, assemble
from scenes.motion._trunk import trunk_rotations

SOFT_M = 0.005
"""Width of the transition from a bent leg to one at its full reach, m."""

STRETCH, STRETCH_M = 0.9985, 1.5e-3
"""Reach of a leg that cannot get to its foot, in lengths of the stretched leg, and the width of the
transition to it, m."""

FLATTEST = 0.93
"""Largest horizontal distance from hip to ankle, in reaches, that a pelvis is lowered for."""

HEAD_FOLLOWS = 0.6
"""Share of the chest's lean that the head takes part in; the rest keeps it upright."""

TOE_CLEARS_M = 0.03
"""Height over which the toes of a foot that leaves the ground come back in line with it, m."""

TOE_LIMIT_RAD = np.deg2rad(55.0)


@dataclass(frozen=True)
class Poser:
    """Bends a body.

    Attributes:
        body: Whose.
        feet: The shapes of its feet.
    """

    body: Body
    feet: dict[Side, FootShape]

    def pose(self, values: Channels, feet: dict[Side, FootState] | None = None) -> Pose:
        """The pose for each row.

        Args:
            values: Channels in the world.
            feet: Where the feet are; by the channels if left out. One that is out of reach is left
                behind as little as can be.
        """
        local, pelvis = self.bend(values, feet or self.feet_of(values))
        return assemble(self.body, local, pelvis.position_m, pelvis.heading_rad)

    def bend(
        self, values: Channels, feet: dict[Side, FootState]
    ) -> tuple[dict[str, Rotation], Pelvis]:
        """Rotations of the bones that move, and where the pelvis is."""
        pelvis = self._lowered(pelvis_of(values), feet)
        local = {self.body.rig.root: pelvis.tilt, **trunk_of(self.body, values)}
        for side in SIDES:
            foot = within_reach(self.body, pelvis, side, feet[side])
            local |= leg_rotations(self.body, pelvis, side, foot)
            spread, flexion, elbow, turn = values[:, arm_columns(side)].T
            local |= arm_rotations(
                self.body,
                side,
                spread_rad=spread,
                flexion_rad=flexion,
                elbow_rad=elbow,
                twist_rad=turn,
            )
        return local, pelvis

    def feet_of(self, values: Channels) -> dict[Side, FootState]:
        """The feet as the channels ask for them."""
        return {side: self._foot(values, side) for side in SIDES}

    def _foot(self, values: Channels, side: Side) -> FootState:
        x, y, lift, yaw, pitch, free, flex, knee = values[:, foot_columns(side)].T
        rolled = planted_ankle(self.feet[side], pitch)
        ankle = np.stack(
            [x + np.cos(yaw) * rolled.real, y + np.sin(yaw) * rolled.real, lift + rolled.imag],
            axis=1,
        )
        down = np.exp(-((lift / TOE_CLEARS_M) ** 2)) * (1 - free)
        heel_up = np.clip(-pitch, 0.0, None) ** 3 / (pitch**2 + 1e-4)
        bend = TOE_LIMIT_RAD * np.tanh(heel_up / TOE_LIMIT_RAD)
        return FootState(ankle, yaw, pitch, bend * down, free, flex, knee)

    def _lowered(self, pelvis: Pelvis, feet: dict[Side, FootState]) -> Pelvis:
        """The pelvis as high as asked, or as the legs allow if that is lower, smoothly."""
        height = pelvis.position_m[:, 2].copy()
        for side in SIDES:
            offset = hip_m(self.body, pelvis, side) - feet[side].ankle_m
            reach = REACH * sum(leg_lengths_m(self.body, side))
            flat = _soft_most(np.hypot(*offset[:, :2].T), FLATTEST * reach, SOFT_M)
            height -= _softplus(offset[:, 2] - np.sqrt(reach**2 - flat**2), SOFT_M)
        position = np.c_[pelvis.position_m[:, :2], height]
        return Pelvis(position, pelvis.heading_rad, pelvis.tilt)


def poser(body: Body) -> Poser:
    """Measures a body so that it can be bent."""
    return Poser(body, {side: foot_shape(body, side) for side in SIDES})


def pelvis_of(values: Channels) -> Pelvis:
    """The pelvis as the channels ask for it."""
    x, y, z, yaw, pitch, roll = (
        values[:, INDEX[n]] for n in ("pelvis_x", "pelvis_y", "pelvis_z", "yaw", "pitch", "roll")
    )
    return Pelvis(np.stack([x, y, z], axis=1), yaw, about(LEFT, pitch) * about(FORWARD, roll))


def trunk_of(body: Body, values: Channels) -> dict[str, Rotation]:
    """Rotations of spine and neck."""
    lean, aside, twist, nod, gaze = (
        values[:, INDEX[name]] for name in ("lean", "list", "twist", "nod", "gaze")
    )
    return trunk_rotations(
        body.rig,
        twist_rad=twist,
        lean_rad=lean,
        list_rad=aside,
        gaze_rad=gaze,
        nod_rad=nod + HEAD_FOLLOWS * lean,
    )


def within_reach(body: Body, pelvis: Pelvis, side: Side, foot: FootState) -> FootState:
    """The foot drawn along the leg until the leg reaches it, smoothly."""
    hip = hip_m(body, pelvis, side)
    away = foot.ankle_m - hip
    distance = np.linalg.norm(away, axis=1)
    reach = STRETCH * sum(leg_lengths_m(body, side))
    share = _soft_most(distance, reach, STRETCH_M) / distance
    return replace(foot, ankle_m=hip + share[:, None] * away)


def _softplus(excess_m: Float[np.ndarray, " time"], width_m: float) -> Float[np.ndarray, " time"]:
    """The positive part, rounded off over a width, m."""
    return width_m * np.logaddexp(0.0, excess_m / width_m)


def _soft_most(
    value_m: Float[np.ndarray, " time"], most_m: float, width_m: float
) -> Float[np.ndarray, " time"]:
    """The smaller of a value and a limit, rounded off, m; never above the value."""
    return value_m - _softplus(value_m - most_m, width_m)
