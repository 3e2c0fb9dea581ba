"""A body takes over a motion: joints in place, feet on the floor, parts the right way round."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes import InputError
from scenes.bodies import Body
from scenes.capture import (
    JointClip,
    SkeletonClip,
    follow_error_m,
    retarget,
    scaled_joints_m,
)
from scenes.capture._follow import follow_errors_m
from tests.scenes.capture.people import (
    as_joints,
    posed,
    posed_body,
    reaching,
    skin_m,
    smpl_body,
    squat,
)

LIMIT_M = 0.05


@pytest.fixture(scope="module", params=["anny", "smpl"])
def anyone(request: pytest.FixtureRequest, body: Body) -> Body:
    """Bodies with different bones, in number, name and pose at rest."""
    return body if request.param == "anny" else smpl_body()


@pytest.mark.parametrize("form", ["skeleton", "joints"])
@pytest.mark.parametrize("make", [squat, reaching])
def test_wrists_and_ankles_follow_whatever_the_body(make: object, form: str, anyone: Body) -> None:
    clip: SkeletonClip | JointClip = make()
    clip = as_joints(clip) if form == "joints" else clip
    errors = follow_error_m(clip, anyone, retarget(clip, anyone))
    assert sorted(errors) == ["left_ankle", "left_wrist", "right_ankle", "right_wrist"]
    assert max(errors.values()) < LIMIT_M


def test_the_error_is_measured_and_not_assumed(body: Body) -> None:
    """A body whose root is 7 cm to the side is 7 cm off, and so is a source that is."""
    clip = squat()
    motion = retarget(clip, body)
    shift = motion.placement.shift_m + np.array([0.0, 0.07, 0.0])
    aside = replace(motion, placement=replace(motion.placement, shift_m=shift))
    for role, errors in follow_errors_m(clip, body, aside, motion.placement).items():
        np.testing.assert_allclose(errors, 0.07, atol=0.01, err_msg=role)


def test_scaling_keeps_directions_and_takes_lengths_from_the_body(anyone: Body) -> None:
    clip = squat()
    scaled = scaled_joints_m(clip, anyone)
    rig = anyone.rig.joints()
    rest = {role: anyone.head_m(bone) for role, bone in rig.items()}
    leg = sum(
        np.linalg.norm(rest[f"left_{low}"] - rest[f"left_{high}"])
        for high, low in (("hip", "knee"), ("knee", "ankle"))
    )
    span = scaled["left_ankle"][0] - scaled["left_hip"][0]
    np.testing.assert_allclose(span, [0.0, 0.0, -leg], atol=0.002 * leg)
    width = np.linalg.norm(rest["left_hip"] - rest["right_hip"])
    np.testing.assert_allclose(
        scaled["left_hip"] - scaled["right_hip"],
        np.tile([0.0, width, 0.0], (clip.frames, 1)),
        atol=1e-9,
    )
    # The arms hang: 1.4 rad below the horizontal, out to the side.
    arm = scaled["left_wrist"][0] - scaled["left_shoulder"][0]
    np.testing.assert_allclose(arm / np.linalg.norm(arm), [0, np.cos(1.4), -np.sin(1.4)], atol=1e-9)


def test_feet_that_stand_still_stand_still_flat_and_on_the_floor(body: Body) -> None:
    motion = retarget(squat(yaw_rad=0.6), body)
    now = posed_body(motion, np.linspace(*motion.span_s, 40))
    for limb in body.rig.limbs.values():
        assert np.ptp(now.at_m(limb.ankle), axis=0).max() < 0.01
        sole_up = now.turned(limb.ankle).apply([0.0, 0.0, 1.0])
        assert np.degrees(np.arccos(sole_up[:, 2].clip(-1, 1))).max() < 2.0
    assert np.abs(skin_m(motion)[..., 2].min(1)).max() < 0.01


@pytest.mark.parametrize("yaw", [-2.5, 0.0, 1.2])
def test_the_body_faces_where_the_source_does(body: Body, yaw: float) -> None:
    motion = retarget(squat(yaw_rad=yaw), body)
    now = posed_body(motion, np.array([0.0, 1.0]))
    for bone in (body.rig.root, body.rig.spine[-1], body.rig.neck[-1]):
        ahead = now.turned(bone).apply([1.0, 0.0, 0.0])
        np.testing.assert_allclose(
            ahead[:, :2], np.tile([np.cos(yaw), np.sin(yaw)], (2, 1)), atol=0.02
        )
    assert motion.pose(np.zeros(1)).root_rotation[0, 2] == pytest.approx(yaw, abs=0.01)


def test_chest_and_head_turn_by_the_angles_of_the_source(body: Body) -> None:
    """The chest bows by 0.5 rad; the head looks 0.7 rad to the left against it."""
    count = 30
    turns = {
        "Spine": np.tile([0.0, 0.5, 0.0], (count, 1)),
        "Head": np.tile([0.0, 0.0, 0.7], (count, 1)),
    }
    clip = posed(turns, np.tile([0.0, 0.0, 0.97], (count, 1)))
    now = posed_body(retarget(clip, body), np.array([0.2]))
    bow, look = Rotation.from_rotvec([0.0, 0.5, 0.0]), Rotation.from_rotvec([0.0, 0.0, 0.7])
    for bone, turn in ((body.rig.spine[-1], bow), (body.rig.neck[-1], bow * look)):
        assert (turn.inv() * now.turned(bone)).magnitude()[0] < 1e-3


def test_a_turned_hand_turns_the_hand(body: Body) -> None:
    """Half a turn of the palm about the forearm, shared with the forearm's lower half."""
    count, half = 30, np.pi / 2
    still = posed({}, np.tile([0.0, 0.0, 0.97], (count, 1)))
    palm = posed({"LeftHand": np.tile([0.0, half, 0.0], (count, 1))}, still.root_m)
    wrist = body.rig.limbs["L"].wrist
    before, after = (
        posed_body(retarget(clip, body), np.zeros(1)).turned(wrist) for clip in (still, palm)
    )
    expected = Rotation.from_rotvec([0.0, half, 0.0])
    assert (expected.inv() * after * before.inv()).magnitude()[0] < 1e-3


