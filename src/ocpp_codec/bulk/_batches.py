"""The input: frames with their time, station, sender and version, a batch at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import msgspec

from .._core.compat import OcppJsonProtocol
from ..log import Entry
from ._arrow import integers, texts, within_years, words
from ._pyarrow import pa, pc
from ._vocabulary import TIME, WORD

__all__ = ["Batch", "Frames", "batch_of", "parts_of", "records"]

#: What `Tables` takes: entries of a log; or an Arrow batch or table, or several of them.
Frames: TypeAlias = Iterable[Any]

#: Rows of a batch. So many stay in the cache of a processor, from the frame to the finished columns.
SIZE = 4_000
#: Rows, and about the bytes, that are looked at together. Arrow has no more than 2 GiB in a column of texts.
_MOST_ROWS, _MOST_BYTES = 50_000, 1 << 28
_NEEDED = ("frame", "time", "station", "sender", "protocol")
_OPTIONAL = ("file", "line", "rebuilt", "opened")
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
            yield from parts_of(_of_columns(data, line), size)
            line += data.num_rows


def parts_of(record: Any, size: int = SIZE) -> Iterator[Any]:
    """The parts of a record that `records` has made, of at most `size` rows."""
    for begin in range(0, record.num_rows, size):
        yield _compact(record.slice(begin, size))


def _pieces(given: Iterable[Any]) -> Iterator[Any]:
    """Batches of bounded size: what is made of a column takes memory once more. Small ones are joined."""
    waiting: list[Any] = []
    rows = size = 0
    for batch in _cut(given):
        rows, size = rows + batch.num_rows, size + batch.nbytes
        is_too_much = rows > _MOST_ROWS or size > _MOST_BYTES
        if waiting and (is_too_much or not batch.schema.equals(waiting[0].schema)):
            yield _joined(waiting)
            waiting, rows, size = [], batch.num_rows, batch.nbytes
        waiting.append(batch)
    if waiting:
        yield _joined(waiting)


def _cut(given: Iterable[Any]) -> Iterator[Any]:
    for data in given:
        if not isinstance(data, pa.RecordBatch | pa.Table):
            raise TypeError(f"entries of a log, or Arrow batches, are needed, not {type(data).__qualname__}")
        for batch in data.to_batches() if isinstance(data, pa.Table) else [data]:
            rows = max(1, min(_MOST_ROWS, batch.num_rows * _MOST_BYTES // max(1, batch.nbytes)))
            for begin in range(0, batch.num_rows, rows):
                yield batch.slice(begin, rows)


def _joined(batches: list[Any]) -> Any:
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches)
    columns = [_plain(column).combine_chunks() for column in table.columns]  # dictionaries of int8 have no more room
    return pa.RecordBatch.from_arrays(columns, names=table.schema.names)


def _of_entries(entries: list[Entry]) -> Any:
    columns = {
        "frame": texts([each.frame for each in entries]),
        "time": within_years(integers([_microseconds(each.time) for each in entries], pa.int64()).cast(TIME)),
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
    twice = [name for name in (*_NEEDED, *_OPTIONAL) if names.count(name) > 1]
    if twice:
        raise ValueError(f"the column {twice[0]} is there {names.count(twice[0])} times")
    rows = data.num_rows
    columns = {
        "frame": pc.fill_null(_cast(data, "frame", _UTF8), ""),
        "time": _moments(data),
        "station": _words(data, "station"),
        "protocol": _words(data, "protocol"),
        "sender": _words(data, "sender"),
        "file": _words(data, "file") if "file" in names else pa.nulls(rows, WORD),
        "line": _cast(data, "line", pa.int64()) if "line" in names else pa.array(range(line, line + rows)),
    }
    _require(columns["sender"], "sender", _SENDERS)
    _require(columns["protocol"], "protocol", [str(each) for each in OcppJsonProtocol])
    if columns["protocol"].null_count:
        raise ValueError("a row has no protocol")
    flags = {name: _cast(data, name, pa.bool_()) for name in ("rebuilt", "opened") if name in names}
    return pa.RecordBatch.from_pydict(columns | flags)


def _moments(data: Any) -> Any:
    """Times in microseconds of UTC; those without a zone are taken as UTC, those that Python does not know as null."""
    kind = _plain(data.column("time")).type
    if pa.types.is_null(kind):
        return _cast(data, "time", TIME)
    if not pa.types.is_timestamp(kind):
        raise ValueError(f"the column time has timestamps, not {kind}")
    return within_years(_cast(data, "time", pa.timestamp("us", kind.tz)).cast(TIME))


def _words(data: Any, name: str) -> Any:
    """Texts, each once. A dictionary that came may have others than those of the rows, and null."""
    return _cast(data, name, _UTF8).dictionary_encode()


def _cast(data: Any, name: str, kind: Any) -> Any:
    """A column with a value for each row, as a type. What is less than a microsecond is cut off."""
    column = _plain(data.column(name))
    try:
        return column.cast(options=pc.CastOptions(kind, allow_time_truncate=True))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise ValueError(f"the column {name} is {kind}, not {column.type}: {problem}") from problem


def _plain(column: Any) -> Any:
    """A column, whole or in chunks, with a value for each row."""
    if pa.types.is_run_end_encoded(column.type):
        column = pc.run_end_decode(column)
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


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
