"""`mmwave scenes render`."""

from pathlib import Path

import pytest
from matplotlib.image import imread

from mmwave_sim._errors import InputError as SimulatorInputError
from mmwave_sim.cli._scenes_render import render
from scenes import InputError, PopulatedScene


def test_a_scene_in_a_file_becomes_a_picture(walk_scene: PopulatedScene, tmp_path: Path) -> None:
    (tmp_path / "scene.json").write_text(walk_scene.spec.to_json())
    out = tmp_path / "pictures" / "plan.png"
    render(tmp_path / "scene.json", out, "plan", width=48, height=36, samples=1)
    assert imread(out).shape[:2] == (36, 48)


@pytest.mark.parametrize(
    ("content", "options", "line"),
    [
        (None, {}, "expected a scene in .*No such file"),
        ("{", {}, "expected a scene in .* schema version"),
        ("{}", {"width": 5}, "expected width as a whole number"),
    ],
)
def test_what_is_no_scene_is_refused(
    content: str | None, options: dict, line: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "scene.json").write_text(content)
    with pytest.raises((InputError, SimulatorInputError), match=line):
        render(tmp_path / "scene.json", tmp_path / "a.png", **options)
    assert not (tmp_path / "a.png").exists()
