"""DCA1000 `.bin` files: round trips and every way in which they go wrong."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording, write_dca1000, write_radar_config
from mmwave_sim.io._packets import parse_packet
from mmwave_sim.radar import RadarConfig, TxSchedule
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]
FRAME_BYTES = 5 * 2 * 4 * 16 * 4


@pytest.fixture
def bin_file(radar: RadarConfig, make: Make, tmp_path: Path) -> Path:
    return write_dca1000(make(radar), tmp_path / "adc.bin")[0]


def refuse(path: Path, message: str, **options: object) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_recording(path, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("lanes", [2, 4])
@pytest.mark.parametrize("iq_order", ["i_first", "q_first"])
def test_written_bytes_read_back_with_no_arguments(
    radar: RadarConfig, make: Make, tmp_path: Path, lanes: int, iq_order: str
) -> None:
    recording = make(radar)
    path, configuration = write_dca1000(
        recording,
        tmp_path / "adc.bin",
        lanes=lanes,  # type: ignore[arg-type]
        iq_order=iq_order,  # type: ignore[arg-type]
    )
    assert configuration == tmp_path / "adc.json"
    back = read_recording(path)
    assert np.array_equal(back.samples, recording.samples)
    assert back.radar == radar
    assert back.warnings == ()
    assert {p.name for p in tmp_path.iterdir()} == {"adc.bin", "adc.json"}


@pytest.mark.parametrize("lanes", [2, 4])
def test_real_samples_read_back(
    real_radar: RadarConfig, make: Make, tmp_path: Path, lanes: int
) -> None:
    recording = make(real_radar)
    path, _ = write_dca1000(recording, tmp_path / "adc.bin", lanes=lanes)  # type: ignore[arg-type]
    back = read_recording(path)
    assert back.samples.dtype == np.float32
    assert np.array_equal(back.samples, recording.samples)


def test_lanes_default_to_those_of_the_chip(radar: RadarConfig, make: Make, tmp_path: Path) -> None:
    recording = make(radar.replace(device="iwr1443"))
    path, configuration = write_dca1000(recording, tmp_path / "adc.bin")
    configuration.unlink()
    four = read_recording(path, radar=recording.radar)
    assert np.array_equal(four.samples, recording.samples)
    two = read_recording(path, radar=recording.radar, lanes=2)
    assert not np.array_equal(two.samples, recording.samples)


def test_options_override_the_configuration(bin_file: Path, make: Make, radar: RadarConfig) -> None:
    swapped = read_recording(bin_file, iq_order="q_first")
    expected = make(radar).samples
    assert np.array_equal(swapped.samples, expected.imag + 1j * expected.real)
    assert "iq_order='i_first' (--iq-order i_first)" in swapped.warnings[0]


def test_configuration_by_path_brings_its_layout(ti_cfg: str, make: Make, tmp_path: Path) -> None:
    (tmp_path / "profile.cfg").write_text(ti_cfg.replace("frameCfg 0 2 128", "frameCfg 0 2 2"))
    radar = read_recording_radar(tmp_path / "profile.cfg")
    recording = make(radar, frames=1)
    path, configuration = write_dca1000(recording, tmp_path / "adc.bin", iq_order="q_first")
    configuration.unlink()
    by_path = read_recording(path, radar=str(tmp_path / "profile.cfg"))
    beside = read_recording(path)
    assert np.array_equal(by_path.samples, recording.samples)
    assert np.array_equal(beside.samples, recording.samples)
    assert by_path.radar.tx_schedule == TxSchedule((0, 2, 1))


def read_recording_radar(path: Path) -> RadarConfig:
    from mmwave_sim.io import read_radar_config

    return read_radar_config(path)


def test_headers_in_the_stream_are_refused(ti_cfg: str, tmp_path: Path) -> None:
    (tmp_path / "adc.bin").write_bytes(bytes(128 * 3 * 4 * 256 * 4))
    for numbers, message in [
        ("-1 1 1 0", "HSI headers"),
        ("-1 0 4 0", "chirp parameters"),
        ("-1 0 1 1", "user data"),
    ]:
        text = ti_cfg.replace("lvdsStreamCfg -1 0 0 0", f"lvdsStreamCfg {numbers}")
        (tmp_path / "adc.cfg").write_text(text)
        refuse(tmp_path / "adc.bin", message)


def test_truncation_says_how_many_frames_are_whole(bin_file: Path) -> None:
    content = bin_file.read_bytes()
    bin_file.write_bytes(content[:-100])
    rest = FRAME_BYTES - 100
    refuse(bin_file, rf"2560 bytes .*2 whole frames and {rest} bytes.*drop_partial")
    assert FRAME_BYTES == 2560
    kept = read_recording(bin_file, drop_partial=True)
    assert kept.frames == 2
    assert kept.warnings == (f"the last {rest} bytes are no whole frame and were left out",)


def test_odd_numbers_of_bytes(bin_file: Path) -> None:
    bin_file.write_bytes(bin_file.read_bytes() + b"\x01")
    refuse(bin_file, "3 whole frames and 1 bytes .*an odd number of bytes")
    assert read_recording(bin_file, drop_partial=True).frames == 3


def test_less_than_a_frame_cannot_be_dropped(bin_file: Path) -> None:
    bin_file.write_bytes(bytes(100))
    refuse(bin_file, "0 whole frames and 100 bytes", drop_partial=True)


def test_a_configuration_that_does_not_fit(bin_file: Path) -> None:
    refuse(bin_file, "0 whole frames .*awr1642_openradar belongs", radar="awr1642_openradar")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"The quick brown fox jumps over the lazy dog. " * 400, "a text"),
        ("Übergrößenträger, naïve café\n".encode() * 400, "a text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4000), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(4000), "a JPEG image"),
        (b"PK\x03\x04" + bytes(4000), "a zip archive"),
        (b"\x93NUMPY\x01\x00" + bytes(4000), "a NumPy array"),
        (b"\x89HDF\r\n\x1a\n" + bytes(4000), "an HDF5 file"),
        (b"%PDF-1.7" + bytes(4000), "a PDF document"),
    ],
)
def test_files_that_are_no_radar_data(bin_file: Path, content: bytes, message: str) -> None:
    bin_file.write_bytes(content)
    refuse(bin_file, message)


def test_bytes_without_a_configuration(bin_file: Path) -> None:
    bin_file.with_suffix(".json").unlink()
    refuse(bin_file, "a radar configuration for 'adc.bin'.*pass radar=")


def test_several_configurations_are_not_guessed_between(bin_file: Path, ti_cfg: str) -> None:
    bin_file.with_suffix(".json").unlink()
    for name in ("a.cfg", "b.cfg"):
        bin_file.with_name(name).write_text(ti_cfg)
    refuse(bin_file, "one configuration beside the recording.*a.cfg.*b.cfg")


def test_unrelated_files_beside_it_are_passed_over(bin_file: Path, radar: RadarConfig) -> None:
    bin_file.with_suffix(".json").write_text('{"returns": []}')
    bin_file.with_name("setup.cfg").write_text("[metadata]\nname = x\n")
    write_radar_config(radar, bin_file.with_name("config.json"))
    assert read_recording(bin_file).radar == radar


def test_a_broken_configuration_beside_it_is_reported(bin_file: Path) -> None:
    bin_file.with_suffix(".json").write_text('{"format": "mmwave_sim.radar"')
    refuse(bin_file, "delimiter.*adc.json")


def test_size_limit(bin_file: Path) -> None:
    refuse(bin_file, "at most 0 MiB of samples", max_bytes=100)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"iq_order": "both"}, "i_first or q_first"),
        ({"lanes": 3}, "lanes 2 or 4"),
        ({"variable": "x"}, "no variable"),
        ({"transposed": True}, "no transposed"),
        ({"radar": "nonsense"}, "one of the presets"),
    ],
)
def test_options_are_checked(bin_file: Path, options: dict[str, object], message: str) -> None:
    refuse(bin_file, message, **options)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    refuse(tmp_path / "no.bin", "no such file")
    refuse(tmp_path / "a\0b.bin", "cannot exist")
    refuse(tmp_path / ("x" * 300 + ".bin"), "too long")
    refuse(tmp_path, "none in")
    (tmp_path / "a.txt").write_text("x")
    refuse(tmp_path / "a.txt", "ends in one of .bin")
    os.mkfifo(tmp_path / "pipe.bin")
    refuse(tmp_path / "pipe.bin", "neither a file nor a folder", radar="iwr6843")
    (tmp_path / "folder.bin").mkdir()
    refuse(tmp_path / "folder.bin", "none in")


def test_without_permission(bin_file: Path) -> None:
    """As root, the test gives its rights away for the moment."""
    bin_file.chmod(0)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    try:
        refuse(bin_file, "without permission to read")
    finally:
        if was_root:
            os.seteuid(0)


def test_folder_with_one_recording(bin_file: Path) -> None:
    assert read_recording(bin_file.parent).source == "adc.bin"
    bin_file.with_name("other.bin").write_bytes(b"x")
    refuse(bin_file.parent, "one recording.*'adc.bin', 'other.bin'")


def with_packet_headers(stream: bytes, size: int = 1000, skip: tuple[int, ...] = ()) -> bytes:
    parts = range(0, len(stream), size)
    return b"".join(
        struct.pack("<IIIH", i + 1, len(stream[at : at + size]), at, 0) + stream[at : at + size]
        for i, at in enumerate(parts)
        if i not in skip
    )


def test_packet_headers_left_in_the_file(bin_file: Path, radar: RadarConfig, make: Make) -> None:
    stream = bin_file.read_bytes()
    bin_file.write_bytes(with_packet_headers(stream))
    assert np.array_equal(read_recording(bin_file).samples, make(radar).samples)
    bin_file.write_bytes(with_packet_headers(stream, skip=(3,)))
    gap = read_recording(bin_file)
    assert gap.warnings == (
        "1 UDP packets are missing in 1 gaps: 1000 bytes filled with zeros, in 1 frames",
    )
    assert gap.frames == 3
    bin_file.write_bytes(with_packet_headers(stream)[:-10])
    refuse(bin_file, "whole packets in 'adc.bin'")


def test_packets_shorter_than_their_header() -> None:
    with pytest.raises(InputError, match="one of 9 bytes"):
        parse_packet(memoryview(bytes(9)))
