"""The tables and their columns: one vocabulary for all versions.

No name needs quotes in the SQL of DuckDB, Spark, Snowflake or BigQuery; `time` does where Spark is told to enforce all
reserved words, which it is not by default.
"""

from __future__ import annotations

from typing import Any

from ._pyarrow import pa

__all__ = ["BOOTS", "FINDING", "MESSAGES", "SAMPLES", "SCHEMAS", "SESSIONS", "STATUSES", "TIME", "WORD"]

#: A moment. A text out of few different ones.
TIME: Any = pa.timestamp("us", "UTC")
WORD: Any = pa.dictionary(pa.int32(), pa.string())
_TEXT, _NUMBER, _FLAG = pa.string(), pa.float64(), pa.bool_()
_SHORT, _LONG = pa.int32(), pa.int64()

_WHERE = [("evse_id", _SHORT), ("connector_id", _SHORT), ("transaction_id", _TEXT)]

FINDING: Any = pa.struct(dict.fromkeys(("rule", "severity", "scope", "path", "code", "message"), _TEXT))

#: A row for each frame.
MESSAGES: Any = pa.schema(
    [
        ("time", TIME),
        ("station", WORD),
        ("protocol", WORD),
        ("direction", WORD),
        ("message_type", pa.int8()),
        ("message_id", _TEXT),
        ("action", WORD),
        ("kind", WORD),
        ("verdict", WORD),
        *_WHERE,
        ("payload", _TEXT),
        ("error_code", WORD),
        ("call_time", TIME),
        ("call_file", WORD),
        ("call_line", _LONG),
        ("latency", _NUMBER),
        ("findings", pa.list_(FINDING)),
        ("frame", _TEXT),
        ("file", WORD),
        ("line", _LONG),
    ]
)

#: A row for each value of a meter.
SAMPLES: Any = pa.schema(
    [
        ("time", TIME),
        ("received", TIME),
        ("station", WORD),
        ("protocol", WORD),
        *_WHERE,
        ("measurand", WORD),
        ("phase", WORD),
        ("unit", WORD),
        ("location", WORD),
        ("context", WORD),
        ("value", _NUMBER),
        ("text", _TEXT),
        ("signed", _FLAG),
        ("file", WORD),
        ("line", _LONG),
    ]
)

#: A row for each transaction.
SESSIONS: Any = pa.schema(
    [
        ("station", WORD),
        ("protocol", WORD),
        ("transaction_id", _TEXT),
        ("evse_id", _SHORT),
        ("connector_id", _SHORT),
        ("started", TIME),
        ("stopped", TIME),
        ("first_power", TIME),
        ("last_power", TIME),
        ("start_trigger", WORD),
        ("stop_reason", WORD),
        ("token_status", WORD),
        ("remote", _FLAG),
        ("id_token_hash", _TEXT),
        ("id_token_type", WORD),
        ("meter_start_wh", _NUMBER),
        ("meter_stop_wh", _NUMBER),
        ("energy_wh", _NUMBER),
        ("energy_from", WORD),
        ("charging_s", _NUMBER),
        ("idle_s", _NUMBER),
        ("events", _SHORT),
        ("missing_seq", _SHORT),
        ("offline", _FLAG),
        ("outcome", WORD),
        ("first_file", WORD),
        ("first_line", _LONG),
        ("last_file", WORD),
        ("last_line", _LONG),
    ]
)

#: A row for each time that a connector has a status.
STATUSES: Any = pa.schema(
    [
        ("station", WORD),
        ("evse_id", _SHORT),
        ("connector_id", _SHORT),
        ("status", WORD),
        ("error_code", WORD),
        ("since", TIME),
        ("until", TIME),
        ("seconds", _NUMBER),
    ]
)

#: A row for each BootNotification.
BOOTS: Any = pa.schema(
    [
        ("time", TIME),
        ("station", WORD),
        ("vendor", WORD),
        ("model", WORD),
        ("firmware_version", WORD),
        ("reason", WORD),
        ("answer", WORD),
    ]
)

#: The tables by name.
SCHEMAS: dict[str, Any] = {
    "messages": MESSAGES,
    "samples": SAMPLES,
    "sessions": SESSIONS,
    "statuses": STATUSES,
    "boots": BOOTS,
}
