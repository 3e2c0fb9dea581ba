"""How bodies move: poses that are continuous in time."""

from scenes.motion._gait import walk_motion
from scenes.motion._idle import stand_motion
from scenes.motion._paths import ground_path, sampled_paths_m
from scenes.motion._pose import Motion, Pose

__all__ = [
    "Motion",
    "Pose",
    "ground_path",
    "sampled_paths_m",
    "stand_motion",
    "walk_motion",
]
