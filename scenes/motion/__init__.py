"""How bodies move: poses that are continuous in time, and the activities that they perform."""

from scenes.motion._chain import chain_motion
from scenes.motion._chain_motion import ActivityInterval, ChainMotion
from scenes.motion._gait import walk_motion
from scenes.motion._idle import stand_motion
from scenes.motion._joints import LIMITS_DEG, joint_angles_deg
from scenes.motion._library import Activity, activities, activity, postures, read_library
from scenes.motion._paths import ground_path, sampled_paths_m
from scenes.motion._plausibility import LIMITS, Limits, Plausibility, plausibility
from scenes.motion._pose import Motion, Pose

__all__ = [
    "LIMITS",
    "LIMITS_DEG",
    "Activity",
    "ActivityInterval",
    "ChainMotion",
    "Limits",
    "Motion",
    "Plausibility",
    "Pose",
    "activities",
    "activity",
    "chain_motion",
    "ground_path",
    "joint_angles_deg",
    "plausibility",
    "postures",
    "read_library",
    "sampled_paths_m",
    "stand_motion",
    "walk_motion",
]
