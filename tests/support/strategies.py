"""Hypothesis strategies: valid payloads of any class, made from its annotations alone; messages; damage; noise; errors.
And what is odd about valid messages: what no schema forbids, but the text of a specification.

What is valid is read from the very annotations that the codec reads. That these say what the schemas say is proved
elsewhere; here they are taken at their word.
"""

import copy
import datetime
import decimal
import fractions
import json
import math
import string
import typing
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import Meta
from msgspec.structs import fields

from ocpp_codec import Codec, Rule, serializer, structure
from ocpp_codec.compat import DIALECTS, MessageTypeEnum, OcppJsonProtocol, get_error_codes, get_implemented_messages
from ocpp_codec.record import NULL, CustomData, CustomDataType, Json, Payload, Record, Sender, Tenth
from ocpp_codec.strings import IDENTIFIER, PRINTABLE_ASCII
from ocpp_codec.v16 import types as types16
from ocpp_codec.v20 import types as types20
from ocpp_codec.v21 import types as types21
from ocpp_codec.v201 import messages as messages201
from ocpp_codec.v201 import types as types201

VERSIONS = tuple(OcppJsonProtocol)

#: Every request and response of every version, by a name such as `v201.Heartbeat.Request`.
PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        f"{protocol.name}.{payload.__qualname__}": payload
        for protocol in VERSIONS
        for action in get_implemented_messages(protocol).values()
        for payload in (action.Request, action.Response)
        if payload is not None
    }
)


@cache
def payloads_of(protocol: OcppJsonProtocol) -> tuple[type[Payload], ...]:
    """Every payload class of one version."""
    return tuple(payload for payload in PAYLOADS.values() if payload.action_class.protocol is protocol)


# Values -------------------------------------------------------------------------------------------------------------

# What has ever been miscounted or wrongly escaped: quotes, controls, characters of two, three and four bytes of UTF-8,
# a mark that joins the letter before it, what ends a line in JavaScript; and texts that look like something else.
_TEXTS = (
    "",
    "a",
    "*-_=:+|.@",
    " ~",
    "Zürich",
    '"\\/\x00\n\x7f\u2028',
    "e\u0301漢𝄞",
    "[2,{",
    "null",
    "1",
    "2024-05-17T09:41:33Z",
)
_OFFSETS = [datetime.timezone(datetime.timedelta(minutes=minutes)) for minutes in (-720, -210, 0, 1, 60, 345, 840)]
_WIDEST = 2**53  # what every JSON reader keeps exactly
_SOME = 2  # items more than a list must have


@cache
def texts(max_length: int = 40) -> st.SearchStrategy[str]:
    """Texts of every kind, one of them as long as may be."""
    return st.sampled_from([text[:max_length] for text in _TEXTS] + ["𝄞" * max_length])


@cache
def integers(ge: int = -_WIDEST, le: int = _WIDEST) -> st.SearchStrategy[int]:
    """Integers, the limits among them."""
    return st.integers(ge, le)


@cache
def numbers(ge: float | None = None, le: float | None = None) -> st.SearchStrategy[float]:
    """Finite numbers, the limits among them."""
    return st.floats(ge, le, allow_nan=False, allow_infinity=False)


@cache
def moments() -> st.SearchStrategy[datetime.datetime]:
    """Aware date-times down to the microsecond, in many offsets."""
    first, last = datetime.datetime(1, 1, 2), datetime.datetime(9999, 12, 30)  # noqa: DTZ001 (the offset comes later)
    return st.datetimes(first, last, timezones=st.sampled_from(_OFFSETS))


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything that JSON can say."""
    leaves = st.none() | st.booleans() | integers() | numbers() | texts()
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | _objects(inner), max_leaves=5)


@cache
def json_objects() -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of any shape."""
    return _objects(json_values())


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(["", "a/b~c", "vendorId", "self", "漢"])
    return st.dictionaries(names, values, max_size=3)


