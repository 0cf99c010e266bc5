"""A message that tells something of a station."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import msgspec

from .._core.annotations import fields_of
from .._core.fields import RealDatetime
from .._core.record import CustomDataType, Record

__all__ = ["DAY", "MOST_CONNECTORS", "MOST_WAITING", "SECOND", "Key", "Told", "is_whole"]

#: Microseconds, in which all clocks run here.
SECOND = 1_000_000
#: For how long a call waits for its answer.
DAY = 86_400 * SECOND
#: No station has more connectors: what is said of others is not remembered.
MOST_CONNECTORS = 1_000
#: Calls of a station that wait: more than the pairings of all versions know.
MOST_WAITING = 10_000

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_FIRST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)

#: What tells a call, and its answer, from all others: file, line and id of the call.
Key: TypeAlias = tuple[str | None, int | None, str | None]


class Told(msgspec.Struct, gc=False):
    """A whole message of a station, or an error.

    `kind`: request, response or error.  `data`: its payload; the code of an error.  `at`: when it was logged, in
    microseconds.  `file`, `line`: where.  `key`: that of its call.
    """

    station: str | None
    protocol: str | None
    action: str
    kind: str
    data: Any
    at: int
    file: str | None
    line: int | None
    key: Key

    @property
    def time(self) -> datetime.datetime:
        """When it happened: as the station says, or else when it was logged."""
        said: datetime.datetime | None = self.data.timestamp
        return _moment(self.at) if said is None else said


def _moment(at: int) -> datetime.datetime:
    try:
        return _EPOCH + at * _MICROSECOND
    except OverflowError:
        return _FIRST if at < 0 else _LAST


class _Need(NamedTuple):
    """What a payload or data type needs of one of its fields. `parts`: the data type in it."""

    name: str
    is_required: bool
    is_list: bool
    parts: type[Record] | None


def is_whole(record: Record) -> bool:
    """Whether every required field has a value, in all its parts too. A repaired message may lack some.

    A date-time may be missing: the time of the log stands in for it. So may what vendors have added.
    """
    for name, is_required, is_list, parts in _needs_of(type(record)):
        value = getattr(record, name)
        if value is None:
            if is_required:
                return False
        elif parts is not None and not all(map(is_whole, value if is_list else (value,))):
            return False
    return True


@cache
def _needs_of(definition: type[Record]) -> tuple[_Need, ...]:
    needs: list[_Need] = []
    for field in fields_of(definition):
        kind = field.kind.item if field.kind.is_list else field.kind
        if not kind.is_a(CustomDataType):
            parts = kind.type if kind.is_a(Record) else None
            needs.append(_Need(field.name, field.required and kind.type is not RealDatetime, field.kind.is_list, parts))
    return tuple(need for need in needs if need.is_required or need.parts)
