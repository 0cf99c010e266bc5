"""Valid messages of any class, decided by bytes: what a fuzzer changes in the bytes changes the message.

Strategy: a `Source` gives numbers as long as there are bytes and zeros afterwards, and the first choice is always the
smallest; so every input means a message, and an empty one the smallest. What is valid is read from the annotations.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from ocpp_codec import OcppJsonProtocol, structure
from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec._core.fields import Json, Tenth, encode_hook
from ocpp_codec.compat import get_error_codes
from ocpp_codec.record import NULL, CustomDataType, Record
from tests.support import messages
from tests.support.messages import envelope_of

T = TypeVar("T")

#: Every request and response of every version.
PAYLOADS = tuple(messages.PAYLOADS.values())

TEXTS = ("a", "", "*-_=:+|.@", 'q"\\/\x00\n\x7f\u2028', "e\u0301\u6f22\U0001d11e", "1", "true", "2024-05-17T09:41:33Z")
URIS = ("a:b", "ftp://u:p@[::1]:21/x;type=i", "http://a.example/b?c=%20#d", "../relative", "#")
INTEGERS = (0, 1, -1, 2**31 - 1, 2**31, -(2**31), 2**53, 2**63, -(2**64), 10**30)
NUMBERS = (0.0, -0.0, 0.5, 21.4, -3.25, 1e-6, 1e300, 1e16, 123456.789012, 5e-324, 0.1 + 0.2)
OFFSETS = (0, 60, -210, 345, 840, -720)
KEYS = ("a", "", "a/b~c", "vendorId", "self", "items", "timestamp")
IDS = ("1", "a" * 36, '""Heartbeat', "\\", "\u6f22")


class Source:
    """Takes decisions from bytes."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """A number from 0 on, below `count`."""
        number, most = 0, 1
        while most < count:
            number, most = number << 8 | next(self._bytes, 0), most << 8
        return number % count

    def flag(self) -> bool:
        """Yes or no; no, when nothing is left."""
        return bool(self.below(2))

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.below(len(options))]


def value_of(kind: Kind, source: Source) -> Any:
    """Something that an annotation allows."""
    wanted, limits = kind
    if kind.is_list:
        least = limits.get("min_length", 0)
        count = min(least + source.below(3), limits.get("max_length", 1000))
        return [value_of(kind.item, source) for _ in range(count)]
    if issubclass(wanted, Record):
        return record_of(wanted, source)
    if issubclass(wanted, StrEnum):
        return source.one_of(list(wanted))
    if "pattern" in limits:  # the only pattern is that of a URI
        return source.one_of(URIS)
    return _MAKERS[wanted](source, limits)


def record_of(definition: type[Record], source: Source) -> Any:
    """A message or data type."""
    return definition(
        **{
            field.name: value_of(field.kind, source)
            for field in fields_of(definition)
            if field.required or source.flag()
        }
    )


def _text(source: Source, limits: Mapping[str, Any]) -> str:
    most = limits.get("max_length", 300)
    texts: tuple[str, ...] = (*TEXTS, "x" * most, "\U0001d11e" * most)
    text = source.one_of(texts)
    return text[:most]


def _integer(source: Source, limits: Mapping[str, Any]) -> int:
    numbers = [*INTEGERS, *(limits[name] for name in ("ge", "le") if name in limits)]
    chosen: int = source.one_of([number for number in numbers if _is_within(number, limits)])
    return chosen


def _number(source: Source, limits: Mapping[str, Any]) -> float:
    numbers = [*NUMBERS, *(float(limits[name]) for name in ("ge", "le") if name in limits)]
    return source.one_of([number for number in numbers if _is_within(number, limits)])


def _is_within(number: float, limits: Mapping[str, Any]) -> bool:
    return bool(limits.get("ge", number) <= number <= limits.get("le", number))


def _moment(source: Source, _: Mapping[str, Any]) -> datetime.datetime:
    """Fine to the millisecond, which is what 2.x lets one write."""
    offset = datetime.timezone(datetime.timedelta(minutes=source.one_of(OFFSETS)))
    year = source.one_of((2024, 1970, 1, 9999, 2025))
    millisecond = source.one_of((0, 125, 1, 999))
    return datetime.datetime(year, 1 + source.below(12), 1 + source.below(28), 9, 41, 33, millisecond * 1000, offset)


def _anything(source: Source, _: Mapping[str, Any]) -> Any:
    value = json_of(source)
    return NULL if value is None else value


def json_of(source: Source, depth: int = 0) -> Any:
    """Anything that JSON can say."""
    match source.below(7 if depth < 4 else 5):
        case 0:
            return None
        case 1:
            return source.flag()
        case 2:
            return source.one_of(TEXTS)
        case 3:
            return source.one_of(INTEGERS)
        case 4:
            return source.one_of(NUMBERS)
        case 5:
            return [json_of(source, depth + 1) for _ in range(source.below(3))]
        case _:
            return {source.one_of(KEYS): json_of(source, depth + 1) for _ in range(source.below(3))}


def _custom(source: Source, _: Mapping[str, Any]) -> CustomDataType:
    vendor = {"vendorId": _text(source, {"max_length": 255})}
    members = {source.one_of(KEYS): json_of(source) for _ in range(source.below(3))}
    return CustomDataType(vendor | members | vendor if source.flag() else members | vendor)


_MAKERS: Mapping[Any, Callable[[Source, Mapping[str, Any]], Any]] = MappingProxyType(
    {
        str: _text,
        bool: lambda source, _: source.flag(),
        int: _integer,
        float: _number,
        datetime.datetime: _moment,
        CustomDataType: _custom,
        Json: _anything,
        Tenth: lambda source, _: source.one_of((0, 1, -5, 214, 10**9)) / 10,
    }
)


def protocol_of(message: Any, source: Source) -> OcppJsonProtocol:
    """The version of a message; an error has none of its own, and gets one that has such errors."""
    if hasattr(message, "payload"):
        protocol: OcppJsonProtocol = message.payload.action_class.protocol
        return protocol
    known = [each for each in OcppJsonProtocol if message.messageTypeId in DIALECTS[each].message_types]
    return source.one_of([each for each in known if message.errorCode in set(get_error_codes(each))])


def message_of(source: Source) -> structure.Envelope:
    """A valid message of any version."""
    if source.below(16) == 15:
        return _error(source)
    payload = record_of(source.one_of(PAYLOADS), source)
    return envelope_of(payload, source.one_of(IDS))


def _error(source: Source) -> structure.Envelope:
    kind: type[structure.CallError | structure.CallResultError] = structure.CallError
    protocol = source.one_of(tuple(OcppJsonProtocol))
    if protocol is OcppJsonProtocol.v21 and source.flag():
        kind = structure.CallResultError
    details = {source.one_of(KEYS): json_of(source) for _ in range(source.below(3))}
    description = _text(source, {"max_length": 255})
    return kind(source.one_of(IDS), source.one_of(list(get_error_codes(protocol))), description, details)


def plain(value: Any) -> Any:
    """A message, or a part of one, as plain data."""
    return msgspec.to_builtins(value, enc_hook=encode_hook)
