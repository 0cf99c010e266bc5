"""Plain data as a JSON reader gives it: narrowing `Any`, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeGuard

#: Of the longest integer that msgspec reads, which is also what Python converts by default.
MAX_DIGITS = 4300


class JsonObject(dict[str, Any]):
    """An object of a frame in which keys stood more than once; `hidden` holds their earlier values."""

    hidden: Mapping[str, list[Any]] = MappingProxyType({})


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def as_list(value: Any) -> list[Any] | None:
    """The value if it is an array."""
    return value if _is_list(value) else None


def as_object(value: Any) -> dict[str, Any] | None:
    """The value if it is an object."""
    return value if _is_object(value) else None


def is_plain(value: Any, depth: int) -> bool:
    """Whether this is what a JSON reader gives, of no more than so many levels of arrays and objects."""
    if value is None or isinstance(value, (str, int, float)):
        return True
    if _is_object(value):
        return depth > 0 and all(is_plain(item, depth - 1) for item in value.values())
    if _is_list(value):
        return depth > 0 and all(is_plain(item, depth - 1) for item in value)
    return False
