"""Where a walker's body is at any time: smooth paths on the ground."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.integrate import cumulative_simpson
from scipy.interpolate import BSpline, make_interp_spline

from scenes.spec import AgentSpec, CirclePath, ToAndFroPath, Walk

GRID_M = 0.01
"""Spacing at which paths are tabulated before they become quintic splines, m."""

TURN_SLOWDOWN = 0.45
"""Share of the speed that is lost at the tightest place of a U-turn."""

RAMP = 0.3
"""Share of a U-turn over which its curvature rises, and over which it falls."""

RATE_HZ = 20.0
"""How often `sampled_paths_m` looks, Hz."""

Curvature = Callable[[Float[np.ndarray, " point"]], Float[np.ndarray, " point"]]


@dataclass(frozen=True)
class GroundPath:
    """A path on the ground, with continuous position, velocity, acceleration and jerk.

    Attributes:
        travelled: Spline from time (s) to distance along the path (m), zero at time zero.
        position: Spline from distance to world x and y, m.
        heading: Spline from distance to heading, rad (not wrapped).
    """

    travelled: BSpline
    position: BSpline
    heading: BSpline

    def position_m(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time 2"]:
        """World x and y, m."""
        return self.position(self.travelled(times_s))

    def heading_rad(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
        """Heading, rad from world +x, not wrapped."""
        return self.heading(self.travelled(times_s))

    def speed_m_per_s(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
        """Speed along the path, m/s."""
        return self.travelled.derivative()(times_s)


def ground_path(agent: AgentSpec, start_s: float, end_s: float) -> GroundPath:
    """The path of an agent between two times (it passes through its position at time zero).

    Someone who stands has a path of no length.
    """
    if not isinstance(agent.activity, Walk):
        return _standing(agent, start_s, end_s)
    walk = agent.activity
    curvature, slow = _curvature(walk)
    distance = _grid(start_s * walk.speed_m_per_s, end_s * walk.speed_m_per_s)
    heading = agent.heading_rad + _integral(curvature(distance), distance)
    step = np.stack([np.cos(heading), np.sin(heading)], axis=1)
    position = np.asarray(agent.position_m) + _integral(step, distance)
    speed = walk.speed_m_per_s * (1 - TURN_SLOWDOWN * slow(distance))
    times = _integral(1 / speed, distance)
    return GroundPath(
        travelled=make_interp_spline(times, distance, k=5),
        position=make_interp_spline(distance, position, k=5),
        heading=make_interp_spline(distance, heading, k=5),
    )


def sampled_paths_m(
    agents: Sequence[AgentSpec], duration_s: float
) -> Float[np.ndarray, "agent time 2"]:
    """Where everyone is, over the scene, m."""
    times = np.linspace(0.0, duration_s, max(2, int(duration_s * RATE_HZ)))
    return np.array([ground_path(agent, 0.0, duration_s).position_m(times) for agent in agents])


def _standing(agent: AgentSpec, start_s: float, end_s: float) -> GroundPath:
    ends = np.array([start_s, end_s])
    here = np.tile(agent.position_m, (2, 1))
    return GroundPath(
        travelled=make_interp_spline(ends, np.zeros(2), k=1),
        position=make_interp_spline(ends, here, k=1),
        heading=make_interp_spline(ends, np.full(2, agent.heading_rad), k=1),
    )


def _curvature(walk: Walk) -> tuple[Curvature, Curvature]:
    """Curvature (1/m) along the path, and how tight the turn is there (0 to 1)."""
    if isinstance(walk.path, CirclePath):
        side = 1.0 if walk.path.turn == "left" else -1.0
        bend = side / walk.path.radius_m
        return lambda s: np.full_like(s, bend), np.zeros_like
    if isinstance(walk.path, ToAndFroPath):
        path = walk.path
        return (
            lambda s: _u_turns(s, path) / path.turn_radius_m,
            lambda s: _u_turns(s, path),
        )
    return np.zeros_like, np.zeros_like


def u_turn_length_m(path: ToAndFroPath) -> float:
    """Length of one U-turn: its curvature integrates to half a revolution, m."""
    return math.pi * path.turn_radius_m / (1 - RAMP)


def _u_turns(
    distance_m: Float[np.ndarray, " point"], path: ToAndFroPath
) -> Float[np.ndarray, " point"]:
    """1 in the tight part of a U-turn, 0 on the straight, smooth between."""
    turn = u_turn_length_m(path)
    along = np.mod(distance_m, path.length_m + turn) - path.length_m
    share = along / turn
    return smooth_step(share / RAMP) * smooth_step((1 - share) / RAMP)


def smooth_step(share: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """0 below 0, 1 above 1, and between them the quintic with continuous second derivative."""
    x = np.clip(share, 0.0, 1.0)
    return x**3 * (x * (6 * x - 15) + 10)


def _grid(start_m: float, end_m: float) -> Float[np.ndarray, " point"]:
    """A grid over the interval that has a point at zero."""
    below = max(5, math.ceil(-min(start_m, 0.0) / GRID_M))
    above = max(5, math.ceil(max(end_m, 0.0) / GRID_M))
    return np.arange(-below, above + 1) * GRID_M


def _integral(
    values: Float[np.ndarray, "point *rest"], distance_m: Float[np.ndarray, " point"]
) -> Float[np.ndarray, "point *rest"]:
    """Running integral along the first axis that is zero where the distance is zero."""
    total = cumulative_simpson(values, x=distance_m, axis=0, initial=0)
    return total - total[np.searchsorted(distance_m, 0.0)]
