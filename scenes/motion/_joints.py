"""Angles of the joints as anatomists count them, and how far they may go."""

from collections.abc import Callable
from typing import Final

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.bodies import SIDES, Body, Side, forward_kinematics, rest_arrays
from scenes.motion._pose import FORWARD, LEFT, UP, Pose

LIMITS_DEG: Final = {
    "trunk flexion": (-35.0, 90.0),
    "trunk bend": (-45.0, 45.0),
    "trunk twist": (-60.0, 60.0),
    "neck flexion": (-75.0, 65.0),
    "neck bend": (-45.0, 45.0),
    "neck twist": (-85.0, 85.0),
    "hip flexion": (-35.0, 140.0),
    "hip spread": (-40.0, 75.0),
    "knee flexion": (-5.0, 160.0),
    "ankle up": (-60.0, 42.0),
    "shoulder lift": (0.0, 180.0),
    "shoulder back": (-180.0, 65.0),
    "elbow flexion": (0.0, 155.0),
}
"""Least and largest angle of each joint, degrees.

After American Academy of Orthopaedic Surgeons, "Joint motion: method of measuring and recording",
1965, and I. A. Kapandji, "The physiology of the joints", 6th ed. 2010; hips and knees with the
passive range that body weight reaches in a deep squat, ankles with the range under load."""

TIMES = 32

_kinematics = jax.jit(forward_kinematics)


def joint_angles_deg(body: Body, pose: Pose) -> dict[str, Float[np.ndarray, "time side"]]:
    """Angles by name; joints of the trunk have one column, others left and right.

    Args:
        body: Whose.
        pose: Poses over time.
    """
    turned, heads = skeleton(body, pose)
    rig = body.rig

    def of(bone: str) -> Rotation:
        return Rotation.from_matrix(turned[:, body.bone(bone)])

    pelvis, chest, head = of(rig.root), of(rig.spine[-1]), of(rig.neck[-1])
    angles = _bent("trunk", pelvis.inv() * chest) | _bent("neck", chest.inv() * head)
    sides = [_limb_angles(body, side, heads, pelvis, chest, of) for side in SIDES]
    return angles | {name: np.stack([one[name] for one in sides], axis=1) for name in sides[0]}


def skeleton(body: Body, pose: Pose) -> tuple[np.ndarray, np.ndarray]:
    """Orientation `(time, bone, 3, 3)` and joint `(time, bone, 3)` of every bone, m."""
    rest = rest_arrays(body, np.float32)
    count = len(pose.root_translation_m)
    leaves = (pose.rotations, pose.root_translation_m, pose.root_rotation)
    padded = [np.concatenate([x, np.repeat(x[-1:], -count % TIMES, axis=0)]) for x in leaves]
    parts = [
        _kinematics(rest, *(jnp.asarray(x[first : first + TIMES], jnp.float32) for x in padded))
        for first in range(0, count, TIMES)
    ]
    turned, heads = (np.concatenate([np.asarray(p[i], float) for p in parts]) for i in (0, 1))
    return turned[:count], heads[:count]


def _bent(name: str, rotation: Rotation) -> dict[str, Float[np.ndarray, "time 1"]]:
    """Flexion, bend to the side and twist of a stack of vertebrae."""
    up, twist = rotation.apply(UP), _twist(rotation)
    flexion = np.arctan2(up[:, 0], np.hypot(up[:, 2], up[:, 1]) * np.sign(up[:, 2] + 1e-9))
    found = {"flexion": flexion, "bend": np.arcsin(np.clip(up[:, 1], -1, 1)), "twist": twist}
    return {f"{name} {which}": np.degrees(angle)[:, None] for which, angle in found.items()}


def _twist(rotation: Rotation) -> Float[np.ndarray, " time"]:
    """Angle about the upward axis, by swing and twist, rad."""
    _, _, z, w = rotation.as_quat(canonical=True).T
    return 2 * np.arctan2(z, w)


def _limb_angles(
    body: Body,
    side: Side,
    heads: np.ndarray,
    pelvis: Rotation,
    chest: Rotation,
    of: Callable[[str], Rotation],
) -> dict[str, Float[np.ndarray, " time"]]:
    limb, out = body.rig.limbs[side], 1.0 if side == "L" else -1.0

    def along(start: str, end: str) -> Float[np.ndarray, "time 3"]:
        line = heads[:, body.bone(end)] - heads[:, body.bone(start)]
        return line / np.linalg.norm(line, axis=1, keepdims=True)

    thigh, shank = along(limb.hip, limb.knee), along(limb.knee, limb.ankle)
    upper, fore = along(limb.shoulder, limb.elbow), along(limb.elbow, limb.wrist)
    hip, shoulder = pelvis.inv().apply(thigh), chest.inv().apply(upper)
    axis = of(limb.hip).apply(LEFT)
    knee = np.arctan2((np.cross(thigh, shank) * axis).sum(1), (thigh * shank).sum(1))
    toes = (of(limb.knee).inv() * of(limb.ankle)).apply(FORWARD)
    lift = np.arccos(np.clip(-shoulder[:, 2], -1, 1))
    behind = np.arctan2(-shoulder[:, 0], np.abs(shoulder[:, 2]) + np.abs(shoulder[:, 1]))
    radians = {
        "hip flexion": np.arctan2(hip[:, 0], -hip[:, 2]),
        "hip spread": np.arcsin(np.clip(out * hip[:, 1], -1, 1)),
        "knee flexion": knee,
        "ankle up": np.arctan2(toes[:, 2], toes[:, 0]),
        "shoulder lift": lift,
        "shoulder back": behind,
        "elbow flexion": np.arccos(np.clip((upper * fore).sum(1), -1, 1)),
    }
    return {name: np.degrees(angle) for name, angle in radians.items()}


def beyond_limits_deg(angles: dict[str, Float[np.ndarray, "time side"]]) -> dict[str, float]:
    """How far each joint goes beyond its limits at most, degrees; 0 where it keeps to them."""
    beyond = {}
    for name, (least, most) in LIMITS_DEG.items():
        angle = angles[name]
        beyond[name] = float(max(0.0, angle.max() - most, least - angle.min()))
    return beyond
