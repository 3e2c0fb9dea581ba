"""DCA1000 data packets put back into one stream.

Each carries a sequence number (4 bytes, from 1), the number of bytes sent before it (6 bytes)
and the data, all little-endian. Source: DCA1000EVM User's Guide (SPRUIJ4A), section 5.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import UInt8

from mmwave_sim._errors import InputError

HEADER_BYTES = 10


@dataclass(frozen=True)
class DataPacket:
    """One packet.

    Attributes:
        sequence: Its number.
        offset: Bytes of the stream before it.
        data: Its part of the stream.
    """

    sequence: int
    offset: int
    data: memoryview

    @property
    def end(self) -> int:
        """Offset of the byte after it."""
        return self.offset + len(self.data)


@dataclass(frozen=True)
class Stream:
    """The stream that packets make.

    Attributes:
        data: Its bytes, with zeros where packets are missing.
        warnings: What was missing, repeated or out of order.
    """

    data: UInt8[np.ndarray, " byte"]
    warnings: tuple[str, ...]


def parse_packet(payload: memoryview) -> DataPacket:
    """Reads the header of a packet.

    Raises:
        InputError: It is shorter than its header.
    """
    if len(payload) < HEADER_BYTES:
        raise InputError(
            expected=f"DCA1000 data packets of more than {HEADER_BYTES} bytes",
            found=f"one of {len(payload)} bytes",
            do="check that the capture is of the DCA1000's data port",
        )
    sequence = int.from_bytes(payload[:4], "little")
    return DataPacket(sequence, int.from_bytes(payload[4:10], "little"), payload[HEADER_BYTES:])


def join_packets(packets: Iterable[DataPacket], frame_bytes: int, max_bytes: int) -> Stream:
    """Puts packets in the order of their numbers and fills what is missing with zeros.

    A capture that joined the stream late, by more than it then holds, begins with the frame
    of its first packet; otherwise the stream begins where the radar did.

    Args:
        packets: The packets, in the order of arrival.
        frame_bytes: Bytes of a frame.
        max_bytes: Largest stream that is put together, bytes.

    Raises:
        InputError: There are none, they contradict each other, or the stream is too long.
    """
    arrived = list(packets)
    ordered = _ordered(arrived)
    begin, late = _begin(ordered, frame_bytes)
    length = ordered[-1].end - begin
    if length > max_bytes:
        raise InputError(
            expected=f"a stream of at most {max_bytes} bytes",
            found=f"packets that are {length} bytes apart",
            do="split the capture, or check that it is of one session",
        )
    data = np.zeros(length, np.uint8)
    for packet in ordered:
        data[packet.offset - begin : packet.end - begin] = np.frombuffer(packet.data, np.uint8)
    warnings = (late, _gaps(ordered, begin, frame_bytes), *_arrival(arrived, ordered))
    return Stream(data, tuple(filter(None, warnings)))


def _ordered(arrived: list[DataPacket]) -> list[DataPacket]:
    if not arrived:
        raise InputError(
            expected="DCA1000 data packets (UDP to port 4098)",
            found="none in the capture",
            do="capture the DCA1000's data port while the radar runs",
        )
    ordered: list[DataPacket] = []
    for packet in sorted(arrived, key=lambda packet: packet.sequence):
        if ordered and ordered[-1] == packet:
            continue
        if ordered and (packet.sequence == ordered[-1].sequence or packet.offset < ordered[-1].end):
            raise InputError(
                expected="packets of one session in the capture",
                found=f"packet {packet.sequence} twice, or with bytes that came before",
                do="split the capture where the radar was started again",
            )
        ordered.append(packet)
    return ordered


def _begin(ordered: list[DataPacket], frame_bytes: int) -> tuple[int, str]:
    first = ordered[0].offset
    if first <= ordered[-1].end - first:
        return 0, ""
    frames = first // frame_bytes
    return frames * frame_bytes, f"the capture begins late: the first {frames} frames are not in it"


def _gaps(ordered: list[DataPacket], begin: int, frame_bytes: int) -> str:
    ends = [begin, *(packet.end for packet in ordered)]
    pairs = zip(ends, ordered, strict=False)
    gaps = [(end, packet.offset) for end, packet in pairs if packet.offset > end]
    if not gaps:
        return ""
    missing = sum(stop - start for start, stop in gaps)
    before = 1 if begin == 0 and ordered[0].offset > 0 else ordered[0].sequence
    lost = ordered[-1].sequence - before + 1 - len(ordered)
    frames = _frames_touched([((a - begin), (b - begin)) for a, b in gaps], frame_bytes)
    return (
        f"{lost} UDP packets are missing in {len(gaps)} gaps: {missing} bytes filled with zeros, "
        f"in {frames} frames"
    )


def _frames_touched(gaps: list[tuple[int, int]], frame_bytes: int) -> int:
    """Frames that gaps, in rising order, reach into."""
    count, previous = 0, -1
    for start, stop in gaps:
        first, last = max(start // frame_bytes, previous + 1), (stop - 1) // frame_bytes
        count += max(0, last - first + 1)
        previous = max(previous, last)
    return count


def _arrival(arrived: list[DataPacket], ordered: list[DataPacket]) -> list[str]:
    duplicates = len(arrived) - len(ordered)
    late = sum(after.sequence < before.sequence for before, after in pairwise(arrived))
    return [
        f"{duplicates} duplicate UDP packets dropped" if duplicates else "",
        f"UDP packets arrived out of order in {late} places and were sorted" if late else "",
    ]
