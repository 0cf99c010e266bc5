"""JSON documents: read as a whole, with the line of each frame."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from .._core.jsonvalues import as_list, as_object
from ._search import Found, find, head_of

__all__ = ["Document", "Place", "may_begin"]

_DECODER = json.JSONDecoder()
_DEEP = re.compile(r"[\[{]{100}")  # which Python 3.14 would read
_MAX_MEMORY = 112_000_000
#: Bytes of memory that a value takes, by the character that tells of it.
_BYTES = {"{": 184, "[": 64, ",": 50}
_SPACE = re.compile(r"[\s,\x1e]*")
_BETWEEN = r"""[\s\\nrt"']*"""  # white space and quotes, perhaps escaped
_MAX_MISSES = 100


def may_begin(line: str) -> bool:
    """Whether a line is the beginning of a document: JSON as far as it goes."""
    if not line.startswith(("{", "[")) or _DEEP.match(line):
        return False
    try:
        _, end = _DECODER.raw_decode(line)
    except json.JSONDecodeError as error:
        return error.pos == len(line)
    except RecursionError:
        return False
    return line[end:].lstrip()[:1] in {"", ",", "{", "[", "\x1e"}


class Place(NamedTuple):
    """Where a frame stands in a document, and its text there; None if it stands in fields."""

    line: int
    frame: str | None


class Document:
    """The values of a file of JSON. Frames are located in the order in which they stand."""

    def __init__(self, text: str, values: list[Any], first_line: int) -> None:
        self._text, self.values, self._line = text, values, first_line
        self._counted = self._at = self._misses = 0

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
        return cls(text, values, first_line) if values and all(map(_holds_records, values)) else None

    @property
    def is_har(self) -> bool:
        """Whether it is a HAR file."""
        log = as_object((as_object(self.values[0]) or {}).get("log"))
        return log is not None and "entries" in log

    def locate(self, parts: list[Any]) -> Place:
        """The place of the next frame with this type and id, which is a list."""
        there = self._next(_opening(str(parts[0]), str(parts[1])))
        if there is not None and "\\" not in there[1]:
            found = next(find(self._text, there.start()), None)
            if isinstance(found, Found) and found.start == there.start():
                self._at = found.end
                return Place(self._line_at(found.start), found.frame)
        return Place(self._line_at(self._at), None)

    def line_of(self, frame: str) -> int:
        """The line of the next frame, which stands in a text of the document."""
        head = head_of(frame)
        self._next(_opening(str(head.kind), head.unique_id.partition("\\")[0]))
        return self._line_at(self._at)

    def line_of_fields(self, unique_id: str) -> int:
        """The line of the next frame, which stands in fields: that of its id."""
        self._next(rf"(?<![\w.:-]){_spelled(unique_id)}(?![\w.:-])")
        return self._line_at(self._at)

    def _next(self, pattern: str) -> re.Match[str] | None:
        """What fits next. After too many failures, ids are spelled in a way of their own, and nothing is looked for."""
        found = re.compile(pattern).search(self._text, self._at) if self._misses < _MAX_MISSES else None
        if found is None:
            self._misses += 1
        else:
            self._at = found.end()
        return found

    def _line_at(self, at: int) -> int:
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line


def _opening(kind: str, unique_id: str) -> str:
    """A pattern for how a frame begins, in the document or in a text of it."""
    return rf"\[{_BETWEEN}{re.escape(kind)}(?:\.0)?{_BETWEEN},({_BETWEEN}){_spelled(unique_id)}(?![\w-])"


def _spelled(text: str) -> str:
    """A pattern for a text as JSON may have it."""
    spellings = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    return f"(?:{'|'.join(map(re.escape, sorted(spellings)))})"


def _holds_records(value: Any) -> bool:
    """Whether it is no `[17]` before a frame on a line of text, nor a frame itself."""
    if (items := as_list(value)) is not None:
        return bool(items) and all(isinstance(item, dict | list) for item in items)
    return as_object(value) is not None
