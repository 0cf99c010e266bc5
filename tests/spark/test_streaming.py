"""A stream gives the rows of one machine, wherever the frames are cut."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import spark_stream

from ocpp_codec.bulk._pyarrow import pq
from tests.support.spark_tables import assert_same, frames, rows, sorted_rows

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CUTS = 4


def test_micro_batches(spark: SparkSession, tmp_path: Path) -> None:
    """Frames come in the order of time, so calls and their answers are cut apart."""
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    table = frames()
    size = table.num_rows // CUTS + 1
    for number in range(CUTS):
        pq.write_table(table.slice(number * size, size), source / f"{number}.parquet")
    stream = spark.readStream.schema(spark_stream.SCHEMA).option("maxFilesPerTrigger", 1).parquet(str(source))
    spark_stream.follow(stream, str(out)).trigger(availableNow=True).start().awaitTermination()
    assert len(list((out / "messages").glob("batch=*"))) == CUTS
    assert_same("messages", sorted_rows("messages", pq.read_table(out / "messages")), rows()["messages"])
