"""AMASS files and pose sequences of the SMPL family."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes import InputError
from scenes.bodies import SMPL_JOINTS
from scenes.capture import SkeletonClip, read_amass, read_motion, read_smpl_poses
from scenes.capture._smpl_tree import smpl_rest_m

UPRIGHT = np.array([np.pi / 2, 0.0, 0.0])
"""Turns the model, whose y is up, into AMASS's world, whose z is; it then faces -y."""

TRANS_M = np.array([1.0, 2.0, 3.0])


def amass(folder: Path, joints: int = 52, frames: int = 5, **changed: object) -> Path:
    poses = np.zeros((frames, joints, 3))
    poses[:, 0] = UPRIGHT
    poses[1, 18] = [0.0, -np.pi / 2, 0.0]
    arrays: dict[str, object] = {
        "poses": poses.reshape(frames, -1),
        "trans": np.tile(TRANS_M, (frames, 1)),
        "betas": np.arange(16) / 10,
        "gender": np.array("female"),
        "mocap_framerate": np.array(60.0),
    }
    path = folder / "clip.npz"
    kept = {key: value for key, value in {**arrays, **changed}.items() if value is not None}
    np.savez(path, **kept)
    return path


def at(clip: SkeletonClip, name: str) -> np.ndarray:
    return clip.positions_m[:, clip.names.index(name)]


@pytest.mark.parametrize(("joints", "kind"), [(24, "smpl"), (52, "smplh"), (55, "smplx")])
def test_an_upright_person_stands_in_amass_and_faces_backwards(
    tmp_path: Path, joints: int, kind: str
) -> None:
    clip = read_amass(amass(tmp_path, joints))
    assert clip.names == SMPL_JOINTS[kind]
    assert (clip.rate_hz, clip.subject.gender) == (60.0, "female")
    np.testing.assert_allclose(clip.subject.betas, np.arange(16) / 10)
    rest = smpl_rest_m(clip.names)
    # Facing -y, the left is +x: forward (x) goes to -y, and left (y) to x.
    expected = np.stack([rest[:, 1], -rest[:, 0], rest[:, 2]], axis=1) + TRANS_M
    np.testing.assert_allclose(clip.positions_m[0], expected, atol=1e-12)


def test_an_elbow_bends_by_its_axis_and_angle(tmp_path: Path) -> None:
    """About the model's vertical by -90 degrees the left forearm, which points left, goes ahead."""
    clip = read_amass(amass(tmp_path))
    forearm = at(clip, "left_wrist") - at(clip, "left_elbow")
    rest = smpl_rest_m(clip.names)
    along, left, up = rest[clip.names.index("left_wrist")] - rest[clip.names.index("left_elbow")]
    # In the body: x' = y, y' = -x. In the world: x = y', y = -x'.
    np.testing.assert_allclose(forearm[1], [-along, -left, up], atol=1e-12)


def test_joints_at_rest_may_be_given(tmp_path: Path) -> None:
    rest = np.random.default_rng(0).normal(size=(52, 3))
    clip = read_amass(amass(tmp_path), rest_m=rest)
    lengths = np.linalg.norm(at(clip, "left_knee") - at(clip, "left_hip"), axis=1)
    np.testing.assert_allclose(lengths, np.linalg.norm(rest[4] - rest[1]))
    with pytest.raises(InputError, match=r"shape \(52, 3\)"):
        read_amass(amass(tmp_path), rest_m=rest[:3])


@pytest.mark.parametrize("up", ["y", "z"])
def test_plain_poses_turn_as_their_world_says(up: str) -> None:
    poses = np.zeros((3, 72))
    turn = np.array([0.3, -0.5, 0.2])
    poses[:, :3] = turn
    clip = read_smpl_poses(poses, np.tile(TRANS_M, (3, 1)), rate_hz=30.0, up=up)
    rest = smpl_rest_m(clip.names)[:, [1, 2, 0]]  # x left, y up, z forward, as the model's
    world = Rotation.from_rotvec(turn).apply(rest) + TRANS_M
    expected = world[:, [2, 0, 1]] if up == "y" else world
    np.testing.assert_allclose(clip.positions_m[0], expected, atol=1e-12)


def test_an_array_file_of_poses_is_told_by_its_width(tmp_path: Path) -> None:
    for width, joints in ((72, 24), (156, 52), (165, 55)):
        np.save(tmp_path / "poses.npy", np.zeros((4, width)))
        assert len(read_motion(tmp_path / "poses.npy").names) == joints


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"poses": None}, "none called poses"),
        ({"poses": np.zeros((5, 100))}, "72, 156 or 165 numbers"),
        ({"poses": np.full((5, 156), np.nan)}, "huge one in frame 0"),
        ({"poses": np.array([["a"] * 156])}, "real numbers"),
        ({"poses": np.array([{}], dtype=object)}, "damaged"),
        ({"trans": np.zeros((4, 3))}, r"translation of shape \(5, 3\)"),
        ({"mocap_framerate": None}, "no single mocap_framerate"),
        ({"mocap_framerate": np.array(0.0)}, "frame rate of 1 to 2000 Hz"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, changed: dict[str, object], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        read_amass(amass(tmp_path, **changed))


def test_a_pickled_gender_is_left_out_and_not_run(tmp_path: Path) -> None:
    clip = read_amass(amass(tmp_path, gender=np.array([{"run": print}], dtype=object)))
    assert clip.subject.gender == ""


def test_other_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "clip.npz"
    for content in (b"", b"PK\x03\x04 cut", b"\x80\x04N."):
        path.write_bytes(content)
        with pytest.raises(InputError, match="damaged, of another form"):
            read_amass(path)
