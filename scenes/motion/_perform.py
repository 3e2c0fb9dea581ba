"""One performance of an activity: its key poses, varied and repeated, on a stage in the world."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.bodies import Side
from scenes.motion._channels import CHANNELS, INDEX, Key, moved
from scenes.motion._contact import Shell
from scenes.motion._figure import Figure
from scenes.motion._keyframes import Keyframes
from scenes.motion._library import Activity, KeyPose, postures
from scenes.motion._resolve import Resolver
from scenes.motion._timeline import Moment, timeline
from scenes.spec import Perform

AMPLITUDE_SPREAD = 0.09
"""Standard deviation of the amplitude from one repetition to the next, as a share."""

ANGLE_SPREAD_RAD = np.deg2rad(2.5)
"""Standard deviation of the angles of arms, spine and head at each key."""

IDLE_SHARE = 0.3
"""Share of that in what a key leaves as it is."""

SPREAD_CHANNELS = np.array(
    [
        INDEX[name]
        for name in CHANNELS
        if name.startswith("arm_") or name in ("lean", "list", "twist", "nod", "gaze")
    ]
)
SEAT_M = 0.45
"""Height of a seat of which nothing is known, m."""


@dataclass(frozen=True)
class Stage:
    """Where in the world somebody performs.

    Attributes:
        origin_m: World x and y below the middle of the stance, m.
        heading_rad: The way that the stance faces, rad.
        key: Channels on the stage with which the performance begins.
        posture: Its posture.
    """

    origin_m: Float[np.ndarray, "2"]
    heading_rad: float
    key: Key
    posture: str = "stand"

    @property
    def world(self) -> Key:
        """The beginning in world coordinates."""
        return moved(self.key[None], self.origin_m, self.heading_rad)[0]

    def shifted(self, step_m: Float[np.ndarray, "2"], turn_rad: float) -> "Stage":
        """The stage moved along its own axes, m, and turned to the left, rad."""
        c, s = np.cos(self.heading_rad), np.sin(self.heading_rad)
        step = np.array([c * step_m[0] - s * step_m[1], s * step_m[0] + c * step_m[1]])
        return Stage(self.origin_m + step, self.heading_rad + turn_rad, self.key, self.posture)


@dataclass(frozen=True)
class Performance:
    """Key poses of one performance in the world, from time zero.

    Attributes:
        keyframes: The key poses.
        stage: What the performance leaves behind.
        lead: The side that led.
        cycles_s: Times at which cycles begin and the last one ends, s.
    """

    keyframes: Keyframes
    stage: Stage
    lead: Side
    cycles_s: tuple[float, ...]

    @property
    def duration_s(self) -> float:
        """Length, s."""
        return float(self.keyframes.times_s[-1])


def perform(
    activity: Activity,
    ask: Perform,
    figure: Figure,
    shell: Shell,
    stage: Stage,
    random: np.random.Generator,
) -> Performance:
    """Plans a performance.

    Args:
        activity: What.
        ask: How.
        figure: Who.
        shell: Their skin, thinned.
        stage: Where, and in which posture.
        random: Draws what `ask` leaves open.

    Raises:
        InputError: The activity does not begin in this posture.
    """
    _check_posture(activity, stage)
    sides: tuple[Side, Side] = ("L", "R")
    drawn = sides[random.integers(2)]
    lead: Side = {"left": sides[0], "right": sides[1]}[ask.hand] if ask.hand else drawn
    support = ask.at_m[2] if ask.at_m else SEAT_M
    resolver = Resolver(figure, shell, lead, support)
    times = timeline(activity, ask, random)
    player = _Player(activity, ask, resolver, stage, random)
    keys = [stage.world, *player.play(times.moments)]
    ends = stage.posture if activity.posture[1] == "any" else activity.posture[1]
    here = player.here
    return Performance(
        keyframes=Keyframes(np.array([0.0, *(m.time_s for m in times.moments)]), np.array(keys)),
        stage=Stage(here.origin_m, here.heading_rad, player.last, ends),
        lead=lead,
        cycles_s=times.cycles_s,
    )


class _Player:
    """Resolves moments one after another; the stage moves on with what travels and turns."""

    def __init__(
        self,
        activity: Activity,
        ask: Perform,
        resolver: Resolver,
        stage: Stage,
        random: np.random.Generator,
    ) -> None:
        self.activity, self.ask, self.resolver, self.random = activity, ask, resolver, random
        self.base, self.here, self.last = stage.key, stage, stage.key
        self._section_start, self._section, self._amplitude = stage, -1, 1.0
        self._postures: dict[str, Key] = {"stand": resolver.figure.standing}

    def play(self, moments: Sequence[Moment]) -> list[Key]:
        """The key of each moment in the world."""
        return [self._key(moment, moment is moments[-1]) for moment in moments]

    def _key(self, moment: Moment, final: bool) -> Key:
        if moment.section != self._section:
            self._section, self._section_start = moment.section, self.here
            drawn = float(np.clip(self.random.standard_normal(), -2.0, 2.0))
            self._amplitude = self.ask.amplitude * (1 + self.ask.style * AMPLITUDE_SPREAD * drawn)
        self._move(moment.pose)
        ground = self._posture(moment.pose.of) if moment.pose.of else self.base
        self.last = self.resolver.key(moment.pose, ground, self._amplitude)
        if not final:
            self.last = self._varied(self.last, ground)
        return moved(self.last[None], self.here.origin_m, self.here.heading_rad)[0]

    def _move(self, pose: KeyPose) -> None:
        towards, leg = self.resolver.towards, self.resolver.figure.leg_m
        step = leg * np.array([pose.travel[0], towards * pose.travel[1]])
        turn = towards * float(np.deg2rad(pose.turn_deg))
        self.here = self._section_start.shifted(step, turn)

    def _posture(self, name: str) -> Key:
        if name not in self._postures:
            standing = self._postures["stand"]
            self._postures[name] = self.resolver.key(postures()[name], standing)
        return self._postures[name]

    def _varied(self, key: Key, ground: Key) -> Key:
        """Small differences of arms, spine and head from one key to the next."""
        noise = self.random.standard_normal(len(SPREAD_CHANNELS)).clip(-2, 2)
        idle = np.abs(key - ground)[SPREAD_CHANNELS] < 1e-6
        noise *= np.where(idle, IDLE_SHARE, 1.0)
        varied = key.copy()
        varied[SPREAD_CHANNELS] += self.ask.style * ANGLE_SPREAD_RAD * noise
        return varied


def standing_stage(figure: Figure, origin_m: Sequence[float], heading_rad: float) -> Stage:
    """Somebody who stands."""
    return Stage(np.array(origin_m, dtype=float), heading_rad, figure.standing)


def _check_posture(activity: Activity, stage: Stage) -> None:
    if activity.posture[0] not in ("any", stage.posture):
        raise InputError(
            expected=f"{activity.name} from the posture {activity.posture[0]!r}",
            found=f"the posture {stage.posture!r}",
            do="change posture first",
        )
