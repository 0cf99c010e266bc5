"""Which session a message belongs to, and what the session is: the transactions of OCPP 1.6 and of 2.x."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol, TypeVar

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


class Sessions:
    """The sessions of one station.

    `begin` makes a session; `points` takes the values.
    """

    def __init__(self, begin: Begin, points: Points) -> None:
        self._begin, self._points = begin, points
        self._open: OrderedDict[str, Session] = OrderedDict()
        self._unnamed: OrderedDict[tuple[str, str, str], Session] = OrderedDict()  # starts that have no answer yet
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
        if status and session.stopped is None:
            session.is_refused = status != "Accepted"
        if said.action == "StartTransaction":
            self._named(session, text(said.payload, "transactionId"))
        return session

    # OCPP 1.6

    def _start(self, said: Said) -> Session | None:
        data = said.payload
        fields = (connector_of(data), _card(data), text(data, "timestamp"))
        session = self._unnamed.get(fields)
        if session is None:
            session = self._begin(
                said,
                connector=fields[0],
                card=fields[1],
                started=moment(data, "timestamp") or said.at,
                meter_start=number(data, "meterStart"),
            )
        if session is not None:
            _put(self._unnamed, fields, session, _MOST_OPEN)
        return session

    def _named(self, session: Session, transaction: str) -> None:
        """The answer to a start gives its transaction an id."""
        for key in [key for key, each in self._unnamed.items() if each is session]:
            del self._unnamed[key]
        if transaction:
            session.transaction = transaction
            _put(self._open, transaction, session, _MOST_OPEN)

    def _values(self, said: Said) -> Session | None:
        data = said.payload
        transaction, connector = text(data, "transactionId"), connector_of(data)
        session = self._open.get(transaction) or self._ended.get(transaction)
        if session is None:
            running = (*self._open.values(), *self._unnamed.values())
            session = next((each for each in running if _is_at(each, connector)), None)
        if session is None and transaction not in _NO_IDS:
            session = self._begin(said, connector=connector, transaction=transaction)
            if session is not None:
                _put(self._open, transaction, session, _MOST_OPEN)
        if session is None:
            session = self._outside.get(connector) or self._begin(said, connector=connector, is_transaction=False)
            if session is not None:
                _put(self._outside, connector, session, _MOST_OPEN)
        self._take(session, samples(data), said)
        return session

    def _stop(self, said: Said) -> Session | None:
        data = said.payload
        transaction = text(data, "transactionId")
        if transaction in self._ended:  # the stop is sent again
            return self._ended[transaction]
        session = self._open.pop(transaction, None)
        if session is None and len(self._unnamed) == 1:  # the log does not have the answer that gives the id
            session = self._unnamed.popitem()[1]
        if session is None:
            session = self._begin(said, card=_card(data))
        if session is None:
            return None
        session.transaction = transaction or session.transaction
        session.meter_stop = number(data, "meterStop")
        self._take(session, samples(data, name="transactionData"), said)
        self._end(session, moment(data, "timestamp") or said.at, text(data, "reason"))
        return session

    # OCPP 2.x

    def _event(self, said: Said) -> Session | None:
        data = said.payload
        transaction = text(data, "transactionInfo", "transactionId")
        kind, at = text(data, "eventType"), moment(data, "timestamp") or said.at
        session = self._open.get(transaction) or self._ended.get(transaction)
        if session is None:
            session = self._begin(said, transaction=transaction)
        if session is None:
            return None
        session.connector = session.connector or connector_of(data)
        session.card = session.card or _card(data)
        if kind == "Started":
            session.started = at
        self._take(session, samples(data), said)
        if kind == "Ended":
            self._end(session, at, text(data, "transactionInfo", "stoppedReason"))
        elif transaction not in self._ended:
            _put(self._open, transaction, session, _MOST_OPEN)
        return session

    # both

    def _end(self, session: Session, at: float | None, reason: str) -> None:
        session.stopped, session.reason = at, reason
        self._open.pop(session.transaction or "", None)
        _put(self._ended, session.transaction or "", session, _MOST_ENDED)

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


def _is_at(session: Session, connector: str) -> bool:
    """Whether a session is at a connector, or at the only connector of an EVSE that a message names."""
    return connector != "" and (session.connector == connector or session.connector.startswith(f"{connector},"))


def _card(data: dict[str, Any]) -> str:
    return text(data, "idTag") or text(data, "idToken", "idToken")
