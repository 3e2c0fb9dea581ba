"""NumPy arrays: forms of axes, types of numbers, inference of the radar, refusals."""

import pickle
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import from_matlab, read_recording, write_radar_config
from mmwave_sim.io._limits import CONFIG_BYTES
from mmwave_sim.radar import PRESETS, RadarConfig, preset
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]
Read = Callable[..., Recording]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(array: np.ndarray, **options: object) -> Recording:
        np.save(tmp_path / "a.npy", array, allow_pickle=False)
        return read_recording(tmp_path / "a.npy", **options)  # type: ignore[arg-type]

    return run


def as_iq(samples: np.ndarray, dtype: str = "<i2") -> np.ndarray:
    return np.stack([samples.real, samples.imag], axis=-1).astype(dtype)


@pytest.mark.parametrize(
    "shape",
    [
        (3, 5, 2, 4, 16),
        (3, 5, 8, 16),
        (3, 10, 4, 16),
    ],
)
@pytest.mark.parametrize("kind", ["complex", "iq"])
def test_forms_of_several_frames(
    read: Read, radar: RadarConfig, make: Make, shape: tuple[int, ...], kind: str
) -> None:
    expected = make(radar).samples
    array = expected.reshape(shape)
    back = read(array if kind == "complex" else as_iq(array), radar=radar)
    assert np.array_equal(back.samples, expected)
    assert back.samples.dtype == np.complex64
    assert back.warnings == ()


@pytest.mark.parametrize("shape", [(5, 2, 4, 16), (5, 8, 16), (10, 4, 16), (1, 5, 8, 16)])
def test_forms_of_one_frame(
    read: Read, radar: RadarConfig, make: Make, shape: tuple[int, ...]
) -> None:
    expected = make(radar, frames=1).samples
    assert np.array_equal(read(expected.reshape(shape), radar=radar).samples, expected)


def test_virtual_axis_counts_receivers_within_transmitters(read: Read, radar: RadarConfig) -> None:
    array = np.zeros((5, 8, 16), np.complex64)
    array[:, 5] = 7
    samples = read(array, radar=radar).samples
    assert np.all(samples[:, :, 1, 1] == 7)
    assert np.count_nonzero(samples) == 5 * 16


@pytest.mark.parametrize("dtype", ["<i2", ">i2", "i4", "i8", "f2", "f4", "f8"])
def test_types_of_i_and_q(read: Read, radar: RadarConfig, make: Make, dtype: str) -> None:
    expected = make(radar).samples
    expected = np.clip(expected.real, -1000, 1000) + 1j * np.clip(expected.imag, -1000, 1000)
    back = read(as_iq(expected, dtype), radar=radar)
    assert np.array_equal(back.samples, expected.astype(np.complex64))


@pytest.mark.parametrize("dtype", ["c8", "c16", ">c16"])
def test_types_of_complex(read: Read, radar: RadarConfig, make: Make, dtype: str) -> None:
    expected = make(radar).samples
    assert np.array_equal(read(expected.astype(dtype), radar=radar).samples, expected)


def test_fortran_order(read: Read, radar: RadarConfig, make: Make) -> None:
    expected = make(radar).samples
    assert np.array_equal(read(np.asfortranarray(expected), radar=radar).samples, expected)


@pytest.mark.parametrize("kind", ["complex", "iq"])
def test_q_first_swaps(read: Read, radar: RadarConfig, make: Make, kind: str) -> None:
    expected = make(radar).samples
    swapped = (expected.imag + 1j * expected.real).astype(np.complex64)
    array = swapped if kind == "complex" else as_iq(swapped)
    assert np.array_equal(read(array, radar=radar, iq_order="q_first").samples, expected)
    assert "--iq-order q_first" in read(array, radar=radar).warnings[0]


@pytest.mark.parametrize("dtype", ["<i2", "f4", "f8"])
@pytest.mark.parametrize("shape", [(3, 4, 1, 3, 16), (3, 4, 3, 16)])
def test_real(
    read: Read, real_radar: RadarConfig, make: Make, shape: tuple[int, ...], dtype: str
) -> None:
    expected = make(real_radar).samples
    back = read(expected.reshape(shape).astype(dtype), radar=real_radar)
    assert back.samples.dtype == np.float32
    assert np.array_equal(back.samples, expected)


