"""The messages of the conversation, as the page gets them."""

from __future__ import annotations

import datetime
import marshal
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .._core.findings import Finding
from .._core.record import Sender
from .._core.rules import Severity
from ..log import Entry, Turn
from ..log._said import Place
from ..log._tally import Group, Problem
from ..log.observations import Observation
from ._columns import Columns
from ._kept import ERROR, OTHER, MessageIndex, kept
from ._keys import names_of, well_formed
from ._store import Store

__all__ = ["Messages", "Row"]

_CALL = 2
#: What an observation says whose place is an answer.
_OF_ANSWERS = (" answered ", " refused ")
_MOST_FINDINGS = 20  # of one message
_MOST_FRAME = 1 << 16  # characters
_MOST_TEXT = 1 << 10  # characters of an action, an id, a place in a message
_MOST_FRAMES = 24 << 20  # characters of all frames of a page; of more, each is cut shorter
_MOST_STATIONS = 10_000  # that are told apart, to find neighbours
_MOST_SHARED = 10_000  # lines with several frames
_MOST_CALLS = 20_000  # that an answer may be looked up for
_SIDES: dict[Sender | None, int] = {Sender.STATION: 0, Sender.CSMS: 1, None: 2}
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MILLISECOND = datetime.timedelta(milliseconds=1)
_MINUTE = datetime.timedelta(minutes=1)


class Row(NamedTuple):
    """A message as it waits in the store.

    Attributes:
        file: The number of its file.
        nth: Which frame of its line it is, from 0.
        time: Milliseconds since 1970.
        zone: Minutes east of UTC.
        side: 0 the station has sent it, 1 the CSMS, 2 unknown.
        kind: The message type; 0 if it cannot be read.
        findings: Rule, severity, path, code, sentence.
        omitted: Findings that are not kept.
        cut: How many characters the frame has, if it is cut; else 0.
    """

    file: int
    line: int
    nth: int
    time: int | None
    zone: int
    station: str | None
    side: int
    kind: int
    action: str | None
    id: str | None
    waited: float | None
    connection: int
    findings: list[tuple[str, str, str, str, str]]
    omitted: int
    reply: str | None
    cut: int
    frame: str


