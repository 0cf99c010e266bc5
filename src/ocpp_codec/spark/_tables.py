"""The tables, as DataFrames.

Strategy: rows are partitioned by station and sorted by time within each partition, so a worker reads a station from
its first frame to its last, with the very code that reads a log on one machine. A large station can be cut into
buckets of time; each is read from the last frames before it, which are not given out.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeAlias

from .._core.record import Payload
from .._core.settings import require_positive
from .._core.version import protocol_of
from ..bulk._boots import Boots
from ..bulk._pyarrow import pa
from ..bulk._samples import METERED
from ..bulk._schema import schema
from ..bulk._sessions import Sessions
from ..bulk._statuses import Statuses
from ..bulk._vocabulary import MESSAGES, SAMPLES, SCHEMAS
from ..rules import Rule
from ..tolerance import FIELD, Tolerance
from ._ddl import ddl
from ._workers import BUCKET, FOLLOWED, MEASURED, OWN, follow, measure, read, typed, undisturbed

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
_BESIDE = ("time", "station", "protocol", "message_id", "file", "line")


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
            reads `max_age + remember` seconds before it again, so a day is a good length. None: nothing is cut.
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

    def read_frames(batches: Iterator[Any]) -> Iterator[Any]:
        return undisturbed(read(batches, settings))

    return _in_order(cut, partitions, "station", BUCKET).mapInArrow(read_frames, ddl(MESSAGES))


def samples(messages: DataFrame) -> DataFrame:
    """The table of samples: a row for each value of a meter.

    Args:
        messages: What `decode` gives, or has written. Its rows stay where they are: nothing is sent to other workers.
    """
    named = " or ".join(f"""payload like '%"{name}"%'""" for name in METERED)
    rows = messages.where(f"kind = 'request' and ({named})").select(*MEASURED)

    def measure_values(batches: Iterator[Any]) -> Iterator[Any]:
        return undisturbed(measure(batches))

    return rows.mapInArrow(measure_values, ddl(SAMPLES))


def sessions(messages: DataFrame, *, token_key: bytes | None = None, partitions: int | None = None) -> DataFrame:
    """The table of sessions: a row for each transaction.

    Args:
        messages: What `decode` gives, or has written.
        token_key: With which the ids of cards are hashed (HMAC-SHA256). Without it, a new random one: hashes can be
            compared within this DataFrame alone. Workers get it with the code; Spark does not show it.
        partitions: Those of the result; Spark decides if it is None.
    """
    key = secrets.token_bytes(32) if token_key is None else token_key
    return _followed(messages, "sessions", Sessions, key, partitions)


def statuses(messages: DataFrame, *, partitions: int | None = None) -> DataFrame:
    """The table of statuses: a row for each time that a connector has a status.

    Args:
        messages: What `decode` gives, or has written.
        partitions: Those of the result; Spark decides if it is None.
    """
    return _followed(messages, "statuses", Statuses, b"", partitions)


def boots(messages: DataFrame, *, partitions: int | None = None) -> DataFrame:
    """The table of boots: a row for each BootNotification.

    Args:
        messages: What `decode` gives, or has written.
        partitions: Those of the result; Spark decides if it is None.
    """
    return _followed(messages, "boots", Boots, b"", partitions)


def payloads(messages: DataFrame, cls: type[Payload]) -> DataFrame:
    """The messages of one class: time, station, protocol, message_id, file, line, and the struct `payload`.

    Args:
        messages: What `decode` gives, or has written. Its rows stay where they are.
        cls: A request or a response, such as `messages.MeterValues.Request`. `bulk.schema` tells what the struct has.

    Raises:
        TypeError: It is no such class.
    """
    kind: Any = cls
    if not (isinstance(kind, type) and issubclass(kind, Payload) and protocol_of(kind)):
        raise TypeError(f"a class such as messages.Heartbeat.Request is needed, not {cls!r}")
    action = cls.action_class
    role = "response" if cls is action.Response else "request"
    is_one = f"protocol = '{action.protocol}' and action = '{action.__name__}' and kind = '{role}'"
    rows = messages.where(f"{is_one} and payload is not null").select(*_BESIDE, "action", "kind", "payload")
    wanted = pa.schema([*map(MESSAGES.field, _BESIDE), ("payload", pa.struct(list(schema(cls))))])

    def typed_payloads(batches: Iterator[Any]) -> Iterator[Any]:
        return undisturbed(typed(batches, cls, _BESIDE))

    return rows.mapInArrow(typed_payloads, ddl(wanted))


def _followed(messages: DataFrame, table: str, follower: Any, key: bytes, partitions: int | None) -> DataFrame:
    """A table that is made by following each station."""
    actions = ", ".join(sorted(f"'{action}'" for action, _ in follower.on))
    said = messages.where(f"action in ({actions}) and (payload is not null or error_code is not null)")

    def follow_stations(batches: Iterator[Any]) -> Iterator[Any]:
        return undisturbed(follow(batches, table, key))

    return _in_order(said.select(*FOLLOWED), partitions, "station").mapInArrow(follow_stations, ddl(SCHEMAS[table]))


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


def _in_order(rows: DataFrame, partitions: int | None, *keys: str) -> DataFrame:
    """All rows of a station, or of its bucket, in one partition, one after the other in the order of time."""
    together = rows.repartition(*keys) if partitions is None else rows.repartition(partitions, *keys)
    return together.sortWithinPartitions(*keys, *_ORDER)
