"""The subcommand `sql`."""

from __future__ import annotations

import csv
import datetime
import decimal
import json
import math
import shutil
import sys
from collections.abc import Iterable
from importlib import import_module
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from .._core.escapes import printable
from ._output import Unable, json_line, line
from ._signals import interruptible
from ._tables import open_tables, require_reading, room_beside

__all__ = ["command"]

_MOST_OF_QUERY = 1 << 20  # bytes of a file
_AT_ONCE = 10_000  # rows
_MOST_WIDE = 60  # characters of a value on a terminal
_PLAN = ["explain_key", "explain_value"]  # the columns of EXPLAIN


@click.command("sql")
@click.argument("folder", metavar="DIR", type=click.Path())
@click.argument("query", required=False)
@click.option("-f", "--file", metavar="FILE", help="A file with the query; - is stdin.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(folder: str, query: str | None, file: str | None, form: str) -> int:
    """Asks the tables in DIR, which `ocpp-codec table` has written, with a query of DuckDB.

    The tables are messages, samples, sessions, statuses, boots. Times are shown in UTC. A query can read the tables
    and nothing else: no other file, no network; it cannot write. Without QUERY, or with -, it reads stdin.

    Exit code: 0 it was answered, 2 it could not be done.
    """
    asked = _query(query, file)
    try:
        duckdb: Any = import_module("duckdb")
    except ModuleNotFoundError as problem:
        raise Unable("sql needs duckdb: pip install 'ocpp-codec[bulk]'") from problem
    with room_beside() as room, duckdb.connect() as connection:

        def ask() -> None:
            open_tables(connection, Path(folder), room)
            require_reading(duckdb, connection, asked)
            answer = connection.execute(asked)
            names = _unlike([column[0] for column in answer.description])
            first: list[tuple[Any, ...]] = answer.fetchmany(_AT_ONCE)
            others = iter(lambda: answer.fetchmany(_AT_ONCE), [])
            _WRITERS[form](names, first, chain.from_iterable(others))

        try:
            interruptible(ask, connection.interrupt, lambda: shutil.rmtree(room, ignore_errors=True))
        except (duckdb.Error, OverflowError) as problem:  # such as an interval that Python does not know
            raise Unable(_in_short(str(problem))) from problem
    return 0


def _query(given: str | None, file: str | None) -> str:
    """The query: as it was given, or out of a file."""
    if given is not None and file is not None:
        raise click.UsageError("there are two queries: an argument, and a file")
    if given is not None and given != "-":
        return given
    if file is None and given is None and (sys.stdin is None or sys.stdin.isatty()):  # pyright: ignore[reportUnnecessaryComparison]
        raise click.UsageError("no query: give one, -f FILE, or - for stdin")
    with click.open_file(file or "-", "rb") as source:
        text: bytes = source.read(_MOST_OF_QUERY + 1)
    if len(text) > _MOST_OF_QUERY:
        raise Unable(f"the query is longer than {_MOST_OF_QUERY:,} bytes")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unable("the query is no UTF-8") from None


def _in_short(problem: str) -> str:
    """What DuckDB says, without the picture of the place."""
    return " ".join(problem.partition("\n\nLINE ")[0].split())


def _unlike(names: list[str]) -> list[str]:
    """The names of columns, all different: the second `n` becomes `n_1`."""
    found: dict[str, None] = {}
    for name in names:
        numbered = (f"{name}_{number}" for number in count(1))
        found[name if name not in found else next(each for each in numbered if each not in found)] = None
    return list(found)


def _as_table(names: list[str], first: list[tuple[Any, ...]], others: Iterable[tuple[Any, ...]]) -> None:
    """As wide as the first rows need: all of them may be too many to be kept."""
    if names == _PLAN:
        for each in chain.from_iterable(str(plan).splitlines() for _, plan in first):
            line(each)
        return
    known = [_texts(row) for row in first]
    widths = [max(map(len, column)) for column in zip(names, *known, strict=True)]
    for row in chain((names, ["-" * width for width in widths]), known, map(_texts, others)):
        line("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _texts(row: Iterable[Any]) -> list[str]:
    return ["" if value is None else _cut(str(_shown(value))) for value in row]


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WIDE else text[: _MOST_WIDE - 1] + "\u2026"


def _as_csv(names: list[str], first: list[tuple[Any, ...]], others: Iterable[tuple[Any, ...]]) -> None:
    """With escapes for control characters, as everywhere: a log must not act on a terminal."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in chain([names], first, others):
        shown = map(_shown, row)
        writer.writerow([printable(value) if isinstance(value, str) else value for value in shown])


def _shown(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return _json(value)
    return value.isoformat() if isinstance(value, datetime.datetime | datetime.date) else value


def _as_json(names: list[str], first: list[tuple[Any, ...]], others: Iterable[tuple[Any, ...]]) -> None:
    for row in chain(first, others):
        json_line(_json(dict(zip(names, row, strict=True))).encode(errors="backslashreplace"))


def _json(value: Any) -> str:
    return json.dumps(_in_json(value), ensure_ascii=False, allow_nan=False)


def _in_json(value: Any) -> Any:
    """A value of DuckDB as JSON has it: null for infinity and for what is no number."""
    match value:
        case None | bool() | int() | str():
            return value
        case float() | decimal.Decimal():
            return float(value) if math.isfinite(value) else None
        case list() | tuple():
            items: list[Any] = [*value]
            return [_in_json(each) for each in items]
        case dict():
            members: dict[Any, Any] = {**value}
            return {str(key): _in_json(each) for key, each in members.items()}
        case _:
            return str(_shown(value))


_WRITERS = {"table": _as_table, "csv": _as_csv, "json": _as_json}
