"""Public logs of stations and back ends, read as conversations: who sent which frame, when, on which connection.

They lie outside the project; where they are absent, there are no conversations.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tests.support.paths import SHARED

LOGS = SHARED / "logs"


class Line(NamedTuple):
    """A frame, as logged."""

    sender: str  # "station" or "csms"
    frame: str
    at: float | None  # in seconds; never earlier than the line before; None where the log has no times
    number: int  # of the line in the file on which the frame begins
    new_connection: bool  # whether it is the first frame of a connection, as far as the log shows


class Log(NamedTuple):
    """What one station and one CSMS said to each other, often on several connections."""

    name: str
    version: str  # "1.6" or "2.0.1"
    lines: tuple[Line, ...]


class Format(NamedTuple):
    """How to read some files.

    Named groups of `line`: `frame`, however defective; `station`, present if the station is the sender; `at`, a time or
    a date and time; or, instead of these, `opened`, where a connection begins.
    """

    files: str
    version: str
    line: str


VCP = (
    # A blank ends every frame; one with line breaks goes on in lines that begin with white space or the last bracket.
    r"^(?P<at>\S+ \S+) \x1b\[32minfo\x1b\[39m: (?:(?P<opened>Connecting)"
    r"|(?:(?P<station>Sending message|Responding with)|Receive message) \S+  (?P<frame>.+(?:\n[ \t\]].*)*) $)"
)

FORMATS = (
    # Written by a proxy; what it blocked was sent by the station all the same.
    Format("actec-*.log", "1.6", r"^\[(?P<at>[\d:,]+)\] \[(?:(?P<station>client)|target)->\S+\] (?P<frame>.+)$"),
    # Written by the CSMS.
    Format(
        "autel-*.log",
        "1.6",
        r"^\[INFO (?:(?P<opened>server\.py:\d+\] connection open)"
        r"|charge_point\.py:\d+\] \S+ (?:(?P<station>receive message)|send) (?P<frame>.+))$",
    ),
    # Written by the station. Left out: `ERROR: [4,…]`, which repeats the frame of the line above it.
    Format("ctek-*.log", "1.6", r"^(?P<at>[\d:]+) INFO: (?:(?P<opened>onOpen)|(?:(?P<station>S)|R): (?P<frame>.+))$"),
    # One frame an event, over several lines, with the white space of the file.
    Format(
        "debugkit-traces/*.json",
        "1.6",
        r'"timestamp": "(?P<at>[^"]+)",\n +"direction": "(?:(?P<station>CS_TO_CSMS)|CSMS_TO_CS)",\n'
        r' {6}"message": (?P<frame>\[(?:\n {7}.*)*\n {6}\])$',
    ),
    # Written by the CSMS.
    Format(
        "homeassistant-ocpp_2*.log",
        "1.6",
        r"^(?P<at>\S+ \S+) INFO \(MainThread\) \[(?:(?P<opened>websockets\.server\] connection open)"
        r"|ocpp\] \S+ (?:(?P<station>receive message)|send) (?P<frame>.+))$",
    ),
    # Written by the CSMS. Left out: frames whose middle the logger has cut out (`...`), all 6 calls and 1 of 6 results.
    Format(
        "homeassistant-ocpp_docs-*.log",
        "1.6",
        r"^(?P<at>\S+ \S+) DEBUG \(MainThread\) \[websockets\.server\] (?:(?P<station><)|>) TEXT "
        r"'(?P<frame>(?:(?!\.\.\.).)+)' \[\d+ bytes\]$",
    ),
    # Frames alone: calls, all with actions of stations.
    Format("keba-*.log", "1.6", r"^(?P<station>)(?P<frame>\[.*\])[ \t]*$"),
    # Written by the station.
    Format("vcp-*_v1.6.log", "1.6", VCP),
    Format("vcp-*_v2.0.1.log", "2.0.1", VCP),
    # Written by the station.
    Format("zeegat_*.log", "1.6", r"^INFO:ocpp:\S+ (?:(?P<station>send)|receive message) (?P<frame>.+)$"),
)


def conversations() -> Iterator[Log]:
    """Every log, always in the same order."""
    for files, version, line in FORMATS:
        for file in sorted(LOGS.glob(files)):
            yield Log(file.name, version, tuple(frames(file.read_text("utf-8"), line)))


def frames(text: str, line: str) -> Iterator[Line]:
    number, counted = 1, 0
    at = datetime.fromtimestamp(0, UTC)
    new_connection = True
    for match in re.finditer(line, text, re.MULTILINE):
        groups = match.groupdict()
        if groups.get("opened"):
            new_connection = True
            continue
        number += text.count("\n", counted, match.start("frame"))
        counted = match.start("frame")
        sender = "csms" if groups["station"] is None else "station"
        if time := groups.get("at"):
            at = moment(time, at)
        yield Line(sender, match["frame"], at.timestamp() if time else None, number, new_connection)
        new_connection = False


def moment(text: str, previous: datetime) -> datetime:
    """A time without a date is read as the first such time since `previous`, even if the log has skipped days."""
    if "-" in text:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    at = datetime.fromisoformat(f"{previous.date()}T{text}").replace(tzinfo=UTC)
    return at if at >= previous else at + timedelta(days=1)