@cache
def custom_data() -> st.SearchStrategy[CustomDataType]:
    """customData: a vendor's name, before or after whatever else."""
    return st.builds(_custom, texts(255), json_objects(), st.booleans())


def _custom(vendor: str, members: dict[str, Any], first: bool) -> CustomDataType:
    named = {"vendorId": vendor}
    return CustomDataType.from_members(named | members | named if first else members | named)


# Payloads -----------------------------------------------------------------------------------------------------------

_OF_TYPE: Mapping[Any, Any] = MappingProxyType(
    {
        str: lambda max_length=40, characters=None: texts(max_length),
        bool: st.booleans,
        int: integers,
        float: numbers,
        datetime.datetime: lambda tz: moments(),
        CustomData: custom_data,
        Json: lambda: json_values().map(lambda value: NULL if value is None else value),
        Tenth: lambda: st.integers(-(10**9), 10**9).map(lambda tenths: tenths / 10),
    }
)
_URIS = ("http://a.example/b?c=%20#d", "ftp://u:p@[::1]:21/x;type=i", "urn:x:y", "../relative", "#")


def unwrapped(hint: Any) -> tuple[Any, dict[str, Any]]:
    """The type that an annotation is about, and its limits."""
    limits: dict[str, Any] = {}
    while typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        limits |= {name: limit for meta in metas for name, limit in _limits(meta).items()}
    return hint, limits


def _limits(meta: object) -> dict[str, Any]:
    if not isinstance(meta, Meta):
        return {}
    names = ("ge", "le", "min_length", "max_length", "pattern", "tz")
    limits = {name: limit for name in names if (limit := getattr(meta, name)) is not None}
    characters = (meta.extra or {}).get("characters")
    return limits | ({"characters": characters} if characters else {})


def values_of(hint: Any, *, complete: bool = False) -> st.SearchStrategy[Any]:
    """What an annotation allows."""
    wanted, limits = unwrapped(hint)
    if typing.get_origin(wanted) is list:
        least, most = limits.get("min_length", int(complete)), limits.get("max_length", 1000)
        items = values_of(*typing.get_args(wanted), complete=complete)
        return st.lists(items, min_size=least, max_size=min(least + _SOME, most))
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return st.deferred(lambda: records(wanted, complete=complete))
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return st.sampled_from(wanted)
    if "pattern" in limits:  # the only pattern is that of a URI
        return st.sampled_from(_URIS)
    return _OF_TYPE[wanted](**limits)


@cache
def hints_of(definition: type[Record]) -> dict[str, Any]:
    """The annotations of the fields."""
    hints = typing.get_type_hints(definition, include_extras=True)
    return {name: hints[name] for name in definition.__struct_fields__}


@cache
def records(definition: type[Record], *, complete: bool = False) -> st.SearchStrategy[Any]:
    """Valid instances of a message or data type; `complete`: with every field."""
    values = {name: values_of(hint, complete=complete) for name, hint in hints_of(definition).items()}
    required = {field.name for field in fields(definition) if field.required or complete}
    there = {name: strategy for name, strategy in values.items() if name in required}
    optional = {name: strategy for name, strategy in values.items() if name not in required}
    return st.fixed_dictionaries(there, optional=optional).map(lambda members: definition(**members))


# Envelopes ----------------------------------------------------------------------------------------------------------


@cache
def unique_ids() -> st.SearchStrategy[str]:
    """Message ids: 1 to 36 characters, some of which keep the codec from finding the action at a glance."""
    return st.text(st.sampled_from('a0-"\\é𝄞'), min_size=1, max_size=36)


def envelope_of(payload: Any, unique_id: str = "19223201") -> structure.Envelope:
    """The envelope in which such a payload travels."""
    action = payload.action_class
    if type(payload) is action.Response:
        return structure.CallResult(unique_id, payload)
    return (structure.Call if action.Response else structure.Send).of(payload, unique_id)


