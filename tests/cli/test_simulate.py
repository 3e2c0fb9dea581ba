"""`mmwave simulate`: what is refused before any work is done, and what `--randomize` adds."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cli._simulate import simulate, write
from mmwave_sim.io import read_recording, write_radar_config
from mmwave_sim.radar import preset
from mmwave_sim.randomization import Constant, Draw, PoseSpread, Randomization
from mmwave_sim.simulation import Simulation, SimulationOptions
from mmwave_sim.simulation import simulate as simulate_scene

WALK = "a person walks toward the radar"
STILL = "a person stands still in the empty room for 1 second"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"seed": -1}, "expected --seed 0 to 9223372036854775807; found -1"),
        ({"seed": 2**63}, "expected --seed 0 to 9223372036854775807"),
        ({"bounces": -1}, "expected --bounces 0 or more; found -1"),
        ({"threshold_db": 3.0}, "expected threshold_db of 0 dB or less"),
        ({"frames": 0}, "expected --frames 1 or more; found 0"),
        ({"frames": 10**6}, "expected at most .* frames"),
        ({"radar": "nosuch"}, "nosuch"),
        ({"randomize": "outdoor"}, "expected none, indoor or an existing file .* found outdoor"),
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


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("{", "JSON of the format mmwave_sim.randomization"),
        ("\xff", "JSON of the format mmwave_sim.randomization"),
        ('{"format": "mmwave_sim.draw", "version": 1}', "of the format mmwave_sim.randomization"),
        (
            '{"format": "mmwave_sim.randomization", "version": 1, "pose": {"hight_m": {}}}',
            "hight_m",
        ),
    ],
)
def test_a_file_that_is_no_randomisation_is_refused(
    content: str, line: str, tmp_path: Path
) -> None:
    file = tmp_path / "spread.json"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=f"expected a randomisation in .*spread.json.*{line}"):
        simulate(WALK, out=tmp_path / "out", randomize=str(file))
    assert not (tmp_path / "out").exists()


def test_the_command_refuses_it_in_one_line(
    run_command: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    run = run_command("simulate", WALK, "--randomize", "spread.json")
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
    assert "found spread.json" in run.stderr


def test_what_was_drawn_is_written_beside_the_samples(tmp_path: Path) -> None:
    spread, radar, out = tmp_path / "spread.json", tmp_path / "radar.json", tmp_path / "out"
    spread.write_text(Randomization(pose=PoseSpread(height_m=Constant(1.3))).to_json())
    write_radar_config(
        preset("awr1843_mmclip").replace(chirps_per_frame=8, samples_per_chirp=64), radar
    )
    simulate(STILL, str(radar), out, seed=4, frames=1, bounces=0, randomize=str(spread))
    drawn = Draw.from_json((out / "draw.json").read_text())
    assert (drawn.seed, drawn.values) == (4, (("pose.height_m", 1.3),))
    assert read_recording(out / "adc.bin").radar.pose.position_m[2] == 1.3


@pytest.fixture(scope="module")
def near_sighted() -> Simulation:
    """What a radar whose range ends at 0.87 m records of somebody further away."""
    options = SimulationOptions(bounces=0, room_bounces=0, furniture=False)
    radar = preset("bgt60tr13c").replace(chirps_per_frame=8)
    return simulate_scene(STILL, radar, frames=1, options=options)


def test_the_draw_of_an_earlier_run_goes(near_sighted: Simulation, tmp_path: Path) -> None:
    (tmp_path / "draw.json").write_text(Draw(7).to_json())
    written = write(near_sighted, None, tmp_path)
    assert tmp_path / "draw.json" not in written.paths
    assert not (tmp_path / "draw.json").exists()


def test_echoes_beyond_the_maximum_range_are_announced(near_sighted: Simulation) -> None:
    (line,) = near_sighted.recording.warnings
    assert line.startswith("beyond the maximum range of 0.87 m, so at false ranges: person")
