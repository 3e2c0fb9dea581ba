"""HumanML3D's joints and features."""

from pathlib import Path

import numpy as np
import pytest

from scenes import InputError
from scenes.capture import JointClip, read_humanml3d, read_motion
from scenes.capture._smpl_tree import HUMANML3D, smpl_rest_m

FRAMES = 40


def turning_walk() -> tuple[np.ndarray, np.ndarray]:
    """A T-pose that walks and turns: its joints (y up), and the features made from them.

    The features are taken apart here as the data set's paper says: the turn of the root to the next
    frame (half of it, as a quaternion has it), its way in its own axes, its height, and the other
    joints beside it in its own axes.
    """
    time = np.arange(FRAMES)
    heading = 0.05 * time + 0.3 * np.sin(0.2 * time) - 0.0
    heading -= heading[0]
    root = np.stack([0.02 * time, 0.9 + 0.03 * np.sin(time), 0.5 * np.sin(0.1 * time)], axis=1)
    root[:, [0, 2]] -= root[0, [0, 2]]
    rest = smpl_rest_m(HUMANML3D)[:, [1, 2, 0]]
    joints = np.stack([rest @ _about_y(-h).T + r for h, r in zip(heading, root, strict=True)])
    features = np.zeros((FRAMES, 263))
    features[:-1, 0] = np.diff(heading) / 2
    way = np.diff(root, axis=0)
    for frame in range(FRAMES):
        own = _about_y(heading[frame])
        if frame:
            features[frame - 1, 1:3] = (own @ way[frame - 1])[[0, 2]]
        beside = (joints[frame, 1:] - root[frame] * [1, 0, 1]) @ own.T
        features[frame, 4:67] = beside.ravel()
    features[:, 3] = root[:, 1]
    return joints, features


def _about_y(angle: float) -> np.ndarray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])


def test_joints_are_read_with_z_up(tmp_path: Path) -> None:
    joints, _ = turning_walk()
    np.save(tmp_path / "a.npy", joints.astype(np.float32))
    clip = read_motion(tmp_path / "a.npy")
    assert isinstance(clip, JointClip)
    assert (clip.rate_hz, clip.names[20]) == (20.0, "left_wrist")
    np.testing.assert_allclose(clip.positions_m, joints[..., [2, 0, 1]], atol=1e-6)
    flat = read_humanml3d(joints.reshape(FRAMES, 66))
    np.testing.assert_array_equal(flat.positions_m, read_humanml3d(joints).positions_m)


def test_features_give_back_the_joints_that_they_were_made_from() -> None:
    joints, features = turning_walk()
    clip = read_humanml3d(features)
    np.testing.assert_allclose(clip.positions_m, joints[..., [2, 0, 1]], atol=1e-9)


def test_normalised_features_are_restored() -> None:
    joints, features = turning_walk()
    mean, std = np.linspace(-1, 1, 263), np.linspace(0.5, 2, 263)
    clip = read_humanml3d((features - mean) / std, mean=mean, std=std)
    np.testing.assert_allclose(clip.positions_m, joints[..., [2, 0, 1]], atol=1e-9)


@pytest.mark.parametrize("shape", [(), (0, 22, 3), (10,), (22, 3, 10), (10, 21, 3), (10, 251)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(InputError):
        read_humanml3d(np.zeros(shape))


def test_pickled_results_are_refused_and_not_run(tmp_path: Path) -> None:
    np.save(tmp_path / "results.npy", np.array({"motion": 1}, dtype=object), allow_pickle=True)
    with pytest.raises(InputError, match="holds Python objects"):
        read_motion(tmp_path / "results.npy")


def test_gaps_are_named_by_their_frame() -> None:
    joints, _ = turning_walk()
    joints[17, 3] = np.inf
    with pytest.raises(InputError, match="frame 17"):
        read_humanml3d(joints)


def test_unknown_suffixes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.bvh, \.amc"):
        read_motion(tmp_path / "clip.fbx")
