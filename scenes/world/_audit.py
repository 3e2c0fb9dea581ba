"""Numbers that say whether a motion is physically plausible."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Shaped
from scipy.ndimage import binary_erosion

from scenes.bodies import SIDES
from scenes.world._agent import Agent

CONTACT_M = 0.002
"""Skin of a foot lower than this touches the ground, m: the sole of the mesh is flat to 2 mm."""

TOUCHDOWN_S = 0.03
"""A foot that starts or stops to touch may move for this long, s."""

STEP_S = 1e-3
"""Half the time over which velocities are differenced, s."""


@dataclass(frozen=True)
class Audit:
    """Worst cases over the audited times.

    Attributes:
        foot_slip_m_per_s: Fastest slip of a foot that has touched the ground for `TOUCHDOWN_S` and
            will go on to: horizontal speed of the skin that touches, weighted by its depth.
        foot_skid_m: Longest way that a foot slips from touchdown to lift-off, m.
        penetration_m: Deepest skin below the ground, m.
        airborne_s: Longest time without a foot on the ground, s.
        joint_speed_m_per_s: Fastest joint, m/s.
        joint_acceleration_m_per_s2: Strongest acceleration of a joint, m/s^2.
    """

    foot_slip_m_per_s: float
    foot_skid_m: float
    penetration_m: float
    airborne_s: float
    joint_speed_m_per_s: float
    joint_acceleration_m_per_s2: float


def audit(agent: Agent, start_s: float, end_s: float, rate_hz: float = 100.0) -> Audit:
    """Measures a motion on its skin and joints, at evenly spaced times."""
    times = np.arange(start_s, end_s, 1 / rate_hz)
    skin = agent.vertices(times)
    slip, touching = _slip(agent, times, skin)
    settled = binary_erosion(
        touching, np.ones((1, 1 + 2 * round(TOUCHDOWN_S * rate_hz)), bool), border_value=1
    )
    before, now, after = (agent.joints(times + d) for d in (-STEP_S, 0.0, STEP_S))
    speed = np.linalg.norm(after - before, axis=-1) / (2 * STEP_S)
    acceleration = np.linalg.norm(after - 2 * now + before, axis=-1) / STEP_S**2
    return Audit(
        foot_slip_m_per_s=float(np.max(slip, where=settled, initial=0.0)),
        foot_skid_m=max(_largest_run_sum(row) for row in slip) / rate_hz,
        penetration_m=float(max(0.0, -skin[..., 2].min())),
        airborne_s=_largest_run_sum(1.0 - touching.max(0)) / rate_hz,
        joint_speed_m_per_s=float(speed.max()),
        joint_acceleration_m_per_s2=float(acceleration.max()),
    )


def _slip(
    agent: Agent, times_s: Float[np.ndarray, " time"], skin_m: Float[np.ndarray, "time vertex 3"]
) -> tuple[Float[np.ndarray, "foot time"], Bool[np.ndarray, "foot time"]]:
    """Horizontal speed of the skin of each foot that touches the ground, m/s, and whether any."""
    before, after = (agent.vertices(times_s + d)[..., :2] for d in (-STEP_S, STEP_S))
    slip, touching = [], []
    for side in SIDES:
        foot = agent.body.share(agent.body.rig.limbs[side].ankle) > 0.5
        depth = np.clip(CONTACT_M - skin_m[:, foot, 2], 0.0, None)
        speed = np.linalg.norm(after[:, foot] - before[:, foot], axis=-1) / (2 * STEP_S)
        load = depth.sum(1)
        slip.append((speed * depth).sum(1) / np.where(load > 0, load, 1.0))
        touching.append(load > 0)
    return np.array(slip), np.array(touching)


def _largest_run_sum(values: Shaped[np.ndarray, " time"]) -> float:
    """Largest sum over a run of values that are all positive."""
    largest = current = 0.0
    for value in values:
        current = current + float(value) if value > 0 else 0.0
        largest = max(largest, current)
    return largest
