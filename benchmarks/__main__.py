"""Measures everything and writes the page: `make bench`, or `make bench QUICK=1` to see that it works."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from . import (
    connection,
    footprint,
    frames,
    growth,
    logs,
    machine,
    node,
    pages,
    peers,
    report,
    tables,
    targets,
    throughput,
)

ROOT = Path(__file__).resolve().parent.parent

T = TypeVar("T")


class Effort(NamedTuple):
    """How long everything is measured: seconds a call, lines of the mixed file, repeats, megabytes of a log."""

    jobs: float
    peers: float
    growth: float
    lines: int
    runs: int
    imports: int
    log: float
    pages: tuple[int, ...]
    tables: int


FULL = Effort(
    jobs=0.5,
    peers=0.4,
    growth=1.0,
    lines=1_000_000,
    runs=3,
    imports=15,
    log=30,
    pages=(10_000, 20_000, 1_000_000),
    tables=1_000_000,
)
QUICK = Effort(jobs=0.1, peers=0.1, growth=0.1, lines=50_000, runs=1, imports=3, log=1, pages=(10_000,), tables=50_000)


def measured(effort: Effort, *, quick: bool) -> report.Results:
    """One run."""
    return report.Results(
        machine=machine.about(),
        quick=quick,
        frames=[(case.key, case.name, len(case.frame)) for case in frames.cases()],
        # Memory and imports first: nothing has been built yet that could be shared.
        memory=_step("memory", footprint.memory),
        imports=_step("imports", lambda: footprint.imports(effort.imports)),
        jobs=_step("each job beside orjson", lambda: targets.measure(effort.jobs)),
        peers=_step("other libraries", lambda: [*peers.measure(effort.peers), *node.measure(effort.peers)]),
        exchanges=_step("a connection", lambda: connection.measure(effort.peers)),
        logs=_step("a log", lambda: logs.measure(effort.log)),
        pages=_step("a report", lambda: pages.measure(effort.pages)),
        tables=_step("tables", lambda: tables.measure(effort.tables)),
        growth=_step("growth with size", lambda: growth.measure(effort.growth)),
        throughput=_step("a file of mixed frames", lambda: throughput.measure(effort.lines, effort.runs)),
    )


def _step(name: str, measure: Callable[[], T]) -> T:
    start = time.perf_counter()
    sys.stderr.write(f"{name} ... ")
    sys.stderr.flush()
    found = measure()
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")
    return found


def main() -> None:
    """Measures, writes, and says where."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="rough numbers in about a minute")
    parser.add_argument("--out", type=Path, help="folder to write to; for a quick run one that is not committed")
    given = parser.parse_args()
    folder: Path = given.out or (ROOT / ".cache" / "benchmarks" if given.quick else ROOT / "benchmarks")
    results = measured(QUICK if given.quick else FULL, quick=given.quick)
    report.write(results, folder)
    print(f"written: {folder / 'RESULTS.md'}")
    for line in report.missed_goals(results):
        print(f"not yet: {line}")


if __name__ == "__main__":
    main()
