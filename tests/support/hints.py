"""Which kinds of places a message has. The annotations say it, which the codec and the test kit read, too."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec.record import Record

_LIMITS = {"ge", "le", "min_length", "max_length", "pattern", "characters"}


def sort_of(kind: Kind) -> tuple[Any, ...]:
    """What has to be checked: the sort of type, and which limits there are."""
    sort = list if kind.is_list else next((base for base in (Record, StrEnum) if kind.is_a(base)), kind.type)
    return sort, *sorted(_LIMITS & kind.limits.keys())


@cache
def sorts_in(definition: type[Record]) -> frozenset[tuple[Any, ...]]:
    """The sorts of places in a message or data type."""
    return frozenset(sort for field in fields_of(definition) for sort in _sorts(field.kind))


def _sorts(kind: Kind) -> Iterator[tuple[Any, ...]]:
    yield sort_of(kind)
    if kind.is_list:
        yield from _sorts(kind.item)
    elif kind.is_a(Record):
        yield from sorts_in(kind.type)
