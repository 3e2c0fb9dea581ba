"""Names of the joints of SMPL, SMPL-H and SMPL-X, and what each does.

M. Loper et al., "SMPL: a skinned multi-person linear model" (2015); J. Romero et al., "Embodied
hands" (2017, SMPL-H); G. Pavlakos et al., "Expressive body capture" (2019, SMPL-X). The orders are
those of their files.
"""

from types import MappingProxyType

from scenes.bodies._rig import SIDES, Limb, Rig, Side

BODY = (
    *("pelvis", "left_hip", "right_hip", "spine1", "left_knee", "right_knee", "spine2"),
    *("left_ankle", "right_ankle", "spine3", "left_foot", "right_foot", "neck"),
    *("left_collar", "right_collar", "head", "left_shoulder", "right_shoulder"),
    *("left_elbow", "right_elbow", "left_wrist", "right_wrist"),
)
"""The joints that all three have."""

HANDS = tuple(
    f"{side}_{finger}{number}"
    for side in ("left", "right")
    for finger in ("index", "middle", "pinky", "ring", "thumb")
    for number in (1, 2, 3)
)

JOINTS = MappingProxyType(
    {
        "smpl": (*BODY, "left_hand", "right_hand"),
        "smplh": (*BODY, *HANDS),
        "smplx": (*BODY, "jaw", "left_eye", "right_eye", *HANDS),
    }
)
"""Names of the joints of each kind of model, in the order of its file."""

HAND_JOINTS = len(HANDS) // 2
"""Joints of one hand of SMPL-H and SMPL-X; those of the left come first, and both come last."""


def _limb(side: Side) -> Limb:
    word = {"L": "left", "R": "right"}[side]
    return Limb(
        hip=f"{word}_hip",
        knee=f"{word}_knee",
        ankle=f"{word}_ankle",
        toes=(f"{word}_foot",),
        girdle=f"{word}_collar",
        shoulder=f"{word}_shoulder",
        twist=f"{word}_shoulder",
        elbow=f"{word}_elbow",
        wrist=f"{word}_wrist",
        collar=f"{word}_collar",
        buttock=f"{word}_hip",
    )


SMPL = Rig(
    root="pelvis",
    spine=("spine1", "spine2", "spine3"),
    neck=("neck", "head"),
    ribs="spine2",
    limbs=MappingProxyType({side: _limb(side) for side in SIDES}),
    trunk=("pelvis", "spine1", "spine2", "spine3"),
)
"""The bones of SMPL, SMPL-H and SMPL-X: they differ in the hands and the face only."""
