"""MATLAB files of version 5, checked against SciPy, and 7.3 (HDF5)."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest
from scipy.io import loadmat, savemat

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, to_matlab
from mmwave_sim.io._mat5 import list_variables, read_variable
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


def test_version_4_is_refused(radar: RadarConfig, tmp_path: Path) -> None:
    savemat(tmp_path / "a.mat", {"adc": np.zeros((5, 16), complex)}, format="4")
    with pytest.raises(InputError, match=r"of version 5 to 7\.3; found other content"):
        read_recording(tmp_path / "a.mat", radar=radar.single_channel())


@pytest.mark.parametrize("dtype", ["f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"])
@pytest.mark.parametrize("compress", [True, False])
def test_numbers_are_those_that_scipy_reads(dtype: str, compress: bool, tmp_path: Path) -> None:
    values = np.random.default_rng(0).integers(0, 100, (3, 4, 5)).astype(dtype)
    contents = {"a": values, "scalar": values[0, 0, 0], "empty": np.zeros((0, 3)), "t": "text"}
    contents["long_name_" * 3] = values[0]
    if dtype[0] == "f":
        contents["z"] = values + np.array(1j, f"c{2 * values.itemsize}") * values[::-1]
    savemat(tmp_path / "a.mat", contents, do_compression=compress, oned_as="row")
    variables = list_variables(memoryview((tmp_path / "a.mat").read_bytes()), tmp_path / "a.mat")
    expected = {k: v for k, v in loadmat(tmp_path / "a.mat").items() if k[0] != "_" and k != "t"}
    assert {variable.name for variable in variables} == set(expected)
    for variable in variables:
        read = read_variable(variable, tmp_path / "a.mat")
        assert variable.is_complex == np.iscomplexobj(read)
        assert np.array_equal(read, expected[variable.name])


def test_big_endian(tmp_path: Path) -> None:
    numbers = np.arange(6, dtype=">i2").tobytes()
    body = struct.pack(">IIII", 6, 8, 10, 0) + struct.pack(">IIii", 5, 8, 2, 3)
    body += struct.pack(">HH", 1, 1) + b"a\0\0\0" + struct.pack(">II", 3, 12) + numbers + bytes(4)
    content = b"MATLAB 5.0".ljust(124) + b"\x01\x00MI" + struct.pack(">II", 14, len(body)) + body
    (variable,) = list_variables(memoryview(content), tmp_path)
    assert variable.name == "a"
    assert read_variable(variable, tmp_path).tolist() == [[0, 2, 4], [1, 3, 5]]


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


def matrix(shape: tuple[int, ...], *parts: bytes) -> bytes:
    return b"".join(
        [
            struct.pack("<IIII", 6, 8, 10, 0),
            struct.pack(f"<II{len(shape)}i", 5, 4 * len(shape), *shape),
            bytes(-4 * len(shape) % 8),
            struct.pack("<HH", 1, 1) + b"a\0\0\0",
            *parts,
        ]
    )


BOMB = struct.pack("<II", 14, 2**31) + matrix((1, 1), struct.pack("<II", 2, 2**31)) + bytes(10**8)
CUBE = (5, 8, 16, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"hello world", "other content"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "other content"),
        (version_5(), "no numeric array"),
        (version_5(element(zlib.compress(BOMB))), r"found shape a \(1, 1\)"),
        (version_5(element(b"no zlib data at all")), "incorrect header check"),
        (version_5(element(zlib.compress(b"x"))), "unpack_from"),
        (version_5(element(zlib.compress(struct.pack("<II", 14, 0)))), "ends early"),
        (version_5(struct.pack("<II", 15, 2**31)), "an element of 2147483648 bytes"),
        (version_5(b"abc"), "unpack_from"),
        (version_5(element(matrix((2,)), 14)), "a matrix of 1 axes"),
        (version_5(element(matrix((-5, 8, 16, 2)), 14)), "negative size"),
        (version_5(element(matrix(CUBE), 14)), "other than 1280 numbers in 'a'"),
        (version_5(element(matrix(CUBE, element(bytes(2558), 3)), 14)), "other than 1280"),
        (version_5(element(matrix(CUBE, element(bytes(2559), 3)), 14)), "numbers that end early"),
        (version_5(element(matrix(CUBE, element(bytes(2560), 16)), 14)), "unknown type 16"),
        (version_5(element(matrix((2**31 - 1,) * 32), 14)), "found shape a"),
    ],
)
def test_broken_files(content: bytes, message: str, radar: RadarConfig, tmp_path: Path) -> None:
    (tmp_path / "a.mat").write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_recording(tmp_path / "a.mat", radar=radar, max_bytes=2**20)
    assert "\n" not in str(caught.value)


def test_expansion_stops_at_what_the_shape_says(tmp_path: Path) -> None:
    content = version_5(element(zlib.compress(BOMB)))
    (variable,) = list_variables(memoryview(content), tmp_path)
    tracemalloc.start()
    with pytest.raises(InputError, match="other than 1 numbers"):
        read_variable(variable, tmp_path)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 2**20 < len(BOMB)


def test_large_arrays_are_not_read(read: Read, radar: RadarConfig) -> None:
    with pytest.raises(InputError, match="at most 0 MiB of samples"):
        read({"adc": np.zeros((5, 8, 16), complex)}, max_bytes=5000)


def test_openradar_frame_through_matlab(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "openradar" / "doppler_example_1.npy"
    savemat(tmp_path / "frame.mat", {"frame": np.load(path)})
    back = read_recording(tmp_path / "frame.mat")
    assert back.radar.name == "awr1642_openradar"
    assert np.array_equal(back.samples, read_recording(path).samples)
