"""Times in the text of a log, in every form that loggers write."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .._core.jsonvalues import as_object

__all__ = ["NO_DATE", "Clock", "Stamp", "clock_in", "clock_of_value", "stamp_in", "zone_of"]

_LEAP_YEAR = 2000  # stands for a missing year, so that 29 February can be held
#: Stands for a missing date.
NO_DATE = datetime(_LEAP_YEAR, 1, 1)  # noqa: DTZ001 (it has no zone either)
_EPOCHS = 1_262_304_000, 2_208_988_800  # from 2010 to 2040: other numbers are no times
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


class Clock(NamedTuple):
    """A time as a log has it: `naive` is a date and time without zone, or a UTC time of day on an invented date.

    `offset`: what the log says of its zone. `has_year`, `has_date`: whether these are real. `swapped`: the same if day
    and month stand the other way round; None if they cannot.
    """

    naive: datetime
    offset: tzinfo | None = None
    has_date: bool = True
    has_year: bool = True
    swapped: datetime | None = None


_YEAR, _MM, _DD = r"(?P<Y>20\d\d)", r"(?P<M>0[1-9]|1[0-2])", r"(?P<D>0[1-9]|[12]\d|3[01])"
_HH, _MIN, _SS = r"(?P<h>[01]\d|2[0-3])", r"(?P<m>[0-5]\d)", r"(?P<s>[0-5]\d)"
_FRACTION = r"(?:[.,](?P<f>\d{1,9}))?"
_DAY_OF_MONTH = r"(?P<D>0?[1-9]|[12]\d|3[01])"
_TIME = r"(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d):(?P<s>[0-5]\d|60)(?:[.,:](?P<f>\d{1,9}))?"
_AMPM = r"(?:\s?(?P<half>[AP]\.?M\.?)(?![A-Za-z]))?"
_ZONE = r"(?:\s?(?P<zone>(?:UTC|GMT)?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?|Z|UTC|GMT)(?!\w)(?!:\d))?"
_NAME = r"(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"

#: From the fullest form to the barest one. Earlier forms are tried first, wherever in the text they stand.
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"(?<![\d.]){form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<M>0?[1-9]|1[0-2])[-/.]{_DAY_OF_MONTH}(?:T|[ _,]+|\s-\s|:){_TIME}{_AMPM}{_ZONE}",
        rf"{_YEAR}{_MM}{_DD}[T _-]?{_HH}:?{_MIN}:?{_SS}{_FRACTION}{_ZONE}(?!\d)",
        rf"{_YEAR}-{_MM}-{_DD}[-_T ]{_HH}[.-]{_MIN}[.-]{_SS}{_FRACTION}{_ZONE}",
        rf"(?P<Y>[23]\d)-{_MM}-{_DD}[ T]{_TIME}{_ZONE}",
        rf"{_DAY_OF_MONTH}[/ -]{_NAME}[/ -]{_YEAR}[: T,]+{_TIME}{_AMPM}{_ZONE}",
        rf"{_NAME}\s+(?P<D>\d{{1,2}}),?\s+{_YEAR},?\s+(?:at\s+)?{_TIME}{_AMPM}{_ZONE}",
        rf"{_NAME}\s+(?P<D>\d{{1,2}})\s+{_TIME}(?:\s[A-Z]{{3,4}})?\s+{_YEAR}(?!\d)",
        rf"{_DAY_OF_MONTH}\.(?P<M>0?[1-9]|1[0-2])\.(?P<Y>(?:20)?\d\d)[ T,]+(?:-\s)?{_TIME}{_ZONE}",
        rf"(?P<A>\d{{1,2}})(?P<slash>[/-])(?P<B>\d{{1,2}})[/-](?P<Y>(?:20)?\d\d)[ T,]+{_TIME}{_AMPM}{_ZONE}",
        rf"{_NAME}\s+(?P<D>\d{{1,2}})\s+{_TIME}{_ZONE}",
        rf"{_MM}[-/]{_DD}\s+{_TIME}{_ZONE}",
        rf"(?<!\d:){_TIME}(?![.,]?\d){_AMPM}{_ZONE}(?![\d:])",
        r"(?P<h>1[0-2]|0?[1-9]):(?P<m>[0-5]\d)\s?(?P<half>[AP]M)(?P<s>)",
        r"(?<!\w)(?P<epoch>1[2-9]\d{8}|20\d{8})(?:(?P<rest>\d{9}|\d{6}|\d{3})|\.(?P<fraction>\d{1,9}))?(?![\da-f.])",
    )
)
_BEGINNING = re.compile(r"(?<![\d.])20\d\d[-/.]\d")  # of what may be a time of the first form
_PLAIN_ISO = re.compile(
    r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?"
    r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?(?![\w:.,+-])(?!\s?(?:[AP]\.?M|UTC|GMT|[+-]\d))"
)
_PLAIN_TIME = re.compile(
    r"(?<![\d.:-])(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d{1,6})?(?![\w:.,+-])(?!\s?(?:[AP]\.?M|UTC|GMT|[+-]\d))"
)
_EPOCH = len(_FORMS) - 1
_TIME_OF_DAY = _EPOCH - 2
_DATE_BEFORE = re.compile(r"\d[-,T\s]{1,3}\Z")  # what may end a date
_QUICK = re.compile(r"\d:\d\d|\d[.-]\d\d[.-]\d\d|\d{10}|\d{8}[T_ -]?\d{6}")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])([01]?\d|2[0-3]):?([0-5]\d)?\Z", re.IGNORECASE)


class Stamp(NamedTuple):
    """A time in a text: which form it has, and where it stands."""

    clock: Clock
    form: int
    start: int
    end: int


def stamp_in(text: str, form: int | None = None) -> Stamp | None:
    """The time that stands in a text; one with a zone is preferred. `form`: the one that is tried first."""
    begins = _BEGINNING.search(text) if form == 0 else None
    if begins is not None and (match := _PLAIN_ISO.match(text, begins.start())) is not None:  # as below, faster
        moment = datetime.fromisoformat(match[0].replace(",", "."))
        return Stamp(Clock(moment.replace(tzinfo=None), moment.tzinfo), 0, match.start(), match.end())
    match = _PLAIN_TIME.search(text) if form == _TIME_OF_DAY else None
    if match is not None and form is not None and not _DATE_BEFORE.search(text, 0, match.start()):
        moment = datetime.fromisoformat(f"{_LEAP_YEAR}-01-01T{match[0].replace(',', '.')}")
        return Stamp(Clock(moment, None, has_date=False, has_year=False), form, match.start(), match.end())
    if not _QUICK.search(text):
        return None
    order = range(len(_FORMS)) if form is None else (form, *range(form), *range(form + 1, len(_FORMS)))
    best: Stamp | None = None
    for number in order:
        if number == _EPOCH and best is not None:
            break
        for match in _FORMS[number].finditer(text):
            clock = _read(match)
            if clock is None:
                continue
            stamp = Stamp(clock, number, match.start(), match.end())
            if number == form and not clock.has_date and _DATE_BEFORE.search(text, 0, match.start()):
                return stamp_in(text)
            if clock.offset is not None or number == form:
                return stamp
            best = best or stamp
    return best


def clock_in(text: str) -> Clock | None:
    """The time that stands in a text."""
    stamp = stamp_in(text)
    return stamp and stamp.clock


def clock_of_value(value: Any) -> Clock | None:
    """The time in a field whose name says that it holds one; None if it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(float(value))
    if isinstance(value, str):
        return clock_in(value.strip()[:100])
    if (typed := as_object(value)) is not None:  # MongoDB writes {"$date": ...}
        inner: Any = typed.get("$date") or typed.get("$numberLong")
        return clock_of_value(int(inner) if isinstance(inner, str) and inner.isdecimal() else inner)
    return None


