"""Spark gives the rows of one machine: shuffled, cut into files, partitions, and buckets of time."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ocpp_codec import spark as on_spark
from ocpp_codec.bulk._pyarrow import pa, pq
from tests.support.spark_tables import KEY, assert_same, frames, rows, sorted_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

FILES = 5
HOUR = 3_600


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
