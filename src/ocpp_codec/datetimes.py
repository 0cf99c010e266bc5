"""Date-times: the forms that receivers have to understand, and the one form that we write.

Every field of a date-time that OCPP-J defines is RFC 3339 (2.x) or ISO 8601 (1.6, 3.7); stations write much else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from .record import DateTime
from .rules import Rule

# ISO 8601 with a calendar or week date, extended or basic; no repetition can match one text in two ways.
_ISO = re.compile(
    r"([0-9]{4})(?:(-?)([0-9]{2})\2([0-9]{2})|(-?)W([0-9]{2})\5([1-7]))"
    r"([Tt ])([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:([.,])([0-9]+))?)?)"
    r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_Z = ord("Z")
_DAY = datetime.timedelta(days=1)
_SECOND = datetime.timedelta(seconds=1)


def read(text: str) -> tuple[datetime.datetime, tuple[Rule, ...]] | None:
    """The moment that a text means and which looser forms it uses; None if it means none.

    Without an offset it is UTC. Fractions beyond microseconds are rounded.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, _, month, day, _, week, weekday, separator, hour, minute, second, mark, fraction, offset = match.groups()
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
        canonical = f"{date}T{hour}:{minute}:{second or '00'}{digits}{_offset(offset)}"
        moment = msgspec.convert(canonical, DateTime) + added
    except (ValueError, OverflowError, msgspec.ValidationError):
        return None
    basic = "-" not in text[:10] or ":" not in text
    other = basic or week is not None or mark == "," or added != datetime.timedelta()
    forms = {
        Rule.DATETIME_NO_OFFSET: offset is None,
        Rule.DATETIME_SHORT_OFFSET: offset is not None and len(offset) in (3, 5),
        Rule.DATETIME_NO_SECONDS: second is None,
        Rule.DATETIME_SPACE: separator == " ",
        Rule.DATETIME_LOWER_CASE: "t" in text or "z" in text,
        Rule.DATETIME_LONG_FRACTION: len(fraction or "") > 6,
        Rule.DATETIME_OTHER_ISO: other,
    }
    return moment, tuple(rule for rule, used in forms.items() if used)


def _offset(offset: str | None) -> str:
    if offset is None or offset in "Zz":
        return "Z"
    return f"{offset[:3]}:{offset[3:].lstrip(':') or '00'}"


def write(moment: datetime.datetime, timespec: str) -> str:
    """A moment in UTC with `Z`, as `datetime.isoformat` writes it with that timespec."""
    try:
        moment = moment.astimezone(datetime.UTC)
    except OverflowError:  # the first and last hours of the calendar have no UTC
        return moment.isoformat(timespec=timespec)
    return f"{moment.replace(tzinfo=None).isoformat(timespec=timespec)}Z"


def rewritten(text: bytes, key: bytes, timespec: str) -> bytes:
    """A JSON text in which each date-time that stands behind a key is written anew, in UTC."""
    change = _REWRITERS[timespec]
    parts = text.split(key)
    for index in range(1, len(parts)):
        parts[index] = change(parts[index])
    return key.join(parts)


def _as_milliseconds(text: bytes) -> bytes:
    """`text` begins with a moment as msgspec writes it: 2024-05-17T09:41:33Z, ...33.125000Z, or with an offset."""
    if text[19] == _Z:
        return b"%b.000%b" % (text[:19], text[19:])
    return text[:23] + text[26:] if text[26] == _Z else _rewritten(text, "milliseconds")


def _rewritten(text: bytes, timespec: str) -> bytes:
    end = text.index(b'"')
    moment = datetime.datetime.fromisoformat(text[:end].decode())
    return write(moment, timespec).encode() + text[end:]


_REWRITERS: Mapping[str, Callable[[bytes], bytes]] = {
    "auto": partial(_rewritten, timespec="auto"),
    "seconds": partial(_rewritten, timespec="seconds"),
    "milliseconds": _as_milliseconds,
    "microseconds": partial(_rewritten, timespec="microseconds"),
}

#: How finely date-times may be written, in the words of `datetime.isoformat`.
TIMESPECS = tuple(_REWRITERS)
