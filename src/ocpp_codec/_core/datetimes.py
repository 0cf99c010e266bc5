"""Date-times: the forms that receivers have to understand, and the one form that we write.

Every field of a date-time that OCPP-J defines is RFC 3339 (2.x) or ISO 8601 (1.6, 3.15); stations write many other
forms.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial

import msgspec

from .fields import DateTime, RealDatetime
from .rules import Rule

# The form that nearly all stations write.
_USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.([0-9]+))?(?:Z|[+-][0-9]{2}:[0-9]{2})")
# ISO 8601 with a calendar or week date, extended or basic; no repetition can match one text in two ways.
_ISO = re.compile(
    r"([0-9]{4})(?:(-?)([0-9]{2})\2([0-9]{2})|(-?)W([0-9]{2})\5([1-7]))"
    r"([Tt ])([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,]([0-9]*+))?)?)"
    r"((?: *+(?:[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)){0,2}+)"
    r"(\[[A-Za-z0-9_+/-]{1,60}\])?"  # the zone's name, as Java writes it
)
_OFFSET = re.compile(r"[Zz]|UTC|GMT|[+-][0-9:]++")
# The digits of RFC 3339, perhaps without seconds.
_RFC_3339 = re.compile(r"[0-9]{4}(?:-[0-9]{2}){2}.[0-9]{2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?![0-9,:])")
MOST_DIGITS = 6  # of a fraction that a datetime holds
_Z = ord("Z")
_FIRST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
_LAST = datetime.datetime.max.replace(tzinfo=datetime.UTC)
_LAST_SECOND = ("9999", "12", "31", "23", "59", "59")
_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)
_decode = msgspec.json.Decoder(DateTime).decode  # of text without escapes; `convert` takes five times as long


def read(text: str, most_digits: int | None = None) -> tuple[datetime.datetime | None, tuple[Rule, ...]]:
    """The moment that a text means, and the rules that it breaks; None if it means none.

    Without an offset it is UTC. Fractions beyond microseconds are rounded. A moment that Python does not have becomes
    its first or last. `most_digits`: that a fraction should have.
    """
    usual = _USUAL.fullmatch(text)
    if usual is not None and len(usual[1] or "") <= (most_digits or MOST_DIGITS):
        try:
            return _decode(f'"{text}"'), ()
        except msgspec.ValidationError:  # there is no such day or time
            pass
    match = _ISO.fullmatch(text.strip(" "))
    if match is None or (match[14] and not match[13]):  # the name of a zone alone does not tell an offset
        return None, (Rule.BAD_DATETIME,)
    year, _, month, day, _, week, weekday, separator, hour, minute, second, fraction, zone, zone_name = match.groups()
    offsets: list[str] = _OFFSET.findall(zone)
    if len({_canonical(offset) for offset in offsets}) > 1:
        return None, (Rule.BAD_DATETIME,)
    try:
        if week:
            date = datetime.date.fromisocalendar(int(year), int(week), int(weekday)).isoformat()
        else:
            date = f"{year}-{month}-{day}"
        added = datetime.timedelta()
        if (hour, minute, second or "00") == ("24", "00", "00") and not (fraction or "0").strip("0"):
            hour, added = "00", _DAY
        if second == "60":  # a leap second is the first second of the next minute
            second, added = "59", _SECOND
        digits = f".{fraction}" if fraction else ""
        canonical = f"{date}T{hour}:{minute}:{second or '00'}{digits}{_canonical(*offsets[:1])}"
        moment = _decode(f'"{canonical}"') + added
    except (ValueError, OverflowError):  # a ValidationError is a ValueError
        is_last = (year, month, day, hour, minute, match[11]) == _LAST_SECOND
        is_rounded = is_last and len(fraction or "") > MOST_DIGITS
        return _beyond_calendar(text.strip(" "), most_digits, is_rounded=is_rounded)
    written = text.removesuffix(zone_name or "")
    other = _RFC_3339.match(text.lstrip(" ")) is None or added != datetime.timedelta()
    forms = {
        Rule.DATETIME_ZONE_NAME: zone_name is not None,
        Rule.DATETIME_ZONE_SPELLING: text != text.strip(" ")
        or fraction == ""
        or zone in ("UTC", "GMT")
        or zone not in ("", *offsets),
        Rule.DATETIME_NO_OFFSET: not offsets,
        Rule.DATETIME_SHORT_OFFSET: any(offset[0] in "+-" and len(offset) in (3, 5) for offset in offsets),
        Rule.DATETIME_NO_SECONDS: second is None,
        Rule.DATETIME_SPACE: separator == " ",
        Rule.DATETIME_LOWER_CASE: "t" in written or "z" in written,
        Rule.DATETIME_FINE_FRACTION: most_digits is not None and len(fraction or "") > most_digits,
        Rule.DATETIME_LONG_FRACTION: len(fraction or "") > MOST_DIGITS,
        Rule.DATETIME_OTHER_ISO: other,
    }
    return moment, tuple(rule for rule, used in forms.items() if used)


def _canonical(offset: str = "Z") -> str:
    """The offset as RFC 3339 writes it; zero is `Z`."""
    hours, minutes = offset[:3], offset[3:].lstrip(":") or "00"
    return "Z" if offset[0].isalpha() or not (hours + minutes).strip("+-0") else f"{hours}:{minutes}"


def _beyond_calendar(
    text: str, most_digits: int | None, *, is_rounded: bool
) -> tuple[datetime.datetime | None, tuple[Rule, ...]]:
    """The first or last moment of Python for a text that means an earlier or later one, of the years 0000 and 9999.

    `is_rounded`: the text is in the year 9999, and only its rounding is not.
    """
    year = text[:4]
    if year not in ("0000", "9999"):
        return None, (Rule.DATETIME_NO_SUCH_DAY,)
    # 400 years later the calendar is the same.
    moment, rules = read(f"{2000 + int(year) % 400}{text[4:]}", most_digits)
    if moment is None:
        return None, rules
    edge = _FIRST if year == "0000" else _LAST
    told = () if is_rounded else (Rule.DATETIME_BEYOND_CALENDAR,)
    return edge.replace(tzinfo=moment.tzinfo), rules + told


def plain(moment: datetime.datetime) -> datetime.datetime:
    """The same moment with the offset that it has now, as a plain datetime. A class or time zone may raise anything."""
    offset = moment.utcoffset()
    zone = None if offset is None else datetime.timezone(offset)
    date, time = (moment.year, moment.month, moment.day), (moment.hour, moment.minute, moment.second)
    return RealDatetime(*date, *time, moment.microsecond, zone)


def write(moment: datetime.datetime, timespec: str) -> str:
    """A moment in UTC with `Z`, as `datetime.isoformat` writes it with that timespec."""
    if moment.tzinfo is None:  # only where nothing is checked
        return moment.isoformat(timespec=timespec)
    try:
        moment = moment.astimezone(datetime.UTC)
    except OverflowError:  # the first and last hours of the calendar have no UTC
        return moment.isoformat(timespec=timespec)
    return f"{moment.replace(tzinfo=None).isoformat(timespec=timespec)}Z"


def is_too_fine(moment: datetime.datetime, timespec: str | None, most_digits: int | None) -> bool:
    """Whether `write` would write more digits of a second than allowed."""
    if most_digits is None or timespec not in FINER_THAN_MILLISECONDS:
        return False
    return timespec == "microseconds" or moment.microsecond != 0


def rewriter(timespec: str, *, only_utc: bool = False) -> Callable[[bytes, bytes], bytes]:
    """A function (text, key) that rewrites in UTC all date-times behind a key, in JSON text of msgspec.

    `only_utc`: ValueError where a date-time is not in UTC. msgspec rounds an offset to minutes, so its text may tell
    another moment than the message. (Half a minute and less becomes UTC; no time zone has such an offset.)
    """
    write_one = partial(_written, timespec=timespec, only_utc=only_utc)
    if timespec != "milliseconds":
        return partial(_rewritten, write_one=write_one)

    def in_milliseconds(text: bytes, key: bytes) -> bytes:
        parts = text.split(key)
        for index in range(1, len(parts)):
            part = parts[index]  # begins with 2024-05-17T09:41:33Z, ...33.125000Z, or the same with an offset
            if part[19] == _Z:
                parts[index] = part[:19] + b".000" + part[19:]
            elif part[26] == _Z:
                parts[index] = part[:23] + part[26:]
            else:
                parts[index] = write_one(part)
        return key.join(parts)

    return in_milliseconds


def _rewritten(text: bytes, key: bytes, write_one: Callable[[bytes], bytes]) -> bytes:
    head, *parts = text.split(key)
    return key.join([head, *map(write_one, parts)])


def _written(text: bytes, timespec: str, *, only_utc: bool) -> bytes:
    end = text.index(b'"')
    if only_utc and text[end - 1] != _Z:
        raise ValueError("a date-time that is not in UTC")
    moment = RealDatetime.fromisoformat(text[:end].decode())
    return write(moment, timespec).encode() + text[end:]


#: How finely date-times may be written, in the words of `datetime.isoformat`.
TIMESPECS = ("auto", "seconds", "milliseconds", "microseconds")

#: Those that write more digits than OCPP 2.x allows.
FINER_THAN_MILLISECONDS = ("auto", "microseconds")
