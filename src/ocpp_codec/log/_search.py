r"""Finds frames in a piece of text, however a log has quoted them.

A frame opens with `[2,` to `[6,`. What stands behind tells its notation: a quote is JSON; `\"` and `""` and `&quot;`
are JSON that was escaped once more; an apostrophe or a letter is the notation of a programming language.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ._notation import of_literal, to_json

__all__ = ["OPENING", "Cut", "Found", "Head", "find", "head_of", "is_frame", "is_json"]

_MAX_FRAME = 4 << 20  # characters; a longer one is no frame of any station
_MAX_CUTS = 8  # frames that do not end, in one text: each may be looked for up to its end
_MAX_LEVELS = 4  # of escapes around a frame
_SPARE = 200  # characters that may be read in vain, besides as many as a text has
_JSON_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'

_CURLY = "“”„«»"  # word processors and chat programs make them of quotes
_QUOTE = rf"""(?:\\*"|'|&(?:quot|\#34|\#x22);|""|[{_CURLY}])?"""

#: What opens like a frame.
OPENING = re.compile(rf"""\[\s*{_QUOTE}[2-6](?:\.0)?{_QUOTE}\s*,\s*(?:-?\d{{1,20}}\s*,\s*)?(?=[^\s])""")
_TOKEN = re.compile(rf'{_JSON_STRING}|[\[\]{{}}"]', re.DOTALL)
_DOUBLED = re.compile(r'""[^,"]')
_DECODER = json.JSONDecoder(strict=False)
_CURLY_TABLE = dict.fromkeys(map(ord, _CURLY), '"')
#: Of what JSON escapes. Half a pair of surrogates is no character, so it stays as it is.
_ESCAPE = re.compile(
    r'\\(["\\/\'bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})'
)
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_QUOTED_BEGINNING = re.compile(r"\[\s*'?[2-6]'?\s*,\s*'[^']+'\s*,\s*['{]")
_SQL = re.compile(r"'(?:[^']|'')*+'")
_LITERAL = re.compile(r"'(?:[^'\\]|\\.)*+'", re.DOTALL)
# The parts of a frame that tell whether it is one: type, id, and how the third part begins.
_HEAD = re.compile(
    rf'\[\s*"?([2-6])(?:\.0)?"?\s*,\s*({_JSON_STRING}|-?\d[\d.eE+-]*+|null|true|false)\s*'
    rf"(?:,\s*(?:({_JSON_STRING})\s*([,\]])?\s*(.)?|(\{{|null|\[\s*\]))|\])",
    re.DOTALL,
)
#: A text that ends before the third part of a frame.
_BEGINNING = re.compile(
    rf'\[\s*"?[2-6](?:\.0)?"?\s*,\s*'
    rf'(?:"(?:[^"\\]|\\.)*+|(?:{_JSON_STRING}|\d+)\s*(?:,\s*(?:"(?:[^"\\]|\\.)*+)?)?)\Z',
    re.DOTALL,
)
_ACTION = re.compile(r'"[A-Za-z][\w .:-]{2,59}"\Z')
_NAME = re.compile(r'"[A-Z][a-z]+(?:[A-Z0-9][A-Za-z0-9]*)*"\Z')


class Found(NamedTuple):
    """A frame in a text. `start` and `end` count in `text`: the text itself, or it with its escapes undone."""

    frame: str
    start: int
    end: int
    text: str
    rebuilt: bool = False


class Cut(NamedTuple):
    """What opens like a frame at `start`, and is none as far as the text goes.

    `in_string`: whether the text ends within a string. `reason`: why it is none; "" if the text ends too early.
    """

    start: int
    reason: str = ""
    in_string: bool = False


class _Effort:
    """How many characters of a text may still be read in vain: in a hostile one each bracket opens what has no end."""

    def __init__(self, text: str) -> None:
        self.left = len(text) + _SPARE


def find(text: str, start: int = 0, levels: int = 0) -> Iterator[Found | Cut]:
    """Every frame of a text, in order, and what opens like one."""
    cuts, effort = 0, _Effort(text)
    while cuts < _MAX_CUTS and (opening := OPENING.search(text, start)):
        at, behind = opening.start(), text[opening.end()]
        undo = _undo_for(text, opening)
        if undo is not None:
            if levels < _MAX_LEVELS and (undone := undo(text[at:])) != text[at:]:
                yield from find(text[:at] + undone, at, levels + 1)
                return
            found: Found | Cut | None = None
        elif behind == "'" or (behind.isalpha() and not text.startswith(("null", "true", "false"), opening.end())):
            found = _in_notation(text, at, effort)
        else:
            found = _in_json(text, at, effort)
        if found is not None:
            yield found
            cuts += isinstance(found, Cut)
        start = found.end if isinstance(found, Found) else opening.end()


def _undo_for(text: str, opening: re.Match[str]) -> Callable[[str], str] | None:
    """What undoes the escapes in which a frame stands; None if it stands in none."""
    behind = opening.end()
    if text[behind] == "{":  # the id of a result is a number, so that the first quote is that of a field
        behind = min(behind + 1, len(text) - 1)
    if _ESCAPE.match(text, behind) or opening[0][1:].lstrip().startswith("\\"):
        return _unescaped
    if text[behind] == "&" and text.startswith(("&quot;", "&#34;", "&#x22;"), behind):
        return html.unescape
    if _DOUBLED.match(text, behind):  # CSV doubles a quote within quotes
        return _undoubled
    if text[behind] in _CURLY:
        return _uncurled
    return None


def is_frame(text: str) -> bool:
    """Whether a JSON array is a frame: perhaps a defective one, but nothing else."""
    head = _HEAD.match(text)
    return head is not None and _says_frame(head)


class Head(NamedTuple):
    """The type, the id and the action (or error code) of a frame, as far as they can be read."""

    kind: int
    unique_id: str
    name: str
    is_number: bool = False


def head_of(frame: str) -> Head:
    """The first parts of a frame."""
    head = _HEAD.match(frame)
    if head is None:
        return Head(0, "", "")
    return Head(int(head[1]), head[2].strip('"'), (head[3] or "").strip('"'), head[2][0] != '"')


def _says_frame(head: re.Match[str]) -> bool:
    kind, unique_id, name, delimiter, behind, payload = head.groups()
    if kind == "3":
        return payload is not None or (name is not None and behind == "{" and _NAME.match(name) is not None)
    if payload is not None:  # a call without an action; but not `[2,3,{}]`
        return kind in {"2", "6"} and payload == "{" and unique_id[0] == '"'
    if name is None or delimiter is None:
        return False
    if delimiter == "]":  # a call without a payload, an error with nothing but its code
        return _NAME.match(name) is not None and len(name) > 7
    if kind in {"4", "5"}:
        return behind == '"' or behind in {"{", "n"}
    return behind in {"{", "n", "[", "]", '"'} and _ACTION.match(name) is not None


def _in_json(text: str, at: int, effort: _Effort) -> Found | Cut | None:
    if (literal := _from_literal(text, at, effort)) is not None:
        return literal
    head = _HEAD.match(text, at)
    if head is None or head[5] == "%":  # Elixir writes %{}
        if _BEGINNING.match(text, at):
            return Cut(at, in_string=any(token[0] == '"' for token in _TOKEN.finditer(text, at)))
        return _in_notation(text, at, effort)
    if not _says_frame(head):
        if head[3] and head[4] is None:  # `[2,"17","Boot...ved"}]`: a log has cut out its middle
            return Cut(at, "it is no JSON" if text[head.end(3) : head.end(3) + 99].strip() else "")
        return Cut(at) if head[4] == "," and not text[head.end() : head.end() + 99].strip() else None
    try:
        end = _DECODER.raw_decode(text, at)[1]
    except (ValueError, RecursionError):
        return _defective(text, at, effort)
    return Found(text[at:end], at, end, text) if end - at <= _MAX_FRAME else Cut(at, "it is too long")


def _defective(text: str, at: int, effort: _Effort) -> Found | Cut:
    """A frame that is no JSON, or does not end: its strings and brackets say how far it goes."""
    openers = list[str]()
    for token in _TOKEN.finditer(text, at, at + _MAX_FRAME):
        first = text[token.start()]
        if first == '"':
            if len(token[0]) == 1:
                return Cut(at, in_string=True)
        elif first in "[{":
            openers.append(first)
        else:
            if (openers.pop() == "[") is not (first == "]"):
                return _mismatched(text, at)
            if not openers:
                frame = text[at : token.end()]
                is_other = "=>" in frame or "%{}" in frame  # Ruby, Elixir
                return (_in_notation(text, at, effort) if is_other else None) or Found(frame, at, token.end(), text)
    return Cut(at, "it is too long" if len(text) - at > _MAX_FRAME else "")


def _mismatched(text: str, at: int) -> Found | Cut:
    """A frame in which a bracket is missing or too much: it ends where a frame would."""
    end = max(text.rfind("}]", at, at + _MAX_FRAME), text.rfind("]]", at, at + _MAX_FRAME)) + 2
    following = OPENING.search(text, at + 1, end) if end > 2 else None
    if end <= 2 or (following is not None and is_frame(text[following.start() : end])):
        return Cut(at, "its brackets do not match")
    return Found(text[at:end], at, end, text)


def _from_literal(text: str, at: int, effort: _Effort) -> Found | None:
    r"""A frame in a string of Python, JavaScript or SQL: its backslashes or its apostrophes are doubled."""
    if at == 0 or text[at - 1] != "'" or effort.left <= 0:
        return None
    row = _SQL.match(text, at - 1)
    effort.left -= (len(text) if row is None else row.end()) - at
    if row is not None and "''" in row[0]:
        frame = row[0][1:-1].replace("''", "'")
        if is_frame(frame) and is_json(frame):
            return Found(frame, at, row.end(), text)
    literal = _LITERAL.match(text, at - 1)
    if literal is None or "\\" not in literal[0] or is_json(literal[0][1:-1]):
        return None
    undone = of_literal(literal[0][1:-1], is_bytes=text[at - 2 : at - 1] == "b")
    return Found(undone, at, literal.end(), text) if undone is not None and is_frame(undone) else None


def _in_notation(text: str, at: int, effort: _Effort) -> Found | Cut | None:
    if effort.left <= 0:
        return None
    frame, end = to_json(text[: at + _MAX_FRAME], at)
    if frame is not None and is_frame(frame) and is_json(frame):
        return Found(frame, at, end, text, rebuilt=True)
    effort.left -= end - at
    return Cut(at) if frame is None and _QUOTED_BEGINNING.match(text, at) else None


def is_json(frame: str) -> bool:
    """Whether a text is JSON, but for control characters in its strings."""
    try:
        json.loads(frame, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _unescaped(text: str) -> str:
    """The text with one level of escapes undone."""
    return _ESCAPE.sub(_character, text)


def _undoubled(text: str) -> str:
    return text.replace('""', '"')


def _uncurled(text: str) -> str:
    return text.translate(_CURLY_TABLE)


def _character(escape: re.Match[str]) -> str:
    code = escape[1]
    return str(json.loads(f'"{escape[0]}"')) if len(code) > 1 else _ESCAPES.get(code, code)
