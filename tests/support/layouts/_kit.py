"""What a made-up log is: a conversation, a function that writes it as some software would, and what can be known of it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

from ocpp_codec.log import Direction

TO_CSMS, TO_STATION = Direction.TO_CSMS, Direction.TO_STATION

#: Of a zone: more than one answer is right.
ANY = "any"

#: Where some of the loggers live.
CET, CEST, IST, EST = (timezone(timedelta(minutes=m)) for m in (60, 120, 330, -300))


class Event(NamedTuple):
    """A frame on the wire."""

    at: datetime
    direction: Direction
    frame: str
    station: str
    protocol: str
    action: str  # of an answer: that of its call

    @property
    def to_csms(self) -> bool:
        return self.direction is TO_CSMS

    @property
    def elements(self) -> Any:
        """The frame as data; it must be JSON."""
        return json.loads(self.frame)

    @property
    def kind(self) -> int:
        """The message type."""
        return int(self.frame.lstrip("[ ")[0])

    def of_csms(self, received: str, sent: str) -> str:
        """The word that the CSMS writes."""
        return received if self.to_csms else sent

    def of_station(self, received: str, sent: str) -> str:
        """The word that the station writes."""
        return sent if self.to_csms else received

    def stamp(self, pattern: str, zone: timezone = UTC) -> str:
        """When it was logged; %3f are milliseconds, %-d and the like as in the C library."""
        return stamp(self.at, pattern, zone)


Talk = tuple[Event, ...]


class Fact(NamedTuple):
    """What can be known of a frame."""

    frame: str
    direction: Direction | None
    time: datetime | None
    zone: str | None
    station: str | None
    rebuilt: (
        bool | None
    )  # None: the log has laid the frame out anew, so its text is not compared and this is not judged
    loose: bool  # the notation does not tell a text from a number


class Layout(NamedTuple):
    """A made-up log."""

    name: str
    family: str
    file: str
    content: bytes
    facts: tuple[Fact, ...]
    rejects: int  # texts that open like a frame and are none, at least
    optional: tuple[str, ...]  # frames that may be found
    about: str


LAYOUTS: dict[str, Layout] = {}

#: The units of times in logs.
UNITS = {
    "us": timedelta(microseconds=1),
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
}


def stamp(at: datetime, pattern: str, zone: timezone = UTC) -> str:
    return at.astimezone(zone).strftime(pattern.replace("%3f", f"{at.microsecond // 1000:03d}"))


def epoch(at: datetime, unit: str = "ms") -> int:
    return (at - datetime.fromtimestamp(0, UTC)) // UNITS[unit]


def floor(at: datetime, unit: str) -> datetime:
    return datetime.fromtimestamp(0, UTC) + epoch(at, unit) * UNITS[unit]


def facts(
    talk: Iterable[Event],
    *,
    unit: str | None = "ms",
    zone: str | None = "given",
    behind: timedelta = timedelta(0),
    station: bool = True,
    direction: Callable[[Event], bool] = lambda event: True,
    rebuilt: bool | None = False,
    loose: bool = False,
) -> tuple[Fact, ...]:
    """What can be known of the frames.

    Args:
        talk: The events whose frames can be read, in the order in which they are expected.
        unit: How exact the times are; None if the log has none.
        zone: How the reader knows the offset.
        behind: What is expected minus what is true: where the log is not in UTC and nothing tells.
        station: Whether the log names the station.
        direction: Whether the direction of an event can be found out.
        rebuilt: See `Fact`.
        loose: See `Fact`.
    """
    return tuple(
        Fact(
            event.frame,
            event.direction if direction(event) else None,
            None if unit is None else floor(event.at, unit) + behind,
            None if unit is None else zone,
            event.station if station else None,
            rebuilt,
            loose,
        )
        for event in talk
    )


Write = Callable[[Talk], str | bytes]


def layout(
    name: str,
    talk: Talk,
    file: str = "ocpp.log",
    *,
    read: Callable[[Talk], Iterable[Event]] = tuple,
    rejects: int | None = 0,
    optional: tuple[str, ...] = (),
    **known: Any,
) -> Callable[[Write], Write]:
    """Registers a function that writes a conversation as a log.

    Args:
        name: Of the layout.
        talk: The conversation.
        file: The name of the log.
        read: The events whose frames can be read.
        rejects: How many texts open like a frame and are none; None: those of all events whose frames cannot be read.
        optional: Frames that may be found: neither missing nor false.
        **known: See `facts`.
    """

    def register(write: Write) -> Write:
        assert name not in LAYOUTS, name
        content = write(talk)
        readable = tuple(read(talk))
        LAYOUTS[name] = Layout(
            name=name,
            family=write.__module__.rpartition(".")[2],
            file=file,
            content=content if isinstance(content, bytes) else content.encode(),
            facts=facts(readable, **known),
            rejects=len(talk) - len(readable) if rejects is None else rejects,
            optional=optional,
            about=(write.__doc__ or "").partition("\n")[0],
        )
        return write

    return register


WriteLine = Callable[[Event], str]


def lines(
    name: str,
    talk: Talk,
    file: str = "ocpp.log",
    *,
    noise: Sequence[str] = (),
    clock: str = "",
    place: timezone = UTC,
    every: int = 3,
    end: str = "\n",
    **known: Any,
) -> Callable[[WriteLine], WriteLine]:
    """Registers a function that writes a frame as a line, or as some; see `layout`.

    Args:
        name: Of the layout.
        talk: The conversation.
        file: The name of the log.
        noise: Lines that stand between, in turn; @now stands for the time.
        clock: How that time is written; see `Event.stamp`.
        place: The zone of the clock.
        every: After how many frames there is a line of noise.
        end: How a line ends.
        **known: See `layout`.
    """

    def register(write: WriteLine) -> WriteLine:
        def texts(talk: Talk) -> Iterator[str]:
            for number, event in enumerate(talk):
                if noise and number % every == 0:
                    yield noise[number // every % len(noise)].replace("@now", event.stamp(clock, place))
                yield write(event)

        def whole(talk: Talk) -> str:
            return "".join(f"{text}{end}" for text in texts(talk))

        whole.__module__, whole.__doc__ = write.__module__, write.__doc__
        layout(name, talk, file, **known)(whole)
        return write

    return register


def json_line(**fields: Any) -> str:
    """As most loggers write JSON: compact, with the letters of all languages."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
