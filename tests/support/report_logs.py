"""Made logs with known truth, for the report: a day of a station, one without fault, a hostile one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from typing import Any, NamedTuple

__all__ = ["Made", "faultless", "hostile", "long_log", "made", "made_201", "many_stations"]

_BEGIN = datetime.datetime(2026, 5, 17, 8, 0, tzinfo=datetime.UTC)


class Made(NamedTuple):
    """A log and what is in it. Lines are counted from 1."""

    text: str
    messages: int
    lines: dict[str, int]  # of what has a name


class _Writer:
    """Writes frames with times, as a CSMS logs them."""

    def __init__(self, station: str = "CS001", begin: datetime.datetime = _BEGIN) -> None:
        self.station, self.now = station, begin
        self.rows: list[str] = []
        self.named: dict[str, int] = {}
        self.ids = 0

    def frame(self, text: str, *, is_received: bool, name: str = "") -> None:
        at = self.now.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        self.rows.append(f"{at} INFO {self.station}: {'received' if is_received else 'sent'} {text}")
        if name:
            self.named[name] = len(self.rows)

    def exchange(
        self,
        action: str,
        request: dict[str, Any],
        response: dict[str, Any] | None = None,
        *,
        by_station: bool = True,
        after: float = 0.04,
        name: str = "",
        error: tuple[str, str] | None = None,
        is_answered: bool = True,
    ) -> None:
        """A call and its answer. `name`: of the call; that of the answer is the same with " answer"."""
        self.ids += 1
        unique_id = f"{self.ids}"
        self.frame(json.dumps([2, unique_id, action, request]), is_received=by_station, name=name)
        if not is_answered:
            return
        self.now += datetime.timedelta(seconds=after)
        answer: list[Any] = [4, unique_id, *error, {}] if error else [3, unique_id, response or {}]
        self.frame(json.dumps(answer), is_received=not by_station, name=name and f"{name} answer")

    def wait(self, seconds: float) -> None:
        self.now += datetime.timedelta(seconds=seconds)

    @property
    def stamp(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def made(self) -> Made:
        return Made("\n".join(self.rows) + "\n", len(self.rows), self.named)


def _boot(log: _Writer, firmware: str = "2.4.1") -> None:
    log.exchange(
        "BootNotification",
        {
            "chargePointVendor": "Volthaus",
            "chargePointModel": "Pillar 22",
            "chargePointSerialNumber": "VH-1138",
            "firmwareVersion": firmware,
        },
        {"status": "Accepted", "currentTime": log.stamp, "interval": 300},
        name="boot",
    )
    log.wait(1)
    for connector in (0, 1, 2):
        _status(log, connector, "Available")


def _status(log: _Writer, connector: int, status: str, error: str = "NoError", **more: Any) -> None:
    request = {"connectorId": connector, "errorCode": error, "status": status, "timestamp": log.stamp}
    log.exchange("StatusNotification", request, {}, after=0.012, **more)
    log.wait(1)


def _heartbeat(log: _Writer) -> None:
    log.exchange("Heartbeat", {}, {"currentTime": log.stamp}, after=0.008)


def _values(log: _Writer, transaction: int, energy: float, minute: int, connector: int = 1) -> None:
    """Power, energy, current and voltage by phase, state of charge."""

    def sampled(value: float, measurand: str, unit: str, phase: str | None = None) -> dict[str, str]:
        named = {"value": f"{value:.10g}", "measurand": measurand, "unit": unit, "context": "Sample.Periodic"}
        return named | ({"phase": phase} if phase else {})

    current = 16 - (minute % 7) * 0.3
    values = [
        sampled(round(energy), "Energy.Active.Import.Register", "Wh"),
        sampled(round(3 * 230 * current / 1000, 3), "Power.Active.Import", "kW"),
        sampled(30 + minute, "SoC", "Percent"),
    ]
    for number, phase in enumerate(("L1", "L2", "L3")):
        values.append(sampled(current - number * 0.2, "Current.Import", "A", phase))
        values.append(sampled(229 + number, "Voltage", "V", f"{phase}-N"))
    log.exchange(
        "MeterValues",
        {
            "connectorId": connector,
            "transactionId": transaction,
            "meterValue": [{"timestamp": log.stamp, "sampledValue": values}],
        },
        {},
        after=0.02,
    )


def _session(
    log: _Writer, transaction: int, minutes: int, *, connector: int = 1, reason: str = "Local", name: str = ""
) -> None:
    log.exchange("Authorize", {"idTag": "04C7D202"}, {"idTagInfo": {"status": "Accepted"}}, after=0.06)
    log.wait(3)
    _status(log, connector, "Preparing")
    start = 1_284_250 + transaction * 10
    log.exchange(
        "StartTransaction",
        {"connectorId": connector, "idTag": "04C7D202", "meterStart": start, "timestamp": log.stamp},
        {"idTagInfo": {"status": "Accepted"}, "transactionId": transaction},
        after=0.055,
        name=f"{name} start" if name else "",
    )
    log.wait(1)
    _status(log, connector, "Charging")
    for minute in range(minutes):
        log.wait(60)
        _values(log, transaction, start + minute * 180, minute, connector)
        if minute % 5 == 4:
            _heartbeat(log)
    stop = {"transactionId": transaction, "meterStop": start + minutes * 180, "timestamp": log.stamp, "reason": reason}
    log.exchange("StopTransaction", stop, {}, after=0.07, name=f"{name} stop" if name else "")
    log.wait(1)
    _status(log, connector, "Finishing")
    log.wait(20)
    _status(log, connector, "Available")


def faultless() -> Made:
    """Everything is right: a boot, a session, heartbeats."""
    log = _Writer()
    _boot(log)
    for _ in range(3):
        log.wait(299)
        _heartbeat(log)
    _session(log, 4711, 20)
    return log.made()


def made() -> Made:
    """A day in OCPP 1.6 with defects of both sides, a refused card, errors, calls without an answer, and a gap."""
    log = _Writer()
    _boot(log)
    log.exchange(
        "GetConfiguration",
        {"key": ["HeartbeatInterval"]},
        {"configurationKey": [{"key": "HeartbeatInterval", "readonly": False, "value": "300"}]},
        by_station=False,
    )
    log.wait(60)
    log.exchange(
        "Authorize", {"idTag": "04A2B9F1"}, {"idTagInfo": {"status": "Blocked"}}, after=0.05, name="refused card"
    )
    log.wait(20)
    _session(log, 4711, 12, name="first")
    log.wait(120)
    _status(log, 1, "available", name="wrong case")
    log.exchange(
        "ChangeConfiguration",
        {"key": "MeterValueSampleInterval", "value": "60"},
        by_station=False,
        is_answered=False,
        name="unanswered",
    )
    log.wait(45)
    _heartbeat(log)
    log.wait(4 * 3600)
    log.exchange("Heartbeat", {}, {"currentTime": "2026-05-17T12:30:00"}, name="no offset")
    log.wait(60)
    _session(log, 4712, 30, connector=2, name="second")
    log.wait(30)
    _status(log, 1, "Faulted", "GroundFailure", name="fault")
    log.wait(10)
    log.exchange(
        "StopTransaction",
        {"transactionId": 4712, "meterStop": 1, "timestamp": log.stamp, "reason": "Fault"},
        error=("PropertyConstraintViolation", "reason: 'Fault' is not allowed"),
        name="bad reason",
    )
    log.wait(40)
    log.exchange("Reset", {"type": "Soft"}, {"status": "Rejected"}, by_station=False, name="refused command")
    log.wait(5)
    log.exchange("Heartbeat", {}, {"currentTime": log.stamp}, after=7.5, name="slow")
    return log.made()


def made_201() -> Made:
    """A session in OCPP 2.0.1."""
    log = _Writer("EVSE-7")
    station = {"vendorName": "Volthaus", "model": "Tower 150", "firmwareVersion": "5.0.2", "serialNumber": "T150-3"}
    log.exchange(
        "BootNotification",
        {"reason": "PowerUp", "chargingStation": station},
        {"status": "Accepted", "currentTime": log.stamp, "interval": 300},
        name="boot",
    )
    log.wait(2)

    def status(value: str) -> None:
        request = {"timestamp": log.stamp, "connectorStatus": value, "evseId": 1, "connectorId": 1}
        log.exchange("StatusNotification", request, {})
        log.wait(2)

    def event(kind: str, trigger: str, number: int, state: str, energy: float, **more: Any) -> None:
        sampled = [
            {"value": energy / 1000, "unitOfMeasure": {"unit": "kWh"}},
            {"value": 72.5, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "W", "multiplier": 3}},
            {"value": 20 + number, "measurand": "SoC", "unitOfMeasure": {"unit": "Percent"}},
        ]
        log.exchange(
            "TransactionEvent",
            {
                "eventType": kind,
                "timestamp": log.stamp,
                "triggerReason": trigger,
                "seqNo": number,
                "transactionInfo": {"transactionId": "tx-1", "chargingState": state, **more},
                "evse": {"id": 1, "connectorId": 1},
                "idToken": {"idToken": "04C7D202", "type": "ISO14443"},
                "meterValue": [{"timestamp": log.stamp, "sampledValue": sampled}],
            },
            {"idTokenInfo": {"status": "Accepted"}},
            name=kind if kind != "Updated" else "",
        )
        log.wait(60)

    status("Available")
    status("Occupied")
    event("Started", "CablePluggedIn", 0, "EVConnected", 1_000_000)
    for number in range(1, 15):
        event("Updated", "MeterValuePeriodic", number, "Charging", 1_000_000 + number * 1200)
    event("Ended", "StopAuthorized", 15, "EVConnected", 1_018_000, stoppedReason="Local")
    status("Available")
    log.exchange("NotifyEvent", {"generatedAt": log.stamp, "seqNo": 0, "eventData": []}, {}, name="empty list")
    return log.made()


def long_log(messages: int, *, is_wrong: Callable[[int], bool] = lambda number: number % 500 == 7) -> Made:
    """Sessions and heartbeats without end; of the heartbeats, some are answered without an offset."""
    log = _Writer()
    _boot(log)
    transaction = 0
    while len(log.rows) < messages - 60:
        transaction += 1
        _session(log, transaction, 12, connector=1 + transaction % 2)
        for number in range(6):
            log.wait(280)
            is_bad = is_wrong(transaction * 6 + number)
            log.exchange("Heartbeat", {"odd": 1} if is_bad else {}, {"currentTime": log.stamp})
    while len(log.rows) < messages:
        log.wait(30)
        _heartbeat(log)
    del log.rows[messages:]
    return log.made()


def many_stations(stations: int) -> Made:
    """Several stations, one after the other in time."""
    made_ones = []
    for number in range(stations):
        log = _Writer(f"CS{number:03}", _BEGIN + datetime.timedelta(minutes=number))
        _boot(log, f"1.{number}")
        _session(log, number + 1, 3)
        made_ones.append(log)
    rows = sorted((row for log in made_ones for row in log.rows), key=lambda row: row[:23])
    return Made("\n".join(rows) + "\n", len(rows), {})


#: What must stay text wherever it stands.
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "</title></style><svg onload=alert(4)>",
    "\u202e\u2066backwards\u2069\u202c",
    "\x1b[31mred\x00\x07\r\n\t",
    "' onmouseover='alert(5)' \" onfocus=\"alert(6)\" `${alert(7)}`",
    "$title $packed ${script} $$",
    "javascript:alert(8)",
    "x" * 5000,
)


def hostile() -> Made:
    """Texts that attack the page, in every field that may hold them, in names, ids, values and findings."""
    log = _Writer("<b>CS</b>")
    for number, text in enumerate(HOSTILE):
        log.exchange(
            "BootNotification",
            {"chargePointVendor": text, "chargePointModel": text, "firmwareVersion": text},
            {"status": text, "currentTime": text, "interval": 5},
        )
        log.exchange(
            "StatusNotification", {"connectorId": number, "errorCode": text, "status": text, "info": text}, {text: text}
        )
        log.exchange("Authorize", {"idTag": text}, {"idTagInfo": {"status": "Blocked"}})
        start = {"connectorId": 1, "idTag": text, "meterStart": 0, "timestamp": log.stamp}
        log.exchange("StartTransaction", start, {"transactionId": number, "idTagInfo": {"status": "Accepted"}})
        sampled = [{"value": "1", "measurand": text, "unit": text, "phase": text, "location": text}]
        values = {
            "connectorId": 1,
            "transactionId": number,
            "meterValue": [{"timestamp": log.stamp, "sampledValue": sampled}],
        }
        log.exchange("MeterValues", values, {})
        log.exchange("DataTransfer", {"vendorId": text, "data": text}, error=("InternalError", text))
        log.exchange("ChangeConfiguration", {"key": text, "value": text}, {"status": text}, by_station=False)
        log.exchange(text, {text: text}, {text: text})
        log.wait(61)
        log.frame(json.dumps([2, text, "Heartbeat", {}]), is_received=True)
        log.frame(json.dumps([2, "half \ud83d", text, {"a": "\udc00"}]), is_received=True)
    return log.made()