@cache
def errors(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """The envelopes that say that something went wrong."""
    known = DIALECTS[protocol].message_types
    kinds = [kind for kind in (structure.CallError, structure.CallResultError) if kind.messageTypeId in known]
    codes = st.sampled_from(get_error_codes(protocol))
    parts = st.tuples(unique_ids(), codes, texts(255), json_objects())
    return st.builds(lambda kind, values: kind(*values), st.sampled_from(kinds), parts)


@cache
def requests_and_responses(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """Valid messages of one version that carry a payload."""
    return st.builds(envelope_of, st.sampled_from(payloads_of(protocol)).flatmap(records), unique_ids())


@cache
def messages(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """Valid messages of one version."""
    return requests_and_responses(protocol) | errors(protocol)


def action_of(message: Any) -> str | None:
    """What has to be said for a message to be decoded."""
    return message.payload.action_class.__name__ if isinstance(message, structure.CallResult) else None


# What the schemas allow, but not the text of a specification ----------------------------------------------------------

_LEGAL = {
    PRINTABLE_ASCII: (Rule.NOT_PRINTABLE_ASCII, {*map(chr, range(0x20, 0x7F))}),
    IDENTIFIER: (Rule.NOT_AN_IDENTIFIER, {*string.ascii_letters, *string.digits, *"*-_=:+|.@"}),
}

#: What is said of them. It is advice, but nobody may send what the last two are about.
ODD = frozenset({rule for rule, _ in _LEGAL.values()} | {Rule.BEYOND_32_BITS})
FORBIDDEN = frozenset({Rule.DATETIME_FINE_FRACTION, Rule.TOO_MANY_DECIMALS})


def oddities(message: Any, *, timespec: str = "auto") -> Iterator[tuple[str, Rule]]:
    """Where a valid message goes beyond what the specifications ask for, in document order.

    `timespec`: how its date-times are written.
    """
    payload = getattr(message, "payload", None)
    if payload is None:
        return
    action = payload.action_class
    to_station = action.sender is (Sender.CSMS if type(payload) is action.Request else Sender.STATION)
    is_2x = action.protocol is not OcppJsonProtocol.v16
    applies = {Rule.TOO_MANY_DECIMALS: is_2x and to_station, Rule.DATETIME_FINE_FRACTION: is_2x and timespec == "auto"}
    for at, rule in _odd(payload, type(payload), {}, ""):
        if rule in ODD or applies[rule]:
            yield at, rule


def _odd(value: Any, wanted: Any, limits: dict[str, Any], at: str) -> Iterator[tuple[str, Rule]]:
    match value:
        case Record():
            for name, on_wire, of_field in _fields_of(type(value)):
                yield from _odd(getattr(value, name), *of_field, f"{at}/{on_wire}")
        case list() if typing.get_origin(wanted) is list:
            of_item = unwrapped(*typing.get_args(wanted))
            for index, item in enumerate(value):
                yield from _odd(item, *of_item, f"{at}/{index}")
        case str() if "characters" in limits:
            rule, legal = _LEGAL[limits["characters"]]
            if not set(value) <= legal:
                yield at, rule
        case int() if wanted is int and not -(2**31) <= value < 2**31:
            yield at, Rule.BEYOND_32_BITS
        case float() if wanted is float and round(value, 6) != value:
            yield at, Rule.TOO_MANY_DECIMALS
        case datetime.datetime() if value.microsecond:
            yield at, Rule.DATETIME_FINE_FRACTION


@cache
def _fields_of(definition: type[Record]) -> list[tuple[str, str, tuple[Any, dict[str, Any]]]]:
    """Each field: its name, that on the wire, its type and limits."""
    hints = hints_of(definition)
    return [(field.name, field.encode_name, unwrapped(hints[field.name])) for field in fields(definition)]


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


# Damage -------------------------------------------------------------------------------------------------------------

#: What may stand where something else belongs.
JUNK = (
    None, True, False, 0, -1, 1, 2, 3, 1.0, 0.15, 1e-7, 1e300, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63, 2**64, -(2**70), 10**400, math.nan, -math.inf,
    "", " ", "1", "1.0", "1e2", "true", "null", "accepted", "x" * 300, "\ud800", "\x00", "2024-02-30T00:00:00Z",
    "2024-05-17 09:41", "2024-05-17T11:41:33+02:00[Europe/Berlin]", "2024-05-17t09:41:33.123456789+0200", "20240517T094133Z", "0001-01-01T00:00:00+14:00",
    [], {}, [[]], [None], [{}], {"": None}, {"vendorId": "x" * 256}, {"vendorId": 1}, {"vendorId": "", "a": math.nan},
)  # fmt: skip


def frames(
    drawn: st.SearchStrategy[structure.Envelope], protocol: OcppJsonProtocol
) -> st.SearchStrategy[tuple[Any, str | None]]:
    """Messages as the plain data of their frames, each with the action to be named: as they are sent, or without loss."""
    codec = Codec(protocol)

    def frame_of(message: structure.Envelope, lossless: bool) -> tuple[Any, str | None]:
        if lossless:
            return serializer.serialize(message, protocol=protocol), action_of(message)
        return json.loads(codec.encode(sendable(message))), action_of(message)

    return st.builds(frame_of, drawn, st.booleans())


@st.composite
def damaged_frames(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[Any, str | None]:
    """Frames as plain data that were valid until something happened to them."""
    frame, action = draw(frames(messages(protocol), protocol))
    whole = [frame]
    damage(draw, whole)
    return whole[0] if whole else None, action


@st.composite
def damaged_payloads(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[Any, str | None]:
    """Frames of which nothing but the payload is damaged."""
    frame, action = draw(frames(requests_and_responses(protocol), protocol))
    damage(draw, frame[-1])
    return frame, action


def damage(draw: st.DrawFn, data: Any) -> None:
    """Changes plain data in one place or several."""
    for _ in range(draw(st.integers(1, 3))):
        if found := list(places(data)):
            _change(draw, *draw(st.sampled_from(found)))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in plain data: the list or object, and the index or name in it."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def pointers(value: Any, at: str = "") -> Iterator[str]:
    """The JSON pointers of everything in plain data, in document order."""
    yield at
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield from pointers(item, f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}")


def _change(draw: st.DrawFn, inside: Any, key: Any) -> None:
    match draw(st.sampled_from(["delete", "add", "vary", "vary", "replace", "replace"])):
        case "delete":
            del inside[key]
        case "add" if isinstance(inside, list):
            inside.insert(key, draw(_one_of([*JUNK, inside[key]])))
        case "add":
            inside[draw(st.sampled_from([f"{key}x", key.swapcase(), "", "customData"]))] = inside[key]
        case "vary":
            inside[key] = draw(_one_of(variants(inside[key])))
        case _:
            inside[key] = draw(_one_of(JUNK))


def variants(value: Any) -> list[Any]:
    """What is nearly the same."""
    match value:
        case str():
            longer = [value + " ", value + "x" * 300, (value * 500)[:20_000]]
            return [*longer, value.swapcase(), value[:-1], value.replace("Z", "")]
        case bool():
            return [str(value).lower(), int(value), None]
        case int() | float():
            return [str(value), -value, value * 1000, *(round(value % 1000 + part, 2) for part in (0.0, 0.5, 0.01))]
        case list():
            return [value[:1], value * 20, value[:1] * 2000, [*value, None], {}, *value[:1]]
        case dict():
            return [value | {"unknown": 1}, [value], {}, dict(reversed(value.items())), None]
        case _:
            return [{}, []]


def _one_of(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """A copy of one of them, so that it may be damaged further."""
    return st.sampled_from(values).map(copy.deepcopy)


# Noise --------------------------------------------------------------------------------------------------------------

#: Pieces of text that are hard on a reader of JSON.
PIECES = (
    "", '"', "\\", "[", "]", "{", "}", ",", ":", "1", "-", "0", ".5", "e5", " ", "\n", "\x00", "\ufeff", "\u2028", "//",
    "\ud800", '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\x"', "NaN,", "-Infinity,", "tru", "null,", "1e999,",
    "-0.0,", "00,", "1E5,", "9" * 20, "9" * 4300, "9" * 4301, f"0.{'3' * 400}", "[" * 199, "[" * 1000, '{"a":' * 100,
    *(f"{'[' * depth}{']' * depth}," for depth in (60, 63, 64, 65)), '"status":1,', '"\\u0073tatus":"Accepted",',
    '"customData":{},', '"vendorId":"",', '"timestamp":"",', '[2,"1","Heartbeat",{}]', '[2,"\\"1\\"","Heartbeat",{}]',
    "[ 2 ,", '[2,"1","Heartbeat",', '[3,"1",', '[4,"1","GenericError","",{}]', '[5,"', '[6,"1",',
)  # fmt: skip

#: Bytes that are no UTF-8, or none that may be: cut, overlong, half a surrogate pair, beyond the last character.
BYTES = (
    b"", b"\xff", b"\xc3", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b'"', b"\\",
)  # fmt: skip


def valid_texts(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str, str | None]]:
    """Texts of valid frames."""
    return _texts_of(frames(messages(protocol), protocol))


def damaged_texts(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str, str | None]]:
    """Texts of damaged frames, which are JSON still (or nearly, where a NaN got in)."""
    return _texts_of(damaged_frames(protocol))


def _texts_of(drawn: st.SearchStrategy[tuple[Any, str | None]]) -> st.SearchStrategy[tuple[str, str | None]]:
    return st.builds(lambda both, text_of: (text_of(both[0]), both[1]), drawn, st.sampled_from([compact, pretty]))


@st.composite
def broken_texts(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[str, str | None]:
    """Texts of frames, cut off or with foreign pieces in them."""
    text, action = draw(valid_texts(protocol))
    for _ in range(draw(st.integers(1, 2))):
        text = _spliced(draw, text, PIECES, {*'{[,:"'})
    return text, action


@st.composite
def broken_bytes(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[bytes, str | None]:
    """The same with bytes."""
    frame, action = draw(frames(messages(protocol), protocol))
    return _spliced(draw, compact(frame).encode(), BYTES, {*b'{[,:"'}), action


def _spliced(draw: st.DrawFn, text: Any, pieces: tuple[Any, ...], marks: set[Any]) -> Any:
    """The text with a piece in place of nothing, of one character, or of all the rest; mostly where a value begins."""
    behind_marks = [index + 1 for index, character in enumerate(text) if character in marks] or [0]
    start = draw(st.sampled_from(behind_marks) | st.integers(0, len(text)))
    end = draw(st.sampled_from([start, start + 1, len(text)]))
    return text[:start] + draw(st.sampled_from(pieces)) + text[end:]


def compact(frame: Any) -> str:
    """The text of plain data, as short as it can be."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def pretty(frame: Any) -> str:
    """The text of plain data with blanks, line feeds and escapes."""
    return json.dumps(frame, indent=1)


def noise(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str | bytes, str | None]]:
    """Texts and bytes that never were a frame."""
    pieces = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
    names = ["Heartbeat", "no such action", *get_implemented_messages(protocol)]
    return st.tuples(st.text() | st.binary() | pieces, st.none() | st.sampled_from(names))


# What a program may get wrong ---------------------------------------------------------------------------------------


class _Text(str):
    """A string, more or less."""

    __slots__ = ()


class _Stamp(datetime.datetime):
    """A date-time, more or less."""


_CIRCLE: list[Any] = []
_CIRCLE.append(_CIRCLE)
_NOON = datetime.datetime(2024, 5, 17, 12, tzinfo=datetime.UTC)

#: Python values for which there is no place in a message, or only just one.
BLUNDERS = (
    *JUNK, 10**5000, b"Accepted", bytearray(b"a"), (), ("a",), {"a"}, {1: 2}, {"a": (1,)}, OrderedDict(vendorId="a"),
    object(), object, len, ..., NULL, [NULL], _CIRCLE, _Text("Accepted"), _Text("𝄞" * 300), 1j, uuid.UUID(int=1),
    decimal.Decimal("1.5"), decimal.Decimal("NaN"), fractions.Fraction(1, 2), msgspec.UNSET, msgspec.Raw(b'"Accepted"'),
    _NOON, _NOON.replace(tzinfo=None), _NOON.date(), _NOON.timetz(), datetime.timedelta(1), _NOON.replace(year=1),
    _NOON.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=19, seconds=32))), _Stamp(2024, 5, 17),
    _Stamp(2024, 5, 17, tzinfo=datetime.UTC), datetime.datetime.min.replace(tzinfo=_OFFSETS[-1]),
    datetime.datetime.max.replace(tzinfo=_OFFSETS[0]), CustomDataType("a"), CustomDataType.from_members({}),
    types16.IdTagInfo("Accepted"), types201.StatusInfoType("NoError"), types21.StatusInfoType("NoError"),
    *(types.IdTokenType("a", "Central") for types in (types20, types201, types21)), messages201.Heartbeat,
    *(PAYLOADS[f"{protocol.name}.Heartbeat.Request"]() for protocol in VERSIONS), messages201.Heartbeat.Request,
    types16.RegistrationStatus.Accepted, types201.RegistrationStatusEnum.Accepted, MessageTypeEnum.CALL,
    types16.ErrorCodeEnum.FormationViolation, types201.ErrorCodeEnum.GenericError,
)  # fmt: skip


class Slot(typing.NamedTuple):
    """A place in a message: how to set it, what it holds, and of what kind it is."""

    put: Callable[[Any], None]
    value: Any
    kind: Any


def slots(value: Any, hint: Any = Any) -> Iterator[Slot]:
    """Every place in a message."""
    for put, inside, inside_hint in _parts(value, hint):
        yield Slot(put, inside, kind_of(inside_hint))
        yield from slots(inside, inside_hint)


def _parts(value: Any, hint: Any) -> Iterator[tuple[Callable[[Any], None], Any, Any]]:
    match value:
        case Record():
            for name, field_hint in hints_of(type(value)).items():
                yield partial(setattr, value, name), getattr(value, name), field_hint
        case list():
            (item_hint,) = typing.get_args(unwrapped(hint)[0]) or (Any,)
            for index, item in enumerate(value):
                yield partial(value.__setitem__, index), item, item_hint
        case dict():
            for name, item in value.items():
                yield partial(value.__setitem__, name), item, Any


def kind_of(hint: Any) -> tuple[Any, ...]:
    """What has to be checked where an annotation stands: the sort of type, and which limits there are."""
    wanted, limits = unwrapped(hint)
    if isinstance(wanted, type):
        wanted = next((sort for sort in (Record, StrEnum) if issubclass(wanted, sort)), wanted)
    return typing.get_origin(wanted) or wanted, *sorted(limits)


@cache
def kinds_in(definition: type[Record]) -> frozenset[tuple[Any, ...]]:
    """The kinds of places in a message or data type."""
    todo = list(hints_of(definition).values())
    found = set()
    for hint in todo:
        wanted, _ = unwrapped(hint)
        todo += typing.get_args(wanted)
        found |= {kind_of(hint)} | (kinds_in(wanted) if kind_of(hint) == (Record,) else set())
    return frozenset(found)
