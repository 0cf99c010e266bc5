"""Checks messages and writes them.

Strategy: msgspec writes a message but checks nothing, so the text is decoded again at once; if an equal message comes
back, then every type, limit and value is what the schema allows. If not, the slow path says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NamedTuple

import msgspec

from . import datetimes, frames
from .answered import ActionLookup
from .checks import check_of
from .exceptions import OCPPException
from .fields import RealDatetime, encode_hook
from .findings import THE_FRAME
from .jsonvalues import as_list, as_object
from .payload_text import payload_text_of
from .record import Payload, Record
from .replies import exception_of, message_of
from .report import Report
from .rules import Rule
from .settings import Settings
from .structure import ENVELOPES, CallError, CallResultError, Envelope
from .version import Decode, Version, decoder_of

_encode = msgspec.json.Encoder(enc_hook=encode_hook).encode
_CAPITAL_D = ord("D")
_ERRORS = frozenset({CallError, CallResultError})


class Plan(NamedTuple):
    """How to send a payload.

    `decode`: reads it back.  `action`: the name that its message must carry, None for a result.
    `dates`: the bytes before its date-times; None if names are not enough.
    `is_open`: it may hold customData, where anything may look like a date-time.
    `decimals`: patterns for a number with more digits than the receiver understands.
    """

    decode: Decode
    action: str | None
    dates: tuple[bytes, ...] | None
    is_open: bool
    decimals: tuple[re.Pattern[bytes], ...]


class Plans(dict[type[Payload], Plan]):
    """The plans for the payloads of one version, made on first use. LookupError for other classes."""

    def __init__(self, version: Version) -> None:
        super().__init__()
        self._version = version

    def __missing__(self, payload: type[Payload]) -> Plan:
        action = self._version.actions[payload.action_class.__name__]
        if payload not in (action.Request, action.Response):
            raise LookupError(payload)
        text = payload_text_of(payload)
        dates = None if text.dates is None else tuple(f'"{name}":"'.encode() for name in text.dates)
        name = action.__name__ if payload is action.Request else None
        plan = self[payload] = Plan(decoder_of(payload), name, dates, text.is_open, text.decimals)
        return plan


@cache
def plans_of(version: Version) -> Plans:
    """The plans of a version, shared by all codecs."""
    return Plans(version)


class Writer:
    """Writes messages with the settings of one codec."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._plans = plans_of(settings.version)
        timespec = settings.timespec or "auto"
        is_too_fine = settings.version.dialect.fraction is not None and timespec in datetimes.FINER_THAN_MILLISECONDS
        self.schemas_decide = not (settings.enforce or is_too_fine)  # the slow path judges what the schemas do not say
        self._write_date = partial(datetimes.write, timespec=timespec)
        self._rewrite = datetimes.rewriter(timespec)
        self._rewrite_unchecked = datetimes.rewriter(timespec, only_utc=True)
        self._max_size = settings.max_size

    def write(self, message: Any) -> bytes:
        """The text of a message, date-times in UTC. OCPPException if this version does not allow it."""
        fast = self._try_fast(message) if self.schemas_decide else None
        if fast is None:
            text = self._write_as_data(self._inspected(message))
        else:
            text, plan, checked = fast
            if plan.decimals and _has_any(text, plan.decimals):
                text = self._write_as_data(self._inspected(message))
            elif plan.dates != ():
                text = self._with_dates(text, plan, checked, self._rewrite)
        if len(text) <= self._max_size:
            return text
        raise self._too_large(text, message)

    def write_unchecked(self, message: Any) -> bytes:
        """The text of a message without a check. What cannot be written at all is checked after all."""
        try:
            text = _encode(message)
            if message.__class__ in _ERRORS:
                return text
            plan = self._plans[message.payload.__class__]
            if plan.dates == ():
                return text
            try:
                return self._with_dates(text, plan, message, self._rewrite_unchecked)
            except (ValueError, IndexError):  # something else stands where a date-time in UTC belongs
                return self._write_as_data(message)
        except Exception:  # noqa: BLE001 (a class or a time zone of the user may raise anything)
            return self.write(message)

    def _too_large(self, text: bytes, message: Any) -> OCPPException:
        report, most, size = Report(self._settings, sending=True), self._max_size, len(text)
        report.add(Rule.TOO_LARGE, None, size, f"at most {most} bytes, not {size}", THE_FRAME)
        return exception_of(frames.Inspection(report, unique_id=message.uniqueId))

    def plain_data(self, message: Any) -> list[Any]:
        """A message as plain Python data, date-times without loss. OCPPException if this version does not allow it."""
        fast = self._try_fast(message)
        frame: list[Any] = plain_data(self._inspected(message) if fast is None else fast[2])
        return frame

    def plain_record(self, record: Record) -> dict[str, Any]:
        """A payload or data type by itself as plain Python data. OCPPException if this version does not allow it."""
        report = Report(self._settings, sending=True)
        report.enter(tuple(type(record).__qualname__.split(".")), None)
        checked = check_of(type(record)).inspect(record, None, report)
        if report.first_error is not None:
            raise exception_of(frames.Inspection(report))
        members: dict[str, Any] = plain_data(checked)
        return members

    def _try_fast(self, message: Any) -> tuple[bytes, Plan, Any] | None:
        """The text as msgspec writes it, how to send it, and an equal message that was read from it.

        None if the slow path must decide. What is written later is taken from the second message: the first may change
        at any moment.
        """
        try:
            plan = self._plans[message.payload.__class__]
            text = _encode(message)
            checked = plan.decode(text)
            if checked == message and (plan.action is None or plan.action == checked.action):
                return text, plan, checked
        except Exception:  # noqa: BLE001 (a class or a time zone of the user may raise anything)
            return None
        return None

    def _inspected(self, message: Any) -> Envelope:
        """An equal message with the exact types of its definition, by the slow path. OCPPException if it is wrong."""
        report = Report(self._settings, sending=True)
        elements = _elements(message, report)
        action = getattr(getattr(message, "payload", None), "action_class", None)
        actions = ActionLookup(self._settings.version, action, lenient=True)
        return message_of(frames.inspect_data(elements, report, actions))

    def _with_dates(self, text: bytes, plan: Plan, message: Any, rewrite: Callable[[bytes, bytes], bytes]) -> bytes:
        """The text of msgspec with its date-times rewritten. `message`: the message that it was written from."""
        # Inside customData nothing is a date-time. One byte is found much faster than ten.
        if plan.dates is None or (plan.is_open and _CAPITAL_D in text and b'"customData":' in text):
            return self._write_as_data(message)
        for key in plan.dates:
            text = rewrite(text, key)
        return text

    def _write_as_data(self, message: Envelope) -> bytes:
        """The text by way of plain data: slower, for date-times at any place."""
        return _encode(plain_data(message, self._write_date))


