"""`Going`: walking from one stance to another, with its first and last steps."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from jaxtyping import Float

from scenes.bodies import SIDES, Side
from scenes.motion._channels import ARM, INDEX, Channels, arm_columns
from scenes.motion._course import Course, window
from scenes.motion._figure import Figure
from scenes.motion._footsteps import FootState, Footsteps
from scenes.motion._legs import highest_pelvis_m
from scenes.motion._perform import Stage
from scenes.motion._posing import pelvis_of
from scenes.motion._sway import Swaying

END = 0.65
"""How long after the last full step a walk ends, cycles."""


@dataclass(frozen=True)
class Going:
    """A walk, or a turn on the spot, from time zero.

    Attributes:
        figure: Who walks.
        start: Where from.
        end: Where to.
        course: The way.
        rate_hz: Cycles per second.
        first: The foot that takes the first step.
        steps: The footprints.
        sway: Movement of trunk and arms at full speed.
        flat: Phase after its strike at which a foot is flat on the ground.
        begin: Phase at time zero, cycles.
        lean_rad: Added lean of the trunk while walking, rad.
    """

    figure: Figure
    start: Stage
    end: Stage
    course: Course
    rate_hz: float
    first: Side
    steps: dict[Side, Footsteps]
    sway: Swaying
    flat: float = 0.2
    begin: float = -0.2
    lean_rad: float = 0.0
    activity: str = field(default="walk")

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return (self.course.last_strike + END - self.begin) / self.rate_hz

    @property
    def stage(self) -> Stage:
        """The stance at the end."""
        return self.end

    def at(self, times_s: Float[np.ndarray, " time"]) -> tuple[Channels, dict[Side, FootState]]:
        """Channels of pelvis, trunk and arms, and the feet, in the world."""
        phase = self.begin + self.rate_hz * np.clip(times_s, 0.0, self.duration_s)
        return self._body(phase, self._height_m), self._feet(phase)

    def _feet(self, phase: Float[np.ndarray, " time"]) -> dict[Side, FootState]:
        """Feet that stay flat before their first and after their last step."""
        last = self.course.last_strike
        feet = {}
        for side in SIDES:
            stays = 0.0 if side != self.first else -0.5
            closes = last if self.strikes_at(side, last) else last + 0.5
            own = np.clip(phase, stays + self.flat, closes + self.flat)
            feet[side] = self.steps[side].at(own)
        return feet

    def strikes_at(self, side: Side, phase: float) -> bool:
        """Whether a foot strikes the ground at this phase, a multiple of one half."""
        return (round(2 * phase) % 2 == 1) == (side == self.first)

    def _body(self, phase: Float[np.ndarray, " time"], height_m: float) -> Channels:
        walking = window(self.course, phase)
        left = phase + (0.0 if self.first == "R" else 0.5)
        start = self.start.world
        values = np.tile(start, (len(phase), 1))
        place, facing = self.course.place_m(phase), self.course.facing_rad(phase)
        ahead, aside, up = (walking * shift for shift in self.sway.shift_m(left))
        c, s = np.cos(facing), np.sin(facing)
        turn, drop = self.sway.pelvis_angles(left)
        chest = self.sway.chest(left)
        columns = {
            "pelvis_x": place[:, 0] + c * ahead - s * aside,
            "pelvis_y": place[:, 1] + s * ahead + c * aside,
            "pelvis_z": start[INDEX["pelvis_z"]] * (1 - walking) + height_m * walking + up,
            "yaw": facing - walking * turn,
            "roll": walking * drop,
            "lean": walking * (chest["lean_rad"] + self.lean_rad),
            "list": walking * chest["list_rad"],
            "twist": walking * chest["twist_rad"],
            "gaze": walking * chest["gaze_rad"],
        }
        for name, column in columns.items():
            values[:, INDEX[name]] = column
        for side in SIDES:
            values[:, arm_columns(side)] += walking[:, None] * self._swing(side, left)
        return values

    def _swing(self, side: Side, left: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time 4"]:
        """What the swing of an arm adds to its hanging."""
        arm, rest = self.sway.arm(side, left), self.figure.standing[arm_columns(side)]
        swing = np.zeros((len(left), len(ARM)))
        swing[:, 1] = arm["flexion_rad"] - rest[1]
        swing[:, 2] = arm["elbow_rad"] - rest[2]
        return swing

    @cached_property
    def _height_m(self) -> float:
        """Mean height of the root joint at full speed: as high as the legs reach, m."""
        phase = np.linspace(self.begin, self.course.last_strike + END, 60 * (self.course.steps + 2))
        standing = float(self.start.key[INDEX["pelvis_z"]])
        values = self._body(phase, standing)
        walking = window(self.course, phase)
        rise = highest_pelvis_m(self.figure.body, pelvis_of(values), self._feet(phase))
        return standing + min(0.0, float(np.min(np.where(walking > 0.5, rise, 0.0))))
