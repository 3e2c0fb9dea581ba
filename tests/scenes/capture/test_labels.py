"""Labels of BABEL and HumanML3D, and the windows that carry them."""

import json
from pathlib import Path

import numpy as np
import pytest

from scenes import InputError
from scenes.capture import Label, read_babel, read_captions, windows
from tests.scenes.capture.people import squat

BABEL = {
    "9021": {
        "babel_sid": 9021,
        "dur": 8.0,
        "feat_p": "KIT/3/walk_poses.npz",
        "seq_ann": {
            "labels": [{"raw_label": "walking", "proc_label": "walk", "act_cat": ["walk"]}]
        },
        "frame_ann": {
            "labels": [
                {
                    "raw_label": "walks forward",
                    "proc_label": "walk forward",
                    "act_cat": ["walk", "forward movement"],
                    "start_t": 0.5,
                    "end_t": 4.25,
                },
                {
                    "raw_label": "turns",
                    "proc_label": None,
                    "act_cat": None,
                    "start_t": 4.0,
                    "end_t": 5.0,
                },
            ]
        },
    },
    "33": {
        "feat_p": "CMU/01/01_01_poses.npz",
        "seq_ann": {"labels": [{"raw_label": "jump", "proc_label": "jump", "act_cat": ["jump"]}]},
        "frame_ann": None,
    },
    "34": {"seq_ann": None, "frame_ann": None},
}


def saved(folder: Path, content: object) -> Path:
    path = folder / "val.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_babel_gives_frame_labels_and_else_those_of_the_sequence(tmp_path: Path) -> None:
    labels = read_babel(saved(tmp_path, BABEL))
    assert labels["KIT/3/walk_poses.npz"] == (
        Label("walk forward", 0.5, 4.25, ("walk", "forward movement")),
        Label("turns", 4.0, 5.0, ()),
    )
    assert labels["CMU/01/01_01_poses.npz"] == (Label("jump", 0.0, None, ("jump",)),)
    assert labels["34"] == ()


def test_several_annotations_of_a_sequence_are_joined(tmp_path: Path) -> None:
    many = {"1": {"frame_anns": [BABEL["9021"]["frame_ann"]] * 2, "seq_anns": []}}
    assert len(read_babel(saved(tmp_path, many))["1"]) == 4


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[1, 2", "no JSON on line 1"),
        ("[1]", "object with sequences"),
        ('{"7": 1}', "sequence '7'"),
        ({"7": {"frame_ann": {"labels": 3}}}, "labels in each annotation"),
        ({"7": {"frame_ann": {"labels": [{"raw_label": 3}]}}}, "proc_label as text"),
        ({"7": {"frame_ann": {"labels": [{"raw_label": "a", "start_t": "b"}]}}}, "in seconds"),
        (
            {"7": {"frame_ann": {"labels": [{"raw_label": "a", "start_t": 2, "end_t": 1}]}}},
            "end_t after start_t",
        ),
        ('{"a":' * 200 + "1" + "}" * 200, "nesting of at most 32"),
    ],
)
def test_broken_labels_are_refused(tmp_path: Path, content: object, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        read_babel(saved(tmp_path, content))


def test_captions_have_times_or_hold_throughout(tmp_path: Path) -> None:
    path = tmp_path / "000021.txt"
    path.write_text("a man walks.#a/DET man/NOUN walk/VERB#0.0#0.0\n\nhe turns#he/PRON#1.5#3.0\n")
    assert read_captions(path) == (Label("a man walks."), Label("he turns", 1.5, 3.0))
    path.write_text("fine#x/X#nan#nan\nno tokens\n")
    with pytest.raises(InputError, match=r"'no tokens' on line 2 of '000021\.txt'"):
        read_captions(path)


def test_windows_carry_the_labels_that_hold_in_them() -> None:
    clip = squat(frames=300)  # 5 s at 60 Hz
    labels = (Label("squat"), Label("start", 0.0, 1.1), Label("blink", 2.8, 3.1), Label("end", 4.4))
    cut = windows(clip, labels, 1.0)
    assert [round(one.start_s, 6) for one in cut] == [0.0, 1.0, 2.0, 3.0, 4.0]
    said = [[label.text for label in one.labels] for one in cut]
    # "start" fills a tenth of the second window; two thirds of "blink" are in the third.
    assert said == [["squat", "start"], ["squat"], ["squat", "blink"], ["squat"], ["squat", "end"]]
    blink = cut[2].labels[1]
    assert (blink.start_s, blink.end_s) == (pytest.approx(0.8), pytest.approx(1.0))
    np.testing.assert_array_equal(cut[3].clip.root_m, clip.root_m[180:240])


def test_windows_without_a_label_are_dropped_and_steps_may_overlap() -> None:
    clip = squat(frames=300)
    assert [one.start_s for one in windows(clip, [Label("a", 2.0, 3.0)], 1.0)] == [2.0]
    assert len(windows(clip, [Label("a")], 1.0, step_s=0.5)) == 9
    assert windows(clip, [Label("a")], 6.0) == ()
    for length_s, step_s in ((0.0, None), (float("nan"), None), (1.0, 0.0)):
        with pytest.raises(InputError, match="give a longer window or step"):
            windows(clip, [Label("a")], length_s, step_s=step_s)


def test_cuts_begin_anew_and_refuse_nothing_at_all() -> None:
    clip = squat(frames=300)
    part = clip.cut(1.0, 2.0)
    assert (part.frames, part.times_s[0]) == (60, 0.0)
    np.testing.assert_array_equal(part.positions_m, clip.positions_m[60:120])
    with pytest.raises(InputError, match="cut where there are frames"):
        clip.cut(5.0, 9.0)
