"""Byte streams of a DCA1000: `.bin` files and UDP packets in a packet capture."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration
from mmwave_sim.io._dca1000 import Layout, decode_words
from mmwave_sim.io._files import map_bytes, quote, refuse_other_kinds
from mmwave_sim.io._iq_check import warn_if_swapped
from mmwave_sim.io._options import Options, check_size
from mmwave_sim.io._packets import DataPacket, join_packets, parse_packet
from mmwave_sim.io._pcap import udp_payloads
from mmwave_sim.recording import Recording

DATA_PORT = 4098
"""UDP port to which a DCA1000 sends."""

HEAD_BYTES = 4096
RAW_HEADER_BYTES = 14
"""Header that mmWave Studio leaves before each packet in `*_Raw_*.bin`: number, length, offset."""


def read_bin(path: Path, options: Options) -> Recording:
    """Reads a DCA1000 `.bin`, with or without mmWave Studio's packet headers in it.

    Raises:
        InputError: There is no configuration, the size fits no whole number of frames, or it is
            something else.
    """
    what = "DCA1000 samples (.bin)"
    data = map_bytes(path, what)
    refuse_other_kinds(bytes(data[:HEAD_BYTES]), path, what)
    configuration = _required(options.configuration, path)
    layout = options.layout(configuration)
    warnings: tuple[str, ...] = ()
    if _has_packet_headers(data):
        packets = _raw_packets(data.data, path)
        stream = join_packets(packets, 2 * layout.frame_words, options.max_bytes)
        data, warnings = stream.data, stream.warnings
    return _recording(data, layout, options, path, configuration, warnings)


def read_pcap(path: Path, options: Options) -> Recording:
    """Reads the DCA1000 data packets of a packet capture.

    Raises:
        InputError: It is no capture, holds no such packets or those of several sessions, or its
            stream is as `read_bin` refuses it.
    """
    payloads = udp_payloads(path, DATA_PORT)
    packets = [parse_packet(payload) for payload in payloads]
    configuration = _required(options.configuration, path)
    layout = options.layout(configuration)
    stream = join_packets(packets, 2 * layout.frame_words, options.max_bytes)
    return _recording(stream.data, layout, options, path, configuration, stream.warnings)


def _recording(
    data: UInt8[np.ndarray, " byte"],
    layout: Layout,
    options: Options,
    path: Path,
    configuration: Configuration,
    warnings: tuple[str, ...],
) -> Recording:
    frame_bytes = 2 * layout.frame_words
    frames, rest = divmod(len(data), frame_bytes)
    if frames == 0 or (rest and not options.drop_partial):
        raise _partial(path, configuration, len(data), frame_bytes)
    radar = layout.radar
    itemsize = 8 if radar.complex_samples else 4
    check_size(frames * math.prod(radar.frame_shape) * itemsize, options, path)
    words = data[: frames * frame_bytes].view("<i2")
    if rest:
        warnings = (*warnings, f"the last {rest} bytes are no whole frame and were left out")
    recording = Recording(decode_words(words, layout), radar, path.name, warnings)
    return warn_if_swapped(recording, layout.iq_order)


def _required(configuration: Configuration | None, path: Path) -> Configuration:
    if configuration is None:
        raise InputError(
            expected=f"a radar configuration for {quote(path.name)}",
            found="none beside it, and bytes have no shape to go by",
            do="pass radar= (--radar PRESET or FILE)",
        )
    return configuration


def _partial(path: Path, configuration: Configuration, size: int, frame_bytes: int) -> InputError:
    frames, rest = divmod(size, frame_bytes)
    shape = " x ".join(map(str, configuration.radar.frame_shape))
    odd = ", an odd number of bytes" if size % 2 else ""
    remedy = "pass drop_partial=True (--drop-partial) to leave them out, or " if frames else ""
    return InputError(
        expected=f"a whole number of frames of {frame_bytes} bytes ({shape} samples)",
        found=f"{frames} whole frames and {rest} bytes in {quote(path.name)}{odd}",
        do=f"{remedy}check that the configuration of {configuration.radar.name} belongs to it",
    )


def _has_packet_headers(data: UInt8[np.ndarray, " byte"]) -> bool:
    """Whether the file begins with a first packet's header and then one that continues it."""
    head = memoryview(bytes(data[: 2**16]))
    if len(head) < RAW_HEADER_BYTES:
        return False
    number, length, offset = _raw_header(head)
    if number == 0 or offset != 0 or not 0 < length <= 1466:
        return False
    following = head[RAW_HEADER_BYTES + length :]
    if len(following) < RAW_HEADER_BYTES:
        return len(data) == RAW_HEADER_BYTES + length
    after, _, offset = _raw_header(following)
    return after > number and offset >= length


def _raw_header(data: memoryview) -> tuple[int, int, int]:
    return (
        int.from_bytes(data[:4], "little"),
        int.from_bytes(data[4:8], "little"),
        int.from_bytes(data[8:14], "little"),
    )


def _raw_packets(data: memoryview, path: Path) -> Iterator[DataPacket]:
    position = 0
    while position < len(data):
        number, length, offset = _raw_header(data[position : position + RAW_HEADER_BYTES])
        begin = position + RAW_HEADER_BYTES
        position = begin + length
        if position > len(data) or length == 0:
            raise InputError(
                expected=f"whole packets in {quote(path.name)}, which begins with packet headers",
                found=f"one of {length} bytes where {max(0, len(data) - begin)} remain",
                do="copy the file again, or use the one that mmWave Studio post-processed",
            )
        yield DataPacket(number, offset, data[begin:position])
