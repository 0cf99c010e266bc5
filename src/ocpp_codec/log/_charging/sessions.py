"""Which session a message belongs to, and what the session is: the transactions of OCPP 1.6 and of 2.x."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from .._said import CallKey, Said, connector_of, moment, number, text
from .points import Points
from .records import REGISTER, SeriesKey, Session
from .samples import Sample, samples

__all__ = ["Sessions"]

_MOST_OPEN = 64
_MOST_ENDED = 64
_MOST_CALLS = 256  # that wait for an answer
_NO_IDS = frozenset({"", "0", "-1"})  # with which stations say that values belong to no transaction

K = TypeVar("K")


class Begin(Protocol):
    """Makes a session; None if there are too many."""

    def __call__(self, said: Said, **fields: Any) -> Session | None: ...


class _Start(NamedTuple):
    """What tells that a start of OCPP 1.6 is sent again."""

    connector: str
    card: str
    timestamp: str
    meter: str  # a station without a clock gives each start the same time


class Sessions:
    """The sessions of one station.

    `begin` makes a session; `points` takes the values.
    """

    def __init__(self, begin: Begin, points: Points) -> None:
        self._begin, self._points = begin, points
        self._starts: OrderedDict[_Start, Session] = OrderedDict()  # of OCPP 1.6
        self._open: OrderedDict[str, Session] = OrderedDict()  # by the id of the transaction
        self._ended: OrderedDict[str, Session] = OrderedDict()
        self._outside: OrderedDict[str, Session] = OrderedDict()  # by connector
        self._calls: OrderedDict[CallKey, Session] = OrderedDict()

    def called(self, said: Said) -> Session | None:
        """A call: the session that it belongs to."""
        session = self.on_call[said.action](self, said)
        if session is not None:
            session.touch(said.place, said.at)
            _put(self._calls, said.key, session, _MOST_CALLS)
        return session

    def answered(self, said: Said) -> Session | None:
        """An answer, with a result or an error."""
        session = self._calls.pop(said.key, None)
        if session is None:
            return None
        session.touch(said.place, said.at)
        status = text(said.payload, "idTagInfo", "status") or text(said.payload, "idTokenInfo", "status")
        is_own = status and _card(said.request) in ("", session.card)  # another card may be refused meanwhile
        if is_own and session.stopped is None:
            session.is_refused = status != "Accepted"
        if said.action == "StartTransaction":
            self._name(session, text(said.payload, "transactionId"))
        return session

    # OCPP 1.6

    def _start(self, said: Said) -> Session | None:
        data = said.payload
        start = _Start(connector_of(data), _card(data), text(data, "timestamp"), text(data, "meterStart"))
        session = self._starts.get(start)
        if session is not None and (start.timestamp or session.transaction is None):
            return session
        session = self._begin(
            said,
            connector=start.connector,
            card=start.card,
            started=moment(data, "timestamp") or said.at,
            meter_start=number(data, "meterStart"),
        )
        if session is not None:
            _put(self._starts, start, session, _MOST_OPEN)
        return session

    def _name(self, session: Session, transaction: str) -> None:
        """The id of a transaction is known: of its start's answer, or of what follows it."""
        if transaction and transaction != session.transaction:
            session.transaction = transaction
            self._ended.pop(transaction, None)  # the CSMS uses the id again
            _put(self._open, transaction, session, _MOST_OPEN)

    def _values(self, said: Said) -> Session | None:
        data = said.payload
        transaction, connector = text(data, "transactionId"), connector_of(data)
        session = self._known(transaction)
        if session is None and transaction in _NO_IDS:
            session = self._at(said, connector)
        elif session is None:
            session = _newest(self._unnamed(), connector)  # the log does not have the answer that gives the id
            session = session or self._begin(said, connector=connector)
            if session is not None:
                self._name(session, transaction)
        self._take(session, samples(data), said)
        return session

    def _stop(self, said: Said) -> Session | None:
        data = said.payload
        transaction = text(data, "transactionId")
        session = self._open.get(transaction)
        if session is None and transaction in self._ended:  # the stop is sent again
            return self._ended[transaction]
        unnamed = self._unnamed()
        if session is None and transaction and len(unnamed) == 1:
            session = unnamed[0]
        session = session or self._begin(said, card=_card(data))
        if session is None:
            return None
        session.transaction = transaction or session.transaction
        session.meter_stop = number(data, "meterStop")
        self._take(session, samples(data, name="transactionData"), said)
        self._end(session, moment(data, "timestamp") or said.at, text(data, "reason"))
        return session

    def _unnamed(self) -> list[Session]:
        """Those whose start has no answer yet."""
        return [each for each in self._starts.values() if each.transaction is None]

    # OCPP 2.x

    def _event(self, said: Said) -> Session | None:
        data = said.payload
        transaction = text(data, "transactionInfo", "transactionId")
        connector, kind = connector_of(data), text(data, "eventType")
        session = self._of_event(said, transaction, connector)
        self._take(session, samples(data), said)
        if session is None or not session.is_transaction:
            return session
        session.connector = connector if connector.startswith(session.connector) else session.connector
        session.card = session.card or _card(data)
        at = moment(data, "timestamp") or said.at
        if kind == "Started":
            session.started = at
        elif kind == "Ended":
            self._end(session, at, text(data, "transactionInfo", "stoppedReason"))
        return session

    def _of_event(self, said: Said, transaction: str, connector: str) -> Session | None:
        """The session of an event, which may be a new one."""
        if not transaction:
            return self._at(said, connector)
        session = self._known(transaction)
        if session is not None and not _is_used_again(session, said.payload):
            return session
        session = self._begin(said)
        if session is not None:
            self._name(session, transaction)
        return session

    # both

    def _known(self, transaction: str) -> Session | None:
        """The session of a transaction that runs or ended lately."""
        session = self._open.get(transaction)
        return self._ended.get(transaction) if session is None and transaction not in _NO_IDS else session

    def _at(self, said: Said, connector: str) -> Session | None:
        """What runs at a connector; if nothing does, its values outside of transactions."""
        session = _newest((*self._open.values(), *self._unnamed()), connector) or self._outside.get(connector)
        if session is None:
            session = self._begin(said, connector=connector, is_transaction=False)
            if session is not None:
                _put(self._outside, connector, session, _MOST_OPEN)
        return session

    def _end(self, session: Session, at: float | None, reason: str) -> None:
        session.stopped, session.reason = at, reason
        names = [name for name, each in self._open.items() if each is session]  # a repeated start may get a second id
        for name in names:
            del self._open[name]
        for name in filter(None, dict.fromkeys((*names, session.transaction))):
            _put(self._ended, name, session, _MOST_ENDED)

    def _take(self, session: Session | None, taken: Iterable[Sample], said: Said) -> None:
        """Values of a session."""
        if session is None:
            return
        for sample in taken:
            at = said.at if sample.at is None else sample.at
            if at is None:
                continue
            key = SeriesKey(sample.measurand, sample.phase, sample.location, sample.unit)
            self._points.add(session, key, at, sample.value)
            if key == REGISTER:
                session.read_register(at, sample.value)

    on_call: ClassVar[dict[str, Callable[[Sessions, Said], Session | None]]] = {
        "StartTransaction": _start,
        "MeterValues": _values,
        "StopTransaction": _stop,
        "TransactionEvent": _event,
    }


def _put(kept: OrderedDict[K, Session], key: K, session: Session, most: int) -> None:
    kept[key] = session
    if len(kept) > most:
        kept.popitem(last=False)


def _newest(sessions: Iterable[Session], connector: str) -> Session | None:
    """The last session that began at a connector: of those before, the log may lack the end."""
    at = (each for each in sessions if not each.is_refused and _is_at(each, connector))
    return max(at, key=lambda each: each.number, default=None)


def _is_at(session: Session, connector: str) -> bool:
    """Whether a session is at a connector, or at the only connector of an EVSE that a message names."""
    return connector != "" and (session.connector == connector or session.connector.startswith(f"{connector},"))


def _is_used_again(session: Session, data: dict[str, Any]) -> bool:
    """Whether an event starts another transaction, with the id of one that ended before."""
    at = moment(data, "timestamp")
    is_later = at is not None and session.stopped is not None and at > session.stopped
    return is_later and text(data, "eventType") == "Started"


def _card(data: dict[str, Any]) -> str:
    return text(data, "idTag") or text(data, "idToken", "idToken")
