"""Checks what is to be sent, and writes it.

Strategy: msgspec writes a message but checks nothing, so the text is decoded again at once; if an equal message comes
back, then every type, limit and value is what the schema allows. Where not, the slow path says why.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from . import datetimes, frames, record
from .definitions import Definitions
from .findings import Report
from .plain import as_list, as_object
from .record import Payload
from .refusals import refusal
from .structure import ENVELOPES, CallError, CallResultError, Envelope

encode = msgspec.json.Encoder(enc_hook=record.encode_hook).encode

_UNSURE = (msgspec.MsgspecError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def write(message: Any, definitions: Definitions, timespec: str) -> bytes:
    """The text of a message, date-times in UTC; OCPPException if this version does not allow it."""
    raw, dates = None, None
    try:
        action, decode, dates = definitions.outgoing[message.payload.__class__]
        if action is None or message.action == action:
            raw = encode(message)
            if decode(raw) != message:
                raw = None
    except _UNSURE:
        raw = None
    if raw is None:
        message = _inspected(message, definitions)
    elif dates is not None and not (dates.is_open and b'"customData":' in raw):
        for key in dates.keys:
            if key in raw:
                raw = datetimes.rewritten(raw, key, timespec)
        return raw
    return encode(plain(message, partial(datetimes.write, timespec=timespec)))


def checked(message: Any, definitions: Definitions) -> Envelope:
    """The message itself or an equal one, made of the very types of its definition; OCPPException as `write`."""
    try:
        action, decode, _ = definitions.outgoing[message.payload.__class__]
        if (action is None or message.action == action) and decode(encode(message)) == message:
            sound: Envelope = message
            return sound
    except _UNSURE:
        pass
    return _inspected(message, definitions)


def _inspected(message: Any, definitions: Definitions) -> Envelope:
    report = Report(definitions.protocol, sending=True)
    seen = frames.inspect(_elements(message, report), definitions, report, _answered(message, definitions))
    if seen.message is None:
        raise refusal(seen, definitions)
    return seen.message


def _elements(message: Any, report: Report) -> list[Any]:
    """The elements of the frame, their values still as the user has set them."""
    if type(message) not in ENVELOPES.values():
        raise TypeError(f"a message such as structure.Call is needed, not {type(message).__qualname__}")
    elements = [message.messageTypeId, *(getattr(message, name) for name in message.__struct_fields__)]
    if isinstance(message, CallError | CallResultError) and isinstance(elements[3], str):
        # Part 4, 4.2.3: a description is cut rather than refused; it is only for the eyes of people.
        elements[3] = elements[3][: report.dialect.description_limit]
    return elements


def _answered(message: Any, definitions: Definitions) -> Any:
    """The action that a result answers; None if its payload belongs to no action of this version."""
    payload = getattr(message, "payload", None)
    action = payload.action_class if isinstance(payload, Payload) else None
    return action if action and definitions.actions.get(action.__name__) is action else None


def plain(message: Envelope, write: Callable[[datetime.datetime], str]) -> list[Any]:
    """The frame as plain Python data, with date-times as `write` writes them."""
    data = msgspec.to_builtins(message, builtin_types=(datetime.datetime,), enc_hook=record.encode_hook)
    frame: list[Any] = _with_dates(data, write)
    return frame


def _with_dates(value: Any, write: Callable[[datetime.datetime], str]) -> Any:
    if (members := as_object(value)) is not None:
        return {key: _with_dates(item, write) for key, item in members.items()}
    if (items := as_list(value)) is not None:
        return [_with_dates(item, write) for item in items]
    return write(value) if isinstance(value, datetime.datetime) else value
