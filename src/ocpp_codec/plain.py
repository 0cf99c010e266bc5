"""Plain data as a JSON reader gives it: narrowing `Any`, in one place."""

from __future__ import annotations

from typing import Any


class JsonObject(dict[str, Any]):
    """An object of a frame in which a key stood twice; `duplicates` says which."""

    duplicates: tuple[str, ...] = ()


def as_list(value: Any) -> list[Any] | None:
    """The value if it is an array."""
    if not isinstance(value, list):
        return None
    items: list[Any] = value
    return items


def as_object(value: Any) -> dict[str, Any] | None:
    """The value if it is an object."""
    if not isinstance(value, dict):
        return None
    members: dict[str, Any] = value
    return members
