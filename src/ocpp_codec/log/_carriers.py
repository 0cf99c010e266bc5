"""Lines without what only carries them: colours, and the records of container runtimes and of journald."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from .._core.jsonvalues import as_list, as_object
from . import _fields as fields
from ._entries import Sample
from ._lines import IDLE, Line
from ._raw import Around
from ._times import clock_in

__all__ = ["NOTHING", "Carried", "Counts", "Idle", "Item", "decoded", "without_colours"]

_MAX_SAMPLES = 20
_SAMPLE = 200  # characters of a sample
_MAX_PARTS = 16 << 20  # characters of a line that a container runtime has cut into parts
_PART = 64  # what a part takes besides its characters
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-B0-2]")
_CRI = re.compile(r"(\d{4}-\d\d-\d\dT\S+) (?:stdout|stderr) ([PF]) ?")


class Idle:
    """Says that a pipe has no more to give for now."""


_IDLE = Idle()
NOTHING = Around()  # what a line says that nothing carries


class Counts(msgspec.Struct):
    """What was seen besides frames."""

    lines: int = 0
    rejected: int = 0
    samples: list[Sample] = []

    def reject(self, sample: Sample) -> None:
        """Counts a text that opens like a frame and is none; the first ones are kept."""
        self.rejected += 1
        if len(self.samples) < _MAX_SAMPLES:
            self.samples.append(msgspec.structs.replace(sample, text=sample.text[:_SAMPLE]))


class Item(NamedTuple):
    """A line without what only carries it, and what that says. `more`: the next one goes on with it."""

    line: int
    text: str
    around: Around = NOTHING
    more: bool = False


class Carried:
    """The lines of a file without their carriers. They can be put back.

    Args:
        lines: The lines as they stand in the file.
        counts: Gets the number of the last one.
    """

    def __init__(self, lines: Iterable[Line], counts: Counts) -> None:
        self._lines = iter(lines)
        self._back: deque[Item] = deque()
        self._counts = counts
        self._first: Item | None = None  # the first part of a line that its carrier has cut
        self._parts: list[str] = []  # the texts of all its parts
        self._size = 0  # of these, in memory

    def next(self) -> Item | Idle | None:
        """The next line; Idle if none has come yet; None at the end."""
        if self._back:
            return self._back.popleft()
        for line in self._lines:
            if line is IDLE:
                return _IDLE
            self._counts.lines = line.number
            item, is_part = _uncarried(line.number, without_colours(line.text))
            if line.more:
                item = item._replace(more=True)
            if not is_part and self._first is None:
                return item
            self._first = self._first or item
            self._parts.append(item.text)
            self._size += len(item.text) + _PART
            if not is_part or self._size > _MAX_PARTS:
                return self._joined()
        return self._joined()

    def put_back(self, items: Iterable[Item]) -> None:
        """Puts back lines, the first one first."""
        self._back.extendleft(reversed(list(items)))

    def _joined(self) -> Item | None:
        """The line that the parts make, if there are any."""
        whole = self._first and self._first._replace(text="".join(self._parts))
        self._first, self._parts, self._size = None, [], 0
        return whole


def without_colours(text: str) -> str:
    """A text without the codes that only terminals read, and without NULs."""
    if "\x1b" in text:
        text = _ANSI.sub("", text)
    return text.replace("\0", "") if "\0" in text else text


def decoded(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is."""
    try:
        record = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return None
    return as_object(record)


def _uncarried(number: int, text: str) -> tuple[Item, bool]:
    """A line of a program that a container runtime or journald carries; and whether the rest of it is still to come."""
    if text.startswith("{"):
        if not (text.startswith(('{"log":', '{"stream":')) or '"MESSAGE"' in text):
            return Item(number, text), False
        record = decoded(text)
        if record is not None and isinstance(log := record.get("log"), str) and "time" in record:
            clock = fields.clock_of(fields.flat({"time": record["time"]}))
            return Item(number, log.rstrip("\r\n"), Around(clock, layout="docker")), not log.endswith("\n")
        if record is not None and (message := record.get("MESSAGE")) is not None:
            clock = fields.clock_of(fields.flat(record))
            return Item(number, _message_of_journal(message), Around(clock, layout="journald")), False
    elif text[4:5] == "-" and (carried := _CRI.match(text)):
        around = Around(clock_in(carried[1]), layout="containerd")
        return Item(number, text[carried.end() :], around), carried[2] == "P"
    return Item(number, text), False


def _message_of_journal(message: Any) -> str:
    """The text of a record. One that has control characters is written as a list of bytes."""
    numbers = as_list(message)
    if numbers is not None and all(isinstance(number, int) and 0 <= number < 256 for number in numbers):
        return without_colours(bytes(numbers).decode("utf-8", "replace"))
    return message if isinstance(message, str) else ""
