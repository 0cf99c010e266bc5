"""Payloads and data types as fields of pydantic models, and as bodies in FastAPI. Imported when pydantic asks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from . import checks
from .checks import Check, check_of
from .compat import OcppJsonProtocol
from .fields import encode_hook
from .frames import Inspection
from .record import Record
from .replies import exception_of
from .report import Report
from .settings import Settings
from .version import protocol_of, version_of
from .writer import Writer

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


def core_schema_of(definition: type[Record]) -> CoreSchema | None:
    """Tells pydantic to read and write with our checks; None for a class that belongs to no version."""
    from pydantic_core import core_schema  # noqa: PLC0415 (it is there: it has asked)

    protocol = protocol_of(definition)
    if protocol is None:
        return None
    return core_schema.no_info_plain_validator_function(
        lambda value: value if type(value) is definition else _read(definition, _settings_of(protocol), value),
        serialization=core_schema.plain_serializer_function_ser_schema(Writer(_settings_of(protocol)).plain_record),
    )


@cache
def _settings_of(protocol: OcppJsonProtocol) -> Settings:
    return Settings(version_of(protocol))


def _read(definition: type[Record], settings: Settings, value: Any) -> Any:
    """A payload or data type from plain data. ValueError, as pydantic wants it, with everything that is wrong."""
    report = Report(settings)
    report.enter((definition.__qualname__,), None)
    try:
        data = msgspec.to_builtins(
            value, enc_hook=encode_hook
        )  # date-times, and data types that have been made already
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no plain data for {definition.__qualname__}: {error}") from None
    record = check_of(definition)(data, None, report)
    if report.first_error is not None:
        raise ValueError(str(exception_of(Inspection(report))))
    return record


def json_schema_of(definition: type[Record]) -> dict[str, Any]:
    """The JSON schema of a class, for the documentation that FastAPI writes."""
    return _schema(check_of(definition), ())


def _schema(check: Check, above: tuple[Check, ...]) -> dict[str, Any]:
    match check:
        case checks.String():
            limits: dict[str, Any] = {"minLength": check.min_length or None, "maxLength": check.max_length}
            return _said({"type": "string", **limits, "format": "uri" if check.uri else None})
        case checks.Boolean():
            return {"type": "boolean"}
        case checks.Number():
            limits = {"minimum": check.ge, "maximum": check.le, "multipleOf": 0.1 if check.tenth else None}
            return _said({"type": "integer" if check.whole else "number", **limits})
        case checks.Moment():
            return {"type": "string", "format": "date-time"}
        case checks.Enumeration():
            return {"type": "string", "enum": list(check.members)}
        case checks.List():
            limits = {"minItems": check.least or None, "maxItems": check.most}
            return _said({"type": "array", "items": _schema(check.item, above), **limits})
        case checks.Object() if check not in above:
            return _object(check, (*above, check))
        case checks.Object() | checks.Custom():
            return {"type": "object"}
        case _:
            return {}


def _object(check: checks.Object, above: tuple[Check, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "title": check.definition.__qualname__,
        "properties": {name: _schema(field.check, above) for name, field in check.fields.items()},
        "required": [name for name, field in check.fields.items() if field.required],
        "additionalProperties": False,
    }


def _said(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if value is not None}
