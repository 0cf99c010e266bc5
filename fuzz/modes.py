"""Both modes are one: whatever the native path is sure of, Python says as well, to the byte.

What is sure must not become less by mistake; that is for tests/unit/test_native.py.
"""

from __future__ import annotations

import contextlib
import datetime
import math
import pickle
import re
import zlib
import zoneinfo
from collections.abc import Iterator
from typing import Any

import msgspec

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol
from ocpp_codec._core import native
from ocpp_codec._core.answered import ActionLookup
from ocpp_codec._core.datetimes import TIMESPECS
from ocpp_codec._core.fields import encode_hook
from ocpp_codec._core.slow_path import inspect_text
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.record import NULL, CustomDataType, Record
from tests.support.modes import coder_alone, in_python, read_natively

from .generate import Source, message_of, protocol_of

# Reading -------------------------------------------------------------------------------------------------------------

_CODECS = {protocol: Codec(protocol) for protocol in OcppJsonProtocol}
_TELLING = {protocol: Codec(protocol, on_finding=lambda _: None) for protocol in OcppJsonProtocol}
_IN_PYTHON = {protocol: in_python(codec) for protocol, codec in _CODECS.items()}
_RESULT_ID = re.compile(rb'\[\s*3\s*,\s*"([^"]*)"')


def native_read(data: bytes) -> None:
    """What is read natively, in any version and form, is what Python reads."""
    digest = zlib.crc32(data)
    found = _RESULT_ID.search(data)
    name = found[1].decode(errors="replace") if found else None
    text = data.decode(errors="surrogateescape")
    for number, protocol in enumerate(OcppJsonProtocol):
        actions = get_implemented_messages(protocol)
        action = name if name is not None and name in actions else "Heartbeat"
        given = actions[action] if digest >> number & 1 else action
        form = (data, text, bytearray(data), memoryview(data))[(digest >> 8 + 2 * number) % 4]
        _check_reading(protocol, form, given)


