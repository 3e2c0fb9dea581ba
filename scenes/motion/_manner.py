"""Manners of going: walking and jogging, each with its cadence, foot roll and movement."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from scenes.motion._cadence import relative_speed, stride_length_m, support_share
from scenes.motion._foot import USUAL, Effort, FootCycle, foot_cycle
from scenes.motion._footsteps import BODY_PASSES
from scenes.motion._jog import JOG_PASSES, JOG_RATE_HZ, JogSway, jog_cycle
from scenes.motion._sway import Sway, Swaying

STEP_WIDTH = 0.065
"""Distance between the lines of the two feet of a walker, in statures."""

SWING_LIFT = 0.014
"""Extra height of a walker's ankle in the middle of the swing, in statures."""

JOG_WIDTH, JOG_LIFT = 0.055, 0.055
"""The same of a jogger."""


@dataclass(frozen=True)
class Manner:
    """How somebody goes at a speed.

    Attributes:
        kind: Walk or jog.
        speed_m_per_s: Speed, m/s.
        hip_height_m: Height of the hip joint, m.
        stride_m: Usual length of a cycle of two steps, m.
        support: Share of the cycle that a foot is on the ground.
        sway: Movement of trunk and arms.
        passes: Phase after its strike at which the body passes over a foot, cycles.
        flat: Phase after its strike at which the sole is flat, cycles.
        starts: Phase at which a body starts to move, cycles: as the first foot leaves the ground.
        width: Distance between the lines of the feet, in statures.
        lift: Extra height of the ankle in the swing, in statures.
    """

    kind: Literal["walk", "jog"]
    speed_m_per_s: float
    hip_height_m: float
    stride_m: float
    support: float
    sway: Swaying
    passes: float = BODY_PASSES
    flat: float = 0.2
    starts: float = -0.1
    width: float = STEP_WIDTH
    lift: float = SWING_LIFT
    vigour: float | None = field(default=None)

    @property
    def rate_hz(self) -> float:
        """Cycles per second."""
        return self.speed_m_per_s / self.stride_m

    @property
    def toe_out_rad(self) -> float:
        """Direction of the toes outwards, rad."""
        return float(np.deg2rad(8.5 - 1.4 * relative_speed(self.speed_m_per_s, self.hip_height_m)))

    def cycle(self, support: float, effort: Effort = USUAL) -> FootCycle:
        """The roll of a foot that is on the ground for a share of the cycle."""
        if self.kind == "jog":
            return jog_cycle(support, effort)
        pace = relative_speed(self.speed_m_per_s, self.hip_height_m)
        return foot_cycle(support, self.vigour or min(1.0, 0.4 + 0.5 * pace), effort)


def walking(speed_m_per_s: float, hip_height_m: float) -> Manner:
    """Walking, with the relations of Boulic et al. (1990)."""
    return Manner(
        "walk",
        speed_m_per_s,
        hip_height_m,
        stride_length_m(speed_m_per_s, hip_height_m),
        support_share(speed_m_per_s, hip_height_m),
        Sway(relative_speed(speed_m_per_s, hip_height_m), hip_height_m),
    )


def jogging(speed_m_per_s: float, hip_height_m: float) -> Manner:
    """Jogging: the cadence hardly depends on the speed (Cavanagh and Kram, 1989)."""
    return Manner(
        "jog",
        speed_m_per_s,
        hip_height_m,
        speed_m_per_s / JOG_RATE_HZ,
        0.37,
        JogSway(speed_m_per_s, hip_height_m),
        passes=JOG_PASSES,
        flat=0.09,
        starts=-0.25,
        width=JOG_WIDTH,
        lift=JOG_LIFT,
    )
