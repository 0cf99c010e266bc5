"""Checks what is to be sent, and writes it.

Strategy: msgspec writes a message but checks nothing, so the text is decoded again at once; if an equal message comes
back, then every type, limit and value is what the schema allows. Where not, the slow path says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

import msgspec

from . import datetimes, frames, record
from .definitions import UNSURE, Definitions, decoder_of, definitions_of
from .findings import Report
from .layout import layout_of
from .plain import as_list, as_object
from .record import Payload
from .refusals import refusal
from .rules import Rule
from .structure import ENVELOPES, CallError, CallResultError, Envelope

encode = msgspec.json.Encoder(enc_hook=record.encode_hook).encode


class _Plan:
    """How to send a payload.

    `protocol`: the version that it belongs to.  `action`: the name that its message must carry, if it carries one.
    `dates`: behind which bytes its date-times stand in the text, None if the text does not tell; nor does it tell if
    `is_open` and there is customData.  `decimals`: what stands in the text if a number is too fine for the receiver.
    """

    __slots__ = ("action", "dates", "decimals", "decode", "is_open", "protocol")

    def __init__(self, payload: type[Payload]) -> None:
        action, layout = payload.action_class, layout_of(payload)
        self.protocol = action.protocol
        self.decode = decoder_of(payload)
        self.action = action.__name__ if payload is action.Request else None
        self.dates = None if layout.dates is None else tuple(f'"{name}":"'.encode() for name in layout.dates)
        self.is_open = layout.is_open
        self.decimals = layout.decimals


@cache
def _plan_of(payload: type[Payload]) -> _Plan:
    """AttributeError or LookupError for a class that no version defines."""
    action = payload.action_class
    known = definitions_of(action.protocol).actions[action.__name__] is action
    if not known or payload not in (action.Request, action.Response):
        raise LookupError(payload)
    return _Plan(payload)


class Writer:
    """Writes the messages of one version. What its arguments mean is said in `Codec`."""

    def __init__(self, definitions: Definitions, timespec: str, enforce: frozenset[Rule]) -> None:
        self._definitions = definitions
        self._timespec = timespec
        self._enforce = enforce
        is_too_fine = definitions.dialect.fraction is not None and timespec in datetimes.FINER_THAN_MILLISECONDS
        self._is_sure = not (enforce or is_too_fine)
        self._rewrite = datetimes.rewriter(timespec)

    def write(self, message: Any) -> bytes:
        """The text of a message, date-times in UTC; OCPPException if this version does not allow it."""
        raw, plan = sure(message, self._definitions)
        if raw is None or plan is None or not self._is_sure or (plan.decimals and _has(raw, plan.decimals)):
            return self._in_full(inspected(message, self._definitions, self._enforce, self._timespec))
        return self._with_dates(raw, plan, message)

    def write_unchecked(self, message: Any) -> bytes:
        """The text of a message that is known to be right, such as one that has just been decoded."""
        try:
            plan = _plan_of(message.payload.__class__)
        except (AttributeError, LookupError):
            return encode(message) if isinstance(message, CallError | CallResultError) else self.write(message)
        try:
            return self._with_dates(encode(message), plan, message)
        except (ValueError, IndexError):  # it is not right: something else stands where a date-time belongs
            return self._in_full(message)

    def _with_dates(self, raw: bytes, plan: _Plan, message: Any) -> bytes:
        """The text that msgspec has written, its date-times as they shall be."""
        if plan.dates == ():
            return raw
        # What is in customData is nobody's date-time. One byte is found much faster than ten.
        if plan.dates is None or (plan.is_open and b"D" in raw and b'"customData":' in raw):
            return self._in_full(message)
        for key in plan.dates:
            raw = self._rewrite(raw, key)
        return raw

    def _in_full(self, message: Any) -> bytes:
        return encode(plain(message, partial(datetimes.write, timespec=self._timespec)))


def _has(raw: bytes, patterns: Iterable[re.Pattern[bytes]]) -> bool:
    return any(pattern.search(raw) for pattern in patterns)


def checked(message: Any, definitions: Definitions) -> Envelope:
    """The message itself or an equal one, made of the very types of its definition; OCPPException as `write`.

    What binds the sender alone is for `write`: plain data is lossless.
    """
    sound: Envelope = message if sure(message, definitions)[0] else inspected(message, definitions)
    return sound


def sure(message: Any, definitions: Definitions) -> tuple[bytes | None, _Plan | None]:
    """The fast path: the text as msgspec writes it, None if it is not sure that the schema allows it; and its plan."""
    try:
        plan = _plan_of(message.payload.__class__)
        raw = encode(message)
        is_ours = plan.protocol is definitions.protocol and (plan.action is None or plan.action == message.action)
        if is_ours and plan.decode(raw) == message:
            return raw, plan
    except UNSURE:
        pass
    return None, None


def inspected(
    message: Any, definitions: Definitions, enforce: frozenset[Rule] = frozenset(), timespec: str | None = None
) -> Envelope:
    """The same on the slow path, which says what is wrong."""
    report = Report(definitions.protocol, enforce=enforce, sending=True, timespec=timespec)
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
    action = getattr(getattr(message, "payload", None), "action_class", None)
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
