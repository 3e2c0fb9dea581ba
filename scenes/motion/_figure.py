"""`Figure`: what a motion needs to know of a body that performs it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float

from scenes.bodies import SIDES, Body, Side
from scenes.motion._arms import hanging_spread_rad
from scenes.motion._channels import CHANNELS, INDEX, Key
from scenes.motion._idle import STANCE_DROP_M, STANCE_WIDTH, TOE_OUT_RAD
from scenes.motion._legs import REACH, leg_lengths_m
from scenes.motion._posing import Poser, poser
from scenes.motion._reach import Arm, arm_of

HANGING_DEG = {"flexion": 2.0, "elbow": 18.0, "turn": 0.0}
"""Angles of an arm that hangs."""


@dataclass(frozen=True)
class Figure:
    """A measured body.

    Attributes:
        body: Whose.
        poser: Bends it.
        arms: Its arms.
    """

    body: Body
    poser: Poser
    arms: dict[Side, Arm]

    @cached_property
    def leg_m(self) -> float:
        """Length of the stretched leg from hip to ankle, m: the unit of steps and of the pelvis."""
        return sum(leg_lengths_m(self.body, "L"))

    @cached_property
    def arm_m(self) -> float:
        """Length of the stretched arm from shoulder to wrist, m: the unit of hands."""
        return self.arms["L"].length_m

    @cached_property
    def standing(self) -> Key:
        """Standing at the origin of a stage and facing along its +x."""
        key = np.zeros(len(CHANNELS))
        key[INDEX["pelvis_z"]] = self._standing_height_m()
        for side in SIDES:
            outwards = 1.0 if side == "L" else -1.0
            key[INDEX[f"foot_y.{side}"]] = outwards * STANCE_WIDTH * self.body.stature_m / 2
            key[INDEX[f"foot_yaw.{side}"]] = outwards * TOE_OUT_RAD
            key[INDEX[f"arm_spread.{side}"]] = hanging_spread_rad(self.body, side)
            for name, angle in HANGING_DEG.items():
                key[INDEX[f"arm_{name}.{side}"]] = np.deg2rad(angle)
        return key

    def _standing_height_m(self) -> float:
        """Height of the root joint when the legs are nearly straight, m."""
        rig, root = self.body.rig, self.body.bone_heads_m[0]
        heights = []
        for side in SIDES:
            hip, ankle = (
                self.body.head_m(getattr(rig.limbs[side], joint)) for joint in ("hip", "ankle")
            )
            aside = abs(hip[1]) - STANCE_WIDTH * self.body.stature_m / 2
            flat = np.hypot(hip[0] - root[0], aside)
            reach = REACH * sum(leg_lengths_m(self.body, side))
            heights.append(ankle[2] + np.sqrt(reach**2 - flat**2) + root[2] - hip[2])
        return float(min(heights)) - STANCE_DROP_M

    @cached_property
    def landmarks_m(self) -> dict[str, Float[np.ndarray, "3"]]:
        """Places for hands in the frame of the chest, in the middle of the body, m."""
        body, rig = self.body, self.body.rig
        head, neck = body.head_m(rig.neck[-1]), body.head_m(rig.neck[0])
        chest, root = body.head_m(rig.ribs), body.bone_heads_m[0]
        crown = body.vertices_m[:, 2].max()
        front = float(body.vertices_m[:, 0].max())
        face = head + np.array([0.075 * body.stature_m, 0.0, 0.0])
        wrist = np.array([0.07 * body.stature_m, 0.0, 0.0])
        return {
            "mouth": face + np.array([0.02, 0.0, 0.1 * (crown - head[2])]) + 0.5 * wrist,
            "forehead": face + np.array([0.0, 0.0, 0.65 * (crown - head[2])]) + 0.3 * wrist,
            "crown": np.array([head[0], 0.0, crown + 0.03 * body.stature_m]),
            "chin": np.array([face[0], 0.0, neck[2] + 0.04 * body.stature_m]) + 0.6 * wrist,
            "chest": np.array([chest[0] + 0.5 * front, 0.0, chest[2] + 0.03]) + 1.2 * wrist,
            "belly": np.array([root[0] + 0.5 * front, 0.0, (chest[2] + root[2]) / 2]) + wrist,
            "hip": np.array([root[0], 0.0, root[2] + 0.03 * body.stature_m]),
            "shoulder": np.array([chest[0], 0.0, body.head_m(rig.limbs["L"].shoulder)[2]]),
            "knee": np.array([0.25 * self.leg_m, 0.0, root[2] - 0.35 * self.leg_m]),
        }


def figure_of(body: Body) -> Figure:
    """Measures a body."""
    return Figure(body, poser(body), {side: arm_of(body, side) for side in SIDES})
