"""Where people start, so that what they were said to do fits the room and the radar's view."""

import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes._paths import ground_path
from scenes._sentence import Action
from scenes._spec import (
    AgentSpec,
    BodySpec,
    CirclePath,
    LinePath,
    RoomSpec,
    Stand,
    ToAndFroPath,
    Walk,
    Wave,
)

NEAR_M = 1.3
"""Nearest that anyone comes to the radar, m."""

END_M = 0.7
"""Free space at the ends of a walk across the room, m."""

WALL_M = 0.4
"""Free space between anyone's path and the walls, m."""

APART_M = 0.8
"""Smallest distance between two people, m."""

VIEW_RAD = math.radians(55.0)
"""Everyone stays this close to boresight, rad."""

USUAL_S = {"walk": 3.0, "to_and_fro": 9.0, "circle": 6.0, "stand": 4.0, "wave": 4.0}
"""Usual duration of each activity, s."""

U_TURN_DEPTH_M = 0.85
"""How far a U-turn reaches beyond the straight part of a walk to and fro, m."""

TRIES = 300
RATE_HZ = 20.0


@dataclass(frozen=True)
class Stage:
    """The room as people may use it, with the radar at the origin, looking along +x.

    Attributes:
        room: The room.
        random: Draws places.
    """

    room: RoomSpec
    random: np.random.Generator

    @property
    def depth_m(self) -> float:
        """Largest x that a walk may reach, m."""
        return self.room.corner_m[0] + self.room.size_m[0] - END_M

    @property
    def breadth_m(self) -> float:
        """Length of a walk across, m."""
        return self.room.size_m[1] - 2 * END_M

    def longest_s(self, action: Action, speed_m_per_s: float) -> float:
        """How long this can go on in this room, s."""
        if action.kind != "walk" or action.path in ("to_and_fro", "circle"):
            return math.inf
        across = action.across and not action.path
        return (self.breadth_m if across else self.depth_m - NEAR_M) / speed_m_per_s


def usual_duration_s(action: Action) -> float:
    """How long somebody does this when nothing is said, s."""
    return USUAL_S.get(action.path) or USUAL_S[action.kind]


def stage(
    stage: Stage,
    cast: list[tuple[str, BodySpec, Action, float]],
    duration_s: float,
) -> tuple[AgentSpec, ...]:
    """Finds a place for everyone.

    Args:
        stage: The room.
        cast: Name, body, action and speed (m/s) of each person.
        duration_s: Length of the scene, s.

    Raises:
        InputError: No places were found at which nobody runs into a wall or another person.
    """
    for _ in range(TRIES):
        agents = tuple(
            _propose(stage, i, len(cast), *role, duration_s) for i, role in enumerate(cast)
        )
        if _all_fit(stage.room, agents, duration_s):
            return agents
    raise InputError(
        expected=f"actions that fit a {stage.room.name} of {stage.room.size_m[:2]} m together",
        found="no places at which nobody meets a wall or another person",
        do="name a larger room, fewer people, or other directions",
    )
