"""Numbers that say whether a motion is physically plausible."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._agent import Agent

CONTACT_M = 0.002
"""Skin of a foot lower than this touches the ground, m."""

STEP_S = 1e-3
"""Half the time over which velocities are differenced, s."""


@dataclass(frozen=True)
class Audit:
    """Worst cases over the audited times.

    Attributes:
        foot_slip_m_per_s: Largest horizontal speed of a foot on the ground: the mean over the skin
            that touches it, weighted by how deep it does.
        penetration_m: Deepest skin below the ground, m.
        airborne_s: Longest time without a foot on the ground, s.
        joint_speed_m_per_s: Fastest joint, m/s.
        joint_acceleration_m_per_s2: Strongest acceleration of a joint, m/s^2.
    """

    foot_slip_m_per_s: float
    penetration_m: float
    airborne_s: float
    joint_speed_m_per_s: float
    joint_acceleration_m_per_s2: float


def audit(agent: Agent, times_s: Float[np.ndarray, " time"]) -> Audit:
    """Measures a motion on its skin and joints at evenly spaced times."""
    skin = agent.vertices(times_s)
    slip, touching = _slip(agent, times_s, skin)
    before, now, after = (agent.joints(times_s + d) for d in (-STEP_S, 0.0, STEP_S))
    speed = np.linalg.norm(after - before, axis=-1) / (2 * STEP_S)
    acceleration = np.linalg.norm(after - 2 * now + before, axis=-1) / STEP_S**2
    gap = _longest_run(~touching.any(0)) * float(np.median(np.diff(times_s)))
    return Audit(
        foot_slip_m_per_s=float(slip.max()),
        penetration_m=float(max(0.0, -skin[..., 2].min())),
        airborne_s=gap,
        joint_speed_m_per_s=float(speed.max()),
        joint_acceleration_m_per_s2=float(acceleration.max()),
    )


def _slip(
    agent: Agent, times_s: Float[np.ndarray, " time"], skin_m: Float[np.ndarray, "time vertex 3"]
) -> tuple[Float[np.ndarray, "foot time"], Float[np.ndarray, "foot time"]]:
    """Horizontal speed of each foot's contact, m/s, and whether it touches the ground."""
    before, after = (agent.vertices(times_s + d)[..., :2] for d in (-STEP_S, STEP_S))
    slip, touching = [], []
    for side in ("L", "R"):
        foot = agent.body.share(f"foot.{side}") > 0.5
        depth = np.clip(CONTACT_M - skin_m[:, foot, 2], 0.0, None)
        velocity = (after[:, foot] - before[:, foot]) / (2 * STEP_S)
        load = depth.sum(1)
        mean = (velocity * depth[..., None]).sum(1) / np.maximum(load, 1e-12)[:, None]
        slip.append(np.linalg.norm(mean, axis=1))
        touching.append(load > 0)
    return np.array(slip), np.array(touching)


def _longest_run(flags: Float[np.ndarray, " time"]) -> int:
    """Length of the longest run of true values."""
    longest = current = 0
    for flag in flags:
        current = current + 1 if flag else 0
        longest = max(longest, current)
    return longest
