"""Writes a file with the traffic of a fleet."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import PROFILES, SCHEMA, Fleet, Truth, log_lines


def _write(fleet: Fleet, path: Path, size: int) -> Iterator[int]:
    """Writes the traffic as Parquet, as CSV or as lines of a log, and gives the frames of each batch."""
    if path.suffix == ".log":
        with path.open("w", encoding="utf-8") as file:
            for batch in fleet.batches(size):
                file.writelines(log_lines(batch))
                yield batch.num_rows
        return
    module = importlib.import_module("pyarrow.csv" if path.suffix == ".csv" else "pyarrow.parquet")
    writer: Any = module.CSVWriter if path.suffix == ".csv" else module.ParquetWriter
    with writer(path, SCHEMA) as file:
        for batch in fleet.batches(size):
            file.write_batch(batch)
            yield batch.num_rows


def _tell(truth: Truth) -> None:
    """Prints what is known of the traffic."""
    print(f"samples {truth.samples:,}, {truth.samples / truth.frames:.2f} a frame")
    print("verdicts", dict(truth.verdicts()))
    print("sessions", len(truth.sessions), dict(truth.outcomes()))
    print("energy, Wh", sum(each.energy_wh or 0 for each in truth.sessions))
    print("failed starts", dict(truth.failed_starts))
    print("downtime", len(truth.downtime), "boots", truth.boots.total(), "silent", list(truth.silent))
    print("errors", dict(truth.call_errors), "lost", truth.lost, "late", truth.late)
    for action, latency in sorted(truth.latencies.items()):
        print(f"  {action}: {latency.count:,} answers, mean {latency.mean:.3f} s")


def main() -> None:
    """Writes a file with the traffic of a fleet."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description=main.__doc__)
    parser.add_argument("out", type=Path, help="the file: .parquet, .csv or .log")
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--profile", choices=PROFILES, default="light")
    parser.add_argument("--stations", type=int, default=1000)
    parser.add_argument("--days", type=float, default=3650.0, help="the end, unless the frames are reached earlier")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--versions", nargs="+", default=["ocpp1.6", "ocpp2.0.1"])
    given = parser.parse_args()
    fleet = Fleet(
        given.stations, given.days, given.seed, tuple(given.versions), profile=given.profile, frames=given.frames
    )
    begin = time.perf_counter()
    written = sum(_write(fleet, given.out, 100_000))
    took = time.perf_counter() - begin
    print(
        f"{written:,} frames in {took:.1f} s, {written / took:,.0f} a second; {given.out.stat().st_size / 1e6:.1f} MB"
    )
    _tell(fleet.truth)


if __name__ == "__main__":
    main()
