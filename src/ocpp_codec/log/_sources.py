"""Where the text comes from: a path, a pipe, an open file, an iterable of lines; packed or not; or a capture.

What a source is, its first bytes tell, never its name.
"""

import io
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias, TypeVar, cast

from ._compressed import DAMAGE, Guard, members_of_tar, members_of_zip, unpack
from ._entries import LogError
from ._kinds import Kind, kind_of
from ._lines import IDLE, Line, lines_of, lines_of_iterable
from ._records import Record
from ._streams import Stream, stream_of

__all__ = ["IDLE", "Line", "Part", "Source", "open_source"]

Source: TypeAlias = str | Path | IO[bytes] | IO[str] | Iterable[str] | Iterable[bytes]
_T = TypeVar("_T")

#: How deep an archive may lie in another. A tar that is compressed counts as one.
MAX_DEPTH = 2


class Part(NamedTuple):
    """A file of text, or a capture, within a source. It can be read until the next part is asked for.

    What cannot be read to its end gives what there is, then raises a `LogError`. The parts after it can still be read.

    Attributes:
        name: "a.log", "-" for what has no name, "archive.zip:member.log" within an archive.
        lines: The lines of a text; `IDLE` is among them where a pipe has nothing more for now. None for a capture.
        records: The messages of a capture. None for a text.
        reopen: Gives the same part again, from its beginning. None where that is impossible, such as for a pipe.
    """

    name: str
    lines: Iterator[Line] | None
    records: Iterator[Record] | None
    reopen: Callable[[], "Part"] | None


def open_source(source: Source) -> Iterator[Part]:
    """The parts of a source: one, or the files of an archive.

    Args:
        source: A path; "-" for standard input; an open file, of bytes or text; an iterable of lines.

    Raises:
        LogError: It cannot be read, is no log, or is larger than allowed.
        TypeError: It is nothing of this.
    """
    if isinstance(source, Path) or (isinstance(source, str) and source != "-"):
        guard = Guard(str(source))
        return _walk(_Place(guard.name, partial(_open, Path(source), guard), guard))
    if isinstance(source, str):
        if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]  (of a program without a console)
            raise LogError("-: there is no standard input")
        source = sys.stdin
    if isinstance(source, bytes | bytearray) or not isinstance(source, Iterable):
        raise TypeError(f"a source is a path, an open file or an iterable of lines, not {type(source).__name__}")
    file = _binary(source)
    if file is None:
        return iter((_part_of_iterable(source),))
    guard = Guard(_name(source))
    first = stream_of(file, guard.given)
    return _walk(_Place(guard.name, lambda: stream_of(first.rewound(), guard.given) if first.rewound else first, guard))


@dataclass(frozen=True)
class _Place:
    """A file, maybe within archives.

    Attributes:
        name: What it is called.
        open: Gives its bytes from the beginning; those of a pipe from where it is.
        guard: Watches over the source that it belongs to.
        again: Whether it can be opened again. Not known of the source itself before it is open.
        packed: What it is packed in, the outermost first.
    """

    name: str
    open: Callable[[], Stream]
    guard: Guard
    again: bool = True
    packed: tuple[Kind, ...] = ()

    @property
    def depth(self) -> int:
        """How deep it is packed. A tar that is compressed counts as one."""
        pairs = zip((None, *self.packed), self.packed, strict=False)
        return sum(not (kind is Kind.TAR and outer is not None and outer.compressed) for outer, kind in pairs)


def _walk(place: _Place) -> Iterator[Part]:
    """The parts in a file. What is wrong with one that is packed does not hide what lies beside it."""
    try:
        yield from _parts(place)
    except LogError as error:
        if not place.packed:
            raise
        yield _unreadable(place.name, error)


def _parts(place: _Place) -> Iterator[Part]:
    stream, kind = _opened(place)
    with closing(stream):
        if not place.packed:
            place = replace(place, again=stream.rewound is not None)
        if kind in {Kind.TEXT, Kind.CAPTURE}:
            yield _part(place, kind, stream)
        else:
            yield from _unpacked(replace(place, packed=(*place.packed, kind)), kind, stream)


