"""Which messages of a long log the page has: those that matter, within a budget."""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

__all__ = ["ERROR", "MessageIndex", "kept"]

_NEIGHBOURS = 3  # on each side, of the same station
_REACH = 100  # messages among which neighbours are looked for
ERROR, OTHER = 2, 1  # what was found in a message; 0 if nothing
_ENDS = 1000  # messages at the begin and the end of a log in which nothing was found


class MessageIndex:
    """What must be known of every message, in some 50 bytes each."""

    def __init__(self) -> None:
        self.files = array("I")
        self.lines = array("Q")
        self.stations = array("I")
        self.calls = array("q")  # the number of the call that it answers, or -1
        self.answers = array("q")  # the number of its answer, or -1
        self.sessions = array("q")  # the number of its charging session, or -1
        self.times = array("d")  # seconds since 1970; NaN without a time
        self.found = bytearray()  # ERROR, or OTHER for other findings

    def __len__(self) -> int:
        return len(self.lines)

    def add(
        self, *, file: int, line: int, station: int, call: int, session: int, time: float | None, found: int
    ) -> None:
        """Takes the next message."""
        self.files.append(file)
        self.lines.append(line)
        self.stations.append(station)
        self.calls.append(call)
        self.answers.append(-1)
        self.sessions.append(session)
        self.times.append(math.nan if time is None else time)
        self.found.append(found)
        if call >= 0:
            self.answers[call] = len(self) - 1

    @property
    def with_findings(self) -> int:
        """How many messages have a finding."""
        return len(self.found) - self.found.count(0)

    def at(self, places: Collection[tuple[int, int]]) -> list[int]:
        """The messages at these places: numbers of files, and lines."""
        lines = {line for _, line in places}
        return [
            number for number, line in enumerate(self.lines) if line in lines and (self.files[number], line) in places
        ]


def kept(index: MessageIndex, most: int, first: Iterable[int], linked: Iterable[int] = ()) -> Sequence[int]:
    """The numbers of the messages that the page has, in the order of the log: `most` at most.

    All of a short log. Of a longer one, as long as there is place: the places that the verdict names (`first`), then
    the messages with errors, then those with other findings, each with the other half of its pair of call and answer,
    the neighbours, the charging sessions, the other places to which the page has links (`linked`).
    """
    if len(index) <= most:
        return range(len(index))
    first = [*first]
    errors, others = ([number for number, found in enumerate(index.found) if found == kind] for kind in (ERROR, OTHER))
    troubled = [*first, *errors, *others]
    around = (step(index, troubled) for step in (_neighbours, _sessions, _ends))
    findings = (part for group in (errors, others) for part in (group, _pairs(index, group)))
    chosen: set[int] = set()
    # The neighbours of the first places explain them, even if findings alone fill the page.
    for number in chain(first, _pairs(index, first), _neighbours(index, first), *findings, *around, linked):
        if len(chosen) >= most:
            break
        chosen.add(number)
    return sorted(chosen)


def _pairs(index: MessageIndex, found: Iterable[int]) -> Iterator[int]:
    """The call of each answer, and the answer of each call."""
    for number in found:
        yield from (other for other in (index.calls[number], index.answers[number]) if other >= 0)


def _neighbours(index: MessageIndex, found: Iterable[int]) -> Iterator[int]:
    """The messages of the same station before and after each."""
    for number in found:
        for reach in (range(number - 1, number - _REACH, -1), range(number + 1, number + _REACH)):
            yield from _near(index, index.stations[number], reach)


def _near(index: MessageIndex, station: int, reach: range) -> Iterator[int]:
    left = _NEIGHBOURS
    for number in reach:
        if not (0 <= number < len(index) and left):
            return
        if index.stations[number] == station:
            left -= 1
            yield number


def _sessions(index: MessageIndex, found: Iterable[int]) -> Iterator[int]:
    """All messages of the charging sessions of these."""
    wanted = {index.sessions[number] for number in found} - {-1}
    return (number for number, session in enumerate(index.sessions) if session in wanted)


def _ends(index: MessageIndex, found: Sequence[int]) -> Iterator[int]:
    """How a log begins and ends in which nothing was found."""
    if not found:
        yield from range(_ENDS)
        yield from range(len(index) - _ENDS, len(index))
