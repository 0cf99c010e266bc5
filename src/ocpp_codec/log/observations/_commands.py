"""What one side wants and the other refuses: cards, commands, calls; and remote starts that start nothing."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from ..._core.compat import MessageTypeEnum
from ..._core.structure import CallError
from ._kinds import Kind
from ._notes import Place, quoted
from ._said import Said, card_of, connector_of, objects, text
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Commands"]

_NAMES = {STATION: "the station", CSMS: "the CSMS"}
_PATIENCE = 180.0  # seconds after a remote start or stop; a driver has time to plug in

#: Statuses that do not refuse: what was asked is done, will be done, or has no object.
_FINE = frozenset(
    {
        "",
        "Accepted",
        "AcceptedCanceled",
        "EmptyResultSet",
        "Ignored",
        "NoChargingProfile",
        "NoTransaction",
        "Processing",
        "RebootRequired",
        "Scheduled",
        "Unlocked",
    }
)
#: Statuses that do not refuse a certain action: there was nothing to do.
_FINE_FOR = {
    "ClearChargingProfile": frozenset({"Unknown"}),
    "GetInstalledCertificateIds": frozenset({"NotFound"}),
    "DeleteCertificate": frozenset({"NotFound"}),
}
#: What a call is about, by the first of these fields that it has.
_DETAILS = ("key", "vendorId", "requestedMessage", "type", "connectorId", "transactionId")
#: Error codes that say that the call, not the side that answers it, is wrong. 1.6, and those of 2.x.
_CALLER_IS_WRONG = frozenset(
    {
        "FormationViolation",
        "FormatViolation",
        "MessageTypeNotSupported",
        "OccurenceConstraintViolation",
        "OccurrenceConstraintViolation",
        "PropertyConstraintViolation",
        "ProtocolError",
        "RpcFrameworkError",
        "TypeConstraintViolation",
    }
)


class _Promise(NamedTuple):
    """A remote start or stop that the station has accepted."""

    place: Place
    until: float
    what: str


class Commands(Watcher):
    """Refused cards and commands, errors, and promises that were not kept."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._start: _Promise | None = None
        self._stop: _Promise | None = None

    def _card(self, said: Said) -> None:
        """Authorize, and the start, stop and events of transactions."""
        info = said.payload.get("idTagInfo") or said.payload.get("idTokenInfo")
        status = text(info, "status") if isinstance(info, dict) else ""
        if status not in ("", "Accepted"):
            card = card_of(said.request) or "a card"
            template = "the CSMS refused card {card}: {status} ({times}, {action})."
            parts = {"card": card, "status": status, "action": said.action}
            self.add(Kind.REFUSED_CARD, template, said.place, side=CSMS, **parts)

    def answered(self, said: Said) -> None:
        """A result, of any action: the other side may say no."""
        status = text(said.payload, "status")
        if status not in _FINE and status not in _FINE_FOR.get(said.action, ()):
            self._refused(said, status, _detail_of(said.request))

    def _refused(self, said: Said, status: str, detail: str) -> None:
        who = _NAMES[said.sender] if said.sender is not None else "the other side"
        template = "{who} answered {action}{detail} with {status} ({times})."
        parts = {"who": who, "action": said.action, "detail": detail, "status": status}
        self.add(Kind.REFUSED_COMMAND, template, said.place, side=said.sender, **parts)

    def _variables(self, said: Said) -> None:
        for each in objects(said.payload, "setVariableResult"):
            status = text(each, "attributeStatus")
            if status not in _FINE:
                name = f"{text(each, 'component', 'name')}.{text(each, 'variable', 'name')}"
                self._refused(said, status, f" of {quoted(name)}")

    def failed(self, said: Said, error: CallError) -> None:
        """An error that answers a call."""
        sender, code = said.sender, str(error.errorCode)
        who = _NAMES[sender] if sender is not None else "the other side"
        if code in _CALLER_IS_WRONG and sender is not None:
            side = CSMS if sender is STATION else STATION
        else:
            side = sender
        told = f", {quoted(error.errorDescription)}" if error.errorDescription else ""
        template = "{who} answered {action} with the error {code}{told} ({times})."
        parts = {"who": who, "action": said.action, "code": code, "told": told}
        self.add(Kind.CALL_ERROR, template, said.place, side=side, **parts)

    def _promised_start(self, said: Said) -> None:
        if text(said.payload, "status") == "Accepted" and said.at is not None:
            connector = connector_of(said.request)
            self._start = _Promise(said.place, said.at + _PATIENCE, f" on {connector}" if connector else "")

    def _promised_stop(self, said: Said) -> None:
        if text(said.payload, "status") == "Accepted" and said.at is not None:
            self._stop = _Promise(said.place, said.at + _PATIENCE, text(said.request, "transactionId"))

    def _started(self, _: Said) -> None:
        self._start = None

    def _stopped(self, said: Said) -> None:
        if self._stop and self._stop.what == text(said.payload, "transactionId"):
            self._stop = None

    def _event(self, said: Said) -> None:
        kind = text(said.payload, "eventType")
        if kind in ("Started", "Updated"):  # a transaction that the plug has begun goes on with a remote start
            self._start = None
        info = said.payload.get("transactionInfo")
        if kind == "Ended" and isinstance(info, dict) and self._stop and self._stop.what == text(info, "transactionId"):
            self._stop = None

    def pass_time(self, at: float) -> None:
        """It is now that time."""
        if self._start and at > self._start.until:
            self._broken_start(self.add)
            self._start = None
        if self._stop and at > self._stop.until:
            self._broken_stop(self.add)
            self._stop = None

    def _broken_start(self, add: Add) -> None:
        if self._start:
            template = "the station accepted a remote start{where}, but no transaction followed within 3 min ({times})."
            add(
                Kind.REMOTE_START_WITHOUT_TRANSACTION,
                template,
                self._start.place,
                side=STATION,
                where=self._start.what,
            )

    def _broken_stop(self, add: Add) -> None:
        if self._stop:
            template = "the station accepted a remote stop of transaction {id}, which did not end within 3 min."
            add(Kind.REMOTE_STOP_WITHOUT_END, template, self._stop.place, side=STATION, id=self._stop.what)

    def finish(self, add: Add, end: float | None) -> None:
        """Promises that were not kept."""
        if end is not None and self._start and end > self._start.until:
            self._broken_start(add)
        if end is not None and self._stop and end > self._stop.until:
            self._broken_stop(add)

    on_call: ClassVar[Handlers] = {
        "StartTransaction": _started,
        "StopTransaction": _stopped,
        "TransactionEvent": _event,
    }
    on_result: ClassVar[Handlers] = {
        **dict.fromkeys(("Authorize", "StartTransaction", "StopTransaction", "TransactionEvent"), _card),
        **dict.fromkeys(("RemoteStartTransaction", "RequestStartTransaction"), _promised_start),
        **dict.fromkeys(("RemoteStopTransaction", "RequestStopTransaction"), _promised_stop),
        "SetVariables": _variables,
    }


#: Actions whose results have no status, or one that others look at.
WITHOUT_REFUSAL = frozenset(
    {"Authorize", "BootNotification", "Heartbeat", "MeterValues", "StatusNotification", "TransactionEvent"}
)


def is_error(kind: MessageTypeEnum | None) -> bool:
    """Whether a frame is an error that answers a call."""
    return kind is MessageTypeEnum.CALLERROR


def _detail_of(request: dict[str, Any]) -> str:
    """What a call is about."""
    for name in _DETAILS:
        if value := text(request, name):
            return f" ({name} {quoted(value)})"
    return ""
