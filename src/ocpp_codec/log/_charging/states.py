"""The status of each connector of a station over time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import ClassVar

from .._said import Said, connector_of, moment, objects, part, text
from .records import State

__all__ = ["States"]

_MOST_CONNECTORS = 64
_MOST_TRANSACTIONS = 64
#: What a transaction says of its connector, which says of itself only that it is Occupied.
_OF_TRANSACTIONS = frozenset({"Charging", "EVConnected", "SuspendedEV", "SuspendedEVSE", "Idle"})


class States:
    """Follows the connectors of one station. `put` takes each new state; it says whether there was place for it."""

    def __init__(self, put: Callable[[State], bool]) -> None:
        self._put = put
        self._now: dict[str, State] = {}
        self._lanes: OrderedDict[str, str] = OrderedDict()  # the connector of each transaction of 2.x

    def called(self, said: Said) -> None:
        """A call that may say a status."""
        self.on_call[said.action](self, said)

    def _status(self, said: Said) -> None:
        data = said.payload
        error = text(data, "errorCode")
        status = text(data, "status") or text(data, "connectorStatus")
        if not self._is_known_closer(connector_of(data), status):
            self._change(said, connector_of(data), status, "" if error == "NoError" else error)

    def _notified(self, said: Said) -> None:
        """The events of the device model of 2.x."""
        for event in objects(said.payload, "eventData"):
            if text(event, "variable", "name") == "AvailabilityState":
                component, status = part(event, "component"), text(event, "actualValue")
                connector = connector_of(component) or text(component, "name")
                if not self._is_known_closer(connector, status):
                    self._change(said, connector, status, "", at=moment(event, "timestamp"))

    def _is_known_closer(self, connector: str, status: str) -> bool:
        now = self._now.get(connector)
        return status == "Occupied" and now is not None and now.status in _OF_TRANSACTIONS

    def _event(self, said: Said) -> None:
        """The charging state of a transaction of 2.x says more than the status of its connector, Occupied."""
        data = said.payload
        transaction = text(data, "transactionInfo", "transactionId")
        lane = self._lane(connector_of(data)) or self._lanes.get(transaction, "")
        if transaction:
            self._lanes[transaction] = lane
        if len(self._lanes) > _MOST_TRANSACTIONS:
            self._lanes.popitem(last=False)
        if data.get("offline") is True:  # of earlier, when the station had no connection
            return
        if text(data, "eventType") != "Ended":
            self._change(said, lane, text(data, "transactionInfo", "chargingState"), "")
        elif self._is_known_closer(lane, "Occupied"):  # else it was unplugged before
            self._change(said, lane, "Occupied", "")

    def _lane(self, connector: str) -> str:
        """The name under which a connector is followed: an EVSE with one connector may be named without it."""
        if connector in self._now or not connector:
            return connector
        found = [name for name in self._now if name.startswith(f"{connector},")]
        return found[0] if len(found) == 1 else connector

    def _change(self, said: Said, connector: str, status: str, error: str, *, at: float | None = None) -> None:
        """A status that may be new. `at`: when, if the log does not say."""
        before = self._now.get(connector)
        if not status or not connector or (before and (before.status, before.error) == (status, error)):
            return
        if before is None and len(self._now) >= _MOST_CONNECTORS:
            return
        times = (said.at, at, moment(said.payload, "timestamp"))
        since = next((each for each in times if each is not None), None)
        if before is not None:
            before.until = since
        state = State(
            station=said.turn.entry.station,
            connector=connector,
            status=status,
            error=error,
            since=since,
            place=said.place,
        )
        if self._put(state):
            self._now[connector] = state
        else:
            self._now.pop(connector, None)

    on_call: ClassVar[dict[str, Callable[[States, Said], None]]] = {
        "StatusNotification": _status,
        "NotifyEvent": _notified,
        "TransactionEvent": _event,
    }
