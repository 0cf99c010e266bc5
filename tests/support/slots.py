"""Every place in a message, and what a program may put there by mistake."""

from __future__ import annotations

import datetime
import decimal
import fractions
import typing
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.record import NULL, CustomDataType, Record
from ocpp_codec.testing._values import OFFSETS
from ocpp_codec.v16 import types as types16
from ocpp_codec.v20 import types as types20
from ocpp_codec.v21 import types as types21
from ocpp_codec.v201 import messages as messages201
from ocpp_codec.v201 import types as types201
from tests.support.damage import JUNK
from tests.support.hints import sort_of
from tests.support.messages import PAYLOADS, VERSIONS


class _Text(str):
    """A string, more or less."""

    __slots__ = ()


class _Stamp(datetime.datetime):
    """A date-time, more or less."""


_ANYTHING = Kind(Any, {})  # what is of any shape
_CIRCLE: list[Any] = []

_CIRCLE.append(_CIRCLE)

_NOON = datetime.datetime(2024, 5, 17, 12, tzinfo=datetime.UTC)

#: Python values for which there is no place in a message, or only just one.
BLUNDERS: tuple[Any, ...] = (
    *JUNK, 10**5000, b"Accepted", bytearray(b"a"), (), ("a",), {"a"}, {1: 2}, {"a": (1,)}, OrderedDict(vendorId="a"),
    object(), object, len, ..., NULL, [NULL], _CIRCLE, _Text("Accepted"), _Text("𝄞" * 300), 1j, uuid.UUID(int=1),
    decimal.Decimal("1.5"), decimal.Decimal("NaN"), fractions.Fraction(1, 2), msgspec.UNSET, msgspec.Raw(b'"Accepted"'),
    _NOON, _NOON.replace(tzinfo=None), _NOON.date(), _NOON.timetz(), datetime.timedelta(1), _NOON.replace(year=1),
    _NOON.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=19, seconds=32))), _Stamp(2024, 5, 17),
    _Stamp(2024, 5, 17, tzinfo=datetime.UTC), datetime.datetime.min.replace(tzinfo=OFFSETS[-1]),
    datetime.datetime.max.replace(tzinfo=OFFSETS[0]), CustomDataType("a"), CustomDataType({}),
    types16.IdTagInfo(types16.AuthorizationStatus.Accepted), types201.StatusInfoType("NoError"), types21.StatusInfoType("NoError"),
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


def slots(value: Any, kind: Kind = _ANYTHING) -> Iterator[Slot]:
    """Every place in a message."""
    for put, inside, inside_kind in _parts(value, kind):
        yield Slot(put, inside, sort_of(inside_kind))
        yield from slots(inside, inside_kind)


def _parts(value: Any, kind: Kind) -> Iterator[tuple[Callable[[Any], None], Any, Kind]]:
    match value:
        case Record():
            for field in fields_of(type(value)):
                yield partial(setattr, value, field.name), getattr(value, field.name), field.kind
        case list():
            for index, item in enumerate(value):
                yield partial(value.__setitem__, index), item, kind.item if kind.is_list else _ANYTHING
        case dict():
            for name, item in value.items():
                yield partial(value.__setitem__, name), item, _ANYTHING
