"""What is packed: gz, bz2, xz, zst, zip, tar. Streaming, with a bound on what comes out.

A log that says the same again and again becomes 50 times smaller, at most 200 times. What becomes 1,000 times larger is
made to fill memories and disks: a bomb. Nothing here is ever written under a name that an archive gives.
"""

import bz2
import lzma
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import IO, Any, NamedTuple, Protocol, cast

from ._entries import LogError
from ._kinds import Kind
from ._streams import CHUNK, Bounded, Forward, Stream, stream_of

__all__ = ["DAMAGE", "Guard", "Member", "members_of_tar", "members_of_zip", "unpack"]

#: How many times larger than it is a source may become, once it has become larger than `FREE`.
MAX_RATIO = 1000
#: The same for what has no lines: less than one in `MIN_LINES` bytes.
MAX_RATIO_WITHOUT_LINES = 100
MIN_LINES = 1 << 20
#: Bytes that may always come out.
FREE = 100_000_000
#: Files in one archive, and in all archives of one source.
MAX_MEMBERS = 10_000
#: Bytes of memory that xz and zst may ask for.
_WINDOW_LOG = 27
_MAX_WINDOW = 1 << _WINDOW_LOG
#: Bytes of a member that are kept in memory, not in a temporary file.
_IN_MEMORY = 1 << 23


#: What decompressors raise if their input is damaged, and files if they cannot be read.
DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    RuntimeError,  # also too much recursion
    struct.error,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)


class Guard:
    """Watches what comes out of one source, through all that it is packed in."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._given = 1
        self._made = 0
        self._lines = 0
        self._members = 0

    def given(self, data: bytes) -> bytes:
        """Bytes of the source itself."""
        self._given += len(data)
        return data

    def made(self, data: bytes) -> bytes:
        """Bytes that have come out."""
        self._made += len(data)
        self._lines += data.count(b"\n")
        if self._made > FREE:
            ratio = MAX_RATIO if self._lines * MIN_LINES > self._made else MAX_RATIO_WITHOUT_LINES
            if self._made > ratio * self._given:
                raise LogError(f"{self.name}: refused as a bomb: more than {ratio} times its size comes out of it")
        return data

    def member(self) -> None:
        """A file in an archive."""
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise LogError(f"{self.name}: refused as a bomb: it has more than {MAX_MEMBERS:,} files in it")


class _Decompressor(Protocol):
    """As `bz2` and others have it."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        """At most so many bytes of what the data becomes."""
        ...


class _Gzip:
    """The decompressor of `zlib`, used as the others are."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        out = self._inflater.decompress(self._inflater.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length
        return out


class _Unpacked:
    """What comes out of a compressed stream: all its members, one after the other."""

    def __init__(self, stream: Stream, decompressor: Callable[[], _Decompressor]) -> None:
        self._stream = stream
        self._new = decompressor
        self._current = decompressor()

    def read(self, size: int, /) -> bytes:
        while True:
            if self._current.eof:
                rest = self._current.unused_data.lstrip(b"\0")  # blocks of tapes are filled up
                while not rest and (data := self._stream.read(CHUNK)):
                    rest = data.lstrip(b"\0")
                if not rest:
                    return b""
                self._current = self._new()
                out = self._decompressed(rest, size)
            elif self._current.needs_input:
                data = self._stream.read(CHUNK)
                if not data:
                    raise EOFError("it ends in the middle")
                out = self._decompressed(data, size)
            else:
                out = self._decompressed(b"", size)
            if out:
                return out

    def _decompressed(self, data: bytes, size: int) -> bytes:
        try:
            return self._current.decompress(data, size)
        except DAMAGE:
            raise
        except Exception as error:  # libraries of zstd have errors of their own
            raise ValueError(str(error)) from error


class _Zstd:
    """The decompressor of `zstandard`, used as the others are."""

    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415  (optional)

        self._inflater = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW).decompressobj()
        self._waiting = memoryview(b"")

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data + bytes(self._waiting)

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:  # noqa: ARG002
        # It cannot be told how much may come out; so little goes in that it is never more than 32 MiB.
        waiting = memoryview(data) if data else self._waiting
        self._waiting = waiting[1024:]
        return self._inflater.decompress(waiting[:1024])


