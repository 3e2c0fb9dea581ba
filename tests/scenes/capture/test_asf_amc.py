"""Acclaim's skeletons and motions, on files whose poses are known."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes import InputError
from scenes.capture import read_asf_amc, read_motion

ASF = """# a leg and a half
:version 1.10
:name test
:units
  mass 1.0
  length 0.45
  angle deg
:documentation
   made by hand
:root
   order TX TY TZ RX RY RZ
   axis XYZ
   position 0 0 0
   orientation 0 0 0
:bonedata
  begin
     id 1
     name upper
     direction 0 -1 0
     length 2
     axis 0 0 20 XYZ
     dof rx ry rz
     limits (-160.0 20.0)
            (-70.0 70.0)
            (-60.0 70.0)
  end
  begin
     id 2
     name lower
     direction 0 -2 0
     length 3
     axis 0 0 0 XYZ
     dof rz
     limits (-10.0 170.0)
  end
:hierarchy
  begin
    root upper
    upper lower
  end
"""

AMC = """#!OML:ASF test
:FULLY-SPECIFIED
:DEGREES
1
root 1 2 3 0 0 0
upper 0 0 0
lower 0
2
root 1 2 3 0 0 0
upper 30 0 0
lower 90
"""


def files(folder: Path, asf: str = ASF, amc: str = AMC) -> tuple[Path, Path]:
    (folder / "a.asf").write_text(asf)
    (folder / "a_01.amc").write_text(amc)
    return folder / "a.asf", folder / "a_01.amc"


def test_bones_turn_about_their_own_axes(tmp_path: Path) -> None:
    clip = read_asf_amc(*files(tmp_path), scale=1.0, up="z")
    assert clip.names == ("root", "upper", "lower", "lower_end")
    np.testing.assert_allclose(
        clip.positions_m[0], [[1, 2, 3], [1, 2, 3], [1, 0, 3], [1, -3, 3]], atol=1e-12
    )
    # The x axis of the upper bone is the world's, turned by 20 degrees about z.
    axis = np.array([np.cos(np.pi / 9), np.sin(np.pi / 9), 0.0])
    upper = Rotation.from_rotvec(np.pi / 6 * axis)
    lower = upper * Rotation.from_euler("z", 90, degrees=True)
    knee = np.array([1, 2, 3]) + upper.apply([0, -2, 0])
    np.testing.assert_allclose(clip.positions_m[1, 2], knee, atol=1e-12)
    np.testing.assert_allclose(clip.positions_m[1, 3], knee + lower.apply([0, -3, 0]), atol=1e-12)


def test_angles_of_a_bone_turn_about_x_first(tmp_path: Path) -> None:
    amc = AMC.replace("upper 30 0 0", "upper 90 0 90").replace("lower 90", "lower 0")
    asf = ASF.replace("axis 0 0 20", "axis 0 0 0")
    clip = read_asf_amc(*files(tmp_path, asf, amc), scale=1.0, up="z")
    # -y turned about x by 90 degrees is -z, which a turn about z leaves alone.
    np.testing.assert_allclose(clip.positions_m[1, 2], [1, 2, 1], atol=1e-12)


def test_order_of_the_root_and_radians_are_read(tmp_path: Path) -> None:
    asf = ASF.replace("TX TY TZ RX RY RZ", "RZ RY RX TZ TY TX").replace("deg", "rad")
    asf = asf.replace("axis 0 0 20", "axis 0 0 0")
    amc = AMC.replace("root 1 2 3 0 0 0", f"root {np.pi / 2} 0 0 3 2 1")
    amc = amc.replace("upper 30 0 0", "upper 0 0 0").replace("lower 90", f"lower {np.pi / 2}")
    clip = read_asf_amc(*files(tmp_path, asf, amc), scale=1.0, up="z")
    np.testing.assert_allclose(clip.positions_m[1, 2], [3, 2, 3], atol=1e-12)
    np.testing.assert_allclose(clip.positions_m[1, 3], [3, 5, 3], atol=1e-12)


BROKEN = {
    "no section": (ASF.replace(":hierarchy", ""), AMC, "none on line 40"),
    "an unknown section": (ASF.replace(":root", ":rot"), AMC, "':rot' on line 10"),
    "no end": (ASF.replace("  end\n:hier", ":hier"), AMC, "none on line 34"),
    "no direction": (ASF.replace("     direction 0 -1 0\n", ""), AMC, "on line 17"),
    "a direction of nothing": (ASF.replace("0 -1 0", "0 0 0"), AMC, "0 0 0 on line 19"),
    "a word": (ASF.replace("length 2", "length two"), AMC, "'two' on line 20"),
    "a slide": (ASF.replace("dof rz", "dof tz"), AMC, "tz on line 33"),
    "a bone twice": (ASF.replace("name lower", "name upper"), AMC, "'upper' again on line 28"),
    "a stranger": (ASF.replace("upper lower", "upper lover"), AMC, "'lover' on line 39"),
    "a lost bone": (ASF.replace("    upper lower\n", ""), AMC, "['lower'] on line 39"),
    "an angle too many": (ASF, AMC.replace("lower 90", "lower 90 1"), "2 numbers on line 11"),
    "a strange bone": (ASF, AMC.replace("lower 90", "lover 90"), "'lover' on line 11"),
    "a missing bone": (ASF, AMC.replace("lower 90\n", ""), "['lower'] on line 10"),
    "an infinity": (ASF, AMC.replace("lower 90", "lower inf"), "'inf' on line 11"),
    "no number of a frame": (ASF, AMC.replace(":DEGREES\n1", ":DEGREES"), "on line 4"),
    "no frame": (ASF, AMC.split("1\n")[0], "none on line 3"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_line_is_named(tmp_path: Path, fault: str) -> None:
    asf, amc, expected = BROKEN[fault]
    with pytest.raises(InputError) as refusal:
        read_asf_amc(*files(tmp_path, asf, amc), scale=1.0, up="z")
    assert expected in str(refusal.value)


def test_the_skeleton_beside_a_motion_is_found(tmp_path: Path) -> None:
    _, amc = files(tmp_path)
    with pytest.raises(InputError, match="give both scale"):  # it was read, and is no person
        read_motion(amc)
    (tmp_path / "a.asf").unlink()
    with pytest.raises(InputError, match="give skeleton="):
        read_motion(amc)
