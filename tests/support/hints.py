"""What the annotations of messages and data types say: types, limits, kinds of places. The codec reads the very same."""

from __future__ import annotations

import typing
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Meta

from ocpp_codec.record import Record


def unwrapped(hint: Any) -> tuple[Any, dict[str, Any]]:
    """The type that an annotation is about, and its limits."""
    limits: dict[str, Any] = {}
    while typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        limits |= {name: limit for meta in metas for name, limit in _limits(meta).items()}
    return hint, limits


def _limits(meta: object) -> dict[str, Any]:
    if not isinstance(meta, Meta):
        return {}
    names = ("ge", "le", "min_length", "max_length", "pattern", "tz")
    limits = {name: limit for name in names if (limit := getattr(meta, name)) is not None}
    characters = (meta.extra or {}).get("characters")
    return limits | ({"characters": characters} if characters else {})


@cache
def hints_of(definition: type[Record]) -> dict[str, Any]:
    """The annotations of the fields."""
    hints = typing.get_type_hints(definition, include_extras=True)
    return {name: hints[name] for name in definition.__struct_fields__}


def kind_of(hint: Any) -> tuple[Any, ...]:
    """What has to be checked where an annotation stands: the sort of type, and which limits there are."""
    wanted, limits = unwrapped(hint)
    if isinstance(wanted, type):
        wanted = next((sort for sort in (Record, StrEnum) if issubclass(wanted, sort)), wanted)
    return typing.get_origin(wanted) or wanted, *sorted(limits)


@cache
def kinds_in(definition: type[Record]) -> frozenset[tuple[Any, ...]]:
    """The kinds of places in a message or data type."""
    todo = list(hints_of(definition).values())
    found = set()
    for hint in todo:
        wanted, _ = unwrapped(hint)
        todo += typing.get_args(wanted)
        found |= {kind_of(hint)} | (kinds_in(wanted) if kind_of(hint) == (Record,) else set())
    return frozenset(found)
