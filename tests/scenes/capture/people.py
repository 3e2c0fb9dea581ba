"""A person of known bones, poses of which everything is known, and files made from them."""

import jax
import jax.numpy as jnp
import numpy as np
from scipy.spatial.transform import Rotation

from scenes.bodies import SMPL, SMPL_JOINTS, Body, rest_arrays, skin
from scenes.capture import CapturedMotion, JointClip, SkeletonClip
from scenes.capture._posed import Posed
from scenes.capture._smpl_tree import smpl_parents, smpl_rest_m

THIGH_M = SHANK_M = 0.42
ANKLE_M = 0.08
RATE_HZ = 60.0

TREE = (
    ("Hips", "", (0.0, 0.0, 0.0)),
    ("Spine", "Hips", (0.0, 0.0, 0.12)),
    ("Chest", "Spine", (0.0, 0.0, 0.18)),
    ("Neck", "Chest", (0.0, 0.0, 0.25)),
    ("Head", "Neck", (0.0, 0.0, 0.12)),
    ("LeftShoulder", "Chest", (0.0, 0.05, 0.2)),
    ("LeftArm", "LeftShoulder", (0.0, 0.13, 0.0)),
    ("LeftForeArm", "LeftArm", (0.0, 0.28, 0.0)),
    ("LeftHand", "LeftForeArm", (0.0, 0.25, 0.0)),
    ("RightShoulder", "Chest", (0.0, -0.05, 0.2)),
    ("RightArm", "RightShoulder", (0.0, -0.13, 0.0)),
    ("RightForeArm", "RightArm", (0.0, -0.28, 0.0)),
    ("RightHand", "RightForeArm", (0.0, -0.25, 0.0)),
    ("LeftUpLeg", "Hips", (0.0, 0.1, -0.05)),
    ("LeftLeg", "LeftUpLeg", (0.0, 0.0, -THIGH_M)),
    ("LeftFoot", "LeftLeg", (0.0, 0.0, -SHANK_M)),
    ("LeftToeBase", "LeftFoot", (0.14, 0.0, -0.05)),
    ("RightUpLeg", "Hips", (0.0, -0.1, -0.05)),
    ("RightLeg", "RightUpLeg", (0.0, 0.0, -THIGH_M)),
    ("RightFoot", "RightLeg", (0.0, 0.0, -SHANK_M)),
    ("RightToeBase", "RightFoot", (0.14, 0.0, -0.05)),
)
"""Name, parent and offset (m) of each joint of somebody in the T-pose who faces +x."""

NAMES = tuple(name for name, _, _ in TREE)
PARENTS = tuple(NAMES.index(parent) if parent else -1 for _, parent, _ in TREE)
OFFSETS_M = np.array([offset for _, _, offset in TREE])
HIPS_M = ANKLE_M + SHANK_M + THIGH_M + 0.05
"""Height of the root of someone who stands, m."""

FROM_Y_UP = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
"""Takes z up (x forward, y left) to y up (z forward, x left)."""


LOOKS = 40
"""Times at which a skin is looked at: always as many, so that it is compiled once."""

_skin = jax.jit(skin)


def posed(
    turns: dict[str, np.ndarray], root_m: np.ndarray, rate_hz: float = RATE_HZ
) -> SkeletonClip:
    """A clip in which some joints are turned by rotation vectors, rad."""
    rotations = np.zeros((len(root_m), len(NAMES), 3))
    for name, vectors in turns.items():
        rotations[:, NAMES.index(name)] = vectors
    return SkeletonClip(NAMES, PARENTS, rate_hz, "made", OFFSETS_M, rotations, root_m)


def squat(frames: int = 121, depth_rad: float = 0.9, yaw_rad: float = 0.0) -> SkeletonClip:
    """Squats with hanging arms: thigh and shank are as long, so the feet stay where they are.

    With the thigh a forwards and the shank a backwards, the hips sink by (1 - cos a) of the leg.
    """
    bend = depth_rad * np.sin(np.pi * np.arange(frames) / (frames - 1)) ** 2
    about_left = np.array([0.0, 1.0, 0.0])
    turns = {"Hips": np.outer(np.ones(frames), [0.0, 0.0, yaw_rad])}
    for side, out in (("Left", -1.0), ("Right", 1.0)):
        turns[f"{side}UpLeg"] = np.outer(-bend, about_left)
        turns[f"{side}Leg"] = np.outer(2 * bend, about_left)
        turns[f"{side}Foot"] = np.outer(-bend, about_left)
        turns[f"{side}Arm"] = np.outer(np.full(frames, 1.4 * out), [1.0, 0.0, 0.0])
    height = HIPS_M - (THIGH_M + SHANK_M) * (1 - np.cos(bend))
    return posed(turns, np.stack([np.full(frames, 0.3), np.full(frames, -0.2), height], axis=1))


