"""What follows the messages of a station: its sessions, the statuses of its connectors, its boots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ._boots import Boots
from ._sessions import Sessions
from ._statuses import Statuses
from ._told import DAY, Told

__all__ = ["TOLD", "Stations", "is_told"]

_FOLLOWERS: dict[str, Any] = {"sessions": Sessions, "statuses": Statuses, "boots": Boots}

#: Batches after which is looked what is over. The rows do not depend on it.
_RARELY = 16
#: A station that has been silent for so long, by the clocks of the others, has neither sessions nor calls that wait.
_GONE = 60 * DAY

#: The messages that are followed, by action and kind.
TOLD = frozenset(told for each in _FOLLOWERS.values() for told in each.on)


def is_told(action: str | None, kind: str) -> bool:
    """Whether a message is one of those that are followed."""
    return (action, kind) in TOLD


class _Table:
    """The rows of a table, and what makes them for each station."""

    def __init__(self, name: str, token_key: bytes) -> None:
        self.name = name
        self.make = _FOLLOWERS[name]
        self.rows: list[Any] = []
        self.stations: dict[str | None, Any] = {}
        self._key = token_key

    def begin(self, station: str | None) -> Any:
        """Begins to follow a station."""
        follower = self.stations[station] = self.make(station, self.rows.append, self._key)
        return follower

    def pass_time(self, station: str | None, at: int) -> None:
        """Gives out what is over by now."""
        if station in self.stations:
            self.stations[station].pass_time(at)

    def end(self, station: str | None) -> None:
        """A station is over."""
        if station in self.stations:
            self.stations.pop(station).close()


class Stations:
    """Follows all stations. The messages of each come in the order of time; the others are at most weeks apart.

    Args:
        wanted: The tables that are made.
        token_key: With which ids of cards are hashed.
    """

    def __init__(self, wanted: frozenset[str], token_key: bytes) -> None:
        self._tables = [_Table(name, token_key) for name in _FOLLOWERS if name in wanted]
        self._handlers = {
            what: [(table, table.make.on[what]) for table in self._tables if what in table.make.on] for what in TOLD
        }
        self._batches = 0
        self._heard: dict[str | None, int] = {}  # since it was last looked what is over
        self._last: dict[str | None, int] = {}
        self._next_look = 0

    def take(self, told: Told) -> None:
        """Takes the next message of a station."""
        station = told.station
        self._heard[station] = told.at
        for table, handle in self._handlers.get((told.action, told.kind), ()):
            handle(table.stations.get(station) or table.begin(station), told)

    def done(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows that are complete by now, by table."""
        self._batches += 1
        if self._batches % _RARELY == 0 and self._heard:
            for station, at in self._heard.items():
                for table in self._tables:
                    table.pass_time(station, at)
            self._last.update(self._heard)
            self._end_silent(min(filter(None, self._heard.values()), default=0))
            self._heard.clear()
        yield from self._taken()

    def _end_silent(self, now: int) -> None:
        """Ends the stations that are gone. The last status of a connector lasts nevertheless."""
        if now < self._next_look:
            return
        self._next_look = now + DAY
        for station in [station for station, at in self._last.items() if at and now - at > _GONE]:  # 0: it has no clock
            del self._last[station]
            for table in self._tables:
                if table.make is not Statuses:
                    table.end(station)

    def end(self, station: str | None) -> None:
        """A station is over: its rows are complete."""
        for table in self._tables:
            table.end(station)
        self._heard.pop(station, None)
        self._last.pop(station, None)

    def close(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows of all stations that are not complete."""
        for table in self._tables:
            for station in list(table.stations):
                table.end(station)
        self._heard.clear()
        self._last.clear()
        yield from self._taken()

    def _taken(self) -> Iterator[tuple[str, list[Any]]]:
        for table in self._tables:
            if table.rows:
                yield table.name, list(table.rows)
                table.rows.clear()
