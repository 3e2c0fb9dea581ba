import json
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cli._heatmap import heatmap
from mmwave_sim.io import write_radar_config
from mmwave_sim.radar import preset
from mmwave_sim.report import plot_time_doppler


def pictures(folder: Path) -> set[str]:
    for path in folder.iterdir():
        assert min(matplotlib.image.imread(path).shape[:2]) > 300
    return {path.stem for path in folder.iterdir()}


def test_openradars_doppler_example(shared_data, tmp_path, capsys):
    out = tmp_path / "deep" / "out"
    recording = shared_data / "openradar" / "doppler_example_1.npy"
    heatmap(recording, out=out, radar="awr1642_openradar", json=tmp_path / "found.json")
    # One frame: nothing over time.
    names = {"range_profile", "range_doppler", "range_azimuth", "range_azimuth_moving"}
    assert pictures(out) == names
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["radar"] == "awr1642_openradar"
    assert found["frames"] == 1
    assert found["displacement"] is None
    mover = found["moving"][0]
    assert mover["range_m"] == pytest.approx(2.93, abs=0.03)
    assert mover["doppler_bin"] == 7
    assert mover["phase_slope_deg"] == pytest.approx(22, abs=3)
    assert found["static"][0]["range_m"] == pytest.approx(5.22, abs=0.03)
    printed = capsys.readouterr().out
    assert "2.934" in printed
    assert "range_doppler.png" in printed.replace("\n", "")


def test_openradars_simple_frame(shared_data, tmp_path, capsys):
    recording = shared_data / "openradar" / "simple_frame_1.npy"
    heatmap(recording, out=tmp_path / "out", json=tmp_path / "found.json")
    # One channel: no angles.
    assert pictures(tmp_path / "out") == {"range_profile", "range_doppler"}
    found = json.loads((tmp_path / "found.json").read_text())
    mover = found["moving"][0]
    assert mover["range_m"] == pytest.approx(2.00, abs=0.03)
    assert mover["doppler_bin"] == -8
    assert mover["azimuth_deg"] is None
    # No radar was given, so one was assumed, and the user is told.
    assert found["warnings"]
    errors = capsys.readouterr().err
    assert errors.count("warning: ") == len(found["warnings"])


def test_the_breathing_recording(shared_data, tmp_path, capsys):
    heatmap(shared_data / "infineon_breathing", out=tmp_path / "out", json=tmp_path / "found.json")
    assert {"displacement", "time_range", "time_doppler", "time_azimuth"} < pictures(
        tmp_path / "out"
    )
    found = json.loads((tmp_path / "found.json").read_text())
    assert found["displacement"]["range_m"] == pytest.approx(0.327, abs=0.01)
    assert found["displacement"]["frequency_hz"] == pytest.approx(0.24, abs=0.01)
    assert found["moving"] == []
    assert "slow displacement at 0.327 m: 0.240 Hz" in capsys.readouterr().out


def test_frames_without_pauses_get_a_sliding_window(tmp_path, monkeypatch):
    radar = preset("iwr1843_mmexpert").replace(samples_per_chirp=32)
    radar = radar.replace(frame_period_s=radar.active_frame_time_s)
    write_radar_config(radar, tmp_path / "radar.json")
    turns = np.arange(128)[:, None, None, None] * 20 / 128 + np.arange(32) * 5 / 32
    tone = np.exp(2j * np.pi * turns) * np.ones((4, 128, 1, 4, 32))
    np.save(tmp_path / "tone.npy", (100 * tone).astype(np.complex64))
    drawn = {}
    monkeypatch.setattr(
        "mmwave_sim.report._pictures.plot_time_doppler",
        lambda seen: drawn.update(map=seen) or plot_time_doppler(seen),
    )
    heatmap(tmp_path / "tone.npy", out=tmp_path / "out", radar=str(tmp_path / "radar.json"))
    assert "time_doppler" in pictures(tmp_path / "out")
    # 512 chirps, windows of 256, step 16; bin 20 of 128 is bin 40 of 256.
    seen = drawn["map"]
    assert seen.values.shape == (17, 256)
    assert set(np.argmax(seen.values, axis=1)) == {128 + 40}


def test_a_recording_that_is_no_radar_data_is_refused(tmp_path):
    (tmp_path / "text.npy").write_text("hello")
    with pytest.raises(InputError, match="expected"):
        heatmap(tmp_path / "text.npy", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_json_file_must_end_in_json(tmp_path):
    with pytest.raises(InputError, match=r"ends in \.json; found found\.txt"):
        heatmap(tmp_path / "none.npy", json=tmp_path / "found.txt")