def reaching(frames: int = 121) -> SkeletonClip:
    """Turns once on the spot while the arms circle and bend: every limb moves, none stretches."""
    part = np.arange(frames) / (frames - 1)
    turns = {
        "Hips": np.outer(2 * np.pi * part, [0.0, 0.0, 1.0]),
        "Chest": np.outer(0.4 * np.sin(2 * np.pi * part), [0.3, 0.8, 0.5]),
        "Head": np.outer(0.5 * np.sin(4 * np.pi * part), [0.0, 0.0, 1.0]),
    }
    for side, out in (("Left", -1.0), ("Right", 1.0)):
        lift = 0.7 + 0.6 * np.cos(2 * np.pi * part)
        swing = Rotation.from_rotvec(np.outer(0.8 * np.sin(2 * np.pi * part), [0.0, 0.0, 1.0]))
        turns[f"{side}Arm"] = (
            swing * Rotation.from_rotvec(np.outer(out * lift, [1, 0, 0]))
        ).as_rotvec()
        turns[f"{side}ForeArm"] = np.outer(
            out * (-0.9 + 0.5 * np.sin(4 * np.pi * part)), [0, 0, 1.0]
        )
    return posed(turns, np.tile([0.0, 0.0, HIPS_M], (frames, 1)))


def as_joints(clip: SkeletonClip) -> JointClip:
    """Its positions only."""
    return JointClip(clip.names, clip.parents, clip.rate_hz, clip.source, clip.positions_m)


def bvh_text(
    clip: SkeletonClip,
    *,
    unit_m: float = 1.0,
    up: str = "y",
    order: str = "ZYX",
    names: dict[str, str] | None = None,
) -> str:
    """The clip as a BVH file."""
    axes = FROM_Y_UP if up == "y" else np.eye(3)
    renamed = [(names or {}).get(name, name) for name in clip.names]
    lines = ["HIERARCHY"]
    _write_joint(lines, clip, 0, renamed, axes / unit_m, order)
    rows = [clip.root_m @ axes.T / unit_m]
    for joint in _depth_first(clip, 0):
        turn = Rotation.from_rotvec(clip.rotations[:, joint] @ axes.T)
        rows.append(turn.as_euler(order, degrees=True))
    table = np.concatenate(rows, axis=1)
    lines += ["MOTION", f"Frames: {clip.frames}", f"Frame Time: {1 / clip.rate_hz:.7f}"]
    lines += [" ".join(f"{value:.9f}" for value in row) for row in table]
    return "\n".join(lines) + "\n"


def _depth_first(clip: SkeletonClip, joint: int) -> list[int]:
    below = [child for child, parent in enumerate(clip.parents) if parent == joint]
    return [joint, *(found for child in below for found in _depth_first(clip, child))]


def _write_joint(
    lines: list[str], clip: SkeletonClip, joint: int, names: list[str], axes: np.ndarray, order: str
) -> None:
    offset = " ".join(f"{value:.9f}" for value in axes @ clip.offsets_m[joint])
    turns = " ".join(f"{axis}rotation" for axis in order)
    moves = "6 Xposition Yposition Zposition" if joint == 0 else "3"
    below = [child for child, parent in enumerate(clip.parents) if parent == joint]
    lines += [f"{'JOINT' if joint else 'ROOT'} {names[joint]}", "{"]
    lines += [f"OFFSET {offset}", f"CHANNELS {moves} {turns}"]
    for child in below:
        _write_joint(lines, clip, child, names, axes, order)
    if not below:
        lines += ["End Site", "{", "OFFSET 0.0 0.0 0.0", "}"]
    lines.append("}")


def smpl_body() -> Body:
    """A body with the bones of SMPL and a point of skin at each, with soles for its feet."""
    names = SMPL_JOINTS["smpl"]
    heads = smpl_rest_m(names) + np.array([0.0, 0.0, 1.0])
    soles = [heads[names.index(f"{side}_foot")] * [1, 1, 0] for side in ("left", "right")]
    heels = [heads[names.index(f"{side}_ankle")] * [1, 1, 0] for side in ("left", "right")]
    bones = [
        names.index(f"{side}_{bone}") for bone in ("foot", "ankle") for side in ("left", "right")
    ]
    vertices = np.concatenate([heads, soles, heels])
    weights = np.eye(len(names))[[*range(len(names)), *bones]]
    return Body(
        vertices_m=vertices,
        faces=np.array([[0, 1, 2]], dtype=np.int32),
        bone_heads_m=heads,
        parents=smpl_parents(names),
        bone_names=names,
        weights=weights,
        shape_directions_m=np.zeros((3, *vertices.shape)),
        shape_heads_m=np.zeros((3, *heads.shape)),
        rig=SMPL,
    )


def posed_body(motion: CapturedMotion, times_s: np.ndarray) -> Posed:
    """The body at some times, in float64."""
    body, pose = motion.body, motion.pose(times_s)
    local = {
        name: Rotation.from_rotvec(pose.rotations[:, bone])
        for bone, name in enumerate(body.bone_names)
        if pose.rotations[:, bone].any() or name == body.rig.root
    }
    root = body.rig.root
    local[root] = Rotation.from_rotvec(pose.root_rotation) * local[root]
    return Posed(body, local, np.asarray(pose.root_translation_m))


def skin_m(motion: CapturedMotion) -> np.ndarray:
    """The skin at `LOOKS` times from the first frame to the last, m."""
    pose = motion.pose(np.linspace(*motion.span_s, LOOKS))
    arrays = (pose.rotations, pose.root_translation_m, pose.root_rotation)
    rest = rest_arrays(motion.body)
    return np.asarray(_skin(rest, *(jnp.asarray(array, jnp.float32) for array in arrays)))
