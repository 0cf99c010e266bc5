"""The Arrow types of payloads and data types: a column for each field.

Enumerations are dictionaries at every depth: Parquet and DuckDB read and write them inside of lists and structs too.
"""

# pyarrow has no types of its own.
# pyright: reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUnknownVariableType=false

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

import pyarrow as pa

from .._core.annotations import Kind, fields_of
from .._core.fields import RealDatetime, Tenth
from .._core.record import Record
from .._core.version import protocol_of

__all__ = ["MOMENT", "WORD", "arrow_type", "schema"]

#: A date-time.
MOMENT: pa.DataType = pa.timestamp("us", "UTC")

#: A value of an enumeration.
WORD: pa.DataType = pa.dictionary(pa.int32(), pa.string())

_PLAIN: dict[Any, pa.DataType] = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    Tenth: pa.float64(),
    RealDatetime: MOMENT,
}


def schema(cls: type[Record]) -> Any:
    """The columns of a request, a response or a data type: a column for each field, by the names on the wire.

    Every column may hold nulls: a field may be absent, and a repaired message may lack one that is required.

    Args:
        cls: The class, such as `messages.MeterValues.Request` or `types.IdTokenType`.

    Raises:
        TypeError: It is no such class.
    """
    if not _is_definition(cls):
        raise TypeError(f"a class such as messages.Heartbeat.Request or types.IdTokenType is needed, not {cls!r}")
    return _schema_of(cls)


def _is_definition(cls: Any) -> bool:
    """Whether it is a payload or data type of a version."""
    return isinstance(cls, type) and issubclass(cls, Record) and protocol_of(cls) is not None


@cache
def _schema_of(cls: type[Record]) -> pa.Schema:
    return pa.schema([pa.field(field.key, arrow_type(field.kind)) for field in fields_of(cls)])


def arrow_type(kind: Kind) -> pa.DataType:
    """The Arrow type of what an annotation allows. No data type of OCPP holds itself."""
    if kind.is_list:
        return pa.list_(arrow_type(kind.item))
    if kind.is_a(Record):
        return pa.struct(list(schema(kind.type)))
    if kind.is_a(StrEnum):
        return WORD
    return _PLAIN.get(kind.type, pa.string())  # text, and customData and other JSON as text
