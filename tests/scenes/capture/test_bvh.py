"""BVH files of every dialect say what they say."""

import logging
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from scenes.capture import map_roles, read_bvh
from tests.scenes.capture.people import NAMES, bvh_text, posed, squat

TURNS = {
    "X": np.array([[1, 0, 0], [0, 0, -1], [0, 1, 0]]),
    "Y": np.array([[0, 0, 1], [0, 1, 0], [-1, 0, 0]]),
    "Z": np.array([[0, -1, 0], [1, 0, 0], [0, 0, 1]]),
}
"""Turns by 90 degrees about each axis."""

PENDULUM = """HIERARCHY
ROOT pivot
{
    OFFSET 0 0 0
    CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
    JOINT bob
    {
        OFFSET 0 -2 0
        CHANNELS 1 Zrotation
        End Site
        {
            OFFSET 0 -1 0
        }
    }
}
MOTION
Frames: 2
Frame Time: 0.25
1 5 0 0 0 0 0
1 5 0 30 0 0 60
"""


def written(folder: Path, text: str, newline: str = "\n") -> Path:
    path = folder / "clip.bvh"
    path.write_bytes(text.replace("\n", newline).encode())
    return path


def test_a_double_pendulum_hangs_where_sine_and_cosine_say(tmp_path: Path) -> None:
    clip = read_bvh(written(tmp_path, PENDULUM), scale=1.0, up="y")
    bob = [1 + 2 * np.sin(np.pi / 6), 5 - 2 * np.cos(np.pi / 6), 0.0]
    tip = [bob[0] + np.sin(np.pi / 2), bob[1] - np.cos(np.pi / 2), 0.0]
    # x, y, z of a file with y up are left, up and forward.
    expected = np.array([[1, 5, 0], bob, tip])[:, [2, 0, 1]]
    np.testing.assert_allclose(clip.positions_m[1], expected, atol=1e-12)
    assert clip.names == ("pivot", "bob", "bob_end")
    assert clip.rate_hz == 4.0


@pytest.mark.parametrize("order", ["".join(order) for order in permutations("XYZ")])
def test_turns_are_applied_in_the_order_of_the_channels(tmp_path: Path, order: str) -> None:
    text = PENDULUM.replace("CHANNELS 1 Zrotation", "CHANNELS 3 " + "rotation ".join(order + " "))
    text = text.replace("1 5 0 30 0 0 60\n", "1 5 0 0 0 0 90 90 90\n")
    text = text.replace("1 5 0 0 0 0 0\n", "1 5 0 0 0 0 0 0 0\n")
    clip = read_bvh(written(tmp_path, text), scale=1.0, up="z")
    turn = TURNS[order[0]] @ TURNS[order[1]] @ TURNS[order[2]]
    arm = clip.positions_m[1, 2] - clip.positions_m[1, 1]
    np.testing.assert_allclose(arm, turn @ [0, -1, 0], atol=1e-12)


def test_a_written_person_comes_back_in_each_order_of_angles(tmp_path: Path) -> None:
    clip = squat(yaw_rad=0.4)
    for order in ("ZYX", "XYZ", "YXZ"):
        read = read_bvh(written(tmp_path, bvh_text(clip, order=order)), scale=1.0, up="y")
        joints = [read.names.index(name) for name in NAMES]
        np.testing.assert_allclose(read.positions_m[:, joints], clip.positions_m, atol=1e-7)


def test_layout_does_not_matter(tmp_path: Path) -> None:
    plain = read_bvh(written(tmp_path, PENDULUM), scale=1.0, up="y")
    odd = PENDULUM.replace("    ", "\t ").replace("\n{", " {").replace("Frames: 2", "frames :\t2")
    odd = "\ufeff" + odd.replace("MOTION", "\n\nMotion").replace("Frame Time:", "Frame  Time :")
    odd = odd.replace("End Site", "END SITE").replace("JOINT", "Joint").replace("Zrot", "zROT")
    odd = odd.replace("5 0 30", "5.0e0   -0\t+30") + "\n\n"
    read = read_bvh(written(tmp_path, odd, newline="\r\n"), scale=1.0, up="y")
    np.testing.assert_array_equal(read.positions_m, plain.positions_m)
    assert read.names == plain.names


