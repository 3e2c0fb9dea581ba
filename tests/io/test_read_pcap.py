"""Packet captures that the test builds byte by byte."""

import struct
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_recording
from mmwave_sim.io._dca1000 import encode_samples, make_layout
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]
SIZE = 1000
FRAME_BYTES = 2560


def datagram(number: int, offset: int, data: bytes, port: int = 4098) -> bytes:
    """UDP from the DCA1000: its header, in IPv4, in Ethernet."""
    payload = struct.pack("<I", number) + offset.to_bytes(6, "little") + data
    udp = struct.pack(">HHHH", 4098, port, 8 + len(payload), 0) + payload
    ip = struct.pack(
        ">BBHHHBBH4s4s",
        0x45,
        0,
        20 + len(udp),
        1,
        0x4000,
        64,
        17,
        0,
        b"\xc0\xa8\x21\xb4",
        b"\xc0\xa8\x21\x1e",
    )
    return bytes(12) + b"\x08\x00" + ip + udp


def classic(
    packets: Iterable[bytes], order: str = "<", magic: int = 0xA1B2C3D4, link: int = 1
) -> bytes:
    head = struct.pack(f"{order}IHHiIII", magic, 2, 4, 0, 0, 65535, link)
    return head + b"".join(struct.pack(f"{order}IIII", 1, 2, len(p), len(p)) + p for p in packets)


def block(order: str, kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    length = 12 + len(body)
    return struct.pack(f"{order}II", kind, length) + body + struct.pack(f"{order}I", length)


def next_generation(packets: Iterable[bytes], order: str = "<", *, simple: bool = False) -> bytes:
    section = block(order, 0x0A0D0D0A, struct.pack(f"{order}IHHq", 0x1A2B3C4D, 1, 0, -1))
    interface = block(order, 1, struct.pack(f"{order}HHI", 1, 0, 0))
    statistics = block(order, 5, bytes(12))
    kind, head = (3, "{}I") if simple else (6, "{}IIIII")

    def fields(p: bytes) -> bytes:
        values = (len(p),) if simple else (0, 0, 0, len(p), len(p))
        return struct.pack(head.format(order), *values)

    return (
        section
        + interface
        + b"".join(block(order, kind, fields(p) + p) for p in packets)
        + statistics
    )


@pytest.fixture
def recording(radar: RadarConfig, make: Make) -> Recording:
    return make(radar, frames=4)


@pytest.fixture
def stream(recording: Recording) -> bytes:
    return encode_samples(
        recording.samples, make_layout(recording.radar, 2, "i_first", None)
    ).tobytes()


@pytest.fixture
def packets(stream: bytes) -> list[bytes]:
    return [
        datagram(i + 1, at, stream[at : at + SIZE])
        for i, at in enumerate(range(0, len(stream), SIZE))
    ]


@pytest.fixture
def read(radar: RadarConfig, tmp_path: Path) -> Callable[..., Recording]:
    def run(content: bytes, name: str = "a.pcap", **options: object) -> Recording:
        (tmp_path / name).write_bytes(content)
        return read_recording(tmp_path / name, radar=radar, **options)  # type: ignore[arg-type]

    return run


def test_the_radar_is_small_enough_for_several_frames(packets: list[bytes], stream: bytes) -> None:
    assert len(stream) == 4 * FRAME_BYTES
    assert len(packets) == 11


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("magic", [0xA1B2C3D4, 0xA1B23C4D])
def test_classic(
    read: Callable[..., Recording],
    recording: Recording,
    packets: list[bytes],
    order: str,
    magic: int,
) -> None:
    back = read(classic(packets, order, magic))
    assert np.array_equal(back.samples, recording.samples)
    assert back.warnings == ()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("simple", [False, True])
def test_next_generation(
    read: Callable[..., Recording],
    recording: Recording,
    packets: list[bytes],
    order: str,
    simple: bool,
) -> None:
    back = read(next_generation(packets, order, simple=simple), "a.pcapng")
    assert np.array_equal(back.samples, recording.samples)


def test_sections_of_both_byte_orders(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes]
) -> None:
    content = next_generation(packets[:5], "<") + next_generation(packets[5:], ">")
    assert np.array_equal(read(content).samples, recording.samples)


@pytest.mark.parametrize(("link", "head"), [(101, 0), (113, 16), (276, 20)])
def test_other_link_layers(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes], link: int, head: int
) -> None:
    content = classic([bytes(head) + p[14:] for p in packets], link=link)
    assert np.array_equal(read(content).samples, recording.samples)


def test_virtual_lan_tags(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes]
) -> None:
    tagged = [p[:12] + b"\x88\xa8\x00\x02\x81\x00\x00\x07" + p[12:] for p in packets]
    assert np.array_equal(read(classic(tagged)).samples, recording.samples)


def test_other_traffic_is_passed_over(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes]
) -> None:
    arp = bytes(12) + b"\x08\x06" + bytes(28)
    six = bytes(12) + b"\x86\xdd" + b"\x60" + bytes(60)
    tcp = bytearray(packets[0])
    tcp[14 + 9] = 6
    fragment = bytearray(packets[0])
    fragment[14 + 7] = 8
    other = datagram(1, 0, b"command", port=4096)
    content = classic([arp, six, bytes(tcp), bytes(fragment), other, b"", bytes(5), *packets])
    back = read(content)
    assert np.array_equal(back.samples, recording.samples)
    assert back.warnings == ()


