"""The queries of a page of the documentation, and small tables written by hand to run them on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet

from ocpp_codec.log import Entry
from tests.support.paths import ROOT

BEGIN = datetime(2026, 5, 17, 9, 0, tzinfo=UTC)

_TIME = pa.timestamp("us", "UTC")
_FINDING = pa.struct(
    [(name, pa.string()) for name in ("rule", "severity", "scope", "path", "code", "message")],
)
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("time", "call_time", "received", "since", "until"), _TIME),
    **dict.fromkeys(("started", "stopped", "first_power", "last_power"), _TIME),
    **dict.fromkeys(("evse_id", "connector_id", "events", "missing_seq"), pa.int32()),
    **dict.fromkeys(("line", "call_line", "first_line", "last_line"), pa.int64()),
    **dict.fromkeys(("latency", "value", "seconds", "charging_s", "idle_s"), pa.float64()),
    **dict.fromkeys(("meter_start_wh", "meter_stop_wh", "energy_wh"), pa.float64()),
    **dict.fromkeys(("signed", "remote", "offline"), pa.bool_()),
    "message_type": pa.int8(),
    "findings": pa.list_(_FINDING),
}
_COLUMNS = {
    "messages": "time station protocol direction message_type message_id action kind verdict evse_id connector_id "
    "transaction_id payload error_code call_time call_file call_line latency findings frame file line",
    "samples": "time received station protocol evse_id connector_id transaction_id measurand phase unit location "
    "context value text signed file line",
    "sessions": "station protocol transaction_id evse_id connector_id started stopped first_power last_power "
    "start_trigger stop_reason token_status remote id_token_hash id_token_type meter_start_wh meter_stop_wh "
    "energy_wh energy_from charging_s idle_s events missing_seq offline outcome first_file first_line last_file "
    "last_line",
    "statuses": "station evse_id connector_id status error_code since until seconds",
    "boots": "time station vendor model firmware_version reason answer",
}
#: The columns of each table, with texts as texts.
SCHEMAS = {
    table: pa.schema([(name, _TYPES.get(name, pa.string())) for name in names.split()])
    for table, names in _COLUMNS.items()
}


def at(seconds: float | None) -> datetime | None:
    """A time of a table, in seconds from the beginning."""
    return None if seconds is None else BEGIN + timedelta(seconds=seconds)


def queries(page: str = "tables.md") -> dict[str, list[str]]:
    """The queries of a page, by the heading above them."""
    found: dict[str, list[str]] = {}
    heading = ""
    text = (ROOT / "docs" / page).read_text("utf-8")
    for title, sql in re.findall(r"^#+ ([^\n]+)$|^```sql\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if title:
            heading = title
        else:
            found.setdefault(heading, []).append(sql)
    return found


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """A table of rows written by hand; what a row does not say is null."""
    schema = SCHEMAS[name]
    listed = list(rows)
    unknown = {key for row in listed for key in row} - set(schema.names)
    if unknown:
        raise ValueError(f"{name} has no {unknown}")
    return pa.Table.from_pylist([dict(row) for row in listed], schema=schema)


def messages(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The rows of `messages` of good entries, without what the codec says."""
    rows: list[dict[str, Any]] = []
    calls: dict[str, dict[str, Any]] = {}
    for entry in entries:
        kind, unique_id, *rest = json.loads(entry.frame)
        row = {
            "time": entry.time,
            "station": entry.station,
            "protocol": None if entry.protocol is None else entry.protocol.value,
            "direction": None if entry.direction is None else entry.direction.value,
            "message_type": kind,
            "message_id": unique_id,
            "kind": {2: "request", 3: "response"}.get(kind, "error"),
            "payload": None if kind == 4 else json.dumps(rest[-1]),
            "file": entry.file,
            "line": entry.line,
        }
        if kind == 2:
            calls[unique_id] = row
            row["action"] = rest[0]
        elif (call := calls.get(unique_id)) is not None:
            row |= {"action": call["action"], "call_time": call["time"]}
            row |= {"call_file": call["file"], "call_line": call["line"]}
        data = {} if kind == 4 else rest[-1]
        number = data.get("transactionInfo", data).get("transactionId")
        row["transaction_id"] = None if number is None else str(number)
        rows.append(row)
    return rows


class Database:
    """Tables, to be asked with the queries of a page."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._connection = duckdb.connect()
        self._connection.execute("set TimeZone = 'UTC'")
        for name, schema in SCHEMAS.items():
            self._connection.register(name, tables.get(name, schema.empty_table()))

    @classmethod
    def of(cls, folder: Path) -> Database:
        """The tables in a folder."""
        return cls({name: pyarrow.parquet.read_table(folder / name) for name in SCHEMAS if (folder / name).exists()})

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """The rows that a query gives."""
        rows: list[dict[str, Any]] = self._connection.sql(sql).to_arrow_table().to_pylist()
        return rows

    def answer(self, heading: str, number: int = 0) -> list[dict[str, Any]]:
        """What the query below a heading gives."""
        return self.ask(queries()[heading][number])
