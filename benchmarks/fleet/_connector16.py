"""The messages of a connector of OCPP 1.6."""

from __future__ import annotations

from typing import ClassVar

from ._connector import Connector, Phase
from ._station import ANY, KEPT
from ._times import stamp


class Connector16(Connector):
    """Of OCPP 1.6."""

    STOPS: ClassVar[dict[str, float]] = {"Local": 4.0, "Remote": 2.0, "EVDisconnected": 3.0, "": 1.0}
    ABORTS: ClassVar[tuple[str, ...]] = ("PowerLoss", "EmergencyStop", "Reboot", "HardReset", "Other")
    PLUGGED: ClassVar[str] = "Preparing"

    def status(self, at: int, status: str, error: str = "NoError") -> None:
        text = f'"errorCode":"{error}","status":"{status}","timestamp":"{stamp(at)}"'
        self.station.call(at, "StatusNotification", f'{{"connectorId":{self.number},{text}}}', "{}", KEPT)

    def authorize(self, at: int, answer: str) -> None:
        result = f'{{"idTagInfo":{{"status":"{answer}"}}}}'
        self.station.call(at, "Authorize", f'{{"idTag":"{self.token}"}}', result, KEPT)

    def remote_start(self, at: int, answer: str) -> int:
        payload = f'{{"connectorId":{self.number},"idTag":"{self.token}"}}'
        return self.station.ask(at, "RemoteStartTransaction", payload, f'{{"status":"{answer}"}}')

    def remote_stop(self, at: int) -> int:
        payload = f'{{"transactionId":{self.session.transaction_id}}}'
        return self.station.ask(at, "RemoteStopTransaction", payload, '{"status":"Accepted"}')

    def begin(self, at: int, answer: str) -> None:
        payload = (
            f'{{"connectorId":{self.number},"idTag":"{self.token}","meterStart":{self.energy},'
            f'"timestamp":"{stamp(at)}"}}'
        )
        result = f'{{"idTagInfo":{{"status":"{answer}"}},"transactionId":{self.session.transaction_id}}}'
        self.station.call(at, "StartTransaction", payload, result, KEPT)
        self.session.events += 1

    def state(self, at: int, phase: Phase) -> None:
        self.status(at, phase.state)

    def measure(self, at: int, power: int) -> None:
        values = self.meter.all(self.energy, power, self.seq % 7)
        self.seq += 1
        payload = (
            f'{{"connectorId":{self.number},"transactionId":{self.session.transaction_id},'
            f'"meterValue":[{{"timestamp":"{stamp(at)}","sampledValue":[{values}]}}]}}'
        )
        self.station.call(at, "MeterValues", payload, "{}", ANY)
        self._sent(at, power)

    def end(self, at: int, reason: str) -> None:
        station, session = self.station, self.session
        more = f',"reason":"{reason}"' if reason else ""
        if reason == "Local" and session.id_token:
            more += f',"idTag":"{session.id_token}"'
        if station.make.data:
            value = self.meter.one(self.energy, "Transaction.End")
            more += f',"transactionData":[{{"timestamp":"{stamp(at)}","sampledValue":[{value}]}}]'
            self.truth.samples += 1
        payload = (
            f'{{"transactionId":{session.transaction_id},"meterStop":{self.energy},"timestamp":"{stamp(at)}"{more}}}'
        )
        station.call(at, "StopTransaction", payload, '{"idTagInfo":{"status":"Accepted"}}', KEPT)
        session.events += 1

    def loose_values(self, at: int) -> None:
        value = self.meter.one(self.energy, "Sample.Clock")
        self._send_loose(at, f'{{"connectorId":{self.number},"meterValue":', value)
