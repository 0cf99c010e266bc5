"""The messages of an EVSE of OCPP 2.0.1 or 2.1."""

from __future__ import annotations

from typing import ClassVar

from ._connector import Connector, Phase
from ._station import ANY, KEPT
from ._times import SECOND, stamp

_TRIGGERS = {
    "DeAuthorized": "Deauthorized",
    "EVDisconnected": "EVDeparted",
    "Local": "StopAuthorized",
    "Remote": "RemoteStop",
    "": "StopAuthorized",
    "EnergyLimitReached": "EnergyLimitReached",
    "Reboot": "ResetCommand",
}


class Connector2(Connector):
    """An EVSE of OCPP 2.0.1 and 2.1 with its one connector."""

    STOPS: ClassVar[dict[str, float]] = {
        "Local": 4.0,
        "Remote": 2.0,
        "EVDisconnected": 2.0,
        "EnergyLimitReached": 1.0,
        "": 1.0,
    }
    ABORTS: ClassVar[tuple[str, ...]] = ("PowerLoss", "EmergencyStop", "Reboot", "GroundFault", "PowerQuality")
    PLUGGED: ClassVar[str] = "Occupied"
    remote_starts = 0

    def status(self, at: int, status: str, error: str = "NoError") -> None:  # noqa: ARG002 (2.x has no codes)
        when, station = stamp(at), self.station
        if not station.make.events:
            payload = f'{{"timestamp":"{when}","connectorStatus":"{status}","evseId":{self.number},"connectorId":1}}'
            station.call(at, "StatusNotification", payload, "{}", KEPT)
            return
        payload = (
            f'{{"generatedAt":"{when}","seqNo":0,"eventData":[{{"eventId":{station.sent},"timestamp":"{when}",'
            f'"trigger":"Delta","actualValue":"{status}","component":{{"name":"Connector","evse":{{"id":{self.number},'
            f'"connectorId":1}}}},"eventNotificationType":"HardWiredNotification",'
            f'"variable":{{"name":"AvailabilityState"}}}}]}}'
        )
        station.call(at, "NotifyEvent", payload, "{}", KEPT)

    def _token(self) -> str:
        kind = "Central" if self.session.remote else "ISO14443"
        return f'"idToken":{{"idToken":"{self.token}","type":"{kind}"}}'

    def authorize(self, at: int, answer: str) -> None:
        payload = f'{{"idToken":{{"idToken":"{self.token}","type":"ISO14443"}}}}'
        self.station.call(at, "Authorize", payload, f'{{"idTokenInfo":{{"status":"{answer}"}}}}', KEPT)

    def remote_start(self, at: int, answer: str) -> int:
        self.remote_starts += 1
        payload = (
            f'{{"idToken":{{"idToken":"{self.token}","type":"Central"}},"remoteStartId":{self.remote_starts},'
            f'"evseId":{self.number}}}'
        )
        return self.station.ask(at, "RequestStartTransaction", payload, f'{{"status":"{answer}"}}')

    def remote_stop(self, at: int) -> int:
        payload = f'{{"transactionId":"{self.session.transaction_id}"}}'
        return self.station.ask(at, "RequestStopTransaction", payload, '{"status":"Accepted"}')

    def begin(self, at: int, answer: str) -> None:
        session, token = self.session, self._token()
        session.id_token_type = "Central" if session.remote else "ISO14443"
        info = f',"remoteStartId":{self.remote_starts}' if session.remote else ""
        result = f'{{"idTokenInfo":{{"status":"{answer}"}}}}'
        value = self._value(at, self.meter.one(self.energy, "Transaction.Begin"))
        plugged_first = not session.remote and self.chance() < 0.4
        trigger = "CablePluggedIn" if plugged_first else "RemoteStart" if session.remote else "Authorized"
        session.start_trigger = trigger
        more = f'{value},"evse":{{"id":{self.number},"connectorId":1}}'
        info += ',"chargingState":"EVConnected"'
        if plugged_first:
            self._event(at, "Started", trigger, info, more, "{}")
            self._event(at + SECOND, "Updated", "Authorized", "", f",{token}", result)
        else:
            self._event(at, "Started", trigger, info, f"{more},{token}", result)
        self.truth.samples += 1

    def _value(self, at: int, values: str) -> str:
        return f',"meterValue":[{{"timestamp":"{stamp(at)}","sampledValue":[{values}]}}]'

    def _event(self, at: int, kind: str, trigger: str, info: str, more: str, result: str) -> None:
        """An event that nothing may happen to."""
        self._send_event(at, kind, trigger, info, more, result, KEPT)
        self.session.events += 1

    def _send_event(
        self, at: int, kind: str, trigger: str, info: str, more: str, result: str, may_suffer: bool
    ) -> None:
        session, station = self.session, self.station
        if at < station.offline_until:
            more += ',"offline":true'
            session.offline = True
        payload = (
            f'{{"eventType":"{kind}","timestamp":"{stamp(at)}","triggerReason":"{trigger}","seqNo":{self.seq},'
            f'"transactionInfo":{{"transactionId":"{session.transaction_id}"{info}}}{more}}}'
        )
        self.seq += 1
        station.call(at, "TransactionEvent", payload, result, may_suffer)

    def state(self, at: int, phase: Phase) -> None:
        self._event(at, "Updated", "ChargingStateChanged", f',"chargingState":"{phase.state}"', "", "{}")

    def measure(self, at: int, power: int) -> None:
        if self.chance() < 0.002:
            self.seq += 1
            self.session.missing_seq += 1
            return
        more = self._value(at, self.meter.all(self.energy, power, self.seq % 7))
        self._send_event(at, "Updated", "MeterValuePeriodic", "", more, "{}", ANY)
        self._sent(at, power)

    def end(self, at: int, reason: str) -> None:
        info = f',"stoppedReason":"{reason}"' if reason else ""
        more = self._value(at, self.meter.one(self.energy, "Transaction.End"))
        self._event(at, "Ended", _TRIGGERS.get(reason, "AbnormalCondition"), info, more, "{}")
        self.truth.samples += 1

    def loose_values(self, at: int) -> None:
        value = self.meter.one(self.energy, "Sample.Clock")
        self._send_loose(at, f'{{"evseId":{self.number},"meterValue":', value)
