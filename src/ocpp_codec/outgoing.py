"""Checks what is to be sent, and writes it.

Strategy: msgspec writes a message but checks nothing, so the text is decoded again at once; if an equal message comes
back, then every type, limit and value is what the schema allows. Where not, the slow path says why.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple

import msgspec

from . import datetimes, frames, record
from .checks import ANYTHING, Check, Custom, List, Moment, Number, Object, check_of
from .compat import DIALECTS, OcppJsonProtocol
from .definitions import UNSURE, Decode, Definitions, decoder_of, definitions_of
from .findings import Report
from .plain import as_list, as_object
from .record import Payload
from .refusals import refusal
from .rules import Rule
from .structure import ENVELOPES, CallError, CallResultError, Envelope

encode = msgspec.json.Encoder(enc_hook=record.encode_hook).encode


class _Plan(NamedTuple):
    """How to send a payload: the version and action that it belongs to (no action for a result), and its date-times.

    `decimals`: what stands in the text if a number has more digits behind the point than a station need understand.
    """

    protocol: OcppJsonProtocol
    action: str | None
    decode: Decode
    dates: _Dates | None
    decimals: tuple[re.Pattern[bytes], ...]


@cache
def _plan_of(payload: type[Payload]) -> _Plan:
    """AttributeError or LookupError for a class that no version defines."""
    action = payload.action_class
    known = definitions_of(action.protocol).actions[action.__name__] is action
    if not known or payload not in (action.Request, action.Response):
        raise LookupError(payload)
    name = action.__name__ if payload is action.Request else None
    return _Plan(action.protocol, name, decoder_of(payload), _dates_of(payload), _decimals_of(payload))


class _Dates(NamedTuple):
    """Where the date-times of a payload stand in its text: behind these bytes, `"name":"`."""

    keys: tuple[bytes, ...]
    is_open: bool  # it may hold customData, and in it anything


def _dates_of(payload: type[Payload]) -> _Dates | None:
    """None if the text alone does not tell which strings are date-times."""
    moments: set[str] = set()
    others: set[str] = set()
    is_open = False
    for name, check, listed in _leaves_of(payload):
        (moments if isinstance(check, Moment) else others).add(name)
        is_open |= isinstance(check, Custom)
        if check is ANYTHING or (listed and isinstance(check, Moment)):
            return None
    return None if moments & others else _Dates(tuple(f'"{name}":"'.encode() for name in sorted(moments)), is_open)


def _decimals_of(payload: type[Payload]) -> tuple[re.Pattern[bytes], ...]:
    digits = DIALECTS[payload.action_class.protocol].decimals
    if digits is None or not payload.action_class.goes_to_station(payload):
        return ()
    if not any(isinstance(check, Number) and not check.whole for _, check, _ in _leaves_of(payload)):
        return ()
    return re.compile(rb"\.[0-9]{%d}" % (digits + 1)), re.compile(rb"e-[0-9]+[],}]")


def _leaves_of(payload: type[Payload]) -> Iterator[tuple[str, Check, bool]]:
    """Every field in a payload, at any depth: its name, what checks it or its items, whether it is a list."""
    todo, done = [check_of(payload)], set[Object]()
    while todo:
        for name, field in todo.pop().fields.items():
            check, listed = field.check, False
            while isinstance(check, List):
                check, listed = check.item, True
            yield name, check, listed
            if isinstance(check, Object) and check not in done:
                done.add(check)
                todo.append(check)


def write(message: Any, definitions: Definitions, timespec: str, enforce: frozenset[Rule]) -> bytes:
    """The text of a message, date-times in UTC; OCPPException if this version does not allow it."""
    if enforce or (definitions.dialect.fraction is not None and timespec in datetimes.FINER_THAN_MILLISECONDS):
        raw, plan = None, None
    else:
        raw, plan = _sure(message, definitions)
    if raw is None or plan is None or any(pattern.search(raw) for pattern in plan.decimals):
        message = _inspected(message, definitions, enforce, timespec)
    elif plan.dates is not None and not (plan.dates.is_open and b'"customData":' in raw):
        for key in plan.dates.keys:
            if key in raw:
                raw = datetimes.rewritten(raw, key, timespec)
        return raw
    return encode(plain(message, partial(datetimes.write, timespec=timespec)))


def checked(message: Any, definitions: Definitions) -> Envelope:
    """The message itself or an equal one, made of the very types of its definition; OCPPException as `write`.

    What binds the sender alone is for `write`: plain data is lossless.
    """
    sound: Envelope = message if _sure(message, definitions)[0] else _inspected(message, definitions)
    return sound


def _sure(message: Any, definitions: Definitions) -> tuple[bytes | None, _Plan | None]:
    """The fast path: the text as msgspec writes it, None if it is not sure that the schema allows it; and its plan."""
    try:
        plan = _plan_of(message.payload.__class__)
        if plan.protocol is definitions.protocol and (plan.action is None or message.action == plan.action):
            raw = encode(message)
            if plan.decode(raw) == message:
                return raw, plan
    except UNSURE:
        pass
    return None, None


def _inspected(
    message: Any, definitions: Definitions, enforce: frozenset[Rule] = frozenset(), timespec: str | None = None
) -> Envelope:
    report = Report(definitions.protocol, sending=True, timespec=timespec, enforce=enforce)
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
