"""A text of any size in pieces of bounded size, each with the text before and behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

__all__ = ["for_each_window"]

SIZE = 1 << 20  # characters that are read at once
MARGIN = 1 << 16  # characters behind a piece: the longest secret fits in
BEFORE = 1 << 13  # characters before a piece
_MAX_LINE = 1 << 22  # characters of a line that is handled as a whole

#: Handles text[start:end]; gives the place up to which it has done so, at most `end`.
Handle = Callable[[str, int, int], int]


def for_each_window(source: TextIO, handle: Handle) -> None:
    """Reads a text and handles all of it, piece by piece."""
    text, start = "", 0
    while more := source.read(SIZE):
        text += more
        end = _end_of_piece(text, start)
        if end > start:
            done = handle(text, start, end)
            first = max(0, done - BEFORE)
            first = text.find("\n", first, done) + 1 or first
            text, start = text[first:], done - first
    while start < len(text):
        start = handle(text, start, len(text))


def _end_of_piece(text: str, start: int) -> int:
    """Behind a line if possible; within one only if it is very long; `start` if more must be read."""
    last = len(text) - MARGIN
    end = text.rfind("\n", start, max(last, start)) + 1
    if end > start or last - start < _MAX_LINE:
        return max(end, start)
    while last > start and text[last - 1].isalnum() and len(text) - last < 2 * MARGIN:
        last -= 1
    return last
