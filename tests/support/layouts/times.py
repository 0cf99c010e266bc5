"""Order, times and encodings."""

import json
from datetime import UTC, timedelta, timezone

from tests.support.layouts._kit import ANY, CEST, CET, EST, IST, Event, Talk, epoch, layout, lines
from tests.support.layouts._scripts import (
    BEATS,
    HOME,
    ahead,
    asleep,
    dated,
    fleet,
    home,
    night,
    plain,
    play,
    rough,
    timeless,
    two,
)
from tests.support.layouts.platforms import reverse

#: Name, how the time is written, where the logger lives, what the reader can know of the zone, the unit.
STAMPS = (
    ("iso-offset", "%Y-%m-%dT%H:%M:%S.%3f+02:00", CEST, "given", "ms"),
    ("iso-short-offset", "%Y-%m-%d %H:%M:%S.%3f+02", CEST, "given", "ms"),
    ("iso-blank-offset", "%Y-%m-%d %H:%M:%S.%3f +0200", CEST, "given", "ms"),
    ("iso-blank-z", "%Y-%m-%d %H:%M:%S.%3f Z", UTC, "given", "ms"),
    ("iso-tight-offset", "%Y-%m-%dT%H:%M:%S.%3f+0200", CEST, "given", "ms"),
    ("java-zoned", "%Y-%m-%dT%H:%M:%S.%3f+02:00[Europe/Berlin]", CEST, "given", "ms"),
    ("javascript-date", "%a %b %d %Y %H:%M:%S GMT+0200 (Central European Summer Time)", CEST, "given", "s"),
    ("dotnet-offset", "%d.%m.%Y %H:%M:%S +02:00", CEST, "given", "s"),
    ("php-utc", "[%d-%b-%Y %H:%M:%S UTC]", UTC, "given", "s"),
    ("php-berlin", "[%d-%b-%Y %H:%M:%S Europe/Berlin]", CEST, ANY, "s"),
    ("iso-comma", "%Y-%m-%dT%H:%M:%S,%3fZ", UTC, "given", "ms"),
    ("iso-nanoseconds", "%Y-%m-%dT%H:%M:%S.%f789Z", UTC, "given", "us"),
    ("iso-compact", "%Y%m%dT%H%M%S.%3fZ", UTC, "given", "ms"),
    ("iso-in-brackets", "[%Y-%m-%dT%H:%M:%S.%3fZ]", UTC, "given", "ms"),
    ("utc-in-words", "%Y-%m-%d %H:%M:%S.%3f UTC", UTC, "given", "ms"),
    ("gmt-in-words", "%a, %d %b %Y %H:%M:%S GMT", UTC, "given", "s"),
    ("mail", "%a, %d %b %Y %H:%M:%S +0530", IST, "given", "s"),
    ("apache", "[%d/%b/%Y:%H:%M:%S +0200]", CEST, "given", "s"),
    ("no-offset", "%Y-%m-%d %H:%M:%S.%3f", IST, "inferred", "ms"),
    ("t-no-offset", "%Y-%m-%dT%H:%M:%S.%3f", EST, "inferred", "ms"),
    ("slashes", "%Y/%m/%d %H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("slashes-tight", "%Y/%m/%d-%H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("abbreviated-zone", "%Y-%m-%d %H:%M:%S.%3f CEST", CEST, ANY, "ms"),
    ("german", "%d.%m.%Y %H:%M:%S,%3f", CEST, "inferred", "ms"),
    ("german-short", "%d.%m.%y, %H:%M:%S", CEST, "inferred", "s"),
    ("american", "%-m/%-d/%Y %-I:%M:%S %p", EST, "inferred", "s"),
    ("american-24", "%m/%d/%Y %H:%M:%S.%3f", EST, "inferred", "ms"),
    ("british", "%d/%m/%Y %H:%M:%S.%3f", CET, "inferred", "ms"),
    ("dashes-day-first", "%d-%m-%Y %H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("month-in-words", "%d-%b-%Y %H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("month-first-in-words", "%b %d, %Y %H:%M:%S", CEST, "inferred", "s"),
    ("c-asctime", "%a %b %e %H:%M:%S %Y", CEST, "inferred", "s"),
    ("date-command", "%a %b %e %H:%M:%S UTC %Y", UTC, "given", "s"),
    ("db2", "%Y-%m-%d-%H.%M.%S.%f", CEST, "inferred", "us"),
    ("two-digit-year", "%y%m%d %H:%M:%S", CEST, "inferred", "s"),
    ("lws", "[%Y/%m/%d %H:%M:%S:%3f4]", CEST, "inferred", "ms"),
    ("log4cplus", "%m/%d/%y %H:%M:%S,%3f", EST, "inferred", "ms"),
    ("dots-year-first", "%Y.%m.%d %H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("compact-dash", "%Y%m%d-%H%M%S.%3f", CEST, "inferred", "ms"),
    ("systemd", "%a %Y-%m-%d %H:%M:%S CEST", CEST, ANY, "s"),
    ("iso-12", "%Y-%m-%d %I:%M:%S %p", EST, "inferred", "s"),
    ("chinese", "%Y年%m月%d日 %H:%M:%S", timezone(timedelta(hours=8)), "inferred", "s"),
    ("german-syslog", "Mai %d %H:%M:%S", CEST, "inferred", "s"),
    ("underscore", "%Y-%m-%d_%H-%M-%S.%3f", CEST, "inferred", "ms"),
    ("syslog", "%b %e %H:%M:%S", CEST, "inferred", "s"),
    ("syslog-milliseconds", "%b %d %H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("glog", "I%m%d %H:%M:%S.%f   17 ws.cc:88]", CEST, "inferred", "us"),
    ("time-of-day", "%H:%M:%S.%3f", CEST, "inferred", "ms"),
    ("time-of-day-12", "%I:%M:%S %p", CEST, "inferred", "s"),
    ("time-of-day-in-brackets", "[%H:%M:%S]", CEST, "inferred", "s"),
)


def register(name: str, pattern: str, zone: timezone, known: str, unit: str, talk: Talk = home) -> None:
    @lines(f"time-{name}", talk, zone=known, unit=unit)
    def write(event: Event) -> str:
        """A plain logger with times of this kind."""
        return f"{event.stamp(pattern, zone)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


for row in STAMPS:
    register(*row)

#: Over midnight and the end of a year.
for name in ("time-of-day", "syslog", "time-of-day-12", "glog", "american"):
    pattern, _, known, unit = next(row[1:] for row in STAMPS if row[0] == name)
    register(f"{name}-new-year", pattern, UTC, known, unit, night)


@lines("time-epoch-seconds", home)
def time_epoch_seconds(event: Event) -> str:
    """Seconds with a fraction."""
    return f"{epoch(event.at) // 1000}.{epoch(event.at) % 1000:03d} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("time-epoch-milliseconds", rough)
def time_epoch_milliseconds(event: Event) -> str:
    """Milliseconds in brackets."""
    return f"[{epoch(event.at)}] {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("time-epoch-whole", two, unit="s")
def time_epoch_whole(event: Event) -> str:
    """Seconds after a level."""
    return f"DEBUG {epoch(event.at, 's')} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("time-local-assumed", timeless, zone="assumed", behind=timedelta(hours=2))
def time_local_assumed(event: Event) -> str:
    """Nothing tells where the logger lives: read as UTC."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("time-year-of-station", dated, zone="assumed", unit="s")
def time_year_of_station(event: Event) -> str:
    """No CSMS tells the time; the year is that of the times in the frames."""
    return (
        f"{event.stamp('%b %d %H:%M:%S')} pi csms[1]: {event.station} {event.of_csms('received', 'sent')} {event.frame}"
    )


@lines("time-csms-ahead", ahead, zone="inferred")
def time_csms_ahead(event: Event) -> str:
    """The clock of the CSMS is 47 seconds ahead of the logger's: the offset is a multiple of a quarter of an hour all the same."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', IST)} {event.station} {event.of_station('received', 'sent')} {event.frame}"


@lines("time-station-in-2000", asleep, zone="inferred")
def time_station_in_2000(event: Event) -> str:
    """The clock of the station is not set: its times tell nothing of the zone."""
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@lines("time-of-day-station-in-2000", asleep, zone="inferred")
def time_of_day_station_in_2000(event: Event) -> str:
    """The same with times of the day: the date is that of the CSMS."""
    return f"{event.stamp('%H:%M:%S.%3f', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@layout("time-on-line-before", home, zone="inferred")
def time_on_line_before(talk: Talk) -> str:
    """A block a message: time, station and direction have lines of their own."""
    return "\n".join(
        f"Time: {e.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)}\nStation: {e.station}\nDirection: {e.of_csms('Inbound', 'Outbound')}\nMessage: {e.frame}\n"
        for e in talk
    )


@layout("time-date-as-heading", home, zone="inferred", unit="s")
def time_date_as_heading(talk: Talk) -> str:
    """The date stands once, as a heading."""
    return "===== 2024-05-01 =====\n" + "\n".join(
        f"{e.stamp('%H:%M:%S', CEST)} {e.station} {e.of_csms('received', 'sent')} {e.frame}" for e in talk
    )


@lines("time-in-frame-of-both", plain, zone="given")
def time_two_on_a_line(event: Event) -> str:
    """Two times on a line: the shipper's with an offset, the logger's without one."""
    return f"{event.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {event.stamp('%d.%m.%Y %H:%M:%S', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


# Order


@layout("newest-first-text", home, zone="inferred")
def newest_first_text(talk: Talk) -> str:
    """A page of a back end, copied: the newest line is the first."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {e.station} {e.of_csms('received', 'sent')} {e.frame}"
        for e in reverse(talk)
    )


@layout("newest-first-seconds", rough, unit="s")
def newest_first_seconds(talk: Talk) -> str:
    """The same with seconds alone: many lines have the same time."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%dT%H:%M:%SZ')} {e.station} {e.of_csms('received', 'sent')} {e.frame}" for e in reverse(talk)
    )


