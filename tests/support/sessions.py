"""Pieces of logs, each added to a script: what a station says of its connectors, transactions and meters."""

from __future__ import annotations

from typing import Any

from ocpp_codec.log import conversations
from ocpp_codec.log.observations import Kind, Observation, observe
from tests.support.entries import Script, moment

ACCEPTED = {"status": "Accepted"}
V201 = "ocpp2.0.1"


def observed(script: Script) -> list[Observation]:
    return observe(conversations(script.entries))


def kinds(script: Script) -> list[Kind]:
    return [each.kind for each in observed(script)]


def the(script: Script, kind: Kind) -> Observation:
    (found,) = [each for each in observed(script) if each.kind is kind]
    return found


def only(script: Script) -> Observation:
    (found,) = observed(script)
    return found


def status(script: Script, status: str, *, at: float | None = None, connector: int = 1, **parts: Any) -> Script:
    """A StatusNotification of 1.6 or 2.x, and its result."""
    if script.protocol == "ocpp1.6":
        data = {"connectorId": connector, "errorCode": "NoError", "status": status, **parts}
    else:
        data = {"timestamp": moment(at or 0.0), "connectorStatus": status, "evseId": 1, "connectorId": connector}
    return script.call("StatusNotification", data, at=at).result()


def start(
    script: Script, *, at: float = 10.0, number: int = 7, connector: int = 1, meter: int = 100, **info: Any
) -> Script:
    """A StartTransaction of 1.6 and its result."""
    data = {"connectorId": connector, "idTag": "CARD", "meterStart": meter, "timestamp": moment(at)}
    return script.call("StartTransaction", data, at=at).result({"transactionId": number, "idTagInfo": info or ACCEPTED})


def stop(script: Script, *, at: float, number: int = 7, meter: int = 5100, **parts: Any) -> Script:
    """A StopTransaction of 1.6 and its result."""
    data = {"transactionId": number, "meterStop": meter, "timestamp": moment(at), **parts}
    return script.call("StopTransaction", data, at=at).result()


def sample(script: Script, value: float, *, at: float, number: int | None = 7, **parts: Any) -> Script:
    """MeterValues of 1.6 and their result."""
    values = [{"timestamp": moment(at), "sampledValue": [{"value": str(value), **parts}]}]
    data = {"connectorId": 1, "meterValue": values} | ({} if number is None else {"transactionId": number})
    return script.call("MeterValues", data, at=at).result()


def session(script: Script, values: dict[float, float], *, end: float, meter: int) -> Script:
    """A transaction with a reading of the meter at each of these times."""
    start(script.boot(0.0), at=10.0)
    for at, value in values.items():
        sample(script, value, at=at)
    return stop(script, at=end, meter=meter)


def event(
    script: Script, kind: str, *, at: float, trigger: str = "Authorized", energy: float | None = None, **info: Any
) -> Script:
    """A TransactionEvent of 2.x and its result."""
    data: dict[str, Any] = {
        "eventType": kind,
        "timestamp": moment(at),
        "triggerReason": trigger,
        "seqNo": int(at),
        "transactionInfo": {"transactionId": "T1", **info},
        "evse": {"id": 1, "connectorId": 1},
    }
    if energy is not None:
        data["meterValue"] = [{"timestamp": moment(at), "sampledValue": [{"value": energy}]}]
    return script.call("TransactionEvent", data, at=at).result()
