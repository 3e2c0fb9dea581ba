"""Recorded motions in a scene: read, retargeted, and put where the person is."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from jaxtyping import Float

from scenes.bodies import Body
from scenes.motion import Motion, Pose
from scenes.spec import AgentSpec, Playback


@dataclass(frozen=True)
class Placed:
    """A motion that begins at a place in the world.

    Attributes:
        motion: In its own frame.
        start_s: Time in the recording at time zero of the scene, s.
        activity: Name for the log.
        turn_rad: Turn of the recording's frame, rad.
        origin_m: Point of the recording's frame that is turned about, m.
        place_m: Where that point goes, m.
    """

    motion: Motion
    start_s: float
    activity: str
    turn_rad: float
    origin_m: Float[np.ndarray, "2"]
    place_m: Float[np.ndarray, "2"]

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time of the scene."""
        pose = self.motion.pose(np.asarray(times_s) + self.start_s)
        c, s = np.cos(self.turn_rad), np.sin(self.turn_rad)
        root = np.array(pose.root_translation_m, dtype=float)
        root[:, :2] = (root[:, :2] - self.origin_m) @ np.array([[c, s], [-s, c]]) + self.place_m
        return replace(pose, root_translation_m=root, root_rotation=_turned(pose, self.turn_rad))


def _turned(pose: Pose, turn_rad: float) -> Float[np.ndarray, "time 3"]:
    """The root's rotation vectors after a turn about the vertical, unwrapped in time."""
    from scipy.spatial.transform import Rotation

    turn = Rotation.from_rotvec([0.0, 0.0, turn_rad])
    return (turn * Rotation.from_rotvec(np.asarray(pose.root_rotation))).as_rotvec()


def played_back(playback: Playback, agent: AgentSpec, body: Body, folder: Path) -> Motion:
    """A recording as the motion of a person who begins at their place and heading.

    Raises:
        InputError: The file cannot be read, or its skeleton cannot be mapped to a body.
    """
    from scenes.capture import read_motion, retarget

    skeleton = folder / playback.skeleton if playback.skeleton else None
    clip = read_motion(folder / playback.file, skeleton=skeleton)
    motion = retarget(clip, body)
    first = motion.pose(np.array([playback.start_s]))
    heading = _heading_rad(first)
    return Placed(
        motion=motion,
        start_s=playback.start_s,
        activity=playback.name,
        turn_rad=agent.heading_rad - heading,
        origin_m=np.asarray(first.root_translation_m)[0, :2],
        place_m=np.array(agent.position_m),
    )


def _heading_rad(pose: Pose) -> float:
    from scipy.spatial.transform import Rotation

    root = Rotation.from_rotvec(np.asarray(pose.root_rotation)[0])
    ahead = (root * Rotation.from_rotvec(np.asarray(pose.rotations)[0, 0])).apply([1.0, 0.0, 0.0])
    return float(np.arctan2(ahead[1], ahead[0]))
