"""A segment of TCP out of a packet."""

import struct
from typing import NamedTuple

__all__ = ["Segment", "segment_of"]


class Segment(NamedTuple):
    """A segment of TCP.

    Attributes:
        source: Address and port of the end that has sent it.
        target: Those of the other.
        seq: The number of its first byte.
        ack: The number of the byte that its sender waits for.
        syn: Whether a direction begins with it.
        data: Its bytes; not all of them if the capture has cut the packet.
    """

    source: bytes
    target: bytes
    seq: int
    ack: int | None
    syn: bool
    data: bytes

    @property
    def opens(self) -> bool:
        """Whether it is the first of a connection."""
        return self.syn and self.ack is None


#: Link types: the length of the header before IP, and where its last two bytes lie that name the protocol, if anywhere.
_LINKS = {
    0: (4, None),  # loopback of BSD
    108: (4, None),  # of OpenBSD
    1: (14, 12),  # Ethernet
    12: (0, None),  # IP alone
    14: (0, None),
    101: (0, None),
    228: (0, None),
    229: (0, None),
    113: (16, 14),  # Linux, any interface
    276: (20, 0),  # the same, version 2
}
_IP = {b"\x08\x00", b"\x86\xdd"}
_VLAN = {b"\x81\x00", b"\x88\xa8", b"\x91\x00"}
_TCP = 6
#: Headers that may stand between IPv6 and TCP: options hop by hop, routing, options for the destination.
_EXTENSIONS = {0, 43, 60}
_SYN, _ACK = 0x02, 0x10


def segment_of(link: int, packet: bytes) -> Segment | None:
    """The segment of TCP in a packet; None if there is none, or only a fragment of one."""
    if link not in _LINKS:
        return None
    start, at = _LINKS[link]
    if at is not None:
        protocol = packet[at : at + 2]
        while protocol in _VLAN:  # four bytes more: the tag, and the protocol again
            protocol = packet[start + 2 : start + 4]
            start += 4
        if protocol not in _IP:
            return None
    try:
        return _of_ip(packet[start:])
    except (struct.error, IndexError):  # the packet is cut
        return None


def _of_ip(packet: bytes) -> Segment | None:
    version = packet[0] >> 4
    if version == 4:
        length, fragment = struct.unpack_from(">2xH2xH", packet)
        if packet[9] != _TCP or fragment & 0x3FFF:
            return None
        header = (packet[0] & 0x0F) * 4
        # The length is 0 if the network card is to cut it. Behind it may be the padding of Ethernet.
        return _of_tcp(packet[header : length or None], packet[12:16], packet[16:20])
    if version == 6:
        length, following = struct.unpack_from(">HB", packet, 4)
        header = 40
        end = header + length if length else None
        while following in _EXTENSIONS:
            following, size = packet[header], packet[header + 1]
            header += 8 + size * 8
        return _of_tcp(packet[header:end], packet[8:24], packet[24:40]) if following == _TCP else None
    return None


def _of_tcp(segment: bytes, source: bytes, target: bytes) -> Segment:
    seq, ack, offset, flags = struct.unpack_from(">4xIIBB", segment)
    return Segment(
        source + segment[:2],
        target + segment[2:4],
        seq,
        ack if flags & _ACK else None,
        bool(flags & _SYN),
        segment[(offset >> 4) * 4 :],
    )
