"""What a recording should say about itself: echoes at false ranges, loops that are too slow."""

import numpy as np
from jaxtyping import Array, Float

from mmwave_sim.simulation._pace import OF_TOLERANCE, longest_block_s
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._room import RoomLinks

_WORTH_A_LINE = 0.01


def warnings_of(plan: TracePlan, room: RoomLinks) -> list[str]:
    """One line for each thing in which the samples are not what they seem."""
    lines = (_beyond_range(plan, room), _slow_loops(plan))
    return [line for line in lines if line is not None]


def _slow_loops(plan: TracePlan) -> str | None:
    """Whether something turns so fast that its amplitude cannot be followed from loop to loop."""
    loop_s, tolerance = plan.radar.loop_interval_s, plan.options.tolerance
    longest_s = longest_block_s(plan.world.moving, plan.radar, tolerance)
    error = OF_TOLERANCE * tolerance * (loop_s / longest_s) ** 4
    if error < _WORTH_A_LINE:
        return None
    return (
        f"loops of {loop_s * 1e3:.3g} ms are long for how fast the bodies turn: their echoes are "
        f"off by some {min(error, 1.0):.0%} between nodes (shorten the loop)"
    )


def _beyond_range(plan: TracePlan, room: RoomLinks) -> str | None:
    """What lies beyond the radar's maximum range, if anything does and no filter stops it."""
    if plan.options.receiver.if_filter is not None:
        return None
    limit = plan.radar.max_range_m
    far = {**_bodies_and_walls_m(plan), **_furniture_and_echoes_m(plan, room)}
    beyond = [f"{name} at {distance:.1f} m" for name, distance in far.items() if distance > limit]
    if not beyond:
        return None
    return (
        f"beyond the maximum range of {limit:.2f} m, so at false ranges: {', '.join(beyond)} "
        f"(no IF filter is on)"
    )


def _bodies_and_walls_m(plan: TracePlan) -> dict[str, float]:
    """Largest range of every body and range of every wall that the radar faces, m."""
    radar = np.asarray(plan.radar.pose.position_m)
    far = {mesh.name: _farthest_m(mesh.vertices_m, radar) for mesh in plan.world.moving}
    facing = {way.bounces[0].wall for way in plan.room_ways if len(way.bounces) == 1}
    for wall in (plan.world.walls[i] for i in sorted(facing)):
        far[wall.name] = abs(float((radar - wall.corner_m) @ wall.normal))
    return far


def _furniture_and_echoes_m(plan: TracePlan, room: RoomLinks) -> dict[str, float]:
    """Largest range of what furniture the radar sees, and of the room's ways by walls, m."""
    radar, far = np.asarray(plan.radar.pose.position_m), {}
    if plan.furniture:
        far["furniture"] = max(_farthest_m(patch.corners_m, radar) for patch in plan.furniture)
    several = np.array([len(way.bounces) > 1 for way in plan.room_ways], dtype=bool)
    heard = several & np.any(plan.room_open > 0, axis=(0, 1))
    if heard.any():
        far["the room's own echoes"] = float(np.asarray(room.length_m)[heard].max()) / 2
    return far


def _farthest_m(
    points_m: Float[Array, "... 3"] | Float[np.ndarray, "... 3"], radar_m: Float[np.ndarray, "3"]
) -> float:
    return float(np.linalg.norm(np.asarray(points_m) - radar_m, axis=-1).max())
