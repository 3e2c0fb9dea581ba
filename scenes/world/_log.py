"""`GroundTruth`: who did what, where and how fast, and what was around them."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float, Int

from scenes.bodies import VitalSigns
from scenes.motion import ActivityInterval
from scenes.spec import Material, OpeningSpec, Point, RadarPlacement, RoomSpec

SURFACE_SPEEDS = ("p5", "p50", "p95", "largest")
"""Columns of `surface_speed_m_per_s`: percentiles over the area of the skin, and the largest."""

SURFACE_RADIALS = ("least", "p5", "p50", "p95", "most")
"""Columns of `surface_radial_m_per_s`: the fastest approach, percentiles, the fastest retreat."""

PER_TIME = ("activity", "hand", "posture", "room", "object_in_use")
"""Words that `AgentTruth` has for each time."""


@dataclass(frozen=True)
class Footfall:
    """A foot that comes down on the ground.

    Attributes:
        time_s: When, s.
        side: Which foot.
        at_m: World x and y of the middle of its skin, m.
    """

    time_s: float
    side: Literal["left", "right"]
    at_m: tuple[float, float]


@dataclass(frozen=True)
class ObjectTruth:
    """A thing that does not move.

    Attributes:
        name: Unique name.
        kind: Its type.
        room: Name of the room that its middle is in, "" for none.
        centre_m: World position of the middle of its box, m.
        size_m: Depth, width and height of its box, m.
        yaw_rad: Direction of its front, rad from world +x, counter-clockwise.
        material: Its main material.
    """

    name: str
    kind: str
    room: str
    centre_m: Point
    size_m: Point
    yaw_rad: float
    material: Material


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
        joint_velocities_m_per_s: Velocities of the joints, m/s.
        surface_speed_m_per_s: Speed of the living skin: 5th, 50th and 95th percentile over its
            area, and the largest (`SURFACE_SPEEDS`), m/s.
        surface_radial_m_per_s: The same of its radial velocity, positive when receding from the
            radar: least, percentiles, most (`SURFACE_RADIALS`), m/s.
        left_foot_down: Whether the left foot touches the ground.
        right_foot_down: Whether the right foot does.
        hand: The side that leads ("left", "right"), or "".
        repetition: Number of the repetition, from 0; -1 where none is counted.
        posture: Posture of the library, "" where it is not known.
        room: Name of the room, "" outside of all.
        object_in_use: Name of the object that is sat or lain on or that an activity needs, or "".
        distance_m: From the radar to the centre of the trunk, m.
        azimuth_deg: Direction of the centre of the trunk in the radar's frame, positive to the
            radar's left, degrees.
        in_sight: Whether nothing that stands still lies between the two.
        intervals: What they do from when to when, in the whole scene.
        footfalls: Feet that come down, in the whole scene.
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
    joint_velocities_m_per_s: Float[np.ndarray, "time joint 3"]
    surface_speed_m_per_s: Float[np.ndarray, "time 4"]
    surface_radial_m_per_s: Float[np.ndarray, "time 5"]
    left_foot_down: Bool[np.ndarray, " time"]
    right_foot_down: Bool[np.ndarray, " time"]
    hand: tuple[str, ...]
    repetition: Int[np.ndarray, " time"]
    posture: tuple[str, ...]
    room: tuple[str, ...]
    object_in_use: tuple[str, ...]
    distance_m: Float[np.ndarray, " time"]
    azimuth_deg: Float[np.ndarray, " time"]
    in_sight: Bool[np.ndarray, " time"]
    intervals: tuple[ActivityInterval, ...]
    footfalls: tuple[Footfall, ...]

    @property
    def speed_m_per_s(self) -> Float[np.ndarray, " time"]:
        """Speed of the torso, m/s."""
        return np.linalg.norm(self.torso_velocity_m_per_s, axis=1)

    def joint_m(self, name: str) -> Float[np.ndarray, "time 3"]:
        """World position of one joint, m."""
        return self.joints_m[:, self.joint_names.index(name)]


@dataclass(frozen=True)
class GroundTruth:
    """Everyone over time, and what does not move.

    Attributes:
        times_s: When, s.
        agents: Everyone's truth at those times.
        duration_s: Length of the scene, s.
        radar: Where the radar is.
        rooms: The rooms; the first is the radar's.
        openings: Doors, windows and gaps in their walls.
        objects: Furniture and other things.
    """

    times_s: Float[np.ndarray, " time"]
    agents: tuple[AgentTruth, ...]
    duration_s: float
    radar: RadarPlacement
    rooms: tuple[RoomSpec, ...]
    openings: tuple[OpeningSpec, ...]
    objects: tuple[ObjectTruth, ...]

    def agent(self, name: str) -> AgentTruth:
        """Somebody's truth.

        Raises:
            KeyError: There is nobody of this name.
        """
        return {agent.name: agent for agent in self.agents}[name]

    def to_json(self) -> str:
        """The log as JSON: the fields above, `version`, and for each agent `speed_m_per_s`."""
        from scenes.world._log_json import log_to_json

        return log_to_json(self)

    @staticmethod
    def from_json(text: str | bytes) -> "GroundTruth":
        """Reads a log back.

        Raises:
            InputError: The text is not such a log, or is too long; names the first field that does
                not fit.
        """
        from scenes.world._log_json import log_from_json

        return log_from_json(text)

    def write(self, path: Path) -> None:
        """Writes `to_json` to a file."""
        path.write_text(self.to_json(), encoding="utf-8")


def field_names(kind: type) -> tuple[str, ...]:
    """Names of the fields of a dataclass, in order."""
    return tuple(field.name for field in fields(kind))
