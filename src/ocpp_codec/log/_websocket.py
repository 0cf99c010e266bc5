"""Messages out of the bytes of a WebSocket (RFC 6455), compressed or not (RFC 7692), maybe with gaps."""

import zlib
from collections.abc import Iterator
from datetime import datetime
from enum import Enum, auto
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from ._records import Record

__all__ = ["Conversation"]

#: Bytes of a message, also of what a compressed one becomes. A longer one is given up.
MAX_MESSAGE = 1 << 22
#: Bytes of the head of a request or response.
_MAX_HEAD = 1 << 16
#: Pieces that may come before the first frame, if the capture begins within a connection. Then it is something else.
_MAX_TRIES = 20
_CONTINUATION, _TEXT, _BINARY, _CLOSE, _PONG = 0, 1, 2, 8, 10
#: What a decompressor keeps.
_WINDOW = 40_000
#: What each part of a message takes beside its bytes.
_OBJECT = 60


class _Mode(Enum):
    """What a side is about to say."""

    ANY = auto()  # nothing is known yet
    FRAMES = auto()
    LOST = auto()  # frames, but not where the next one begins
    OVER = auto()  # nothing of interest


class _Frame(NamedTuple):
    final: bool
    compressed: bool
    opcode: int
    masked: bool
    start: int  # of its payload
    end: int

    def payload(self, data: bytes | bytearray) -> bytes:
        payload = bytes(data[self.start : self.end])
        return _masked(payload, bytes(data[self.start - 4 : self.start])) if self.masked else payload


class _NoFrameError(ValueError):
    """What does not begin as a frame."""


class _Side:
    """What one end says."""

    def __init__(self) -> None:
        self.mode = _Mode.ANY
        self.buffer = bytearray()
        self.is_client: bool | None = None
        self.unreadable = 0  # messages
        self._tries = 0
        self._message: list[bytes] | None = None  # the parts of a message that has begun
        self._length = 0
        self._compressed = False
        # Nothing of what both ends have agreed on matters here: what a compressor has forgotten, it does not refer to.
        self._inflater: Any = None  # of `zlib`, which does not name the type in public

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        parts = _OBJECT * len(self._message) if self._message else 0
        return len(self.buffer) + self._length + parts + (_WINDOW if self._inflater else 0)

    def lose(self) -> None:
        """Some bytes are missing."""
        self.buffer.clear()
        self._drop_message()
        self._inflater = None  # it needs all that was said before
        if self.mode is _Mode.FRAMES:
            self.mode = _Mode.LOST

    def messages(self) -> Iterator[tuple[str, bool]]:
        """The messages that are complete, and whether they are those of a client."""
        if self.mode is _Mode.LOST and not self._find_frame():
            return
        while self.mode is _Mode.FRAMES:
            try:
                frame = _frame(self.buffer)
            except _NoFrameError:
                self.lose()
                return
            if frame is None or frame.end > len(self.buffer):
                return
            payload = frame.payload(self.buffer)
            del self.buffer[: frame.end]
            text = self._take(frame, payload)
            if text is not None:
                yield text, frame.masked if self.is_client is None else self.is_client

    def try_frames(self) -> None:
        """Looks whether the first frame begins here, on a connection of which the beginning is not known."""
        self._tries += 1
        if not self._find_frame() and self._tries >= _MAX_TRIES:
            self.mode = _Mode.OVER

    def _find_frame(self) -> bool:
        """Whether a frame begins with what has come. If not, that is dropped."""
        if self._may_be_frames():
            self.mode = _Mode.FRAMES
            return True
        self.buffer.clear()
        return False

    def _may_be_frames(self) -> bool:
        """Whether what has come, all at once, can be frames. Text that is not compressed has to be JSON."""
        try:
            frame = _frame(self.buffer)
            if frame is None or frame.opcode == _CONTINUATION:
                return False
            if frame.opcode == _TEXT and not frame.compressed:
                return frame.payload(self.buffer)[:1] in {b"[", b"{"}
            rest = self.buffer[frame.end :]
            return frame.end == len(self.buffer) or (len(rest) > 0 and _frame(rest) is not None)
        except _NoFrameError:
            return False

    def _take(self, frame: _Frame, payload: bytes) -> str | None:
        """The message that a frame completes."""
        if frame.opcode >= _CLOSE:  # control frames may come between the frames of a message
            return None
        if frame.opcode == _CONTINUATION:
            if self._message is None:
                return None  # its beginning is lost
        else:
            self._drop_message()
            self._message, self._compressed = [], frame.compressed
        self._message.append(payload)
        self._length += len(payload)
        if self._length > MAX_MESSAGE or len(self._message) > MAX_MESSAGE // 64:
            self.unreadable += 1
            self._drop_message()
            self._inflater = None
            return None
        if not frame.final:
            return None
        data = b"".join(self._message)
        self._drop_message()
        whole = self._inflated(data) if self._compressed else data
        return None if whole is None else _text(whole, frame.opcode)

    def _inflated(self, data: bytes) -> bytes | None:
        if self._inflater is None or self._inflater.eof:
            self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            whole: bytes | None = self._inflater.decompress(data + b"\0\0\xff\xff", MAX_MESSAGE)  # RFC 7692, 7.2.2
        except zlib.error:  # it refers to what was said before the capture began, or to what is lost
            whole = None
        if whole is None or self._inflater.unconsumed_tail:
            self.unreadable += 1
            self._inflater = None
            return None
        return whole

    def _drop_message(self) -> None:
        self._message, self._length = None, 0


