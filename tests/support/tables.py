"""Frames as the columns that tables are made of, and tables as plain rows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from ocpp_codec import bulk

SECRET = "04E91C5AB23480"
STATION, CSMS = "station", "csms"
BEGIN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def columns(rows: Iterable[tuple[str, str, float]], *, protocol: str = "ocpp1.6", station: str = "CS1") -> Any:
    """A table of frames. `rows`: sender, frame, seconds since the beginning."""
    said = list(rows)
    return pa.table(
        {
            "frame": [frame for _, frame, _ in said],
            "time": pa.array([BEGIN + datetime.timedelta(seconds=at) for *_, at in said], pa.timestamp("us", "UTC")),
            "station": pa.array([station] * len(said), pa.string()),
            "sender": pa.array([sender for sender, *_ in said], pa.string()),
            "protocol": pa.array([protocol] * len(said), pa.string()),
        }
    )


def tables_of(batches: Sequence[Any], **settings: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables, those that are open in the end too."""
    tables = bulk.Tables(**{"token_key": b"secret", **settings})
    parts = [*(tables.feed(batch) for batch in batches), tables.close()]
    return {name: [row for part in parts for row in part[name].to_pylist()] for name in parts[-1]}


def as_set(rows: list[dict[str, Any]]) -> list[str]:
    """The rows in an order of their own, to be compared."""
    return sorted(map(repr, rows))


def call(unique_id: str, action: str, payload: Any) -> str:
    return json.dumps([2, unique_id, action, payload])


def result(unique_id: str, payload: Any) -> str:
    return json.dumps([3, unique_id, payload])


def time(minute: int) -> str:
    return f"2026-03-01T00:{minute:02}:00Z"


def charging(transaction: int = 7) -> list[tuple[str, str, float]]:
    """A session of OCPP 1.6."""
    start = {"connectorId": 1, "idTag": SECRET, "meterStart": 1000, "timestamp": time(1)}
    value = {
        "timestamp": time(5),
        "sampledValue": [
            {"value": "1.5", "unit": "kWh"},
            {"value": "7.4", "measurand": "Power.Active.Import", "unit": "kW", "phase": "L1"},
        ],
    }
    return [
        (STATION, call("1", "StartTransaction", start), 60),
        (CSMS, result("1", {"transactionId": transaction, "idTagInfo": {"status": "Accepted"}}), 61),
        (
            STATION,
            call(
                "2",
                "StatusNotification",
                {"connectorId": 1, "status": "Charging", "errorCode": "NoError", "timestamp": time(2)},
            ),
            120,
        ),
        (CSMS, result("2", {}), 121),
        (
            STATION,
            call("3", "MeterValues", {"connectorId": 1, "transactionId": transaction, "meterValue": [value]}),
            300,
        ),
        (CSMS, result("3", {}), 301),
        (
            STATION,
            call(
                "4",
                "StopTransaction",
                {"transactionId": transaction, "meterStop": 4000, "timestamp": time(10), "reason": "EVDisconnected"},
            ),
            600,
        ),
        (CSMS, result("4", {}), 601),
    ]
