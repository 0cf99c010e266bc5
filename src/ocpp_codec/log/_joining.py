"""Frames over several lines: wrapped at a width, printed with indents, or cut into several records of a log."""

from __future__ import annotations

import re
import unicodedata

from ._search import Cut, Found, find, is_json

__all__ = ["Growing", "without_header"]

_MAX_LINES = 5000
_MAX_CHARACTERS = 4 << 20
_MAX_COST = 2 * _MAX_CHARACTERS
_LINE = 20  # what a line costs, in characters, however short it is
_MAX_HEADER = 500  # characters: it is compared with each line below
_WRAPPED = 40  # characters that a line has at least if it was wrapped at a width
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}"]', re.DOTALL)
_IN_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_WIDE = 72
#: The rest of a date-time in a frame, which looks like the time of another line.
_REST_OF_TIME = re.compile(r'[-\d:.TZ+]{1,32}"')
_ANOTHER = re.compile(r'\[\s*[2-6]\s*,\s*"[^"\\]{1,60}"\s*,\s*["{]')
_MARKS = (": ", "] ", " - ", "| ", "│ ", "\t")  # behind which a header may end
_BRACKETS = ("[", "(", "<")
#: A header with no blank between its fields: `2026-05-17T09:41:33Z:COM:ocpp_rpc.c:681:`.
_NAMED = re.compile(r"\S*:[A-Za-z_]{2,40}:(?:[\w.]{1,60}:){0,2}")
_DIGIT = re.compile(r"\d")
_TIMED = re.compile(r"[\[(<\s]{0,3}(?:[A-Z]{1,8}[\s:\]]{1,3})?(?:\d{4}[-/.]\d\d|\d\d:\d\d|\w{3} +\d+ \d\d:)")


