"""The subcommand `sql`."""

from __future__ import annotations

import csv
import datetime
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ._output import Unable, json_line, line

__all__ = ["command"]

_TABLES = ("messages", "samples", "sessions", "statuses", "boots")
_MOST_WIDE = 60  # characters of a value on a terminal


@click.command("sql")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(folder: str, query: str, form: str) -> int:
    """Asks the tables in DIR, which `ocpp-codec table` has written, with a query of DuckDB.

    The tables are messages, samples, sessions, statuses, boots. Times are shown in UTC. A query can read the tables
    and nothing else: no other file, no network.

    Exit code: 0 it was answered, 2 it could not be done.
    """
    try:
        duckdb: Any = import_module("duckdb")
    except ModuleNotFoundError as problem:
        raise Unable("sql needs duckdb: pip install 'ocpp-codec[bulk]'") from problem
    with duckdb.connect() as connection:
        _open(connection, Path(folder))
        try:
            answer = connection.execute(query)
            names = [column[0] for column in answer.description or ()]
            rows: list[tuple[Any, ...]] = answer.fetchall() if names else []
        except duckdb.Error as problem:
            raise Unable(str(problem)) from problem
    _WRITERS[form](names, [[_shown(value) for value in row] for row in rows])
    return 0


def _open(connection: Any, folder: Path) -> None:
    """The tables as views; then nothing else can be read."""
    found = [name for name in _TABLES if any((folder / name).glob("*.parquet"))]
    if not found:
        raise Unable(f"{folder}: there are no tables; `ocpp-codec table LOGS -o DIR` writes them")
    connection.execute("set TimeZone = 'UTC'")
    files = str(folder.absolute()).replace("'", "''")
    connection.execute(f"set allowed_directories = ['{files}/']")
    for name in found:
        connection.execute(f"create view {name} as select * from read_parquet('{files}/{name}/*.parquet')")  # noqa: S608 (names of ours, and a quoted folder)
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.datetime | datetime.date) else value


def _as_table(names: list[str], rows: list[list[Any]]) -> None:
    texts = [["" if value is None else str(value)[:_MOST_WIDE] for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *texts, strict=True)]
    for row in (names, ["-" * width for width in widths], *texts):
        line("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _as_csv(names: list[str], rows: list[list[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([names, *rows])


def _as_json(names: list[str], rows: list[list[Any]]) -> None:
    for row in rows:
        said = json.dumps(dict(zip(names, row, strict=True)), default=str, ensure_ascii=False)
        json_line(said.encode(errors="backslashreplace"))


_WRITERS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
