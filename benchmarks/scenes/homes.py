"""Procedural rooms and flats from seeds: what an independent check finds wrong with them."""

import time
from collections import Counter
from collections.abc import Iterator

import numpy as np

from benchmarks._report import Row
from mmwave_sim.cli import progress
from scenes.rooms import ROOM_KINDS, RoomWish, home_problems, make_home

FLATS = 5
"""One home in so many is a flat."""

FLAT_ROOMS = ("bedroom", "kitchen", "bathroom", "office", "corridor")


def rows(rooms: int) -> Iterator[Row]:
    """One row a figure, over at least so many rooms."""
    problems: list[str] = []
    seconds, made, seed = 0.0, 0, 0
    kinds: Counter[str] = Counter()
    with progress("rooms", rooms) as advance:
        while made < rooms:
            start = time.perf_counter()
            spec = make_home(wishes_of(seed), seed)
            seconds += time.perf_counter() - start
            problems += [f"seed {seed}: {problem}" for problem in home_problems(spec)]
            kinds.update(room.name for room in spec.rooms)
            made, seed = made + len(spec.rooms), seed + 1
            advance(len(spec.rooms))
    for problem in problems:
        print(problem)
    yield Row.at_least("rooms", made, rooms, "")
    yield Row.at_least("rooms, kinds", len(kinds), len(ROOM_KINDS), "")
    yield Row.at_most("rooms, overlaps, blocked doors, unreachable floor", len(problems), 0, "")
    yield Row.at_least("rooms per second", made / seconds, 1.0, "1/s")


def wishes_of(seed: int) -> list[RoomWish]:
    """Kinds of rooms in turn; every fifth home is a flat of two to six rooms."""
    if seed % FLATS == FLATS - 1:
        random = np.random.default_rng(seed)
        count = int(random.integers(1, len(FLAT_ROOMS) + 1))
        return [RoomWish(kind) for kind in ("living room", *FLAT_ROOMS[:count])]
    return [RoomWish(ROOM_KINDS[seed % len(ROOM_KINDS)])]
