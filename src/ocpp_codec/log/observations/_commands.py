"""What one side wants and the other refuses: cards, commands, calls; and remote starts that start nothing."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, ClassVar, NamedTuple

from ..._core.record import Sender
from ..._core.structure import CallError
from .._said import Place, Said, card_of, connector_of, objects, quoted, text
from ._kinds import Kind
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Commands"]

_NAMES: dict[Sender | None, str] = {STATION: "the station", CSMS: "the CSMS", None: "the other side"}
_OTHER: dict[Sender | None, Sender] = {STATION: CSMS, CSMS: STATION}
_MAX_CARDS = 16
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
        "NoProfiles",
        "NoTransaction",
        "Processing",
        "RebootRequired",
        "Scheduled",
        "Unlocked",
        "Unpublished",
    }
)
#: Statuses that do not refuse a certain action: there was nothing to do.
_FINE_FOR = {
    **dict.fromkeys(("ClearChargingProfile", "ClearDisplayMessage", "GetDisplayMessages"), frozenset({"Unknown"})),
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
        self._refused_cards: OrderedDict[str, None] = OrderedDict()  # by their latest Authorize

    def _card(self, said: Said) -> None:
        """Authorize, and the start, stop and events of transactions."""
        status = text(said.payload, "idTagInfo", "status") or text(said.payload, "idTokenInfo", "status")
        card = card_of(said.request)
        self._refused_cards.pop(card, None)
        if status not in ("", "Accepted"):
            if said.action == "Authorize":
                self._refused_cards[card] = None
                if len(self._refused_cards) > _MAX_CARDS:
                    self._refused_cards.popitem(last=False)
            card = card or "a card"
            template = "the CSMS refused card {card}: {status} ({times}, {action})."
            parts = {"card": card, "status": status, "action": said.action}
            self.add(Kind.REFUSED_CARD, template, said.place, side=CSMS, parts=parts)

    def answered(self, said: Said) -> None:
        """A result, of any action: the other side may say no."""
        status = text(said.payload, "status")
        if said.action == "BootNotification":
            return  # Presence tells it
        if status not in _FINE and status not in _FINE_FOR.get(said.action, ()):
            self._refused(said, status, _detail_of(said.request))

    def _refused(self, said: Said, status: str, detail: str | None) -> None:
        who = _NAMES[said.sender]
        template = "{who} answered {action} with {status} ({times}{named})."
        parts = {"who": who, "action": said.action, "status": status}
        self.add(Kind.REFUSED_COMMAND, template, said.place, side=said.sender, parts=parts, name=detail)

    def _variables(self, said: Said) -> None:
        for each in objects(said.payload, "setVariableResult"):
            status = text(each, "attributeStatus")
            if status not in _FINE:
                name = f"{text(each, 'component', 'name')}.{text(each, 'variable', 'name')}"
                self._refused(said, status, quoted(name))

    def failed(self, said: Said, error: CallError) -> None:
        """An error that answers a call."""
        sender, code = said.sender, str(error.errorCode)
        who = _NAMES[sender]
        side = _OTHER.get(sender) if code in _CALLER_IS_WRONG else sender
        told = f", {quoted(error.errorDescription)}" if error.errorDescription else ""
        template = "{who} answered {action} with the error {code}{told} ({times})."
        parts = {"who": who, "action": said.action, "code": code, "told": told}
        self.add(Kind.CALL_ERROR, template, said.place, side=side, parts=parts)

    def _promised_start(self, said: Said) -> None:
        if text(said.payload, "status") == "Accepted" and said.at is not None:
            connector = connector_of(said.request)
            self._start = _Promise(said.place, said.at + _PATIENCE, f" on {connector}" if connector else "")

    def _promised_stop(self, said: Said) -> None:
        if text(said.payload, "status") == "Accepted" and said.at is not None:
            self._stop = _Promise(said.place, said.at + _PATIENCE, text(said.request, "transactionId"))

    def _started(self, said: Said) -> None:
        self._start = None
        card = card_of(said.payload)
        if card and card in self._refused_cards:
            template = "the station started a transaction although the CSMS had refused card {card} ({times})."
            self.add(Kind.STARTED_WITH_REFUSED_CARD, template, said.place, side=STATION, parts={"card": card})

    def _stopped(self, said: Said) -> None:
        if self._stop and self._stop.what == text(said.payload, "transactionId"):
            self._stop = None

    def _event(self, said: Said) -> None:
        kind = text(said.payload, "eventType")
        if kind == "Started":
            self._started(said)
        if kind == "Updated":  # a transaction that the plug has begun goes on with a remote start
            self._start = None
        ended = text(said.payload, "transactionInfo", "transactionId")
        if kind == "Ended" and self._stop and self._stop.what == ended:
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
                parts={"where": self._start.what},
            )

    def _broken_stop(self, add: Add) -> None:
        if self._stop:
            template = "the station accepted a remote stop of transaction {id}, which did not end within 3 min."
            add(Kind.REMOTE_STOP_WITHOUT_END, template, self._stop.place, side=STATION, parts={"id": self._stop.what})

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


def _detail_of(request: dict[str, Any]) -> str | None:
    """What a call is about."""
    for name in _DETAILS:
        if value := text(request, name):
            return f"{name} {quoted(value)}"
    return None
