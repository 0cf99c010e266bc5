"""The tables of a dataset in DuckDB, for a query that reads them and does nothing else."""

from __future__ import annotations

import contextlib
import glob
import re
import tempfile
from collections.abc import Generator, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from .._core.jsonvalues import SURROGATE
from ._output import Unable

__all__ = ["open_tables", "require_reading", "room_beside"]

_TABLES = ("messages", "samples", "sessions", "statuses", "boots")

_EXPLAIN = re.compile(r"\s*explain(?:\s+analyze)?\b", re.IGNORECASE)

#: What a query is made of that reads. Others write: DuckDB 2 has COPY, INSERT, UPDATE, DELETE within WITH.
_READING = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
#: Functions whose arguments are queries again, which nobody has looked at.
_QUERYING = frozenset({"query", "json_execute_serialized_sql"})
# In the syntax tree as JSON. A quote within a text has a backslash before it there.
_NODE = re.compile(r'"type":"(\w+_NODE)"')
_FUNCTION = re.compile(r'"function_name":"(\w+)"')


@contextlib.contextmanager
def room_beside() -> Generator[str]:
    """A folder for what does not fit into memory, such as a large sort; "" if there can be none."""
    with contextlib.ExitStack() as stack:
        try:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ocpp-codec-", ignore_cleanup_errors=True))
        except OSError:  # nothing is writable here
            folder = ""
        yield folder


def open_tables(connection: Any, folder: Path, room: str) -> None:
    """The tables as views; then nothing else can be read.

    `room`: see `room_beside`.
    """
    found = {name: sorted(map(str, (folder.absolute() / name).glob("*.parquet"))) for name in _TABLES}
    if not any(found.values()):
        raise Unable(f"{folder}: there are no tables; `ocpp-codec table LOGS -o DIR` writes them")
    odd = next((each for each in chain.from_iterable(found.values()) if not Path(each).is_file()), None)
    if odd is not None:  # nobody may ever write into a pipe
        raise Unable(f"{odd}: it is no file")
    connection.execute("set TimeZone = 'UTC'")
    connection.execute("set temp_directory = '{}'".format(room.replace("'", "''")))
    for name, files in found.items():
        if files:
            patterns = _texts(map(glob.escape, files))
            connection.execute(f"create view {name} as select * from read_parquet({patterns})")  # noqa: S608 (a name of ours, and quoted ones)
    known = list(chain.from_iterable(found.values()))
    # The access to a pattern is checked, and then that to its file.
    patterns = _texts([*known, *map(glob.escape, known)])
    connection.execute(f"set allowed_paths = {patterns}")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")


def _texts(texts: Iterable[str]) -> str:
    """A list of texts in SQL."""
    return "[{}]".format(", ".join("'{}'".format(text.replace("'", "''")) for text in texts))


def require_reading(duckdb: Any, connection: Any, query: str) -> None:
    """Unable for what could write: it could write over the tables, whose files are all that is open to a query."""
    if SURROGATE.search(query):
        raise Unable("the query is no UTF-8")
    asked = query[match.end() :] if (match := _EXPLAIN.match(query)) else query
    statements = duckdb.extract_statements(asked)
    if not statements:
        raise Unable("the query is empty")
    other = next((each for each in statements if each.type != duckdb.StatementType.SELECT), None)
    if other is not None:
        raise Unable(_refusal(asked))
    if len(statements) > 1:
        raise Unable(f"there are {len(statements)} queries; give one")
    (tree,) = connection.execute("select json_serialize_sql(?::varchar)", [asked]).fetchone()
    if not _READING.issuperset(_NODE.findall(tree)):
        raise Unable("a query reads; it cannot write, not even within WITH")
    if _QUERYING.intersection(map(str.lower, _FUNCTION.findall(tree))):
        raise Unable(f"a query cannot hold another one as a text: {', '.join(sorted(_QUERYING))}")


def _refusal(query: str) -> str:
    """Why a statement is no query."""
    first = next(iter(query.split()), "").upper()
    # DuckDB first makes a type of the values if they are not given.
    hint = "; PIVOT needs the values: ON column IN (...)" if re.search(r"\bpivot\b", query, re.IGNORECASE) else ""
    return f"a query reads: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN, not {first}{hint}"