@layout("newest-first-time-of-day", two, zone="inferred", station=False)
def newest_first_time_of_day(talk: Talk) -> str:
    """The same with times of the day alone."""
    return "\n".join(f"{e.stamp('%H:%M:%S.%3f', CEST)} {e.of_csms('IN ', 'OUT')} {e.frame}" for e in reverse(talk))


@layout("newest-first-pretty", two, rebuilt=None)
def newest_first_pretty(talk: Talk) -> str:
    """The same with frames over several lines."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {e.station} {e.of_csms('<-', '->')} {json.dumps(e.elements, indent=2, ensure_ascii=False)}"
        for e in reverse(talk)
    )


@layout("newest-first-untimed", home, unit=None, station=False)
def newest_first_untimed(talk: Talk) -> str:
    """The same without times: answers come before their calls."""
    return "\n".join(f"{e.of_csms('received', 'sent')}: {e.frame}" for e in reverse(talk))


@layout("out-of-order-a-little", fleet)
def out_of_order_a_little(talk: Talk) -> str:
    """Threads write a few milliseconds late; the file is not turned, and each station's frames are in order."""
    texts = [f"{e.stamp('%Y-%m-%dT%H:%M:%S.%3fZ')} {e.station} {e.of_csms('received', 'sent')} {e.frame}" for e in talk]
    for at in range(0, len(texts) - 1, 5):
        if talk[at].station != talk[at + 1].station:
            texts[at : at + 2] = reversed(texts[at : at + 2])
    return "\n".join(texts)


