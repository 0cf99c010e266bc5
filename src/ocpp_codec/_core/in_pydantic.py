"""Payloads and data types as fields of pydantic models, and as bodies in FastAPI. Imported when pydantic asks."""

from __future__ import annotations

import datetime
import decimal
import uuid
from functools import cache
from typing import TYPE_CHECKING, Any

from . import checks, datetimes
from .checks import Check, check_of
from .compat import DIALECTS, OcppJsonProtocol
from .frames import Inspection
from .record import CustomDataType, Record
from .replies import exception_of
from .report import Report
from .settings import Settings
from .version import protocol_of, version_of
from .writer import Writer, plain_data

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

# What msgspec would write as text, and no field takes.
_OBJECTS = (bytes, bytearray, memoryview, decimal.Decimal, uuid.UUID, datetime.date, datetime.time, datetime.timedelta)


def core_schema_of(definition: type[Record]) -> CoreSchema | None:
    """Tells pydantic to read and write with our checks; None for a class that belongs to no version."""
    from pydantic_core import core_schema  # noqa: PLC0415 (it is there: it has asked)

    protocol = protocol_of(definition)
    if protocol is None:
        return None
    settings, check = _settings_of(protocol), check_of(definition)
    return core_schema.no_info_plain_validator_function(
        lambda value: value if type(value) is definition else _read(check, definition.__qualname__, settings, value),
        serialization=core_schema.plain_serializer_function_ser_schema(Writer(settings).plain_record),
    )


def core_schema_of_custom_data() -> CoreSchema:
    """The same for customData, which is alike in 2.0.1 and 2.1."""
    from pydantic_core import core_schema  # noqa: PLC0415 (it is there: it has asked)

    settings = _settings_of(OcppJsonProtocol.v21)
    return core_schema.no_info_plain_validator_function(
        lambda value: _read(checks.Custom(), CustomDataType.__name__, settings, value),
        serialization=core_schema.plain_serializer_function_ser_schema(dict[str, Any]),
    )


@cache
def _settings_of(protocol: OcppJsonProtocol) -> Settings:
    return Settings(version_of(protocol))


def _read(check: Check, name: str, settings: Settings, value: Any) -> Any:
    """A payload or data type from plain data. ValueError, as pydantic wants it, with everything that is wrong."""
    report = Report(settings)
    report.enter(tuple(name.split(".")), None)
    try:  # there may be date-times in it, and data types that have been made already; other objects stay what they are
        data = plain_data(value, _written, _OBJECTS)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"no plain data for {name}: {error}") from None
    record = check.inspect(data, None, report)
    if report.first_error is not None:
        raise ValueError(str(exception_of(Inspection(report))))
    return record


def _written(moment: datetime.datetime) -> Any:
    """A moment as text; one without an offset stays what it is, and is refused."""
    return moment if moment.utcoffset() is None else datetimes.write(datetimes.plain(moment), "auto")


def json_schema_of(definition: type[Record]) -> dict[str, Any]:
    """The JSON schema of a class, for the documentation that FastAPI writes."""
    return _schema(check_of(definition), ())


def json_schema_of_custom_data() -> dict[str, Any]:
    """The JSON schema of customData."""
    vendor = _schema(checks.Custom.known["vendorId"], ())
    return {"type": "object", "properties": {"vendorId": vendor}, "required": ["vendorId"]}


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
    protocol = protocol_of(check.definition)
    is_open = protocol is not None and DIALECTS[protocol].open_objects
    return {
        "type": "object",
        "title": check.definition.__qualname__,
        "properties": {name: _schema(field.check, above) for name, field in check.fields.items()},
        "required": [name for name, field in check.fields.items() if field.required],
        "additionalProperties": is_open,
    }


def _said(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in schema.items() if value is not None}
