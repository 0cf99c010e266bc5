"""Shows each turn to the watchers of its station."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeAlias

from ..._core.compat import MessageTypeEnum
from ..._core.structure import CallError
from .._conversations import MAX_STATIONS, Turn
from .._said import Said
from ._answers import Answers
from ._clocks import Clocks
from ._commands import Commands
from ._connectors import Connectors
from ._kinds import Observation
from ._notes import Notes
from ._presence import Presence
from ._transactions import Transactions
from ._upkeep import Upkeep
from ._watcher import Add, Watcher

__all__ = ["Observer", "observe"]

_Table: TypeAlias = dict[str, list[tuple[str, Callable[[Any, Said], None]]]]
_CALL, _RESULT, _ERROR = MessageTypeEnum.CALL, MessageTypeEnum.CALLRESULT, MessageTypeEnum.CALLERROR

#: The watchers of a station, in the order in which they see a turn.
_WATCHERS: dict[str, type[Watcher]] = {
    "answers": Answers,
    "presence": Presence,
    "connectors": Connectors,
    "commands": Commands,
    "transactions": Transactions,
    "clocks": Clocks,
    "upkeep": Upkeep,
}


class _Station:
    """All that watch one station."""

    def __init__(self, add: Add) -> None:
        self.file = ""  # where it was seen last
        self.answers, self.presence = Answers(add), Presence(add)
        self.connectors, self.commands = Connectors(add), Commands(add)
        self.transactions, self.clocks, self.upkeep = Transactions(add), Clocks(add), Upkeep(add)

    def watchers(self) -> list[Watcher]:
        """All of them."""
        return [getattr(self, name) for name in _WATCHERS]


def _table(attribute: str) -> _Table:
    """For each action, the watchers that look at it, each with its function."""
    table: _Table = {}
    for name, watcher in _WATCHERS.items():
        for action, function in getattr(watcher, attribute).items():
            table.setdefault(action, []).append((name, function))
    return table


_ON_CALL, _ON_RESULT = _table("on_call"), _table("on_result")


class Observer:
    """Watches turns, in the order of the log: `feed` each, then ask for `observations`. Its memory is bounded."""

    def __init__(self) -> None:
        self._notes = Notes()
        self._stations: OrderedDict[str | None, _Station] = OrderedDict()
        self._ends: dict[str, float] = {}  # the time of the latest turn of each file

    def feed(self, turn: Turn) -> None:
        """Takes the next turn."""
        station = self._station_of(turn.entry.station)
        at = None if turn.entry.time is None else turn.entry.time.timestamp()
        if at is not None:
            self._ends[turn.entry.file] = at
            station.commands.pass_time(at)
        station.file = turn.entry.file
        if turn.begins:
            for watcher in station.watchers():
                watcher.begin(turn)
        station.answers.see(turn)
        station.presence.see(at, (turn.entry.file, turn.entry.line), turn.sender)
        station.transactions.see()
        self._show(station, turn, at)

    @staticmethod
    def _show(station: _Station, turn: Turn, at: float | None) -> None:
        """Shows a call or an answer to those who look at its action."""
        seen = turn.examination
        message = seen.message
        kind = seen.messageTypeId if message is None else message.messageTypeId
        action = seen.action if kind is _CALL or turn.call is not None else None
        if action is None:
            return
        said = Said(turn, action, at)
        table = _ON_CALL
        if kind is _CALL:
            station.answers.called(said)
            station.presence.called(said)
        elif kind is _RESULT:
            table = _ON_RESULT
            station.answers.answered(said)
            station.commands.answered(said)
        elif kind is _ERROR:
            station.answers.answered(said)
            if isinstance(message, CallError):
                station.commands.failed(said, message)
            return
        for name, function in table.get(action, ()):
            function(getattr(station, name), said)

    def _station_of(self, name: str | None) -> _Station:
        station = self._stations.get(name)
        if station is None:
            add: Add = partial(self._notes.add, station=name)
            station = self._stations[name] = _Station(add)
            if len(self._stations) > MAX_STATIONS:
                self._stations.popitem(last=False)
        else:
            self._stations.move_to_end(name)
        return station

    @property
    def observations(self) -> list[Observation]:
        """Everything observed so far, as if the log ended here; the most urgent kinds first.

        For a station, the log ends with the file in which it was seen last.
        """
        notes = self._notes.copy()
        for name, station in self._stations.items():
            for watcher in station.watchers():
                watcher.finish(partial(notes.add, station=name), self._ends.get(station.file))
        return notes.observations()


def observe(turns: Iterable[Turn]) -> list[Observation]:
    """All observations of a log; the turns are those of `conversations`."""
    observer = Observer()
    for turn in turns:
        observer.feed(turn)
    return observer.observations
