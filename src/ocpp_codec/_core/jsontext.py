"""Reads the text of a frame for the slow path: strict JSON, bounded in size and depth, that loses nothing.

The reader of the standard library does the work. It keeps what others hide: keys that occur twice, numbers that are
too long. msgspec reads first, in a third of the time; what it gives is taken if nothing can be hidden.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from itertools import accumulate
from typing import Any, TypeAlias

import msgspec

from .findings import THE_FRAME, show
from .jsonvalues import InexactNumber, JsonObject, number_of
from .limits import MAX_DIGITS, MAX_NESTING
from .report import Report
from .rules import Rule
from .version import FAST_PATH_ERRORS

# A string, whole. Possessive, so that nothing is ever tried twice.
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_WHOLE_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
# An escape of JSON, or a backslash that begins none.
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})?')
_BEGUN = re.compile(r'-|\.|[eE][+-]?|"[^"]*+')  # what is left of a number or a string that is cut
_CONTROL = re.compile(r"[\0-\x1f]")
_BRACKET = re.compile(rf"{_STRING}|[\[\]{{}}]", re.DOTALL)
# A string, or commas with the bracket that opens before them and the one that closes after them.
_COMMAS = re.compile(rf"({_STRING})|(?:([\[{{])\s*+)?+,[\s,]*+([\]}}])?", re.DOTALL)
# Part of each comma that stands beside no value. A string may hold the same.
_STRAY_COMMA = re.compile(r"[\[{,]\s*+,|,\s*+[\]}]")

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
        excerpt = _shown(error.object[max(error.start - 20, 0) : error.start + 20])
        report.add(Rule.NOT_UTF8, None, excerpt, f"UTF-8; the error is at position {error.start}", THE_FRAME)
        raise Unreadable(_shown(frame)) from None


def _shown(frame: str | bytes) -> str:
    """The text of a frame for people to read; bytes that are no UTF-8 appear as escapes."""
    return frame if isinstance(frame, str) else frame.decode(errors="backslashreplace")


def _data_of(text: str, report: Report) -> Any:
    if text.count("[") + text.count("{") > MAX_NESTING and _depth(text) > MAX_NESTING:
        report.add(Rule.TOO_DEEP, None, None, f"at most {MAX_NESTING} levels", THE_FRAME)
        raise Unreadable(text)
    if (data := read_quickly(text)) is not None:
        return data
    try:
        return read_strictly(text)
    except json.JSONDecodeError as error:
        return _mended(text, error, report)
    except (ValueError, RecursionError) as error:  # limits that the program has set lower than Python does
        report.add(Rule.NOT_JSON, None, None, f"JSON that this Python can read ({type(error).__name__})", THE_FRAME)
    raise Unreadable(text)


def read_quickly(text: str) -> Any:
    """The same data as `read_strictly` gives; None for a text that is not read here, as for null."""
    if "\\" in text:
        return None
    try:
        data = _decode(text)
        # Every quote is one of a string, since there is no escape. A member that is hidden by another has at least two.
        return data if _encode(data).count(b'"') == text.count('"') else None
    except FAST_PATH_ERRORS:
        return None


def _mended(text: str, error: json.JSONDecodeError, report: Report) -> Any:
    """The data of a text whose slips can be read in one way only. Unreadable if they are not tolerated."""
    trimmed = text.removeprefix("\ufeff").rstrip("\0")
    escaped = _ESCAPE.sub(_as_backslash, trimmed)
    mended = _COMMAS.sub(_without_stray, escaped) if _STRAY_COMMA.search(escaped) else escaped
    is_same = mended == text and not _CONTROL.search(text)  # it would fail once more
    data, slips = None, dict[Rule, str]()
    for read in () if is_same else (read_strictly, _read_generously):
        with suppress(ValueError, RecursionError):
            data = read(mended)
            if mended != escaped:
                slips[Rule.STRAY_COMMA] = f"a value beside the comma at {_place(text, _stray_comma(text))}"
            if escaped != trimmed:
                slips[Rule.UNKNOWN_ESCAPE] = f"two backslashes at {_place(text, _unknown_escape(text))}"
            if trimmed != text:
                has_mark = text.startswith("\ufeff")
                slips[Rule.CONTROL_CHARACTER] = (
                    "no byte order mark before the frame" if has_mark else "no NUL behind the frame"
                )
            elif read is _read_generously:
                slips[Rule.CONTROL_CHARACTER] = _escape_needed(text)
            break
    else:
        slips[Rule.NOT_JSON] = _what_stops(text, error)
    excerpt = text[max(error.pos - 20, 0) : error.pos + 20]
    for rule, expected in slips.items():
        report.repair(rule, None, excerpt, expected, None, THE_FRAME)
    if report.errors:
        raise Unreadable(text)
    return data


def _what_stops(text: str, error: json.JSONDecodeError) -> str:
    """What a JSON reader needs, where it stops."""
    end = cut_at = len(text.rstrip())
    if end == 0:
        return "text"
    rest = text[error.pos : end]
    if _BEGUN.fullmatch(rest) or any(word.startswith(rest) for word in ("true", "false", "null")):
        return _more_text(text, end)
    depth = 0  # where the reader stops
    for token in _BRACKET.finditer(text):
        is_string = token[0][0] == '"'
        if is_string and not _WHOLE_STRING.fullmatch(token[0]):
            cut_at = token.start()
        elif not is_string and token.start() < error.pos:
            depth += 1 if token[0] in "[{" else -1
    if error.pos >= cut_at:
        return _more_text(text, end)
    what = "nothing behind the frame" if depth == 0 and error.pos else "JSON"
    return f"{what} at {_place(text, error.pos)}, not {show(text[error.pos])}"


def _more_text(text: str, end: int) -> str:
    return f"more text: the frame is cut after {_place(text, end - 1)}"


def _place(text: str, index: int) -> str:
    """The line and column of a character, counted from 1."""
    return f"line {text.count(chr(10), 0, index) + 1}, column {index - text.rfind(chr(10), 0, index)}"


def _stray_comma(text: str) -> int:
    strays = (match for match in _COMMAS.finditer(text) if _without_stray(match) != match[0])
    return next(match.start() + match[0].index(",") for match in strays)


def _unknown_escape(text: str) -> int:
    return next(match.start() for match in _ESCAPE.finditer(text) if len(match[0]) == 1)


def _escape_needed(text: str) -> str:
    """Which control character a string holds, and where."""
    strings = (match for match in _BRACKET.finditer(text) if match[0][0] == '"')
    start, found = next((each.start(), found) for each in strings if (found := _CONTROL.search(each[0])))
    return f"the escape \\u{ord(found[0]):04x} at {_place(text, start + found.start())}"


def _as_backslash(match: re.Match[str]) -> str:
    return match[0] if len(match[0]) > 1 else "\\\\"


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
read_strictly = json.JSONDecoder(**_HOOKS).decode
_read_generously = json.JSONDecoder(**_HOOKS, strict=False).decode  # control characters
_decode = msgspec.json.Decoder(float_hook=number_of).decode
_encode = msgspec.json.Encoder().encode
