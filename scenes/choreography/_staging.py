"""Where people start, so that what they are said to do fits the room and the radar's view.

The radar is at x = 0, y = 0 and looks along +x.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.language import Action
from scenes.motion import sampled_paths_m
from scenes.spec import (
    AgentSpec,
    BodySpec,
    CirclePath,
    LinePath,
    RoomSpec,
    Stand,
    ToAndFroPath,
    VitalsSpec,
    Walk,
    Wave,
)

NEAR_M = 1.4
"""Where walks toward the radar end, and walks away from it begin, m."""

END_M = 0.7
"""Free space between the ends of a walk and the walls, m."""

WALL_M = 0.4
"""Free space between anyone's path and the walls, m."""

APART_M = 0.8
"""Smallest distance between two people, m."""

VIEW_RAD = math.radians(55.0)
"""Everyone stays this close to boresight, rad."""

USUAL_S = {"to_and_fro": 9.0, "circle": 6.0, "walk": 3.0, "stand": 4.0, "wave": 4.0}
"""Usual duration of each path or activity, s."""

TURN_DEPTH, TURN_WIDTH = 1.7, 2.1
"""Depth and width of a U-turn, in its radii."""

TRIES = 100


@dataclass(frozen=True)
class Role:
    """Somebody to place: name, body, what they do, how fast they walk (m/s), how they breathe."""

    name: str
    body: BodySpec
    action: Action
    speed_m_per_s: float
    vitals: VitalsSpec


def usual_duration_s(action: Action) -> float:
    """How long somebody does this when nothing is said, s."""
    return USUAL_S.get(action.path) or USUAL_S[action.kind]


def longest_s(room: RoomSpec, role: Role) -> float:
    """How long somebody can go on before the room ends, s."""
    action = role.action
    if action.kind != "walk" or action.path in ("to_and_fro", "circle"):
        return math.inf
    way = _breadth_m(room) if crosses(action) else _depth_m(room) - NEAR_M
    return way / role.speed_m_per_s


def crosses(action: Action) -> bool:
    """Whether a walk runs across the radar's view."""
    return action.across and action.path not in ("toward", "away")


def place(
    room: RoomSpec, roles: Sequence[Role], duration_s: float, random: np.random.Generator
) -> tuple[AgentSpec, ...]:
    """Finds a place for everyone.

    Raises:
        InputError: No places were found at which nobody meets a wall or another person.
    """
    for _ in range(TRIES):
        sides = random.permutation([-1.0, 1.0])
        agents = tuple(
            _propose(room, role, duration_s, float(side), len(roles) > 1, random)
            for role, side in zip(roles, sides, strict=False)
        )
        if _all_fit(room, sampled_paths_m(agents, duration_s)):
            return agents
    raise InputError(
        expected=f"actions that fit into a room of {room.size_m[0]} by {room.size_m[1]} m together",
        found="no places at which nobody meets a wall or another person",
        do="name a larger room, one person, or other directions",
    )


def _all_fit(room: RoomSpec, paths_m: Float[np.ndarray, "agent time 2"]) -> bool:
    low = np.array(room.corner_m) + WALL_M
    high = np.array(room.corner_m) + np.array(room.size_m[:2]) - WALL_M
    azimuth = np.arctan2(paths_m[..., 1], paths_m[..., 0])
    inside = (paths_m > low).all() and (paths_m < high).all()
    seen = np.abs(azimuth).max() < VIEW_RAD and np.linalg.norm(paths_m, axis=-1).min() > 1.0
    apart = len(paths_m) < 2 or np.linalg.norm(paths_m[0] - paths_m[1], axis=-1).min() > APART_M
    return bool(inside and seen and apart)


def _depth_m(room: RoomSpec) -> float:
    """Largest x that a walk may reach, m."""
    return room.corner_m[0] + room.size_m[0] - END_M


def _breadth_m(room: RoomSpec) -> float:
    """Length of a walk across the room, m."""
    return room.size_m[1] - 2 * END_M


