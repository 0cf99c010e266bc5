"""Tables on Spark beside those of one machine: `python -m benchmarks.spark FRAMES.parquet`, where `make spark` runs.

Both take turns in one process, on one core, and write messages, samples and sessions. Spark's session is warm: it has
done the same before. What counts is the time of all processors, since Java and Python work at the same time.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from ocpp_codec import bulk
from ocpp_codec import spark as on_spark
from tests.support.spark import local_spark

_TABLES = ("messages", "samples", "sessions")
_ROUNDS = 3
_KEY = b"a key"
_TICKS = os.sysconf("SC_CLK_TCK")


def one_machine(source: str, out: Path) -> None:
    """The tables as `bulk.write` makes them."""
    parquet: Any = import_module("pyarrow.parquet")
    bulk.write(parquet.ParquetFile(source).iter_batches(50_000), out, token_key=_KEY, only=_TABLES)


def spark(session: Any, source: str, out: Path) -> None:
    """The same tables, as Spark makes them."""
    on_spark.decode(session.read.parquet(source)).write.parquet(str(out / "messages"))
    messages = session.read.parquet(str(out / "messages"))
    on_spark.samples(messages).write.parquet(str(out / "samples"))
    on_spark.sessions(messages, token_key=_KEY).write.parquet(str(out / "sessions"))


def used() -> float:
    """Seconds of processors that this process and all its descendants have used. Linux only."""
    times: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        times[int(stat.parent.name)] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while found := {child for child, (parent, _) in times.items() if parent in ours} - ours:
        ours |= found
    return sum(ticks for process, (_, ticks) in times.items() if process in ours) / _TICKS


def measured(work: Callable[..., None], *arguments: Any) -> tuple[float, float]:
    """Seconds, and seconds of processors."""
    before, start = used(), time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start, used() - before


def main(source: str) -> None:
    """Prints what each round took, and the ratio."""
    frames = import_module("pyarrow.parquet").ParquetFile(source).metadata.num_rows
    start: Any = local_spark  # pyspark is not there where types are checked
    with tempfile.TemporaryDirectory() as name, start(Path(name), cores=1) as session:
        session.conf.set("spark.sql.parquet.compression.codec", "zstd")  # as one machine writes
        spark(session, source, Path(name) / "warm")
        for number in range(_ROUNDS):
            wall, busy = measured(one_machine, source, Path(name) / f"one-{number}")
            wall_spark, busy_spark = measured(spark, session, source, Path(name) / f"spark-{number}")
            print(
                f"{frames:,} frames. One machine: {wall:.1f} s, processors {busy:.1f} s, {frames / busy:,.0f} a second;"
            )
            print(f"  Spark: {wall_spark:.1f} s, processors {busy_spark:.1f} s, {frames / busy_spark:,.0f} a second;")
            print(
                f"  {wall / wall_spark:.2f} of it by the clock, {busy / busy_spark:.2f} by the processors", flush=True
            )


if __name__ == "__main__":
    main(sys.argv[1])