def test_infineon_arrays_have_their_receivers_first(
    read: Read, real_radar: RadarConfig, make: Make
) -> None:
    expected = make(real_radar).samples
    array = np.moveaxis(expected[:, :, 0], 2, 1)
    back = read(array, radar=real_radar.replace(device="bgt60tr13c"))
    assert np.array_equal(back.samples, expected)
    with pytest.raises(InputError, match="an array that fits the radar"):
        read(array, radar=real_radar)


def test_one_channel_of_a_larger_radar(read: Read, radar: RadarConfig, make: Make) -> None:
    expected = make(radar, frames=1).samples[0, :, 0, 0]
    back = read(expected, radar=radar)
    assert back.radar == radar.single_channel()
    assert np.array_equal(back.samples[0, :, 0, 0], expected)
    assert "one channel only" in back.warnings[0]


def test_axes_in_reverse_when_asked(read: Read, radar: RadarConfig, make: Make) -> None:
    expected = make(radar).samples
    back = read(expected.transpose(), radar=radar, transposed=True)
    assert np.array_equal(back.samples, expected)
    with pytest.raises(InputError, match="an array that fits"):
        read(expected.transpose(), radar=radar)


def test_sidecar_is_used(read: Read, radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    for name in ("a.radar.json", "config.json"):
        write_radar_config(radar, tmp_path / name)
        assert read(make(radar).samples).radar == radar
        (tmp_path / name).unlink()


def test_configurations_of_other_programs_are_passed_over(read: Read, tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[metadata]\nname = x\n")
    (tmp_path / "config.json").write_text('{"hidden_size": 384}')
    (tmp_path / "a.json").write_text('{"returns": []}')
    assert read(np.ones((128, 8, 128), complex)).radar.name == "awr1642_openradar"
    for content in (b"hello", b"", b"\xff\xfe\x00", b"[" * 100, b" " * (CONFIG_BYTES + 1)):
        (tmp_path / "config.json").write_bytes(content)
        assert read(np.ones((128, 8, 128), complex)).radar.name == "awr1642_openradar"


@pytest.mark.parametrize(
    "name", ["awr1843_mmclip", "iwr1843_mmexpert", "iwr1443_radhar", "iwr6843"]
)
def test_presets_are_inferred(name: str, read: Read, make: Make) -> None:
    back = read(make(preset(name), frames=1).samples)
    assert back.radar == preset(name)
    assert f"assumed {name}, the only preset" in back.warnings[0]
    assert "--radar" in back.warnings[0]


def test_presets_that_fit_equally_are_listed(read: Read) -> None:
    with pytest.raises(InputError, match=r"several presets that do: awr1843_mmclip.*iwr1843"):
        read(np.zeros((128, 256), np.complex64))


def test_what_fits_no_preset_is_told_its_shape(read: Read) -> None:
    with pytest.raises(InputError, match=r"iwr6843.*shape \(7, 7\) real") as caught:
        read(np.zeros((7, 7)))
    assert all(name in str(caught.value) for name in PRESETS)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((480, 640, 3), np.uint8), r"shape \(480, 640, 3\) real"),
        (np.zeros((5, 8, 16)), r"complex or \(\.\.\., I and Q\); found shape \(5, 8, 16\) real"),
        (np.zeros((5, 8, 15), complex), r"5 x 2 x 4 x 16"),
        (np.zeros((0, 5, 8, 16), complex), r"found no frames, shape \(0, 5, 8, 16\)"),
        (np.zeros((), complex), r"found a single number, shape \(\)"),
        (np.zeros((5, 8, 16), bool), "elements of type 'bool'"),
        (np.zeros((5, 8, 16), "U3"), "elements of type '<U3'"),
        (np.zeros((5, 8, 16), "M8[s]"), "elements of type"),
        (np.zeros((5, 8, 16), [("i", "i2"), ("q", "i2")]), "elements of type"),
    ],
)
def test_arrays_that_do_not_fit(
    array: np.ndarray, message: str, read: Read, radar: RadarConfig
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(array, radar=radar)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1j * np.nan])
def test_numbers_that_are_not_finite(bad: complex, read: Read, radar: RadarConfig) -> None:
    array = np.zeros((5, 8, 16), complex)
    array[1, 2, 3] = bad
    with pytest.raises(InputError, match="1 of 640 that are NaN or infinite"):
        read(array, radar=radar)


