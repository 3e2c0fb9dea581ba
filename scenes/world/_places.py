"""What is where: things and their rooms, and which of them somebody uses."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from scenes.motion import activities
from scenes.objects import berth_of, object_names, seats_of
from scenes.spec import ObjectSpec, RoomSpec, SceneSpec
from scenes.world._log import ObjectTruth

REACH_M = 1.0
"""What an activity needs is in use within this distance of the pelvis, m."""

SEAT_BELOW_M, BERTH_BELOW_M = 0.25, 0.45
"""The pelvis of somebody who sits is lower than this above the seat, and above a bed, m."""

BESIDE_M = 0.12
"""So far beside a seat or a bed the pelvis may be, m."""


def room_at(rooms: Sequence[RoomSpec], point_m: Float[np.ndarray, " axis"]) -> str:
    """Name of the room that a point is in, "" for none."""
    at = (float(point_m[0]), float(point_m[1]))
    return next((room.name for room in rooms if room.contains(at)), "")


def things(spec: SceneSpec) -> tuple[ObjectTruth, ...]:
    """Everything that stands, lies and hangs in the rooms."""
    pairs = zip(object_names(spec.objects), spec.objects, strict=True)
    return tuple(_thing(name, item, spec.rooms) for name, item in pairs)


def _thing(name: str, item: ObjectSpec, rooms: Sequence[RoomSpec]) -> ObjectTruth:
    x, y, z = item.position_m
    return ObjectTruth(
        name=name,
        kind=item.kind,
        room=room_at(rooms, np.array([x, y])),
        centre_m=(x, y, z + item.size_m[2] / 2),
        size_m=item.size_m,
        yaw_rad=item.yaw_rad,
        material=item.material,
    )


def objects_in_use(
    objects: Sequence[ObjectSpec],
    pelvis_m: Float[np.ndarray, "time 3"],
    posture: Sequence[str],
    activity: Sequence[str],
) -> tuple[str, ...]:
    """Name of what somebody sits or lies on, or of what their activity needs, at each time.

    Args:
        objects: Everything in the scene.
        pelvis_m: Where their pelvis is, m.
        posture: Their posture.
        activity: What they do.
    """
    named = list(zip(object_names(objects), objects, strict=True))
    used = np.full(len(pelvis_m), "", dtype=object)
    resting = np.array([one not in ("", "stand") for one in posture])
    for name, item in named:
        used[(used == "") & resting & _rests_on(item, pelvis_m)] = name
    for doing in sorted(set(activity)):
        needs = activities()[doing].needs if doing in activities() else ()
        near = [(name, item) for name, item in named if item.kind in needs]
        at = (used == "") & ~resting & (np.array(activity) == doing)
        if near and at.any():
            away = np.array([footprint_distance_m(item, pelvis_m[at, :2]) for _, item in near])
            names = np.array([near[i][0] for i in away.argmin(axis=0)], dtype=object)
            used[at] = np.where(away.min(axis=0) < REACH_M, names, "")
    return tuple(used)


def _rests_on(item: ObjectSpec, pelvis_m: Float[np.ndarray, "time 3"]) -> Bool[np.ndarray, " time"]:
    """Whether a pelvis is close above one of the seats of an object, or its berth."""
    found = np.zeros(len(pelvis_m), dtype=bool)
    for seat in seats_of(item):
        x, y, z = seat.edge_m
        back = seat.depth_m / 2
        middle = (x - back * np.cos(seat.heading_rad), y - back * np.sin(seat.heading_rad), z)
        half = (seat.depth_m / 2, seat.width_m / 2)
        found |= _above(pelvis_m, middle, seat.heading_rad, half, SEAT_BELOW_M)
    berth = berth_of(item)
    if berth is not None:
        half = (berth.length_m / 2, berth.width_m / 2)
        found |= _above(pelvis_m, berth.centre_m, berth.head_rad, half, BERTH_BELOW_M)
    return found


def _above(
    points_m: Float[np.ndarray, "time 3"],
    middle_m: tuple[float, float, float],
    yaw_rad: float,
    half_m: tuple[float, float],
    below_m: float,
) -> Bool[np.ndarray, " time"]:
    away = points_m - np.array(middle_m)
    beyond = np.abs(_turned(away[:, :2], yaw_rad)) - np.array(half_m)
    return (beyond < BESIDE_M).all(axis=1) & (away[:, 2] > -0.05) & (away[:, 2] < below_m)


def footprint_distance_m(
    item: ObjectSpec, points_m: Float[np.ndarray, "point 2"]
) -> Float[np.ndarray, " point"]:
    """How far points of the plane are outside of an object's footprint, m."""
    local = _turned(points_m - np.array(item.position_m[:2]), item.yaw_rad)
    return np.linalg.norm(np.maximum(np.abs(local) - np.array(item.size_m[:2]) / 2, 0.0), axis=1)


def _turned(ways_m: Float[np.ndarray, "point 2"], yaw_rad: float) -> Float[np.ndarray, "point 2"]:
    """Along and across a direction."""
    c, s = np.cos(yaw_rad), np.sin(yaw_rad)
    return ways_m @ np.array([[c, -s], [s, c]])
