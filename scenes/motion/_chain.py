"""`ChainMotion`: one thing after another, as one motion without a jolt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.interpolate import BSpline

from scenes._errors import InputError
from scenes.bodies import SIDES, Body, Side
from scenes.motion._channels import CHANNELS, INDEX, Channels
from scenes.motion._contact import Shell, shell_of
from scenes.motion._fidget import Fidget, fidget
from scenes.motion._figure import Figure, figure_of
from scenes.motion._footsteps import FootState
from scenes.motion._go import Going
from scenes.motion._ground import off_ground
from scenes.motion._library import Activity, GaitKey, activity
from scenes.motion._manner import Manner
from scenes.motion._perform import Performance, Stage, perform, standing_stage
from scenes.motion._planted import feet_kept
from scenes.motion._pose import Pose
from scenes.motion._ways import going, manner_of, round_going, turning
from scenes.spec import GaitSpec, GoTo, Perform, Step

FACING_RAD = np.deg2rad(40.0)
"""Somebody turns on the spot before a walk that begins further aside than this, rad."""

FACED_RAD = np.deg2rad(4.0)
"""A heading at the end that is closer than this needs no turn, rad."""

NORMAL = GaitSpec()

NEAR_M = 0.12
"""A place that is closer than this has been reached, m."""

FIRST_STILL_S, LAST_STILL_S = 0.3, 0.4
"""Standing still before the first and after the last step of a chain, s."""


class Segment(Protocol):
    """A stretch of motion from its own time zero."""

    @property
    def duration_s(self) -> float:
        """Length, s."""
        ...

    def at(self, times_s: Float[np.ndarray, " time"]) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet."""
        ...


@dataclass(frozen=True)
class Keyed:
    """A performance as a segment.

    Attributes:
        figure: Who performs.
        performance: What.
    """

    figure: Figure
    performance: Performance

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return self.performance.duration_s

    def at(self, times_s: Float[np.ndarray, " time"]) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet."""
        values = self.performance.keyframes.at(times_s)
        return values, self.figure.poser.feet_of(values)


@dataclass(frozen=True)
class ActivityInterval:
    """What was done from when to when.

    Attributes:
        activity: Name in the library, or `walk`, `turn`, `stand`.
        start_s: From.
        end_s: To.
        step: Number of the step of the chain that it belongs to, -1 for transitions.
        hand: Side that led ("left", "right"), or "" where none does.
        repetitions: How often, 0 where it is not counted.
        cycles_s: When repetitions began, and when the last one ended, s.
    """

    activity: str
    start_s: float
    end_s: float
    step: int = -1
    hand: str = ""
    repetitions: int = 0
    cycles_s: tuple[float, ...] = ()


@dataclass(frozen=True)
class ChainMotion:
    """A motion made of segments; pose, velocity and acceleration are continuous throughout.

    Attributes:
        figure: Who moves.
        segments: What, in order.
        intervals: What is done when.
        fidget: Small movements on top.
        rise: Spline over time of how far the body is lifted off what it would sink into, m.
        shift: Splines over time of how far each foot is moved so that it does not slide, m.
    """

    figure: Figure
    segments: tuple[Segment, ...]
    intervals: tuple[ActivityInterval, ...]
    fidget: Fidget
    rise: BSpline | None = None
    shift: dict[Side, BSpline] = field(default_factory=dict)
    activity: str = "chain"

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return float(self._starts_s[-1])

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time; the first and the last are held outside."""
        values, feet = self.channels(times_s)
        return self.figure.poser.pose(values, feet)

    def channels(
        self, times_s: Float[np.ndarray, " time"]
    ) -> tuple[Channels, dict[Side, FootState]]:
        """Channels and feet in the world."""
        times = np.asarray(times_s, dtype=float)
        which = self._segment(times)
        values = np.zeros((len(times), len(CHANNELS)))
        feet = {side: _empty(len(times)) for side in SIDES}
        for number in np.unique(which):
            at = which == number
            own, own_feet = self.segments[number].at(times[at] - self._starts_s[number])
            values[at] = own
            for side in SIDES:
                _put(feet[side], at, own_feet[side])
        self.fidget.add(values, times)
        self._lift(values, feet, times)
        for side, shift in self.shift.items():
            feet[side].ankle_m[:, :2] += shift(np.clip(times, *shift.t[[0, -1]]))
        return values, feet

    def keyed(self, times_s: Float[np.ndarray, " time"]) -> Bool[np.ndarray, " time"]:
        """Whether key poses rather than steps make the motion at each time."""
        made = np.array([isinstance(one, Keyed) for one in self.segments])
        return made[self._segment(times_s)]

    def _segment(self, times_s: Float[np.ndarray, " time"]) -> Int[np.ndarray, " time"]:
        return np.searchsorted(self._starts_s[1:-1], times_s, "right")

    def _lift(
        self, values: Channels, feet: dict[Side, FootState], times_s: Float[np.ndarray, " time"]
    ) -> None:
        if self.rise is None:
            return
        rise = self.rise(np.clip(times_s, *self.rise.t[[0, -1]]))
        values[:, INDEX["pelvis_z"]] += rise
        for side in SIDES:
            feet[side].ankle_m[:, 2] += rise * np.asarray(feet[side].free)

    @cached_property
    def _starts_s(self) -> Float[np.ndarray, " boundary"]:
        return np.concatenate([[0.0], np.cumsum([one.duration_s for one in self.segments])])


