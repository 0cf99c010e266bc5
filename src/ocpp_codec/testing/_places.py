"""Every place in the payload of a frame, and how to get there, even if a frame lacks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from .._core.annotations import Field, Kind, fields_of
from .._core.fields import Json
from .._core.limits import MAX_VENDOR_ID
from .._core.record import CustomDataType, Record
from . import _plausible as plausible
from ._examples import maker_of
from ._payloads import plain


class Role(Enum):
    """What stands at a place."""

    PAYLOAD = auto()
    FIELD = auto()
    ITEM = auto()
    CUSTOM = auto()  # a member of customData, or of the details of an error, of any name


class Step(NamedTuple):
    """The way from an object or list to something in it; `make` makes it, if it is not there."""

    key: str | int
    make: Callable[[], Any]


class Place(NamedTuple):
    """A place in a frame. `steps`: from the list that is the frame.  `siblings`: the names of the fields beside it."""

    steps: tuple[Step, ...]
    kind: Kind
    role: Role
    required: bool = True
    siblings: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The name of a field."""
        return str(self.steps[-1].key)

    @property
    def example(self) -> Any:
        """What may stand there."""
        return self.steps[-1].make()

    def reach(self, frame: list[Any]) -> tuple[Any, Any]:
        """The object or list that holds the place, and the key in it. What a frame lacks is put in."""
        holder: Any = None
        inside: Any = frame
        key: Any = None
        for key, make in self.steps:
            holder = inside
            if not _has(holder, key):
                _put_in(holder, key, make())
            inside = holder[key]
        return holder, key


def _has(holder: Any, key: Any) -> bool:
    """Whether an object has a member, or a list an item."""
    return key in holder if isinstance(holder, dict) else key < len(holder)


def _put_in(holder: Any, key: Any, value: Any) -> None:
    """A new member of an object, or a new last item of a list."""
    if isinstance(holder, dict):
        holder[key] = value
    else:
        holder.append(value)


def custom_member(*steps: Step) -> Place:
    """The place of a member that may have any name and any value."""
    return Place((*steps, Step("note", lambda: "spare part 7")), Kind(Json, {}), Role.CUSTOM)


@cache
def places_in(cls: type[Record], start: Step) -> tuple[Place, ...]:
    """Every place in a payload, those on top first. `start`: the step from the frame to the payload."""
    top = Place((start,), Kind(cls, {}), Role.PAYLOAD)
    return tuple(sorted((top, *_below(top)), key=lambda place: len(place.steps)))


def _below(place: Place) -> Iterator[Place]:
    kind = place.kind
    if kind.type is CustomDataType:
        yield from _in_custom_data(place)
    elif kind.is_a(Record):
        siblings = frozenset(field.key for field in fields_of(kind.type))
        for field in fields_of(kind.type):
            make = _maker(kind.type, field)
            inner = Place((*place.steps, Step(field.key, make)), field.kind, Role.FIELD, field.required, siblings)
            yield inner
            yield from _in_value(inner, make)


def _in_value(place: Place, make: Callable[[], Any]) -> Iterator[Place]:
    if not place.kind.is_list:
        yield from _below(place)
        return
    item = Place((*place.steps, Step(0, lambda: make()[0])), place.kind.item, Role.ITEM)
    yield item
    yield from _below(item)


def _in_custom_data(place: Place) -> Iterator[Place]:
    vendor = Step("vendorId", lambda: plausible.CUSTOM_DATA["vendorId"])
    yield Place((*place.steps, vendor), Kind(str, {"max_length": MAX_VENDOR_ID}), Role.FIELD)
    yield custom_member(*place.steps)


def _maker(cls: type[Record], field: Field) -> Callable[[], Any]:
    make = maker_of(cls, field)
    return lambda: plain(make())
