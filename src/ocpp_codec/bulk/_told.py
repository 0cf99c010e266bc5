"""A message that tells something of a station."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

__all__ = ["SECOND", "Key", "Place", "Told"]

#: Microseconds, in which all clocks run here.
SECOND = 1_000_000

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
