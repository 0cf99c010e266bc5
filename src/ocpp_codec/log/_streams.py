"""Bytes as they come: from a file, a pipe, or what unpacks them."""

import io
import os
import select
import stat
from collections.abc import Callable
from typing import IO

__all__ = ["CHUNK", "Bounded", "Forward", "Stream", "stream_of"]

#: Bytes that are asked for at once.
CHUNK = 1 << 18
#: Seconds without new bytes after which a pipe counts as idle.
_PATIENCE = 0.2
#: The most bytes that are read at once for the sake of an archive, which are those of its table of contents.
_MAX_CONTENTS = 1 << 22


class Stream:
    """Bytes that are read once, from the beginning to the end."""

    def __init__(
        self,
        read: Callable[[int], bytes],
        close: Callable[[], object] | None = None,
        *,
        descriptor: int | None = None,
        rewound: Callable[[], IO[bytes]] | None = None,
    ) -> None:
        self._read = read
        self._close = close
        self._descriptor = descriptor  # of a pipe, which may be idle
        #: Gives the file behind it at its beginning, if it can be sought in.
        self.rewound = rewound
        self._known = b""  # what has been read, of which the bytes before `_at` have been given
        self._at = 0

    @property
    def ahead(self) -> bytes:
        """What has been read of the bytes to come."""
        return self._known[self._at :]

    def read(self, size: int = CHUNK) -> bytes:
        """Some bytes, at most `size`, as soon as there are any; none at the end."""
        if self._at == len(self._known):
            return self._read(size)
        return self._give(size)

    def take(self, size: int) -> bytes:
        """As many bytes; fewer only at the end."""
        if self._at + size > len(self._known):
            self.look(size)
        return self._give(size)

    def look(self, size: int) -> bytes:
        """Reads until it knows as many of the bytes to come, or all. They are read again afterwards."""
        known = [self.ahead]
        length = len(known[0])
        while length < size and (more := self._read(max(size - length, CHUNK))):
            known.append(more)
            length += len(more)
        self._known, self._at = b"".join(known), 0
        return self._known

    def _give(self, size: int) -> bytes:
        data = self._known[self._at : self._at + size]
        self._at += len(data)
        return data

    def idle(self) -> bool:
        """Whether nothing is to be read now. False if that cannot be known."""
        if self._descriptor is None or self._at < len(self._known):
            return False
        try:
            return not select.select([self._descriptor], [], [], _PATIENCE)[0]
        except (OSError, ValueError):  # no such thing on this system
            self._descriptor = None
            return False

    def close(self) -> None:
        """Ends the reading."""
        if self._close is not None:
            self._close()


def stream_of(
    file: IO[bytes], given: Callable[[bytes], bytes] = bytes, close: Callable[[], object] | None = None
) -> Stream:
    """A stream of an open binary file, from where it is; `given` sees each piece.

    Several streams of a file that can be sought in do not disturb each other.
    """
    if not _seekable(file):
        read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        return Stream(lambda size: given(read(size)), close, descriptor=_pipe(file))
    at = start = file.tell()

    def read_on(size: int) -> bytes:
        nonlocal at
        file.seek(at)
        data = given(file.read(size))
        at += len(data)
        return data

    def rewound() -> IO[bytes]:
        file.seek(start)
        return file

    return Stream(read_on, close, rewound=rewound)


def _seekable(file: IO[bytes]) -> bool:
    try:
        return file.seekable()
    except (AttributeError, OSError, ValueError):
        return False


def _pipe(file: IO[bytes]) -> int | None:
    """The descriptor of what may be idle."""
    try:
        descriptor = file.fileno()
        return None if stat.S_ISREG(os.fstat(descriptor).st_mode) else descriptor
    except (AttributeError, OSError, ValueError):
        return None


class Bounded(io.RawIOBase):
    """A file as archives are read from: their tables of contents may ask for little memory only. It stays open."""

    def __init__(self, file: IO[bytes], given: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._file = file
        self._given = given

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def read(self, size: int = -1, /) -> bytes:
        if size < 0:  # to the end
            data = self._file.read(_MAX_CONTENTS + 1)
            _little(len(data))
        else:
            data = self._file.read(_little(size))
        return self._given(data)


class Forward(io.RawIOBase):
    """A stream as a file for `tarfile`: it can be sought in, but never back."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        if whence != 0 or offset < self._at:
            raise io.UnsupportedOperation("a stream does not go back")
        while self._at < offset and self.read(min(CHUNK, offset - self._at)):
            pass
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.take(_little(size))
        self._at += len(data)
        return data


def _little(size: int) -> int:
    if not 0 <= size <= _MAX_CONTENTS:
        raise ValueError("its table of contents is too large")
    return size