# Encodings and line ends


def plain_line(event: Event) -> str:
    return f"{event.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {event.station} {event.of_csms('received', 'sent')} {event.frame}"


@layout("utf-16-le", home, zone="inferred")
def utf_16_le(talk: Talk) -> bytes:
    """PowerShell's redirection."""
    return ("\ufeff" + "".join(f"{plain_line(e)}\r\n" for e in talk)).encode("utf-16-le")


@layout("utf-16-be", rough, zone="inferred")
def utf_16_be(talk: Talk) -> bytes:
    """The other byte order."""
    return ("\ufeff" + "".join(f"{plain_line(e)}\n" for e in talk)).encode("utf-16-be")


@layout("utf-8-bom", home, zone="inferred")
def utf_8_bom(talk: Talk) -> bytes:
    """Notepad."""
    return "".join(f"{plain_line(e)}\r\n" for e in talk).encode("utf-8-sig")


def latin(talk: Talk) -> list[Event]:
    return [event for event in talk if "🚗" not in event.frame]


@layout("windows-1252", home, zone="inferred", read=latin)
def windows_1252(talk: Talk) -> bytes:
    """Windows-1252, with a euro sign."""
    return "".join(f"{plain_line(e)}\r\n" for e in latin(talk)).encode("cp1252")


@layout("carriage-returns", rough, zone="inferred")
def carriage_returns(talk: Talk) -> str:
    """A serial console that ends lines with two carriage returns and a line feed."""
    return "".join(f"{plain_line(e)}\r\r\n" for e in talk)


@layout("old-mac", two, zone="inferred")
def old_mac(talk: Talk) -> str:
    """Lines end with a carriage return alone."""
    return "".join(f"{plain_line(e)}\r" for e in talk)


@layout("nul-padded", home, zone="inferred")
def nul_padded(talk: Talk) -> bytes:
    """A file that was truncated while a process wrote on: it begins with zeros."""
    return b"\0" * 4096 + "".join(f"{plain_line(e)}\n" for e in talk).encode()


@layout("invalid-bytes", two, zone="inferred")
def invalid_bytes(talk: Talk) -> bytes:
    """Bytes of a modem between the lines."""
    return b"".join(f"{plain_line(e)}\n".encode() + b"\xff\xfeAT+CSQ\xc3\x28 \x80[2, \xe2\x82\n" for e in talk)


@layout("no-last-line-end", play(HOME + BEATS), zone="inferred")
def no_last_line_end(talk: Talk) -> str:
    """The file ends with the last bracket."""
    return "\n".join(map(plain_line, talk))


@layout("separators-of-unicode", home, zone="inferred")
def separators_of_unicode(talk: Talk) -> str:
    """Form feeds and line separators of Unicode between words do not end a line."""
    return "\n".join(
        f"{e.stamp('%Y-%m-%d %H:%M:%S.%3f', CEST)} {e.station}\u2028{e.of_csms('received', 'sent')}\x0c{e.frame}"
        for e in talk
    )
