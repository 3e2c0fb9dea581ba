"""What is done in which order and for how long, changes of posture, and feet in the air."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from scenes.captions._deeds import SHORTEST_S, UNTOLD, Deed, deeds, during
from scenes.captions._names import the
from scenes.captions._skeleton import off_ground, seen_posture
from scenes.captions._statement import Statement
from scenes.captions._words import words_of
from scenes.world import AgentTruth, GroundTruth

SEEN_AS = {
    "stand": "stand",
    "sit": "sit",
    "kneel": "kneel",
    "floor": "floor",
    "lie": "lie",
    "lie_on_floor": "lie",
    "prone": "lie",
}
"""Postures of the library, and what joints show of them."""

POSTURES = {
    "stand": "standing",
    "sit": "sitting",
    "kneel": "kneeling",
    "floor": "sitting on the floor",
    "lie": "lying",
    "lie_on_floor": "lying on the floor",
    "prone": "lying face down",
}
"""What postures are called."""

ALOFT, GROUNDED = "both feet leave the ground", "a foot stays on the ground"

AIRBORNE_S = 0.04
"""Without a foot on the ground for so long, both have left it, s."""

LIFT_M = 0.012
"""Ankles and balls of feet in the air are so far above the lowest that they get, m."""


def orders(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The activities of one person in order, neighbours that are alike as one."""
    order = tuple(name for name, _ in groupby(one.activity for one in deeds(truth, agent)))
    if order:
        said = ", then ".join(words_of(name).phrases("")[0] for name in order)
        yield Statement("activity order", agent.name, order, f"{the(agent.name)} {said}")


def orders_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Follows the activity that is logged for each time; short ones may be left out."""
    agent = truth.agent(statement.subject)
    usual = float(np.median(np.diff(truth.times_s)))
    runs = [(name, len(list(run)) * usual) for name, run in groupby(agent.activity)]
    told = [run for run in runs if run[0] not in UNTOLD]
    told = told or [(name, length) for name, length in runs if name]
    long = [name for name, length in told if length > SHORTEST_S + 2 * usual]
    every = [name for name, _ in told]
    said = statement.value
    if not isinstance(said, tuple):
        return False
    return _is_within(_distinct(said), every) and _is_within(_distinct(long), said)


def _distinct(names: Sequence[object]) -> list[object]:
    return [name for name, _ in groupby(names)]


def _is_within(some: Sequence[object], every: Sequence[object]) -> bool:
    """Whether the first sequence comes in the second one in the same order."""
    rest = iter(every)
    return all(any(one == other for other in rest) for one in some)


def durations(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """How long each deed takes, s."""
    for number, deed in enumerate(deeds(truth, agent)):
        length = deed.end_s - deed.start_s
        said = words_of(deed.activity).phrases(deed.hand)[0]
        text = f"{the(agent.name)} {said} for {length:.1f} s"
        yield Statement("duration", agent.name, length, text, number, deed.activity)


def durations_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Counts the logged times with that activity between the deeds before and after."""
    agent = truth.agent(statement.subject)
    every = deeds(truth, agent)
    deed, usual = every[statement.deed], float(np.median(np.diff(truth.times_s)))
    low = every[statement.deed - 1].end_s if statement.deed else -np.inf
    high = every[statement.deed + 1].start_s if statement.deed + 1 < len(every) else np.inf
    between = (truth.times_s >= low) & (truth.times_s <= high)
    at = np.flatnonzero(between & (np.array(agent.activity) == statement.what))
    if at.size == 0 or deed.activity != statement.what or not isinstance(statement.value, float):
        return False
    length = float(truth.times_s[at[-1]] - truth.times_s[at[0]])
    return abs(length - statement.value) <= 2 * usual + 1e-6


def changes(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """Postures before and after each deed that changes them."""
    for number, deed in enumerate(deeds(truth, agent)):
        first, last = _ends(truth, deed)
        before, after = agent.posture[first], agent.posture[last]
        if before != after and before in SEEN_AS and after in SEEN_AS:
            text = f"{the(agent.name)} goes from {POSTURES[before]} to {POSTURES[after]}"
            value = (before, after)
            yield Statement("posture change", agent.name, value, text, number, deed.activity)


def changes_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Looks at the heights of pelvis and knees and at the slope of the trunk at both ends."""
    agent = truth.agent(statement.subject)
    ends = _ends(truth, deeds(truth, agent)[statement.deed])
    seen = tuple(seen_posture(agent, now) for now in ends)
    said = statement.value
    return isinstance(said, tuple) and seen == tuple(SEEN_AS.get(str(one), "") for one in said)


def _ends(truth: GroundTruth, deed: Deed) -> tuple[int, int]:
    at = np.flatnonzero(during(truth, deed))
    return int(at[0]), int(at[-1])


def contacts(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """Whether both feet leave the ground at once in what is done standing."""
    for number, deed in enumerate(deeds(truth, agent)):
        at = during(truth, deed)
        postures = {agent.posture[i] for i in np.flatnonzero(at)}
        if postures != {"stand"}:
            continue
        aloft = at & ~agent.left_foot_down & ~agent.right_foot_down
        long = aloft.sum() * float(np.median(np.diff(truth.times_s))) > AIRBORNE_S
        value = ALOFT if long else GROUNDED
        clause = "both feet of {} leave the ground" if long else "{} keeps a foot on the ground"
        text = clause.format(the(agent.name))
        yield Statement("contact", agent.name, value, text, number, deed.activity)


def contacts_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Looks at the heights of ankles and balls of the feet."""
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    aloft = bool(off_ground(agent, LIFT_M)[at].any())
    return statement.value == (ALOFT if aloft else GROUNDED)
