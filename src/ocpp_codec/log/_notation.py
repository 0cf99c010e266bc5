"""Frames in the notation of a programming language: Python, JavaScript, Java, Ruby; written anew as JSON."""

from __future__ import annotations

import json
import re

__all__ = ["of_literal", "to_json"]

_MAX_DEPTH = 60
_SPACE = re.compile(r"\s*")
_STRING = re.compile(r"""[bur]{0,2}(?:'((?:[^'\\]|\\.)*+)'|"((?:[^"\\]|\\.)*+)"|`((?:[^`\\]|\\.)*+)`)""", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: How Python shows a member of an enumeration: `<Reason.Local: 'Local'>`.
_MEMBER = re.compile(r"<[\w.]+: (?='|\")")
_KEY = re.compile(r"[\w$.@-]+")
_ARROW = re.compile(r"\s*(?:=>|:|=)\s*")
# A value without quotes ends where its list or object goes on. In `{a=1, b=x, y}` the comma of "x, y" belongs to b.
_BARE_ITEM = re.compile(r"[^,\[\]{}()'\"]+")
_BARE_MEMBER = re.compile(r"[^,\[\]{}]*(?:,(?!\s*[\w$.@-]+=)[^,\[\]{}]*)*")
_WORDS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null", "undefined": "null"}
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
#: Those that a language itself writes: it leaves other backslashes alone.
_WRITTEN = re.compile(r"""\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\\'"nrtbf0va])""")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": "\0", "v": "\v", "a": "\a"}
_CLOSERS = {"[": "]", "(": ")"}


def _paired(text: str) -> str:
    """A text with the characters whose halves were escaped one by one; a half alone is replaced."""
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def of_literal(inner: str, *, is_bytes: bool) -> str | None:
    """The text that a string of Python or JavaScript stands for; None for bytes that are none.

    Args:
        inner: The string without its quotes.
        is_bytes: Whether it is one of bytes: of UTF-8, of which what is not ASCII is escaped.
    """
    text = _WRITTEN.sub(_character, inner)
    if not is_bytes:
        return _paired(text)
    return text.encode("latin-1").decode("utf-8", "replace") if max(text) < "\u0100" else None


class _UnreadableError(ValueError):
    """The text is in none of the notations. `at`: how far it was read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def to_json(text: str, start: int) -> tuple[str | None, int]:
    """The list that begins at `start` as JSON text, and where it ends; None and how far it was read if it cannot be."""
    try:
        return _value(text, start, 0, in_object=False)
    except _UnreadableError as unreadable:
        return None, unreadable.at


def _value(text: str, at: int, depth: int, *, in_object: bool) -> tuple[str, int]:
    if depth > _MAX_DEPTH or at >= len(text):
        raise _UnreadableError(at)
    opener = text[at : at + 1]
    if opener == "%" and text[at + 1 : at + 2] == "{":  # Elixir
        at, opener = at + 1, "{"
    if opener in {"[", "("}:
        return _list(text, at, depth)
    if opener == "{":
        return _object(text, at, depth)
    if member := _MEMBER.match(text, at):
        value, end = _value(text, member.end(), depth + 1, in_object=False)
        if text[end : end + 1] != ">":
            raise _UnreadableError(end)
        return value, end + 1
    if string := _STRING.match(text, at):
        return json.dumps(_unescaped(string), ensure_ascii=False), string.end()
    return _bare(text, at, in_object=in_object)


def _list(text: str, at: int, depth: int) -> tuple[str, int]:
    closer, items = _CLOSERS[text[at]], list[str]()
    at = _skip(text, at + 1)
    while text[at : at + 1] != closer:
        item, at = _value(text, at, depth + 1, in_object=False)
        items.append(item)
        at = _next(text, at, closer)
    return f"[{','.join(items)}]", at + 1


def _object(text: str, at: int, depth: int) -> tuple[str, int]:
    members = list[str]()
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        if string := _STRING.match(text, at):
            key, at = _unescaped(string), string.end()
        elif bare := _KEY.match(text, at):
            key, at = bare[0], bare.end()
        else:
            raise _UnreadableError(at)
        arrow = _ARROW.match(text, at)
        if arrow is None:
            raise _UnreadableError(at)
        is_java = arrow[0].strip() == "="
        value, at = _value(text, arrow.end(), depth + 1, in_object=is_java)
        members.append(f"{json.dumps(key, ensure_ascii=False)}:{value}")
        at = _next(text, at, "}")
    return f"{{{','.join(members)}}}", at + 1


def _bare(text: str, at: int, *, in_object: bool) -> tuple[str, int]:
    found = (_BARE_MEMBER if in_object else _BARE_ITEM).match(text, at)
    word = found[0].strip() if found else ""
    if found is None or not (word or in_object):
        raise _UnreadableError(at)
    if word.lower() in _WORDS:
        return _WORDS[word.lower()], found.end()
    if _NUMBER.fullmatch(word):
        return word, found.end()
    if word in {"Object", "Array"} or word.startswith("..."):  # what util.inspect leaves out
        raise _UnreadableError(found.end())
    return json.dumps(word, ensure_ascii=False), found.end()


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _next(text: str, at: int, closer: str) -> int:
    """Where the next item begins, or the closer stands."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != closer:
        raise _UnreadableError(at)
    return at


def _unescaped(string: re.Match[str]) -> str:
    inner: str = next(each for each in string.groups() if each is not None)
    return _paired(_ESCAPE.sub(_character, inner)) if "\\" in inner else inner


def _character(escape: re.Match[str]) -> str:
    code = escape[1]
    if len(code) == 1:
        return _ESCAPES.get(code, code)
    point = int(code[1:], 16)
    return chr(point) if point <= 0x10FFFF else "\ufffd"  # the replacement character
