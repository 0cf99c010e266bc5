"""What the workers do with the rows of a partition.

Strategy: a partition has whole stations, or buckets of them, one after the other, so an object that makes tables reads
them as it reads a log. The rows that begin a bucket are those that end the one before; where both are in one
partition, they are read once.
"""

# pyarrow has no types of its own.
# pyright: reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from .. import bulk
from ..codec import Codec
from ..tolerance import ALL
from ._ddl import plain

__all__ = ["BUCKET", "OWN", "frames_again", "rows_of", "typed"]

#: The bucket for which a row is read, and that in which it is given out.
BUCKET, OWN = "ocpp_bucket", "ocpp_own"
#: Stations of which one object keeps the state. With more of them, the next object begins.
_STATIONS = 500
_WITH_ACTION = (2, 6)
_RESULT = 3


def rows_of(batches: Iterable[Any], table: str, settings: dict[str, Any], prepare: Callable[[Any], Any]) -> Iterator[Any]:
    """The rows of a table.

    Args:
        batches: Those of a partition.
        table: Its name.
        settings: Arguments of `bulk.Tables`.
        prepare: Makes input of `bulk.Tables` out of rows.
    """
    tables = bulk.Tables(**settings, only=(table,))
    for rows, is_new in _parts(batches):
        if is_new:
            yield from _plain(tables.close()[table])
            tables = bulk.Tables(**settings, only=(table,))
        made = tables.feed(prepare(rows))[table]
        if table == "messages":  # a row for each frame
            made = made.filter(pc.equal(rows[BUCKET], rows[OWN]))
        yield from _plain(made)
    yield from _plain(tables.close()[table])


def _parts(batches: Iterable[Any]) -> Iterator[tuple[Any, bool]]:
    """The rows, each once, and whether so many stations are over that a new object may begin with them."""
    station: str | None = None
    bucket: int | None = None
    before: int | None = None  # the last bucket of the same station
    stations = 0
    for batch in batches:
        parts: list[Any] = []
        is_new = False
        for begin, end in _runs(batch):
            named, numbered = batch["station"][begin].as_py(), batch[BUCKET][begin].as_py()
            if named != station or bucket is None:
                station, before = named, None
                stations += 1
                if stations > _STATIONS:
                    if parts:
                        yield pa.Table.from_batches(parts), is_new
                    parts, is_new, stations = [], True, 1
            elif numbered != bucket:
                before = bucket
            bucket = numbered
            part = batch.slice(begin, end - begin)
            parts.append(part if before is None else part.filter(pc.greater(part[OWN], before)))
        if parts:
            yield pa.Table.from_batches(parts), is_new


def _runs(batch: Any) -> Iterator[tuple[int, int]]:
    """Where the rows of a station, or of its bucket, begin and end."""
    ends: set[int] = set()
    for name in ("station", BUCKET):
        ends.update(pc.run_end_encode(batch[name]).run_ends.to_pylist())
    begin = 0
    for end in sorted(ends):
        yield begin, end
        begin = end


def _plain(table: Any) -> Iterator[Any]:
    """A table as Spark takes it: in batches, without dictionaries."""
    wanted = pa.schema([(field.name, plain(field.type)) for field in table.schema])
    yield from table.cast(wanted).to_batches()


def frames_again(messages: Any) -> Any:
    """The frames of rows of the table of messages: those that are not refused have their payload, as repaired."""
    names = ("message_type", "message_id", "action", "error_code", "payload", "frame", "verdict", "direction")
    columns = (messages[name].to_pylist() for name in names)
    frames: list[str] = []
    senders: list[str | None] = []
    for kind, unique_id, action, code, payload, frame, verdict, direction in zip(*columns, strict=True):
        frames.append(frame if verdict == "refused" else _frame(kind, unique_id, action, code, payload))
        senders.append(_SENDERS[direction])
    others = ("time", "station", "protocol", "file", "line")
    return pa.table(
        {"frame": pa.array(frames, pa.string()), "sender": pa.array(senders, pa.string())}
        | {name: messages[name] for name in others}
    )


_SENDERS = {"to-csms": "station", "to-station": "csms", None: None}


def _frame(kind: int, unique_id: str, action: str | None, code: str | None, payload: str | None) -> str:
    name = msgspec.json.encode(unique_id).decode()
    if kind in _WITH_ACTION:
        return f'[{kind},{name},"{action}",{payload}]'
    if kind == _RESULT:
        return f"[{kind},{name},{payload}]"
    return f'[{kind},{name},"{code}","",{{}}]'


def typed(batches: Iterable[Any], cls: Any, columns: tuple[str, ...]) -> Iterator[Any]:
    """The columns of rows of the table of messages, and their payloads as one more, of the class."""
    read = _Reader(cls)
    for batch in batches:
        payloads = bulk.columns(cls, [read(text) for text in batch["payload"].to_pylist()]).to_struct_array()
        table = pa.table({**{name: batch[name] for name in columns}, "payload": payloads})
        yield from _plain(table)


class _Reader:
    """Reads payloads of one class."""

    def __init__(self, cls: Any) -> None:
        action = cls.action_class
        self._codec = Codec(action.protocol, tolerate=ALL)
        self._action = action.__name__ if cls is action.Response else None
        kind = _RESULT if self._action else 2 if action.Response else 6
        self._begin = f'[{kind},"",' if self._action else f'[{kind},"","{action.__name__}",'

    def __call__(self, text: str) -> Any:
        message: Any = self._codec.decode(f"{self._begin}{text}]", self._action)
        return message.payload
