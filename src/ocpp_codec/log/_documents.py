"""JSON documents: read as a whole, with the line of each frame."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from ._search import Found, find

__all__ = ["Document", "Place"]

_DECODER = json.JSONDecoder()
_EFFORT = 8  # how often a document may be searched to its end in vain
_MAX_MEMORY = 112_000_000
#: Bytes of memory that a value takes, by the character that tells of it.
_BYTES = {"{": 184, "[": 64, ",": 50}
_SPACE = re.compile(r"[\s,\x1e]*")


class Place(NamedTuple):
    """Where a frame stands in a document, and its text there; None if it stands in fields."""

    line: int
    frame: str | None


class Document:
    """The values of a file of JSON. Frames are located in the order in which they stand."""

    def __init__(self, text: str, values: list[Any], first_line: int) -> None:
        self._text, self.values, self._line = text, values, first_line
        self._counted = self._at = 0
        self._effort = _EFFORT * len(text)

    @classmethod
    def read(cls, text: str, first_line: int) -> Document | None:
        """The document, or several of them, that a text is; None if it is none, or would take too much memory."""
        if sum(size * text.count(character) for character, size in _BYTES.items()) > _MAX_MEMORY:
            return None
        values, at = list[Any](), len(text) - len(text.lstrip())
        try:
            while at < len(text.rstrip()):
                value, at = _DECODER.raw_decode(text, at)
                values.append(value)
                space = _SPACE.match(text, at)
                at = space.end() if space else at
        except (ValueError, RecursionError):
            return None
        return cls(text, values, first_line) if any(isinstance(value, dict | list) for value in values) else None

    @property
    def is_har(self) -> bool:
        """Whether it is a HAR file."""
        log = self.values[0].get("log") if isinstance(self.values[0], dict) else None  # pyright: ignore
        return isinstance(log, dict) and "entries" in log

    def locate(self, parts: list[Any]) -> Place:
        """The place of the next frame with this type and id."""
        unique_id = json.dumps(parts[1], ensure_ascii=False)
        opening = re.compile(rf'\[\s*"?{re.escape(str(parts[0]))}"?\s*,\s*{re.escape(unique_id)}')
        there = opening.search(self._text, self._at) if self._effort > 0 else None
        if there is None:
            self._effort -= len(self._text) - self._at
        else:
            found = next(iter(find(self._text, there.start())), None)
            if isinstance(found, Found) and found.start == there.start():
                self._at = found.end
                return Place(self._line_at(found.start), found.frame)
        return Place(self.line_near(unique_id), None)

    def line_of(self, frame: str) -> int:
        """The line of a frame that stands in a text of the document."""
        head = re.match(r'\[\s*"?\d"?\s*,\s*"?([^"\\,]*)', frame)
        return self.line_near(head[1] if head else frame[:20])

    def line_near(self, text: str) -> int:
        """The line where a text stands next, such as the id of a frame that was taken apart into fields."""
        at = self._text.find(text.strip('"'), self._at) if self._effort > 0 else -1
        if at >= 0:
            self._at = at + 1
        else:
            self._effort -= len(self._text) - self._at
        return self._line_at(self._at)

    def _line_at(self, at: int) -> int:
        if at >= self._counted:
            self._line += self._text.count("\n", self._counted, at)
            self._counted = at
        return self._line
