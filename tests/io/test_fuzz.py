"""Whatever a file holds, a reader gives a `Recording` or an `InputError` of one line."""

import json
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.io import savemat

from mmwave_sim._errors import InputError
from mmwave_sim.io import (
    read_radar_config,
    read_recording,
    write_dca1000,
    write_hdf5,
    write_radar_config,
)
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]
ROUNDS = 150
MAGIC = {
    ".bin": b"",
    ".pcap": b"\xd4\xc3\xb2\xa1" + struct.pack("<HHiIII", 2, 4, 0, 0, 65535, 1),
    ".pcapng": b"\x0a\x0d\x0d\x0a" + struct.pack("<IIHHqI", 28, 0x1A2B3C4D, 1, 0, -1, 28),
    ".npy": b"\x93NUMPY\x01\x00",
    ".mat": b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM",
    ".h5": b"\x89HDF\r\n\x1a\n",
    ".cfg": b"profileCfg ",
    ".json": b'{"format": "mmwave_sim.radar", ',
}


def attempt(path: Path, radar: RadarConfig) -> bool:
    """Reads a file; whether it was read. Any exception but `InputError` fails the test."""
    try:
        if path.suffix in (".json", ".cfg"):
            read_radar_config(path)
        else:
            recording = read_recording(path, radar=radar, max_bytes=2**24)
            assert recording.frames > 0
            assert np.isfinite(recording.samples).all()
    except InputError as error:
        assert "\n" not in str(error)
        return False
    return True


def mutated(content: bytes, rng: np.random.Generator) -> bytes:
    """Truncated, with bytes changed, or with a piece taken out or doubled."""
    data = bytearray(content)
    first, last = sorted(rng.integers(0, len(data), 2))
    match rng.integers(0, 4):
        case 0:
            del data[first:]
        case 1:
            del data[first : first + min(last - first, 64)]
        case 2:
            data[first:first] = data[first : first + min(last - first, 64)]
        case _:
            head = min(len(data), 256) if rng.random() < 0.7 else len(data)
            for at in rng.integers(0, head, rng.integers(1, 8)):
                data[at] = rng.integers(0, 256)
    return bytes(data)


@pytest.mark.parametrize("with_magic", [False, True])
@pytest.mark.parametrize("suffix", MAGIC)
def test_random_bytes(suffix: str, with_magic: bool, radar: RadarConfig, tmp_path: Path) -> None:
    rng = np.random.default_rng(len(suffix))
    path = tmp_path / f"a{suffix}"
    for _ in range(ROUNDS):
        content = MAGIC[suffix] * with_magic + rng.bytes(int(rng.integers(0, 3000)))
        path.write_bytes(content)
        assert not attempt(path, radar), content[:100]


def packet_capture(recording: Recording, folder: Path) -> bytes:
    stream = write_dca1000(recording, folder / "stream.bin")[0].read_bytes()
    content = MAGIC[".pcap"]
    for number, at in enumerate(range(0, len(stream), 1000), 1):
        data = stream[at : at + 1000]
        payload = struct.pack("<IIH", number, at, 0) + data
        udp = struct.pack(">HHHH", 4098, 4098, 8 + len(payload), 0) + payload
        ip = struct.pack(">BBHIBBH8x", 0x45, 0, 20 + len(udp), 0, 64, 17, 0) + udp
        frame = bytes(12) + b"\x08\x00" + ip
        content += struct.pack("<IIII", 0, 0, len(frame), len(frame)) + frame
    return content


def valid(suffix: str, recording: Recording, folder: Path, ti_cfg: str) -> bytes:
    path = folder / f"valid{suffix}"
    match suffix:
        case ".bin":
            return write_dca1000(recording, path)[0].read_bytes()
        case ".pcap":
            return packet_capture(recording, folder)
        case ".npy":
            np.save(path, recording.samples)
        case ".mat":
            savemat(path, {"adc": recording.samples}, do_compression=True)
        case ".h5":
            write_hdf5(recording, path)
        case ".json":
            write_radar_config(recording.radar, path)
        case ".cfg":
            path.write_text(ti_cfg, encoding="utf-8")
    return path.read_bytes()


@pytest.mark.parametrize("suffix", [s for s in MAGIC if s != ".pcapng"])
def test_mutations_of_valid_files(
    suffix: str, radar: RadarConfig, make: Make, tmp_path: Path, ti_cfg: str
) -> None:
    rng = np.random.default_rng(7)
    content = valid(suffix, make(radar, frames=1), tmp_path, ti_cfg)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    assert attempt(path, radar)
    for _ in range(ROUNDS):
        path.write_bytes(mutated(content, rng))
        attempt(path, radar)


@pytest.mark.parametrize("suffix", [".bin", ".pcap", ".npy", ".mat", ".h5"])
def test_every_truncation_is_refused(
    suffix: str, radar: RadarConfig, make: Make, tmp_path: Path, ti_cfg: str
) -> None:
    content = valid(suffix, make(radar, frames=1), tmp_path, ti_cfg)
    path = tmp_path / f"a{suffix}"
    lengths = [*range(0, 200), *range(200, len(content), 97), len(content) - 1]
    for length in lengths:
        path.write_bytes(content[:length])
        assert not attempt(path, radar), length


def test_json_of_random_values(radar: RadarConfig, tmp_path: Path) -> None:
    """One field after another is replaced by each of these."""
    write_radar_config(radar, tmp_path / "radar.json")
    document = json.loads((tmp_path / "radar.json").read_text(encoding="utf-8"))
    values = [None, True, -1, 0, 1e308, -0.0, 2**70, "", "x", [], [[]], {}, [0], [[0, 0, 0]] * 3]
    for name in document["radar"]:
        for value in values:
            changed = {**document, "radar": {**document["radar"], name: value}}
            (tmp_path / "a.json").write_text(json.dumps(changed), encoding="utf-8")
            attempt(tmp_path / "a.json", radar)
