"""The table of sessions: the transactions of all versions."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import math
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import msgspec

from ..log._charging.units import base_of, power_of_ten
from ._samples import REGISTER
from ._told import SECOND, Key, Told

__all__ = ["Sessions"]

#: For how long a session waits for late messages after its end, and for how long it may be silent before.
_LINGERS = 300 * SECOND
_SILENT = 7 * 86_400 * SECOND
#: How long before a start it may have been asked for from afar.
_REMOTE = 300 * SECOND
_HASH = 32  # characters
_NO_IDS = frozenset({"0", "-1"})  # with which stations say that values belong to no transaction
_POWER = "Power.Active.Import"
_LITTLE_ENERGY = 100.0  # Wh: no car charges so little
_DIGITS = 6  # of a Wh; what is beyond comes from the multiplication of kWh
_CHARGING = "Charging"
_IDLE = frozenset({"SuspendedEV", "SuspendedEVSE", "Finishing"})
#: Reasons of an end that somebody has wanted; 1.6 and 2.x.
_NORMAL = frozenset(
    {
        "DeAuthorized",
        "EVDisconnected",
        "EnergyLimitReached",
        "Local",
        "LocalOutOfCredit",
        "MasterPass",
        "Remote",
        "ReqEnergyTransferRejected",
        "SOCLimitReached",
        "StoppedByEV",
        "TimeLimitReached",
    }
)
_Time = datetime.datetime


class _Session(msgspec.Struct):
    """A row, and what it is made of."""

    station: str | None
    protocol: str
    transaction_id: str
    heard: int
    first_file: str | None
    first_line: int | None
    last_file: str | None
    last_line: int | None
    ended: int | None = None
    evse_id: int | None = None
    connector_id: int | None = None
    started: _Time | None = None
    stopped: _Time | None = None
    first_power: _Time | None = None
    last_power: _Time | None = None
    start_trigger: str | None = None
    stop_reason: str | None = None
    token_status: str | None = None
    remote: bool = False
    id_token_hash: str | None = None
    id_token_type: str | None = None
    meter_start_wh: float | None = None
    meter_stop_wh: float | None = None
    energy_wh: float | None = None
    energy_from: str | None = None
    charging_s: float = 0.0
    idle_s: float = 0.0
    events: int = 0
    missing_seq: int | None = None
    offline: bool = False
    outcome: str = ""
    numbers: set[int] = set()
    first_register: tuple[_Time, float] | None = None
    last_register: tuple[_Time, float] | None = None
    state: str | None = None
    since: _Time | None = None

    def hear(self, told: Told) -> None:
        """Another request belongs to it."""
        self.heard = told.at
        self.events += 1
        self.last_file, self.last_line = told.place

    def is_over(self, at: int) -> bool:
        """Whether nothing can belong to it any more."""
        return at - self.heard > _SILENT if self.ended is None else at - self.ended > _LINGERS

    def change(self, state: str | None, at: _Time | None) -> None:
        """The connector charges, or does not, from now on."""
        if at is None:
            return
        if self.since is not None and at > self.since:
            seconds = (at - self.since).total_seconds()
            if self.state == _CHARGING:
                self.charging_s += seconds
            elif self.state in _IDLE:
                self.idle_s += seconds
        self.state, self.since = state, at

    def measure(self, meter_values: Iterable[Any]) -> None:
        """Takes the values of its register, and the time of power."""
        for meter_value in meter_values:
            at = meter_value.timestamp
            for sampled in meter_value.sampledValue:
                if sampled.phase is not None:
                    continue
                measurand = sampled.measurand
                if measurand is None or measurand == REGISTER:
                    self._register(at, sampled)
                elif measurand == _POWER:
                    self._power(at, sampled)

    def _register(self, at: _Time, sampled: Any) -> None:
        if sampled.location is not None and sampled.location != "Outlet":
            return
        value = _in_wh(sampled)
        if value is None:
            return
        if self.first_register is None or at < self.first_register[0]:
            self.first_register = at, value
        if self.last_register is None or at >= self.last_register[0]:
            self.last_register = at, value

    def _power(self, at: _Time, sampled: Any) -> None:
        value = _number(sampled.value)
        if value is None or value <= 0:
            return
        if self.first_power is None or at < self.first_power:
            self.first_power = at
        if self.last_power is None or at > self.last_power:
            self.last_power = at

    def finish(self) -> None:
        """Works out what follows from its messages."""
        start, stop = self.meter_start_wh, self.meter_stop_wh
        if start is not None and stop is not None:
            self.energy_wh, self.energy_from = round(stop - start, _DIGITS), "meter"
        elif (
            self.first_register is not None
            and self.last_register is not None
            and (start is not None or stop is not None or self.first_register != self.last_register)  # one says nothing
        ):
            first, last = self.first_register[1], self.last_register[1]
            self.meter_start_wh = first if start is None or start > first else start  # else it is another register
            self.meter_stop_wh = last if stop is None else stop
            self.energy_wh = round(self.meter_stop_wh - self.meter_start_wh, _DIGITS)
            self.energy_from = "samples"
        if self.numbers:
            self.missing_seq = max(self.numbers) - min(self.numbers) + 1 - len(self.numbers)
        self.outcome = self._outcome()

    def _outcome(self) -> str:
        if self.started is None:
            return "no_start"
        if self.stopped is None:
            return "open"
        if self.token_status not in (None, "Accepted"):
            return "refused"
        if self.energy_wh is not None and self.energy_wh <= _LITTLE_ENERGY:
            return "no_energy"
        return "completed" if self.stop_reason in _NORMAL else "aborted"


class Sessions:
    """The sessions of one station. A session is complete some minutes after its end, or after a week of silence.

    Args:
        station: Its id.
        put: Takes each complete session.
        key: With which the ids of cards are hashed.
    """

    def __init__(self, station: str | None, put: Callable[[Any], None], key: bytes) -> None:
        self._station, self._put, self._key = station, put, key
        self._sessions: dict[str, _Session] = {}
        self._closed: dict[str, tuple[int, _Time | None]] = {}
        self._calls: dict[Key, Told] = {}  # starts and events that wait for their answer
        self._at: dict[int | None, _Session] = {}  # by connector, of 1.6
        self._states: dict[int | None, str] = {}
        self._asked: dict[str, int] = {}  # when the CSMS has asked for a start with a card

    # OCPP 1.6

    def _asked_for(self, told: Told) -> None:
        self._asked[told.data.idTag] = told.at

    def _start(self, told: Told) -> None:
        self._calls[told.key] = told

    def _started(self, told: Told) -> None:
        call = self._calls.pop(told.key, None)
        if call is not None and told.kind == "response":
            session = self._begin_16(call, str(told.data.transactionId))
            if session is not None and told.data.idTagInfo is not None:
                session.token_status = str(told.data.idTagInfo.status)

    def _begin_16(self, call: Told, transaction: str) -> _Session | None:
        data = call.data
        known = self._find(transaction, call.at)
        if known is not None and known.started == data.timestamp:  # the start was sent again
            return known
        if known is not None and known.started is not None:  # the CSMS uses the id again
            self._close(known)
            known = None
        if known is None and self._is_late(transaction, data.timestamp, call.at):
            return None
        session = known or self._begin(call, transaction)
        session.first_file, session.first_line = call.place
        session.events += 1
        session.connector_id, session.started = data.connectorId, data.timestamp
        session.meter_start_wh = _number(data.meterStart)
        session.id_token_hash = self._hash(data.idTag)
        asked = self._asked.pop(data.idTag, None)
        if asked is not None and call.at - asked <= _REMOTE:
            session.remote, session.start_trigger = True, "RemoteStart"
        self._at[data.connectorId] = session
        session.change(self._states.get(data.connectorId), data.timestamp)
        return session

    def _metered(self, told: Told) -> None:
        data = told.data
        transaction = None if getattr(data, "transactionId", None) is None else str(data.transactionId)
        if transaction is None or transaction in _NO_IDS:
            return
        session = self._of_16(told, transaction, data.connectorId)
        if session is not None:
            session.hear(told)
            session.measure(data.meterValue)

    def _stop(self, told: Told) -> None:
        data = told.data
        session = self._of_16(told, str(data.transactionId), None)
        if session is None or session.ended is not None:
            return
        session.hear(told)
        session.measure(data.transactionData or ())
        session.meter_stop_wh = _number(data.meterStop)
        self._end(session, told.at, data.timestamp, data.reason)
        if self._at.get(session.connector_id) is session:
            del self._at[session.connector_id]

    def _of_16(self, told: Told, transaction: str, connector: int | None) -> _Session | None:
        """The session of a transaction; perhaps the one whose start has no answer in the log."""
        session = self._find(transaction, told.at)
        if session is not None or self._is_late(transaction, None, told.at):
            return session
        starts = [call for call in self._calls.values() if call.action == "StartTransaction"]
        found = [call for call in starts if connector in (None, call.data.connectorId)]
        if len(found) == 1:
            return self._begin_16(self._calls.pop(found[0].key), transaction)
        session = self._begin(told, transaction)
        session.connector_id = connector
        return session

    def _status(self, told: Told) -> None:
        data = told.data
        status = getattr(data, "status", None)  # only of 1.6: later the transactions say it
        if status is None:
            return
        self._states[data.connectorId] = str(status)
        session = self._at.get(data.connectorId)
        if session is not None:
            session.change(str(status), data.timestamp)

    # OCPP 2.x

    def _event(self, told: Told) -> None:
        data = told.data
        (info, transaction), is_start = _transaction_in(data), data.eventType == "Started"
        session = self._find(transaction, told.at)
        if session is not None and is_start and _is_later(data.timestamp, session.stopped):
            self._close(session)
            session = None
        if session is None:
            if self._is_late(transaction, data.timestamp if is_start else None, told.at):
                return
            session = self._begin(told, transaction)
        session.hear(told)
        session.numbers.add(data.seqNo)
        session.measure(data.meterValue or ())
        if is_start and session.started is None:
            session.started, session.start_trigger = data.timestamp, str(data.triggerReason)
        session.offline = session.offline or bool(data.offline)
        session.remote = session.remote or info.remoteStartId is not None or data.triggerReason == "RemoteStart"
        if data.evse is not None:
            session.evse_id = data.evse.id
            session.connector_id = session.connector_id if data.evse.connectorId is None else data.evse.connectorId
        if data.idToken is not None:
            self._calls[told.key] = told
            if session.id_token_hash is None:
                session.id_token_hash = self._hash(data.idToken.idToken)
                session.id_token_type = str(data.idToken.type)
        if data.eventType != "Ended":
            if info.chargingState is not None:
                session.change(str(info.chargingState), data.timestamp)
        elif session.ended is None:
            self._end(session, told.at, data.timestamp, info.stoppedReason)

    def _event_answered(self, told: Told) -> None:
        call = self._calls.pop(told.key, None)
        if call is None or told.kind == "error" or told.data.idTokenInfo is None:
            return
        session = self._find(_transaction_in(call.data)[1], told.at)
        is_own = session is not None and session.id_token_hash == self._hash(call.data.idToken.idToken)
        if session is not None and is_own and session.token_status is None:
            session.token_status = str(told.data.idTokenInfo.status)

    # both

    def _find(self, transaction: str, at: int) -> _Session | None:
        """The session of a transaction, unless it is over."""
        session = self._sessions.get(transaction)
        if session is not None and session.is_over(at):
            self._close(session)
            return None
        return session

    def _is_late(self, transaction: str, started: _Time | None, at: int) -> bool:
        """Whether a message is of a transaction that is over. `started`: when the message says that it begins."""
        closed, stopped = self._closed.get(transaction, (None, None))
        if closed is None or at - closed > _SILENT:
            return False
        return started is None or not _is_later(started, stopped)

    def _begin(self, told: Told, transaction: str) -> _Session:
        session = _Session(self._station, told.protocol, transaction, told.at, *told.place, *told.place, numbers=set())
        self._sessions[transaction] = session
        return session

    def _end(self, session: _Session, at: int, stopped: _Time, reason: Any) -> None:
        session.change(None, stopped)
        session.ended, session.stopped = at, stopped
        session.stop_reason = "Local" if reason is None else str(reason)  # the default of the specification

    def _close(self, session: _Session) -> None:
        session.finish()
        del self._sessions[session.transaction_id]
        if self._at.get(session.connector_id) is session:
            del self._at[session.connector_id]
        self._closed[session.transaction_id] = session.heard, session.stopped
        self._put(session)

    def _hash(self, token: str) -> str:
        return hmac.new(self._key, token.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()[:_HASH]

    def pass_time(self, at: int) -> None:
        """Gives out the sessions that are over, and forgets what is old."""
        for session in [each for each in self._sessions.values() if each.is_over(at)]:
            self._close(session)
        for key in [key for key, call in self._calls.items() if at - call.at > _SILENT]:
            del self._calls[key]
        for transaction in [each for each, (closed, _) in self._closed.items() if at - closed > _SILENT]:
            del self._closed[transaction]
        for token in [each for each, asked in self._asked.items() if at - asked > _REMOTE]:
            del self._asked[token]

    def close(self) -> None:
        """Gives out all sessions."""
        for session in list(self._sessions.values()):
            self._close(session)

    on: ClassVar[dict[tuple[str, str], Callable[[Sessions, Told], None]]] = {
        ("RemoteStartTransaction", "request"): _asked_for,
        ("StartTransaction", "request"): _start,
        ("StartTransaction", "response"): _started,
        ("StartTransaction", "error"): _started,
        ("MeterValues", "request"): _metered,
        ("StopTransaction", "request"): _stop,
        ("StatusNotification", "request"): _status,
        ("TransactionEvent", "request"): _event,
        ("TransactionEvent", "response"): _event_answered,
        ("TransactionEvent", "error"): _event_answered,
    }


def _transaction_in(event: Any) -> tuple[Any, str]:
    """What an event of 2.x says of its transaction, and the id."""
    info = getattr(event, "transactionInfo", None)
    return (event.transactionData, event.transactionData.id) if info is None else (info, info.transactionId)


def _is_later(time: _Time | None, other: _Time | None) -> bool:
    return time is not None and other is not None and time > other


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (ValueError, OverflowError):  # signed data
        return None
    return number if math.isfinite(number) else None


def _in_wh(sampled: Any) -> float | None:
    """The value of an energy register; None if it is signed data."""
    value = _number(sampled.value)
    if value is None:
        return None
    measure = getattr(sampled, "unitOfMeasure", None)
    unit = getattr(sampled, "unit", None) if measure is None else measure.unit
    power = 0 if measure is None else power_of_ten(measure.multiplier)
    if unit is not None and unit != "Wh":
        value *= base_of(unit)[1]
    return value * 10.0**power if power > 0 else value / 10.0**-power  # a quotient is exact, a product with 0.1 is not
