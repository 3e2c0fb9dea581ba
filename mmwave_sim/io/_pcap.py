"""Packet captures (classic pcap and pcapng) down to the payloads of UDP datagrams.

Sources: IETF drafts draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng; RFC 791; RFC 768.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import map_bytes, quote
from mmwave_sim.io._limits import PACKET_BYTES

WHAT = "a packet capture (.pcap, .pcapng)"

CLASSIC = {
    b"\xd4\xc3\xb2\xa1": "<",
    b"\xa1\xb2\xc3\xd4": ">",
    b"\x4d\x3c\xb2\xa1": "<",
    b"\xa1\xb2\x3c\x4d": ">",
}
"""Byte order by magic number, with time stamps of microseconds and of nanoseconds."""

NG_MAGIC = b"\x0a\x0d\x0d\x0a"
NG_ORDER = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}

NETWORK_OFFSET = {1: 14, 101: 0, 113: 16, 276: 20}
"""Where the IP header begins by link type: Ethernet, raw IP, Linux cooked 1 and 2."""

ETHERNET, VLAN_TYPES, IPV4, UDP = 1, (0x8100, 0x88A8), 4, 17

Packet = tuple[int, memoryview]
"""Link type and captured bytes."""


def udp_payloads(path: Path, port: int) -> Iterator[memoryview]:
    """The payloads of the capture's UDP datagrams over IPv4 to a port, in the file's order.

    Raises:
        InputError: It is no packet capture, or a broken one.
    """
    data = map_bytes(path, WHAT)
    head = bytes(data[:4])
    if head == NG_MAGIC:
        packets = _next_generation(data.data, path)
    elif head in CLASSIC:
        packets = _classic(data.data, CLASSIC[head], path)
    else:
        raise InputError(
            expected=WHAT, found=f"other content in {quote(path.name)}", do="check the file"
        )
    for link, packet in packets:
        payload = _udp_payload(link, packet, port)
        if payload is not None:
            yield payload


def _classic(data: memoryview, order: str, path: Path) -> Iterator[Packet]:
    position = 24
    if len(data) < position:
        raise _truncated(path)
    link = struct.unpack_from(f"{order}I", data, 20)[0] & 0xFFFF
    while position < len(data):
        if len(data) - position < 16:
            raise _truncated(path)
        length = struct.unpack_from(f"{order}I", data, position + 8)[0]
        position += 16
        yield link, _slice(data, position, length, path)
        position += length


def _next_generation(data: memoryview, path: Path) -> Iterator[Packet]:
    position, order, links = 0, "<", list[int]()
    while position < len(data):
        if len(data) - position < 12:
            raise _truncated(path)
        if bytes(data[position : position + 4]) == NG_MAGIC:
            order, links = _byte_order(data, position, path), []
        kind, length = struct.unpack_from(f"{order}II", data, position)
        if length < 12 or length % 4:
            raise _broken(path, f"a block of {length} bytes")
        body = _slice(data, position, length, path)[8:-4]
        if kind == 1 and len(body) >= 8:
            links.append(struct.unpack_from(f"{order}H", body)[0])
        elif kind == 6:
            yield _enhanced(body, order, links, path)
        elif kind == 3:
            yield _simple(body, order, links, path)
        position += length


def _byte_order(data: memoryview, position: int, path: Path) -> str:
    order = NG_ORDER.get(bytes(data[position + 8 : position + 12]))
    if order is None:
        raise _broken(path, "a section without a byte-order mark")
    return order


def _enhanced(body: memoryview, order: str, links: list[int], path: Path) -> Packet:
    if len(body) < 20:
        raise _broken(path, "a packet block that is too short")
    interface, _, _, length, _ = struct.unpack_from(f"{order}5I", body)
    if interface >= len(links) or length > len(body) - 20:
        raise _broken(path, "a packet block that contradicts itself")
    return links[interface], body[20 : 20 + length]


def _simple(body: memoryview, order: str, links: list[int], path: Path) -> Packet:
    if len(body) < 4 or not links:
        raise _broken(path, "a packet block without an interface")
    length = struct.unpack_from(f"{order}I", body)[0]
    return links[0], body[4 : 4 + length]


def _slice(data: memoryview, position: int, length: int, path: Path) -> memoryview:
    if length > PACKET_BYTES:
        raise _broken(path, f"a packet of {length} bytes")
    if length > len(data) - position:
        raise _truncated(path)
    return data[position : position + length]


def _udp_payload(link: int, packet: memoryview, port: int) -> memoryview | None:
    offset = NETWORK_OFFSET.get(link)
    if offset is None:
        return None
    if link == ETHERNET:
        while packet[offset - 2 : offset].tobytes() in (b"\x81\x00", b"\x88\xa8"):
            offset += 4
    packet = packet[offset:]
    if len(packet) < 20 or packet[0] >> 4 != IPV4 or packet[9] != UDP:
        return None
    header, total = (packet[0] & 0xF) * 4, int.from_bytes(packet[2:4], "big")
    fragment = int.from_bytes(packet[6:8], "big") & 0x3FFF
    datagram = packet[header:total] if total else packet[header:]
    if fragment or header < 20 or len(datagram) < 8:
        return None
    to_port, length = struct.unpack_from(">2xHH", datagram)
    return datagram[8:length] if to_port == port else None


def _truncated(path: Path) -> InputError:
    return InputError(
        expected=f"a whole packet capture in {quote(path.name)}",
        found="an end in the middle of a packet",
        do="copy it again, or repair it with a capture tool",
    )


def _broken(path: Path, found: str) -> InputError:
    return InputError(
        expected=f"a sound packet capture in {quote(path.name)}", found=found, do="copy it again"
    )
