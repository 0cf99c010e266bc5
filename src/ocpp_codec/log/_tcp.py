"""The bytes of one direction of a TCP connection, in their order."""

from collections.abc import Iterator

from ._packets import Segment

__all__ = ["Flow"]

#: Bytes that wait for those before them. If there are more, those before are lost.
MAX_WAITING = 1 << 18
#: The same, as segments.
MAX_SEGMENTS = 256
#: What each of them takes beside its bytes.
_OBJECT = 150


class Flow:
    """Puts the segments of one direction in order, each byte once; what the capture has lost becomes a gap."""

    def __init__(self) -> None:
        self._next: int | None = None  # the number of the next byte
        self._first: int | None = None  # the number of the SYN
        self._waiting: dict[int, bytes] = {}  # by the number of their first byte
        self._ready: list[bytes | None] = []
        self._bytes = 0  # of those that wait

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return self._bytes + _OBJECT * len(self._waiting)

    def began(self, segment: Segment) -> bool:
        """Whether a segment that begins a connection is the one that has begun this one."""
        return segment.seq == self._first

    def take(self, segment: Segment) -> None:
        """The next segment of the capture."""
        seq = segment.seq
        if segment.syn:
            self._first = seq
            seq = (seq + 1) & 0xFFFFFFFF
            self._next = seq if self._next is None else self._next
        if not segment.data:
            return
        if self._next is None:
            self._next = seq
        if _distance(self._next, seq) <= 0:
            self._deliver(seq, segment.data)
            self._deliver_waiting()
        elif len(segment.data) > len(self._waiting.get(seq, b"")):
            self._bytes += len(segment.data) - len(self._waiting.get(seq, b""))
            self._waiting[seq] = segment.data
            if self._bytes > MAX_WAITING or len(self._waiting) > MAX_SEGMENTS:
                self._skip_gap()

    def acknowledged(self, ack: int) -> None:
        """The other end has all bytes before this number: those that the capture does not have will not come."""
        while self._waiting and self._next is not None and _distance(self._next, ack) > 0:
            self._skip_gap()

    def end(self) -> None:
        """Nothing comes any more."""
        while self._waiting:
            self._skip_gap()

    def ready(self) -> Iterator[bytes | None]:
        """What has become known since it was last asked; None stands for a gap."""
        ready, self._ready = self._ready, []
        yield from ready

    def _deliver(self, seq: int, data: bytes) -> None:
        assert self._next is not None
        fresh = data[-_distance(self._next, seq) :]  # what is sent again is dropped
        if fresh:
            self._ready.append(fresh)
            self._next = (self._next + len(fresh)) & 0xFFFFFFFF

    def _deliver_waiting(self) -> None:
        while self._waiting and self._next is not None:
            seq = self._nearest()
            if _distance(self._next, seq) > 0:
                return
            data = self._waiting.pop(seq)
            self._bytes -= len(data)
            self._deliver(seq, data)

    def _skip_gap(self) -> None:
        self._next = self._nearest()
        self._ready.append(None)
        self._deliver_waiting()

    def _nearest(self) -> int:
        start = self._next or 0
        return min(self._waiting, key=lambda seq: _distance(start, seq))


def _distance(start: int, seq: int) -> int:
    """How far a number is behind another: they begin anew after 2**32."""
    return (seq - start + 0x80000000 & 0xFFFFFFFF) - 0x80000000
