"""Footprints along a path, and the flight of the foot from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from jaxtyping import Complex, Float, Int

from scenes.bodies import Side
from scenes.motion._cadence import StepClock
from scenes.motion._foot import FootCycle, FootShape, rolled_ankle
from scenes.motion._paths import GroundPath, smooth_step

BODY_PASSES = 0.218
"""Phase after heel strike at which the body passes over the foot, cycles."""

THROW = 0.2
"""How far the foot runs ahead of a plain quintic early in the swing, in strides, and lags late."""

LANDING = 1.1
"""Height of the foot's descent onto the heel, in lifts."""


@dataclass(frozen=True)
class FootState:
    """Where a foot is.

    Attributes:
        ankle_m: World position of the ankle joint, m.
        yaw_rad: Direction of the toes, rad.
        pitch_rad: Toes up, rad.
        toe_bend_rad: Toes bent up against the foot, rad.
        free: From 0 for a foot that keeps its direction to 1 for one that follows its shank.
        flex_rad: How far down the toes of a free foot point, rad.
        knee_rad: How far the knee is turned outwards about the line from hip to ankle, rad.
    """

    ankle_m: Float[np.ndarray, "time 3"]
    yaw_rad: Float[np.ndarray, " time"]
    pitch_rad: Float[np.ndarray, " time"]
    toe_bend_rad: Float[np.ndarray, " time"]
    free: Float[np.ndarray, " time"] | float = 0.0
    flex_rad: Float[np.ndarray, " time"] | float = 0.0
    knee_rad: Float[np.ndarray, " time"] | float = 0.0


@dataclass(frozen=True)
class Footsteps:
    """All steps of one foot, as a function of the phase of the gait.

    Attributes:
        foot: Its shape.
        cycle: How it rolls.
        offset: Phase of its heel strikes, cycles.
        first: Number of the first footprint (the whole cycles before its strike).
        prints_m: World position of each footprint (below the ankle), m.
        yaws_rad: Direction of each footprint, rad.
        stride_m: Usual distance between its footprints, m.
        lift_m: Extra height of the ankle in the swing, m.
        others: Roll of the foot in steps that differ, by the number of the step.
    """

    foot: FootShape
    cycle: FootCycle
    offset: float
    first: int
    prints_m: Float[np.ndarray, "step 2"]
    yaws_rad: Float[np.ndarray, " step"]
    stride_m: float
    lift_m: float
    others: Mapping[int, FootCycle] = field(default_factory=dict)

    def at(self, phase: Float[np.ndarray, " time"]) -> FootState:
        """The foot at these phases; position, velocity and acceleration are continuous."""
        whole = np.floor(phase - self.offset)
        along, step = phase - self.offset - whole, whole.astype(int) - self.first
        state = self._rolling(along, step)
        for number, cycle in self.others.items():
            at = step == number
            if at.any():
                other = replace(self, cycle=cycle)._rolling(along[at], step[at])
                for name in ("ankle_m", "yaw_rad", "pitch_rad", "toe_bend_rad"):
                    getattr(state, name)[at] = getattr(other, name)
        return state

    def _rolling(
        self, along: Float[np.ndarray, " time"], step: Int[np.ndarray, " time"]
    ) -> FootState:
        """The foot so far along each step."""
        swing = np.clip((along - self.cycle.support) / (1 - self.cycle.support), 0.0, 1.0)
        planted = self._above(step, rolled_ankle(self.foot, self.cycle, along))
        turn = (self.yaws_rad[step + 1] - self.yaws_rad[step]) * smooth_step(swing)
        return FootState(
            ankle_m=np.where((swing > 0)[:, None], self._flight(step, swing), planted),
            yaw_rad=self.yaws_rad[step] + turn,
            pitch_rad=self.cycle.pitch(along),
            toe_bend_rad=self.cycle.toe_bend_rad(along),
        )

    def _flight(
        self, step: Int[np.ndarray, " time"], swing: Float[np.ndarray, " time"]
    ) -> Float[np.ndarray, "time 3"]:
        """Leaves and lands with the place, velocity and acceleration of the rolling foot.

        In between the foot is picked up and thrown ahead early, as a relaxed leg does.
        """
        start, end = self._end(step, self.cycle.support), self._end(step + 1, 1.0)
        middle = 64 * (swing * (1 - swing)) ** 3
        early = middle * (1 - 2 * swing)
        landing = 307 * swing**6 * (1 - swing) ** 3
        up = self.lift_m * (middle + early + LANDING * landing)
        extra = THROW * self.stride_m * early + 1j * up
        return _quintic(swing[:, None], start, end) + self._along(step, extra)

    def _end(self, foot: Int[np.ndarray, " time"], phase: float) -> list[np.ndarray]:
        """Ankle at an end of the swing, with its first and second derivative by the swing."""
        rolls = [rolled_ankle(self.foot, self.cycle, np.array([phase]), n) for n in range(3)]
        length = 1 - self.cycle.support
        velocity, acceleration = (self._along(foot, roll) for roll in rolls[1:])
        return [self._above(foot, rolls[0]), velocity * length, acceleration * length**2]

    def _above(
        self, step: Int[np.ndarray, " time"], rolled_m: Complex[np.ndarray, "#time"]
    ) -> Float[np.ndarray, "time 3"]:
        """World position of an ankle that has rolled so far (ahead + i up) from a footprint."""
        place = self._along(step, rolled_m)
        place[:, :2] += self.prints_m[step]
        return place

    def _along(
        self, step: Int[np.ndarray, " time"], rolled: Complex[np.ndarray, "#time"]
    ) -> Float[np.ndarray, "time 3"]:
        """A vector (ahead + i up) of a footprint in world axes."""
        yaw = self.yaws_rad[step]
        ahead, up = np.broadcast_to(rolled.real, yaw.shape), np.broadcast_to(rolled.imag, yaw.shape)
        return np.stack([np.cos(yaw) * ahead, np.sin(yaw) * ahead, up], axis=1)


