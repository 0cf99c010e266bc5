"""The table of messages, as frames come: a stream of Apache Spark.

    spark-submit examples/spark_stream.py FRAMES OUT

FRAMES is a folder to which Parquet files with frames are added; OUT gets the folders `frames`, `messages` and
`checkpoint`. Frames from Kafka or elsewhere are given to `follow` instead.

The answer to a call may be in a later micro-batch. So the frames are kept, and each micro-batch is read after those of
its stations that came shortly before it; of these, no rows are written again. A micro-batch that Spark repeats after a
failure overwrites its own folders: no row is there twice.
"""

import sys
from importlib import import_module
from typing import Any

from ocpp_codec.spark import decode

SCHEMA = "frame string, time timestamp, station string, sender string, protocol string, file string, line bigint"
MAX_AGE, REMEMBER = 300.0, 3600.0
#: Microseconds before which a frame says nothing of the verdict about a later one.
BEFORE = int(1_000_000 * (MAX_AGE + REMEMBER))


def follow(frames: Any, out: str) -> Any:
    """The stream of messages; `start()` starts it.

    Args:
        frames: A streaming DataFrame with all columns of SCHEMA; file and line tell each frame from all others.
        out: The folder that gets the folders.
    """

    def take(batch: Any, number: int) -> None:
        spark = batch.sparkSession
        batch.write.mode("overwrite").parquet(f"{out}/frames/batch={number}")
        new = spark.read.schema(SCHEMA).parquet(f"{out}/frames/batch={number}")
        since = new.selectExpr("coalesce(min(unix_micros(time)), 0)").first()[0] - BEFORE
        kept = spark.read.schema(f"{SCHEMA}, batch bigint").parquet(f"{out}/frames")
        shortly = kept.where(f"batch < {number} and unix_micros(time) >= {since}").join(new, "station", "leftsemi")
        messages = decode(new.unionByName(shortly.select(new.columns)), max_age=MAX_AGE, remember=REMEMBER)
        own = messages.join(new, ["file", "line"], "leftsemi").select(messages.columns)
        own.write.mode("overwrite").parquet(f"{out}/messages/batch={number}")

    return frames.writeStream.foreachBatch(take).option("checkpointLocation", f"{out}/checkpoint")


if __name__ == "__main__":
    source, out = sys.argv[1:]
    spark: Any = import_module("pyspark.sql").SparkSession.builder.getOrCreate()
    follow(spark.readStream.schema(SCHEMA).parquet(source), out).start().awaitTermination()
