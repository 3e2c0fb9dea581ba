"""`Pose`: joint rotations over time, and how motions assemble one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import jax
import numpy as np
from jaxtyping import Array, Float
from scipy.spatial.transform import Rotation

from scenes.bodies import Body

FORWARD, LEFT, UP = np.eye(3)


@partial(
    jax.tree_util.register_dataclass,
    data_fields=["rotations", "root_translation_m", "root_rotation"],
    meta_fields=[],
)
@dataclass(frozen=True)
class Pose:
    """What `skin` takes: rotation vectors along body axes about each joint, and the root.

    Attributes:
        rotations: Rotation of each bone against its parent, rad.
        root_translation_m: World position of the root joint, m.
        root_rotation: Rotation of the whole body (its heading), rad.
    """

    rotations: Float[Array | np.ndarray, "time bone 3"]
    root_translation_m: Float[Array | np.ndarray, "time 3"]
    root_rotation: Float[Array | np.ndarray, "time 3"]


class Motion(Protocol):
    """Something that knows the pose of a body at any time.

    Position, velocity and acceleration of every joint are continuous in time.
    """

    @property
    def activity(self) -> str:
        """Name for the log."""
        ...

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        """The pose at each time."""
        ...


def assemble(
    body: Body,
    local: Mapping[str, Rotation],
    root_translation_m: Float[np.ndarray, "time 3"],
    heading_rad: Float[np.ndarray, " time"],
) -> Pose:
    """Fills a pose from the bones that move; the others keep their place in their parent.

    Args:
        body: Names and counts the bones.
        local: Rotation of each moving bone against its parent.
        root_translation_m: World position of the root joint, m.
        heading_rad: Heading of the body, rad.
    """
    rotations = np.zeros((len(heading_rad), len(body.bone_names), 3))
    for name, rotation in local.items():
        rotations[:, body.bone(name)] = rotation.as_rotvec()
    return Pose(rotations, root_translation_m, heading_rad[:, None] * UP)


def about(axis: Float[np.ndarray, "3"], angle_rad: Float[np.ndarray, " time"]) -> Rotation:
    """Rotation by an angle that varies in time about a fixed axis."""
    return Rotation.from_rotvec(np.asarray(angle_rad)[:, None] * axis)
