"""MATLAB files of version 5 (SciPy) and 7.3 (HDF5)."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from scipy.io import savemat

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, to_matlab
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]
Read = Callable[..., Recording]


@pytest.fixture
def read(tmp_path: Path, radar: RadarConfig) -> Read:
    def run(contents: dict[str, object], *, compress: bool = True, **options: object) -> Recording:
        savemat(tmp_path / "a.mat", contents, do_compression=compress)
        return read_recording(tmp_path / "a.mat", **{"radar": radar, **options})  # type: ignore[arg-type]

    return run


def as_iq(samples: np.ndarray) -> np.ndarray:
    return np.stack([samples.real, samples.imag], axis=-1).astype("<i2")


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("kind", ["complex", "iq"])
def test_our_order(read: Read, radar: RadarConfig, make: Make, kind: str, compress: bool) -> None:
    expected = make(radar).samples
    array = expected if kind == "complex" else as_iq(expected)
    back = read({"adc": array, "fs": 2.5e6, "note": "walk"}, compress=compress)
    assert np.array_equal(back.samples, expected)
    assert back.warnings == ()


@pytest.mark.parametrize("frames", [1, 3])
def test_order_of_matlab(read: Read, radar: RadarConfig, make: Make, frames: int) -> None:
    recording = make(radar, frames=frames)
    back = read({"cube": to_matlab(recording)})
    assert np.array_equal(back.samples, recording.samples)


def test_version_4(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    array = make(radar, frames=1).samples[0, :, 0, 0]
    savemat(tmp_path / "a.mat", {"adc": array}, format="4")
    back = read_recording(tmp_path / "a.mat", radar=radar.single_channel())
    assert np.array_equal(back.samples[0, :, 0, 0], array)


def test_orders_that_both_fit_are_told(tmp_path: Path) -> None:
    array = np.random.default_rng(0).normal(size=(128, 8, 128)) * (1 + 1j)
    savemat(tmp_path / "a.mat", {"adc": array})
    back = read_recording(tmp_path / "a.mat", radar="awr1642_openradar")
    assert np.array_equal(back.samples.reshape(128, 8, 128), array.astype(np.complex64))
    assert "pass transposed=True" in back.warnings[0]
    turned = read_recording(tmp_path / "a.mat", radar="awr1642_openradar", transposed=True)
    assert np.array_equal(turned.samples.reshape(128, 8, 128), array.T.astype(np.complex64))


def test_named_variable(read: Read, radar: RadarConfig, make: Make) -> None:
    first, second = make(radar, seed=1), make(radar, seed=2)
    contents = {"first": first.samples, "second": second.samples}
    assert np.array_equal(read(contents, variable="second").samples, second.samples)
    with pytest.raises(InputError, match="several that do: 'first' as small, 'second' as small"):
        read(contents)
    with pytest.raises(InputError, match=r"an array named 'third'.*found 'first', 'second'"):
        read(contents, variable="third")


@pytest.mark.parametrize(
    "contents",
    [{}, {"note": "text"}, {"s": {"field": 1}}, {"c": np.array([[1, "a"]], dtype=object)}],
)
def test_nothing_numeric(read: Read, contents: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"an array that fits|no numeric array"):
        read(contents)


def test_not_finite(read: Read, radar: RadarConfig) -> None:
    with pytest.raises(InputError, match="NaN"):
        read({"adc": np.full((5, 8, 16), np.nan + 0j)})


@pytest.mark.parametrize("in_matlab", [True, False])
@pytest.mark.parametrize("kind", ["compound", "complex", "iq"])
def test_version_73(
    radar: RadarConfig, make: Make, tmp_path: Path, kind: str, in_matlab: bool
) -> None:
    """MATLAB's HDF5 holds its axes in reverse, behind 512 bytes, and pairs (real, imag)."""
    expected = make(radar).samples
    shaped = expected.reshape(3, 5, 8, 16)
    array = {"compound": shaped, "complex": shaped, "iq": as_iq(shaped)}[kind]
    stored = array if in_matlab else array.transpose()  # as (sample, ...), or as (frame, ...)
    with h5py.File(tmp_path / "a.mat", "w", userblock_size=512) as file:
        if kind == "compound":
            pairs = np.zeros(stored.shape, [("real", "f8"), ("imag", "f8")])
            pairs["real"], pairs["imag"] = stored.real, stored.imag
            stored = pairs
        file["adc"] = stored
        file["#refs#/a"] = np.arange(3)
        file["cell"] = np.array([file["adc"].ref], dtype=h5py.ref_dtype)
    with (tmp_path / "a.mat").open("r+b") as raw:
        raw.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64")
    back = read_recording(tmp_path / "a.mat", radar=radar)
    assert np.array_equal(back.samples, expected)


def element(payload: bytes, kind: int = 15) -> bytes:
    return struct.pack("<II", kind, len(payload)) + payload


def version_5(*elements: bytes) -> bytes:
    return b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM" + b"".join(elements)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"hello world", "cannot be parsed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "cannot be parsed"),
        (version_5(element(zlib.compress(bytes(60_000_000)))), "at most 1 MiB of samples"),
        (version_5(element(b"no zlib data at all")), "cannot be parsed"),
        (version_5(struct.pack("<II", 15, 2**31)), "an element of 2147483648 bytes"),
        (version_5(), "no numeric array"),
    ],
)
def test_broken_files(content: bytes, message: str, radar: RadarConfig, tmp_path: Path) -> None:
    (tmp_path / "a.mat").write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_recording(tmp_path / "a.mat", radar=radar, max_bytes=2**20)
    assert "\n" not in str(caught.value)


def test_large_arrays_are_not_read(read: Read, radar: RadarConfig) -> None:
    with pytest.raises(InputError, match="at most 0 MiB of samples"):
        read({"adc": np.zeros((5, 8, 16), complex)}, max_bytes=5000)


def test_openradar_frame_through_matlab(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "openradar" / "doppler_example_1.npy"
    savemat(tmp_path / "frame.mat", {"frame": np.load(path)})
    back = read_recording(tmp_path / "frame.mat")
    assert back.radar.name == "awr1642_openradar"
    assert np.array_equal(back.samples, read_recording(path).samples)
