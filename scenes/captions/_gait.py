"""Steps, their rate, how fast and how far somebody walks, and where to."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float

from scenes.captions._deeds import Deed, deeds, during, path_length_m
from scenes.captions._names import the
from scenes.captions._skeleton import falls, heading_rad
from scenes.captions._statement import Statement
from scenes.world import AgentTruth, Footfall, GroundTruth

FEWEST_STEPS, SLOWEST_M_PER_S, NEAREST_M = 3, 0.3, 0.8
"""With so many steps at this speed as far as that somebody walks, however it is called."""

FEWEST_FOR_RATE = 5
"""Fewer steps do not show a rate."""

RATE_SHARE, SPEED_SHARE, SPEED_M_PER_S = 0.12, 0.1, 0.05
"""How far the ways to a rate or a speed may differ, as a share, and m/s."""

FEET_M = 0.06
"""Feet that pass one another are this far apart before and after, along the way, m."""

SWINGING, PLANTED = 0.35, 0.15
"""An ankle that gets faster than one share of its fastest swings, and below the other stands."""

ALONG, ASIDE = 0.75, 0.3
"""Change of distance as a share of the way: more is toward or away, less is across."""

SLACK = 0.1
"""How much less of it the second way of looking wants."""

ROUND_RAD = np.deg2rad(270.0)
"""Somebody who turns by more in one deed walks in a circle, rad."""


def footfalls_of(agent: AgentTruth, deed: Deed) -> list[Footfall]:
    """The steps within a deed."""
    return [one for one in agent.footfalls if deed.start_s <= one.time_s <= deed.end_s]


def walks(truth: GroundTruth, agent: AgentTruth) -> Iterator[tuple[int, Deed]]:
    """The deeds that lead somewhere on foot, with their numbers."""
    for number, deed in enumerate(deeds(truth, agent)):
        place = agent.torso_m[during(truth, deed), :2]
        far = np.linalg.norm(place - place[:1], axis=1).max(initial=0.0) > NEAREST_M
        fast = _speed_m_per_s(truth, agent, deed) > SLOWEST_M_PER_S
        if far and fast and len(footfalls_of(agent, deed)) >= FEWEST_STEPS:
            yield number, deed


def _speed_m_per_s(truth: GroundTruth, agent: AgentTruth, deed: Deed) -> float:
    """Mean horizontal speed of the trunk, m/s."""
    velocity = agent.torso_velocity_m_per_s[during(truth, deed), :2]
    return float(np.linalg.norm(velocity, axis=1).mean()) if len(velocity) else 0.0


def steps(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The number of steps, and how many a second."""
    for number, deed in walks(truth, agent):
        falls, who = footfalls_of(agent, deed), the(agent.name)
        count, span = len(falls), falls[-1].time_s - falls[0].time_s
        yield Statement("step count", agent.name, count, f"{who} takes {count} steps", number)
        if count >= FEWEST_FOR_RATE:
            rate = (count - 1) / span
            text = f"{who} takes {rate:.1f} steps/s"
            yield Statement("step rate", agent.name, rate, text, number)


def step_rate_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Times how often one ankle passes the other along the heading of the hips."""
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    crossings = _passings_s(truth.times_s[at], _apart_m(agent)[at])
    if len(crossings) < 2 or not isinstance(statement.value, float):
        return False
    rate = (len(crossings) - 1) / (crossings[-1] - crossings[0])
    return bool(abs(rate - statement.value) <= RATE_SHARE * rate)


def _apart_m(agent: AgentTruth) -> Float[np.ndarray, " time"]:
    """How far the left ankle is ahead of the right one, m."""
    yaw = np.unwrap(heading_rad(agent))
    way = agent.joint_m("left_ankle") - agent.joint_m("right_ankle")
    return np.cos(yaw) * way[:, 0] + np.sin(yaw) * way[:, 1]


def _passings_s(
    times_s: Float[np.ndarray, " time"], apart_m: Float[np.ndarray, " time"]
) -> list[float]:
    """When a signal passes zero between one foot clearly ahead and the other."""
    found, ahead, last = [], 0.0, 0.0
    for now in range(1, len(times_s)):
        if apart_m[now - 1] * apart_m[now] <= 0 and apart_m[now - 1] != apart_m[now]:
            share = apart_m[now - 1] / (apart_m[now - 1] - apart_m[now])
            last = float(times_s[now - 1] + share * (times_s[now] - times_s[now - 1]))
        if abs(apart_m[now]) > FEET_M:
            if ahead * apart_m[now] < 0:
                found.append(last)
            ahead = float(apart_m[now])
    return found


def step_count_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Counts how often either ankle comes to rest after a swing; one may hardly be lifted."""
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    count = sum(_swings(truth, agent, side, at) for side in ("left", "right"))
    return isinstance(statement.value, int) and abs(statement.value - count) <= 1


