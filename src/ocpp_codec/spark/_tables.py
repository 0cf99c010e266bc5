"""The tables, as DataFrames.

Strategy: rows are partitioned by station and sorted by time within each partition, so a worker reads a station from
its first frame to its last, with the very code that reads a log on one machine. A large station can be cut into
buckets of time; each is read from the last frames before it, which are not given out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeAlias

import pyarrow as pa

from .. import bulk
from .._core.record import Payload
from .._core.settings import require_positive
from .._core.version import protocol_of
from ..rules import Rule
from ..tolerance import FIELD, Tolerance
from ._ddl import ddl
from ._workers import BUCKET, OWN, frames_again, rows_of, typed

__all__ = ["boots", "decode", "payloads", "samples", "sessions", "statuses"]

#: `pyspark.sql.DataFrame`: pyspark itself is not imported, and need not be there where types are checked.
DataFrame: TypeAlias = Any
#: What `Codec` takes.
Tolerated: TypeAlias = Iterable[Rule | Tolerance | str]

_NEEDED = ("frame", "time", "station", "sender", "protocol")
_OPTIONAL = {"file": "string", "line": "bigint"}
_ORDER = ("time", "file", "line")
_MICROSECONDS = 1_000_000
#: What the rows of `payloads` have besides.
_ENVELOPE = ("time", "station", "protocol", "message_id", "file", "line")


def decode(
    frames: DataFrame,
    *,
    tolerate: Tolerated = FIELD,
    max_age: float = 300.0,
    remember: float = 3600.0,
    keep_frames: bool = False,
    partitions: int | None = None,
    bucket: int | None = None,
    large: Collection[str] | int | None = None,
) -> DataFrame:
    """The table of messages: a row for each frame, checked, and paired with the call that it answers.

    Args:
        frames: The frames in any order. Each has its time; those of one time are sorted by file and line.
        tolerate: As for `Codec`.
        max_age: Seconds that a call may wait for its answer.
        remember: Seconds since a call was sent after which it is forgotten, if it has ended.
        keep_frames: Whether the text of all frames is kept; else of those of which the verdict is not ok.
        partitions: Those of the result; Spark decides if it is None.
        bucket: Seconds; large stations are cut into pieces of this length, which different workers can read. Each piece
            reads the last `max_age + remember` seconds before it again, so a day is a good length. None: nothing is cut.
        large: Which stations are cut: their names; or a number of frames from which on a station is large, and the
            frames are counted in a pass of their own. None: all stations.

    Raises:
        TypeError: A number is none.
        ValueError: A column is missing, or a number is not positive.
    """
    there: list[str] = frames.columns
    missing = [name for name in _NEEDED if name not in there]
    if missing:
        raise ValueError(f"the column {missing[0]} is missing; there are {', '.join(there)}")
    optional = (f"cast({name if name in there else 'null'} as {kind}) as {name}" for name, kind in _OPTIONAL.items())
    rows = frames.selectExpr(*_NEEDED, *optional)
    cut = _whole(rows) if bucket is None else _cut(rows, bucket, max_age + remember, large)
    settings = {"tolerate": tuple(tolerate), "max_age": max_age, "remember": remember, "frames": keep_frames}
    return _mapped(_in_order(cut, partitions), "messages", settings, _as_they_are)


def samples(messages: DataFrame, *, tolerate: Tolerated = FIELD, partitions: int | None = None) -> DataFrame:
    """The table of samples: a row for each value of a meter.

    Args:
        messages: What `decode` gives, or has written.
        tolerate: As for `decode`.
        partitions: Those of the result; Spark decides if it is None.
    """
    return _from_messages(messages, "samples", {"tolerate": tuple(tolerate)}, partitions)


def sessions(
    messages: DataFrame, *, token_key: bytes | None = None, tolerate: Tolerated = FIELD, partitions: int | None = None
) -> DataFrame:
    """The table of sessions: a row for each transaction.

    Args:
        messages: What `decode` gives, or has written.
        token_key: The key of the hashes of id tokens; without it there are none. Workers get it with the code.
        tolerate: As for `decode`.
        partitions: Those of the result; Spark decides if it is None.
    """
    return _from_messages(messages, "sessions", {"tolerate": tuple(tolerate), "token_key": token_key}, partitions)


def statuses(messages: DataFrame, *, tolerate: Tolerated = FIELD, partitions: int | None = None) -> DataFrame:
    """The table of statuses: a row for each time that a connector has a status. Arguments: see `samples`."""
    return _from_messages(messages, "statuses", {"tolerate": tuple(tolerate)}, partitions)


def boots(messages: DataFrame, *, tolerate: Tolerated = FIELD, partitions: int | None = None) -> DataFrame:
    """The table of boots: a row for each BootNotification. Arguments: see `samples`."""
    return _from_messages(messages, "boots", {"tolerate": tuple(tolerate)}, partitions)


def payloads(messages: DataFrame, cls: type[Payload]) -> DataFrame:
    """The messages of one class: time, station, protocol, message_id, file, line, and the struct `payload`.

    Args:
        messages: What `decode` gives, or has written.
        cls: A request or a response, such as `messages.MeterValues.Request`. `bulk.schema` tells what the struct has.

    Raises:
        TypeError: It is no such class.
    """
    if not (isinstance(cls, type) and issubclass(cls, Payload) and protocol_of(cls)):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"a class such as messages.Heartbeat.Request is needed, not {cls!r}")
    action = cls.action_class
    kind = "response" if cls is action.Response else "request"
    wanted = f"protocol = '{action.protocol}' and action = '{action.__name__}' and kind = '{kind}'"
    rows = messages.where(f"{wanted} and payload is not null").select(*_ENVELOPE, "payload")
    schema = pa.schema([*map(bulk.SCHEMAS["messages"].field, _ENVELOPE), ("payload", pa.struct(list(bulk.schema(cls))))])

    def typed_rows(batches: Iterator[Any]) -> Iterator[Any]:
        return typed(batches, cls, _ENVELOPE)

    return rows.mapInArrow(typed_rows, ddl(schema))


def _from_messages(messages: DataFrame, table: str, settings: dict[str, Any], partitions: int | None) -> DataFrame:
    return _mapped(_in_order(_whole(messages), partitions), table, settings, frames_again)


def _mapped(rows: DataFrame, table: str, settings: dict[str, Any], prepare: Callable[[Any], Any]) -> DataFrame:
    def rows_of_table(batches: Iterator[Any]) -> Iterator[Any]:
        return rows_of(batches, table, settings, prepare)

    return rows.mapInArrow(rows_of_table, ddl(bulk.SCHEMAS[table]))


def _as_they_are(rows: Any) -> Any:
    return rows


def _whole(rows: DataFrame) -> DataFrame:
    """Rows that are not cut: all are in bucket 0."""
    return rows.selectExpr("*", f"0L as {OWN}", f"0L as {BUCKET}")


def _cut(rows: DataFrame, bucket: int, before: float, large: Collection[str] | int | None) -> DataFrame:
    """Rows of large stations, each once for its own bucket, and once for any that begins soon after it."""
    require_positive("bucket", bucket)
    if large is None:
        marked = rows.selectExpr("*", "true as ocpp_large")
    elif isinstance(large, int):
        counted = rows.groupBy("station").count().where(f"count >= {large}").selectExpr("station", "true as ocpp_large")
        marked = rows.join(counted.hint("broadcast"), "station", "left")
    else:
        marked = rows.withColumn("ocpp_large", rows["station"].isin(list(large)))
    length, ahead = bucket * _MICROSECONDS, int(before * _MICROSECONDS)
    # Rows without a time are in bucket 0, and so are those of all other stations.
    at = "if(ocpp_large, unix_micros(cast(time as timestamp)), null)"
    numbered = marked.selectExpr(
        *rows.columns,
        f"coalesce(floor({at} / {length}), 0L) as {OWN}",
        f"coalesce(floor(({at} + {ahead}) / {length}), 0L) as ocpp_last",
    )
    return numbered.selectExpr(*rows.columns, OWN, f"explode(sequence({OWN}, ocpp_last)) as {BUCKET}")


def _in_order(rows: DataFrame, partitions: int | None) -> DataFrame:
    """All rows of a station, or of its bucket, in one partition, one after the other in the order of time."""
    keys = ("station", BUCKET)
    together = rows.repartition(*keys) if partitions is None else rows.repartition(partitions, *keys)
    return together.sortWithinPartitions(*keys, *_ORDER)
