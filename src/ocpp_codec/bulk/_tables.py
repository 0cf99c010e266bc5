"""Frames to the rows of all tables."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

import msgspec

from .._core.findings import Finding
from .._core.rules import Rule
from .._core.settings import require_seconds
from .._core.tolerance import FIELD, Tolerance
from ..pairing import Pending
from ._arrow import integers, texts, unpacked, within_years, words
from ._batches import Batch, Frames, batch_of, parts_of, records
from ._decoding import Decoded, Decoder
from ._messages import messages_of, payloads_of
from ._odd import told_of
from ._pyarrow import pa
from ._samples import samples_of
from ._spotless import suspects
from ._stations import Stations, is_told
from ._told import Told, is_whole
from ._vocabulary import SCHEMAS, TIME, WORD

__all__ = ["Tables", "as_table", "of_structs", "wanted_tables"]

_OF_STATIONS = frozenset({"sessions", "statuses", "boots"})


class Tables:
    """Takes frames in batches and gives the rows of all tables. For one thread at a time.

    What it says of a frame is what `Pairing` and `Codec` say of it. The rows do not depend on how the frames are cut
    into batches.

    Args:
        tolerate: As for `Codec`; without it, what is tolerated in the field. A place of an action that a version does
            not have counts for the other versions.
        token_key: With which the ids of cards are hashed (HMAC-SHA256). Without it, a new random one: hashes can be
            compared within these tables alone.
        max_age: Seconds that a call waits for its answer; as for `Pairing`.
        remember: Seconds after which a call that has ended is forgotten; as for `Pairing`.
        frames: Whether `messages.frame` has the text of all frames; else of those that are refused or repaired.
        only: The names of the tables that are wanted; without it, all.

    Raises:
        ValueError: An unknown rule or table, or a limit that is no positive number.
        TypeError: A setting of a wrong type.
    """

    def __init__(
        self,
        *,
        tolerate: Iterable[Rule | Tolerance | str] = FIELD,
        token_key: bytes | None = None,
        max_age: float = 300.0,
        remember: float = 3600.0,
        frames: bool = False,
        only: Iterable[str] | None = None,
    ) -> None:
        for name, seconds in (("max_age", max_age), ("remember", remember)):
            require_seconds(name, seconds)
        if max_age <= 0:
            raise ValueError(f"max_age must be positive, not {max_age}")
        self._wanted = wanted_tables(only)
        self._frames = frames
        self._decoder = Decoder(tolerate, max_age, remember)
        self._stations = Stations(
            self._wanted, secrets.token_bytes(32) if token_key is None else _checked_key(token_key)
        )
        self._line = 1

    def feed(self, frames: Frames) -> dict[str, Any]:
        """Takes the next frames; gives the rows that are complete, as a `pyarrow.Table` for each table.

        Args:
            frames: Entries of `ocpp_codec.log`; or a `pyarrow.RecordBatch` or `Table`, or several. Their columns are
                frame, time, station, sender ("station" or "csms"), protocol ("ocpp1.6"), and perhaps file and line;
                without lines, the frames of all calls are counted from 1.
                The frames of each station are in the order of time; different stations may be up to a day apart.

        Raises:
            ValueError: A column is missing, or has a value that it may not have.
            TypeError: These are no frames.
        """
        return self._taken(records(frames, line=self._line))

    def _feed(self, record: Any) -> dict[str, Any]:
        """The same for what `records` has made."""
        return self._taken(parts_of(record))

    def _taken(self, parts: Iterable[Any]) -> dict[str, Any]:
        found: dict[str, list[Any]] = {name: [] for name in self._wanted}
        for part in parts:
            self._line += part.num_rows
            for name, rows in self._rows_of(batch_of(part)):
                found[name].append(rows)
        return {name: as_table(name, rows) for name, rows in found.items()}

    def close(self) -> dict[str, Any]:
        """The rows that are not complete: sessions that go on, the last status of each connector, unanswered boots."""
        found = {name: [of_structs(name, rows)] for name, rows in self._stations.close()}
        return {name: as_table(name, found.get(name, [])) for name in self._wanted}

    def _rows_of(self, batch: Batch) -> Iterable[tuple[str, Any]]:
        """The rows of one batch, by table."""
        decoded = self._decoder.read(batch)
        told = None
        if "messages" in self._wanted or "samples" in self._wanted:
            payloads = payloads_of(decoded)
            told = self._findings(decoded, payloads)
            messages = messages_of(decoded, payloads, told, frames=self._frames)
            if "messages" in self._wanted:
                yield "messages", messages
            if "samples" in self._wanted:
                groups = [(group.payload, group.rows, group.messages) for group in decoded.groups]
                for rows in samples_of(messages, groups):
                    yield "samples", rows
        if self._wanted & _OF_STATIONS:
            self._follow(decoded)
            for name, structs in self._stations.done():
                yield name, of_structs(name, structs)

    def _findings(self, decoded: Decoded, payloads: Any) -> dict[int, tuple[Finding, ...]]:
        """The findings of the rows that have any."""
        batch, odd = decoded.batch, decoded.odd
        found = {row: seen.findings for row, seen in odd.items() if seen.findings}
        for row in _suspects(decoded, payloads) if decoded.suspects is None else decoded.suspects:
            pairing, message = decoded.pairing(row), decoded.message(row)
            findings = told_of(pairing, batch.frames[row], message)
            if findings and row not in batch.rebuilt:
                found[row] = findings
        return found

    def _follow(self, decoded: Decoded) -> None:
        """Shows the stations' messages to what follows them, in their order."""
        take = self._stations.take
        for told in told_in(decoded):
            take(told)