def _propose(
    room: RoomSpec,
    role: Role,
    duration_s: float,
    side: float,
    shared: bool,
    random: np.random.Generator,
) -> AgentSpec:
    """A place for somebody that may or may not fit; `side` is the half of the room if `shared`."""
    off_axis = side * math.radians(random.uniform(*((17.0, 24.0) if shared else (4.0, 9.0))))
    action = role.action
    if action.kind != "walk":
        at = _polar(random.uniform(1.9, 3.0), off_axis)
        doing = Stand() if action.kind == "stand" else Wave(hand=action.hand or "right")
        return _agent(role, doing, at, off_axis + math.pi)
    if action.path == "circle":
        return _circle(room, role, side, random)
    if action.path == "to_and_fro":
        return _to_and_fro(room, role, side if shared else 0.0, random)
    if crosses(action):
        return _across(room, role, duration_s, side, random)
    way = role.speed_m_per_s * duration_s
    near = NEAR_M + random.uniform(0.0, max(0.0, min(0.2, _depth_m(room) - NEAR_M - way)))
    if action.path == "away":
        return _agent(role, _walk(role, LinePath()), _polar(near, off_axis), off_axis)
    return _agent(role, _walk(role, LinePath()), _polar(near + way, off_axis), off_axis + math.pi)


def _across(
    room: RoomSpec, role: Role, duration_s: float, side: float, random: np.random.Generator
) -> AgentSpec:
    """A line across the view whose middle is on boresight."""
    x = random.uniform(1.9, max(2.0, min(3.4, _depth_m(room))))
    y = -side * role.speed_m_per_s * duration_s / 2
    return _agent(role, _walk(role, LinePath()), (x, y), side * math.pi / 2)


def _to_and_fro(room: RoomSpec, role: Role, side: float, random: np.random.Generator) -> AgentSpec:
    """A narrow loop along the view, or across it."""
    path = ToAndFroPath(length_m=1.0)
    turn, width = TURN_DEPTH * path.turn_radius_m, TURN_WIDTH * path.turn_radius_m
    across = crosses(role.action)
    free = _breadth_m(room) if across else _depth_m(room) - NEAR_M
    length = min(2.5, free - 2 * turn)
    path = ToAndFroPath(length_m=max(0.5, round(length, 2)))
    if across:
        at = (random.uniform(1.6, _depth_m(room)), -length / 2)
        return _agent(role, _walk(role, path), at, math.pi / 2)
    at = (_depth_m(room) - turn, width / 2 + side * random.uniform(0.9, 1.3))
    return _agent(role, _walk(role, path), at, math.pi)


def _circle(room: RoomSpec, role: Role, side: float, random: np.random.Generator) -> AgentSpec:
    """A circle somewhere in front of the radar."""
    largest = min(1.1, _breadth_m(room) / 2, (_depth_m(room) - NEAR_M) / 2)
    radius = max(0.7, random.uniform(0.75, 1.0) * largest)
    x = random.uniform(NEAR_M + radius, max(NEAR_M + radius, _depth_m(room) - radius))
    y = random.uniform(-0.5, 0.5) * max(0.0, _breadth_m(room) - 2 * radius)
    start = random.uniform(-math.pi, math.pi)
    path = CirclePath(radius_m=round(radius, 2), turn="left" if side > 0 else "right")
    at = (x + radius * math.cos(start), y + radius * math.sin(start))
    return _agent(role, _walk(role, path), at, start + side * math.pi / 2)


def _walk(role: Role, path: LinePath | ToAndFroPath | CirclePath) -> Walk:
    return Walk(path=path, speed_m_per_s=role.speed_m_per_s)


def _polar(distance_m: float, azimuth_rad: float) -> tuple[float, float]:
    return distance_m * math.cos(azimuth_rad), distance_m * math.sin(azimuth_rad)


def _agent(
    role: Role,
    activity: Walk | Stand | Wave,
    at_m: tuple[float, float],
    heading_rad: float,
) -> AgentSpec:
    return AgentSpec(
        name=role.name,
        body=role.body,
        activity=activity,
        position_m=(round(float(at_m[0]), 3), round(float(at_m[1]), 3)),
        heading_rad=round(math.remainder(heading_rad, 2 * math.pi), 4),
        vitals=role.vitals,
    )
