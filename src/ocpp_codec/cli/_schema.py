"""`ocpp-codec schema`: the JSON Schema of a payload, made from the definitions that the codec reads."""

from __future__ import annotations

import inspect
import json
from enum import StrEnum
from typing import Any

import click

from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.record import CustomDataType, Payload
from ._fields import ANY, Field, fields_of_definition, used_by
from ._names import Structure, payload_called
from ._versions import VERSION, short

__all__ = ["command", "schema_of"]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

#: The limits by their names in a JSON Schema: those of a list, and those of a value.
_OF_LISTS = {"min_items": "minItems", "max_items": "maxItems"}
_OF_VALUES = {
    "min_length": "minLength",
    "max_length": "maxLength",
    "minimum": "minimum",
    "maximum": "maximum",
    "multiple_of": "multipleOf",
}

_WORDS: dict[str, dict[str, Any]] = {
    "date-time": {"type": "string", "format": "date-time"},
    "URI": {"type": "string", "format": "uri"},
    ANY: {},
}


@click.command("schema")
@click.argument("version", type=VERSION)
@click.argument("name", metavar="ACTION[.Request|.Response]")
def command(version: OcppJsonProtocol, name: str) -> None:
    """Prints the JSON Schema of a payload: of the request, or of the response.

    It is of draft 2020-12 and needs no other file. Validators check `format` only if they are told to.

    \b
    ocpp-codec schema 1.6 BootNotification
    ocpp-codec schema 2.0.1 TransactionEvent.Response
    """
    click.echo(json.dumps(schema_of(payload_called(version, name)), indent=2))


def schema_of(payload: type[Payload]) -> dict[str, Any]:
    """The schema of a payload; data types and enumerations stand in `$defs`."""
    protocol = payload.action_class.protocol
    is_open = DIALECTS[protocol].open_objects
    definitions = {
        each.__name__: _enumeration(each) if issubclass(each, StrEnum) else _object(each, is_open)
        for each in used_by(payload)
    }
    return {
        "$schema": DRAFT,
        "title": f"OCPP {short(protocol)} {payload.__qualname__}",
        **_object(payload, is_open),
        **({"$defs": dict(sorted(definitions.items()))} if definitions else {}),
    }


def _object(definition: Structure, is_open: bool) -> dict[str, Any]:
    fields = fields_of_definition(definition)
    required = [field.name for field in fields if field.required]
    return {
        "description": inspect.getdoc(definition) if definition is not CustomDataType else "An extension of a vendor.",
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        **({"required": required} if required else {}),
        "additionalProperties": is_open or definition is CustomDataType,
    }


def _enumeration(enum: type[StrEnum]) -> dict[str, Any]:
    return {"description": inspect.getdoc(enum), "type": "string", "enum": [each.value for each in enum]}


def _property(field: Field) -> dict[str, Any]:
    if field.definition is not None:
        schema = {"$ref": f"#/$defs/{field.type}"}
    else:
        schema = {**_WORDS.get(field.type, {"type": field.type}), **_limits(field, _OF_VALUES)}
    if field.is_list:
        schema = {"type": "array", "items": schema, **_limits(field, _OF_LISTS)}
    if field.remarks:
        schema["description"] = "; ".join(field.remarks)
    if "default" in field.notes and "default_if" not in field.notes:
        schema["default"] = field.notes["default"]
    return schema


def _limits(field: Field, names: dict[str, str]) -> dict[str, Any]:
    return {names[name]: limit for name, limit in field.limits.items() if name in names}