def test_names_may_hold_spaces_and_colons(tmp_path: Path) -> None:
    text = PENDULUM.replace("pivot", "Bip01 L Thigh").replace("bob", "mixamorig:Bob 2")
    clip = read_bvh(written(tmp_path, text), scale=1.0, up="y")
    assert clip.names == ("Bip01 L Thigh", "mixamorig:Bob 2", "mixamorig:Bob 2_end")


@pytest.mark.parametrize(("first", "second"), [("0 -2 0", "0 -3 0"), ("0 0 0", "0 -1 0")])
def test_positions_of_inner_joints_replace_or_extend_their_offset(
    tmp_path: Path, first: str, second: str
) -> None:
    """Some files write where a joint is, others how far it has gone: both move the bob by -1."""
    moves = "CHANNELS 6 Xposition Yposition Zposition Xrotation Yrotation Zrotation"
    text = PENDULUM.replace("CHANNELS 1 Zrotation", moves)
    text = text.replace("1 5 0 0 0 0 0\n", f"1 5 0 0 0 0 {first} 0 0 0\n")
    text = text.replace("1 5 0 30 0 0 60\n", f"1 5 0 0 0 0 {second} 0 0 0\n")
    clip = read_bvh(written(tmp_path, text), scale=1.0, up="z")
    np.testing.assert_allclose(clip.positions_m[:, 1], [[1, 3, 0], [1, 2, 0]], atol=1e-12)


@pytest.mark.parametrize("told", [1, 7])
def test_a_wrong_number_of_frames_is_logged_and_the_lines_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, told: int
) -> None:
    path = written(tmp_path, PENDULUM.replace("Frames: 2", f"Frames: {told}"))
    with caplog.at_level(logging.WARNING):
        assert read_bvh(path, scale=1.0, up="y").frames == 2
    assert f"holds 2 frames and says {told}" in caplog.text


@pytest.mark.parametrize("up", ["y", "z"])
@pytest.mark.parametrize("unit_m", [1.0, 0.01, 0.001, 0.0254, 0.0254 / 0.45])
def test_unit_and_vertical_axis_are_found_from_the_person(
    tmp_path: Path, unit_m: float, up: str
) -> None:
    clip = squat()
    read = read_bvh(written(tmp_path, bvh_text(clip, unit_m=unit_m, up=up)))
    joints = [read.names.index(name) for name in NAMES]
    np.testing.assert_allclose(read.positions_m[:, joints], clip.positions_m, atol=1e-6)


def test_a_strange_unit_gives_the_legs_their_usual_length(tmp_path: Path) -> None:
    read = read_bvh(written(tmp_path, bvh_text(squat(), unit_m=0.2)))
    roles = map_roles(read)
    knee, ankle = (read.offsets_m[roles[f"left_{joint}"]] for joint in ("knee", "ankle"))
    assert np.linalg.norm(knee) + np.linalg.norm(ankle) == pytest.approx(0.82)


def test_a_rounded_frame_time_means_a_whole_rate(tmp_path: Path) -> None:
    for text, rate_hz in (("0.0083333", 120.0), (".033333", 30.0), ("0.033367", 29.97)):
        path = written(tmp_path, PENDULUM.replace("0.25", text))
        assert read_bvh(path, scale=1.0, up="y").rate_hz == pytest.approx(rate_hz, rel=1e-4)
    assert (
        read_bvh(
            written(tmp_path, PENDULUM.replace("0.25", "0.0083333")), scale=1.0, up="y"
        ).rate_hz
        == 120.0
    )


def test_a_lying_person_keeps_the_axis_of_the_skeleton_at_rest(tmp_path: Path) -> None:
    """Up is where the shoulders are above the ankles on average: given by hand if it is not."""
    flat = np.tile([0.0, -np.pi / 2, 0.0], (30, 1))
    clip = posed({"Hips": flat}, np.tile([0.0, 0.0, 0.1], (30, 1)))
    read = read_bvh(written(tmp_path, bvh_text(clip)), up="y")
    assert np.ptp(read.positions_m[0, :, 2]) < 0.5 < np.ptp(read.positions_m[0, :, 0])
