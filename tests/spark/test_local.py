"""Spark runs on this machine, and its workers have this library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import ocpp_codec

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def _versions(batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow as pa  # noqa: PLC0415 (in a worker)

    for batch in batches:
        yield pa.RecordBatch.from_pydict({"version": [ocpp_codec.__version__] * len(batch)})


def test_workers_have_this_version(spark: SparkSession) -> None:
    rows = spark.range(10, numPartitions=2).mapInArrow(_versions, "version string").collect()
    assert [row["version"] for row in rows] == [ocpp_codec.__version__] * 10