class Conversation:
    """What two ends say to each other: maybe a WebSocket."""

    def __init__(self) -> None:
        self.is_encrypted = False
        self._sides: dict[bytes, _Side] = {}
        self._station: str | None = None
        self._protocol: str | None = None

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return sum(side.size for side in self._sides.values())

    @property
    def is_over(self) -> bool:
        """Whether nothing of interest is to come."""
        return len(self._sides) == 2 and all(side.mode is _Mode.OVER for side in self._sides.values())

    @property
    def unreadable(self) -> int:
        """How many messages could not be read."""
        return sum(side.unreadable for side in self._sides.values())

    def feed(self, end: bytes, data: bytes | None, number: int, time: datetime | None) -> Iterator[Record]:
        """The next bytes of one end; None for a gap. Gives what they complete."""
        side = self._sides.setdefault(end, _Side())
        if data is None:
            side.lose()
            return
        if side.mode is _Mode.OVER:
            return
        side.buffer += data
        if side.mode is _Mode.ANY and self._opens(side):
            yield Record(text="", line=number, time=time, station=self._station, protocol=self._protocol, opened=True)
        for text, from_client in side.messages():
            yield Record(
                text=text,
                line=number,
                time=time,
                station=self._station,
                from_client=from_client,
                protocol=self._protocol,
            )

    def _opens(self, side: _Side) -> bool:
        """Finds out what a side says. Whether a WebSocket has been opened."""
        start = bytes(side.buffer[:5])
        if b"GET ".startswith(start[:4]) or b"HTTP/".startswith(start):
            return self._opens_with_head(side)
        if start[:2] in {b"\x16\x03", b"\x17\x03"}:  # TLS: a handshake, or data
            self.is_encrypted = True
            side.mode = _Mode.OVER
        else:
            side.try_frames()
        return False

    def _opens_with_head(self, side: _Side) -> bool:
        while (length := side.buffer.find(b"\r\n\r\n") + 4) >= 4:
            first, headers = _head(bytes(side.buffer[:length]))
            del side.buffer[:length]
            if first[0] == "GET" and len(first) > 1:
                if headers.get("upgrade", "").lower() == "websocket":
                    self._station = _station(first[1])
                    side.is_client = True
                return False
            if first[1:2] == ["101"] and headers.get("upgrade", "").lower() == "websocket":
                self._protocol = headers.get("sec-websocket-protocol")
                side.is_client = False
                for either in self._sides.values():
                    either.mode = _Mode.FRAMES
                return True
            # Another answer, such as 401: behind its body comes the next one.
            side.buffer = side.buffer[max(0, side.buffer.find(b"HTTP/1.")) :]
            if not side.buffer.startswith(b"HTTP/1."):
                side.buffer.clear()
        if len(side.buffer) > _MAX_HEAD:
            side.mode = _Mode.OVER
        return False


def _head(head: bytes) -> tuple[list[str], dict[str, str]]:
    """The words of the first line, and the headers, their names in small letters."""
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" "), {name.strip().lower(): value.strip() for name, _, value in pairs}


def _station(target: str) -> str | None:
    """The last part of a path."""
    try:
        path = urlsplit(target).path
    except ValueError:
        return None
    return unquote(path.rstrip("/").rpartition("/")[2]) or None


def _frame(data: bytes | bytearray) -> _Frame | None:
    """The frame that begins there; None if too little of it is known (RFC 6455, 5.2)."""
    if len(data) < 2:
        return None
    first, second = data[0], data[1]
    opcode, length = first & 0x0F, second & 0x7F
    final, compressed, masked = bool(first & 0x80), bool(first & 0x40), bool(second & 0x80)
    if first & 0x30 or _BINARY < opcode < _CLOSE or opcode > _PONG:
        raise _NoFrameError
    if opcode >= _CLOSE and (not final or compressed or length > 125):
        raise _NoFrameError
    start = 2
    if length > 125:
        start = 4 if length == 126 else 10
        if len(data) < start:
            return None
        least = 126 if length == 126 else 1 << 16
        length = int.from_bytes(data[2:start], "big")
        if not least <= length <= MAX_MESSAGE:
            raise _NoFrameError
    start += 4 * masked
    return _Frame(final, compressed, opcode, masked, start, start + length)


def _masked(data: bytes, key: bytes) -> bytes:
    """The data with the key applied, or without it (RFC 6455, 5.3)."""
    length = len(data)
    keys = (key * (length // 4 + 1))[:length]
    return (int.from_bytes(data, "little") ^ int.from_bytes(keys, "little")).to_bytes(length, "little")


def _text(data: bytes, opcode: int) -> str | None:
    """The text of a message; None for one of bytes that are no text."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(errors="replace") if opcode == _TEXT else None
