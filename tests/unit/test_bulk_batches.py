"""The input of tables: batches that are joined, columns that cannot be read."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
import pytest

from ocpp_codec import bulk
from ocpp_codec.bulk import _batches
from tests.support.tables import CSMS, STATION, call, charging, columns, result, tables_of

FIRST_COLUMNS = ("frame", "time", "station", "sender", "protocol")


def with_column(table: Any, name: str, column: Any) -> Any:
    return table.set_column(table.schema.names.index(name), name, column)


def test_batches_with_small_dictionaries_are_joined() -> None:
    """Each has all the words that its index can number; together they have more."""
    rows = 100
    frames = columns([(STATION, call("1", "Heartbeat", {}), 0)] * rows)
    names = [[f"CS{begin + number}" for number in range(rows)] for begin in (0, rows)]
    batches = [
        with_column(frames, "station", pa.DictionaryArray.from_arrays(pa.array(range(rows), pa.int8()), pa.array(each)))
        for each in names
    ]
    assert [row["station"] for row in tables_of([batches])["messages"]] == [*names[0], *names[1]]


def test_large_frames_are_not_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_batches, "_MOST_BYTES", 2_000)
    table = columns([(STATION, call("1", "DataTransfer", {"vendorId": "a" * 1_000}), 0)] * 4)
    assert [record.num_rows for record in _batches.records(table)] == [1, 1, 1, 1]
    assert [record.num_rows for record in _batches.records([table.slice(row, 1) for row in range(4)])] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("frame", [[1]] * 8, "the column frame is string, not list<"),
        ("station", [{"a": 1}] * 8, "the column station is string, not struct<a: int64>"),
        ("line", ["x"] * 8, "the column line is int64, not string: "),
        ("line", [float("nan")] * 8, "the column line is int64, not double: "),
        ("line", pa.array([1 << 63] * 8, pa.uint64()), "the column line is int64, not uint64: "),
        ("opened", ["x"] * 8, "the column opened is bool, not string: "),
        ("time", pa.array([1 << 60] * 8, pa.timestamp("s")), r"the column time is timestamp\[us\], not timestamp\[s\]"),
    ],
)
def test_a_column_that_cannot_be_read_is_named(name: str, column: Any, expected: str) -> None:
    table = columns(charging())
    given = column if isinstance(column, pa.Array) else pa.array(column)
    odd = with_column(table, name, given) if name in FIRST_COLUMNS else table.append_column(name, given)
    with pytest.raises(ValueError, match=expected):
        bulk.Tables().feed(odd)


def test_a_column_that_is_there_twice() -> None:
    table = columns(charging())
    with pytest.raises(ValueError, match="the column station is there 2 times"):
        bulk.Tables().feed(table.append_column("station", table["station"]))
    other = table.append_column("other", table["station"]).append_column("other", table["station"])
    assert tables_of([other]) == tables_of([table])


def test_less_than_a_microsecond_is_cut_off() -> None:
    table = columns(charging()[:1])
    exact = pa.array([1_772_323_200_123_456_789], pa.timestamp("ns", "UTC"))
    (row,) = tables_of([with_column(table, "time", exact)])["messages"]
    assert row["time"] == datetime.datetime(2026, 3, 1, 0, 0, 0, 123456, datetime.UTC)


def test_years_that_python_does_not_know_are_null() -> None:
    """Half a day before the year 1, and after the year 9999: nobody can read such a time back."""
    start = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "0001-01-01T00:00:00+14:00"}
    value = {"timestamp": "9999-12-31T23:59:59-14:00", "sampledValue": [{"value": "1"}]}
    frames = [
        (STATION, call("1", "StartTransaction", start), 0),
        (CSMS, result("1", {"transactionId": 1, "idTagInfo": {"status": "Accepted"}}), 0.5),
        (STATION, call("2", "MeterValues", {"connectorId": 1, "meterValue": [value]}), 1),
    ]
    table = with_column(columns(frames), "time", pa.array([-(1 << 62), None, 1 << 62], pa.timestamp("us", "UTC")))
    tables = tables_of([table])
    assert [row["time"] for row in tables["messages"]] == [None] * 3
    assert [(row["time"], row["received"], row["value"]) for row in tables["samples"]] == [(None, None, 1.0)]
    assert [row["started"] for row in tables["sessions"]] == [None]
