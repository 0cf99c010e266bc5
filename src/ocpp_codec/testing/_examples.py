"""Plausible messages, always the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar

from .._core.annotations import Field, Kind, fields_of
from .._core.compat import OcppJsonProtocol
from .._core.errors import NotSupportedError
from .._core.fields import Json, RealDatetime, Tenth
from .._core.record import Action, CustomDataType, Record
from .._core.structure import Call, CallResult, CallResultError, Envelope, Message, Send
from .._core.version import get_implemented_messages, protocol_of
from . import _plausible as plausible

R = TypeVar("R", bound=Record)


def example(cls: type[R], *, full: bool = False, **fields: Any) -> R:
    """A valid and plausible instance of a request, a response or a data type. Equal calls give equal instances.

    Args:
        cls: The class, such as `messages.Heartbeat.Response` or `types.IdTokenType`.
        full: True for every field. Otherwise the required ones, and those that one expects to see.
        fields: Values of your own, by the names of the fields. `None` leaves an optional field out.

    Raises:
        TypeError: It is no such class, or it has no field of that name.
    """
    require_definition(cls)
    for name in fields:
        if name not in cls.__struct_fields__:
            raise TypeError(_no_field(cls, name))
    return _made(cls, full, fields)


def examples(version: OcppJsonProtocol | str, *, full: bool = False) -> Iterator[Message[Any]]:
    """Messages with an example of every request and response of a version: each call, then its result.

    The ids are "1", "2" and so on; a result has the id of its call. The last ones are a call that is refused with a
    CALLERROR and, in 2.1, a CALLRESULTERROR for the last result.

    Args:
        version: An `OcppJsonProtocol` member or a subprotocol name.
        full: As for `example`.

    Raises:
        ValueError: An unknown version.
    """
    protocol = OcppJsonProtocol.of(version)
    return _examples(protocol, full)


def _examples(protocol: OcppJsonProtocol, full: bool) -> Iterator[Message[Any]]:
    actions = get_implemented_messages(protocol)
    last = "0"
    for number, action in enumerate(actions.values(), 1):
        request = example(action.Request, full=full)
        if action.Response is None:
            yield Send.of(request, str(number))
        else:
            last = str(number)
            yield Call.of(request, last)
            yield CallResult(last, example(action.Response, full=full))
    refused = Call.of(example(actions["DataTransfer"].Request, full=full), str(len(actions) + 1))
    yield refused
    yield refused.refuse(NotSupportedError("Data of this vendor is not supported"))
    if protocol is OcppJsonProtocol.v21:
        yield CallResultError(last, "InternalError", "The result could not be stored", {})


def require_definition(cls: Any) -> None:
    """TypeError for what is no request, response or data type."""
    if isinstance(cls, type) and issubclass(cls, Record) and not issubclass(cls, Envelope) and protocol_of(cls):
        return
    if isinstance(cls, type) and issubclass(cls, Action):
        roles = [f"{cls.__name__}.{role}" for role in ("Request", "Response") if getattr(cls, role)]
        raise TypeError(f"{cls.__name__} is an action; name {' or '.join(roles)}")
    raise TypeError(f"a class such as messages.Heartbeat.Request or types.IdTokenType is needed, not {cls!r}")


def _no_field(cls: type[Record], name: str) -> str:
    known = cls.__struct_fields__
    return f"{cls.__qualname__} has no field {name!r}; it has {', '.join(known) or 'none'}"


# Making ------------------------------------------------------------------------------------------------------------

Make = Callable[[], Any]
_NO_FIELDS: Mapping[str, Any] = {}


def _made(cls: type[R], full: bool, fields: Mapping[str, Any] = _NO_FIELDS) -> R:
    """An example with these values in its fields."""
    values = {name: make() for name, make in _makers(cls, full) if name not in fields}
    return cls(**values, **fields)


@cache
def _makers(cls: type[Record], full: bool) -> tuple[tuple[str, Make], ...]:
    """The fields that an example has, each with a function that makes its value."""
    expected = plausible.EXPECTED.get(cls.__qualname__, ())
    return tuple(
        (field.name, maker_of(cls, field, full=full))
        for field in fields_of(cls)
        if field.required or full or field.name in expected
    )


def maker_of(cls: type[Record], field: Field, *, full: bool = False) -> Make:
    """A function that makes the value of a field."""
    kind = field.kind
    each: Sequence[Mapping[str, Any]] = _lookup(plausible.PARTS, cls, field.name) or ({},)
    if not kind.is_list:
        return _maker(cls, field.name, kind, full, each[0])
    missing = kind.limits.get("min_length", 0) - len(each)
    makers = [_maker(cls, field.name, kind.item, full, part) for part in [*each, *each[:1] * missing]]
    return lambda: [make() for make in makers]


def _maker(cls: type[Record], name: str, kind: Kind, full: bool, changes: Any) -> Make:
    if kind.is_a(Record):
        return partial(_changed, kind.type, full, changes)
    if kind.type is CustomDataType:
        return partial(CustomDataType, plausible.CUSTOM_DATA)
    if kind.type is Json:
        return partial(dict[str, Any], plausible.JSON)
    value = _enum_value(cls, name, kind.type) if kind.is_a(StrEnum) else _TABLES[kind.type](cls, name)
    return lambda: value


def _changed(cls: type[Record], full: bool, changes: Mapping[str, Any]) -> Record:
    """An example in which some fields have other values, written as in `plausible.PARTS`."""
    made = _made(cls, full)
    kinds = {field.name: field.kind for field in fields_of(cls)} if changes else {}
    for name, value in changes.items():
        kind = kinds[name]
        is_part, is_member = kind.is_a(Record), kind.is_a(StrEnum)
        held = _changed(kind.type, full, value) if is_part else kind.type(value) if is_member else value
        setattr(made, name, held)
    return made


def _lookup(table: Mapping[str, Any], cls: type[Record], name: str) -> Any:
    """What a table has for a field: of this class, else of any class."""
    return table.get(f"{cls.__qualname__}.{name}", table.get(name))


def _enum_value(cls: type[Record], name: str, enum: type[StrEnum]) -> StrEnum:
    named = _lookup(plausible.ENUMERATIONS, cls, name)
    values = [each.value for each in enum]
    return enum(next((value for value in (named, *plausible.GOOD) if value in values), values[0]))


def _number(cls: type[Record], name: str) -> float:
    number = _lookup(plausible.NUMBERS, cls, name)
    return float(_lookup(plausible.INTEGERS, cls, name) if number is None else number)


_TABLES: Mapping[Any, Callable[[type[Record], str], Any]] = {
    str: partial(_lookup, plausible.TEXTS),
    bool: lambda cls, name: _lookup(plausible.FLAGS, cls, name) or False,
    int: partial(_lookup, plausible.INTEGERS),
    float: _number,
    Tenth: _number,
    RealDatetime: partial(_lookup, plausible.MOMENTS),
}
