"""Standing still, and standing while one hand waves."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side
from scenes.motion._arms import arm_rotations, hanging_spread_rad
from scenes.motion._footsteps import FootState
from scenes.motion._legs import Pelvis, highest_pelvis_m, leg_rotations
from scenes.motion._pose import UP, Pose, about, assemble
from scenes.motion._trunk import trunk_rotations
from scenes.spec import AgentSpec, Stand, Wave

STANCE_WIDTH = 0.10
"""Distance between the ankles of someone who stands, in statures."""

TOE_OUT_RAD = np.deg2rad(8.0)
STANCE_DROP_M = 0.008
"""How far below its greatest reach a standing person's pelvis is, m: the knees are not locked."""

SWAY_HZ = ((0.11, 0.23, 0.41), (0.13, 0.19, 0.37))
"""Frequencies of postural sway, ahead and aside."""


@dataclass(frozen=True)
class StandMotion:
    """Quiet standing, with an optional waving hand.

    Attributes:
        body: Who stands.
        position_m: World x and y, m.
        heading_rad: Direction of the front, rad.
        phases_rad: Phases of sway ahead and aside, rad.
        sway_m: Size of each of its components, m.
        wave: The wave, or None.
    """

    body: Body
    position_m: tuple[float, float]
    heading_rad: float
    phases_rad: Float[np.ndarray, "2 3"]
    sway_m: float
    wave: Wave | None = None

    @property
    def activity(self) -> str:
        """Name for the log."""
        return "stand" if self.wave is None else "wave"

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time."""
        pelvis = self._pelvis(times_s, self._height_m)
        still = np.zeros_like(times_s)
        local = trunk_rotations(
            self.body.rig, twist_rad=still, lean_rad=still, list_rad=still, gaze_rad=still
        )
        for side in SIDES:
            local |= leg_rotations(self.body, pelvis, side, self._foot(side, len(times_s)))
            local |= arm_rotations(self.body, side, **self._arm(side, times_s))
        return assemble(self.body, local, pelvis.position_m, pelvis.heading_rad)

    @cached_property
    def _height_m(self) -> float:
        rest = float(self.body.bone_heads_m[0, 2])
        pelvis = self._pelvis(np.zeros(1), rest)
        feet = {side: self._foot(side, 1) for side in SIDES}
        rise = float(highest_pelvis_m(self.body, pelvis, feet)[0])
        return rest + min(0.0, rise) - STANCE_DROP_M

    @cached_property
    def _spread_rad(self) -> dict[Side, float]:
        return {side: hanging_spread_rad(self.body, side) for side in SIDES}

    def _pelvis(self, times_s: Float[np.ndarray, " time"], height_m: float) -> Pelvis:
        ahead, left = (
            self.sway_m * np.sin(2 * np.pi * np.outer(times_s, rates) + phases).sum(1)
            for rates, phases in zip(SWAY_HZ, self.phases_rad, strict=True)
        )
        heading = np.full_like(times_s, self.heading_rad)
        local = np.stack([ahead, left, np.full_like(times_s, height_m)], axis=1)
        place = about(UP, heading).apply(local) + np.array([*self.position_m, 0.0])
        return Pelvis(place, heading, Rotation.identity(len(times_s)))

    def _foot(self, side: Side, count: int) -> FootState:
        left = 1.0 if side == "L" else -1.0
        aside = left * STANCE_WIDTH * self.body.stature_m / 2
        c, s = np.cos(self.heading_rad), np.sin(self.heading_rad)
        x, y = self.position_m
        height = self.body.head_m(self.body.rig.limbs[side].ankle)[2]
        ankle = np.array([x - s * aside, y + c * aside, height])
        yaw = self.heading_rad + left * TOE_OUT_RAD
        zeros = np.zeros(count)
        return FootState(np.tile(ankle, (count, 1)), np.full(count, yaw), zeros, zeros)

    def _arm(self, side: Side, times_s: Float[np.ndarray, " time"]) -> dict[str, np.ndarray]:
        if self.wave is not None and self.wave.hand == {"L": "left", "R": "right"}[side]:
            return waving_arm(times_s, self.wave.rate_hz)
        angles = {"flexion_rad": 2.0, "elbow_rad": 18.0, "twist_rad": 0.0}
        hanging = {name: np.full_like(times_s, np.deg2rad(a)) for name, a in angles.items()}
        return {**hanging, "spread_rad": np.full_like(times_s, self._spread_rad[side])}


def waving_arm(times_s: Float[np.ndarray, " time"], rate_hz: float) -> dict[str, np.ndarray]:
    """Angles of an arm whose hand is up and goes from side to side, mostly from the elbow."""
    swing = np.sin(2 * np.pi * rate_hz * times_s)
    follow = np.sin(2 * np.pi * rate_hz * times_s - 0.4)
    return {
        "spread_rad": np.deg2rad(68.0 + 3.0 * follow),
        "flexion_rad": np.full_like(times_s, np.deg2rad(15.0)),
        "elbow_rad": np.deg2rad(95.0 - 24.0 * swing),
        "twist_rad": np.deg2rad(85.0 + 6.0 * follow),
    }


def stand_motion(
    agent: AgentSpec, activity: Stand | Wave, body: Body, random: np.random.Generator
) -> StandMotion:
    """Someone who stands where the agent is, with phases of sway drawn at random."""
    phases = random.uniform(0.0, 2 * np.pi, (2, 3))
    wave = activity if isinstance(activity, Wave) else None
    return StandMotion(body, agent.position_m, agent.heading_rad, phases, activity.sway_m, wave)
