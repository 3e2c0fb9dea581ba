"""The activity library: many draws of everything in it, held to the limits of plausibility."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from os import cpu_count

import numpy as np
from jaxtyping import Float

from benchmarks._report import Row
from mmwave_sim.cli import track
from scenes import BodySpec
from scenes.bodies import Body, load_body
from scenes.motion import LIMITS, Plausibility, activities, chain_motion, plausibility
from scenes.spec import Perform

BODIES = (
    BodySpec(),
    BodySpec(gender=1.0, age=0.95, weight=0.75, height=0.3),
    BodySpec(gender=0.0, age=0.62, weight=0.3, height=0.55),
)
"""An average body, a short heavy old woman and a tall slim young man."""

LIKENESS_TIMES = 40


@dataclass(frozen=True)
class Draw:
    """One performance.

    Attributes:
        activity: What.
        figures: How plausible.
        seconds: How long planning and sampling at 30 Hz took, s.
        signature: Pelvis, hands' angles and feet at evenly spaced moments.
    """

    activity: str
    figures: Plausibility
    seconds: float
    signature: Float[np.ndarray, "time channel"]


def rows(draws: int) -> Iterator[Row]:
    """One row a figure, over so many draws of every activity."""
    names = [name for name, one in activities().items() if one.group != "basic"]
    found = measured(names, draws)
    groups = {activities()[name].group for name in names}
    failing = [one for one in found if one.figures.failures(LIMITS)]
    for one in failing:
        print(one.activity, ", ".join(one.figures.failures(LIMITS)), one.figures)
    yield Row.at_least("activities", len(names), 60, "")
    yield Row.at_least("activities, groups", len(groups), 3, "")
    yield Row.at_least("activities, draws", len(found), draws * len(names), "")
    for name, (label, unit) in _FIGURES.items():
        worst = max(getattr(one.figures, name) for one in found)
        yield Row.at_most(f"activities, {label}", worst, getattr(LIMITS, name), unit)
    yield Row.at_least("activities, least difference of two draws", _closest(found), 1e-3, "")
    yield Row.at_least("motions per second", len(found) / sum(o.seconds for o in found), 0.2, "1/s")


_FIGURES = {
    "foot_slip_m_per_s": ("foot slip", "m/s"),
    "penetration_m": ("penetration", "m"),
    "joint_excess_deg": ("joint excess", "deg"),
    "speed_m_per_s": ("speed", "m/s"),
    "acceleration_m_per_s2": ("acceleration", "m/s2"),
    "jerk_m_per_s3": ("jerk", "m/s3"),
    "overlap_m": ("overlap of limbs", "m"),
    "airborne_s": ("airborne", "s"),
}


def measured(names: Sequence[str], draws: int) -> list[Draw]:
    """Draws of each activity, on as many processes as there are processors."""
    tasks = [(name, seed) for name in names for seed in range(draws)]
    spawned, workers = get_context("spawn"), cpu_count() or 1
    numbers = spawned.SimpleQueue()
    for number in range(workers):
        numbers.put(number)
    with ProcessPoolExecutor(workers, spawned, _settled, (numbers,)) as pool:
        found = pool.map(drawn, *zip(*tasks, strict=True), chunksize=draws)
        return list(track(found, "performances", len(tasks)))


def _settled(numbers: "SimpleQueue[int]") -> None:
    """Keeps a worker and its threads on a processor of its own, where the system lets it."""
    number = numbers.get()
    if sys.platform == "linux":
        mine = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {mine[number % len(mine)]})


@cache
def _body(which: int) -> Body:
    return load_body(BODIES[which])


def drawn(name: str, seed: int) -> Draw:
    """One draw of an activity, by one of three bodies."""
    body = _body(seed % len(BODIES))
    start = time.perf_counter()
    step = Perform(activity=name, seed=seed)
    motion = chain_motion(body, [step], (0.0, 0.0), 0.0, np.random.default_rng(seed))
    motion.pose(np.arange(0.0, motion.duration_s, 1 / 30))
    seconds = time.perf_counter() - start
    times = np.linspace(0.0, motion.duration_s, LIKENESS_TIMES)
    figures = plausibility(body, motion, 0.0, motion.duration_s)
    return Draw(name, figures, seconds, motion.channels(times)[0])


def _closest(found: Sequence[Draw]) -> float:
    """Smallest root mean square difference between two draws of the same activity and body."""
    closest = np.inf
    for one in range(len(found)):
        for other in range(one):
            if found[one].activity == found[other].activity:
                difference = found[one].signature - found[other].signature
                closest = min(closest, float(np.sqrt((difference**2).mean())))
    return closest