def _empty(count: int) -> FootState:
    zeros = [np.zeros(count) for _ in range(6)]
    return FootState(np.zeros((count, 3)), *zeros)


def _put(all_times: FootState, at: np.ndarray, some: FootState) -> None:
    for name in ("ankle_m", "yaw_rad", "pitch_rad", "toe_bend_rad", "free", "flex_rad", "knee_rad"):
        getattr(all_times, name)[at] = getattr(some, name)


def chain_motion(
    body: Body,
    steps: Sequence[Step],
    position_m: Sequence[float],
    heading_rad: float,
    random: np.random.Generator,
) -> ChainMotion:
    """Plans a chain of steps, with the changes of posture and the turns that they need.

    Args:
        body: Who.
        steps: What, in order.
        position_m: World x and y at the beginning, m.
        heading_rad: Heading at the beginning, rad.
        random: Draws what the steps leave open.

    Raises:
        InputError: An activity is unknown, or no way leads from one posture to the next.
    """
    figure, shell = figure_of(body), shell_of(body)
    stage = standing_stage(figure, position_m, heading_rad)
    planner = _Planner(figure, shell, stage, random)
    planner.rest(FIRST_STILL_S)
    for number, step in enumerate(steps):
        planner.add(step, number)
    planner.rest(LAST_STILL_S)
    motion = ChainMotion(
        figure,
        tuple(planner.segments),
        tuple(planner.intervals),
        fidget(random),
    )
    return feet_kept(off_ground(motion, shell))