def _has_any(text: bytes, patterns: Iterable[re.Pattern[bytes]]) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _elements(message: Any, report: Report) -> list[Any]:
    """The elements of the frame, with the values that the user has set."""
    if type(message) not in ENVELOPES.values():
        raise TypeError(f"a message such as structure.Call is needed, not {type(message).__qualname__}")
    # A part that has been deleted is as wrong as None.
    elements = [message.messageTypeId, *(getattr(message, name, None) for name in message.__struct_fields__)]
    if isinstance(message, CallError | CallResultError) and isinstance(elements[3], str):
        # Part 4, 4.2.3: a description is cut rather than refused; it is only for people.
        elements[3] = elements[3][: report.dialect.description_limit]
    return elements


def plain_data(
    value: Any,
    write: Callable[[datetime.datetime], Any] = datetime.datetime.isoformat,
    kept: tuple[type, ...] = (),
) -> Any:
    """A message or a part of one as plain Python data, with date-times as `write` writes them.

    `kept`: further types whose objects stay what they are.
    """
    data = msgspec.to_builtins(value, builtin_types=(RealDatetime, *kept), enc_hook=encode_hook)
    return _with_dates(data, write)


def _with_dates(value: Any, write: Callable[[datetime.datetime], Any]) -> Any:
    """Plain data with date-times as `write` writes them."""
    if (members := as_object(value)) is not None:
        return {key: _with_dates(item, write) for key, item in members.items()}
    if (items := as_list(value)) is not None:
        return [_with_dates(item, write) for item in items]
    return write(value) if isinstance(value, datetime.datetime) else value