def _swings(truth: GroundTruth, agent: AgentTruth, side: str, at: np.ndarray) -> int:
    place = agent.joint_m(f"{side}_ankle")[:, :2]
    speed = np.linalg.norm(np.gradient(place, truth.times_s, axis=0), axis=1)[at]
    fastest = float(np.percentile(speed, 95))
    middle, half = (SWINGING + PLANTED) / 2, (SWINGING - PLANTED) / 2
    return falls(speed - middle * fastest, half * fastest)


def paces(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """How fast, m/s, and how far, m."""
    for number, deed in walks(truth, agent):
        speed, who = _speed_m_per_s(truth, agent, deed), the(agent.name)
        text = f"{who} goes at {speed:.1f} m/s"
        yield Statement("walking speed", agent.name, speed, text, number)
        way = speed * (deed.end_s - deed.start_s)
        yield Statement(
            "distance walked", agent.name, way, f"{who} covers {way:.1f} m on foot", number
        )


def walking_speed_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Divides the way of the pelvis by the time."""
    agent = truth.agent(statement.subject)
    times = truth.times_s[during(truth, deeds(truth, agent)[statement.deed])]
    speed = _pelvis_way_m(statement, truth) / float(times[-1] - times[0])
    return _is_close(statement, speed, SPEED_M_PER_S)


def distance_walked_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Measures the way of the pelvis."""
    return _is_close(statement, _pelvis_way_m(statement, truth), 0.1)


def _pelvis_way_m(statement: Statement, truth: GroundTruth) -> float:
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    return path_length_m(agent.joint_m("pelvis")[at, :2])


def _is_close(statement: Statement, other: float, slack: float) -> bool:
    said = statement.value
    return isinstance(said, float) and abs(said - other) <= SPEED_SHARE * other + slack


def directions(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """Toward the radar, away from it, or across its view; or round in a circle."""
    for number, deed in walks(truth, agent):
        at = during(truth, deed)
        turn = _turn_rad(agent.torso_velocity_m_per_s[at, :2])
        if abs(turn) > ROUND_RAD:
            side = "left" if turn > 0 else "right"
            text = f"{the(agent.name)} goes round in a circle to the {side}"
            yield Statement("circling", agent.name, side, text, number)
            continue
        way = _speed_m_per_s(truth, agent, deed) * (deed.end_s - deed.start_s)
        net, varied = _shares(agent.distance_m[at], way)
        if abs(net) > ALONG or varied < ASIDE:
            value = "across" if varied < ASIDE else "toward" if net < 0 else "away"
            text = f"{the(agent.name)} goes {WAYS[value]}"
            yield Statement("direction", agent.name, value, text, number)


def _shares(distance_m: Float[np.ndarray, " time"], way_m: float) -> tuple[float, float]:
    """Change of the distance from end to end, and all its changes, as shares of the way."""
    change, way = np.diff(distance_m), max(way_m, 1e-6)
    return float(change.sum()) / way, float(np.abs(change).sum()) / way


def _turn_rad(velocity_m_per_s: Float[np.ndarray, "time 2"]) -> float:
    """By how much somebody turns while they get ahead, positive to the left, rad."""
    ahead = velocity_m_per_s[np.linalg.norm(velocity_m_per_s, axis=1) > SLOWEST_M_PER_S]
    turn = np.unwrap(np.arctan2(ahead[:, 1], ahead[:, 0]))
    return float(turn[-1] - turn[0]) if len(turn) else 0.0


WAYS = {
    "toward": "toward the radar",
    "away": "away from the radar",
    "across": "across the radar's view",
}
"""What directions are called."""


def direction_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Compares the pelvis' distances from the radar with its way."""
    agent = truth.agent(statement.subject)
    place = agent.joint_m("pelvis")[during(truth, deeds(truth, agent)[statement.deed])]
    distance = np.linalg.norm(place - np.array(truth.radar.position_m), axis=1)
    net, varied = _shares(distance, path_length_m(place[:, :2]))
    fits = {
        "toward": -net >= ALONG - SLACK,
        "away": net >= ALONG - SLACK,
        "across": varied <= ASIDE + SLACK,
    }
    return fits.get(str(statement.value), False)


def circling_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Takes the sign of the area that the pelvis goes round (the shoelace formula)."""
    agent = truth.agent(statement.subject)
    at = during(truth, deeds(truth, agent)[statement.deed])
    x, y = agent.joint_m("pelvis")[at, :2].T
    area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    is_round = abs(area) > 0.05 * path_length_m(np.stack([x, y], axis=1)) ** 2 / (4 * np.pi)
    return is_round and statement.value == ("left" if area > 0 else "right")
