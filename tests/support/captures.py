"""Captures of the network, made by hand: frames of a WebSocket in segments of TCP, in packets, in a file."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field
from ipaddress import ip_address

KEY = b"\x11\x22\x33\x44"
SYN, ACK, FIN = 0x02, 0x10, 0x01
ETHERNET, NULL, RAW, SLL, SLL2 = 1, 0, 101, 113, 276
#: The time of the first packet; the others follow at a distance of a second.
START = 1_768_000_000


def ws_frame(
    payload: bytes | str, *, mask: bool = False, opcode: int = 1, final: bool = True, compressed: bool = False
) -> bytes:
    """A frame of a WebSocket."""
    data = payload.encode() if isinstance(payload, str) else payload
    first = final << 7 | compressed << 6 | opcode
    length = len(data)
    if length < 126:
        head = bytes([first, mask << 7 | length])
    elif length < 1 << 16:
        head = bytes([first, mask << 7 | 126]) + length.to_bytes(2, "big")
    else:
        head = bytes([first, mask << 7 | 127]) + length.to_bytes(8, "big")
    if not mask:
        return head + data
    return head + KEY + bytes(byte ^ KEY[at % 4] for at, byte in enumerate(data))


class Deflater:
    """Compresses the messages of one side; each may refer to those before."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(9, zlib.DEFLATED, -15)

    def __call__(self, text: str) -> bytes:
        return (self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH))[:-4]


@dataclass
class Talk:
    """What two ends of a TCP connection send, as packets of IP."""

    client: str = "10.0.0.2"
    server: str = "10.0.0.1"
    ports: tuple[int, int] = (50000, 9000)
    packets: list[bytes] = field(default_factory=list)
    _next: dict[bool, int] = field(default_factory=lambda: {True: 0xFFFFFF00, False: 7000})  # soon begins anew

    def connect(self) -> None:
        """The three packets that a connection begins with."""
        for from_client, flags in ((True, SYN), (False, SYN | ACK)):
            self.packets.append(self.segment(b"", from_client=from_client, flags=flags))
            self._next[from_client] = (self._next[from_client] + 1) & 0xFFFFFFFF
        self.packets.append(self.segment(b"", from_client=True))

    def open(self, path: str = "/ocpp/CS001", protocol: str | None = "ocpp1.6") -> None:
        """A connection with the handshake of a WebSocket."""
        self.connect()
        offer = f"Sec-WebSocket-Protocol: ocpp2.0.1, {protocol}\r\n" if protocol else ""
        self.send(
            f"GET {path} HTTP/1.1\r\nHost: csms\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{offer}\r\n",
            from_client=True,
        )
        chosen = f"sec-websocket-protocol: {protocol}\r\n" if protocol else ""
        self.send(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: Upgrade\r\n{chosen}\r\n",
            from_client=False,
        )

    def send(self, data: bytes | str, *, from_client: bool) -> bytes:
        """Sends bytes in one segment, which is captured; gives the packet."""
        self.packets.append(self.lose(data, from_client=from_client))
        return self.packets[-1]

    def lose(self, data: bytes | str, *, from_client: bool) -> bytes:
        """Sends bytes in one segment, which is not captured; gives the packet all the same."""
        data = data.encode() if isinstance(data, str) else data
        packet = self.segment(data, from_client=from_client)
        self._next[from_client] = (self._next[from_client] + len(data)) & 0xFFFFFFFF
        return packet

    def say(self, text: str, *, from_client: bool) -> None:
        """Sends a message in one frame."""
        self.send(ws_frame(text, mask=from_client), from_client=from_client)

    def segment(self, data: bytes, *, from_client: bool, flags: int = ACK) -> bytes:
        """A packet of IP with the next bytes of one side."""
        ports = self.ports if from_client else self.ports[::-1]
        seq, ack = self._next[from_client], self._next[not from_client]
        if flags == SYN:
            ack = 0
        tcp = struct.pack(">HHIIBBHHH", *ports, seq, ack, 5 << 4, flags, 65535, 0, 0) + data
        ends = [ip_address(end).packed for end in (self.client, self.server)]
        source, target = ends if from_client else ends[::-1]
        if len(source) == 16:
            return struct.pack(">IHBB", 6 << 28, len(tcp), 6, 64) + source + target + tcp
        return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(tcp), 0, 0x4000, 64, 6, 0) + source + target + tcp


def linked(packet: bytes, link: int = ETHERNET, *, tags: int = 0) -> bytes:
    """A packet of IP with the header of a link. `tags`: how many VLANs it lies in."""
    protocol = b"\x08\x00" if packet[0] >> 4 == 4 else b"\x86\xdd"
    if link == ETHERNET:
        return bytes(12) + b"\x81\x00\x00\x07" * tags + protocol + packet + bytes(max(0, 46 - len(packet)))
    if link == SLL:
        return bytes(14) + protocol + packet
    if link == SLL2:
        return protocol + bytes(18) + packet
    return (b"\x02\0\0\0" if link == NULL else b"") + packet


def pcap(
    packets: list[bytes], link: int = ETHERNET, *, order: str = "<", nano: bool = False, cut: int = 1 << 16
) -> bytes:
    """A capture, of packets of IP. `cut`: the bytes of a packet that are kept."""
    magic = 0xA1B23C4D if nano else 0xA1B2C3D4
    file = struct.pack(f"{order}IHHiIII", magic, 2, 4, 0, 0, cut, link)
    for at, packet in enumerate(packets):
        data = linked(packet, link)
        part = 500_000_000 if nano else 500_000
        file += struct.pack(f"{order}IIII", START + at, part, len(data[:cut]), len(data)) + data[:cut]
    return file


def pcapng(packets: list[bytes], link: int = ETHERNET, *, order: str = "<", resolution: int = 6) -> bytes:
    """The same in the other format, one section. `resolution`: digits of a second."""
    section = _block(order, 0x0A0D0D0A, struct.pack(f"{order}IHHq", 0x1A2B3C4D, 1, 0, -1))
    options = struct.pack(f"{order}HHB3xHH", 9, 1, resolution, 0, 0)
    file = section + _block(order, 1, struct.pack(f"{order}HHI", link, 0, 0) + options)
    for at, packet in enumerate(packets):
        data = linked(packet, link)
        time = int((START + at + 0.5) * 10**resolution)
        head = struct.pack(f"{order}IIIII", 0, time >> 32, time & 0xFFFFFFFF, len(data), len(data))
        file += _block(order, 6, head + data)
        file += _block(order, 5, bytes(12))  # statistics: no packet
    return file


def simple_pcapng(packets: list[bytes], link: int = ETHERNET) -> bytes:
    """The same with blocks that have no time."""
    file = pcapng([], link)
    for packet in packets:
        data = linked(packet, link)
        file += _block("<", 3, struct.pack("<I", len(data)) + data)
    return file


def _block(order: str, kind: int, body: bytes) -> bytes:
    body += bytes(-len(body) % 4)
    length = struct.pack(f"{order}I", len(body) + 12)
    return struct.pack(f"{order}I", kind) + length + body + length
