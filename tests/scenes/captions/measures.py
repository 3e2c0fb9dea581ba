"""How the scenes here were made, and simple measures of joints and signals."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from scenes.captions import Statement
from scenes.world import AgentTruth, GroundTruth

MADE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "walk woman": ("walk",),
        "home woman": ("walk", "sit_down", "wave"),
        "home man": ("clap",),
        "exercise man": ("squat", "jumping_jack"),
        "circle person": ("walk",),
    }
)
"""Scenes and people, and what they do, as tests/scenes/captions/conftest.py has it."""


def joint(agent: AgentTruth, *names: str) -> np.ndarray:
    """The middle of some joints at each time, m."""
    at = [agent.joint_names.index(name) for name in names]
    return agent.joints_m[:, at].mean(axis=1)


def span(said: Statement, truth: GroundTruth, scene: str) -> slice:
    """The times of a deed, from the activity that the log has at each time."""
    agent = truth.agent(said.subject)
    named = MADE[f"{scene} {said.subject}"][said.deed]
    at = [i for i, activity in enumerate(agent.activity) if activity == named]
    return slice(at[0], at[-1] + 1)


def seconds(said: Statement, truth: GroundTruth, scene: str) -> float:
    times = truth.times_s[span(said, truth, scene)]
    return float(times[-1] - times[0])


def dips(values: np.ndarray) -> int:
    """How often a signal comes below its middle."""
    low = values < (values.min() + values.max()) / 2
    return int(low[0]) + int((low[1:] & ~low[:-1]).sum())


def strongest_hz(times_s: np.ndarray, wave: np.ndarray, band_hz: tuple[float, float]) -> float:
    """The fundamental whose sine and first harmonic fit a signal best."""
    rates, left = np.arange(*band_hz, 0.004), []
    for rate in rates:
        turn = 2 * np.pi * rate * times_s
        parts = [np.ones_like(turn), *(f(n * turn) for f in (np.sin, np.cos) for n in (1, 2))]
        basis, _ = np.linalg.qr(np.stack(parts, axis=1))
        left.append(float(np.sum((wave - basis @ (basis.T @ wave)) ** 2)))
    return float(rates[int(np.argmin(left))])


def boxed(truth: GroundTruth, name: str, points_m: np.ndarray) -> np.ndarray:
    """Which points are in a room that is a rectangle."""
    corners = np.array(next(room for room in truth.rooms if room.name == name).corners_m)
    inside = (points_m > corners.min(axis=0)) & (points_m < corners.max(axis=0))
    return inside.all(axis=1)
