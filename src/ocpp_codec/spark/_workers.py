"""What the workers do with the rows of a partition.

Strategy: a partition has whole stations, or buckets of them, one after the other, so they are read as a log is. The
rows that begin a bucket are those that end the one before; where both are in one partition, they are read once.
The other tables are made of the rows of messages, which know the call of each answer: nothing is paired again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from .._core.record import Payload
from .._core.version import version_of
from ..bulk._collector import collector_paused
from ..bulk._columns import columns
from ..bulk._pyarrow import pa, pc
from ..bulk._samples import samples_of
from ..bulk._stations import Stations
from ..bulk._tables import Tables, as_table, of_structs
from ..bulk._told import Told, is_whole
from ..bulk._vocabulary import MESSAGES, TIME
from ..codec import Codec
from ..compat import OcppJsonProtocol
from ..tolerance import ALL
from ._ddl import plain

__all__ = ["BUCKET", "FOLLOWED", "MEASURED", "OWN", "follow", "measure", "read", "typed", "undisturbed"]

#: The bucket for which a row is read, and that in which it is given out.
BUCKET, OWN = "ocpp_bucket", "ocpp_own"
#: What the tables of samples, and of sessions, statuses and boots are made of.
MEASURED = (
    *("time", "station", "protocol", "evse_id", "connector_id", "transaction_id"),
    *("action", "kind", "payload", "file", "line"),
)
FOLLOWED = (
    *("time", "station", "protocol", "message_id", "action", "kind", "verdict", "payload", "error_code"),
    *("call_time", "call_file", "call_line", "file", "line"),
)
_CALL = ("call_file", "call_line")
#: Stations of which one object keeps the state. With more of them, the next object begins.
_STATIONS = 500


def undisturbed(rows: Iterator[Any]) -> Iterator[Any]:
    """The same batches; each is made without a look for garbage."""
    while True:
        with collector_paused():
            batch = next(rows, None)
        if batch is None:
            return
        yield batch


def read(batches: Iterable[Any], settings: dict[str, Any]) -> Iterator[Any]:
    """The rows of messages. `settings`: arguments of `Tables`."""
    tables = Tables(**settings, only=("messages",))
    for rows, is_new in _parts(batches):
        if is_new:
            tables = Tables(**settings, only=("messages",))
        messages = tables.feed(rows)["messages"]  # a row for each frame
        yield from _plain(messages.filter(pc.equal(rows[BUCKET], rows[OWN])))


def _parts(batches: Iterable[Any]) -> Iterator[tuple[Any, bool]]:
    """All rows once, and whether so many stations are over that a new object is to read them."""
    last: tuple[str | None, int] | None = None
    before: int | None = None  # the last bucket of the same station
    stations = 0
    for batch in batches:
        parts: list[Any] = []
        is_new = False
        for begin, end in _runs(batch, "station", BUCKET):
            station, bucket = batch["station"][begin].as_py(), batch[BUCKET][begin].as_py()
            if last is None or station != last[0]:
                before = None
                stations += 1
                if stations > _STATIONS:
                    if parts:
                        yield _joined(parts), is_new
                    parts, is_new, stations = [], True, 1
            elif bucket != last[1]:
                before = last[1]
            last = station, bucket
            part = batch.slice(begin, end - begin)
            parts.append(part if before is None else part.filter(pc.greater(part[OWN], before)))
        if parts:
            yield _joined(parts), is_new


def _joined(parts: list[Any]) -> Any:
    """Some batches as one: `Tables` reads each by itself, and small ones cost more."""
    return pa.Table.from_batches(parts).combine_chunks()


def _runs(batch: Any, *names: str) -> Iterator[tuple[int, int]]:
    """Where rows that are alike begin and end."""
    ends: set[int] = set()
    for name in names:
        ends.update(pc.run_end_encode(batch[name]).run_ends.to_pylist())
    begin = 0
    for end in sorted(ends):
        yield begin, end
        begin = end


def measure(batches: Iterable[Any]) -> Iterator[Any]:
    """The rows of samples, out of the columns MEASURED of requests."""
    for batch in batches:
        groups: dict[type[Payload], tuple[type[Payload], list[int], list[Any]]] = {}
        for row, payload in enumerate(_payloads(batch)):
            _, rows, payloads = groups.setdefault(payload.__class__, (payload.__class__, [], []))
            rows.append(row)
            payloads.append(payload)
        found = samples_of(_as_messages(batch), groups.values())
        yield from _plain(as_table("samples", found))


def follow(batches: Iterable[Any], table: str, token_key: bytes) -> Iterator[Any]:
    """The rows of sessions, statuses or boots, out of the columns FOLLOWED. Stations come one after the other."""
    stations = Stations(frozenset({table}), token_key)
    station: str | None = None
    for batch in batches:
        for told in _told_in(batch):
            if told.station != station:
                stations.end(station)
                station = told.station
            stations.take(told)
        yield from _done(stations.done())
    yield from _done(stations.close())


def _done(found: Iterable[tuple[str, list[Any]]]) -> Iterator[Any]:
    for table, structs in found:
        yield from _plain(as_table(table, [of_structs(table, structs)]))


def _told_in(batch: Any) -> Iterator[Told]:
    """What the rows tell of their stations. A repaired message that lacks a required value tells nothing."""
    at, called = (batch[name].cast(TIME).cast(pa.int64()) for name in ("time", "call_time"))
    names = ("station", "protocol", "action", "kind", "verdict", "message_id", "error_code", "file", "line", *_CALL)
    columns = (each.to_pylist() for each in (at, called, *(batch[name] for name in names)))
    for row, payload in zip(zip(*columns, strict=True), _payloads(batch), strict=True):
        time, call_time, station, protocol, action, kind, verdict, unique_id, code, file, line, *call = row
        if verdict == "repaired" and payload is not None and not is_whole(payload):
            continue
        at = time or 0  # a row without a time comes before all that have one
        if kind == "request":
            yield Told(station, protocol, action, kind, payload, at, file, line, (file, line, unique_id))
        elif call_time is not None:
            data = code if kind == "error" else payload
            yield Told(station, protocol, action, kind, data, at, file, line, (*call, unique_id))


def typed(batches: Iterable[Any], cls: type[Payload], names: Sequence[str]) -> Iterator[Any]:
    """Some columns of the rows, and one of their payloads, which are all of one class."""
    for batch in batches:
        payloads = columns(cls, list(_payloads(batch))).to_struct_array()
        yield from _plain(pa.table({**{name: batch[name] for name in names}, "payload": payloads}))


def _payloads(batch: Any) -> Iterator[Any]:
    """The payloads of rows; None where there is none."""
    names = ("protocol", "action", "kind", "payload")
    for protocol, action, kind, text in zip(*(batch[name].to_pylist() for name in names), strict=True):
        yield None if text is None else _reader_of(protocol, action, kind)(text)


@cache
def _reader_of(protocol: str, action: str, kind: str) -> _Reader:
    return _Reader(OcppJsonProtocol(protocol), action, is_response=kind == "response")


class _Reader:
    """Reads the payloads of one class: text that has been checked, and repaired if that was needed."""

    def __init__(self, protocol: OcppJsonProtocol, action: str, *, is_response: bool) -> None:
        self._codec = Codec(protocol, tolerate=ALL)
        self._action = action if is_response else None
        message_type = 2 if version_of(protocol).actions[action].Response else 6
        self._begin = '[3,"-",' if is_response else f'[{message_type},"-","{action}",'

    def __call__(self, text: str) -> Any:
        message: Any = self._codec.decode(f"{self._begin}{text}]", self._action)
        return message.payload


def _as_messages(batch: Any) -> Any:
    """Columns of Spark with the types of the table of messages."""
    arrays = [
        batch[name].dictionary_encode() if pa.types.is_dictionary(kind) else batch[name].cast(kind)
        for name, kind in ((name, MESSAGES.field(name).type) for name in batch.schema.names)
    ]
    return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


def _plain(table: Any) -> Iterator[Any]:
    """A table as Spark takes it: in batches, without dictionaries."""
    wanted = pa.schema([(field.name, plain(field.type)) for field in table.schema])
    yield from table.cast(wanted).to_batches()
