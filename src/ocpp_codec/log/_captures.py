"""Messages out of captures of the network, pcap and pcapng: those of WebSockets that are not encrypted.

Our own, as it is little: libraries either run a program (pyshark), or know hundreds of protocols but neither put TCP
together nor read WebSockets (scapy, dpkt).
"""

import struct
from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ._entries import LogError
from ._packets import Segment, segment_of
from ._records import Record
from ._streams import Stream
from ._tcp import Flow
from ._websocket import Conversation

__all__ = ["Packet", "packets_of", "records_of"]

#: What all connections that are followed may keep in memory. Above it, the one is forgotten that was silent longest.
MAX_BYTES = 100_000_000
#: The same, as their number.
MAX_CONNECTIONS = 20_000
#: Of one packet, or another block of a file. What is larger is damage.
_MAX_BLOCK = 1 << 24
#: What a connection takes beside its bytes.
_OBJECTS = 4000
_MAX_INTERFACES = 1 << 16
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Packet(NamedTuple):
    """A packet of a capture. Its number is from 1, as Wireshark counts; `link` is its link type."""

    number: int
    time: datetime | None
    link: int
    data: bytes


def records_of(stream: Stream, name: str) -> Iterator[Record]:
    """The messages of a capture, and the handshakes, in the order of the packets that complete them.

    Raises:
        LogError: At the end, if there was none; it says why.
    """
    connections = _Connections()
    found = False
    for packet in packets_of(stream):
        segment = segment_of(packet.link, packet.data)
        if segment is not None:
            for record in connections.feed(segment, packet):
                found = True
                yield record
    for record in connections.end():
        found = True
        yield record
    if not found:
        raise LogError(f"{name}: {connections.reason()}")


class _Connection:
    """What two ends of TCP say to each other."""

    def __init__(self) -> None:
        self.conversation = Conversation()
        self.flows: dict[bytes, Flow] = {}
        self.last: tuple[int, datetime | None] = 0, None  # number and time of the packet

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return _OBJECTS + self.conversation.size + sum(flow.size for flow in self.flows.values())

    def feed(self, segment: Segment, packet: Packet) -> Iterator[Record]:
        self.last = packet.number, packet.time
        if self.conversation.is_over:
            self.flows.clear()
            return
        flow = self.flows.setdefault(segment.source, Flow())
        flow.take(segment)
        yield from self._said(segment.source)
        other = self.flows.get(segment.target)
        if other is not None and segment.ack is not None:
            other.acknowledged(segment.ack)
            yield from self._said(segment.target)

    def end(self) -> Iterator[Record]:
        """What is left when no more packets come."""
        for end, flow in self.flows.items():
            flow.end()
            yield from self._said(end)

    def _said(self, end: bytes) -> Iterator[Record]:
        for data in self.flows[end].ready():
            yield from self.conversation.feed(end, data, *self.last)


class _Connections:
    """All connections of a capture, the one last that has said something last."""

    def __init__(self) -> None:
        self._all: OrderedDict[tuple[bytes, bytes], _Connection] = OrderedDict()
        self._size = 0
        self._encrypted = 0
        self._unreadable = 0

    def feed(self, segment: Segment, packet: Packet) -> Iterator[Record]:
        key = min(segment.source, segment.target), max(segment.source, segment.target)
        connection = self._all.pop(key, None)
        if connection is not None and segment.opens and not connection.flows.get(segment.source, Flow()).began(segment):
            yield from self._forget(connection)
            connection = None
        if connection is None:
            connection = _Connection()
            self._size += connection.size
        before = connection.size
        yield from connection.feed(segment, packet)
        self._size += connection.size - before
        self._all[key] = connection
        while self._size > MAX_BYTES or len(self._all) > MAX_CONNECTIONS:
            yield from self._forget(self._all.popitem(last=False)[1])

    def end(self) -> Iterator[Record]:
        while self._all:
            yield from self._forget(self._all.popitem(last=False)[1])

    def reason(self) -> str:
        """Why no message was found."""
        if self._encrypted:
            connections = "a connection is" if self._encrypted == 1 else f"{self._encrypted:,} connections are"
            return (
                f"no message can be read in it: {connections} encrypted (wss://);"
                " capture where they are not, such as behind the proxy that decrypts them"
            )
        if self._unreadable:
            return "no message can be read in it: all are compressed, with what was said before the capture began"
        return "it has no WebSocket message in it"

    def _forget(self, connection: _Connection) -> Iterator[Record]:
        self._size -= connection.size
        yield from connection.end()
        self._encrypted += connection.conversation.is_encrypted
        self._unreadable += connection.conversation.unreadable


