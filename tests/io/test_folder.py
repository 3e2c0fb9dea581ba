"""Folders that hold a recording, as recorders write them."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, write_radar_config
from mmwave_sim.radar import RadarConfig


@pytest.fixture
def recorded(tmp_path: Path, real_radar: RadarConfig) -> Path:
    """What Infineon's recorder writes: a folder for each device in a folder for the take."""
    device = tmp_path / "BGT60TR13C_record" / "RadarIfxAvian_00"
    device.mkdir(parents=True)
    write_radar_config(real_radar.replace(device="bgt60tr13c"), device / "config.json")
    counts = np.random.default_rng(0).integers(1800, 2300, (6, 3, 4, 16)).astype(np.uint16)
    np.save(device / "radar.npy", counts)
    (device / "meta.json").write_text("{}")
    (device.parent / "meta.json").write_text("{}")
    return device.parent


def test_take_and_device_folder(recorded: Path) -> None:
    take = read_recording(recorded)
    device = read_recording(recorded / "RadarIfxAvian_00")
    assert take.samples.shape == (6, 4, 1, 3, 16)
    assert np.array_equal(take.samples, device.samples)
    raw = np.load(recorded / "RadarIfxAvian_00" / "radar.npy")
    assert take.samples[4, 3, 0, 2, 9] == float(raw[4, 2, 3, 9]) - 2048


def test_two_devices_are_listed(recorded: Path) -> None:
    shutil.copytree(recorded / "RadarIfxAvian_00", recorded / "RadarIfxAvian_01")
    with pytest.raises(InputError, match=r"RadarIfxAvian_00/radar\.npy.*RadarIfxAvian_01"):
        read_recording(recorded)


def test_folder_without_a_recording(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing here")
    with pytest.raises(InputError, match=r"one recording \(radar\.npy or .*found none in"):
        read_recording(tmp_path)


def test_device_folder_without_its_array(recorded: Path) -> None:
    (recorded / "RadarIfxAvian_00" / "radar.npy").unlink()
    with pytest.raises(InputError, match="none in"):
        read_recording(recorded)
