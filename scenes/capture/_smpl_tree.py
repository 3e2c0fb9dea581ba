"""The joints of the SMPL family: names, tree, and about where they are at rest."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from jaxtyping import Float

from scenes.bodies import SMPL_JOINTS

HUMANML3D = SMPL_JOINTS["smpl"][:22]
"""HumanML3D's joints: those that all models of the family begin with."""

PARENTS: Mapping[str, str] = MappingProxyType(
    {
        "hip": "pelvis",
        "knee": "hip",
        "ankle": "knee",
        "foot": "ankle",
        "spine1": "pelvis",
        "spine2": "spine1",
        "spine3": "spine2",
        "neck": "spine3",
        "head": "neck",
        "jaw": "head",
        "eye": "head",
        "collar": "spine3",
        "shoulder": "collar",
        "elbow": "shoulder",
        "wrist": "elbow",
        "hand": "wrist",
    }
)
"""What each joint hangs on; fingers hang on the wrist."""

REST_M: Mapping[str, tuple[float, float, float]] = MappingProxyType(
    {
        "pelvis": (0.0, 0.0, 0.0),
        "hip": (-0.005, 0.069, -0.091),
        "knee": (-0.012, 0.105, -0.470),
        "ankle": (-0.055, 0.090, -0.868),
        "foot": (0.066, 0.116, -0.920),
        "spine1": (-0.027, 0.0, 0.109),
        "spine2": (-0.026, 0.0, 0.244),
        "spine3": (0.0, 0.0, 0.297),
        "neck": (-0.043, 0.0, 0.511),
        "head": (0.008, 0.0, 0.576),
        "jaw": (0.010, 0.0, 0.560),
        "eye": (0.080, 0.032, 0.640),
        "collar": (-0.036, 0.080, 0.417),
        "shoulder": (-0.045, 0.174, 0.449),
        "elbow": (-0.070, 0.430, 0.436),
        "wrist": (-0.073, 0.683, 0.444),
        "hand": (-0.086, 0.767, 0.437),
        "index": (-0.050, 0.780, 0.440),
        "middle": (-0.075, 0.785, 0.440),
        "pinky": (-0.115, 0.765, 0.435),
        "ring": (-0.095, 0.778, 0.440),
        "thumb": (-0.040, 0.715, 0.430),
    }
)
"""A grown person's left half in the T-pose, to about a centimetre, x forward, y left, z up, m.

Sizes do not matter to retargeting, only the directions of bones do. The exact joints depend on the
licensed model and on the subject; `read_amass` takes them as `rest_m`.
"""

PHALANX_M = 0.03
"""Length of a part of a finger, m."""


def smpl_names(count: int) -> tuple[str, ...] | None:
    """Names of a model with so many joints, or None: 24 SMPL, 52 SMPL-H, 55 SMPL-X."""
    return next((names for names in SMPL_JOINTS.values() if len(names) == count), None)


def smpl_parents(names: tuple[str, ...]) -> tuple[int, ...]:
    """Parent of each joint of the family."""
    return tuple(-1 if name == "pelvis" else names.index(_parent(name)) for name in names)


def smpl_rest_m(names: tuple[str, ...]) -> Float[np.ndarray, "joint 3"]:
    """About where these joints are at rest, from the pelvis, m."""
    return np.array([_rest_m(name) for name in names])


def _parent(name: str) -> str:
    side, joint = _split(name)
    if joint in PARENTS:
        above = PARENTS[joint]
    else:
        above = "wrist" if joint.endswith("1") else f"{joint[:-1]}{int(joint[-1]) - 1}"
    middle = above in ("pelvis", "head") or above.startswith("spine") or not side
    return above if middle else f"{side}_{above}"


def _rest_m(name: str) -> Float[np.ndarray, "3"]:
    side, joint = _split(name)
    mirror = np.array([1.0, -1.0 if side == "right" else 1.0, 1.0])
    if joint in REST_M:
        return mirror * REST_M[joint]
    finger, part = joint[:-1], int(joint[-1])
    along = np.array([0.6, 0.8, 0.0]) if finger == "thumb" else np.array([0.0, 1.0, 0.0])
    return mirror * (np.array(REST_M[finger]) + (part - 1) * PHALANX_M * along)


def _split(name: str) -> tuple[str, str]:
    side, _, joint = name.rpartition("_")
    return side, joint
