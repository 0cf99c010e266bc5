"""Frames into tables: checked, paired, typed; as Arrow and Parquet, for DuckDB, Polars, pandas and Spark.

    >>> from ocpp_codec import bulk, log
    >>> lines = ["2026-05-17 09:41:33 INFO CS001: received [2,'17','Heartbeat',{}]"]
    >>> tables = bulk.Tables()
    >>> tables.feed(log.read(lines))["messages"].select(["station", "action", "verdict"]).to_pylist()
    [{'station': 'CS001', 'action': 'Heartbeat', 'verdict': 'ok'}]

Names in this package, each imported when it is first used:

    Tables           takes frames in batches, gives the rows of all tables
    write            a dataset: a folder of Parquet files for each table
    schema, columns  the typed columns of any message or type, made from its objects
    SCHEMAS          the tables by name, with their columns

It needs pyarrow: `pip install 'ocpp-codec[bulk]'`.
"""

from typing import TYPE_CHECKING

from .._core.on_demand import names_on_demand

if TYPE_CHECKING:
    from ._columns import columns
    from ._dataset import write
    from ._schema import schema
    from ._tables import Tables
    from ._vocabulary import SCHEMAS

__all__ = ["SCHEMAS", "Tables", "columns", "schema", "write"]

#: Where the names are defined.
_HOMES = {
    "SCHEMAS": "_vocabulary",
    "Tables": "_tables",
    "columns": "_columns",
    "schema": "_schema",
    "write": "_dataset",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = names_on_demand(__name__, _HOMES, {"pyarrow": "bulk"})
