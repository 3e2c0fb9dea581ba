"""What a perfect radar would report of a person's trunk, from the scene alone."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

from mmwave_sim.motion import vertices_at
from mmwave_sim.simulation._plan import TracePlan

if TYPE_CHECKING:
    from scenes import Agent


@dataclass(frozen=True)
class TorsoTruth:
    """The part of a person's trunk that the radar sees, frame by frame.

    Each value is the mean over the visible facets of the trunk, weighted by the area that they
    turn towards the radar; NaN in a frame where none is visible.

    Attributes:
        time_s: Middle of each frame, s.
        range_m: Distance from the radar, m.
        velocity_m_per_s: Radial velocity, positive when receding, m/s.
        azimuth_rad: Azimuth in the radar's frame, positive to the left, rad.
    """

    time_s: Float[np.ndarray, " frame"]
    range_m: Float[np.ndarray, " frame"]
    velocity_m_per_s: Float[np.ndarray, " frame"]
    azimuth_rad: Float[np.ndarray, " frame"]


def torso_truth(plan: TracePlan, agent: "Agent") -> TorsoTruth:
    """Reads the truth off the scene's own mesh, without its radar return.

    Args:
        plan: From `trace`; says which facets are visible.
        agent: A person of the scene that was traced.

    Raises:
        ValueError: The plan has no such person.
    """
    names = [mesh.name for mesh in plan.world.moving]
    if agent.name not in names:
        raise ValueError(f"{agent.name!r} is not among {names}")
    index = names.index(agent.name)
    time_s = plan.start_s + plan.timing.node_s[-1] / 2
    values = [_frame(plan, agent, index, i, t) for i, t in enumerate(time_s)]
    return TorsoTruth(time_s, *np.array(values).T)


def _frame(
    plan: TracePlan, agent: "Agent", index: int, frame: int, time_s: float
) -> tuple[float, float, float]:
    visible = _visible(plan, index, frame)
    faces = plan.world.moving[index].faces[visible & agent.body.torso_faces]
    if len(faces) == 0:
        return np.nan, np.nan, np.nan
    mesh, at = plan.world.moving[index], np.array([time_s])
    corners, rates = (vertices_at(mesh, at, derivative)[0][faces] for derivative in (0, 1))
    return _reading(plan, corners, rates.mean(axis=1))


def _reading(
    plan: TracePlan, corners_m: Float[np.ndarray, "facet 3 3"], velocity: np.ndarray
) -> tuple[float, float, float]:
    local = plan.radar.pose.to_local(corners_m.mean(axis=1))
    distance = np.linalg.norm(local, axis=1)
    direction = local / distance[:, None]
    area = np.cross(corners_m[:, 1] - corners_m[:, 0], corners_m[:, 2] - corners_m[:, 0])
    turned = -np.sum(area @ plan.radar.pose.rotation() * direction, axis=1)
    weight = np.maximum(turned, 0.0)
    radial = np.sum(velocity @ plan.radar.pose.rotation() * direction, axis=1)
    azimuth = np.arctan2(local[:, 1], local[:, 0])
    return tuple(float(np.average(v, weights=weight)) for v in (distance, radial, azimuth))  # type: ignore[return-value]


def _visible(plan: TracePlan, index: int, frame: int) -> np.ndarray:
    visible = np.zeros(len(plan.world.moving[index].faces), dtype=bool)
    for route in plan.routes:
        if route.mesh == index and all(way.direct for way in route.route):
            seen = route.face[frame][route.weight[frame].mean(axis=0) >= 0.5]
            visible[plan.divisions[index].of_face[seen]] = True
    return visible