@pytest.mark.parametrize("bad", [1e300, -1e39j])
def test_numbers_that_samples_cannot_hold(bad: complex, read: Read, radar: RadarConfig) -> None:
    array = np.zeros((5, 8, 16), complex)
    array[1, 2, 3] = bad
    with pytest.raises(InputError, match="1 of 640 values beyond what samples can hold"):
        read(array, radar=radar)
    cube = array.transpose()
    with pytest.raises(InputError, match="1 of 640 values beyond what samples can hold"):
        from_matlab(cube, radar)


def test_all_zeros_are_noticed(read: Read, radar: RadarConfig, make: Make) -> None:
    assert read(np.zeros((5, 8, 16), complex), radar=radar).warnings == ("all samples are zero",)
    assert read(make(radar).samples, radar=radar).warnings == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"frame_period_s": 1e-6}, "do not fit the frame period of 0.00 ms"),
        ({"sample_rate_hz": 1e5}, "sampling ends .* after the ramp starts"),
    ],
)
def test_a_radar_that_cannot_have_recorded_it_is_noticed(
    change: dict[str, float], message: str, read: Read, radar: RadarConfig, make: Make
) -> None:
    (line,) = read(make(radar).samples, radar=radar.replace(**change)).warnings
    assert re.search(message, line)


def test_negative_size_limit(read: Read, radar: RadarConfig, make: Make) -> None:
    with pytest.raises(InputError, match=r"max_bytes \(--max-bytes\) of 0 or more; found -1"):
        read(make(radar).samples, radar=radar, max_bytes=-1)


def test_real_arrays_have_no_order_of_i_and_q(read: Read, real_radar: RadarConfig) -> None:
    with pytest.raises(InputError, match="no iq_order for the real samples"):
        read(np.zeros((4, 3, 16)), radar=real_radar, iq_order="i_first")


def test_size_limit(read: Read, radar: RadarConfig) -> None:
    with pytest.raises(InputError, match="at most 0 MiB"):
        read(np.zeros((5, 8, 16), complex), radar=radar, max_bytes=5000)


class Attack:
    """Unpickling would raise."""

    def __reduce__(self) -> tuple[object, ...]:
        return (exec, ("raise SystemExit(3)",))


def test_pickles_are_never_loaded(tmp_path: Path, radar: RadarConfig) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.array([Attack()], dtype=object), allow_pickle=True)
    with pytest.raises(InputError, match=r"Python objects; save one plain array with numpy\.save"):
        read_recording(path, radar=radar)
    path.write_bytes(pickle.dumps(Attack()))
    with pytest.raises(InputError, match="other content"):
        read_recording(path, radar=radar)


def test_archives_are_not_opened(tmp_path: Path, radar: RadarConfig) -> None:
    with zipfile.ZipFile(tmp_path / "a.npy", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.npy", bytes(10_000_000))
    with pytest.raises(InputError, match="other content"):
        read_recording(tmp_path / "a.npy", radar=radar)
    (tmp_path / "a.npy").rename(tmp_path / "a.npz")
    with pytest.raises(InputError, match=r"ends in one of \.bin"):
        read_recording(tmp_path / "a.npz", radar=radar)


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<c8', 'fortran_order': False, 'shape': (99999, 8, 16)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (9999999999999999999, 8, 16)}",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (-5, 8, 16)}",
        "{'descr': '<c8', 'fortran_order': False}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (5, 8, 16)}",
        "(" * 3000,
        "\x00\x01",
        "__import__('os').abort()",
    ],
)
def test_headers_that_lie(header: str, tmp_path: Path, radar: RadarConfig) -> None:
    text = header.encode() + b"\n"
    content = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + bytes(640 * 8)
    (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(InputError):
        read_recording(tmp_path / "a.npy", radar=radar)


def test_truncated(read: Read, radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    read(make(radar).samples, radar=radar)
    path = tmp_path / "a.npy"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="cannot be parsed"):
        read_recording(path, radar=radar)
