"""Whether what was moved still fits the room."""

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from jaxtyping import Float

from mmwave_sim.randomization._draw import Draw
from scenes import (
    ROOMS,
    AgentSpec,
    ObjectSpec,
    RadarPlacement,
    RoomSpec,
    SceneSpec,
    footprint_m,
    sampled_paths_m,
)
from scenes.spec import Chain, Playback

WALL_M = 0.4
"""Free space between paths and walls or furniture, m."""

APART_M = 0.8
"""Smallest distance between two people, m."""

NEAR_M = 1.0
"""Smallest distance of people from the radar, m."""

VIEW_RAD = math.radians(60.0)
"""Everyone stays this close to boresight, rad."""

RADAR_M = 0.1
"""Free space between the radar and walls or furniture, m."""


def is_planned(spec: SceneSpec) -> bool:
    """Whether walls, furniture and people of a scene depend on one another's places."""
    goes = any(isinstance(agent.activity, Chain | Playback) for agent in spec.agents)
    return goes or len(spec.rooms) > 1 or bool(spec.openings) or bool(spec.room.outline_m)


def refurnished(draw: Draw, room: RoomSpec) -> bool:
    """Whether furniture is placed anew."""
    return draw.value("room.furniture_seed") is not None and room.name in ROOMS


def still_inside(item: ObjectSpec, room: RoomSpec) -> bool:
    """Whether a piece of furniture fits the room where it stands."""
    low, high = footprint_m(item)
    corner = np.array(room.corner_m)
    level = (low >= corner).all() and (high <= corner + room.size_m[:2]).all()
    return bool(level and item.position_m[2] + item.size_m[2] <= room.size_m[2])


def radar_fits(radar: RadarPlacement, room: RoomSpec, objects: Sequence[ObjectSpec]) -> bool:
    """Whether the radar is inside the room and clear of furniture."""
    point = np.array([radar.position_m[:2]])
    return _inside(point, room, RADAR_M) and _clear(point, objects, RADAR_M)


def people_fit(
    agents: Sequence[AgentSpec],
    room: RoomSpec,
    radar: RadarPlacement,
    objects: Sequence[ObjectSpec],
    duration_s: float,
) -> bool:
    """Whether everyone's path is free and in the radar's view."""
    paths_m = sampled_paths_m(agents, duration_s)
    points = paths_m.reshape(-1, 2)
    seen = points - np.array(radar.position_m[:2])
    azimuth = np.arctan2(seen[:, 1], seen[:, 0]) - radar.yaw_rad
    in_view = np.abs(np.angle(np.exp(1j * azimuth))).max() < VIEW_RAD
    far = np.linalg.norm(seen, axis=1).min() > NEAR_M
    apart = all(
        np.linalg.norm(one - other, axis=1).min() > APART_M
        for one, other in combinations(paths_m, 2)
    )
    free = _inside(points, room, WALL_M) and _clear(points, objects, WALL_M)
    return bool(in_view and far and apart and free)


def _inside(points_m: Float[np.ndarray, "point 2"], room: RoomSpec, margin_m: float) -> bool:
    corner = np.array(room.corner_m)
    low, high = corner + margin_m, corner + np.array(room.size_m[:2]) - margin_m
    return bool((points_m > low).all() and (points_m < high).all())


def _clear(
    points_m: Float[np.ndarray, "point 2"], objects: Sequence[ObjectSpec], margin_m: float
) -> bool:
    for low, high in map(footprint_m, objects):
        outside = np.maximum(np.maximum(low - points_m, points_m - high), 0.0)
        if np.linalg.norm(outside, axis=1).min() < margin_m:
            return False
    return True
