"""`chain_motion`: one thing after another, planned as one motion without a jolt."""

from collections.abc import Sequence

import numpy as np

from scenes._errors import InputError
from scenes.bodies import Body
from scenes.motion._chain_motion import ActivityInterval, ChainMotion, Keyed, Segment
from scenes.motion._contact import Shell, shell_of
from scenes.motion._fidget import fidget
from scenes.motion._figure import Figure, figure_of
from scenes.motion._go import Going
from scenes.motion._ground import off_ground
from scenes.motion._library import Activity, GaitKey, activity
from scenes.motion._manner import Manner
from scenes.motion._perform import Stage, perform, standing_stage
from scenes.motion._planted import feet_kept
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
