"""How often something is done, and with which hand."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float
from scipy.interpolate import CubicSpline
from scipy.linalg import eigh
from scipy.signal import find_peaks

from scenes.captions._deeds import Deed, deeds, during, path_length_m
from scenes.captions._names import the, times
from scenes.captions._skeleton import SIDES, body_frame_m, ups
from scenes.captions._statement import Statement
from scenes.captions._words import words_of
from scenes.world import AgentTruth, GroundTruth

QUIET_M_PER_S = 0.3
"""Joints that move more slowly than this together do not show a rhythm (turning a hand), m/s."""

MOST_SWINGS = 3
"""A repetition may swing to and fro up to this many times."""

MISCOUNT = 0.15
"""Share of the swings that may be missed."""

SWING = 0.3
"""A swing is faster than this share of the 90th percentile of the leading component."""

MOVING, RESTING = 0.4, 0.2
"""Two moves have a time between them that is so much slower, as shares of the 90th percentile."""

LOOKS_PER_S, RETURNS_PER_S = 100, 50
"""How often a deed is looked at for its swings, and for the times that they come again, 1/s."""

SHORTEST_S, ALIKE = 0.25, 0.3
"""Shortest period of a rhythm, s, and least correlation from one to the next."""

MORE_MOVED = 1.2
"""The hand that leads goes a longer way than the other, at least by this factor."""

END_OF = {"leg": "ankle", "foot": "ankle", "knee": "ankle"}
"""The joint that shows which limb moves; the wrist for all others."""


def counts(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The complete repetitions of each deed that has any."""
    for number, deed in enumerate(deeds(truth, agent)):
        if deed.repetitions:
            said = words_of(deed.activity).phrases(deed.hand)[0]
            text = f"{the(agent.name)} {said} {times(deed.repetitions)}"
            value = deed.repetitions
            yield Statement("count", agent.name, value, text, number, deed.activity)


def counts_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Counts the numbers of repetitions along the logged times, and swings of the joints."""
    agent = truth.agent(statement.subject)
    deed, count = deeds(truth, agent)[statement.deed], statement.value
    if not isinstance(count, int) or count < 1 or len(deed.cycles_s) < 2:
        return False
    complete = (truth.times_s >= deed.cycles_s[0]) & (truth.times_s < deed.cycles_s[-1])
    if len(set(agent.repetition[complete & (agent.repetition >= 0)].tolist())) != count:
        return False
    seen = rhythms(truth, agent, deed)
    return not seen or any(
        abs(number - many * count) <= MISCOUNT * many * count
        for number in seen
        for many in range(1, MOST_SWINGS + 1)
    )


def rhythms(truth: GroundTruth, agent: AgentTruth, deed: Deed) -> tuple[float, ...]:
    """How often joints go to and fro during repetitions, by three counts; () if they hardly move.

    The first counts rises of the leading principal component of all joint velocities in the body's
    frame; the second half the moves that slower times part, in whichever direction they go; the
    third how often the velocities come again, by the first peak of their autocorrelation.
    """
    span = deed.cycles_s[-1] - deed.cycles_s[0]
    looks = np.linspace(deed.cycles_s[0], deed.cycles_s[-1], max(8, int(span * LOOKS_PER_S)))
    velocity = CubicSpline(truth.times_s, body_frame_m(agent))(looks, 1)
    speed = np.linalg.norm(velocity, axis=1)
    if np.sqrt((speed**2).mean()) < QUIET_M_PER_S:
        return ()
    leading, fast = _leading(velocity), float(np.percentile(speed, 90))
    level = SWING * float(np.percentile(np.abs(leading), 90))
    swings = min(ups(leading, level), ups(-leading, level))
    middle, half = fast * (MOVING + RESTING) / 2, fast * (MOVING - RESTING) / 2
    moves = ups(speed - middle, half) / 2
    return float(swings), moves, *_returns(velocity[:: LOOKS_PER_S // RETURNS_PER_S])


def _returns(velocity: Float[np.ndarray, "time coordinate"]) -> list[float]:
    """The length of a signal in its own periods, [] where none is seen."""
    count = len(velocity)
    power = np.concatenate([[0.0], np.cumsum((velocity**2).sum(axis=1))])
    lags = np.arange(int(SHORTEST_S * RETURNS_PER_S), int(0.8 * count))
    alike = np.array(
        [
            (velocity[:-lag] * velocity[lag:]).sum()
            / np.sqrt(power[count - lag] * (power[count] - power[lag]))
            for lag in lags
        ]
    )
    peaks, _ = find_peaks(alike, height=ALIKE)
    return [count / float(lags[peaks[0]])] if len(peaks) else []


def _leading(values: Float[np.ndarray, "time coordinate"]) -> Float[np.ndarray, " time"]:
    """The signal along the direction in which values vary most."""
    last = values.shape[1] - 1
    _, directions = eigh(values.T @ values, subset_by_index=[last, last])
    return values @ directions[:, 0]


def hands(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The side that leads each deed whose words name one."""
    for number, deed in enumerate(deeds(truth, agent)):
        limb = words_of(deed.activity).limb()
        if deed.hand and limb:
            text = f"{the(agent.name)} leads with the {deed.hand} {limb}"
            yield Statement("hand", agent.name, deed.hand, text, number, limb)


def hands_hold(statement: Statement, truth: GroundTruth) -> bool:
    """Compares the ways of both hands, or feet, as seen from the trunk."""
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    joint, centre = END_OF.get(statement.what, "wrist"), agent.joint_m("chest")[at]
    ways = {side: path_length_m(agent.joint_m(f"{side}_{joint}")[at] - centre) for side in SIDES}
    side = str(statement.value)
    other = "left" if side == "right" else "right"
    return side in ways and ways[side] > MORE_MOVED * ways[other]