class _Planner:
    """Appends segments; each begins with the stage that the one before left."""

    def __init__(
        self, figure: Figure, shell: Shell, stage: Stage, random: np.random.Generator
    ) -> None:
        self.figure, self.shell, self.stage, self.random = figure, shell, stage, random
        self.segments: list[Segment] = []
        self.intervals: list[ActivityInterval] = []
        self.time_s = 0.0

    def add(self, step: Step, number: int) -> None:
        """Appends a step and what has to come before it."""
        if isinstance(step, GoTo):
            self._go(step, number)
        else:
            self._perform(step, number)

    def rest(self, duration_s: float) -> None:
        """Stays as it is for a moment."""
        still = Perform(activity="pause", duration_s=duration_s, style=0.0)
        self._append(activity("pause"), still, -1)

    def _go(self, step: GoTo, number: int) -> None:
        self._posture("stand")
        corners = [*step.via_m, step.to_m]
        way = [corner for corner in corners if np.hypot(*(corner - self.stage.origin_m)) > NEAR_M]
        if way:
            ahead = np.array(way[0]) - self.stage.origin_m
            self._face(float(np.arctan2(ahead[1], ahead[0])), FACING_RAD)
            manner = manner_of(self.figure, step.manner, step.speed_m_per_s)
            self._went(going(self.figure, self.stage, way, manner, step.gait, self.random), number)
        if step.facing_rad is not None:
            self._face(step.facing_rad, FACED_RAD)

    def _face(self, heading_rad: float, enough_rad: float) -> None:
        turn = np.remainder(heading_rad - self.stage.heading_rad + np.pi, 2 * np.pi) - np.pi
        if abs(turn) > enough_rad:
            self._went(turning(self.figure, self.stage, heading_rad), -1)

    def _went(self, segment: Going, number: int, name: str = "", hand: str = "") -> None:
        self.segments.append(segment)
        end = self.time_s + segment.duration_s
        self._log(ActivityInterval(name or segment.activity, self.time_s, end, number, hand))
        self.stage = segment.end

    def _perform(self, step: Perform, number: int) -> None:
        wanted = activity(step.activity)
        if wanted.posture[0] != "any":
            self._posture(wanted.posture[0], step.at_m)
        if wanted.gait is not None:
            self._gait(wanted, wanted.gait, step, number)
        else:
            self._append(wanted, step, number)

    def _gait(self, what: Activity, gait: GaitKey, step: Perform, number: int) -> None:
        """Walks or jogs ahead, round, or to and fro."""
        random = np.random.default_rng([step.seed, int(self.random.integers(2**31))])
        speed = random.uniform(*gait.speed_m_per_s) * step.tempo
        manner = manner_of(self.figure, gait.manner, speed)
        length = random.uniform(*gait.length_m) * step.amplitude
        side = step.hand or ("left", "right")[random.integers(2)]
        if gait.path == "circle":
            radius = random.uniform(*gait.radius_m)
            length = speed * step.duration_s if step.duration_s else length
            turns = length / (2 * np.pi * radius) * (1.0 if side == "left" else -1.0)
            plan = round_going(self.figure, self.stage, radius, turns, manner, NORMAL, random)
            self._went(plan, number, what.name, side)
            return
        for _ in range(1 if gait.path == "line" else 2 * (step.repetitions or 1)):
            self._straight(what, length, manner, number)

    def _straight(self, what: Activity, length_m: float, manner: Manner, number: int) -> None:
        """Ahead, or back once the last stretch has led away."""
        done = [one for one in self.intervals if one.step == number]
        if done:
            self._face(self.stage.heading_rad + np.pi, FACED_RAD)
        ahead = np.array([np.cos(self.stage.heading_rad), np.sin(self.stage.heading_rad)])
        corner = self.stage.origin_m + length_m * ahead
        end = [(float(corner[0]), float(corner[1]))]
        plan = going(self.figure, self.stage, end, manner, NORMAL, self.random)
        self._went(plan, number, what.name)

    def _posture(self, wanted: str, at_m: tuple[float, float, float] | None = None) -> None:
        """Changes posture by the activities of the library that do so."""
        for name in changes(self.stage.posture, wanted):
            self._append(activity(name), Perform(activity=name, at_m=at_m or self._seat), -1)

    _seat: tuple[float, float, float] | None = None

    def _append(self, what: Activity, step: Perform, number: int) -> None:
        self._seat = step.at_m or self._seat
        ask = step.model_copy(update={"at_m": self._seat})
        random = np.random.default_rng([step.seed, int(self.random.integers(2**31))])
        made = perform(what, ask, self.figure, self.shell, self.stage, random)
        self.segments.append(Keyed(self.figure, made))
        hand = {"L": "left", "R": "right"}[made.lead] if what.sided else ""
        counted = what.group != "basic" and what.repetitions[1] > 1
        cycles = tuple(self.time_s + time for time in made.cycles_s) if counted else ()
        count = max(0, len(cycles) - 1)
        end = self.time_s + made.duration_s
        self._log(ActivityInterval(what.name, self.time_s, end, number, hand, count, cycles))
        self.stage = made.stage

    def _log(self, interval: ActivityInterval) -> None:
        self.intervals.append(interval)
        self.time_s = interval.end_s


CHANGES = {
    "sit": ("sit_down", "stand_up"),
    "lie": ("lie_down", "get_up"),
    "lie_on_floor": ("lie_on_floor", "rise_from_lying"),
    "prone": ("lie_prone", "rise_from_prone"),
    "floor": ("sit_on_floor", "rise_from_floor"),
    "kneel": ("kneel_down", "rise"),
}
"""Activities that lead from standing to a posture, and back."""


def changes(posture: str, wanted: str) -> tuple[str, ...]:
    """The activities that lead from a posture to another, by way of standing.

    Raises:
        InputError: None do.
    """
    if posture == wanted:
        return ()
    if {posture, wanted} - {"stand", *CHANGES}:
        raise InputError(
            expected=f"a posture that is reached from {posture!r}",
            found=repr(wanted),
            do=f"choose one of stand, {', '.join(CHANGES)}",
        )
    up = () if posture == "stand" else (CHANGES[posture][1],)
    down = () if wanted == "stand" else (CHANGES[wanted][0],)
    return (*up, *down)
