"""Joints are known by many names."""

from dataclasses import dataclass

import pytest

from scenes import InputError
from scenes.bodies import SMPL_JOINTS
from scenes.capture import map_roles
from scenes.capture._smpl_tree import smpl_parents

ROLES = ("hip", "knee", "ankle", "toe", "shoulder", "elbow", "wrist")

DIALECTS = {
    "CMU": "LHipJoint>LeftUpLeg>LeftLeg>LeftFoot>LeftToeBase "
    "LeftShoulder>LeftArm>LeftForeArm>LeftHand",
    "Mixamo": "mixamorig:LeftUpLeg>mixamorig:LeftLeg>mixamorig:LeftFoot>mixamorig:LeftToeBase "
    "mixamorig:LeftShoulder>mixamorig:LeftArm>mixamorig:LeftForeArm>mixamorig:LeftHand",
    "MocapBank": "LeftHip>LeftKnee>LeftAnkle>LeftToe LeftCollar>LeftShoulder>LeftElbow>LeftWrist",
    "Biovision": "LeftUpLeg>LeftLowLeg>LeftFoot>LeftToe LeftCollar>LeftUpArm>LeftLowArm>LeftHand",
    "Acclaim": "lhipjoint>lfemur>ltibia>lfoot>ltoes lclavicle>lhumerus>lradius>lwrist>lhand",
    "3ds Max": "Bip01_L_Thigh>Bip01_L_Calf>Bip01_L_Foot>Bip01_L_Toe0 "
    "Bip01_L_Clavicle>Bip01_L_UpperArm>Bip01_L_Forearm>Bip01_L_Hand",
    "Unreal": "thigh_l>calf_l>foot_l>ball_l clavicle_l>upperarm_l>lowerarm_l>hand_l",
    "Blender": "thigh.L>shin.L>foot.L>toe.L shoulder.L>upper_arm.L>forearm.L>hand.L",
    "DAZ": "lButtock>lThigh>lShin>lFoot>lToe lCollar>lShldr>lForeArm>lHand",
    "OptiTrack": "LThigh>LShin>LFoot>LToe LShoulder>LUArm>LFArm>LHand",
    "Kinect": "HipLeft>KneeLeft>AnkleLeft>FootLeft ShoulderLeft>ElbowLeft>WristLeft>HandLeft",
    "MotionBuilder": "LeftUpLeg>LeftUpLegRoll>LeftLeg>LeftLegRoll>LeftFoot>LeftToeBase "
    "LeftShoulder>LeftArm>LeftArmRoll>LeftForeArm>LeftForeArmRoll>LeftHand>LeftHandThumb",
}

EXPECTED = {
    "CMU": "LeftUpLeg LeftLeg LeftFoot LeftToeBase LeftArm LeftForeArm LeftHand",
    "Mixamo": "mixamorig:LeftUpLeg mixamorig:LeftLeg mixamorig:LeftFoot mixamorig:LeftToeBase "
    "mixamorig:LeftArm mixamorig:LeftForeArm mixamorig:LeftHand",
    "MocapBank": "LeftHip LeftKnee LeftAnkle LeftToe LeftShoulder LeftElbow LeftWrist",
    "Biovision": "LeftUpLeg LeftLowLeg LeftFoot LeftToe LeftUpArm LeftLowArm LeftHand",
    "Acclaim": "lfemur ltibia lfoot ltoes lhumerus lradius lwrist",
    "3ds Max": "Bip01_L_Thigh Bip01_L_Calf Bip01_L_Foot Bip01_L_Toe0 "
    "Bip01_L_UpperArm Bip01_L_Forearm Bip01_L_Hand",
    "Unreal": "thigh_l calf_l foot_l ball_l upperarm_l lowerarm_l hand_l",
    "Blender": "thigh.L shin.L foot.L toe.L upper_arm.L forearm.L hand.L",
    "DAZ": "lThigh lShin lFoot lToe lShldr lForeArm lHand",
    "OptiTrack": "LThigh LShin LFoot LToe LUArm LFArm LHand",
    "Kinect": "HipLeft KneeLeft AnkleLeft FootLeft ShoulderLeft ElbowLeft WristLeft",
    "MotionBuilder": "LeftUpLeg LeftLeg LeftFoot LeftToeBase LeftArm LeftForeArm LeftHand",
}

