"""What a source is: its first bytes tell, never its name."""

import tarfile
from enum import Enum

from ._streams import Stream

__all__ = ["Kind", "kind_of"]


class Kind(Enum):
    """What a source is, by its first bytes."""

    TEXT = "text"
    CAPTURE = "capture"
    GZIP = "gz"
    BZ2 = "bz2"
    XZ = "xz"
    ZSTD = "zst"
    ZIP = "zip"
    TAR = "tar"

    @property
    def compressed(self) -> bool:
        """Whether it is one file, made smaller."""
        return self in {Kind.GZIP, Kind.BZ2, Kind.XZ, Kind.ZSTD}


#: The bytes that a kind begins with.
_BEGINNINGS = {
    b"\x1f\x8b\x08": Kind.GZIP,
    **{b"BZh%d%b" % (level, block): Kind.BZ2 for level in range(1, 10) for block in (b"1AY&SY", b"\x17rE8P\x90")},
    b"\xfd7zXZ\0": Kind.XZ,
    b"]\0\0": Kind.XZ,  # of old: .lzma
    b"\x28\xb5\x2f\xfd": Kind.ZSTD,
    b"PK\x03\x04": Kind.ZIP,
    b"PK\x05\x06": Kind.ZIP,  # an empty one
    b"\xd4\xc3\xb2\xa1": Kind.CAPTURE,  # pcap, microseconds
    b"\xa1\xb2\xc3\xd4": Kind.CAPTURE,
    b"\x4d\x3c\xb2\xa1": Kind.CAPTURE,  # pcap, nanoseconds
    b"\xa1\xb2\x3c\x4d": Kind.CAPTURE,
    b"\x0a\x0d\x0d\x0a": Kind.CAPTURE,  # pcapng
}
#: What is told of other files, by the bytes that they begin with.
_REFUSED = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "it is an old Office file: save a spreadsheet as CSV, a document as text",
    b"%PDF-": "it is a PDF: save its text",
    b"{\\rtf": "it is a document: save it as text",
    b"7z\xbc\xaf\x27\x1c": "it is a 7z archive: unpack it first",
    b"Rar!\x1a\x07": "it is a RAR archive: unpack it first",
    b"\x1f\x9d": "it is compressed with compress: unpack it first",
    b"\x89PNG\r\n\x1a\n": "it is an image, not a text",
    b"\xff\xd8\xff": "it is an image, not a text",
    b"GIF8": "it is an image, not a text",
    b"\x7fELF": "it is a program, not a text",
    b"MZ\x90\0": "it is a program, not a text",
    b"SQLite format 3\0": "it is a database: export the table as CSV",
}
_HEAD = tarfile.BLOCKSIZE


def kind_of(stream: Stream) -> Kind | str:
    """What a stream is; for what is refused, the reason. A pipe is not waited for longer than it needs."""
    head = stream.look(1)
    while len(head) < _HEAD and _may_be_binary(head):
        longer = stream.look(len(head) + 1)
        if len(longer) == len(head):
            break
        head = longer
    for beginning, reason in _REFUSED.items():
        if head.startswith(beginning):
            return reason
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    return Kind.TAR if _is_tar(head[:_HEAD]) else Kind.TEXT


def _may_be_binary(head: bytes) -> bool:
    return b"\0" in head or any(beginning.startswith(head) for beginning in (*_BEGINNINGS, *_REFUSED))


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "replace")  # it has a checksum
    except (tarfile.HeaderError, ValueError):
        return False
    return True
