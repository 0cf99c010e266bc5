"""Frames as the columns that tables are made of, and tables as plain rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

from ocpp_codec import bulk

BEGIN = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)


def columns(rows: Iterable[tuple[str, str, float]], *, protocol: str = "ocpp1.6", station: str = "CS1") -> Any:
    """A table of frames. `rows`: sender, frame, seconds since the beginning."""
    said = list(rows)
    return pa.table(
        {
            "frame": [frame for _, frame, _ in said],
            "time": pa.array([BEGIN + datetime.timedelta(seconds=at) for *_, at in said], pa.timestamp("us", "UTC")),
            "station": pa.array([station] * len(said), pa.string()),
            "sender": pa.array([sender for sender, *_ in said], pa.string()),
            "protocol": pa.array([protocol] * len(said), pa.string()),
        }
    )


def tables_of(batches: Sequence[Any], **settings: Any) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables, those that are open in the end too."""
    tables = bulk.Tables(**{"token_key": b"secret", **settings})
    parts = [*(tables.feed(batch) for batch in batches), tables.close()]
    return {name: [row for part in parts for row in part[name].to_pylist()] for name in parts[-1]}


def as_set(rows: list[dict[str, Any]]) -> list[str]:
    """The rows in an order of their own, to be compared."""
    return sorted(map(repr, rows))
