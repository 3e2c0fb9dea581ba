"""A broken BVH file gets one line that has the number of the line."""

from pathlib import Path

import pytest

from scenes import InputError
from scenes.capture import read_bvh
from tests.scenes.capture.test_bvh import PENDULUM, written

BROKEN = {
    "nothing": ("", "line 0"),
    "another format": ("<html>\n</html>\n", "'<html>' on line 1"),
    "no root": (PENDULUM.replace("ROOT", "JOINT"), "'JOINT' on line 2"),
    "no brace": (PENDULUM.replace("pivot\n{", "pivot\n}"), "'}' on line 3"),
    "a word for a number": (PENDULUM.replace("0 -2 0", "0 two 0"), "'two' on line 8"),
    "a missing number": (PENDULUM.replace("0 -2 0", "0 -2"), "'CHANNELS' on line 9"),
    "an unknown channel": (PENDULUM.replace("1 Zrotation", "1 Zscale"), "'Zscale' on line 9"),
    "two digits of channels": (PENDULUM.replace("1 Zrotation", "12 Zrotation"), "12 on line 9"),
    "many channels": (PENDULUM.replace("1 Zrotation", "99 Zrotation"), "99 on line 9"),
    "an unknown word": (PENDULUM.replace("End Site", "Limit"), "'Limit' on line 10"),
    "two skeletons": (PENDULUM.replace("MOTION", "ROOT b\n{\n}\nMOTION"), "'ROOT' on line 16"),
    "no motion": (PENDULUM.split("MOTION")[0], "the end of the file on line 15"),
    "no frames": (PENDULUM.split("1 5 0")[0], "none on line 18"),
    "no frame time": (PENDULUM.replace("Frame Time: 0.25", ""), "'1 5 0 0 0 0 0' on line 19"),
    "a negative frame time": (PENDULUM.replace("0.25", "-0.25"), "-0.25 on line 18"),
    "a short line": (PENDULUM.replace("30 0 0 60", "30 0 0"), "6 on line 20"),
    "a long line": (PENDULUM.replace("30 0 0 60", "30 0 0 60 1"), "8 on line 20"),
    "not a number": (PENDULUM.replace("30 0 0 60", "nan 0 0 60"), "'nan' on line 20"),
    "a comma": (PENDULUM.replace("30 0 0 60", "30,5 0 0 60"), "'30,5' on line 20"),
    "too fast": (PENDULUM.replace("0.25", "1e-7"), "on line 18"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_the_line_is_named(tmp_path: Path, fault: str) -> None:
    text, expected = BROKEN[fault]
    with pytest.raises(InputError) as refusal:
        read_bvh(written(tmp_path, text), scale=1.0, up="y")
    assert expected in str(refusal.value)
    assert "'clip.bvh'" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_deep_and_large_skeletons_are_refused(tmp_path: Path) -> None:
    deep = "JOINT a\n{\nOFFSET 0 1 0\n" * 200 + "}\n" * 200
    wide = "JOINT a\n{\nOFFSET 0 1 0\n}\n" * 1001
    for inner in (deep, wide):
        text = PENDULUM.replace("    JOINT bob", f"{inner}    JOINT bob")
        with pytest.raises(InputError, match="at most 1000 joints, 100 deep"):
            read_bvh(written(tmp_path, text), scale=1.0, up="y")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.bvh"
    with path.open("wb") as file:
        file.truncate(2**28 + 1)
    with pytest.raises(InputError, match="at most 256 MB"):
        read_bvh(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.bvh", tmp_path):
        with pytest.raises(InputError, match="check the path"):
            read_bvh(path)


def test_something_else_than_a_person_needs_a_unit_and_an_axis(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"give both scale \(m\) and up"):
        read_bvh(written(tmp_path, PENDULUM))
    with pytest.raises(InputError, match="positive length"):
        read_bvh(written(tmp_path, PENDULUM), scale=0.0, up="y")
