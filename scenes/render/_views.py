"""Cameras that suit a scene: from above, as a plan, from the radar, and close to somebody."""

from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.render._camera import Camera, Vector, fitted
from scenes.render._sight import clearest, direction

NARROW_RAD = float(np.radians(28.0))
ELEVATION_RAD = float(np.radians(40.0))
"""Elevation of the eye in `overview`, rad."""

CLOSE_ELEVATION_RAD = float(np.radians(20.0))
BESIDE_RAD = tuple(np.radians([35.0, -35.0, 70.0, -70.0, 110.0, -110.0, 150.0, -150.0]))
"""Where an eye may be from a front, the most welcome first, rad."""

CORNERS_RAD = tuple(np.radians([35.0, 145.0, 215.0, 325.0]))
"""Where it may be from the middle of a house whose walls run along x and y, rad."""

SAMPLED_TIMES = 7


def overview(
    scene: Any,
    *,
    aspect: float = 4 / 3,
    azimuth_rad: float | None = None,
    elevation_rad: float = ELEVATION_RAD,
) -> Camera:
    """The whole house from above, walls in the way cut down, as a doll's house.

    Args:
        scene: What is to be seen.
        aspect: Width of the picture over its height.
        azimuth_rad: Of the eye from the middle, rad from world +x; by default a corner, preferably
            behind the radar, from which furniture hides the people least.
        elevation_rad: Of the eye, rad.
    """
    if azimuth_rad is None:
        times = np.linspace(0.0, scene.duration_s, SAMPLED_TIMES)
        people = [_marks(agent, times) for agent in scene.agents]
        points = np.concatenate(people) if people else np.zeros((0, 3))
        ahead = scene.spec.radar.yaw_rad
        corners = sorted(CORNERS_RAD, key=lambda corner: np.cos(corner - ahead))
        azimuth_rad = clearest(corners, elevation_rad, points, _furniture_boxes(scene))
    way = direction(azimuth_rad, elevation_rad)
    return fitted(_bounds(scene, way), way, aspect, NARROW_RAD)


def plan_view(scene: Any, *, aspect: float = 4 / 3) -> Camera:
    """Straight from above, without perspective: +x of the world to the right, +y upwards.

    Args:
        scene: What is to be seen.
        aspect: Width of the picture over its height.
    """
    points = _bounds(scene, np.zeros(3))
    low, high = points.min(0), points.max(0)
    x, y, _ = (low + high) / 2
    height = 1.1 * max(high[1] - low[1], (high[0] - low[0]) / aspect)
    return Camera(
        (float(x), float(y), float(high[2]) + 10.0),
        (float(x), float(y), 0.0),
        up=(0.0, 1.0, 0.0),
        height_m=float(height),
    )


def from_radar(scene: Any, *, field_of_view_rad: float = float(np.radians(75.0))) -> Camera:
    """What a camera in place of the radar would see along its boresight, walls and ceiling left.

    Args:
        scene: What is to be seen.
        field_of_view_rad: Angle from the lower to the upper edge, rad.
    """
    radar = scene.spec.radar
    ahead = -direction(radar.yaw_rad, -radar.pitch_rad)
    up = -direction(radar.yaw_rad, np.pi / 2 - radar.pitch_rad)
    return Camera(
        radar.position_m,
        _vector(np.array(radar.position_m) + ahead),
        up=_vector(up),
        field_of_view_rad=field_of_view_rad,
        cut_away="nothing",
    )


def following(
    scene: Any, agent: Any, time_s: float, *, aspect: float = 4 / 3, room_m: float = 0.35
) -> Camera:
    """Close to somebody, from a little above, preferably from the front and past the furniture.

    Args:
        scene: Where they are.
        agent: One of `scene.agents`.
        time_s: When, s.
        aspect: Width of the picture over its height.
        room_m: Free space around the body, m.
    """
    times = np.array([time_s])
    skin = agent.vertices(times)[0]
    low, high = skin.min(0) - room_m, skin.max(0) + room_m
    corners = box_corners(low, high)
    azimuths = [facing_rad(agent, time_s) + turn for turn in BESIDE_RAD]
    reach = 1.2 * float(np.linalg.norm(high - low)) / NARROW_RAD
    azimuth = clearest(
        azimuths, CLOSE_ELEVATION_RAD, _marks(agent, times), _furniture_boxes(scene), reach
    )
    way = direction(azimuth, CLOSE_ELEVATION_RAD)
    return replace(fitted(corners, way, aspect, NARROW_RAD, margin=0.02), cut_away="subject")


def agent_named(scene: Any, name: str) -> Any:
    """The agent of this name.

    Raises:
        InputError: There is none.
    """
    for agent in scene.agents:
        if agent.name == name:
            return agent
    names = ", ".join(agent.name for agent in scene.agents) or "nobody"
    raise InputError(expected=f"one of {names}", found=repr(name)[:60], do="name one of them")


def facing_rad(agent: Any, time_s: float) -> float:
    """Direction of somebody's front at one moment; see `facings_rad`."""
    return float(facings_rad(agent, np.array([time_s]))[0])


def facings_rad(agent: Any, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
    """Directions of somebody's front, square to the line from the right hip to the left.

    Where that line is steep, as in somebody who lies on one side, the direction before holds; it is
    0 where there is none or hips are unknown.
    """
    names = getattr(agent, "joint_names", ())
    if not {"left_hip", "right_hip"} <= set(names):
        return np.zeros(len(times_s))
    joints = agent.joints(times_s)
    across = joints[:, names.index("left_hip")] - joints[:, names.index("right_hip")]
    facings, last = np.arctan2(-across[:, 0], across[:, 1]), 0.0
    level = np.hypot(*across[:, :2].T) > 0.5 * np.linalg.norm(across, axis=1)
    for number, is_level in enumerate(level):
        last = facings[number] = facings[number] if is_level else last
    return facings


def box_corners(
    low_m: Float[np.ndarray, "3"], high_m: Float[np.ndarray, "3"]
) -> Float[np.ndarray, "8 3"]:
    """The corners of a box, m."""
    return np.array([[(low_m, high_m)[i >> k & 1][k] for k in range(3)] for i in range(8)])


def _bounds(scene: Any, way: Float[np.ndarray, "3"]) -> Float[np.ndarray, "point 3"]:
    """Corners of the rooms: at the floor, and at the ceiling but for those nearest to the eye."""
    corners = [
        (x, y, z)
        for room in scene.spec.rooms
        for x, y in room.corners_m
        for z in (0.0, room.size_m[2])
    ]
    points = np.array(corners, dtype=float)
    depth = points[:, :2] @ way[:2]
    middle = (depth.min() + depth.max()) / 2
    return points[(points[:, 2] == 0.0) | (depth >= middle - 0.3 * np.ptp(depth))]


def _marks(agent: Any, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "point 3"]:
    """Points in the middle of a body at three heights, m."""
    skin = agent.vertices(times_s)
    low, high = skin.min(1), skin.max(1)
    marks = [low + (high - low) * (0.5, 0.5, share) for share in (0.15, 0.5, 0.9)]
    return np.concatenate(marks)


def _furniture_boxes(scene: Any) -> Float[np.ndarray, "box 2 3"]:
    boxes = [
        (surface.vertices_m.min(0), surface.vertices_m.max(0))
        for surface in scene.surfaces
        if surface.kind == "furniture"
    ]
    return np.array(boxes).reshape(-1, 2, 3)


def _vector(values: Float[np.ndarray, "3"]) -> Vector:
    x, y, z = (float(value) for value in values)
    return x, y, z