MIRROR = (("Left", "Right"), ("left", "right"), ("_L_", "_R_"), ("_l", "_r"), (".L", ".R"))


@dataclass(frozen=True)
class Tree:
    names: tuple[str, ...]
    parents: tuple[int, ...]
    source: str = "a test"


def right_of(name: str) -> str:
    for left, right in MIRROR:
        if left in name:
            return name.replace(left, right)
    return ("R" if name[0] == "L" else "r") + name[1:]


def tree(chains: str) -> Tree:
    """Pelvis, spine with neck and head, and the same legs and arms on both sides."""
    names, parents = ["Hips", "Spine", "Chest", "Neck", "Head"], [-1, 0, 1, 2, 3]
    for start, chain in zip((0, 2), chains.split(), strict=True):
        for side in (chain.split(">"), [right_of(name) for name in chain.split(">")]):
            above = start
            for name in side:
                parents.append(above)
                names.append(name)
                above = len(names) - 1
    return Tree(tuple(names), tuple(parents))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_arms_and_legs_are_found_in_each_dialect(dialect: str) -> None:
    skeleton = tree(DIALECTS[dialect])
    roles = map_roles(skeleton)
    left = [skeleton.names[roles[f"left_{role}"]] for role in ROLES]
    right = [skeleton.names[roles[f"right_{role}"]] for role in ROLES]
    assert left == EXPECTED[dialect].split()
    assert right == [right_of(name) for name in left]
    middle = [skeleton.names[roles[role]] for role in ("pelvis", "spine", "chest", "neck", "head")]
    assert middle == ["Hips", "Spine", "Chest", "Neck", "Head"]


@pytest.mark.parametrize("kind", SMPL_JOINTS)
def test_the_family_of_smpl_is_known(kind: str) -> None:
    names = SMPL_JOINTS[kind]
    roles = map_roles(Tree(names, smpl_parents(names)))
    found = {role: names[joint] for role, joint in roles.joints.items()}
    assert found["left_ankle"] == "left_ankle"
    assert found["left_toe"] == "left_foot"
    assert found["right_wrist"] == "right_wrist"
    assert (found["pelvis"], found["spine"], found["chest"]) == ("pelvis", "spine1", "spine3")


def test_a_joint_without_a_known_name_is_found_by_what_hangs_on_it() -> None:
    chains = "LeftUpLeg>LeftGizmo>LeftFoot LeftArm>LeftForeArm>LeftTip"
    skeleton = tree(chains)
    roles = map_roles(skeleton)
    assert skeleton.names[roles["left_knee"]] == "LeftGizmo"
    assert skeleton.names[roles["right_wrist"]] == "RightTip"


def test_missing_roles_are_named() -> None:
    skeleton = tree("LeftUpLeg>LeftLeg>LeftFoot LeftArm>LeftForeArm>LeftHand")
    lame = tuple("Wing" if "RightForeArm" in name else name for name in skeleton.names)
    with pytest.raises(InputError) as refusal:
        map_roles(Tree(("Root", "Tail"), (-1, 0)))
    assert "left_hip, right_hip, left_knee" in str(refusal.value)
    assert "a test" in str(refusal.value)
    # An elbow between shoulder and wrist needs no name, but one without a wrist does.
    assert map_roles(Tree(lame, skeleton.parents))["right_elbow"] == lame.index("Wing")
    lame = tuple("Wing" if "RightHand" in name else name for name in lame)
    with pytest.raises(InputError, match="no joint for right_elbow, right_wrist among"):
        map_roles(Tree(lame, skeleton.parents))
