"""Text out of bytes, line by line, whatever the encoding."""

import codecs
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ._streams import CHUNK, Stream

__all__ = ["IDLE", "MAX_LINE", "Line", "lines_of", "lines_of_iterable"]

#: Bytes of a line that are given at once. A line that is longer comes in pieces.
MAX_LINE = 1 << 20


class Line(NamedTuple):
    """A line, or a piece of one.

    Attributes:
        number: Its number, from 1, as `grep -n` counts: line feeds alone. What a lone carriage return separates are
            lines of the same number.
        text: The text, without the end of the line.
        more: Whether the next one goes on with this line, which is very long.
    """

    number: int
    text: str
    more: bool = False


#: Stands among the lines of a pipe for: there is nothing more to read now.
IDLE = Line(0, "")

_BOMS = (  # the longer ones first: UTF-32 begins as UTF-16 does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def lines_of(stream: Stream) -> Iterator[Line]:
    """The lines of a stream, and `IDLE` where it pauses. Its encoding is found out from what has been looked at."""
    mark, encoding = _encoding(stream.ahead)
    stream.take(len(mark))
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")
    number = 1
    begun: list[bytes] = []  # the line that has no end yet
    length = 0
    while True:
        if stream.idle():
            yield IDLE
        data = stream.read(CHUNK)
        chunk = data if decoder is None else decoder.decode(data, not data).encode("utf-8", "replace")
        end = chunk.rfind(b"\n") + 1
        if end:
            block = b"".join((*begun, chunk[:end]))
            yield from _lines(number, block)
            number += block.count(b"\n")
            begun, length = [], 0
        begun.append(chunk[end:])
        length += len(begun[-1])
        if length >= MAX_LINE:
            piece = b"".join(begun)
            cut = _safe_cut(piece)
            yield from _pieces(number, _text(piece[:cut]), more=True)
            begun = [piece[cut:]]
            length = len(begun[0])
        if not data:
            break
    if length:
        yield from _pieces(number, _text(b"".join(begun)).rstrip("\r"), more=False)


def lines_of_iterable(source: Iterable[str | bytes]) -> Iterator[Line]:
    """The lines of an iterable of lines, with or without their ends."""
    number = 0
    for item in source:
        text = item if isinstance(item, str) else _text(_bytes(item))
        for line in text.removesuffix("\n").split("\n"):
            number += 1
            yield from _bounded(number, line.rstrip("\r"))


def _bytes(item: object) -> bytes:
    if isinstance(item, bytes | bytearray):
        return bytes(item)
    raise TypeError(f"a source is a path, an open file, or an iterable of lines (str or bytes), not of {item!r:.60}")


def _bounded(number: int, text: str) -> Iterator[Line]:
    for start in range(0, len(text) - MAX_LINE, MAX_LINE):
        yield from _pieces(number, text[start : start + MAX_LINE], more=True)
    yield from _pieces(number, text[(len(text) - 1) // MAX_LINE * MAX_LINE :] if text else "", more=False)


def _lines(number: int, block: bytes) -> Iterator[Line]:
    """The lines of a block that ends with a line feed."""
    text = _text(block[:-1])
    if "\r" in text:
        text = text.replace("\r\n", "\n").removesuffix("\r")
        if "\r" in text:
            for at, line in enumerate(text.split("\n"), number):
                yield from _pieces(at, line.rstrip("\r"), more=False)
            return
    for at, line in enumerate(text.split("\n"), number):
        yield Line(at, line)


def _pieces(number: int, text: str, *, more: bool) -> Iterator[Line]:
    *whole, last = text.split("\r")
    for line in whole:
        yield Line(number, line)
    yield Line(number, last, more)


def _safe_cut(piece: bytes) -> int:
    """Where a piece is cut: not within a character, nor before what may be the second part of a line end."""
    for back in range(1, 5):
        byte = piece[-back]
        if not 0x80 <= byte < 0xC0:  # no continuation
            return len(piece) - back if byte >= 0xC0 or byte == 0x0D else len(piece)
    return len(piece)


def _encoding(head: bytes) -> tuple[bytes, str]:
    """The mark that a text begins with, and its encoding."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return mark, encoding
    # UTF-16 without a mark: every second byte of what is mostly ASCII is 0.
    even, odd = head[0::2], head[1::2]
    if len(odd) >= 2:
        zeros = even.count(0) / len(even), odd.count(0) / len(odd)
        if max(zeros) > 0.7 and min(zeros) < 0.1:
            return b"", "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return b"", "utf-8"


def _text(data: bytes) -> str:
    """The text of whole lines. What is no UTF-8 does not matter to the other lines."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return "\n".join(map(_text_of_line, data.split(b"\n")))


def _text_of_line(data: bytes) -> str:
    """The text of a line: Windows-1252 if nothing of it can be UTF-8 and it has no binary parts."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    if data.decode(errors="ignore").isascii() and data.isascii() is False and min(data) >= 0x09:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    return data.decode(errors="replace")