class Growing:
    """A frame that goes on in the next lines. `add` takes each of them, until `found` is there or it has failed.

    `cost` is the number of characters that were read for it, those that were read again and again included.

    Args:
        first: The line on which it opens.
        cut: Where on the line, and how it was left.
    """

    def __init__(self, first: str, cut: Cut) -> None:
        self.text = first[cut.start :]
        self.found: Found | None = None
        self.failed = False
        self.cost = 0
        self._header = first[: cut.start] if cut.start <= _MAX_HEADER else ""
        self._width = len(first)
        self._is_wrapped = False
        self._is_padded = not first[: cut.start].strip() and first.endswith("  ")
        self._end = self._widest = _cells(first)
        self._lines = 0
        self._is_json = re.match(r'\[\s*(?:\Z|[2-6]\s*,\s*(?:\Z|"(?!")))', self.text) is not None
        self._depth, self._in_string = 0, False
        self._left_open = _left_open(self.text)
        self._at = 0  # how far the text was followed
        self._advance()

    def add(self, line: str, *, is_piece: bool = False) -> None:
        """Takes the next line of the log, or the next piece of a line."""
        self._lines += 1
        if is_piece:
            self._take(line)
            return
        line = without_header(self._header, line)
        if self._lines > _MAX_LINES or len(self.text) + len(line) > _MAX_CHARACTERS or self._is_new(line):
            self.failed = True
            return
        if self._in_string or (self._lines == 1 and self._looks_wrapped(line)):
            self._is_wrapped = True
        if self._is_padded:
            line = self._of_column(line)
        elif not self._is_wrapped:
            line = f"\n{line}"
        elif line.startswith("  "):
            line = line.lstrip()
        self._take(line)

    def _of_column(self, line: str) -> str:
        """The text of a line that is filled up with blanks, as Rich writes.

        If the line before is not full, it was broken at a blank.
        """
        end = _cells(line)
        self._widest = max(self._widest, end)
        self.text = self.text.rstrip() + " " * (self._end < self._widest)
        self._end = end
        return line.strip()

    def _take(self, line: str) -> None:
        self._at = min(self._at, len(self.text))  # blanks at its end may be gone
        self.text += line
        self.cost += len(line) + _LINE
        if self._is_json:
            self._advance()
        else:
            self._left_open += _left_open(line)
            if "]" in line and (self._left_open <= 0 or line.rstrip().endswith("]")):
                self.cost += len(self.text)
                first = next(iter(find(self.text)), None)
                self.found = first if isinstance(first, Found) and first.start == 0 else None
        if self.found is None and (len(self.text) > _MAX_CHARACTERS or self.cost > _MAX_COST):
            self.failed = True

    def _looks_wrapped(self, line: str) -> bool:
        """Whether the first line has ended at a width, between two parts of the frame."""
        if self._width < _WRAPPED or line.startswith(("  ", "\t")):
            return False
        return not line.startswith(" ") or (self._width >= _WIDE and self.text[-1:] not in "[{")

    def _is_new(self, line: str) -> bool:
        """Whether a line cannot belong to the frame: it opens another one, or is a record of its own."""
        if self._in_string and (not _TIMED.match(line) or _REST_OF_TIME.match(line)):
            return False
        return _TIMED.match(line) is not None or _ANOTHER.search(line) is not None

    def _advance(self) -> None:
        """Follows strings and brackets in what has come, and sees where the frame ends."""
        at = self._at
        if self._in_string:
            self._at = at = self._through_string(at)
            if self.text[at : at + 1] != '"':
                return
            at, self._in_string = at + 1, False
        for token in _TOKEN.finditer(self.text, at):
            first = self.text[token.start()]
            if first == '"':
                if token.end() - token.start() == 1:
                    self._in_string, self._at = True, self._through_string(token.end())
                    return
            elif first in "[{":
                self._depth += 1
            else:
                self._depth -= 1
                if self._depth == 0:
                    self._finish(token.end())
                    return
        self._at = len(self.text)

    def _through_string(self, at: int) -> int:
        """Where the string ends in which a place lies, or the text does; not between a backslash and its character."""
        inner = _IN_STRING.match(self.text, at)
        return inner.end() if inner else at

    def _finish(self, end: int) -> None:
        """The brackets are closed: it is a frame, or lines that do not belong together were put together."""
        first = next(iter(find(self.text[:end])), None)
        if isinstance(first, Found) and first.start == 0 and (is_json(first.frame) or self._is_plausible(end)):
            self.found = first
        elif "'" in self.text:  # the notation of a programming language
            self._is_json = False
        else:
            self.failed = True

    def _is_plausible(self, end: int) -> bool:
        """Whether what is no JSON may be a defective frame: it ends with its line, and no other one opens in it."""
        return not self.text[end:].strip() and "..." not in self.text and _ANOTHER.search(self.text, 1) is None


def _cells(line: str) -> int:
    """How far a line goes on a terminal, on which some characters are twice as wide."""
    line = line.rstrip()
    return len(line) + (0 if line.isascii() else sum(unicodedata.east_asian_width(each) in "WF" for each in line))


def _left_open(text: str) -> int:
    """How many brackets a text leaves open; about, as those in strings count too."""
    return sum(map(text.count, "[{(")) - sum(map(text.count, "]})"))


def without_header(header: str, line: str) -> str:
    """The line without what its logger writes before each line.

    Args:
        header: What stands before the frame on its first line.
        line: A line below.
    """
    ours, its = _DIGIT.sub("0", header), _DIGIT.sub("0", line[: len(header) + 40])
    pairs = zip(ours, its, strict=False)
    same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(ours), len(its)))
    if not ours[:same].strip():
        return line
    is_timed = _TIMED.match(header) is not None and _TIMED.match(line) is not None
    ends = [
        at + len(mark)
        for mark in (*_MARKS, " ")
        if (at := ours.rfind(mark, 0, same)) >= 0 and (is_timed or mark != " ")
    ]
    if is_timed and (named := _NAMED.match(ours[:same])) is not None:
        ends.append(named.end())
    end = max(ends, default=0)
    if is_timed and ours[end:same].strip() in _BRACKETS:  # `[db-2]` where ours has `[ws-1]`: a record of its own
        return line
    return line[end:] if not is_timed or end > 8 else line
