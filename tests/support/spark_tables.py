"""The traffic of a fleet, and its tables as one machine makes them, to be compared with those of Spark."""

from __future__ import annotations

from functools import cache
from typing import Any

from benchmarks.fleet import Fleet
from ocpp_codec import bulk
from ocpp_codec.bulk._pyarrow import pa
from ocpp_codec.spark._ddl import plain

KEY = b"a key of these tests"
#: What tells the rows of a table apart, as far as the vocabulary lets.
IDENTITY = {
    "messages": ("station", "file", "line"),
    "samples": ("station", "file", "line", "time", "measurand", "phase", "unit", "location", "context", "text"),
    "sessions": ("station", "first_file", "first_line"),
    "statuses": ("station", "evse_id", "connector_id", "since"),
    "boots": ("station", "time"),
}


@cache
def frames() -> Any:
    """Traffic of a fleet in the order of time, some of it defective."""
    return pa.Table.from_batches(list(Fleet(stations=24, days=1.5, seed=7, profile="heavy").batches()))


@cache
def rows() -> dict[str, Any]:
    """The tables of one machine."""
    tables = bulk.Tables(token_key=KEY)
    fed, closed = tables.feed(frames()), tables.close()
    return {name: sorted_rows(name, pa.concat_tables([fed[name], closed[name]])) for name in fed}


def sorted_rows(name: str, table: Any) -> Any:
    """Rows without dictionaries, in an order of their own."""
    wanted = pa.schema([(field.name, plain(field.type)) for field in bulk.SCHEMAS[name]])
    return table.select(wanted.names).cast(wanted).sort_by([(key, "ascending") for key in IDENTITY[name]])


def assert_same(name: str, got: Any, wanted: Any) -> None:
    assert got.num_rows == wanted.num_rows
    for column in wanted.schema.names:
        assert got[column].combine_chunks() == wanted[column].combine_chunks(), column