class Messages:
    """Takes the turns of a log, and gives the data of those that the page has: `most` of them."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._store = Store()
        self.index = MessageIndex()
        self._files: dict[str, int] = {}
        self._stations: dict[str | None, int] = {}
        self._shared: dict[tuple[int, int], list[int]] = {}  # the frames of those lines that have several
        self._latest: dict[int, tuple[int, int]] = {}  # of each file: its line, and the frames before on that line
        self._sizes = array("Q")  # characters of each frame, as it is stored
        self._calls: OrderedDict[tuple[str, int, str], int] = OrderedDict()  # the latest calls
        self._zone: tuple[datetime.timedelta | None, int] = (None, 0)

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """Forgets all messages."""
        self._store.close()

    @property
    def files(self) -> list[str]:
        """The names of the files that messages come from."""
        return list(self._files)

    def add(self, turn: Turn, session: int | None) -> None:
        """Takes the next message. `session`: the number of the charging session that it belongs to."""
        entry, seen = turn.entry, turn.examination
        findings = seen.findings
        file = self._files.setdefault(entry.file, len(self._files))
        number = len(self._store)
        kind = int(seen.messageTypeId or 0)
        row = Row(
            file,
            entry.line,
            self._nth(file, entry.line),
            None if entry.time is None else (entry.time - _EPOCH) // _MILLISECOND,
            self._minutes(entry),
            entry.station,
            _SIDES[turn.sender],
            kind,
            None if seen.action is None else seen.action[:_MOST_TEXT],
            None if seen.uniqueId is None else str(seen.uniqueId)[:_MOST_TEXT],  # a class of its own for a number
            turn.waited,
            turn.number,
            [
                (each.rule.value, each.severity.value, each.path[:_MOST_TEXT], str(each.code), each.message)
                for each in findings[:_MOST_FINDINGS]
            ],
            len(findings) - _MOST_FINDINGS + seen.omitted if len(findings) > _MOST_FINDINGS else 0,
            seen.reply,
            len(entry.frame) if len(entry.frame) > _MOST_FRAME else 0,
            entry.frame[:_MOST_FRAME],
        )
        self._sizes.append(len(row.frame))
        if row.nth and len(self._shared) < _MOST_SHARED:
            self._shared.setdefault((file, entry.line), [number - row.nth]).append(number)
        self._store.add(marshal.dumps(tuple(row)))  # as fast as msgpack, and it takes half a surrogate pair
        call = -1
        if turn.call is not None:
            call = self._calls.get(_name_of(turn.call), -1)
        elif kind == _CALL:
            self._remember(entry, number)
        self.index.add(
            file=file,
            line=entry.line,
            station=self._station(entry.station),
            call=call,
            session=-1 if session is None else session,
            time=None if row.time is None else row.time / 1000,
            found=_worst(findings),
        )

    def _nth(self, file: int, line: int) -> int:
        """Which frame of its line it is. Those of several files come mixed, in the order of time."""
        before, count = self._latest.get(file, (-1, 0))
        count = count + 1 if line == before else 0
        self._latest[file] = line, count
        return count

    def _station(self, name: str | None) -> int:
        """The number of a station. All that come late in a hostile log share one."""
        if name not in self._stations and len(self._stations) >= _MOST_STATIONS:
            return _MOST_STATIONS
        return self._stations.setdefault(name, len(self._stations))

    def _minutes(self, entry: Entry) -> int:
        """The offset of a time; it hardly ever changes."""
        if entry.time is None:
            return self._zone[1]
        offset = entry.time.utcoffset()
        if offset != self._zone[0]:
            self._zone = offset, (offset or datetime.timedelta()) // _MINUTE
        return self._zone[1]

    def _remember(self, entry: Entry, number: int) -> None:
        self._calls[_name_of(entry)] = number
        if len(self._calls) > _MOST_CALLS:
            self._calls.popitem(last=False)

    def named_by(self, places: Iterable[Place]) -> list[int]:
        """The numbers of the messages at these places."""
        return self.index.at({(self._files[file], line) for file, line in places if file in self._files})

    def place_of(self, number: int) -> Place:
        """File and line of a message."""
        return self.files[self.index.files[number]], self.index.lines[number]

    def nth(self, place: Place, said: str) -> int:
        """Which frame of its line is meant, from 0. `said`: a rule, or a text that names the action."""
        file, line = place
        numbers = self._shared.get((self._files.get(file, -1), line), [])
        rows = [self._row(number) for number in numbers]
        meant = [row for row in rows if any(rule == said for rule, *_ in row.findings)]
        named = meant or [row for row in rows if row.action and row.action in said]
        if any(word in said for word in _OF_ANSWERS):
            named.sort(key=lambda row: row.kind == _CALL)
        return named[0].nth if named else 0

    def _row(self, number: int) -> Row:
        return Row(*marshal.loads(self._store[number]))  # noqa: S302 (this object has written it)

    def data(
        self,
        observations: Sequence[Observation],
        groups: Sequence[Group],
        sessions: Mapping[int, int],
        linked: Iterable[Place] = (),
    ) -> dict[str, Any]:
        """The messages of the page, and what is said of them, as columns; packed.js has the meaning of each.

        Args:
            observations: All that the page tells.
            groups: The findings of the log, counted.
            sessions: The place in the page of each charging session that the page has.
            linked: Other places to which the page has links.
        """
        named: dict[tuple[Place, int], list[int]] = {}
        for number, observation in enumerate(observations):
            for place in observation.places:
                named.setdefault((place, self.nth(place, observation.text)), []).append(number)
        said: list[Group | Problem] = [*groups, *(problem for group in groups for problem in group.problems)]
        broken = (place for each in said for place in each.places)
        first = self.named_by([*(place for place, _ in named), *broken])
        numbers = kept(self.index, self._most, first, self.named_by(linked))
        names = names_of(self.files)
        columns = Columns(numbers, self.index, sessions)
        files = self.files
        longest = _longest([self._sizes[number] for number in numbers])
        for number in numbers:
            row = _cut(self._row(number), longest)
            columns.add(number, row, named.get(((files[row.file], row.line), row.nth), []))
        return {
            "files": [names[name] for name in files],
            "stations": [name and well_formed(name) for name in columns.stations],
            "actions": list(columns.actions),
            "rules": list(columns.rules),
            "observations": [[each.kind.value, each.text] for each in observations],
            "total": len(self),
            "messages": columns.finish(len(self)),
        }


def _worst(findings: Sequence[Finding]) -> int:
    if not findings:
        return 0
    return ERROR if any(each.severity is Severity.ERROR for each in findings) else OTHER


def _name_of(call: Entry) -> tuple[str, int, str]:
    """What tells a call from others: its place, and how its frame opens. The whole of a frame may be long."""
    return call.file, call.line, call.frame[:_MOST_TEXT]


def _longest(sizes: Sequence[int]) -> int:
    """How long a frame of the page may be, so that all together are bounded."""
    longest = _MOST_FRAME
    while longest > 1 and sum(min(size, longest) for size in sizes) > _MOST_FRAMES:
        longest //= 2
    return longest


def _cut(row: Row, longest: int) -> Row:
    """The row, with its frame cut if it is too long."""
    if len(row.frame) <= longest:
        return row
    return row._replace(frame=row.frame[:longest], cut=row.cut or len(row.frame))
