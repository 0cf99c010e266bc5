r"""Values in every notation of a log: JSON, JSON within strings (`\"`), Python (`'`), CSV (`""`), HTML (`&quot;`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

__all__ = ["QUOTE", "Extent", "enclosing", "end_of_string", "plain", "rewritten", "strings_of_list"]

#: Where a value begins and ends in a text.
Extent = tuple[int, int]

#: What opens and closes a string. Five times escaped, it has 31 backslashes.
QUOTE = r"""(?:""(?=[\w.+*])|\\{0,31}["']|&quot;|&\#34;|\\{1,31}u0022|%22)"""

_MAX_STRING = 40_000  # characters; the longest field of a message has 32,768
_MAX_LINES = 1000  # that a string is wrapped over
_MAX_OBJECT = 2048  # characters before and after a place in which its object is looked for
_MAX_ITEMS = 100_000  # characters of a list

_UNIT = re.compile(r"\\+(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|%[0-9A-Fa-f]{2}|.", re.DOTALL)
_CODE = re.compile(r"(\\+[ux]|%)([0-9a-fA-F]{2,4})")
_SHORT_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ASCII = 128
_PRIVATE = 0xE000  # from here on characters without a meaning: they stand for bytes and unknown escapes, which stay
_AFTER_A_STRING = re.compile(r"\s*(?:[,:}\])]|\\|$)")


def end_of_string(text: str, at: int, quote: str) -> int | None:
    """Where the string ends that begins at this place, after its quote. None: it has no end.

    A string goes on in the next line only if the log has wrapped it: what follows a string then follows its end.
    """
    stop = min(len(text), at + _MAX_STRING)
    if len(quote) == 1:  # nearly always
        end = text.find(quote, at, stop)
        if end >= 0 and text[end - 1] != "\\" and text.find("\n", at, end) < 0:
            return end
    mark = quote.lstrip("\\") if quote[-1] in "\"'" and quote != '""' else quote
    backslashes = len(quote) - len(mark)
    end = at - 1
    while (end := text.find(mark, end + 1, stop)) >= 0:
        before = _backslashes_before(text, end, at)
        if mark != quote or len(mark) == 1:
            if before > backslashes and before % (2 * backslashes + 2) != backslashes:
                continue  # a quote within the string
            before = min(before, backslashes)
        elif before % 2 and mark == '""':
            continue
        else:
            before = 0
        inside = end - before
        if _is_one_string(text, at, inside, end + len(mark)):
            return inside
        return None
    return None


def _backslashes_before(text: str, end: int, at: int) -> int:
    start = end
    while start > at and text[start - 1] == "\\":
        start -= 1
    return end - start


def _is_one_string(text: str, at: int, end: int, after: int) -> bool:
    breaks = text.count("\n", at, end)
    return not breaks or (breaks <= _MAX_LINES and _AFTER_A_STRING.match(text, after) is not None)


def strings_of_list(text: str, at: int) -> Iterator[Extent]:
    """The strings of a list of strings that begins at this place, with `[`."""
    item = re.compile(rf"\s*,?\s*({QUOTE})")
    at += 1
    stop = at + _MAX_ITEMS
    while at < stop and (found := item.match(text, at)):
        end = end_of_string(text, found.end(), found[1])
        if end is None:
            return
        yield found.end(), end
        at = end + len(found[1])


_BRACKET = re.compile(r"[{}()\[\]]")


def enclosing(text: str, at: int) -> Extent | None:
    """The innermost brackets around a place, and all between them. None: there are none near."""
    depth = 0
    start = None
    for found in reversed(list(_BRACKET.finditer(text, max(0, at - _MAX_OBJECT), at))):
        depth += 1 if found[0] in "})]" else -1
        if depth < 0:
            start = found.start()
            break
    if start is None:
        return None
    return start, closing(text, at)


def closing(text: str, at: int) -> int:
    """Where the innermost brackets around a place are closed."""
    depth = 0
    stop = min(len(text), at + _MAX_OBJECT)
    for found in _BRACKET.finditer(text, at, stop):
        depth += 1 if found[0] in "{([" else -1
        if depth < 0:
            return found.end()
    return stop


def plain(raw: str) -> str:
    """A value without its escapes, as long as it has units."""
    return "".join(map(_meaning, _units(raw))) if _is_escaped(raw) else raw


def rewritten(raw: str, pseudonym: Callable[[str], str]) -> str:
    """The pseudonym of a value in the notation of that value: what was an escape is one again."""
    if not _is_escaped(raw):
        return pseudonym(raw)
    units = _units(raw)
    value = "".join(map(_meaning, units))
    return "".join(
        unit if new == old else _spelled(new, unit)
        for unit, old, new in zip(units, value, pseudonym(value), strict=True)
    )


def _is_escaped(raw: str) -> bool:
    return "\\" in raw or "%" in raw


def _units(raw: str) -> list[str]:
    return [found[0] for found in _UNIT.finditer(raw)]


@lru_cache(maxsize=1024)
def _meaning(unit: str) -> str:
    """The one character that a unit stands for."""
    if code := _CODE.fullmatch(unit):
        number = int(code[2], 16)
        return chr(number) if code[1] != "%" or number < _ASCII else chr(_PRIVATE + number)
    if len(unit) == 1:
        return unit
    return _SHORT_ESCAPES.get(unit[-1], chr(_PRIVATE + ord(unit[-1])) if unit[-1].isalnum() else unit[-1])


def _spelled(char: str, unit: str) -> str:
    """A character, in the form of the unit that it replaces."""
    if not (code := _CODE.fullmatch(unit)):
        return unit[:-1] + char
    digits = f"{ord(char):0{len(code[2])}x}"
    return code[1] + (digits.upper() if code[2].upper() == code[2] and code[2].lower() != code[2] else digits)
