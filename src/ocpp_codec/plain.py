"""Plain data as a JSON reader gives it: narrowing `Any`, in one place."""

from __future__ import annotations

from typing import Any, TypeGuard

#: Of the longest integer that msgspec reads, which is also what Python converts by default.
MAX_DIGITS = 4300


class JsonObject(dict[str, Any]):
    """An object of a frame in which a key stood twice; `duplicates` says which."""

    duplicates: frozenset[str] = frozenset()


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