def told_in(decoded: Decoded) -> Iterable[Told]:
    """The messages of a batch that tell something of a station, in their order.

    A repaired message that lacks a required value tells nothing.
    """
    batch = decoded.batch
    said: list[tuple[str, str, Any, str] | None] = [None] * len(batch)
    for group in decoded.groups:
        action = group.payload.action_class
        kind = "request" if group.payload is action.Request else "response"
        if is_told(action.__name__, kind):
            name, may_be_quiet = action.__name__, "idTokenInfo" in group.payload.__struct_fields__
            for row, payload, envelope in zip(group.rows, group.messages, group.envelopes, strict=True):
                if may_be_quiet and payload.idTokenInfo is None and _is_without_card(decoded.calls[row]):
                    continue
                said[row] = name, kind, payload, envelope.uniqueId
    for row, seen in decoded.odd.items():
        if seen.error_code is not None and seen.action is not None and is_told(seen.action, "error"):
            said[row] = seen.action, "error", seen.error_code, ""
        elif said[row] is not None and not is_whole(seen.payload):
            said[row] = None
    rows = [row for row, each in enumerate(said) if each is not None]
    numbers = pa.array(rows, pa.int32())
    stations, protocols, files = (unpacked(each.take(numbers)) for each in (batch.station, batch.protocol, batch.file))
    lines = batch.line.take(numbers).to_pylist()
    calls, times = decoded.calls, decoded.times
    where = zip(stations, protocols, files, lines, strict=True)
    for row, each, (station, protocol, file, line) in zip(rows, filter(None, said), where, strict=True):
        action, kind, data, unique_id = each
        if kind == "request":
            key = file, line, str.__str__(unique_id)
        elif (call := calls[row]) is not None:
            key = call.mark[0], call.mark[1], str.__str__(call.uniqueId)
        else:
            continue
        yield Told(station, protocol, action, kind, data, times[row], file, line, key)


def _is_without_card(call: Pending | None) -> bool:
    """Whether an event has no card, so that nothing waits for what its answer says of one. Most have none."""
    return call is not None and call.call is not None and call.call.payload.idToken is None


def _suspects(decoded: Decoded, payloads: Any) -> list[int]:
    """The usual rows of which there may be advice to give."""
    odd = decoded.odd
    usual = [
        (group.payload, [row for row in group.rows if row not in odd] if odd else group.rows)
        for group in decoded.groups
    ]
    return suspects(usual, decoded.batch.text, payloads)


def _checked_key(token_key: bytes) -> bytes:
    """The key, which no error shows."""
    if not isinstance(token_key, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"token_key is bytes, not {type(token_key).__name__}")
    if not token_key:
        raise ValueError("token_key is empty")
    return token_key


def wanted_tables(only: Iterable[str] | None) -> frozenset[str]:
    """The tables that are wanted. ValueError for an unknown one."""
    if only is None:
        return frozenset(SCHEMAS)
    if isinstance(only, str):
        raise TypeError(f"only has the names of tables, such as {{'messages'}}, not {only!r}")
    wanted = frozenset(only)
    unknown = sorted(wanted.difference(SCHEMAS))
    if unknown:
        raise ValueError(f"unknown table {unknown[0]!r}; known are {', '.join(SCHEMAS)}")
    return wanted


def as_table(name: str, rows: list[Any]) -> Any:
    """The rows of a table; their dictionaries are made one."""
    return pa.Table.from_batches(rows, SCHEMAS[name]).unify_dictionaries()


def of_structs(name: str, structs: list[msgspec.Struct]) -> Any:
    """The rows of a table out of objects with its columns."""
    schema = SCHEMAS[name]
    columns = [_column([getattr(each, field.name) for each in structs], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(values: list[Any], kind: Any) -> Any:
    if kind == WORD:
        return words([None if each is None else str(each) for each in values])
    if pa.types.is_integer(kind):
        return integers(values, kind)
    if kind == TIME:
        return within_years(pa.array(values, kind))
    return texts(values) if kind == pa.string() else pa.array(values, kind)
