"""The messages of the page as columns: what is equal in many rows packs to almost nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ._kept import MessageIndex

if TYPE_CHECKING:
    from ._messages import Row

__all__ = ["Columns"]

T = TypeVar("T")

#: A list each: an item for every message of the page.
_DENSE = (
    "file",
    "line",
    "nth",
    "time",
    "station",
    "side",
    "kind",
    "action",
    "id",
    "call",
    "waited",
    "connection",
    "session",
    "frame",
)
#: An object each: an item for those messages that have something to say, by their place in the page.
_SPARSE = ("skipped", "findings", "omitted", "observed", "reply", "cut")


class Columns:
    """Takes the rows of the page one after the other."""

    def __init__(self, numbers: Sequence[int], index: MessageIndex, sessions: Mapping[int, int]) -> None:
        self._index, self._sessions = index, sessions
        self._place_of = {number: place for place, number in enumerate(numbers)}
        self._dense: dict[str, list[Any]] = {name: [] for name in _DENSE}
        self._sparse: dict[str, dict[str, Any]] = {name: {} for name in _SPARSE}
        self._zones: list[tuple[int, int]] = []
        self._next = 0  # the number of the message that would follow
        self.stations: dict[str | None, int] = {}
        self.actions: dict[str, int] = {}
        self.rules: dict[str, int] = {}

    def add(self, number: int, row: Row, observed: list[int]) -> None:
        """Takes the message with this number. `observed`: the observations that name its place."""
        place = len(self._dense["line"])
        if not self._zones or self._zones[-1][1] != row.zone:
            self._zones.append((place, row.zone))
        dense: dict[str, Any] = {
            "file": row.file,
            "line": row.line,
            "nth": row.nth,
            "time": row.time,
            "station": _numbered(self.stations, row.station),
            "side": row.side,
            "kind": row.kind,
            "action": -1 if row.action is None else _numbered(self.actions, row.action),
            "id": row.id,
            "call": self._place_of.get(self._index.calls[number], -1),
            "waited": None if row.waited is None else round(row.waited, 3),
            "connection": row.connection,
            "session": self._sessions.get(self._index.sessions[number], -1),
            "frame": row.frame,
        }
        for name, value in dense.items():
            self._dense[name].append(value)
        sparse: dict[str, Any] = {
            "skipped": number - self._next,
            "findings": [(_numbered(self.rules, rule), *others) for rule, *others in row.findings],
            "omitted": row.omitted,
            "observed": observed,
            "reply": row.reply,
            "cut": row.cut,
        }
        for name, value in sparse.items():
            if value:
                self._sparse[name][str(place)] = value
        self._next = number + 1

    def finish(self, total: int) -> dict[str, Any]:
        """All columns. `total`: how many messages the log has."""
        if total > self._next:
            self._sparse["skipped"][str(len(self._dense["line"]))] = total - self._next
        return {**self._dense, **self._sparse, "zone": self._zones}


def _numbered(numbers: dict[T, int], value: T) -> int:
    """The number of a value; the next one if it is new."""
    return numbers.setdefault(value, len(numbers))
