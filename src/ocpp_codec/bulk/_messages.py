"""The table of messages."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any, cast

import msgspec

from .._core import native
from .._core.fields import encode_hook
from .._core.findings import Finding
from ..log import Direction
from ._arrow import integers, texts, words, words_of
from ._decoding import Decoded
from ._places import places_of
from ._pyarrow import pa, pc
from ._vocabulary import FINDING, MESSAGES, TIME

__all__ = ["messages_of", "payloads_of"]

_encode_lines = msgspec.json.Encoder(enc_hook=encode_hook).encode_lines
_encode = msgspec.json.Encoder(enc_hook=encode_hook).encode
_KINDS = {2: "request", 3: "response", 4: "error", 5: "error", 6: "request"}
_DIRECTIONS = {"station": str(Direction.TO_CSMS), "csms": str(Direction.TO_STATION), None: None}
_NO_MARK = (None, None, None)
_MICROSECONDS = 1e6


def payloads_of(decoded: Decoded) -> Any:
    """The text of each payload, null where there is none; written anew from the message."""
    payloads: list[Any] = [None] * len(decoded.batch)
    for group in decoded.groups:
        for row, payload in zip(group.rows, group.messages, strict=True):
            payloads[row] = payload
    without = [row for row, seen in decoded.odd.items() if seen.payload is None]
    try:
        data, ends = _texts_of(payloads)
    except (ValueError, TypeError, pa.ArrowException):  # half of a surrogate pair, or more than Arrow takes
        return texts([_written(payload) for payload in payloads])
    return pa.StringArray.from_buffers(len(payloads), ends, data, _validity(len(payloads), without))


def _texts_of(payloads: list[Any]) -> tuple[Any, Any]:
    """The texts of payloads in a buffer, and one of where each ends. What stands there for None is not said."""
    if native.write_payloads is not None:
        data, ends = native.write_payloads(tuple(payloads), native.PLAINLY, _utf8)
        return pa.py_buffer(data), pa.py_buffer(ends)
    text = _encode_lines(payloads)
    # One text is cut in Arrow, since a Python object for each line costs much more.
    size = pa.array([0, len(text) - 1], pa.int32()).buffers()[1]
    _, ends, data = pc.split_pattern(pa.StringArray.from_buffers(1, size, pa.py_buffer(text)), "\n").values.buffers()
    return data, ends


def _validity(rows: int, without: list[int]) -> Any:
    """The bits of a column that is null in some rows; None if it is so in none."""
    if not without:
        return None
    keeps = [True] * rows
    for row in without:
        keeps[row] = False
    return pa.array(keeps).buffers()[1]


def _written(payload: Any) -> str | None:
    """A payload by itself. Half of a surrogate pair becomes its escape."""
    return None if payload is None else _utf8(payload).decode()


def _utf8(payload: Any) -> bytes:
    try:
        return _encode(payload)
    except (ValueError, TypeError):
        return json.dumps(msgspec.to_builtins(payload, enc_hook=encode_hook), separators=(",", ":")).encode()


def messages_of(decoded: Decoded, payloads: Any, told: dict[int, tuple[Finding, ...]], *, frames: bool) -> Any:
    """The rows of a batch.

    Args:
        decoded: The batch.
        payloads: See `payloads_of`.
        told: The findings of rows by number.
        frames: Whether all frames are kept; else those of which the verdict is not ok.
    """
    batch, odd = decoded.batch, decoded.odd
    envelope = _Envelope(decoded)
    verdicts = [0] * len(batch)
    kept: list[str | None] = [*batch.frames] if frames else [None] * len(batch)
    for row, seen in odd.items():
        if seen.verdict != "ok":
            verdicts[row] = _VERDICTS.index(seen.verdict)
            kept[row] = batch.frames[row]
    evse, connector, transaction = _places(decoded)
    columns = [
        batch.time,
        batch.station,
        batch.protocol,
        _direction(decoded),
        envelope.type,
        envelope.id,
        envelope.action,
        envelope.kind,
        words_of(verdicts, _VERDICTS),
        evse,
        connector,
        transaction,
        payloads,
        _error_codes(decoded),
        *_calls(decoded),
        _findings(len(batch), told),
        texts(kept),
        batch.file,
        batch.line,
    ]
    return pa.RecordBatch.from_arrays(columns, schema=MESSAGES)


_VERDICTS = ("ok", "repaired", "refused")


class _Envelope:
    """What the envelope of each frame says."""

    def __init__(self, decoded: Decoded) -> None:
        rows = len(decoded.batch)
        kinds: dict[tuple[int | None, str | None], int] = {}
        number = [0] * rows
        ids: list[str | None] = [None] * rows
        for group in decoded.groups:
            action = group.payload.action_class.__name__
            kind = kinds.setdefault((int(group.envelopes[0].messageTypeId), action), len(kinds))
            for row, envelope in zip(group.rows, group.envelopes, strict=True):
                number[row] = kind
                ids[row] = envelope.uniqueId
        for row, seen in decoded.odd.items():
            number[row] = kinds.setdefault((seen.type, seen.action), len(kinds))
            ids[row] = None if seen.id is None else str.__str__(seen.id)
        numbers = pa.array(number, pa.int32())
        types = [kind for kind, _ in kinds]
        self.id = texts(ids)
        self.type = pa.array(types, pa.int8()).take(numbers)
        self.action = words_of(numbers, [action for _, action in kinds])
        self.kind = words_of(numbers, [None if kind is None else _KINDS[kind] for kind in types])


def _direction(decoded: Decoded) -> Any:
    sender = decoded.batch.sender
    if sender.null_count:
        senders = sender.to_pylist()
        for row, seen in decoded.odd.items():
            senders[row] = None if seen.sender is None else str(seen.sender)
        sender = words(senders)
    return words_of(sender.indices, [_DIRECTIONS[each] for each in sender.dictionary.to_pylist()])


def _places(decoded: Decoded) -> tuple[Any, Any, Any]:
    """The connector and the transaction of each payload."""
    rows = len(decoded.batch)
    evse: list[Any] = [None] * rows
    connector: list[Any] = [None] * rows
    transaction: list[Any] = [None] * rows
    for group in decoded.groups:
        for column, get in zip((evse, connector, transaction), places_of(cast("Any", group.payload)), strict=True):
            if get is not None:
                for row, value in zip(group.rows, get(group.messages), strict=True):
                    column[row] = value
    return integers(evse, pa.int32()), integers(connector, pa.int32()), texts(transaction)


def _calls(decoded: Decoded) -> tuple[Any, Any, Any, Any]:
    """Of the call that each frame answers: time, file, line; and how long the answer took."""
    marks = [_NO_MARK if call is None else call.mark for call in decoded.calls]
    files, lines, times = zip(*marks, strict=True)
    sent = pa.array(times, pa.int64())
    waited = pc.subtract(decoded.batch.time.cast(pa.int64()), sent)
    waited = pc.if_else(pc.greater_equal(waited, 0), waited, None)  # else a clock ran backwards
    return (
        sent.cast(TIME),
        words(files),
        pa.array(lines, pa.int64()),
        pc.divide(waited.cast(pa.float64(), safe=False), _MICROSECONDS),
    )


def _error_codes(decoded: Decoded) -> Any:
    codes: list[str | None] = [None] * len(decoded.batch)
    for row, seen in decoded.odd.items():
        codes[row] = seen.error_code
    return words(codes)


def _findings(rows: int, told: dict[int, tuple[Finding, ...]]) -> Any:
    """The findings of each row, null without."""
    if not told:
        return pa.nulls(rows, MESSAGES.field("findings").type)
    index: list[int | None] = [None] * rows
    for number, row in enumerate(told):
        index[row] = number
    offsets = list(accumulate(map(len, told.values()), initial=0))
    found = [finding for findings in told.values() for finding in findings]
    parts = {
        "rule": words([str(each.rule) for each in found]),
        "severity": words([str(each.severity) for each in found]),
        "scope": texts([each.scope for each in found]),
        "path": texts([each.path for each in found]),
        "code": words([each.code for each in found]),
        "message": texts([each.message for each in found]),
    }
    columns = [each.dictionary_decode() if pa.types.is_dictionary(each.type) else each for each in parts.values()]
    values = pa.StructArray.from_arrays(columns, fields=list(FINDING))
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values, type=MESSAGES.field("findings").type)
    return lists.take(pa.array(index, pa.int32()))