def plan_footsteps(
    path: GroundPath,
    clock: StepClock,
    side: Side,
    foot: FootShape,
    cycle: FootCycle,
    *,
    step_width_m: float,
    toe_out_rad: float,
    stride_m: float,
    lift_m: float,
) -> Footsteps:
    """Plants one footprint a cycle, beside the place where the body is `BODY_PASSES` later."""
    offset, left = (0.0, 1.0) if side == "L" else (0.5, -1.0)
    low, high = clock.phase(clock.phase.t[[0, -1]]) - offset - BODY_PASSES
    first, last = int(np.ceil(low)), int(np.floor(high))
    passes = clock.time(np.arange(first, last + 1) + offset + BODY_PASSES)
    heading = path.heading_rad(passes)
    to_left = np.stack([-np.sin(heading), np.cos(heading)], axis=1)
    return Footsteps(
        foot=foot,
        cycle=cycle,
        offset=offset,
        first=first,
        prints_m=path.position_m(passes) + left * step_width_m / 2 * to_left,
        yaws_rad=heading + left * toe_out_rad,
        stride_m=stride_m,
        lift_m=lift_m,
    )


def _quintic(
    share: Float[np.ndarray, "time 1"], start: list[np.ndarray], end: list[np.ndarray]
) -> Float[np.ndarray, "time 3"]:
    """Quintic Hermite interpolation of place, velocity and acceleration at both ends."""
    x = share
    y = 1 - x
    first, last = _half(x, y, *start), _half(y, x, end[0], -end[1], end[2])
    return first + last


def _half(
    x: Float[np.ndarray, "time 1"],
    y: Float[np.ndarray, "time 1"],
    place: Float[np.ndarray, "time 3"],
    velocity: Float[np.ndarray, "time 3"],
    acceleration: Float[np.ndarray, "time 3"],
) -> Float[np.ndarray, "time 3"]:
    """The part of the quintic that carries the values at x = 0 and vanishes at x = 1."""
    return y**3 * (
        place * (1 + 3 * x + 6 * x**2) + velocity * (x + 3 * x**2) + acceleration * x**2 / 2
    )