def _opened(place: _Place) -> tuple[Stream, Kind]:
    """What `place.open` gives, and what it is."""
    with _told(place.name):
        stream = place.open()
        kind = kind_of(stream)
    if isinstance(kind, str):
        stream.close()
        raise LogError(f"{place.name}: {kind}")
    return stream, kind


def _unpacked(place: _Place, kind: Kind, stream: Stream) -> Iterator[Part]:
    """The parts in what is packed."""
    if place.depth > MAX_DEPTH:
        yield _unreadable(
            place.name, LogError(f"{place.name}: it is packed more than {MAX_DEPTH} times: unpack it first")
        )
    elif kind.compressed:
        yield from _walk(replace(place, open=lambda: unpack(kind, place.open(), place.guard, place.name)))
    else:
        members = members_of_tar if kind is Kind.TAR else members_of_zip
        for member in _all(place.name, members(stream, place.guard, place.name)):
            yield from _walk(replace(place, name=member.name, open=member.open, again=True))


def _part(place: _Place, kind: Kind, stream: Stream) -> Part:
    reopen = partial(_part_again, place) if place.again else None
    if kind is Kind.CAPTURE:
        return Part(place.name, None, _read(place.name, stream, _records(stream, place.name)), reopen)
    return Part(place.name, _read(place.name, stream, lines_of(stream)), None, reopen)


def _part_again(place: _Place) -> Part:
    stream, kind = _opened(place)
    return _part(place, kind, stream)


def _records(stream: Stream, name: str) -> Iterator[Record]:
    from ._captures import records_of  # noqa: PLC0415  (few sources are captures)

    return records_of(stream, name)


def _unreadable(name: str, error: LogError) -> Part:
    """A part that raises when it is read, so that the parts beside it can be."""

    def lines() -> Iterator[Line]:
        raise error
        yield

    return Part(name, lines(), None, None)


def _part_of_iterable(source: Iterable[str | bytes]) -> Part:
    again = iter(source) is not source
    return Part(_name(source), lines_of_iterable(source), None, (lambda: _part_of_iterable(source)) if again else None)


def _all(name: str, items: Iterator[_T]) -> Iterator[_T]:
    """The items, up to the damage, of which is told."""
    with _told(name):
        yield from items


def _read(name: str, stream: Stream, items: Iterator[_T]) -> Iterator[_T]:
    """The items of a stream, which is closed then."""
    with closing(stream):
        yield from _all(name, items)


@contextmanager
def _told(name: str) -> Generator[None, None, None]:
    """Turns what damage raises into a `LogError`."""
    try:
        yield
    except DAMAGE as error:
        cause = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise LogError(f"{name}: it cannot be read to its end: {cause}") from error


def _open(path: Path, guard: Guard) -> Stream:
    try:
        file = path.open("rb", buffering=0)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        cause = getattr(error, "strerror", None) or str(error)
        raise LogError(f"{path}: {cause.lower()}") from error
    return stream_of(file, guard.given, file.close)


def _binary(source: object) -> IO[bytes] | None:
    """The bytes of an open file; None if it gives only text, or is no file."""
    buffer = getattr(source, "buffer", None)
    if buffer is not None and _at_its_beginning(source):
        return cast("IO[bytes]", buffer)
    if isinstance(source, io.TextIOBase) or not hasattr(source, "read"):
        return None
    is_binary = isinstance(source, io.IOBase) or "b" in str(getattr(source, "mode", ""))
    return cast("IO[bytes]", source) if is_binary else None


def _at_its_beginning(source: Any) -> bool:
    """Whether nothing of a text file has been read yet. Of a pipe, nobody knows: then yes."""
    try:
        return not source.seekable() or source.tell() == 0
    except (OSError, ValueError):
        return False


def _name(source: object) -> str:
    name = getattr(source, "name", None)
    return name if isinstance(name, str) and name != "<stdin>" else "-"
