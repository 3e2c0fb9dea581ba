"""`GroundTruth`: who did what, where and how fast."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from scenes.bodies import VitalSigns, displacement
from scenes.world._agent import Agent

STEP_S = 1e-3
"""Half the time over which velocities are differenced, s."""


@dataclass(frozen=True)
class AgentTruth:
    """One person over time, in world coordinates.

    Attributes:
        name: Who.
        activity: What they do at each time ("" before and after the scene).
        torso_m: Centre of the trunk, m.
        torso_velocity_m_per_s: Its velocity, m/s.
        joint_names: Names along the joint axis.
        joints_m: Joints, m.
        vitals: Breath and heartbeat.
        breathing_m: Outward displacement of the chest by breath, m.
        heartbeat_m: Outward displacement of the skin above the heart by its beat, m.
    """

    name: str
    activity: tuple[str, ...]
    torso_m: Float[np.ndarray, "time 3"]
    torso_velocity_m_per_s: Float[np.ndarray, "time 3"]
    joint_names: tuple[str, ...]
    joints_m: Float[np.ndarray, "time joint 3"]
    vitals: VitalSigns
    breathing_m: Float[np.ndarray, " time"]
    heartbeat_m: Float[np.ndarray, " time"]

    @property
    def speed_m_per_s(self) -> Float[np.ndarray, " time"]:
        """Speed of the torso, m/s."""
        return np.linalg.norm(self.torso_velocity_m_per_s, axis=1)


@dataclass(frozen=True)
class GroundTruth:
    """Everyone over time.

    Attributes:
        times_s: When, s.
        agents: Everyone's truth at those times.
    """

    times_s: Float[np.ndarray, " time"]
    agents: tuple[AgentTruth, ...]

    def to_json(self) -> str:
        """The log as JSON: `times_s`, and for each agent the fields of `AgentTruth`."""
        return json.dumps(
            {
                "times_s": self.times_s.tolist(),
                "agents": [
                    {**_plain(vars(agent)), "speed_m_per_s": agent.speed_m_per_s.tolist()}
                    for agent in self.agents
                ],
            }
        )

    def write(self, path: Path) -> None:
        """Writes `to_json` to a file."""
        path.write_text(self.to_json(), encoding="utf-8")


def ground_truth(agents: Sequence[Agent], times_s: Float[np.ndarray, " time"]) -> GroundTruth:
    """Samples everyone's truth.

    Raises:
        InputError: A time lies more than a second outside the scene.
    """
    return GroundTruth(times_s, tuple(_agent_truth(agent, times_s) for agent in agents))


def _agent_truth(agent: Agent, times_s: Float[np.ndarray, " time"]) -> AgentTruth:
    before, after = (agent.torso_m(times_s + step) for step in (-STEP_S, STEP_S))
    with jax.enable_x64(True):
        breath, beat = (
            np.asarray(part) for part in displacement(agent.vitals, jnp.asarray(times_s))
        )
    return AgentTruth(
        name=agent.name,
        activity=tuple(_activity(agent, float(time)) for time in times_s),
        torso_m=agent.torso_m(times_s),
        torso_velocity_m_per_s=(after - before) / (2 * STEP_S),
        joint_names=agent.joint_names,
        joints_m=agent.joints(times_s),
        vitals=agent.vitals,
        breathing_m=breath,
        heartbeat_m=beat,
    )


def _activity(agent: Agent, time_s: float) -> str:
    at = (entry.activity for entry in agent.log if entry.start_s <= time_s <= entry.end_s)
    return next(at, "")


def _plain(fields: dict) -> dict:
    """Arrays as lists, vital signs by name."""
    vitals = {name: float(value) for name, value in fields["vitals"]._asdict().items()}
    lists = {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in fields.items()
    }
    return {**lists, "vitals": vitals}
