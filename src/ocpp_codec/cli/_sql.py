"""The subcommand `sql`."""

from __future__ import annotations

import csv
import datetime
import decimal
import glob
import json
import math
import sys
from collections.abc import Iterable
from importlib import import_module
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from .._core.escapes import printable
from .._core.jsonvalues import SURROGATE
from ._output import Unable, json_line, line
from ._signals import ended_at_once

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
    and nothing else: no other file, no network; it cannot write.

    Exit code: 0 it was answered, 2 it could not be done.
    """
    try:
        duckdb: Any = import_module("duckdb")
    except ModuleNotFoundError as problem:
        raise Unable("sql needs duckdb: pip install 'ocpp-codec[bulk]'") from problem
    with ended_at_once(), duckdb.connect() as connection:
        try:
            _open(connection, Path(folder))
            _require_reading(duckdb, query)
            answer = connection.execute(query)
            names = _unlike([column[0] for column in answer.description])
            rows: list[tuple[Any, ...]] = answer.fetchall()
        except (duckdb.Error, OverflowError) as problem:  # such as an interval that Python does not know
            raise Unable(_in_short(str(problem))) from problem
    _WRITERS[form](names, rows)
    return 0


def _open(connection: Any, folder: Path) -> None:
    """The tables as views; then nothing else can be read."""
    found = {name: sorted(map(str, (folder.absolute() / name).glob("*.parquet"))) for name in _TABLES}
    if not any(found.values()):
        raise Unable(f"{folder}: there are no tables; `ocpp-codec table LOGS -o DIR` writes them")
    odd = next((each for each in chain.from_iterable(found.values()) if not Path(each).is_file()), None)
    if odd is not None:  # nobody may ever write into a pipe
        raise Unable(f"{odd}: it is no file")
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set temp_directory = ''")  # else it writes into the current one
    for name, files in found.items():
        if files:
            patterns = _texts(map(glob.escape, files))
            connection.execute(f"create view {name} as select * from read_parquet({patterns})")  # noqa: S608 (a name of ours, and quoted ones)
    known = list(chain.from_iterable(found.values()))
    patterns = _texts(
        [*known, *map(glob.escape, known)]
    )  # the access to a pattern is checked, and then that to its file
    connection.execute(f"set allowed_paths = {patterns}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _texts(texts: Iterable[str]) -> str:
    """A list of texts in SQL."""
    return "[{}]".format(", ".join("'{}'".format(text.replace("'", "''")) for text in texts))


def _require_reading(duckdb: Any, query: str) -> None:
    """Unable for what is no SELECT: COPY, EXPORT, ATTACH could write beside the tables, or over them."""
    if SURROGATE.search(query):
        raise Unable("the query is no UTF-8")
    statements = duckdb.extract_statements(query)
    if not statements:
        raise Unable("the query is empty")
    other = next((each for each in statements if each.type != duckdb.StatementType.SELECT), None)
    if other is not None:
        raise Unable(f"a query reads: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, not {_first_word(other.query)}")
    if len(statements) > 1:
        raise Unable(f"there are {len(statements)} queries; give one")


def _first_word(text: str) -> str:
    return next(iter(text.split()), "").upper()


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


def _as_table(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    texts = [["" if value is None else _cut(str(_shown(value))) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *texts, strict=True)]
    for row in (names, ["-" * width for width in widths], *texts):
        line("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WIDE else text[: _MOST_WIDE - 1] + "\u2026"


def _as_csv(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    """With escapes for control characters, as everywhere: a log must not act on a terminal."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for row in (names, *rows):
        shown = map(_shown, row)
        writer.writerow([printable(value) if isinstance(value, str) else value for value in shown])


def _shown(value: Any) -> Any:
    if isinstance(value, list | tuple | dict):
        return _json(value)
    return value.isoformat() if isinstance(value, datetime.datetime | datetime.date) else value


def _as_json(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    for row in rows:
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
