"""`mmwave radar info` prints what the configuration says, and what it breaks."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mmwave_sim.cli import main
from mmwave_sim.cli._radar import _table
from mmwave_sim.io import write_radar_config
from mmwave_sim.radar import PRESETS, RadarConfig, TxSchedule, preset

Run = Callable[..., subprocess.CompletedProcess[str]]


def cells(radar: RadarConfig) -> dict[str, str]:
    properties, values, units = _table(radar).columns
    rows = zip(properties.cells, values.cells, units.cells, strict=True)
    return {str(row[0]): f"{row[1]} {row[2]}" for row in rows}


def test_numbers_are_those_of_the_waveform() -> None:
    """mmCLIP's radar by hand: B = S N / fs, c / 2B, lambda / 4T and lambda / 2MT."""
    bandwidth_hz = 70e12 * 256 / 5.209e6
    loop_s = 3 * 63e-6
    wavelength_m = 299_792_458 / (77e9 + 70e12 * 5e-6 + bandwidth_hz / 2)
    found = cells(preset("awr1843_mmclip"))
    assert found["sampled bandwidth"] == f"{bandwidth_hz / 1e6:.6g} MHz"
    assert found["range resolution"] == f"{299_792_458 / 2 / bandwidth_hz * 1e3:.6g} mm"
    assert found["maximum velocity (+/-)"] == f"{wavelength_m / 4 / loop_s:.6g} m/s"
    assert found["velocity resolution"] == f"{wavelength_m / 2 / 128 / loop_s:.6g} m/s"
    assert found["frame shape"] == "128 x 3 x 4 x 256 chirp x tx x rx x sample"
    assert found["duty cycle"] == f"{128 * 3 * 56e-6 / 0.1 * 100:.6g} %"
    assert found["data rate"] == f"{128 * 3 * 4 * 256 * 32 / 0.1 / 1e6:.6g} Mbit/s"
    assert found["transmitters by slot"] == "0, 1, 2 (TDM)"


@pytest.mark.parametrize(
    ("schedule", "row"),
    [
        (TxSchedule.bpm((0, 1, 2)), ("transmitters, all in each slot", "0, 1, 2 (BPM, 4 slots)")),
        (TxSchedule.ddm((0, 2), 4), ("transmitters, all at once", "0, 2 (DDM, 4 subbands)")),
    ],
    ids=["bpm", "ddm"],
)
def test_other_schedules_are_named(schedule: TxSchedule, row: tuple[str, str]) -> None:
    assert row in cells(preset("awr1843_mmclip").replace(tx_schedule=schedule)).items()


def test_one_column_of_antennas_has_no_angular_resolution() -> None:
    radar = preset("awr1843_mmclip").single_channel()
    values = _table(radar).columns[1].cells
    assert "none" in list(values)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["radar", "info", name]) == 0
    output, complaints = capsys.readouterr()
    assert output.startswith(name)
    assert "All constraints hold." in output
    assert complaints == ""


def test_violations_are_listed_and_are_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hurried = preset("awr1843_mmclip").replace(frame_period_s=1e-3)
    write_radar_config(hurried, tmp_path / "hurried.json")
    assert main(["radar", "info", str(tmp_path / "hurried.json")]) == 0
    output = capsys.readouterr().out
    assert "chirps_fit_frame: 128 loops x 3 slots" in output
    assert "All constraints hold." not in output


def test_a_file_that_is_no_configuration_is_one_line(run_command: Run, tmp_path: Path) -> None:
    (tmp_path / "radar.json").write_text(json.dumps({"colour": "blue"}))
    for name in ("radar.json", "absent.cfg", "no_such_preset"):
        run = run_command("radar", "info", name)
        assert (run.returncode, run.stdout) == (2, "")
        assert len(run.stderr.splitlines()) == 1
        assert run.stderr.startswith("mmwave: ")