def _epoch(seconds: float) -> Clock | None:
    for unit in (1, 1e3, 1e6, 1e9):
        if _EPOCHS[0] <= seconds / unit < _EPOCHS[1]:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(seconds / unit * 1e6))
            return Clock(moment.replace(tzinfo=None), UTC)
    return None


def _read(match: re.Match[str]) -> Clock | None:
    part = match.groupdict()
    if part.get("epoch"):
        return _epoch(float(f"{part['epoch']}.{part.get('rest') or part.get('fraction') or 0}"))
    try:
        time = _time_of(part)
        offset = zone_of(part["zone"]) if part.get("zone") else None
        month = _month_of(part)
        if month is None:
            return Clock(NO_DATE + time, offset, has_date=False, has_year=False)
        year = int(part["Y"]) if part.get("Y") else _LEAP_YEAR
        day = datetime(year + 2000 * (year < 100), month[0], month[1])  # noqa: DTZ001 (its zone is found out later)
    except (ValueError, OverflowError):
        return None
    swapped = None
    if part.get("A") and month[1] <= 12 and month[0] != month[1]:
        swapped = day.replace(month=month[1], day=month[0]) + time
    return Clock(day + time, offset, has_year=bool(part.get("Y")), swapped=swapped)


def _month_of(part: dict[str, str | None]) -> tuple[int, int] | None:
    """Month and day; None if there is no date."""
    if name := part.get("name"):
        return _MONTHS[name[:3].lower()], int(part["D"] or 0)
    if first := part.get("A"):
        one, two = int(first), int(part["B"] or 0)
        is_american = two > 12 or (one <= 12 and (part.get("half") is not None or part.get("slash") == "/"))
        return (one, two) if is_american else (two, one)
    if month := part.get("M"):
        return int(month), int(part["D"] or 0)
    return None


def _time_of(part: dict[str, str | None]) -> timedelta:
    hours = int(part["h"] or 0)
    if half := part.get("half"):
        hours = hours % 12 + 12 * (half[0] in "pP")
    fraction = (part.get("f") or "0")[:6]
    seconds = timedelta(hours=hours, minutes=int(part["m"] or 0), seconds=int(part["s"] or 0))
    return seconds + timedelta(microseconds=int(fraction.ljust(6, "0")))


def zone_of(name: str) -> tzinfo:
    """The zone with an IANA name or an offset such as "+02:00"; ValueError for others."""
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    if offset := _OFFSET.match(name.strip()):
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(span if offset[1] == "+" else -span)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"unknown time zone {name!r}: use a name such as Europe/Berlin or an offset such as +02:00"
        ) from None
