"""How many people there are."""

from collections.abc import Iterator

import numpy as np

from scenes.captions._names import counted
from scenes.captions._skeleton import trunk_m
from scenes.captions._statement import Statement
from scenes.world import GroundTruth

APART_M = 0.05
"""Two people are never this close in the middle of their trunks all the time, m."""


def people(truth: GroundTruth) -> Iterator[Statement]:
    """The number of people."""
    count = len(truth.agents)
    verb = "is" if count == 1 else "are"
    yield Statement("people count", "", count, f"there {verb} {counted(count, 'person')}")


def people_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Counts trunks that are in different places at some time."""
    seen: list[np.ndarray] = []
    for agent in truth.agents:
        middle = trunk_m(agent)
        if all(np.linalg.norm(middle - other, axis=1).max() > APART_M for other in seen):
            seen.append(middle)
    return statement.value == len(seen) == len({agent.name for agent in truth.agents})
