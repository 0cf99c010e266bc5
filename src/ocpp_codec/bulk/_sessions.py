"""The table of sessions: the transactions of all versions.

Strategy: what is remembered has an end that the station's own clock tells, so it does not matter when it is forgotten:
a session is over an hour after its end or after a week of silence, a call after a day. Nothing else is ever asked
whether it is still there.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeAlias, TypeVar

from ._samples import number_in
from ._session import ACCEPTED, SILENT, Session, Time
from ._told import DAY, MOST_CONNECTORS, MOST_WAITING, SECOND, Key, Told

__all__ = ["Sessions"]

#: How long before a start it may have been asked for from afar.
_REMOTE = 300 * SECOND
_MOST_LIVE, _MOST_CLOSED = 1_000, 10_000  # sessions of a station that are remembered
_MOST_ASKED = 8  # times that the CSMS asks for one start
_HASH = 32  # characters
_NO_IDS = frozenset({"0", "-1"})  # with which stations say that they do not know the id
#: What tells a start from another one; its first part is the time.
_Start: TypeAlias = tuple[Any, ...]
_T = TypeVar("_T")


class Sessions:
    """The sessions of one station. A session is complete an hour after its end, or after a week of silence.

    Args:
        station: Its id.
        put: Takes each complete session.
        key: With which the ids of cards are hashed.
    """

    def __init__(self, station: str | None, put: Callable[[Any], None], key: bytes) -> None:
        self._station, self._put, self._key = station, put, key
        self._sessions: dict[str, list[Session]] = {}  # by id, which a CSMS may give to several connectors
        self._live_count = 0
        self._closed: dict[str, tuple[int, _Start | None, Time | None]] = {}  # see `_was`
        self._calls: dict[Key, Told] = {}  # that wait for their answer
        # Of 1.6, by connector: its last session, its state, and its start that has no answer.
        self._at: dict[int | None, Session] = {}
        self._states: dict[int | None, Told] = {}
        self._starts: dict[int | None, Told] = {}
        # By card and connector: when the CSMS has asked for a start, the last few times.
        self._asked: dict[tuple[str, int | None], tuple[int, ...]] = {}

    # OCPP 1.6

    def _ask(self, told: Told) -> None:
        self._wait(told)
        card = self._hash(told.data.idTag), told.data.connectorId
        self._asked[card] = (*self._asked.pop(card, ()), told.at)[-_MOST_ASKED:]
        _bound(self._asked)

    def _ask_answered(self, told: Told) -> None:
        call = self._call_of(told)
        if call is not None and (told.kind == "error" or told.data.status != ACCEPTED):
            self._settle((self._hash(call.data.idTag), call.data.connectorId), call.at)

    def _settle(self, card: tuple[str, int | None], at: int) -> None:
        """What the CSMS has asked for then is refused, or has begun."""
        asked = [*self._asked.get(card, ())]
        if at in asked:
            asked.remove(at)
        if asked:
            self._asked[card] = tuple(asked)
        else:
            self._asked.pop(card, None)

    def _start(self, told: Told) -> None:
        self._wait(told)
        _remember(self._starts, told.data.connectorId, told)

    def _start_answered(self, told: Told) -> None:
        call = self._call_of(told)
        if call is None:
            return
        if told.kind == "error":  # the station may go on without an id
            return
        waiting = self._starts.get(call.data.connectorId)
        if waiting is not None and waiting.data.timestamp == call.data.timestamp:
            del self._starts[call.data.connectorId]
        session = self._begin_16(call, str(told.data.transactionId), told.at)
        if session is not None:
            session.token_status = str(told.data.idTagInfo.status)

    def _begin_16(self, call: Told, transaction: str, at: int) -> Session | None:
        """The session of a start and its answer; None if it is over. `at`: now."""
        data = call.data
        start = call.time, data.connectorId, self._hash(data.idTag), data.meterStart
        before = self._at.get(data.connectorId)
        if before is not None and before.start == start and at <= before.over:  # it was sent again
            self._rename(before, transaction)
            return before
        session = self._find_16(transaction, start, at)
        if session is None:
            if self._is_late(transaction, start, at):
                return None
            session = self._begin(call, transaction, at)
        if session.start is None:
            self._set_start(session, call, start)
        return session

    def _find_16(self, transaction: str, start: _Start, at: int) -> Session | None:
        """The session that has a start, or may have it. Another one with its id at this connector is over."""
        for session in [*self._live(transaction, at)]:
            if session.connector_id in (None, start[1]):
                if session.takes(start):
                    return session
                self._close(session)
        return None

    def _set_start(self, session: Session, call: Told, start: _Start) -> None:
        connector = call.data.connectorId
        session.start = start
        session.started, session.connector_id, session.id_token_hash, _ = start
        session.meter_start_wh = number_in(call.data.meterStart)
        session.first_file, session.first_line = call.file, call.line
        session.events += 1
        for place in (connector, None):
            asked = [each for each in self._asked.get((start[2], place), ()) if 0 <= call.at - each <= _REMOTE]
            if asked:
                self._settle((start[2], place), asked[0])
                session.remote, session.start_trigger = True, "RemoteStart"
        self._at[connector] = session
        state = self._states.get(connector)
        if state is not None and call.at - state.at <= SILENT:
            is_before = state.at <= call.at and state.data.timestamp is None  # the log may have another clock
            session.change(str(state.data.status), call.time if is_before else max(call.time, state.time))

    def _metered(self, told: Told) -> None:
        data = told.data
        transaction = getattr(data, "transactionId", None)  # only of 1.6
        if transaction is None:
            return
        session = self._metered_at(told, str(transaction), data.connectorId)
        if session is not None:
            session.hear(told)
            session.measure(data.meterValue)

    def _metered_at(self, told: Told, transaction: str, connector: int | None) -> Session | None:
        live = self._live(transaction, told.at)
        if live:
            return live[0] if len(live) == 1 else next((e for e in live if e.connector_id == connector), live[-1])
        if transaction in _NO_IDS or self._is_late(transaction, None, told.at):
            return None
        return self._begin_late(told, transaction, connector)

    def _stop(self, told: Told) -> None:
        data = told.data
        session = self._stopped_by(told, str(data.transactionId))
        if session is not None:
            session.hear(told)
            session.see(data.timestamp)
            session.measure(data.transactionData or ())
            session.meter_stop_wh = number_in(data.meterStop)
            session.end(told, data.reason)

    def _stopped_by(self, told: Told, transaction: str) -> Session | None:
        """The session that ends; None if its end is known."""
        live = self._live(transaction, told.at)
        end = told.time, number_in(told.data.meterStop)
        if any((each.stopped, each.meter_stop_wh) == end for each in live):  # it was sent again
            return None
        lasting = [each for each in live if not each.has_ended]
        if lasting:
            return lasting[0] if len(lasting) == 1 else self._most_likely(lasting, told)
        if transaction in _NO_IDS:  # it may be any session
            is_known = told.time == self._was(transaction, told.at)[2]
        else:
            is_known = bool(live) or self._is_late(transaction, None, told.at)
        return None if is_known else self._begin_late(told, transaction, None)

    def _most_likely(self, sessions: Sequence[Session], stop: Told) -> Session:
        """Of sessions with one id the one with the card of a stop, else with the nearest reading that is not higher."""
        token = None if stop.data.idTag is None else self._hash(stop.data.idTag)
        own = [each for each in sessions if each.id_token_hash == token] or sessions
        return max(own, key=lambda each: each.reading if each.reading <= stop.data.meterStop else -math.inf)

    def _begin_late(self, told: Told, transaction: str, connector: int | None) -> Session:
        """A session of which the start is not in the log, or has no answer there."""
        calls = self._starts.values() if connector is None else filter(None, [self._starts.get(connector)])
        starts = [call for call in calls if told.at - call.at <= DAY and self._may_end(call, told)]
        session = None
        if len(starts) == 1:
            session = self._begin_16(self._starts.pop(starts[0].data.connectorId), transaction, told.at)
        if session is None:
            session = self._begin(told, transaction, told.at)
            session.connector_id = connector
        return session

    @staticmethod
    def _may_end(start: Told, told: Told) -> bool:
        """Whether a stop may be that of a start. Meter values are of the start of their connector."""
        if told.action != "StopTransaction":
            return True
        token = told.data.idTag
        is_card = token is None or token.lower() == start.data.idTag.lower()
        return is_card and bool(told.data.meterStop >= start.data.meterStart)

    def _status(self, told: Told) -> None:
        data = told.data
        if getattr(data, "status", None) is None:  # only of 1.6: later the transactions say it
            return
        _remember(self._states, data.connectorId, told)
        session = self._at.get(data.connectorId)
        if not told.at and data.timestamp is None:  # nobody knows when
            return
        if session is not None and not session.has_ended and told.at <= session.over:
            session.change(str(data.status), told.time)

    # OCPP 2.x

    def _event(self, told: Told) -> None:
        data = told.data
        if data.idToken is not None:
            self._wait(told)
        info, transaction = _transaction_in(data)
        time = told.time
        start = (time,) if data.eventType == "Started" else None
        session = self._find_2(told, transaction, start)
        if session is None or not session.count(data.seqNo, time):
            return
        session.hear(told)
        session.see(data.timestamp)
        if data.meterValue is not None:
            session.measure(data.meterValue)
        if start is not None:
            session.start, session.started, session.start_trigger = start, time, str(data.triggerReason)
        session.offline = session.offline or bool(data.offline)
        session.remote = session.remote or info.remoteStartId is not None or data.triggerReason == "RemoteStart"
        if data.evse is not None:
            session.evse_id = data.evse.id
            session.connector_id = session.connector_id if data.evse.connectorId is None else data.evse.connectorId
        if data.idToken is not None and session.id_token_hash is None:
            session.id_token_hash, session.id_token_type = self._card(data.idToken)
        # Some stations number from 0 again after a restart.
        is_last = data.seqNo >= session.last_number or (session.since is not None and time > session.since)
        if session.has_ended:
            return
        if data.eventType == "Ended":
            session.end(told, info.stoppedReason)
        elif info.chargingState is not None and is_last:
            session.change(str(info.chargingState), time)
        session.last_number = max(session.last_number, data.seqNo)

    def _find_2(self, told: Told, transaction: str, start: _Start | None) -> Session | None:
        """The session of an event; None if it is over."""
        live = self._live(transaction, told.at)
        if live:
            if start is None or live[-1].takes(start):
                return live[-1]
            self._close(live[-1])  # the station uses the id again
        elif self._is_late(transaction, start, told.at):
            return None
        return self._begin(told, transaction, told.at)

    def _event_answered(self, told: Told) -> None:
        call = self._call_of(told)
        if call is None or told.kind == "error" or told.data.idTokenInfo is None:
            return
        for session in self._live(_transaction_in(call.data)[1], told.at)[-1:]:
            is_at_end = call.data.eventType == "Ended"
            session.decide(str(told.data.idTokenInfo.status), self._card(call.data.idToken), is_at_end=is_at_end)

    # both

    def _wait(self, call: Told) -> None:
        """A call waits for its answer."""
        self._calls.pop(call.key, None)
        self._calls[call.key] = call
        _bound(self._calls)

    def _call_of(self, told: Told) -> Told | None:
        """The call that a message answers, if that is not too late."""
        call = self._calls.pop(told.key, None)
        return None if call is None or told.at - call.at > DAY else call

    def _live(self, transaction: str, at: int) -> Sequence[Session]:
        """The sessions with an id that are not over, in the order of their beginning."""
        found = self._sessions.get(transaction, ())
        if len(found) == 1 and at <= found[0].over:  # nearly always
            return found
        over = [each for each in found if at > each.over]
        if not over:
            return found
        for session in over:
            self._close(session)
        return [each for each in found if at <= each.over]

    def _is_late(self, transaction: str, start: _Start | None, at: int) -> bool:
        """Whether a message, which may be a start, is of a session that is over."""
        heard, begun, stopped = self._was(transaction, at)
        if heard is None or start is None:
            return heard is not None
        return start == begun or (begun is None and stopped is not None and start[0] <= stopped)

    def _was(self, transaction: str, at: int) -> tuple[int | None, _Start | None, Time | None]:
        """Of the last session with an id that is over: when it was heard last, its start, its end."""
        closed = self._closed.get(transaction)
        return (None, None, None) if closed is None or at - closed[0] > SILENT else closed

    def _begin(self, told: Told, transaction: str, at: int) -> Session:
        if self._live_count >= _MOST_LIVE or self._live_count + len(self._closed) >= _MOST_CLOSED:
            self._make_room(at)
        place = told.file, told.line
        session = Session(self._station, told.protocol, transaction, told.at, *place, *place)
        self._sessions.setdefault(transaction, []).append(session)
        self._live_count += 1
        return session

    def _rename(self, session: Session, transaction: str) -> None:
        """The CSMS has given it another id."""
        if session.transaction_id != transaction:
            self._remove(session)
            session.transaction_id = transaction
            self._sessions.setdefault(transaction, []).append(session)

    def _remove(self, session: Session) -> None:
        alike = self._sessions[session.transaction_id]
        alike.remove(session)
        if not alike:
            del self._sessions[session.transaction_id]

    def _close(self, session: Session) -> None:
        self._remove(session)
        self._live_count -= 1
        if self._at.get(session.connector_id) is session:
            del self._at[session.connector_id]
        self._closed[session.transaction_id] = session.heard, session.start, session.stopped
        session.finish()
        self._put(session)

    def _hash(self, token: str) -> str:
        """A card; upper and lower case are the same."""
        return hmac.digest(self._key, token.lower().encode(errors="surrogatepass"), "sha256").hex()[:_HASH]

    def _card(self, token: Any) -> tuple[str, str]:
        return self._hash(token.idToken), str(token.type)

    def pass_time(self, at: int) -> None:
        """Gives out the sessions that are over, and forgets what is old."""
        for session in self._all():
            if at > session.over:
                self._close(session)
        self._calls = {key: call for key, call in self._calls.items() if at - call.at <= DAY}
        self._closed = {each: closed for each, closed in self._closed.items() if at - closed[0] <= SILENT}
        self._asked = {card: asked for card, asked in self._asked.items() if at - asked[-1] <= DAY + _REMOTE}

    def _make_room(self, at: int) -> None:
        """No station has so many sessions: those that are not over are given out as they are."""
        self.pass_time(at)
        if self._live_count >= _MOST_LIVE:
            self.close()
        if self._live_count + len(self._closed) >= _MOST_CLOSED:
            self._closed.clear()

    def _all(self) -> list[Session]:
        return [session for alike in self._sessions.values() for session in alike]

    def close(self) -> None:
        """Gives out all sessions."""
        for session in self._all():
            self._close(session)

    on: ClassVar[dict[tuple[str, str], Callable[[Sessions, Told], None]]] = {
        ("RemoteStartTransaction", "request"): _ask,
        ("RemoteStartTransaction", "response"): _ask_answered,
        ("RemoteStartTransaction", "error"): _ask_answered,
        ("StartTransaction", "request"): _start,
        ("StartTransaction", "response"): _start_answered,
        ("StartTransaction", "error"): _start_answered,
        ("MeterValues", "request"): _metered,
        ("StopTransaction", "request"): _stop,
        ("StatusNotification", "request"): _status,
        ("TransactionEvent", "request"): _event,
        ("TransactionEvent", "response"): _event_answered,
        ("TransactionEvent", "error"): _event_answered,
    }


def _remember(by_connector: dict[int | None, _T], connector: int | None, value: _T) -> None:
    """Remembers the last of each connector; a station has not many."""
    if connector in by_connector or len(by_connector) < MOST_CONNECTORS:
        by_connector[connector] = value


def _bound(waiting: dict[Any, Any]) -> None:
    """Forgets the oldest of too many."""
    if len(waiting) > MOST_WAITING:
        del waiting[next(iter(waiting))]


def _transaction_in(event: Any) -> tuple[Any, str]:
    """What an event of 2.x says of its transaction, and the id."""
    info = getattr(event, "transactionInfo", None)
    return (event.transactionData, event.transactionData.id) if info is None else (info, info.transactionId)