def test_gaps_are_zeros_and_are_counted(
    read: Callable[..., Recording], stream: bytes, packets: list[bytes], recording: Recording
) -> None:
    kept = [p for i, p in enumerate(packets) if i not in (2, 6, 7)]
    back = read(classic(kept))
    assert back.warnings == (
        "3 UDP packets are missing in 2 gaps: 3000 bytes filled with zeros, in 4 frames",
    )
    holes = bytearray(stream)
    holes[2000:3000], holes[6000:8000] = bytes(1000), bytes(2000)
    layout = make_layout(recording.radar, 2, "i_first", None)
    assert encode_samples(back.samples, layout).tobytes() == bytes(holes)


def test_a_missing_first_packet_is_a_gap_too(
    read: Callable[..., Recording], packets: list[bytes], recording: Recording
) -> None:
    back = read(classic(packets[1:]))
    assert back.frames == 4
    assert "1 UDP packets are missing in 1 gaps: 1000 bytes" in back.warnings[0]
    assert np.array_equal(back.samples[1:], recording.samples[1:])


def test_a_capture_that_joins_late_begins_with_its_first_frame(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes]
) -> None:
    back = read(classic(packets[7:]))  # from byte 7000, in frame 2 of 0 to 3
    assert back.frames == 2
    assert back.warnings[0] == "the capture begins late: the first 2 frames are not in it"
    assert "1880 bytes filled with zeros, in 1 frames" in back.warnings[1]
    assert np.array_equal(back.samples[1], recording.samples[3])


def test_duplicates_are_dropped_and_order_restored(
    read: Callable[..., Recording], recording: Recording, packets: list[bytes]
) -> None:
    mixed = [packets[1], packets[0], packets[0], *packets[2:], packets[4]]
    back = read(classic(mixed))
    assert np.array_equal(back.samples, recording.samples)
    assert back.warnings == (
        "2 duplicate UDP packets dropped",
        "UDP packets arrived out of order in 2 places and were sorted",
    )


def test_a_last_packet_that_is_missing_leaves_no_whole_frame(
    read: Callable[..., Recording], packets: list[bytes]
) -> None:
    with pytest.raises(InputError, match="3 whole frames and 2320 bytes"):
        read(classic(packets[:-1]))
    assert read(classic(packets[:-1]), drop_partial=True).frames == 3


def test_two_sessions_are_not_mixed(
    read: Callable[..., Recording], packets: list[bytes], stream: bytes
) -> None:
    again = datagram(1, 0, stream[1:1001])
    with pytest.raises(InputError, match="packet 1 twice"):
        read(classic([*packets, again]))
    overlapping = datagram(12, 500, stream[:1000])
    with pytest.raises(InputError, match="packet 12 twice, or with bytes that came before"):
        read(classic([*packets, overlapping]))


def test_absurd_offsets_take_no_memory(
    read: Callable[..., Recording], packets: list[bytes]
) -> None:
    far = datagram(12, 2**47, b"\0" * 100)
    with pytest.raises(InputError, match="a stream of at most"):
        read(classic([*packets, far]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"GIF89a" + bytes(40), "other content"),
        (b"\xd4\xc3\xb2\xa1" + bytes(8), "middle of a packet"),
        (classic([]), "none in the capture"),
        (classic([datagram(1, 0, b"x", port=53)]), "none in the capture"),
        (classic([datagram(1, 0, b"x")[:-5]]), "one of 6 bytes"),
        (classic([datagram(1, 0, b"")]), "0 whole frames"),
        (classic([datagram(1, 0, b"x" * 100)])[:-1], "middle of a packet"),
        (classic([datagram(1, 0, b"x" * 100)])[:30], "middle of a packet"),
        (classic([])[:24] + struct.pack("<IIII", 0, 0, 2**31, 2**31), "a packet of 2147483648"),
        (classic([datagram(1, 0, b"x" * 100)], link=147), "none in the capture"),
        (next_generation([])[:30], "middle of a packet"),
        (next_generation([])[:8] + bytes(20), "without a byte-order mark"),
        (next_generation([]) + struct.pack("<III", 6, 7, 0), "a block of 7 bytes"),
        (next_generation([]) + struct.pack("<III", 6, 2**30, 0), "a packet of 1073741824"),
        (next_generation([]) + block("<", 6, bytes(4)), "too short"),
        (next_generation([]) + block("<", 6, struct.pack("<5I", 9, 0, 0, 0, 0)), "contradicts"),
        (next_generation([]) + block("<", 6, struct.pack("<5I", 0, 0, 0, 99, 0)), "contradicts"),
        (next_generation([])[:28] + block("<", 3, bytes(8)), "without an interface"),
    ],
)
def test_what_cannot_be_is_refused(
    read: Callable[..., Recording], content: bytes, message: str
) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_configuration_is_needed(packets: list[bytes], tmp_path: Path) -> None:
    (tmp_path / "a.pcap").write_bytes(classic(packets))
    with pytest.raises(InputError, match=r"a radar configuration for 'a\.pcap'"):
        read_recording(tmp_path / "a.pcap")
