"""Where people are: range, side of the radar, sight, rooms."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from jaxtyping import Float

from scenes.captions._names import listed, the
from scenes.captions._sightline import sight_bounds
from scenes.captions._skeleton import trunk_m
from scenes.captions._statement import Statement
from scenes.spec import RoomSpec
from scenes.world import AgentTruth, GroundTruth

RANGE_M = 0.2
"""How far the middle of pelvis and chest may be from the centre of the trunk's skin, m."""

STILL_M = 0.15
"""Whose distance changes by less keeps it, m."""

AHEAD_DEG, ASIDE_M = 6.0, 0.1
"""Whoever is less far aside is in front of the radar, degrees, give or take so much, m."""

STAY_S = 0.4
"""Who is in a room for less has perhaps not been in it, s."""

SIDES = {
    "left": "on the radar's left",
    "right": "on the radar's right",
    "front": "in front of the radar",
    "left to right": "first on the radar's left and then on its right",
    "right to left": "first on the radar's right and then on its left",
}
"""What sides are called."""


def ranges(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The nearest and the farthest distance from the radar, m."""
    near, far = float(agent.distance_m.min()), float(agent.distance_m.max())
    span = f"{near:.1f} m to {far:.1f} m" if far - near > STILL_M else f"{near:.1f} m"
    text = f"{the(agent.name)} is {span} from the radar"
    yield Statement("range", agent.name, (near, far), text)


def range_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Measures from the radar to the middle of pelvis and chest."""
    agent = truth.agent(statement.subject)
    away = np.linalg.norm(trunk_m(agent) - np.array(truth.radar.position_m), axis=1)
    said, other = np.array(statement.value, dtype=float), np.array([away.min(), away.max()])
    return said.shape == (2,) and bool((np.abs(said - other) <= RANGE_M).all())


def sides(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The side of the radar where somebody is, or changes to; not where it changes often."""
    beyond = np.where(np.abs(agent.azimuth_deg) > AHEAD_DEG, np.sign(agent.azimuth_deg), 0.0)
    order = [number for number, _ in groupby(beyond[beyond != 0])]
    names = {1.0: "left", -1.0: "right"}
    if len(order) > 2:
        return
    value = " to ".join(names[number] for number in order) or "front"
    if value in names.values() and (beyond != 0).mean() < 0.5:
        return
    text = f"{the(agent.name)} is {SIDES[value]}"
    yield Statement("azimuth side", agent.name, value, text)


def side_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Takes the cross product of the radar's boresight and the way to pelvis and chest."""
    way = (trunk_m(truth.agent(statement.subject)) - np.array(truth.radar.position_m))[:, :2]
    ahead = np.array([np.cos(truth.radar.yaw_rad), np.sin(truth.radar.yaw_rad)])
    aside = ahead[0] * way[:, 1] - ahead[1] * way[:, 0]
    edge = np.sin(np.deg2rad(AHEAD_DEG)) * np.linalg.norm(way, axis=1)
    left, right = aside > edge - ASIDE_M, aside < ASIDE_M - edge
    order = [bool(side) for side, _ in groupby(left[np.abs(aside) > edge - ASIDE_M])]
    is_front = (np.abs(aside) < edge + ASIDE_M).all() and (way @ ahead > 0).all()
    fits = {
        "left": left.any() and not (aside < -edge - ASIDE_M).any(),
        "right": right.any() and not (aside > edge + ASIDE_M).any(),
        "front": is_front,
        "left to right": order == [True, False],
        "right to left": order == [False, True],
    }
    return bool(fits.get(str(statement.value), False))


def sights(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """For which share of the time nothing stands between the radar and the trunk."""
    share = float(agent.in_sight.mean())
    text = f"{the(agent.name)} is in the radar's line of sight for {share:.0%} of the time"
    yield Statement("sight", agent.name, share, text)


def sight_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Between the share without any wall and that without any box of an object either."""
    least, most = sight_bounds(truth, truth.agent(statement.subject))
    return isinstance(statement.value, float) and least - 0.1 <= statement.value <= most + 0.1


def rooms(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The rooms that somebody is in, in order."""
    order = tuple(name for name, _ in groupby(name for name in agent.room if name))
    if order and len(order) <= 6:
        text = f"{the(agent.name)} is in the {listed(list(dict.fromkeys(order)))}"
        yield Statement("room", agent.name, order, text)


def room_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Finds the room of the pelvis by winding numbers; short stays may be left out."""
    pelvis = truth.agent(statement.subject).joint_m("pelvis")[:, :2]
    within = [winding(room, pelvis) != 0 for room in truth.rooms]
    names = [_first(truth.rooms, inside) for inside in np.array(within).T]
    usual, said = float(np.median(np.diff(truth.times_s))), statement.value
    runs = [(name, len(list(run)) * usual) for name, run in groupby(filter(None, names))]
    if not isinstance(said, tuple):
        return False
    long = {name for name, length in runs if length > STAY_S}
    short = {name for name, _ in runs}
    ends = (runs[0][0], runs[-1][0]) if runs else ("", "")
    return long <= set(said) <= short and (len(runs) > 1 or ends == (said[0], said[-1]))


def _first(every: Sequence[RoomSpec], inside: np.ndarray) -> str:
    return every[int(inside.argmax())].name if inside.any() else ""


def winding(room: RoomSpec, points_m: Float[np.ndarray, "point 2"]) -> Float[np.ndarray, " point"]:
    """How often the outline of a room goes round each point."""
    way = np.array(room.corners_m)[None] - points_m[:, None]
    angle = np.arctan2(way[..., 1], way[..., 0])
    turn = np.diff(np.concatenate([angle, angle[:, :1]], axis=1), axis=1)
    return np.round(
        np.remainder(turn + np.pi, 2 * np.pi).sum(axis=1) / (2 * np.pi) - turn.shape[1] / 2
    )
