"""Times as whole milliseconds since 1970, and how they are sent."""

from __future__ import annotations

import datetime

BEGIN = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
START = int(BEGIN.timestamp() * 1000)
SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
NEVER = 1 << 62


def moment(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC).replace(microsecond=at % 1000 * 1000)


_CLOCK = [f"T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}." for second in range(86400)]
_MILLISECONDS = [f"{each:03}Z" for each in range(1000)]
_DATES: dict[int, str] = {}


def stamp(at: int) -> str:
    """A time as it is sent."""
    second, millisecond = divmod(at, 1000)
    day, second = divmod(second, 86400)
    date = _DATES.get(day)
    if date is None:
        date = _DATES[day] = (datetime.date(1970, 1, 1) + datetime.timedelta(day)).isoformat()
    return date + _CLOCK[second] + _MILLISECONDS[millisecond]
