"""Walking: feet on planned footprints, a trunk that rises and sways, arms against the legs."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from jaxtyping import Float

from scenes.bodies import SIDES, Body, Side
from scenes.motion._arms import arm_rotations, hanging_spread_rad
from scenes.motion._cadence import (
    StepClock,
    relative_speed,
    step_clock,
    stride_length_m,
    support_share,
)
from scenes.motion._foot import foot_cycle, foot_shape
from scenes.motion._footsteps import Footsteps, plan_footsteps
from scenes.motion._legs import Pelvis, highest_pelvis_m, leg_rotations
from scenes.motion._paths import GroundPath, ground_path
from scenes.motion._personal import Personal
from scenes.motion._pose import Pose, assemble
from scenes.motion._sway import Sway
from scenes.motion._trunk import trunk_rotations
from scenes.spec import AgentSpec, Walk

MARGIN_S = 6.0
"""How long before and after the clip steps are planned, s: more than two of the slowest cycles."""

STEP_WIDTH = 0.065
"""Distance between the lines of the two feet, in statures."""

SWING_LIFT = 0.014
"""Extra height of the ankle in the middle of the swing, in statures."""


@dataclass(frozen=True)
class WalkMotion:
    """A walk along a path.

    Attributes:
        body: Who walks.
        path: Where.
        clock: When the steps fall.
        steps: The steps of each foot.
        sway: Movement of trunk and arms.
        span_s: The times over which the height of the pelvis is settled, s.
    """

    body: Body
    path: GroundPath
    clock: StepClock
    steps: dict[Side, Footsteps]
    sway: Sway
    span_s: tuple[float, float]
    activity: str = "walk"

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time."""
        phase = self.clock.phase(times_s)
        pelvis = self._pelvis(times_s, phase, self._height_m)
        local = {
            self.body.rig.root: pelvis.tilt,
            **trunk_rotations(self.body.rig, **self.sway.chest(phase)),
        }
        for side in SIDES:
            local |= leg_rotations(self.body, pelvis, side, self.steps[side].at(phase))
            spread = np.full_like(phase, self._spread_rad[side])
            arm = self.sway.arm(side, phase)
            local |= arm_rotations(
                self.body, side, spread_rad=spread, twist_rad=np.zeros_like(phase), **arm
            )
        return assemble(self.body, local, pelvis.position_m, pelvis.heading_rad)

    @cached_property
    def _spread_rad(self) -> dict[Side, float]:
        return {side: hanging_spread_rad(self.body, side) for side in SIDES}

    @cached_property
    def _height_m(self) -> float:
        """Mean height of the root joint: as high as the legs reach at the worst moment, m."""
        times = np.linspace(*self.span_s, int(60 * (self.span_s[1] - self.span_s[0])) + 2)
        phase = self.clock.phase(times)
        rest = float(self.body.bone_heads_m[0, 2])
        feet = {side: self.steps[side].at(phase) for side in SIDES}
        rise = highest_pelvis_m(self.body, self._pelvis(times, phase, rest), feet)
        return rest + min(0.0, float(rise.min()))

    def _pelvis(
        self,
        times_s: Float[np.ndarray, " time"],
        phase: Float[np.ndarray, " time"],
        height_m: float,
    ) -> Pelvis:
        heading, ground = self.path.heading_rad(times_s), self.path.position_m(times_s)
        ahead, left, up = self.sway.shift_m(phase)
        x = ground[:, 0] + np.cos(heading) * ahead - np.sin(heading) * left
        y = ground[:, 1] + np.sin(heading) * ahead + np.cos(heading) * left
        position = np.stack([x, y, height_m + up], axis=1)
        return Pelvis(position, heading, self.sway.pelvis_tilt(phase))


def walk_motion(
    agent: AgentSpec,
    walk: Walk,
    body: Body,
    random: np.random.Generator,
    span_s: tuple[float, float],
) -> WalkMotion:
    """Plans a walk.

    Args:
        agent: Who walks, from where.
        walk: How fast, and along which path.
        body: The walker's body.
        random: Draws the phase of the gait at time zero, and how steps vary.
        span_s: First and last time at which the pose will be asked for, s.
    """
    hip = float(body.head_m(body.rig.limbs["L"].hip)[2])
    start, end = span_s[0] - MARGIN_S, span_s[1] + MARGIN_S
    path = ground_path(agent, start, end)
    personal, phase = Personal(walk.gait), random.uniform()
    clock = step_clock(path, hip, phase, start, end, personal.cadence)
    pace = relative_speed(walk.speed_m_per_s, hip)
    support, vigour = support_share(walk.speed_m_per_s, hip), min(1.0, 0.4 + 0.5 * pace)
    stride = personal.stride * stride_length_m(walk.speed_m_per_s, hip)
    steps = {
        side: plan_footsteps(
            path,
            clock,
            side,
            foot_shape(body, side),
            foot_cycle(personal.support(support, side), vigour),
            step_width_m=personal.width * STEP_WIDTH * body.stature_m,
            toe_out_rad=float(np.deg2rad(8.5 - 1.4 * pace)),
            stride_m=stride,
            lift_m=SWING_LIFT * body.stature_m,
        )
        for side in SIDES
    }
    steps = {side: _uneven(one, personal.spread, random) for side, one in steps.items()}
    return WalkMotion(body, path, clock, steps, Sway(pace, hip, personal.lean_rad), span_s)


def _uneven(steps: Footsteps, spread: float, random: np.random.Generator) -> Footsteps:
    """Footprints that miss their places by so many strides."""
    if spread == 0.0:
        return steps
    miss = spread * steps.stride_m * random.standard_normal(steps.prints_m.shape)
    return replace(steps, prints_m=steps.prints_m + miss)
