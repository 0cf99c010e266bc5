"""What follows the messages of a station: its sessions, the statuses of its connectors, its boots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ._boots import Boots
from ._sessions import Sessions
from ._statuses import Statuses
from ._told import Told

__all__ = ["TOLD", "Stations", "is_told"]


class _Follower(NamedTuple):
    """A table, and what makes its rows for one station."""

    table: str
    make: Any


_FOLLOWERS = (_Follower("sessions", Sessions), _Follower("statuses", Statuses), _Follower("boots", Boots))

#: Batches after which is looked what is over. The rows do not depend on it.
_RARELY = 16

#: The messages that are followed, by action and kind.
TOLD = frozenset(told for each in _FOLLOWERS for told in each.make.on)


def is_told(action: str | None, kind: str) -> bool:
    """Whether a message is one of those that are followed."""
    return (action, kind) in TOLD


class Stations:
    """Follows all stations. The messages of each come in the order of time.

    Args:
        wanted: The tables that are made.
        token_key: With which ids of cards are hashed.
    """

    def __init__(self, wanted: frozenset[str], token_key: bytes) -> None:
        self._followers = [each for each in _FOLLOWERS if each.table in wanted]
        self._handlers = {
            what: [(number, each.make.on[what]) for number, each in enumerate(self._followers) if what in each.make.on]
            for what in TOLD
        }
        self._batches = 0
        self._key = token_key
        self._stations: dict[str | None, list[Any]] = {}
        self._heard: dict[str | None, int] = {}
        self._rows: dict[str, list[Any]] = {each.table: [] for each in self._followers}

    def take(self, told: Told) -> None:
        """Takes the next message of a station."""
        station = told.station
        followers = self._stations.get(station)
        if followers is None:
            followers = self._stations[station] = [
                each.make(station, self._rows[each.table].append, self._key) for each in self._followers
            ]
        self._heard[station] = told.at
        for number, handle in self._handlers.get((told.action, told.kind), ()):
            handle(followers[number], told)

    def done(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows that are complete by now, by table."""
        self._batches += 1
        if self._batches % _RARELY == 0:
            for station, at in self._heard.items():
                for follower in self._stations[station]:
                    follower.pass_time(at)
            self._heard.clear()
        yield from self._taken()

    def end(self, station: str | None) -> None:
        """A station is over: its rows are complete."""
        for follower in self._stations.pop(station, ()):
            follower.close()
        self._heard.pop(station, None)

    def close(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows of all stations that are not complete."""
        for station in list(self._stations):
            self.end(station)
        yield from self._taken()

    def _taken(self) -> Iterator[tuple[str, list[Any]]]:
        for table, rows in self._rows.items():
            if rows:
                yield table, list(rows)
                rows.clear()
