"""The input: frames with their time, station, sender and version, a batch at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import msgspec

from .._core.compat import OcppJsonProtocol
from ..log import Entry
from ._arrow import integers, texts, words
from ._pyarrow import pa, pc
from ._vocabulary import TIME, WORD

__all__ = ["Batch", "Frames", "batch_of", "records"]

#: What `Tables` takes: entries of a log; or an Arrow batch or table, or several of them.
Frames: TypeAlias = Iterable[Any]

#: Rows of a batch. So many stay in the cache of a processor, from the frame to the finished columns.
SIZE = 4_000
_MOST_ROWS = 50_000  # that are looked at together
_NEEDED = ("frame", "time", "station", "sender", "protocol")
_SENDERS = ("station", "csms")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UTF8: Any = pa.string()


class Batch(msgspec.Struct):
    """Some frames and what is known of each.

    `text`: the frames as an array.
    `station`, `protocol`, `sender` and `file` are dictionary arrays; a sender is "station", "csms" or null.
    `rebuilt`: the numbers of frames whose spelling is not judged.  `opened`: those before which a connection begins.
    """

    frames: list[str]
    text: Any
    time: Any
    station: Any
    protocol: Any
    sender: Any
    file: Any
    line: Any
    rebuilt: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.frames)


def records(frames: Frames, size: int = SIZE, line: int = 1) -> Iterator[Any]:
    """Arrow batches of at most `size` rows, all with a file and a line.

    Args:
        frames: See `Frames`.
        size: Rows at most.
        line: The number of the first row, for columns without lines.

    Raises:
        TypeError: They are neither entries nor Arrow data.
        ValueError: A column is missing, or has what it may not have.
    """
    given: Iterator[Any] = iter([frames]) if isinstance(frames, pa.RecordBatch | pa.Table) else iter(frames)
    for first in given:
        rest: Iterator[Any] = itertools.chain((first,), given)
        if isinstance(first, Entry):
            while entries := list(itertools.islice(rest, size)):
                yield _of_entries(entries)
            return
        for data in _pieces(rest):
            columns = _of_columns(data, line)
            for begin in range(0, data.num_rows, size):
                yield _compact(columns.slice(begin, size))
            line += data.num_rows


def _pieces(given: Iterable[Any]) -> Iterator[Any]:
    """Batches of bounded size: what is made of a column takes memory once more. Small ones are joined."""
    waiting: list[Any] = []
    rows = 0
    for batch in _cut(given):
        if waiting and (rows + batch.num_rows > _MOST_ROWS or not batch.schema.equals(waiting[0].schema)):
            yield _joined(waiting)
            waiting, rows = [], 0
        waiting.append(batch)
        rows += batch.num_rows
    if waiting:
        yield _joined(waiting)


def _cut(given: Iterable[Any]) -> Iterator[Any]:
    for data in given:
        if not isinstance(data, pa.RecordBatch | pa.Table):
            raise TypeError(f"entries of a log, or Arrow batches, are needed, not {type(data).__qualname__}")
        for batch in data.to_batches() if isinstance(data, pa.Table) else [data]:
            for begin in range(0, batch.num_rows, _MOST_ROWS):
                yield batch.slice(begin, _MOST_ROWS)


def _joined(batches: list[Any]) -> Any:
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    return pa.RecordBatch.from_arrays([column.chunk(0) for column in table.columns], schema=table.schema)


def _of_entries(entries: list[Entry]) -> Any:
    columns = {
        "frame": texts([each.frame for each in entries]),
        "time": integers([_microseconds(each.time) for each in entries], pa.int64()).cast(TIME),
        "station": words([_station_of(each) for each in entries]),
        "protocol": words([str(each.protocol or OcppJsonProtocol.v16) for each in entries]),
        "sender": words([None if each.direction is None else str(each.direction.sender) for each in entries]),
        "file": words([each.file for each in entries]),
        "line": integers([each.line for each in entries], pa.int64()),
        "rebuilt": pa.array([each.rebuilt for each in entries]),
        "opened": pa.array([each.opened for each in entries]),
    }
    return pa.RecordBatch.from_pydict(columns)


def _station_of(entry: Entry) -> str:
    """Where a log does not say which station it is of, each file is taken as a station of its own."""
    return entry.file.replace("\\", "/").rpartition("/")[2] if entry.station is None else entry.station


def _microseconds(time: datetime | None) -> int | None:
    return None if time is None else (time - _EPOCH) // _MICROSECOND


def _of_columns(data: Any, line: int) -> Any:
    """A batch out of columns. `line`: the number of its first row."""
    names: list[str] = data.schema.names
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise ValueError(f"the column {missing[0]} is missing; there are {', '.join(names)}")
    rows = data.num_rows
    columns = {
        "frame": pc.fill_null(_plain(data.column("frame")).cast(_UTF8), ""),
        "time": _moments(data.column("time")),
        "station": _words(data, "station"),
        "protocol": _words(data, "protocol"),
        "sender": _words(data, "sender"),
        "file": _words(data, "file") if "file" in names else pa.nulls(rows, WORD),
        "line": _plain(data.column("line")).cast(pa.int64()) if "line" in names else pa.array(range(line, line + rows)),
    }
    _require(columns["sender"], "sender", _SENDERS)
    _require(columns["protocol"], "protocol", [str(each) for each in OcppJsonProtocol])
    if columns["protocol"].null_count:
        raise ValueError("a row has no protocol")
    flags = {name: data.column(name) for name in ("rebuilt", "opened") if name in names}
    return pa.RecordBatch.from_pydict(columns | flags)


def _moments(column: Any) -> Any:
    """Times in microseconds of UTC; those without a zone are taken as UTC."""
    column = _plain(column)
    if pa.types.is_null(column.type):
        return column.cast(TIME)
    if not pa.types.is_timestamp(column.type):
        raise ValueError(f"the column time has timestamps, not {column.type}")
    return column.cast(pa.timestamp("us", column.type.tz), safe=False).cast(TIME)


def _words(data: Any, name: str) -> Any:
    """Texts, each once. A dictionary that came may have others than those of the rows, and null."""
    return _plain(data.column(name)).cast(_UTF8).dictionary_encode()


def _plain(column: Any) -> Any:
    """A column with a value for each row."""
    if pa.types.is_run_end_encoded(column.type):
        column = pc.run_end_decode(column)
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _compact(record: Any) -> Any:
    """A record of which no dictionary has more than its rows: the lists of all stations may be long."""
    for number, column in enumerate(record.columns):
        if pa.types.is_dictionary(column.type) and len(column.dictionary) > len(column):
            record = record.set_column(number, record.schema.field(number), _words(record, record.schema.names[number]))
    return record


def _require(column: Any, name: str, known: Iterable[str]) -> None:
    odd = set(column.dictionary.to_pylist()).difference(known)
    if odd:
        raise ValueError(f"the {name} is {' or '.join(known)}, not {min(odd, key=str)!r}")


def batch_of(record: Any) -> Batch:
    """The batch in a record that `records` has made."""
    names = ("time", "station", "protocol", "sender", "file", "line")
    flags = {name: _flagged(record, name) for name in ("rebuilt", "opened")}
    text = record.column("frame")
    return Batch(text.to_pylist(), text, *(record.column(name) for name in names), **flags)


def _flagged(record: Any, name: str) -> frozenset[int]:
    """The numbers of the rows with a flag."""
    if name not in record.schema.names:
        return frozenset()
    return frozenset(pc.indices_nonzero(record.column(name)).to_pylist())
