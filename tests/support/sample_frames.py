"""Small frames that are fine, as plain data or text, to have something wrong put into them."""

from __future__ import annotations

import datetime
from typing import Any

NOW = datetime.datetime(2013, 2, 1, 20, 53, 32, 486000, datetime.UTC)
UNSAID = object()
NOON = "2024-05-17T12:00:00Z"
HEARTBEAT = '[2,"1","Heartbeat",{}]'


def call(action: str, payload: Any) -> list[Any]:
    return [2, "1", action, payload]


def status(**fields: Any) -> list[Any]:
    """OCPP 1.6: a payload with required and optional fields of most kinds."""
    payload = {"connectorId": 1, "errorCode": "NoError", "status": "Available"} | fields
    return call("StatusNotification", {name: value for name, value in payload.items() if value is not UNSAID})


def status201(**fields: Any) -> list[Any]:
    payload = {"timestamp": NOON, "connectorStatus": "Available", "evseId": 1, "connectorId": 1}
    return call("StatusNotification", payload | fields)


def sample(**fields: Any) -> list[Any]:
    """OCPP 1.6: one sampled value."""
    sampled = [{"timestamp": NOON, "sampledValue": [{"value": "1"} | fields]}]
    return call("MeterValues", {"connectorId": 1, "meterValue": sampled})


def started(**fields: Any) -> list[Any]:
    return call("StartTransaction", {"connectorId": 1, "idTag": "a", "meterStart": 0, "timestamp": NOON} | fields)


def report(**fields: Any) -> list[Any]:
    return call("NotifyReport", {"requestId": 1, "generatedAt": NOON, "seqNo": 0} | fields)


def data(**fields: Any) -> dict[str, Any]:
    return {"component": {"name": "a"}, "variable": {"name": "b"}, "variableAttribute": [{"value": "c"}]} | fields


def limit(value: Any) -> list[Any]:
    """OCPP 1.6: a number with at most one decimal digit."""
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"startPeriod": 0, "limit": value}]}
    profile = {"chargingProfileId": 1, "stackLevel": 0, "chargingProfilePurpose": "TxProfile"}
    profile |= {"chargingProfileKind": "Relative", "chargingSchedule": schedule}
    return call("SetChargingProfile", {"connectorId": 1, "csChargingProfiles": profile})


LIMIT = "csChargingProfiles.chargingSchedule.chargingSchedulePeriod.0.limit"
SAMPLE = "meterValue.0.sampledValue.0"


def soc(value: Any) -> list[Any]:
    parameters = {"evMaxCurrent": 1, "evMaxVoltage": 1, "stateOfCharge": value}
    return call(
        "NotifyEVChargingNeeds",
        {"evseId": 1, "chargingNeeds": {"requestedEnergyTransfer": "DC", "dcChargingParameters": parameters}},
    )


SOC = "chargingNeeds.dcChargingParameters.stateOfCharge"


def data_transfer(data: str) -> str:
    return f'[2,"id","DataTransfer",{{"vendorId":"x","data":{data}}}]'


def cost(number: str) -> str:
    return f'[2,"id","CostUpdated",{{"totalCost":{number},"transactionId":"t"}}]'


def interval(number: str) -> str:
    return f'[3,"id",{{"currentTime":"2024-05-17T09:41:33Z","interval":{number},"status":"Accepted"}}]'
