"""The types of Arrow as Spark names them."""

from __future__ import annotations

from typing import Any

from ..bulk._pyarrow import pa

__all__ = ["ddl", "plain"]

_NAMES: dict[Any, str] = {
    pa.bool_(): "BOOLEAN",
    pa.int8(): "TINYINT",
    pa.int32(): "INT",
    pa.int64(): "BIGINT",
    pa.float64(): "DOUBLE",
    pa.string(): "STRING",
    pa.timestamp("us", "UTC"): "TIMESTAMP",
}


def ddl(schema: Any) -> str:
    """The columns of a schema of Arrow, as DDL of Spark: `station STRING, line BIGINT`.

    Raises:
        TypeError: It has a type that no table of this library has.
    """
    return ", ".join(f"`{field.name}` {_named(field.type)}" for field in schema)


def _named(kind: Any) -> str:
    kind = plain(kind)
    if pa.types.is_list(kind):
        return f"ARRAY<{_named(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"STRUCT<{', '.join(f'`{field.name}`: {_named(field.type)}' for field in kind)}>"
    name = _NAMES.get(kind)
    if name is None:
        raise TypeError(f"Spark has no such column here: {kind}")
    return name


def plain(kind: Any) -> Any:
    """A type without dictionaries at any depth: Spark reads none."""
    if pa.types.is_dictionary(kind):
        return kind.value_type
    if pa.types.is_list(kind):
        return pa.list_(plain(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([(field.name, plain(field.type)) for field in kind])
    return kind
