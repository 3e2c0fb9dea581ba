"""When the key poses of a performance come: entering, repeated cycles, leaving."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scenes.motion._library import Activity, KeyPose, Section
from scenes.spec import Perform

USUAL_ENTER_S, USUAL_LEAVE_S = (0.5, 0.8), (0.6, 0.9)
"""Time from the posture to the first cycle, and back, where an activity does not say."""

TEMPO_SPREAD = 0.07
"""Standard deviation of the tempo from one repetition to the next, as a share."""

SHORTEST_S = 0.08
"""Keys are at least this far apart, s."""

AT_REST = KeyPose()
"""As in the posture."""


@dataclass(frozen=True)
class Moment:
    """A key pose and its time.

    Attributes:
        time_s: When, s.
        pose: What.
        section: Counts the sections played: `pose.travel` counts from where one begins.
        cycle: Number of the repetition, or -1 outside the cycles.
    """

    time_s: float
    pose: KeyPose
    section: int
    cycle: int = -1


@dataclass(frozen=True)
class Timeline:
    """All moments in order.

    Attributes:
        moments: The key poses; the last one is the posture at the end.
        cycles_s: When cycles begin, and when the last one ends, s.
    """

    moments: tuple[Moment, ...]
    cycles_s: tuple[float, ...]


def timeline(activity: Activity, ask: Perform, random: np.random.Generator) -> Timeline:
    """Draws the times of a performance.

    A section's key at 1 is the next one's key at 0: only one of them may be given. A cycle without
    a key at 0 begins in the posture. Without a section for it, the body comes to the first key of
    the cycle, and back from it, in the usual time.

    Args:
        activity: What is performed.
        ask: How often or long, and how fast.
        random: Draws the rest.
    """
    enter_s = random.uniform(*activity.enter.duration_s) if activity.enter else None
    leave_s = random.uniform(*activity.leave.duration_s) if activity.leave else None
    from_rest = activity.cycle is None or activity.cycle.keys[0].at > 0.0
    if enter_s is None:
        enter_s = 0.0 if from_rest else random.uniform(*USUAL_ENTER_S)
    cycles = _cycles(activity, ask, enter_s + (leave_s or 0.0), random)
    starts = enter_s + np.concatenate([[0.0], np.cumsum(cycles)])
    moments = list(_moments(activity, enter_s, starts, leave_s, from_rest, random))
    spaced = _spaced([moment.time_s / ask.tempo for moment in moments])
    return Timeline(
        tuple(
            Moment(time, moment.pose, moment.section, moment.cycle)
            for time, moment in zip(spaced, moments, strict=True)
        ),
        tuple(float(start) / ask.tempo for start in starts) if len(cycles) else (),
    )


def _cycles(
    activity: Activity, ask: Perform, ends_s: float, random: np.random.Generator
) -> list[float]:
    """Durations of the repetitions, s."""
    if activity.cycle is None:
        return []
    usual = random.uniform(*activity.cycle.duration_s)
    count = int(random.integers(activity.repetitions[0], activity.repetitions[1] + 1))
    if ask.repetitions is not None:
        count = ask.repetitions
    elif ask.duration_s is not None:
        free = max(0.0, ask.duration_s * ask.tempo - ends_s)
        count = max(1, round(free / usual))
        usual = np.clip(free / count, *activity.cycle.duration_s)
    jitter = 1 + ask.style * TEMPO_SPREAD * random.standard_normal(count).clip(-2, 2)
    return [float(usual * one) for one in jitter]


def _moments(
    activity: Activity,
    enter_s: float,
    starts_s: np.ndarray,
    leave_s: float | None,
    from_rest: bool,
    random: np.random.Generator,
) -> Iterator[Moment]:
    section = 0
    if activity.enter:
        yield from _played(activity.enter, 0.0, enter_s, section)
    for cycle, (start, end) in enumerate(pairwise(starts_s)):
        assert activity.cycle is not None
        section += 1
        if from_rest:
            yield Moment(float(start), AT_REST, section, cycle)
        yield from _played(activity.cycle, float(start), float(end - start), section, cycle)
    end = float(starts_s[-1])
    section += 1
    if activity.leave:
        assert leave_s is not None
        yield from _played(activity.leave, end, leave_s, section)
        end += leave_s
    elif activity.cycle and not from_rest:
        if activity.cycle.keys[-1].at < 1.0:
            yield Moment(end, activity.cycle.keys[0], section)
        end += random.uniform(*USUAL_LEAVE_S)
    yield Moment(end, KeyPose(of=_end(activity)), section + 1)


def _end(activity: Activity) -> str:
    """Name of the posture at the end, "" for the one that there is."""
    return "" if activity.posture[1] == "any" else activity.posture[1]


def _played(
    section: Section, start_s: float, duration_s: float, number: int, cycle: int = -1
) -> Iterator[Moment]:
    for pose in section.keys:
        yield Moment(start_s + pose.at * duration_s, pose, number, cycle)


def _spaced(times_s: list[float]) -> list[float]:
    """The same times, each at least `SHORTEST_S` after the one before, and the first after zero."""
    spaced, last = [], 0.0
    for time in times_s:
        last = max(time, last + SHORTEST_S)
        spaced.append(last)
    return spaced
