"""Checks what is to be sent, and writes it.

Strategy: msgspec writes a message but checks nothing, so the text is decoded again at once; if an equal message comes
back, then every type, limit and value is what the schema allows. Where not, the slow path says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

import msgspec

from . import datetimes, frames, record
from .checks import ANYTHING, Check, Custom, List, Moment, Object, check_of
from .definitions import Definitions, decoder_of
from .findings import Report
from .record import Payload
from .refusals import refusal
from .structure import Call, CallError, CallResult, CallResultError, Envelope, Send

encode = msgspec.json.Encoder(enc_hook=record.encode_hook).encode

_UNSURE = (msgspec.MsgspecError, ValueError, TypeError, AttributeError, RecursionError)


class Checked(NamedTuple):
    """A message that may be sent; `raw` is its text as msgspec writes it, None where that is not good enough."""

    message: Envelope
    raw: bytes | None


def check(message: Any, definitions: Definitions) -> Checked:
    """The message, if this version allows it as it is; OCPPException if not, TypeError if it is no message at all."""
    try:
        payload = type(message.payload)
        name = definitions.sendable[payload]
        if name is None or message.action == name:
            raw = encode(message)
            if decoder_of(payload)(raw) == message:
                return Checked(message, raw)
    except _UNSURE:
        pass
    return Checked(_inspected(message, definitions), None)


def _inspected(message: Any, definitions: Definitions) -> Envelope:
    report = Report(definitions.protocol, sending=True)
    seen = frames.inspect(_elements(message, report), definitions, report, _answered(message, definitions))
    if seen.message is None:
        raise refusal(seen, definitions)
    return seen.message


def _elements(message: Any, report: Report) -> list[Any]:
    """The elements of the frame, their values still as the user has set them."""
    match message:
        case Call() | Send():
            return [message.messageTypeId, message.uniqueId, message.action, message.payload]
        case CallResult():
            return [message.messageTypeId, message.uniqueId, message.payload]
        case CallError() | CallResultError():
            # Part 4, 4.2.3: a description is cut rather than refused; it is only for the eyes of people.
            text, limit = message.errorDescription, report.dialect.description_limit
            text = text[:limit] if isinstance(text, str) else text
            return [message.messageTypeId, message.uniqueId, message.errorCode, text, message.errorDetails]
        case _:
            raise TypeError(f"a message such as structure.Call is needed, not {type(message).__qualname__}")


def _answered(message: Any, definitions: Definitions) -> Any:
    """The action that a result answers; None if its payload belongs to no action of this version."""
    payload = getattr(message, "payload", None)
    action = payload.action if isinstance(payload, Payload) else None
    return action if action and definitions.actions.get(action.__name__) is action else None


def plain(message: Envelope, write: Callable[[datetime.datetime], str]) -> list[Any]:
    """The frame as plain Python data, with date-times as `write` writes them."""
    data = msgspec.to_builtins(message, builtin_types=(datetime.datetime,), enc_hook=record.encode_hook)
    frame: list[Any] = _with_dates(data, write)
    return frame


def _with_dates(value: Any, write: Callable[[datetime.datetime], str]) -> Any:
    if isinstance(value, dict):
        return {key: _with_dates(item, write) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_dates(item, write) for item in value]
    return write(value) if isinstance(value, datetime.datetime) else value


def text(checked: Checked, timespec: str) -> bytes:
    """The frame, with date-times in UTC."""
    message, raw = checked
    if raw is not None:
        dates = _dates_of(type(message.payload))  # type: ignore[attr-defined]
        if dates is None or (dates.open and b'"customData":' in raw):
            raw = None
        elif dates.pattern:
            return dates.pattern.sub(partial(_rewritten, timespec=timespec), raw)
        else:
            return raw
    return encode(plain(message, partial(datetimes.write, timespec=timespec)))


def _rewritten(match: re.Match[bytes], timespec: str) -> bytes:
    key, moment = match.groups()
    if not moment.endswith(b"Z"):
        return key + datetimes.write(datetime.datetime.fromisoformat(moment.decode()), timespec).encode()
    second, fraction = moment[:19], moment[20:26] or b"000000"
    if timespec == "milliseconds":
        return key + second + b"." + fraction[:3] + b"Z"
    if timespec == "microseconds":
        return key + second + b"." + fraction + b"Z"
    return key + (second + b"Z" if timespec == "seconds" else moment)


class _Dates(NamedTuple):
    """Where the date-times of a payload stand in its text."""

    pattern: re.Pattern[bytes] | None
    open: bool  # it may hold customData, and in it anything


@cache
def _dates_of(payload: type[Payload]) -> _Dates | None:
    """None if the text alone does not tell which strings are date-times."""
    moments: set[str] = set()
    others: set[str] = set()
    is_open = False
    todo: list[Object] = [check_of(payload)]
    done: set[int] = set()
    while todo:
        fields = todo.pop().fields
        for name, field in fields.items():
            inner, listed = _innermost(field.check)
            (moments if isinstance(inner, Moment) and not listed else others).add(name)
            is_open |= isinstance(inner, Custom)
            if inner is ANYTHING or (isinstance(inner, Moment) and listed):
                others |= moments | {name}
                moments.add(name)
            elif isinstance(inner, Object) and id(inner) not in done:
                done.add(id(inner))
                todo.append(inner)
    if moments & others:
        return None
    names = "|".join(sorted(moments))
    return _Dates(re.compile(f'("(?:{names})":")([^"]+)'.encode()) if moments else None, is_open)


def _innermost(check: Check) -> tuple[Check, bool]:
    listed = False
    while isinstance(check, List):
        check, listed = check.item, True
    return check, listed
