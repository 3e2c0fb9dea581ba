"""Writers: exactness, and nothing half-written."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, write_dca1000, write_hdf5
from mmwave_sim.io._atomic import replacing
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]


@pytest.mark.parametrize("scale", [1.0, 0.3, 1e4])
@pytest.mark.parametrize("complex_samples", [True, False])
def test_hdf5_is_exact_for_any_samples(
    radar: RadarConfig,
    real_radar: RadarConfig,
    make: Make,
    tmp_path: Path,
    scale: float,
    complex_samples: bool,
) -> None:
    recording = make(radar if complex_samples else real_radar)
    scaled = Recording(recording.samples * np.float32(scale), recording.radar, "lab")
    back = read_recording(write_hdf5(scaled, tmp_path / "a.h5"))
    assert back.samples.dtype == scaled.samples.dtype
    assert np.array_equal(back.samples, scaled.samples)
    assert back.radar == scaled.radar


def test_dca1000_rounds(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    recording = Recording(make(radar).samples + np.complex64(0.5 - 0.25j), radar)
    path, _ = write_dca1000(recording, tmp_path / "a.bin")
    back = read_recording(path).samples
    assert np.array_equal(back.real, np.rint(recording.samples.real))
    assert np.array_equal(back.imag, np.rint(recording.samples.imag))


def test_real_frame_survives_both_formats(shared_data: Path, tmp_path: Path) -> None:
    recording = read_recording(shared_data / "openradar" / "doppler_example_1.npy")
    path, _ = write_dca1000(recording, tmp_path / "a.bin", lanes=4, iq_order="q_first")
    for back in (path, write_hdf5(recording, tmp_path / "a.h5")):
        assert np.array_equal(read_recording(back).samples, recording.samples)


def test_infineon_recording_survives(shared_data: Path, tmp_path: Path) -> None:
    recording = read_recording(shared_data / "infineon_breathing")
    assert recording.samples.shape == (256, 8, 1, 3, 64)
    raw = np.load(shared_data / "infineon_breathing" / "radar.npy")
    assert recording.samples[17, 5, 0, 2, 33] == float(raw[17, 2, 5, 33]) - 2048
    path, _ = write_dca1000(recording, tmp_path / "a.bin")
    for back in (path, write_hdf5(recording, tmp_path / "a.h5")):
        assert np.array_equal(read_recording(back).samples, recording.samples)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_nothing_is_left_of_a_failed_write(
    radar: RadarConfig, make: Make, tmp_path: Path, bad: float
) -> None:
    recording = make(radar)
    recording.samples[0, 0, 0, 0, 0] = bad
    with pytest.raises(InputError, match="finite"):
        write_dca1000(recording, tmp_path / "a.bin")
    assert not list(tmp_path.iterdir())


def test_an_older_file_survives_a_failed_write(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stopped"), replacing(tmp_path / "a.bin") as aside:
        aside.write_bytes(b"half")
        raise RuntimeError("stopped")
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]
    assert (tmp_path / "a.bin").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["a.npy", "a", "none/a.bin", "a\0.bin", "x" * 300 + ".bin"])
def test_paths_that_cannot_be_written(
    radar: RadarConfig, make: Make, tmp_path: Path, name: str
) -> None:
    recording = make(radar)
    with pytest.raises(InputError):
        write_dca1000(recording, tmp_path / name)
    with pytest.raises(InputError):
        write_hdf5(recording, tmp_path / name.replace(".bin", ".h5"))
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    (tmp_path / "a.h5").mkdir()
    with pytest.raises(InputError, match=r"a folder that can be written for 'a\.h5'"):
        write_hdf5(make(radar), tmp_path / "a.h5")
    assert [p.name for p in tmp_path.iterdir()] == ["a.h5"]


def test_layout_options_are_checked(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lanes 2 or 4"):
        write_dca1000(make(radar), tmp_path / "a.bin", lanes=3)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="i_first or q_first"):
        write_dca1000(make(radar), tmp_path / "a.bin", iq_order="q")  # type: ignore[arg-type]
