"""Transactions from start to end: those of OCPP 1.6, and the events of 2.x."""

from __future__ import annotations

from collections import OrderedDict
from typing import ClassVar, NamedTuple

from .._conversations import Turn
from .._said import CallKey, Place, Said, card_of, connector_of, moment, number, quoted, text
from ._kinds import Kind
from ._meters import Meter, readings, tell_implausible
from ._notes import lasting
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Transactions"]

_MAX_OPEN = 32
_MAX_ENDED = 32
_SOON = 4  # turns
_NO_IDS = frozenset({"", "0", "-1"})  # with which stations say that values belong to no transaction
_SHORT = 60.0  # seconds
_LONG_WITHOUT_VALUES = 300.0
_FIRST_TURNS = 6  # of a station, in which a start without anything before it is told

#: Reasons that are no wish of the driver, and which side is to look at it.
_FAULTS = {
    "DeAuthorized": CSMS,
    "EmergencyStop": STATION,
    "GroundFault": STATION,
    "HardReset": None,
    "ImmediateReset": None,
    "Other": STATION,
    "OvercurrentFault": STATION,
    "PowerLoss": STATION,
    "PowerQuality": STATION,
    "Reboot": STATION,
    "SoftReset": None,
    "Timeout": STATION,
}
#: Reasons for which a station ends a transaction that began before its boot.
_AFTER_BOOT = frozenset({"HardReset", "ImmediateReset", "PowerLoss", "Reboot", "SoftReset"})
_TROUBLES = frozenset({"AbnormalCondition", "EVCommunicationLost", "EVConnectTimeout"})


class _Start(NamedTuple):
    """What tells that a start is repeated, and not another one."""

    connector: str
    card: str
    timestamp: str


class _Transaction:
    """A transaction that runs."""

    def __init__(self, said: Said, start: _Start, meter: Meter) -> None:
        self.id: str | None = None
        self.start = start
        self.place = said.place
        self.logged = said.at
        self.began = moment(said.payload, "timestamp")
        self.meter = meter
        self.is_refused = False
        self.reconnects = 0

    @property
    def name(self) -> str:
        """How the sentences call it."""
        own = f"transaction {self.id}" if self.id is not None else "the transaction without an id"
        details = [each for each in (self.start.connector, self.start.card and f"card {self.start.card}") if each]
        return f"{own} ({', '.join(details)})" if details else own

    def lasted(self, end: float | None, logged: float | None) -> float | None:
        """Seconds from its start to a time of the station or, if one of them is missing, of the log."""
        if self.began is not None and end is not None and end >= self.began:
            return end - self.began
        if self.logged is not None and logged is not None and logged >= self.logged:
            return logged - self.logged
        return None


