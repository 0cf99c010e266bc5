"""The findings of a log, counted: by rule and side, and below that by the place in the messages."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.findings import Finding, cut
from .._core.record import Sender
from .._core.rules import Rule, Severity

if TYPE_CHECKING:  # they take long to import, and `--help` does without
    from ._conversations import Turn
    from ._entries import Sample
    from .observations import Observation

__all__ = ["ELEMENT", "FAIL_ON", "SEVERITIES", "Group", "Problem", "Result", "Tally"]

#: The worst first.
SEVERITIES = (Severity.ERROR, Severity.TOLERATED, Severity.ADVICE)

#: What fails a check, by the word for it.
FAIL_ON: dict[str, frozenset[Severity]] = {
    **{severity.value: frozenset(SEVERITIES[: index + 1]) for index, severity in enumerate(SEVERITIES)},
    "never": frozenset(),
}

_MOST_PLACES = 10  # of lines that are named; the others are counted
_MOST_PROBLEMS = 2000
_MOST_STATIONS = 10_000
_MOST_SHOWN = 200  # characters of a place in a message
_ITEM = re.compile(r"(?<=[^/])/[0-9]+(?=/|\Z)")  # not the first key, which is no item of a list

#: The place of an element of the envelope. A sentence names it, so that people need no number.
ELEMENT = re.compile(r"/[0-9]+")

Place = tuple[str, int]


class Problem(msgspec.Struct):
    """One rule that is broken by one side at one place in its messages, with all items of a list being one place.

    Attributes:
        sentence: What is wrong, of the first such finding.
        count: How many findings there are.
        places: The file and the line of the first of them.
        known: Whether the baseline has it.
    """

    rule: Rule
    severity: Severity
    sender: Sender | None
    scope: str
    path: str
    code: str
    sentence: str
    count: int = 0
    places: list[Place] = []
    known: bool = False

    @property
    def where(self) -> str:
        """The place in the messages: "StatusNotification.Request/errorCode"."""
        return self.scope if ELEMENT.fullmatch(self.path) else self.scope + self.path


class Group(msgspec.Struct):
    """One rule that is broken by one side, with one severity."""

    rule: Rule
    severity: Severity
    sender: Sender | None
    count: int = 0
    places: list[Place] = []
    problems: list[Problem] = []

    @property
    def new(self) -> int:
        """How many findings the baseline does not have."""
        return sum(problem.count for problem in self.problems if not problem.known)


class Result(msgspec.Struct, kw_only=True):
    """Everything that a check has found, for those who show it.

    Attributes:
        notes: What a reader of the log should know, in the words of the reader.
        groups: The worst first, then the most frequent.
        fail_on: The word of the user.
        has_baseline: Whether findings were compared with a baseline.
    """

    files: tuple[str, ...]
    messages: int
    lines: int
    rejected: int
    samples: list[Sample]
    notes: list[str]
    first: datetime.datetime | None
    last: datetime.datetime | None
    stations: list[str]
    protocols: list[OcppJsonProtocol]
    groups: list[Group]
    observations: list[Observation]
    fail_on: str = "error"
    has_baseline: bool = False

    @property
    def problems(self) -> Iterator[Problem]:
        """Those of all groups."""
        return (problem for group in self.groups for problem in group.problems)

    def fails(self, problem: Problem) -> bool:
        """Whether a problem fails the check."""
        return not problem.known and problem.severity in FAIL_ON[self.fail_on]

    @property
    def failing(self) -> int:
        """How many findings fail the check."""
        return sum(problem.count for problem in self.problems if self.fails(problem))


class Tally:
    """Counts findings in little memory, however many there are.

    `sender`: the only side that counts.
    """

    def __init__(self, sender: Sender | None = None) -> None:
        self._sender = sender
        self._groups: dict[tuple[Rule, Severity, Sender | None], Group] = {}
        self._problems: dict[tuple[Rule, Severity, Sender | None, str, str], Problem] = {}
        self._stations: dict[str, None] = {}
        self._protocols: Counter[OcppJsonProtocol | None] = Counter()
        self.messages = 0
        self.first: datetime.datetime | None = None
        self.last: datetime.datetime | None = None

    def add(self, turn: Turn, findings: Iterable[Finding]) -> None:
        """Counts a message with its findings."""
        entry = turn.entry
        self.messages += 1
        self._protocols[entry.protocol] += 1
        if entry.station is not None and len(self._stations) < _MOST_STATIONS:
            self._stations[entry.station] = None
        if (at := entry.time) is not None:
            if self.first is None or at < self.first:
                self.first = at
            if self.last is None or at > self.last:
                self.last = at
        if findings and self._sender in (None, turn.sender):
            for finding in findings:
                self._count(finding, turn.sender, (entry.file, entry.line))

    def _count(self, finding: Finding, sender: Sender | None, place: Place) -> None:
        head = (finding.rule, finding.severity, sender)
        where = cut(finding.scope, _MOST_SHOWN), cut(_ITEM.sub("/*", finding.path), _MOST_SHOWN)
        group = self._groups.get(head)
        if group is None:
            group = self._groups[head] = Group(*head)
        problem = self._problems.get(head + where)
        if problem is None:
            if len(self._problems) >= _MOST_PROBLEMS:  # a hostile log: the rest of a rule is one problem
                where = ("", "")
                problem = self._problems.get(head + where)
            if problem is None:
                problem = Problem(*head, *where, finding.code, finding.message)
                self._problems[head + where] = problem
                group.problems.append(problem)
        for counted in (group, problem):
            counted.count += 1
            if len(counted.places) < _MOST_PLACES and counted.places[-1:] != [place]:
                counted.places.append(place)

    @property
    def groups(self) -> list[Group]:
        """The worst first, then the most frequent."""
        for group in self._groups.values():
            group.problems.sort(key=lambda problem: -problem.count)
        return sorted(self._groups.values(), key=lambda group: (SEVERITIES.index(group.severity), -group.count))

    @property
    def stations(self) -> list[str]:
        """The ids of the stations, in the order in which they appear."""
        return list(self._stations)

    @property
    def protocols(self) -> list[OcppJsonProtocol]:
        """The versions, the most frequent first."""
        return [protocol for protocol, _ in self._protocols.most_common() if protocol is not None]
