"""HDF5: the project's own layout, foreign files, and files that mean harm."""

from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, write_hdf5, write_radar_config
from mmwave_sim.io._limits import HDF5_OBJECTS
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]


@pytest.fixture
def own(radar: RadarConfig, make: Make, tmp_path: Path) -> Path:
    return write_hdf5(make(radar), tmp_path / "a.h5")


def refuse(path: Path, message: str, **options: object) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_recording(path, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_own_layout_brings_its_radar(own: Path, radar: RadarConfig, make: Make) -> None:
    write_radar_config(preset("iwr6843"), own.with_name("config.json"))
    back = read_recording(own)
    assert back.radar == radar
    assert np.array_equal(back.samples, make(radar).samples)
    with h5py.File(own) as file:
        assert file["samples"].dtype == np.int16
        assert file["samples"].attrs["axes"] == "frame chirp tx rx sample iq"


def test_radar_of_the_caller_comes_first(own: Path, radar: RadarConfig) -> None:
    other = radar.replace(name="other", frame_period_s=0.2)
    assert read_recording(own, radar=other).radar == other
    refuse(own, "an array that fits", radar="iwr6843")


def test_warnings_are_kept_once(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    recording = make(radar)
    swapped = Recording(
        (recording.samples.imag + 1j * recording.samples.real).astype(np.complex64), radar
    ).with_warning("3 UDP packets are missing")
    once = read_recording(write_hdf5(swapped, tmp_path / "a.h5"))
    assert [line[:8] for line in once.warnings] == ["3 UDP pa", "negative"]
    twice = read_recording(write_hdf5(once, tmp_path / "b.h5"))
    assert twice.warnings == once.warnings


@pytest.mark.parametrize("name", ["a.h5", "a.hdf5"])
def test_foreign_file(radar: RadarConfig, make: Make, tmp_path: Path, name: str) -> None:
    expected = make(radar).samples
    with h5py.File(tmp_path / name, "w") as file:
        file["session/take 1/adc"] = expected.reshape(3, 5, 8, 16)
        file["session/time"] = np.arange(3.0)
        file["label"] = "walking"
        file["loop"] = h5py.SoftLink("/session")
        file["empty"] = h5py.Empty("f4")
    back = read_recording(tmp_path / name, radar=radar)
    assert np.array_equal(back.samples, expected)
    named = read_recording(tmp_path / name, radar=radar, variable="session/take 1/adc")
    assert np.array_equal(named.samples, expected)
    refuse(tmp_path / name, "found 'session/take 1/adc', 'session/time'", radar=radar, variable="x")


def test_foreign_file_uses_presets_and_sidecars(
    make: Make, radar: RadarConfig, tmp_path: Path
) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["adc"] = make(preset("iwr6843"), frames=1).samples
    assert read_recording(tmp_path / "a.h5").radar == preset("iwr6843")
    named = preset("iwr6843").replace(name="mine")
    write_radar_config(named, tmp_path / "a.radar.json")
    assert read_recording(tmp_path / "a.h5").radar == named


def test_compressed_chunks(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    expected = make(radar).samples
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file.create_dataset("adc", data=expected, compression="gzip", shuffle=True, chunks=True)
    assert np.array_equal(read_recording(tmp_path / "a.h5", radar=radar).samples, expected)


def test_external_links_are_not_followed(own: Path, tmp_path: Path, radar: RadarConfig) -> None:
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["samples"] = h5py.ExternalLink(str(own), "samples")
    refuse(tmp_path / "b.h5", "an external link, 'samples'", radar=radar)
    with h5py.File(tmp_path / "c.h5", "w") as file:
        file.create_group("deep")["er"] = h5py.ExternalLink("/etc/passwd", "x")
    refuse(tmp_path / "c.h5", "an external link, 'er'", radar=radar)


def test_soft_links_are_not_followed(tmp_path: Path, radar: RadarConfig) -> None:
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["samples"] = h5py.SoftLink("/nowhere")
    refuse(tmp_path / "b.h5", "no numeric array", radar=radar)


def test_virtual_datasets_are_not_read(own: Path, tmp_path: Path, radar: RadarConfig) -> None:
    layout = h5py.VirtualLayout((3, 5, 2, 4, 16, 2), "i2")
    layout[...] = h5py.VirtualSource(own, "samples", (3, 5, 2, 4, 16, 2), "i2")
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file.create_virtual_dataset("samples", layout)
    refuse(tmp_path / "b.h5", "values lie in another file", radar=radar)


def test_external_storage_is_not_read(tmp_path: Path, radar: RadarConfig) -> None:
    (tmp_path / "secret").write_bytes(bytes(5 * 8 * 16 * 8))
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file.create_dataset(
            "samples", (5, 8, 16), "c8", external=[(str(tmp_path / "secret"), 0, 5 * 8 * 16 * 8)]
        )
    refuse(tmp_path / "b.h5", "values lie in another file", radar=radar)


def test_references_are_not_resolved(own: Path, tmp_path: Path, radar: RadarConfig) -> None:
    with h5py.File(tmp_path / "b.h5", "w") as file:
        target = file.create_group("g")
        file["samples"] = np.full((5, 8, 16, 2), target.ref, dtype=h5py.ref_dtype)
    refuse(tmp_path / "b.h5", "no numeric array", radar=radar)


def test_expansion_is_bounded_before_it_is_read(tmp_path: Path, radar: RadarConfig) -> None:
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file.create_dataset(
            "adc", (10**9, 5, 8, 16), "c8", chunks=(1, 5, 8, 16), compression="gzip"
        )
    assert (tmp_path / "b.h5").stat().st_size < 10_000
    refuse(tmp_path / "b.h5", "at most 4096 MiB of samples", radar=radar)
    with h5py.File(tmp_path / "c.h5", "w") as file:
        file.create_dataset(
            "adc", (1, 5, 8, 16), "c8", chunks=(10**5, 5, 8, 16), maxshape=(None, 5, 8, 16)
        )
    refuse(
        tmp_path / "c.h5", "at most 1 MiB of samples; found 488 MiB", radar=radar, max_bytes=2**20
    )


def test_cycles_and_crowds_end(tmp_path: Path, radar: RadarConfig, make: Make) -> None:
    with h5py.File(tmp_path / "b.h5", "w") as file:
        file["adc"] = make(radar).samples
        file["self"] = file["/"]
    refuse(tmp_path / "b.h5", "several that do", radar=radar)
    assert read_recording(tmp_path / "b.h5", radar=radar, variable="adc").frames == 3
    with h5py.File(tmp_path / "c.h5", "w") as file:
        for i in range(HDF5_OBJECTS + 1):
            file.create_group(str(i))
    refuse(tmp_path / "c.h5", f"at most {HDF5_OBJECTS} objects", radar=radar)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("radar", b"{}", "a radar configuration in the attribute radar"),
        ("radar", b"nonsense", "the attribute radar"),
        ("radar", "of variable length", "the attribute radar"),
        ("radar", 5, "the attribute radar"),
        ("radar", np.zeros(3), "the attribute radar"),
        ("version", 9, "version 1"),
        ("version", np.zeros(3), "cannot be parsed"),
        ("warnings", b"{}", "an array of lines"),
        ("warnings", b'["a\\nb"]', "printable lines"),
        ("warnings", b"[1]", "printable lines"),
    ],
)
def test_attributes_are_checked(own: Path, name: str, value: object, message: str) -> None:
    with h5py.File(own, "r+") as file:
        file.attrs[name] = np.bytes_(value) if isinstance(value, bytes) else value
    refuse(own, message)


def test_samples_that_do_not_fit_their_own_radar(own: Path) -> None:
    with h5py.File(own, "r+") as file:
        del file["samples"]
        file["samples"] = np.zeros((3, 5, 2, 4, 15, 2), "i2")
    refuse(own, r"5 x 2 x 4 x 16 .*found shape samples \(3, 5, 2, 4, 15, 2\)")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "an empty file"), (b"text", "other content"), (bytes(5000), "other")],
)
def test_other_files(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.h5").write_bytes(content)
    refuse(tmp_path / "a.h5", message)


def test_truncated(own: Path) -> None:
    own.write_bytes(own.read_bytes()[:3000])
    refuse(own, "cannot be parsed")