def _zstd() -> _Decompressor:
    try:
        zstd: Any = import_module("compression.zstd")  # from Python 3.14 on
    except ImportError:
        return _Zstd()
    return cast(
        "_Decompressor", zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW_LOG})
    )


_DECOMPRESSORS: dict[Kind, Callable[[], _Decompressor]] = {
    Kind.GZIP: _Gzip,
    Kind.BZ2: bz2.BZ2Decompressor,
    Kind.XZ: lambda: lzma.LZMADecompressor(memlimit=_MAX_WINDOW),
    Kind.ZSTD: _zstd,
}


def unpack(kind: Kind, stream: Stream, guard: Guard, name: str) -> Stream:
    """What a compressed stream becomes."""
    try:
        unpacked = _Unpacked(stream, _DECOMPRESSORS[kind])
    except ImportError:
        raise LogError(f"{name}: to read zst, pip install 'ocpp-codec[cli]'") from None
    return Stream(lambda size: guard.made(unpacked.read(size)), stream.close)


class Member(NamedTuple):
    """A file in an archive. Its name is only shown, never used."""

    name: str
    open: Callable[[], Stream]


def members_of_zip(stream: Stream, guard: Guard, name: str) -> Iterator[Member]:
    """The files of a zip archive. Its table of contents is at its end: what cannot be sought in is copied first."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        if stream.rewound:
            file = stream.rewound()
        else:
            file = cast("IO[bytes]", copy)
            while data := stream.read():
                file.write(data)
        with zipfile.ZipFile(cast("IO[bytes]", Bounded(file, guard.given))) as archive:
            if reason := _office(archive):
                raise LogError(f"{name}: {reason}")
            for info in archive.infolist():
                guard.member()
                if not info.is_dir() and _is_wanted(info.filename) and _is_file(info.external_attr >> 16):
                    member = f"{name}:{_shown(info.filename)}"
                    yield Member(member, partial(_open_zipped, archive, info, guard, member))


def members_of_tar(stream: Stream, guard: Guard, name: str) -> Iterator[Member]:
    """The files of a tar archive. Where it cannot be sought in, each is copied: it may be read more than once."""
    file = Bounded(stream.rewound(), guard.given) if stream.rewound else Forward(stream)
    with tarfile.open(fileobj=cast("IO[bytes]", file), mode="r:", errors="backslashreplace") as archive:
        for info in archive:
            guard.member()
            content = archive.extractfile(info) if info.isreg() and _is_wanted(info.name) else None
            if content is None:
                continue
            member = f"{name}:{_shown(info.name)}"
            if stream.rewound:
                yield Member(member, partial(_open_again, content, guard))
                continue
            with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
                damage = None
                try:
                    while data := guard.made(content.read(CHUNK)):
                        copy.write(data)
                except DAMAGE as error:  # what has been read is read all the same
                    damage = error
                yield Member(member, partial(_open_again, cast("IO[bytes]", copy), guard))
                if damage is not None:
                    raise damage


def _office(archive: zipfile.ZipFile) -> str | None:
    """What is told of the files of office programs, which are zip archives."""
    names = set(archive.namelist())
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "it is a spreadsheet: save it as CSV"
    if names >= {"mimetype", "content.xml"} or "word/document.xml" in names:
        return "it is an Office file: save a spreadsheet as CSV, a document as text"
    return None


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, guard: Guard, name: str) -> Stream:
    if info.flag_bits & 1:
        raise LogError(f"{name}: it is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        # The others give all at once that their input becomes: gigabytes, if it is a bomb.
        raise LogError(f"{name}: it is compressed in a rare way: unpack it first")
    content = archive.open(info)
    return Stream(lambda size: guard.made(content.read(size)), content.close)


def _open_again(file: IO[bytes], guard: Guard) -> Stream:
    file.seek(0)
    return stream_of(file, guard.made)  # a sparse file may be a bomb


def _is_wanted(path: str) -> bool:
    """Whether it is no file that macOS adds beside each of another file system."""
    return not any(part == "__MACOSX" or part.startswith("._") for part in path.split("/"))


def _is_file(mode: int) -> bool:
    """Whether the Unix mode is that of a file, or there is none."""
    return stat.S_IFMT(mode) in {0, stat.S_IFREG}


def _shown(name: str) -> str:
    return name.encode(errors="backslashreplace").decode()
