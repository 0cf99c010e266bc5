"""Spark gives the rows of one machine: shuffled, cut into files, partitions, and buckets of time."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.fleet import Fleet
from ocpp_codec import bulk
from ocpp_codec import spark as on_spark
from ocpp_codec.bulk._pyarrow import pa, pq
from ocpp_codec.spark._ddl import plain

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KEY = b"a key of these tests"
FILES = 5
HOUR = 3_600
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


def write(table: Any, folder: Path) -> str:
    """Rows in a random order, in some files."""
    order = list(range(table.num_rows))
    random.Random(5).shuffle(order)
    shuffled, size = table.take(pa.array(order)), table.num_rows // FILES + 1
    for number in range(FILES):
        pq.write_table(shuffled.slice(number * size, size), folder / f"{number}.parquet")
    return str(folder)


def collected(name: str, table: DataFrame, folder: Path) -> Any:
    """The rows that Spark gives, as it writes them."""
    table.write.parquet(str(folder / name))
    return sorted_rows(name, pq.read_table(folder / name))


@pytest.fixture(scope="module")
def shuffled(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    return spark.read.parquet(write(frames(), tmp_path_factory.mktemp("frames")))


@pytest.fixture(scope="module")
def decoded(spark: SparkSession, shuffled: DataFrame, tmp_path_factory: pytest.TempPathFactory) -> DataFrame:
    """The table of messages as a job before has written it."""
    folder = str(tmp_path_factory.mktemp("written") / "messages")
    on_spark.decode(shuffled, partitions=3).write.parquet(folder)
    return spark.read.parquet(folder)


LARGE = "CS0001"
WAYS: dict[str, dict[str, Any]] = {
    "as Spark likes": {},
    "one partition": {"partitions": 1},
    "several partitions": {"partitions": 7},
    "buckets": {"bucket": 6 * HOUR},
    "short buckets": {"bucket": HOUR // 2, "partitions": 3},
    "buckets in one partition": {"bucket": HOUR, "partitions": 1},
    "one large station": {"bucket": 2 * HOUR, "large": [LARGE], "partitions": 4},
    "counted": {"bucket": 2 * HOUR, "large": 3_000},
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_messages(shuffled: DataFrame, way: dict[str, Any], tmp_path: Path) -> None:
    assert set(rows()["messages"]["verdict"].to_pylist()) == {"ok", "repaired", "refused"}
    assert_same("messages", collected("messages", on_spark.decode(shuffled, **way), tmp_path), rows()["messages"])


def test_samples(decoded: DataFrame, tmp_path: Path) -> None:
    assert_same("samples", collected("samples", on_spark.samples(decoded), tmp_path), rows()["samples"])


def test_sessions(decoded: DataFrame, tmp_path: Path) -> None:
    got = on_spark.sessions(decoded, token_key=KEY, partitions=3)
    assert_same("sessions", collected("sessions", got, tmp_path), rows()["sessions"])


@pytest.mark.parametrize("name", ["statuses", "boots"])
def test_statuses_and_boots(decoded: DataFrame, name: str, tmp_path: Path) -> None:
    got = getattr(on_spark, name)(decoded)
    assert_same(name, collected(name, got, tmp_path), rows()[name])
