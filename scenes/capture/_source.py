"""What the retargeting reads of a clip: its joints by role, and how they are turned."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._errors import InputError
from scenes.bodies import Body, Side
from scenes.capture._clip import Clip, SkeletonClip
from scenes.capture._roles import Roles, map_roles
from scenes.capture._standing import Standing, standing

SIDE_WORDS: Mapping[Side, str] = MappingProxyType({"L": "left", "R": "right"})

SHORTEST_M = 1e-3
"""Shortest bone of a person, m."""

BONES = (
    ("left_hip", "right_hip"),
    ("left_shoulder", "right_shoulder"),
    ("left_hip", "left_shoulder"),
    *(
        (f"{side}_{first}", f"{side}_{second}")
        for side in SIDE_WORDS.values()
        for first, second in (
            ("hip", "knee"),
            ("knee", "ankle"),
            ("shoulder", "elbow"),
            ("elbow", "wrist"),
        )
    ),
)
"""Pairs of joints that must not be in one place."""

Paths = dict[str, Float[np.ndarray, "time 3"]]
"""Positions over time by role, m."""


@dataclass(frozen=True)
class Source:
    """A clip of a person.

    Attributes:
        clip: What was recorded.
        roles: Which of its joints are which.
        stand: How it stands, or None if it never does.
    """

    clip: Clip
    roles: Roles
    stand: Standing | None

    @cached_property
    def joints_m(self) -> Paths:
        """Each role's joint over time, m."""
        return {role: self.clip.positions_m[:, joint] for role, joint in self.roles.joints.items()}

    @cached_property
    def standing_m(self) -> Paths | None:
        """Each role's joint in the standing pose, which is the only time, m."""
        if self.stand is None:
            return None
        return {role: self.stand.joints_m[None, joint] for role, joint in self.roles.joints.items()}

    def turned(self, role: str) -> Rotation | None:
        """Orientation of a joint in the world, or None where the clip has positions only."""
        return self.clip.turned[self.roles[role]] if isinstance(self.clip, SkeletonClip) else None

    def turned_since_standing(self, role: str) -> Rotation | None:
        """How a joint is turned from where it is in someone who stands and faces +x."""
        turned = self.turned(role)
        if turned is None or self.stand is None or self.stand.turned is None:
            return None
        return turned * self.stand.turned[self.roles[role]].inv()


def source_of(clip: Clip) -> Source:
    """Finds the person in a clip.

    Raises:
        InputError: There is none (the message names the roles without a joint), or one of no size.
    """
    roles = map_roles(clip)
    source = Source(clip, roles, standing(clip, roles))
    for first, second in BONES:
        bone = source.joints_m[first] - source.joints_m[second]
        if np.median(np.linalg.norm(bone, axis=1)) < SHORTEST_M:
            raise InputError(
                expected="a person's bones, each of some length",
                found=f"{first} where {second} is in {clip.source}",
                do="check the skeleton's offsets",
            )
    return source


def joints_at_rest_m(body: Body) -> Paths:
    """Each role's joint in a body at rest, which is the only time, m."""
    return {role: body.head_m(bone)[None] for role, bone in body.rig.joints().items()}


def middle(joints: Paths, joint: str) -> Float[np.ndarray, "time 3"]:
    """The middle between the two joints of a kind, m."""
    return (joints[f"left_{joint}"] + joints[f"right_{joint}"]) / 2
