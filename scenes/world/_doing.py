"""What somebody does at each time: activity, hand, repetition, posture."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from jaxtyping import Float, Int

from scenes.motion import ActivityInterval, activities
from scenes.spec import AgentSpec, Wave

UPRIGHT = ("walk", "jog", "turn", "stand", "wave")
"""Activities outside of the library that are done standing."""


def interval_at(log: tuple[ActivityInterval, ...], time_s: float) -> ActivityInterval | None:
    """The first interval that holds a time."""
    return next((one for one in log if one.start_s <= time_s <= one.end_s), None)


def intervals_of(
    spec: AgentSpec, log: tuple[ActivityInterval, ...]
) -> tuple[ActivityInterval, ...]:
    """The log with the hand that a specification names for the whole scene."""
    if not isinstance(spec.activity, Wave):
        return log
    return tuple(replace(one, hand=spec.activity.hand) for one in log)


def repetitions_at(
    log: tuple[ActivityInterval, ...], times_s: Float[np.ndarray, " time"]
) -> Int[np.ndarray, " time"]:
    """Number of the repetition at each time, from 0; -1 where none is counted."""
    found = np.full(len(times_s), -1, dtype=np.int64)
    for one in log:
        if len(one.cycles_s) > 1:
            within = (times_s >= one.cycles_s[0]) & (times_s < one.cycles_s[-1])
            number = np.searchsorted(one.cycles_s, times_s, "right") - 1
            found = np.where(within, number, found)
    return found


def postures_at(
    log: tuple[ActivityInterval, ...], times_s: Float[np.ndarray, " time"]
) -> tuple[str, ...]:
    """The posture at each time; it changes in the middle of what changes it."""
    changes = list(_changes(log))
    starts = np.array([start for start, _ in changes])
    which = np.searchsorted(starts, times_s, "right") - 1
    return tuple(changes[i][1] for i in which.clip(0))


def _changes(log: tuple[ActivityInterval, ...]) -> Iterator[tuple[float, str]]:
    """From when on somebody is in which posture."""
    now = "stand"
    for one in log:
        known = activities().get(one.activity)
        if known is None:
            before = after = "stand" if one.activity in UPRIGHT else ""
        elif known.posture[0] == "any":
            before = after = now
        else:
            before, after = known.posture
            after = before if after == "any" else after
        yield one.start_s, before
        yield (one.start_s + one.end_s) / 2, after
        now = after
