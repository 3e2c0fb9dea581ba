"""`Deed`: one thing that somebody does, as the log's intervals tell it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from jaxtyping import Bool, Float

from scenes._errors import InputError
from scenes.world import ActivityInterval, AgentTruth, GroundTruth

SHORTEST_S = 0.3
"""What lasts for less within the logged time is not told, s."""

UNTOLD = ("", "pause", "turn")
"""What leads from one deed to the next, and is no deed itself."""

LOWEST_RATE_HZ = 10.0
"""Logs must be at least as dense as this to be put into words, Hz."""


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does.

    Attributes:
        activity: Name in the library, `walk`, `jog`, or the name of a recording.
        start_s: From, s.
        end_s: To, s.
        hand: The side that leads, or "".
        cycles_s: When complete repetitions begin, and when the last one ends, s.
    """

    activity: str
    start_s: float
    end_s: float
    hand: str = ""
    cycles_s: tuple[float, ...] = ()

    @property
    def repetitions(self) -> int:
        """Complete repetitions, 0 where none are counted."""
        return max(0, len(self.cycles_s) - 1)


def check_dense(truth: GroundTruth) -> None:
    """Refuses logs that are too sparse to be put into words.

    Raises:
        InputError: The times do not rise in steps of at most a tenth of a second, or are too few.
    """
    steps = np.diff(truth.times_s)
    if len(steps) < 4 or not (steps > 0).all() or steps.max() > 1 / LOWEST_RATE_HZ + 1e-6:
        raise InputError(
            expected=f"a log of five or more rising times, {LOWEST_RATE_HZ:g} or more a second",
            found=f"{len(truth.times_s)} times, up to {steps.max(initial=0.0):.3g} s apart",
            do="sample the scene's truth more densely",
        )


def deeds(truth: GroundTruth, agent: AgentTruth) -> tuple[Deed, ...]:
    """What somebody does within the logged time, without pauses and turns in between."""
    told = [one for one in agent.intervals if one.activity not in UNTOLD]
    told = told or list(agent.intervals)
    groups = groupby(enumerate(told), lambda pair: _group(*pair))
    every = (_deed([one for _, one in group]) for _, group in groups)
    first, last = float(truth.times_s[0]), float(truth.times_s[-1])
    clipped = (_clipped(one, first, last) for one in every)
    return tuple(one for one in clipped if one.end_s - one.start_s >= SHORTEST_S)


def _group(number: int, one: ActivityInterval) -> tuple[int, int]:
    """Stretches of the same step of a chain belong together, all others stand alone."""
    return (one.step, -1) if one.step >= 0 else (-1, number)


def _deed(intervals: Sequence[ActivityInterval]) -> Deed:
    first, last = intervals[0], intervals[-1]
    return Deed(first.activity, first.start_s, last.end_s, first.hand, first.cycles_s)


def _clipped(deed: Deed, first_s: float, last_s: float) -> Deed:
    """The part within these times, with the repetitions that are complete in it."""
    cycles = tuple(time for time in deed.cycles_s if first_s <= time <= last_s)
    start, end = max(deed.start_s, first_s), min(deed.end_s, last_s)
    return replace(deed, start_s=start, end_s=end, cycles_s=cycles)


def during(truth: GroundTruth, deed: Deed) -> Bool[np.ndarray, " time"]:
    """Which of the logged times fall into a deed."""
    return (truth.times_s >= deed.start_s) & (truth.times_s <= deed.end_s)


def path_length_m(places_m: Float[np.ndarray, "time axis"]) -> float:
    """Length of a polyline, m."""
    return float(np.linalg.norm(np.diff(places_m, axis=0), axis=1).sum())