def packets_of(stream: Stream) -> Iterator[Packet]:
    """The packets of a capture. One that ends in the middle, as when it was stopped, has those that are whole."""
    return _pcapng(stream) if stream.look(4)[:4] == b"\x0a\x0d\x0d\x0a" else _pcap(stream)


# The magic number of pcap, as bytes: byte order, and parts of a second.
_PCAP = {
    b"\xd4\xc3\xb2\xa1": ("<", 10**6),
    b"\xa1\xb2\xc3\xd4": (">", 10**6),
    b"\x4d\x3c\xb2\xa1": ("<", 10**9),
    b"\xa1\xb2\x3c\x4d": (">", 10**9),
}


def _pcap(stream: Stream) -> Iterator[Packet]:
    head = stream.take(24)
    if len(head) < 24:
        return
    order, parts = _PCAP[head[:4]]
    link = struct.unpack(f"{order}I", head[20:])[0] & 0xFFFF  # above are other things, such as the length of a checksum
    layout = struct.Struct(f"{order}IIII")
    number = 0
    while len(head := stream.take(layout.size)) == layout.size:
        seconds, part, length, _ = layout.unpack(head)
        data = _take(stream, length)
        if data is None:
            return
        number += 1
        yield Packet(number, _time(seconds * parts + part, parts), link, data)


class _Interface(NamedTuple):
    link: int
    parts: int  # of a second
    offset: int  # in seconds
    snaplen: int


def _pcapng(stream: Stream) -> Iterator[Packet]:
    order = "<"
    number = 0
    interfaces: list[_Interface] = []
    while len(head := stream.take(8)) == 8:
        if head[:4] == b"\x0a\x0d\x0d\x0a":  # a section, which may have another byte order
            order = "<" if stream.look(4)[:4] == b"\x4d\x3c\x2b\x1a" else ">"
            interfaces.clear()
        kind, length = struct.unpack(f"{order}II", head)
        body = _take(stream, length - 8) if length >= 12 else None
        if body is None:
            return
        body = body[:-4]  # the length again
        if kind == 1:
            interfaces.append(_interface(order, body))
            if len(interfaces) > _MAX_INTERFACES:
                raise ValueError("it has too many interfaces")
        elif kind in _PACKET_BLOCKS:
            number += 1
            packet = _packet(order, kind, body, number, interfaces)
            if packet is not None:
                yield packet


_ENHANCED, _SIMPLE, _OBSOLETE = 6, 3, 2
_PACKET_BLOCKS = {_ENHANCED, _SIMPLE, _OBSOLETE}


def _packet(order: str, kind: int, body: bytes, number: int, interfaces: list[_Interface]) -> Packet | None:
    """A packet of pcapng; None if it is damaged."""
    try:
        if kind == _SIMPLE:
            interface = interfaces[0]
            (length,) = struct.unpack_from(f"{order}I", body)
            length = min(length, interface.snaplen or length)
            return Packet(number, None, interface.link, body[4 : 4 + length])
        at, high, low, length, _ = struct.unpack_from(f"{order}IIIII", body)
        if kind == _OBSOLETE:
            (at,) = struct.unpack_from(f"{order}H", body)
        interface = interfaces[int(at)]
    except (struct.error, IndexError):
        return None
    time = _time((high << 32 | low) + interface.offset * interface.parts, interface.parts)
    return Packet(number, time, interface.link, body[20 : 20 + length])


def _interface(order: str, body: bytes) -> _Interface:
    if len(body) < 8:
        return _Interface(-1, 10**6, 0, 0)
    link, _, snaplen = struct.unpack_from(f"{order}HHI", body)
    parts, offset = 10**6, 0
    for code, value in _options(order, body[8:]):
        if code == 9 and len(value) == 1:  # if_tsresol
            parts = 2 ** (value[0] & 0x7F) if value[0] & 0x80 else 10 ** value[0]
        elif code == 14 and len(value) == 8:  # if_tsoffset
            (offset,) = struct.unpack(f"{order}q", value)
    return _Interface(link, parts, offset, snaplen)


def _options(order: str, body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(body):
        code, length = struct.unpack_from(f"{order}HH", body, at)
        yield code, body[at + 4 : at + 4 + length]
        at += 4 + length + -length % 4


def _take(stream: Stream, length: int) -> bytes | None:
    """As many bytes; None if the capture ends before."""
    if length > _MAX_BLOCK:
        raise ValueError("a packet is larger than packets can be")
    data = stream.take(length)
    return data if len(data) == length else None


def _time(parts: int, of_a_second: int) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=parts * 10**6 // of_a_second)
    except OverflowError:
        return None
