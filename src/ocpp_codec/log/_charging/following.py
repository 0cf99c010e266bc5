"""Follows all stations of a log: shows each turn to those who look at its action."""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import Any

from ..._core.compat import MessageTypeEnum
from .._conversations import MAX_STATIONS, Turn
from .._said import CallKey, Said
from .boots import answer_boot, boot_of
from .points import Points
from .records import Boot, Session, Setting, State
from .sessions import Sessions
from .settings import Settings
from .states import States

__all__ = ["Charging"]

_CALL, _RESULT = MessageTypeEnum.CALL, MessageTypeEnum.CALLRESULT

_MOST = {"sessions": 20_000, "states": 20_000, "boots": 1_000, "settings": 5_000}
_MOST_POINTS, _MOST_SERIES = 2_000_000, 100_000
_MOST_BOOT_CALLS = 16

_OF_SESSIONS = frozenset(Sessions.on_call)
_OF_STATES = frozenset(States.on_call)
_OF_SETTINGS = frozenset(Settings.on_result)
_BOOT, _REPORT = "BootNotification", "NotifyReport"
_ACTIONS = _OF_SESSIONS | _OF_STATES | _OF_SETTINGS | {_BOOT, _REPORT}


class Charging:
    """What a log tells of charging: `feed` each turn, in the order of the log. Its memory is bounded.

    Attributes:
        sessions: The sessions in the order in which they begin.
        states: The states of all connectors in the order of the log.
        boots: The boots in the order of the log.
        settings: The settings in the order in which they first appear.
        points: How many points there are in the series of the sessions.
        omitted: What was too many of these, or "values", with how often there was no place for one.
    """

    def __init__(self) -> None:
        self.sessions: list[Session] = []
        self.states: list[State] = []
        self.boots: list[Boot] = []
        self.settings: list[Setting] = []
        self.omitted: Counter[str] = Counter()
        self.points = Points(self.omitted, most=_MOST_POINTS, most_series=_MOST_SERIES)
        self._named: dict[tuple[str | None, str], Setting] = {}
        self._stations: OrderedDict[str | None, _Station] = OrderedDict()

    def feed(self, turn: Turn) -> Session | None:
        """Takes the next turn; gives the session that its message belongs to, if any."""
        seen = turn.examination
        action = seen.action
        if action not in _ACTIONS:
            return None
        kind = seen.messageTypeId
        if kind is not _CALL and turn.call is None:
            return None
        time = turn.entry.time
        said = Said(turn, action, None if time is None else time.timestamp())
        station = self._station(turn.entry.station)
        if kind is _CALL:
            return station.called(said)
        return station.answered(said, is_error=kind is not _RESULT)

    def _station(self, name: str | None) -> _Station:
        station = self._stations.get(name)
        if station is None:
            station = self._stations[name] = _Station(self)
            if len(self._stations) > MAX_STATIONS:
                self._stations.popitem(last=False)
        else:
            self._stations.move_to_end(name)
        return station

    def begin(self, said: Said, **fields: Any) -> Session | None:
        """A new session with a first message; None if there are too many."""
        entry = said.turn.entry
        session = Session(
            number=len(self.sessions),
            station=entry.station,
            protocol=entry.protocol,
            first=said.place,
            last=said.place,
            **fields,
        )
        return session if self._has_place("sessions", self.sessions, session) else None

    def put(self, state: State) -> bool:
        """Takes a new state; says whether there was place for it."""
        return self._has_place("states", self.states, state)

    def boot(self, said: Said) -> Boot | None:
        """Takes a boot."""
        boot = boot_of(said)
        return boot if self._has_place("boots", self.boots, boot) else None

    def setting(self, said: Said, name: str) -> Setting | None:
        """The setting of a name; a new one if there is none."""
        station = said.turn.entry.station
        found = self._named.get((station, name))
        if found is None:
            found = Setting(station=station, name=name, place=said.place)
            if not self._has_place("settings", self.settings, found):
                return None
            self._named[station, name] = found
        return found

    def _has_place(self, what: str, kept: list[Any], item: Any) -> bool:
        if len(kept) >= _MOST[what]:
            self.omitted[what] += 1
            return False
        kept.append(item)
        return True


class _Station:
    """All that is followed of one station."""

    def __init__(self, charging: Charging) -> None:
        self._charging = charging
        self._sessions = Sessions(charging.begin, charging.points)
        self._states = States(charging.put)
        self._settings = Settings(charging.setting)
        self._boots: OrderedDict[CallKey, Boot] = OrderedDict()

    def called(self, said: Said) -> Session | None:
        action = said.action
        if action in _OF_STATES:
            self._states.called(said)
        if action in _OF_SESSIONS:
            return self._sessions.called(said)
        if action == _REPORT:
            self._settings.called(said)
        elif action == _BOOT and (boot := self._charging.boot(said)) is not None:
            self._boots[said.key] = boot
            if len(self._boots) > _MOST_BOOT_CALLS:
                self._boots.popitem(last=False)
        return None

    def answered(self, said: Said, *, is_error: bool) -> Session | None:
        action = said.action
        if action in _OF_SESSIONS:
            return self._sessions.answered(said)
        if action == _BOOT and (boot := self._boots.pop(said.key, None)) is not None:
            answer_boot(boot, said)
        elif action in _OF_SETTINGS and not is_error:
            self._settings.answered(said)
        return None