class Transactions(Watcher):
    """How transactions begin and end, and what their meters show."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._open: dict[str | CallKey, _Transaction] = {}  # by id; by its call while it has none
        self._ended: OrderedDict[str, tuple[_Start | None, bool]] = OrderedDict()  # by id: whether its stop is answered
        self._turns = 0
        self._is_introduced = False  # a boot, card or command was seen before the first start
        self._is_begin_known = False  # the log shows how the present conversation began
        self._is_whole = False  # the log begins with a boot of the station
        self._booted: float | None = None
        self._charging: dict[str, tuple[Place, int]] = {}  # connectors without a transaction; since when, in turns

    def begin(self, turn: Turn) -> None:
        """A conversation begins."""
        is_again = self._turns > 0
        self._is_begin_known = is_again or turn.entry.opened
        kind, what = (Kind.RECONNECT, "lost its connection") if turn.entry.opened else (Kind.REBOOT, "booted again")
        for transaction in self._open.values() if is_again else ():
            template = "the station {what} during a transaction ({times}: {names})."
            place = turn.entry.file, turn.entry.line
            self.add(kind, template, place, side=STATION, parts={"what": what}, name=transaction.name)

    def see(self) -> None:
        """Any turn."""
        self._turns += 1

    # OCPP 1.6

    def _introduced(self, _: Said) -> None:
        self._is_introduced = True

    def _boot(self, said: Said) -> None:
        self._is_introduced = self._is_begin_known = True
        self._is_whole = self._is_whole or self._turns <= 1
        self._booted = said.at

    def _start(self, said: Said) -> None:
        data = said.payload
        self._check_first(said)
        start = _Start(connector_of(data), card_of(data), text(data, "timestamp"))
        meter = Meter(number(data, "meterStart"), moment(data, "timestamp") or said.at)
        self._forget_repeated(start)
        self._check_other_open(start.connector)
        self._put(said.key, _Transaction(said, start, meter))
        self._charging.pop(start.connector, None)

    def _check_first(self, said: Said) -> None:
        if not self._is_introduced and self._turns <= _FIRST_TURNS:
            template = (
                "a transaction started without BootNotification or Authorize before it"
                " (StartTransaction), or the log begins too late."
            )
            self.add(Kind.UNEXPECTED_START, template, said.place, side=STATION)
        self._is_introduced = True

    def _forget_repeated(self, start: _Start) -> None:
        """A start without an answer is sent again."""
        for key in [key for key, each in self._open.items() if start.timestamp and each.start == start]:
            del self._open[key]

    def _check_other_open(self, connector: str) -> None:
        """A connector can have one transaction."""
        for key, other in list(self._open.items()):
            if connector and other.start.connector == connector and not other.is_refused:
                template = "{count} transaction{s} without end, although the connector began another one: {names}."
                self.add(Kind.TRANSACTION_WITHOUT_END, template, other.place, side=STATION, name=other.name)
                del self._open[key]
                self._remember(other.id, other.start)

    def _put(self, key: str | CallKey, transaction: _Transaction) -> None:
        self._open[key] = transaction
        if len(self._open) > _MAX_OPEN:
            del self._open[next(iter(self._open))]

    def _remember(self, key: str | None, start: _Start | None, *, is_answered: bool = False) -> None:
        if key is not None:
            self._ended[key] = (start, is_answered)
            if len(self._ended) > _MAX_ENDED:
                self._ended.popitem(last=False)

    def _started(self, said: Said) -> None:
        transaction = self._open.pop(said.key, None)
        key = text(said.payload, "transactionId")
        if transaction is None or not key:
            return
        transaction.id = key
        transaction.is_refused = text(said.payload, "idTagInfo", "status") not in ("", "Accepted")
        used = self._open[key].start if key in self._open else self._ended.get(key, (None, False))[0]
        if used is not None and used != transaction.start and (number(said.payload, "transactionId") or 0) > 0:
            template = "the CSMS gave a transaction an id that another one had ({times}: {names})."
            self.add(Kind.TRANSACTION_ID_REUSED, template, said.place, side=CSMS, name=quoted(key))
        self._put(key, transaction)

    def _values(self, said: Said) -> None:
        data = said.payload
        key, connector = text(data, "transactionId"), connector_of(data)
        taken = list(readings(data, said.at))
        for reading in taken:
            tell_implausible(self.add, reading, connector, said.place)
        transaction = self._open.get(key)
        if transaction is None and not key:  # 1.6 does not require the id
            transaction = next((each for each in self._open.values() if each.start.connector == connector), None)
        if transaction is not None:
            transaction.meter.take(self.add, taken, transaction.name, said.place)
        elif (
            self._is_whole
            and key not in _NO_IDS
            and key not in self._ended
            and all(each.id for each in self._open.values())
        ):
            template = "meter values name a transaction that has not started since the boot ({times}: {names})."
            self.add(Kind.VALUES_WITHOUT_TRANSACTION, template, said.place, side=STATION, name=quoted(key))

    def _status(self, said: Said) -> None:
        """Charging without a transaction, in 1.6. A start may come soon after the status."""
        status, connector = text(said.payload, "status"), connector_of(said.payload)
        if status == "Charging" and self._is_whole and len(self._charging) < _MAX_OPEN:
            if all(each.start.connector != connector for each in self._open.values()):
                self._charging.setdefault(connector, (said.place, self._turns))
        elif status in ("Available", "Finishing", "Preparing") and connector in self._charging:
            self._tell_charging(self.add, connector, *self._charging.pop(connector))

    def _tell_charging(self, add: Add, connector: str, place: Place, turns: int) -> None:
        if self._turns - turns >= _SOON:
            template = "{connector} went to Charging without a transaction ({times})."
            add(Kind.CHARGING_WITHOUT_TRANSACTION, template, place, side=STATION, parts={"connector": connector})

    def _stop(self, said: Said) -> None:
        data = said.payload
        key, reason, end = text(data, "transactionId"), text(data, "reason"), moment(data, "timestamp")
        transaction = self._open.pop(key, None) or self._pop_unnamed()
        self._check_reason(said, transaction, key, reason)
        if transaction is None:
            self._check_unknown_stop(said, key, reason)
            self._remember(key, None)
            return
        taken = list(readings(data, said.at, name="transactionData"))
        transaction.meter.samples += len(taken)
        if (value := number(data, "meterStop")) is not None:
            transaction.meter.stop(self.add, value, end or said.at, transaction.name, said.place)
        self._close(said, transaction, end)
        self._remember(key, transaction.start)

    def _pop_unnamed(self) -> _Transaction | None:
        """The only transaction whose id the log does not show: that of a stop with an unknown id."""
        unnamed = [key for key, each in self._open.items() if each.id is None]
        return self._open.pop(unnamed[0]) if len(unnamed) == 1 else None

    def _check_reason(self, said: Said, transaction: _Transaction | None, key: str, reason: str) -> None:
        if reason in _FAULTS:
            what = transaction.name if transaction else f"transaction {key}"
            template = "the reason for a stop was {reason} ({times}: {names})."
            side, parts = _FAULTS[reason], {"reason": reason}
            self.add(Kind.STOPPED_BY_FAULT, template, said.place, side=side, parts=parts, name=what)

    def _check_unknown_stop(self, said: Said, key: str, reason: str) -> None:
        if key in self._ended:
            if self._ended[key][1]:
                template = "a transaction was stopped again after its stop was answered ({times}: {names})."
                self.add(Kind.STOPPED_TWICE, template, said.place, side=STATION, name=quoted(key))
            return
        if not self._is_begin_known or reason in _AFTER_BOOT:
            return
        ended = moment(said.payload, "timestamp")
        if ended is not None and self._booted is not None and ended < self._booted:
            return
        template = "a transaction ended, but the log does not have its start ({times}: {names})."
        self.add(Kind.STOP_WITHOUT_START, template, said.place, side=STATION, name=quoted(key))

    def _stopped(self, said: Said) -> None:
        key = text(said.request, "transactionId")
        if key in self._ended:
            self._ended[key] = (self._ended[key][0], True)

    def _close(self, said: Said, transaction: _Transaction, end: float | None) -> None:
        """What is odd about a transaction as a whole."""
        if transaction.is_refused:
            return
        lasted, meter, name = transaction.lasted(end, said.at), transaction.meter, transaction.name
        is_still = meter.start is not None and not meter.is_rising
        if lasted is not None and lasted <= _SHORT:
            template = "{count} transaction{s} lasted 60 s or less: {names}."
            name += f" {lasting(lasted)}{', without energy' if is_still else ''}"
            self.add(Kind.SHORT_TRANSACTION, template, said.place, side=STATION, name=name)
            return
        name += f" after {lasting(lasted)}" if lasted is not None else ""
        if is_still:
            template = "{count} transaction{s} ended without energy: {names}."
            at = f", the meter at {meter.start:.15g} Wh"
            self.add(Kind.TRANSACTION_WITHOUT_ENERGY, template, said.place, side=STATION, name=name + at)
        if not meter.samples and (lasted is None or lasted >= _LONG_WITHOUT_VALUES):
            template = "{count} transaction{s} ended without any meter values: {names}."
            self.add(Kind.TRANSACTION_WITHOUT_METER_VALUES, template, said.place, side=STATION, name=name)

    # OCPP 2.x

    def _event(self, said: Said) -> None:
        data = said.payload
        key = text(data, "transactionInfo", "transactionId")
        kind, trigger = text(data, "eventType"), text(data, "triggerReason")
        if trigger in _TROUBLES:
            template = "{where} reported {trigger} in a transaction ({times})."
            where = connector_of(data) or "the station"
            self.add(
                Kind.ABNORMAL_CONDITION, template, said.place, side=STATION, parts={"where": where, "trigger": trigger}
            )
        if kind == "Started" and key not in self._open:
            start = _Start(connector_of(data), card_of(data), text(data, "timestamp"))
            self._check_other_open(start.connector)
            transaction = _Transaction(said, start, Meter())
            transaction.id = key
            self._put(key, transaction)
        self._is_introduced = True
        self._take_event(said, key, is_end=kind == "Ended", reason=text(data, "transactionInfo", "stoppedReason"))

    def _take_event(self, said: Said, key: str, *, is_end: bool, reason: str) -> None:
        transaction = self._open.get(key)
        taken = list(readings(said.payload, said.at))
        for reading in taken:
            tell_implausible(self.add, reading, connector_of(said.payload), said.place)
        if transaction is not None:
            transaction.meter.take(self.add, taken, transaction.name, said.place)
        if not is_end:
            return
        self._check_reason(said, transaction, key, reason)
        if transaction is None:
            self._check_unknown_stop(said, key, reason)
        else:
            del self._open[key]
            self._close(said, transaction, moment(said.payload, "timestamp"))
        self._remember(key, None if transaction is None else transaction.start)

    def finish(self, add: Add, end: float | None) -> None:
        """Transactions that still run, connectors that charge without one."""
        for connector, since in self._charging.items():
            self._tell_charging(add, connector, *since)
        for transaction in self._open.values():
            if transaction.is_refused:
                continue
            lasted = None if end is None or transaction.logged is None else end - transaction.logged
            after = f", started {lasting(lasted)} before" if lasted is not None and lasted > 0 else ""
            template = (
                "{count} transaction{s} had not ended when the log ended: {names};"
                " the station may be offline, or the log ends too early."
            )
            name = transaction.name + after
            add(Kind.TRANSACTION_WITHOUT_END, template, transaction.place, side=STATION, name=name)

    on_call: ClassVar[Handlers] = {
        "Authorize": _introduced,
        "RemoteStartTransaction": _introduced,
        "BootNotification": _boot,
        "StartTransaction": _start,
        "MeterValues": _values,
        "StatusNotification": _status,
        "StopTransaction": _stop,
        "TransactionEvent": _event,
    }
    on_result: ClassVar[Handlers] = {"StartTransaction": _started, "StopTransaction": _stopped}
