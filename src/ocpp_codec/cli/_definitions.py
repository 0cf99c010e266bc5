"""The definitions of a version by the names that users write, and their fields as plain data."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from enum import StrEnum
from importlib import import_module
from typing import Any, NamedTuple, cast

import msgspec

from .._core.annotations import Field, Kind, fields_of
from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.fields import Json, RealDatetime, Tenth
from .._core.limits import MAX_VENDOR_ID
from .._core.names import folded
from .._core.record import Action, CustomDataType, Payload, Record
from ._output import Unable
from ._versions import short

__all__ = ["Found", "Row", "actions_of", "find", "payload_of", "rows_of", "types_of"]

#: How payloads are called besides Request and Response: in 1.6, as its specification does.
_ROLES = {"request": "Request", "response": "Response", "req": "Request", "conf": "Response"}
_TYPES: dict[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    Tenth: "number",
    RealDatetime: "date-time",
    Json: "any JSON value",
    CustomDataType: "CustomDataType",
}


class Found(NamedTuple):
    """A definition by its name. `role`: "Request" or "Response" if the name says so."""

    name: str
    definition: type[Any]
    role: str | None = None


class Row(msgspec.Struct, kw_only=True, omit_defaults=True, rename={"is_list": "list"}):
    """A field as plain data. What does not apply is left out."""

    name: str
    type: str
    required: bool
    is_list: bool = False
    min_items: int | None = None
    max_items: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    multiple_of: float | None = None
    format: str | None = None
    characters: str | None = None
    unit: str | None = None
    default: Any = None
    default_if: str | None = None
    values: list[str] | None = None
    definition: Any = None

    def to_builtins(self) -> dict[str, Any]:
        """The row without the class that its type is."""
        plain: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(self, definition=None))
        return plain


def actions_of(protocol: OcppJsonProtocol) -> dict[str, type[Action]]:
    """The actions of a version by name."""
    actions: dict[str, type[Action]] = dict(_module(protocol, "messages").IMPLEMENTED)
    return actions


def types_of(protocol: OcppJsonProtocol) -> dict[str, type[Any]]:
    """The data types and enumerations of a version by name."""
    types = _module(protocol, "types")
    return {name: getattr(types, name) for name in types.__all__}


def _module(protocol: OcppJsonProtocol, name: str) -> Any:
    return import_module(f"ocpp_codec.{DIALECTS[protocol].package}.{name}")


def find(protocol: OcppJsonProtocol, name: str) -> Found:
    """The action, payload, data type or enumeration with a name, whatever its case.

    Raises:
        Unable: There is none. A near name is told, and the versions that have it.
    """
    found = _lookup(protocol, name)
    if found is not None:
        return found
    hints: list[str] = []
    others = [short(other) for other in OcppJsonProtocol if other is not protocol and _lookup(other, name)]
    known = [*actions_of(protocol), *types_of(protocol)]
    spellings = {folded(each): each for each in known}
    near = difflib.get_close_matches(folded(name.partition(".")[0]), spellings, n=1)
    if near:
        hints.append(f"perhaps {spellings[near[0]]}")
    if others:
        hints.append(f"{' and '.join(others)} {'have' if len(others) > 1 else 'has'} it")
    hint = f" ({'; '.join(hints)})" if hints else ""
    raise Unable(f"OCPP {short(protocol)} has no {name!r}{hint}")


def _lookup(protocol: OcppJsonProtocol, name: str) -> Found | None:
    actions, types = actions_of(protocol), types_of(protocol)
    # The schemas name an enumeration RegistrationStatusEnumType.
    bare = name[: -len("Type")] if name.lower().endswith("enumtype") else name
    exact = _spelled({**types, **actions}, bare)
    if exact is not None:
        return Found(exact, actions.get(exact) or types[exact])
    for suffix, role in _ROLES.items():  # with a dot or, as the schemas have it, without one: HeartbeatResponse
        exact = _spelled(actions, name[: -len(suffix)].removesuffix(".")) if name.lower().endswith(suffix) else None
        if exact is not None:
            return Found(exact, actions[exact], role)
    return None


def _spelled(known: Collection[str], name: str) -> str | None:
    """The known name that is meant, whatever its case."""
    return name if name in known else {folded(each): each for each in known}.get(folded(name))


def payload_of(protocol: OcppJsonProtocol, name: str) -> type[Payload]:
    """The payload that a name means: the request, unless it says `.Response`.

    Raises:
        Unable: There is none.
    """
    found = find(protocol, name)
    if not issubclass(found.definition, Action):
        raise Unable(f"{found.name} is no action: name one such as Heartbeat, Heartbeat.Request or Heartbeat.Response")
    payload: type[Payload] | None = getattr(found.definition, found.role or "Request")
    if payload is None:
        raise Unable(f"{found.name} has no response: it is a message that nobody answers")
    return payload


def rows_of(definition: type[Record | CustomDataType]) -> Iterator[Row]:
    """The fields of a payload or data type."""
    if issubclass(definition, CustomDataType):  # any other members may follow
        yield Row(name="vendorId", type="string", required=True, max_length=MAX_VENDOR_ID, definition=str)
        return
    for field in fields_of(definition):
        yield _row(field)


def _row(field: Field) -> Row:
    kind = field.kind
    item = kind.item if kind.is_list else kind
    row = Row(name=field.key, type=type_name(item), required=field.required, definition=item.type)
    if kind.is_list:
        row.is_list = True
        row.min_items, row.max_items = kind.limits.get("min_length"), kind.limits.get("max_length")
    limits = item.limits
    row.minimum, row.maximum = limits.get("ge"), limits.get("le")
    row.min_length, row.max_length = limits.get("min_length"), limits.get("max_length")
    row.multiple_of = 0.1 if item.type is Tenth else None
    row.format = "uri" if "pattern" in limits else "date-time" if item.type is RealDatetime else None
    row.characters = limits.get("characters")
    extra = {**limits, **kind.limits}
    row.unit, row.default, row.default_if = extra.get("unit"), extra.get("default"), extra.get("default_if")
    if item.is_a(StrEnum):
        members = cast("type[StrEnum]", item.type)
        row.values = [member.value for member in members]
    return row


def type_name(kind: Kind) -> str:
    """The name of a type: that of the specification for structures and enumerations."""
    return _TYPES.get(kind.type) or str(kind.type.__name__)
