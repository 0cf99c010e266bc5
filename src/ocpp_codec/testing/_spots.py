"""The places of a payload in which something can be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from .._core.fields import Json
from .._core.record import CustomDataType, Record
from ._annotations import Kind, fields_of

Path = tuple[str | int, ...]


class Spot(NamedTuple):
    """A field, or the first item of a list.

    `path`: from the payload, by the names on the wire.  `is_item`: whether it is an item.
    `required`: whether it must be there, once what holds it is there.
    """

    path: Path
    kind: Kind
    required: bool
    is_item: bool = False

    @property
    def key(self) -> Any:
        """Its name, or 0 for an item."""
        return self.path[-1]

    @property
    def is_open(self) -> bool:
        """Whether any JSON may stand in it."""
        return self.kind.type in (CustomDataType, Json)


@cache
def spots_of(cls: type[Record]) -> tuple[Spot, ...]:
    """Every place of a payload or data type, outer ones first."""
    return tuple(_spots(cls, ()))


def _spots(cls: type[Record], above: Path) -> Iterator[Spot]:
    for field in fields_of(cls):
        yield from _spots_at(Spot((*above, field.key), field.kind, field.required))


def _spots_at(spot: Spot) -> Iterator[Spot]:
    yield spot
    if spot.kind.is_list:
        yield from _spots_at(Spot((*spot.path, 0), spot.kind.item, required=True, is_item=True))
    elif spot.kind.is_a(Record):
        yield from _spots(spot.kind.type, spot.path)


def holder_of(payload: Any, spot: Spot) -> Any:
    """The object or list that holds a spot; None if the payload does not have that spot."""
    holder = payload
    try:
        for key in spot.path[:-1]:
            holder = holder[key]
        holder[spot.key]
    except (LookupError, TypeError):
        return None
    return holder
