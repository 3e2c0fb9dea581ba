"""`ground_truth`: reads the log off a scene."""

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from scenes.bodies import displacement
from scenes.geometry import Surface, rotation_matrix
from scenes.motion import ActivityInterval
from scenes.spec import AgentSpec, SceneSpec
from scenes.world._agent import Agent
from scenes.world._doing import interval_at, intervals_of, postures_at, repetitions_at
from scenes.world._footfalls import feet_down, footfalls
from scenes.world._log import AgentTruth, GroundTruth
from scenes.world._places import objects_in_use, room_at, things
from scenes.world._probe import SPREAD, Probe, probe_of
from scenes.world._sight import in_sight

STEP_S = 1e-3
"""Half the time over which velocities are differenced, s."""

PERCENTILES = (5.0, 50.0, 95.0)


def ground_truth(
    spec: SceneSpec,
    surfaces: Sequence[Surface],
    agents: Sequence[Agent],
    times_s: Float[np.ndarray, " time"],
) -> GroundTruth:
    """Samples everyone's truth.

    Args:
        spec: The scene.
        surfaces: Everything in it that does not move.
        agents: Everyone.
        times_s: When, s.

    Raises:
        InputError: A time lies more than a second outside the scene.
    """
    every = tuple(
        _agent_truth(spec, surfaces, agent, own, times_s)
        for agent, own in zip(agents, spec.agents, strict=True)
    )
    return GroundTruth(
        times_s=times_s,
        agents=every,
        duration_s=spec.duration_s,
        radar=spec.radar,
        rooms=spec.rooms,
        openings=spec.openings,
        objects=things(spec),
    )


def _agent_truth(
    spec: SceneSpec,
    surfaces: Sequence[Surface],
    agent: Agent,
    own: AgentSpec,
    times_s: Float[np.ndarray, " time"],
) -> AgentTruth:
    probe, log = probe_of(agent), intervals_of(own, agent.log)
    motion = _motion(agent, times_s)
    pelvis = motion["joints_m"][:, agent.joint_names.index("pelvis")]
    return AgentTruth(
        name=agent.name,
        joint_names=agent.joint_names,
        vitals=agent.vitals,
        intervals=log,
        footfalls=footfalls(probe, spec.duration_s),
        **motion,
        **_skin(probe, np.array(spec.radar.position_m), times_s),
        **_doing(spec, log, pelvis, times_s),
        **_place(spec, surfaces, motion["torso_m"]),
    )


def _motion(agent: Agent, times_s: Float[np.ndarray, " time"]) -> dict[str, Any]:
    """Trunk, joints, breath and heartbeat."""
    with jax.enable_x64(True):
        life = displacement(agent.vitals, jnp.asarray(times_s))
        breath, beat = (np.asarray(part) for part in life)
    return {
        "torso_m": agent.torso_m(times_s),
        "torso_velocity_m_per_s": _slope(agent.torso_m, times_s),
        "joints_m": agent.joints(times_s),
        "joint_velocities_m_per_s": _slope(agent.joints, times_s),
        "breathing_m": breath,
        "heartbeat_m": beat,
    }


def _skin(
    probe: Probe, radar_m: Float[np.ndarray, "3"], times_s: Float[np.ndarray, " time"]
) -> dict[str, Any]:
    """Speeds of the skin, and which feet are on the ground."""
    before, after = (probe.points_m(times_s + step) for step in (-STEP_S, STEP_S))
    points, velocity = (before + after) / 2, (after - before) / (2 * STEP_S)
    way = points - radar_m
    unit = way / np.maximum(np.linalg.norm(way, axis=-1, keepdims=True), 1e-9)
    speed, radial = np.linalg.norm(velocity, axis=-1), (velocity * unit).sum(axis=-1)
    shares = [np.percentile(v[:, :SPREAD], PERCENTILES, axis=1).T for v in (speed, radial)]
    least, most = radial.min(axis=1), radial.max(axis=1)
    left, right = feet_down(points)
    return {
        "surface_speed_m_per_s": np.column_stack([shares[0], speed.max(axis=1)]),
        "surface_radial_m_per_s": np.column_stack([least, shares[1], most]),
        "left_foot_down": left,
        "right_foot_down": right,
    }


def _doing(
    spec: SceneSpec,
    log: tuple[ActivityInterval, ...],
    pelvis_m: Float[np.ndarray, "time 3"],
    times_s: Float[np.ndarray, " time"],
) -> dict[str, Any]:
    """What the person does with what, at each time."""
    now = [interval_at(log, float(time)) for time in times_s]
    activity = tuple(one.activity if one else "" for one in now)
    posture = postures_at(log, times_s)
    return {
        "activity": activity,
        "hand": tuple(one.hand if one else "" for one in now),
        "repetition": repetitions_at(log, times_s),
        "posture": posture,
        "object_in_use": objects_in_use(spec.objects, pelvis_m, posture, activity),
    }


def _place(
    spec: SceneSpec, surfaces: Sequence[Surface], torso_m: Float[np.ndarray, "time 3"]
) -> dict[str, Any]:
    """Where the trunk is, in the home and as the radar sees it."""
    radar = spec.radar
    turn = rotation_matrix((0.0, 0.0, radar.yaw_rad)) @ rotation_matrix((0.0, radar.pitch_rad, 0.0))
    local = (torso_m - np.array(radar.position_m)) @ turn
    return {
        "room": tuple(room_at(spec.rooms, point) for point in torso_m),
        "distance_m": np.linalg.norm(local, axis=1),
        "azimuth_deg": np.degrees(np.arctan2(local[:, 1], local[:, 0])),
        "in_sight": in_sight(np.array(radar.position_m), torso_m, surfaces),
    }


def _slope(
    place: Callable[[Float[np.ndarray, " time"]], np.ndarray], times_s: Float[np.ndarray, " time"]
) -> np.ndarray:
    """Central difference of places in time, m/s."""
    before, after = (place(times_s + step) for step in (-STEP_S, STEP_S))
    return (after - before) / (2 * STEP_S)
