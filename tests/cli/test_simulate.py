"""`mmwave simulate`: what is refused, before any work is done."""

from pathlib import Path

import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cli._simulate import simulate
from mmwave_sim.radar import preset
from mmwave_sim.simulation import SimulationOptions
from mmwave_sim.simulation import simulate as simulate_scene

WALK = "a person walks toward the radar"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"seed": -1}, "expected --seed 0 to 4294967295; found -1"),
        ({"seed": 2**40}, "expected --seed 0 to 4294967295"),
        ({"bounces": -1}, "expected --bounces 0 or more; found -1"),
        ({"threshold_db": 3.0}, "expected threshold_db of 0 dB or less"),
        ({"frames": 0}, "expected --frames 1 or more; found 0"),
        ({"frames": 10**6}, "expected at most .* frames"),
        ({"radar": "nosuch"}, "nosuch"),
    ],
)
def test_numbers_out_of_range_are_refused(options: dict, line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=line):
        simulate(WALK, out=tmp_path / "out", **options)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_made_is_refused_first(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="expected a folder that can be written for --out"):
        simulate(WALK, out=tmp_path / "file" / "deeper")


def test_echoes_beyond_the_maximum_range_are_announced() -> None:
    options = SimulationOptions(bounces=0, furniture=False)
    still = "a person stands still in the empty room for 1 second"
    made = simulate_scene(still, preset("bgt60tr13c"), frames=1, options=options)
    (line,) = made.recording.warnings
    assert line.startswith("beyond the maximum range of 0.87 m, so at false ranges: person")
