"""Draws the two pictures of docs/tables.md from tables of a fleet that is made up: `python -m tools.table_pictures`.

The same fleet gives the same pictures, to the byte.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import plot
from benchmarks.fleet import Fleet
from ocpp_codec import bulk
from tests.support.queries import Database, queries

DOCS = Path(__file__).parent.parent / "docs"
ENERGY = "How much energy, and when"
ANSWERS = "How long do answers take"
#: So many answers have percentiles worth a picture.
_MANY = 100
FLEET = Fleet(stations=60, days=3, seed=14, versions=("ocpp1.6", "ocpp2.0.1", "ocpp2.1"))


def energy(rows: Sequence[dict[str, Any]]) -> str:
    """The energy of the sessions that begin in each hour of the day."""
    kwh = {f"{row['hour']:02}": row["kwh"] for row in rows}
    return plot.columns("Energy of sessions by the hour of their start, kWh", "hour of the day, UTC", kwh)


def answers(rows: Sequence[dict[str, Any]]) -> str:
    """From the middle to the 99th percentile of the answer times, by action."""
    times = {
        f"{row['action']}, {row['answered_by']}": (row["p50_ms"] * 1e3, row["p95_ms"] * 1e3, row["p99_ms"] * 1e3)
        for row in rows
        if row["answers"] >= _MANY
    }
    below = "from the median to the 99th percentile; the dot is the 95th; by action and who answers"
    return plot.ranges("How long answers take", below, times)


def main() -> None:
    """Writes docs/tables-*.svg."""
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "tables"
        bulk.write(FLEET.batches(), tables)
        database = Database.of(tables)
        (DOCS / "tables-energy.svg").write_text(energy(database.ask(queries()[ENERGY][0])), "utf-8")
        (DOCS / "tables-answers.svg").write_text(answers(database.ask(queries()[ANSWERS][0])), "utf-8")


if __name__ == "__main__":
    main()
