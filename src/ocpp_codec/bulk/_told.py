"""A message that tells something of a station."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple, TypeAlias

__all__ = ["SECOND", "Key", "Place", "Told", "moment"]

#: Microseconds, in which all clocks run here.
SECOND = 1_000_000
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)

#: File and line.
Place: TypeAlias = tuple[str | None, int | None]
#: What tells a call, and its answer, from all others: file, line and id of the call.
Key: TypeAlias = tuple[str | None, int | None, str | None]


class Told(NamedTuple):
    """A good message of a station, or an error.

    `kind`: request, response or error.  `data`: its payload; the code of an error.  `at`: when it was logged, in
    microseconds.  `place`: its file and line.  `key`: that of its call.
    """

    station: str | None
    protocol: str
    action: str
    kind: str
    data: Any
    at: int
    place: Place
    key: Key


def moment(time: datetime.datetime | None) -> int | None:
    """A date-time in microseconds since 1970."""
    return None if time is None else (time - _EPOCH) // _MICROSECOND
