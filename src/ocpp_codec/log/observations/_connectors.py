"""The status of connectors."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from .._said import Place, Said, connector_of, objects, part, quoted, text
from ._kinds import Kind
from ._watcher import STATION, Add, Handlers, Watcher

__all__ = ["Connectors"]

_MAX_CONNECTORS = 32
_LONG_UNAVAILABLE = 300.0  # seconds

_SUSPENDED = {"SuspendedEV": "the car", "SuspendedEVSE": "the station"}

#: Statuses that cannot follow another one (OCPP 1.6, 4.9, table of transitions).
_NOT_AFTER = {
    "Available": {"Finishing"},
    "Preparing": {"Reserved"},
    "Charging": {"Preparing", "Reserved"},
    "SuspendedEV": {"Preparing", "Reserved"},
    "SuspendedEVSE": {"Preparing", "Reserved"},
    "Finishing": {"Reserved", "Charging", "SuspendedEV", "SuspendedEVSE"},
    "Reserved": {"Charging", "SuspendedEV", "SuspendedEVSE", "Finishing"},
    "Unavailable": {"Reserved", "Finishing"},
}


class _State(NamedTuple):
    """A status, and since when a connector has it."""

    status: str
    since: float | None
    place: Place
    conversation: int
    is_asked: bool


class Connectors(Watcher):
    """Faulted, unavailable and suspended connectors."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._states: dict[str, _State] = {}
        self._is_asked = False  # whether the CSMS, or an update, has taken the station out of operation

    def _status(self, said: Said) -> None:
        data = said.payload
        status, error = text(data, "status") or text(data, "connectorStatus"), text(data, "errorCode")
        connector = connector_of(data)
        if status == "Faulted":
            self._fault(said, connector, "" if error in ("", "NoError") else f" with {quoted(error)[1:-1]}")
        elif error not in ("", "NoError"):
            template = "{connector} reported the error {error}{info} while {status} ({times})."
            parts = {"connector": connector, "error": error, "status": status, "info": _info_of(said)}
            self.add(Kind.CONNECTOR_ERROR, template, said.place, side=STATION, parts=parts)
        self._change(said, connector, status)

    def _fault(self, said: Said, connector: str, error: str) -> None:
        parts = {"connector": connector, "error": error, "info": _info_of(said)}
        self.add(
            Kind.FAULTED_CONNECTOR,
            "{connector} reported Faulted{error}{info} ({times}).",
            said.place,
            side=STATION,
            parts=parts,
        )

    def _change(self, said: Said, connector: str, status: str) -> None:
        before = self._states.get(connector)
        if before is not None and before.status == status:
            return
        if before is not None:
            self._leave(self.add, connector, before, said.at)
        number = said.turn.number
        if said.is_v16 and before is not None and before.conversation == number and connector != _WHOLE:
            self._check_order(said, connector, before.status, status)
        if status in _SUSPENDED:
            self._suspended(said, connector, status)
        if connector in self._states or len(self._states) < _MAX_CONNECTORS:
            self._states[connector] = _State(status, said.at, said.place, number, self._is_asked)

    def _check_order(self, said: Said, connector: str, before: str, status: str) -> None:
        if status in _NOT_AFTER.get(before, ()):
            template = "{connector} went from {before} to {status} ({times}); OCPP 1.6 does not foresee that (4.9)."
            parts = {"connector": connector, "before": before, "status": status}
            self.add(Kind.ODD_STATUS_ORDER, template, said.place, side=STATION, parts=parts)

    def _suspended(self, said: Said, connector: str, status: str) -> None:
        template = "charging on {connector} was suspended by {who}: {status} ({times})."
        side = STATION if status == "SuspendedEVSE" else None
        parts = {"connector": connector, "who": _SUSPENDED[status], "status": status}
        self.add(Kind.SUSPENDED_CONNECTOR, template, said.place, side=side, parts=parts)

    def _leave(self, add: Add, connector: str, state: _State, at: float | None) -> None:
        """A status ends, or the log."""
        if state.status != "Unavailable" or state.is_asked or state.since is None or at is None:
            return
        lasted = at - state.since
        if lasted >= _LONG_UNAVAILABLE:
            template = "{connector} was Unavailable for {worst}; the CSMS had not asked for it ({times})."
            add(
                Kind.UNAVAILABLE_CONNECTOR,
                template,
                state.place,
                side=STATION,
                number=lasted,
                parts={"connector": connector},
            )

    def _event(self, said: Said) -> None:
        """The charging state of a transaction of 2.x."""
        state = text(said.payload, "transactionInfo", "chargingState")
        key = f"transaction {quoted(text(said.payload, 'transactionInfo', 'transactionId'))}"
        before = self._states.pop(key, None)
        if text(said.payload, "eventType") == "Ended":
            return
        if state in _SUSPENDED and (before is None or before.status != state):
            self._suspended(said, connector_of(said.payload) or key, state)
        if state and len(self._states) < _MAX_CONNECTORS:
            self._states[key] = _State(state, said.at, said.place, said.turn.number, is_asked=True)
        elif before is not None:
            self._states[key] = before

    def _notified(self, said: Said) -> None:
        """The events of the device model of 2.x."""
        for event in objects(said.payload, "eventData"):
            component, variable = text(event, "component", "name"), text(event, "variable", "name")
            value = text(event, "actualValue")
            connector = connector_of(part(event, "component"))
            if variable == "AvailabilityState" and value == "Faulted":
                self._fault(said, connector or component, "")
            elif text(event, "trigger") == "Alerting" or (variable == "Problem" and value.lower() == "true"):
                template = "{component} raised an alert: {variable} is {value} ({times})."
                where = f"{component} of {connector}" if connector else component
                parts = {"component": where, "variable": variable, "value": quoted(value)}
                self.add(Kind.ALERT, template, said.place, side=STATION, parts=parts)

    def _availability(self, said: Said) -> None:
        wanted = text(said.payload, "type") or text(said.payload, "operationalStatus")
        self._is_asked = wanted == "Inoperative"

    def _updating(self, said: Said) -> None:
        if text(said.payload, "status") in ("Installing", "InstallRebooting", "Downloaded"):
            self._is_asked = True

    def finish(self, add: Add, end: float | None) -> None:
        """Connectors that are still out of operation."""
        for connector, state in self._states.items():
            self._leave(add, connector, state, end)

    on_call: ClassVar[Handlers] = {
        "StatusNotification": _status,
        "TransactionEvent": _event,
        "NotifyEvent": _notified,
        "ChangeAvailability": _availability,
        "FirmwareStatusNotification": _updating,
    }


_WHOLE = connector_of({"connectorId": 0})


def _info_of(said: Said) -> str:
    """What the station says of an error, as the end of a sentence."""
    told = [quoted(each) for name in ("info", "vendorErrorCode") if (each := text(said.payload, name))]
    return f" ({', '.join(told)})" if told else ""
