"""What is odd about valid messages: what no schema forbids, but the text of a specification; and messages without it."""

from __future__ import annotations

import datetime
import string
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from ocpp_codec import OcppJsonProtocol, Rule
from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec._core.escapes import key_text
from ocpp_codec._core.strings import IDENTIFIER, PRINTABLE_ASCII
from ocpp_codec.record import Record, Sender
from ocpp_codec.v16.types import SampledValue

_ANYTHING = Kind(None, {})  # what is of any shape
_LEGAL = {
    PRINTABLE_ASCII: (Rule.NOT_PRINTABLE_ASCII, {*map(chr, range(0x20, 0x7F))}),
    IDENTIFIER: (Rule.NOT_AN_IDENTIFIER, {*string.ascii_letters, *string.digits, *"*-_=:+|.@"}),
}

#: What is said of them. It is advice, but nobody may send what the last two are about.
ODD = frozenset({rule for rule, _ in _LEGAL.values()} | {Rule.BEYOND_32_BITS, Rule.NOT_A_DECIMAL, Rule.INEXACT_NUMBER})
FORBIDDEN = frozenset({Rule.DATETIME_FINE_FRACTION, Rule.TOO_MANY_DECIMALS})


def oddities(message: Any, *, timespec: str = "auto") -> Iterator[tuple[str, Rule]]:
    """Where a valid message goes beyond what the specifications ask for, in document order.

    `timespec`: how its date-times are written.
    """
    payload = getattr(message, "payload", None)
    if payload is None:  # an error, whose details are of any shape
        yield from _odd(message.errorDetails, _ANYTHING, "/4")
        return
    action = payload.action_class
    to_station = action.sender is (Sender.CSMS if type(payload) is action.Request else Sender.STATION)
    is_2x = action.protocol is not OcppJsonProtocol.v16
    applies = {Rule.TOO_MANY_DECIMALS: is_2x and to_station, Rule.DATETIME_FINE_FRACTION: is_2x and timespec == "auto"}
    for at, rule in _odd(payload, _ANYTHING, ""):
        if rule in ODD or applies[rule]:
            yield at, rule


def _odd(value: Any, kind: Kind, at: str) -> Iterator[tuple[str, Rule]]:
    match value:
        case Record():
            for field in fields_of(type(value)):
                yield from _odd(getattr(value, field.name), field.kind, f"{at}/{field.key}")
                yield from _no_number(value, field.name, at)
        case dict():  # of any shape
            for key, item in value.items():
                yield from _odd(item, _ANYTHING, f"{at}/{key_text(key)}")
        case list():
            of_items = kind.item if kind.is_list else _ANYTHING
            for index, item in enumerate(value):
                yield from _odd(item, of_items, f"{at}/{index}")
        case str() if "characters" in kind.limits:
            rule, legal = _LEGAL[kind.limits["characters"]]
            if not set(value) <= legal:
                yield at, rule
        case int() if kind.type is int and not -(2**31) <= value < 2**31:
            yield at, Rule.BEYOND_32_BITS
        case int() if kind.type is not int and (abs(value) > 2**1023 or float(value) != value):
            yield at, Rule.INEXACT_NUMBER
        case float() if kind.type is float and round(value, 6) != value:
            yield at, Rule.TOO_MANY_DECIMALS
        case datetime.datetime() if value.microsecond:
            yield at, Rule.DATETIME_FINE_FRACTION


def _no_number(sampled: Record, name: str, at: str) -> Iterator[tuple[str, Rule]]:
    """Where the text of a sampled value of 1.6 is neither signed nor a decimal number."""
    if not isinstance(sampled, SampledValue) or name != "value":
        return
    digits = sampled.value.removeprefix(sampled.value[:1] if sampled.value[:1] in ("+", "-") else "")
    whole, _, fraction = digits.partition(".")
    is_decimal = all(each in string.digits for each in whole + fraction) and bool(whole + fraction)
    if sampled.format != "SignedData" and not is_decimal:
        yield f"{at}/value", Rule.NOT_A_DECIMAL


def sendable(message: Any) -> Any:
    """The message as its sender may send it: with six decimals at most, if that is asked for."""
    if Rule.TOO_MANY_DECIMALS not in {rule for _, rule in oddities(message)}:
        return message
    return _rebuilt(message, lambda value: round(value, 6) if isinstance(value, float) else value)


def in_milliseconds(message: Any) -> Any:
    """The message with whatever is finer than a millisecond cut off."""
    return _rebuilt(message, lambda value: _cut(value) if isinstance(value, datetime.datetime) else value)


def _cut(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _rebuilt(value: Any, change: Callable[[Any], Any]) -> Any:
    match value:
        case Record():
            changed = {name: _rebuilt(getattr(value, name), change) for name in value.__struct_fields__}
            return msgspec.structs.replace(value, **changed)
        case list():
            return [_rebuilt(item, change) for item in value]
        case _:
            return change(value)
