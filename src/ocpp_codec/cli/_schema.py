"""`ocpp-codec schema`: the JSON Schema of a payload, made of the definitions."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import click
import msgspec

from .._core.annotations import Kind, fields_of
from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.fields import Json, RealDatetime, Tenth
from .._core.limits import MAX_VENDOR_ID
from .._core.record import CustomDataType, Record
from ._definitions import payload_of
from ._output import json_line
from ._versions import VERSION, short

__all__ = ["command", "schema_of"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: The limits of a definition, by the names that JSON Schema gives them.
_OF_TEXT = {"max_length": "maxLength", "min_length": "minLength"}
_OF_NUMBER = {"ge": "minimum", "le": "maximum"}
_OF_LIST = {"min_length": "minItems", "max_length": "maxItems"}


@click.command("schema")
@click.argument("version", type=VERSION)
@click.argument("action", metavar="ACTION[.Request|.Response]")
def command(version: OcppJsonProtocol, action: str) -> None:
    """The JSON Schema (draft 2020-12) of a payload: of the request of an ACTION, or of its response.

    It is made of the definitions of this library. References stay within it.
    """
    json_line(msgspec.json.encode(schema_of(version, action)))


def schema_of(protocol: OcppJsonProtocol, name: str) -> dict[str, Any]:
    """The JSON Schema of the payload with a name."""
    payload = payload_of(protocol, name)
    maker = _Maker(is_open=DIALECTS[protocol].open_objects)
    head = {
        "$schema": _DIALECT,
        "$id": f"urn:ocpp:{short(protocol)}:{payload.__qualname__}",
        "title": payload.__qualname__,
    }
    schema = head | maker.object_of(payload)
    return {**schema, "$defs": dict(sorted(maker.definitions.items()))} if maker.definitions else schema


class _Maker:
    """Makes schemas, and collects those of the data types and enumerations that they refer to."""

    def __init__(self, *, is_open: bool) -> None:
        self.is_open = is_open
        self.definitions: dict[str, Any] = {}

    def object_of(self, definition: type[Record]) -> dict[str, Any]:
        """The schema of a payload or data type."""
        fields = fields_of(definition)
        schema: dict[str, Any] = {"type": "object"}
        if definition.__doc__ and "\n" not in definition.__doc__.strip():
            schema["description"] = definition.__doc__.strip()
        schema["properties"] = {field.key: self._schema(field.kind) for field in fields}
        required = [field.key for field in fields if field.required]
        if required:
            schema["required"] = required
        if not self.is_open:
            schema["additionalProperties"] = False
        return schema

    def _schema(self, kind: Kind) -> dict[str, Any]:
        if kind.is_list:
            return {"type": "array", "items": self._schema(kind.item), **_limits(kind, _OF_LIST)}
        if kind.is_a(StrEnum):
            return self._reference(kind.type, lambda: {"type": "string", "enum": [each.value for each in kind.type]})
        if kind.type is CustomDataType:
            return self._reference(CustomDataType, _custom_data)
        if kind.is_a(Record):
            return self._reference(kind.type, lambda: self.object_of(kind.type))
        return {**_plain(kind), **_annotations(kind)}

    def _reference(self, definition: type[Any], make: Any) -> dict[str, Any]:
        name = definition.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a definition may refer to itself
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}


def _plain(kind: Kind) -> dict[str, Any]:
    """The schema of a single value."""
    if kind.type is Json:
        return {}
    if kind.type is bool:
        return {"type": "boolean"}
    if kind.type is RealDatetime:
        return {"type": "string", "format": "date-time"}
    if kind.type is str:
        return {"type": "string", **_limits(kind, _OF_TEXT), **({"format": "uri"} if "pattern" in kind.limits else {})}
    number = {"type": "integer" if kind.type is int else "number", **_limits(kind, _OF_NUMBER)}
    return {**number, "multipleOf": 0.1} if kind.type is Tenth else number


def _limits(kind: Kind, names: dict[str, str]) -> dict[str, Any]:
    return {name: kind.limits[limit] for limit, name in names.items() if limit in kind.limits}


def _annotations(kind: Kind) -> dict[str, Any]:
    """What the specification says besides: the default value, the unit."""
    said: dict[str, Any] = {}
    if "default" in kind.limits and "default_if" not in kind.limits:
        said["default"] = kind.limits["default"]
    if "unit" in kind.limits:
        said["description"] = f"Unit: {kind.limits['unit']}."
    return said


def _custom_data() -> dict[str, Any]:
    vendor = {"type": "string", "maxLength": MAX_VENDOR_ID}
    return {"type": "object", "properties": {"vendorId": vendor}, "required": ["vendorId"]}