def _check_reading(protocol: OcppJsonProtocol, form: Any, action: Any) -> None:
    settings = _CODECS[protocol].settings
    if coder_alone(_CODECS[protocol]).is_spotless(form, action):
        assert not inspect_text(form, settings, ActionLookup(settings.version, action)).report.findings
    read = read_natively(_CODECS[protocol], form, action)
    strictly = read_natively(_TELLING[protocol], form, action)
    assert strictly is None or same(strictly, read)
    if read is None:
        return
    assert same(read, _IN_PYTHON[protocol].examine(form, action).message)
    assert same(read, pickle.loads(pickle.dumps(read)))
    if strictly is not None:
        told: list[Any] = []
        assert same(in_python(Codec(protocol, on_finding=told.append)).decode(form, action), strictly)
        assert not told


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types all the way down: 1 is not 1.0, a member of an enumeration not its value."""
    return one.__class__ is other.__class__ and one == other and repr(one) == repr(other)


# Writing -------------------------------------------------------------------------------------------------------------


def _writers(protocol: OcppJsonProtocol, timespec: str) -> tuple[Codec, Codec, Any]:
    codec = Codec(protocol, timespec=timespec)
    return codec, in_python(codec), coder_alone(codec)


_WRITERS = {(protocol, spec): _writers(protocol, spec) for protocol in OcppJsonProtocol for spec in TIMESPECS}


def native_write(data: bytes) -> None:
    """What is written natively is what Python writes; of valid messages and of spoiled ones."""
    source = Source(data)
    message = message_of(source)
    protocol = source.one_of(list(OcppJsonProtocol)) if source.below(50) == 1 else protocol_of(message, source)
    timespec = source.one_of(("milliseconds", *TIMESPECS))
    for _ in range(source.below(4)):
        _spoil(message, source)
    codec, python, coder = _WRITERS[protocol, timespec]
    written = coder.write(message)
    assert coder.write_text(message) == (None if written is None else written.decode())
    if written is not None and codec._writer.schemas_decide:
        assert _outcome(python.encode_bytes, message) == written
        assert _outcome(python.encode_bytes, message, check=False) == written
    assert _outcome(codec.encode, message) == _outcome(python.encode, message)
    _check_payload(getattr(message, "payload", None))


class _NotSureError(Exception):
    """The native path leaves it to Python."""


def _not_sure(_: Any) -> bytes:
    raise _NotSureError


def _check_payload(payload: Any) -> None:
    """A payload by itself is written as msgspec writes it."""
    assert native.write_payloads is not None
    with contextlib.suppress(_NotSureError):
        assert native.write_payloads((payload,), native.PLAINLY, _not_sure)[0] == (
            b"" if payload is None else msgspec.json.encode(payload, enc_hook=encode_hook)
        )


def _outcome(encode: Any, message: Any, **options: Any) -> Any:
    """What comes of it: text, or what was raised, in words."""
    try:
        return encode(message, **options)
    except (OCPPException, TypeError, ValueError) as error:
        return type(error), str(error)


def _spoil(message: Any, source: Source) -> None:
    """Changes one field, to what may be right somewhere, or never is."""
    records = [each for each in _records_in(message) if each.__struct_fields__]
    record = source.one_of(records)
    name = source.one_of(record.__struct_fields__)
    value = getattr(record, name)
    match source.below(6):
        case 0 if isinstance(value, list):
            changed: Any = value * source.one_of((0, 2, 30))
        case 1 if isinstance(value, list):
            changed = [*value, source.one_of(ODDITIES)]
        case 2 if isinstance(value, str | int | float):
            changed = str(value)
        case 3 if isinstance(value, float) and value.is_integer():
            changed = int(value)
        case 4:
            changed = _beside(source.one_of(records), record)
        case _:
            changed = source.one_of(ODDITIES)
    setattr(record, name, changed)


def _beside(other: Any, record: Any) -> Any:
    """The other record, unless the first would then hold itself."""
    return None if any(each is record for each in _records_in(other)) else other


def _records_in(value: Any) -> Iterator[Any]:
    if isinstance(value, Record):
        yield value
        for name in value.__struct_fields__:
            yield from _records_in(getattr(value, name, None))
    elif value.__class__ is list:
        for item in value:
            yield from _records_in(item)


class _Text(str):
    __slots__ = ()


class _Integer(int):
    pass


class _Moment(datetime.datetime):
    pass


class _Zone(datetime.tzinfo):
    """A time zone in Python."""

    def __init__(self, offset: Any) -> None:
        self.offset = offset

    def utcoffset(self, _moment: Any) -> Any:
        return self.offset

    def dst(self, _moment: Any) -> None:
        return None

    def tzname(self, _moment: Any) -> str:
        return "there"


def _nested(levels: int) -> Any:
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def _at(*parts: int, offset: float = 0, **more: Any) -> datetime.datetime:
    """A moment with an offset in hours, or with what is given for its zone."""
    zone = {"tzinfo": datetime.timezone(datetime.timedelta(hours=offset))}
    return datetime.datetime(*parts, **(zone | more))  # type: ignore[arg-type]  # noqa: DTZ001


_BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")

#: Values of all kinds, right and wrong.
ODDITIES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53 - 1, 2**53, -(2**53), 2**63 - 1, 2**63, 10**30, 0.0, -0.0, 1.5, 0.15, 5.0,
    0.1 + 0.2, 1e-7, 0.001, 0.0009, 1e15, 1e14 + 0.5, 999999999999999.9, 1e16, 1e22, 5e-324, 123456.7891234, 21.4,
    0.123456, 0.1234567, math.nan, math.inf, "", "x", "x" * 36, "x" * 37, "x" * 1000, "é" * 36, "\ud800", 'a"b', "\\",
    "\n\b\f\t\r\x0b\x00\x1f", "\x7f", "漢" * 20, "\U0001d11e" * 50, ".1234567", "e-5]", _Text("Accepted"), _Text("x"),
    _Integer(3), b"x", (1, 2), [], [None], [1], ["a"], [1.5, 2], {}, {"vendorId": "a"}, {"a": 1}, {"vendorId": 1},
    {"vendorId": "a", "x": [1, {"y": None}], "timestamp": "2024-05-17T09:41:33Z"}, {"vendorId": "x" * 256},
    {"vendorId": "D", "a": math.nan}, {1: 2, "vendorId": "a"}, {"vendorId": "a", "b": (1,)},
    {"vendorId": "a", "n": 2**60}, CustomDataType(vendorId="v", z=1.5, q=[None]), CustomDataType(vendorId="v", q=NULL),
    NULL, object(), {"vendorId": "a", "d": _nested(63)}, {"vendorId": "a", "d": _nested(64)}, _nested(64), _nested(65),
    _at(2024, 1, 1, tzinfo=None), _at(2024, 1, 1, tzinfo=datetime.UTC), datetime.date(2024, 1, 1),
    _at(2024, 2, 29, 23, 59, 59, 999999, offset=-1.5), _at(2024, 3, 1, 0, 0, 0, 999, offset=1), _at(1, 1, 1, offset=14),
    _at(1, 1, 1, 14, offset=14), _at(9999, 12, 31, 23, offset=-12), _at(2024, 1, 1, offset=3601 / 3600),
    _at(2024, 3, 31, 2, 30, tzinfo=_BERLIN), _at(2024, 10, 27, 2, 30, fold=1, tzinfo=_BERLIN),
    _Moment(2024, 1, 1, tzinfo=datetime.UTC), _at(2024, 1, 1, 5, 6, 7, 999, tzinfo=_Zone(datetime.timedelta(hours=2))),
    _at(2024, 1, 1, tzinfo=_Zone(None)), _at(2024, 1, 1, tzinfo=_Zone(datetime.timedelta(1))),
    _at(2024, 1, 1, tzinfo=_Zone("x")), "2024-05-17T09:41:33Z", "Accepted", "accepted", "Updated",
)  # fmt: skip