def test_elbows_and_knees_bend_to_the_side_of_the_source(body: Body) -> None:
    clip = squat()
    now = posed_body(retarget(clip, body), np.array([clip.duration_s / 2]))
    for limb in body.rig.limbs.values():
        hip, knee, ankle = (now.at_m(bone)[0] for bone in (limb.hip, limb.knee, limb.ankle))
        assert knee[0] - (hip[0] + ankle[0]) / 2 > 0.2


def test_overstretched_and_straight_knees_do_not_flip(body: Body) -> None:
    """Knees that swing through straight by 4 degrees to either side, with noise."""
    random = np.random.default_rng(1)
    count = 200
    bend = np.deg2rad(4.0) * np.sin(np.linspace(0, 12 * np.pi, count))
    turns = {}
    for side in ("Left", "Right"):
        turns[f"{side}Leg"] = np.outer(bend, [0.0, 1.0, 0.0]) + random.normal(0, 0.005, (count, 3))
    clip = posed(turns, np.tile([0.0, 0.0, 0.97], (count, 1)))
    now = posed_body(retarget(clip, body), clip.times_s)
    for limb in body.rig.limbs.values():
        thigh = now.turned(limb.hip)
        assert (thigh[:-1].inv() * thigh[1:]).magnitude().max() * clip.rate_hz < 5.0


def test_a_motion_can_be_put_somewhere(body: Body) -> None:
    clip = reaching()
    motion = retarget(clip, body, position_m=(3.0, -1.0), heading_rad=2.0, activity="reach")
    pose = motion.pose(np.zeros(1))
    np.testing.assert_allclose(pose.root_translation_m[0, :2], [3.0, -1.0], atol=1e-9)
    assert pose.root_rotation[0, 2] == pytest.approx(2.0, abs=1e-9)
    assert motion.activity == "reach"
    assert max(follow_error_m(clip, body, motion).values()) < LIMIT_M


def test_a_pose_of_calibration_is_left_out(body: Body) -> None:
    """One frame in the T-pose before the motion, as in the BVH files of CMU."""
    clip = squat()
    calibrated = replace(
        clip,
        rotations=np.concatenate([np.zeros((1, *clip.rotations.shape[1:])), clip.rotations]),
        root_m=np.concatenate([clip.root_m[:1], clip.root_m]),
    )
    motion = retarget(calibrated, body)
    assert motion.span_s[0] == pytest.approx(1 / clip.rate_hz)
    plain = retarget(clip, body)
    np.testing.assert_allclose(
        motion.pose(clip.times_s + 1 / clip.rate_hz).rotations,
        plain.pose(clip.times_s).rotations,
        atol=1e-6,
    )
    assert retarget(clip, body).span_s[0] == 0.0


def test_a_skeleton_whose_rest_is_no_pose_still_stands(body: Body) -> None:
    """All bones along one axis at rest: the most upright frame stands in for it."""
    clip = squat()
    straight = np.zeros_like(clip.offsets_m)
    straight[:, 0] = np.linalg.norm(clip.offsets_m, axis=1)
    turned: list[Rotation] = []
    local = np.zeros_like(clip.rotations)
    for joint, parent in enumerate(clip.parents):
        world = clip.turned[joint]
        child = clip.parents.index(joint) if joint in clip.parents else None
        if child is not None:  # turns +x to where the bone points
            way = clip.offsets_m[child] / np.linalg.norm(clip.offsets_m[child])
            world = world * Rotation.align_vectors([way], [[1.0, 0.0, 0.0]])[0]
        turned.append(world)
        local[:, joint] = (world if parent < 0 else turned[parent].inv() * world).as_rotvec()
    # Only the first child of a joint lies along its bone, so the others need their own offset.
    for joint, parent in enumerate(clip.parents):
        if parent >= 0 and clip.parents.index(parent) != joint:
            way = clip.turned[parent].apply(clip.offsets_m[joint])
            straight[joint] = turned[parent].inv().apply(way)[0]
    odd = replace(clip, offsets_m=straight, rotations=local)
    np.testing.assert_allclose(odd.positions_m, clip.positions_m, atol=1e-9)
    motion = retarget(odd, body)
    assert max(follow_error_m(odd, body, motion).values()) < LIMIT_M
    chest = posed_body(motion, np.zeros(1)).turned(body.rig.spine[-1])
    np.testing.assert_allclose(chest.apply([1.0, 0.0, 0.0])[0], [1.0, 0.0, 0.0], atol=0.05)


def test_what_nobody_can_do_is_refused(body: Body) -> None:
    clip = squat()
    with pytest.raises(InputError, match="at least two frames"):
        retarget(clip.cut(0.0, 0.01), body)
    flat = clip.offsets_m.copy()
    flat[clip.names.index("RightLeg")] = 0.0
    with pytest.raises(InputError, match="found right_hip where right_knee is in made"):
        retarget(replace(clip, offsets_m=flat), body)
    names = tuple(
        name.replace("LeftHand", "Stump").replace("LeftForeArm", "") for name in clip.names
    )
    parents = list(clip.parents)
    parents[clip.names.index("LeftHand")] = 0
    with pytest.raises(InputError, match="no joint for left_elbow, left_wrist"):
        retarget(replace(clip, names=names, parents=tuple(parents)), body)
