"""Reads the text of a frame for the slow path: strict JSON, bounded in size and depth, that loses nothing.

The reader of the standard library does the work. It keeps what others hide: keys that occur twice, numbers that are
too long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any, TypeAlias

from .findings import THE_FRAME
from .jsonvalues import InexactNumber, JsonObject, number_of
from .limits import MAX_DIGITS, MAX_NESTING
from .report import Report
from .rules import Rule

# A string, whole. Possessive, so that nothing is ever tried twice.
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_BRACKET = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
# A string, or commas with the bracket that opens before them and the one that closes after them.
_COMMAS = re.compile(rf"({_STRING})|(?:([\[{{])\s*+)?+,[\s,]*+([\]}}])?", re.DOTALL)

#: The types of a frame. A mutable buffer is copied.
Frame: TypeAlias = str | bytes | bytearray | memoryview


class Unreadable(Exception):  # noqa: N818 (never leaves the library)
    """The frame cannot be read as JSON; the report says why. `text`: the frame for people to read."""

    def __init__(self, text: str) -> None:
        self.text = text


def is_frame(value: object) -> bool:
    """Whether the value is text or bytes."""
    return isinstance(value, str | bytes | bytearray | memoryview)


def plain(frame: Frame) -> Frame:
    """The frame as plain str or bytes: a copy of a buffer, or of a subclass, which may behave in any way.

    What is no frame stays as it is, as does a memoryview that has been released.
    """
    match frame:
        case str():
            return str.__str__(frame)
        case bytes():
            return bytes.__bytes__(frame)
        case bytearray() | memoryview():
            with suppress(ValueError):
                return memoryview(frame).tobytes()
    return frame


def size_of(frame: str | bytes) -> int:
    """The size in bytes of UTF-8. UnicodeError for text that cannot be encoded."""
    if isinstance(frame, bytes) or frame.isascii():
        return len(frame)
    return len(frame.encode())


def read(frame: Frame, report: Report) -> tuple[str, Any]:
    """The text of a frame, and its plain Python data. Unreadable if it has none; the report says why."""
    text = _text_of(frame, report)
    return text, _data_of(text, report)


def _text_of(frame: Frame, report: Report) -> str:
    frame = plain(frame)
    if not isinstance(frame, str | bytes):
        report.add(Rule.NOT_TEXT, None, type(frame).__name__, "text or bytes", THE_FRAME)
        raise Unreadable("")
    try:
        size, max_size = size_of(frame), report.settings.max_size
        if size > max_size:
            report.add(Rule.TOO_LARGE, None, size, f"at most {max_size} bytes, not {size}", THE_FRAME)
            raise Unreadable(_shown(frame))
        return frame if isinstance(frame, str) else frame.decode()
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        excerpt = error.object[max(error.start - 20, 0) : error.start + 20]
        report.add(Rule.NOT_UTF8, None, excerpt, f"UTF-8; the error is at position {error.start}", THE_FRAME)
        raise Unreadable(_shown(frame)) from None


def _shown(frame: str | bytes) -> str:
    """The text of a frame for people to read; bytes that are no UTF-8 appear as escapes."""
    return frame if isinstance(frame, str) else frame.decode(errors="backslashreplace")


def _data_of(text: str, report: Report) -> Any:
    if text.count("[") + text.count("{") > MAX_NESTING and _depth(text) > MAX_NESTING:
        report.add(Rule.TOO_DEEP, None, None, f"at most {MAX_NESTING} levels", THE_FRAME)
        raise Unreadable(text)
    try:
        return _read_strictly(text)
    except json.JSONDecodeError as error:
        return _mended(text, error, report)
    except (ValueError, RecursionError) as error:  # limits that the program has set lower than Python does
        report.add(Rule.NOT_JSON, None, None, f"JSON that this Python can read ({type(error).__name__})", THE_FRAME)
    raise Unreadable(text)


def _mended(text: str, error: json.JSONDecodeError, report: Report) -> Any:
    """The data of a text with stray commas or control characters. Unreadable if that is not tolerated."""
    expected = f"JSON; {error.msg} at line {error.lineno}, column {error.colno}"
    excerpt = text[max(error.pos - 20, 0) : error.pos + 20]
    trimmed = text.removeprefix("\ufeff").rstrip("\0")
    mended = _COMMAS.sub(_without_stray, trimmed)
    rules = [Rule.NOT_JSON]
    data = None
    for read in (_read_strictly, _read_generously):
        with suppress(ValueError, RecursionError):
            data = read(mended)
            has_control = trimmed != text or read is _read_generously
            rules = [Rule.STRAY_COMMA] * (mended != trimmed) + [Rule.CONTROL_CHARACTER] * has_control
            break
    for rule in rules:
        report.repair(rule, None, excerpt, expected, None, THE_FRAME)
    if report.errors:
        raise Unreadable(text)
    return data


def _without_stray(match: re.Match[str]) -> str:
    opened, closed = match[2] or "", match[3] or ""
    if match[1] or (not (opened or closed) and match[0].count(",") == 1):  # a text, or a comma where it belongs
        return match[0]
    return opened + closed or ","


def _depth(text: str) -> int:
    steps = ((1 if token[0] in "[{" else -1) for token in _BRACKET.findall(text) if token[0] != '"')
    return max(accumulate(steps), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    values: dict[str, list[Any]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    marked = JsonObject(members)
    marked.hidden = {key: found[:-1] for key, found in values.items() if len(found) > 1}
    return marked


def _integer(digits: str) -> int | float:
    """An integer. One that is too long becomes infinite, and is refused at its place."""
    return int(digits) if len(digits.lstrip("-")) <= MAX_DIGITS else InexactNumber(digits)


_HOOKS: Mapping[str, Any] = {"object_pairs_hook": _object, "parse_int": _integer, "parse_float": number_of}
_read_strictly = json.JSONDecoder(**_HOOKS).decode
_read_generously = json.JSONDecoder(**_HOOKS, strict=False).decode  # control characters
