"""Entries of one source, and of several."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from .._core.compat import OcppJsonProtocol
from ._carriers import Counts, Idle
from ._entries import Entry, LogError, Sample
from ._layouts import LAYOUTS
from ._parts import raws_of
from ._scan import protocol_named
from ._settling import Repeats, settle
from ._sources import Source
from ._times import zone_of

__all__ = ["Reading", "Source", "merge", "read"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_MANY = 5000  # messages among which one is looked for that two files have
_MINUTE = timedelta(minutes=1)


class Reading(Iterator[Entry]):
    """The entries of a log, in the order of time; and what was seen besides.

    Attributes:
        notes: What a reader of the log should know: a part that could not be read, an order that could not be turned.
    """

    def __init__(
        self, entries: Iterator[Entry], counts: list[Counts], notes: list[str], errors: list[LogError]
    ) -> None:
        self._entries, self._counts, self.notes, self._errors = entries, counts, notes, errors

    def __next__(self) -> Entry:
        """The next entry. What could not be read is raised when everything else has been given."""
        for entry in self._entries:
            return entry
        if self._errors:
            raise self._errors.pop(0)
        raise StopIteration

    @property
    def lines(self) -> int:
        """Lines that were read so far."""
        return sum(each.lines for each in self._counts)

    @property
    def rejected(self) -> int:
        """Texts that open like a frame and are none, so far."""
        return sum(each.rejected for each in self._counts)

    @property
    def samples(self) -> list[Sample]:
        """The first 20 of them."""
        return [sample for each in self._counts for sample in each.samples][:20]


def read(
    source: Source,
    *,
    protocol: OcppJsonProtocol | str | None = None,
    layout: str | None = None,
    zone: tzinfo | str | None = None,
) -> Reading:
    """The entries of a log.

    Args:
        source: A path; "-" for standard input; an open file; or lines.
        protocol: The version; without it, it is detected for each station.
        layout: The name of a layout in LAYOUTS; without it, it is detected.
        zone: The zone of times that do not say theirs: a name such as "Europe/Berlin", or an offset such as "+02:00".
            Without it, it is inferred or assumed; see `Entry.zone`.

    Raises:
        LogError: The source cannot be read. It is raised by the iterator, after everything that can be read.
        TypeError: It is no source.
        ValueError: An unknown protocol, layout or zone.
    """
    return merge(source, protocol=protocol, layout=layout, zone=zone)


def merge(
    *sources: Source,
    protocol: OcppJsonProtocol | str | None = None,
    layout: str | None = None,
    zone: tzinfo | str | None = None,
) -> Reading:
    """The entries of several logs in the order of time. A message that two of them have is given once.

    The arguments and errors are those of `read`.
    """
    version = None if protocol is None else OcppJsonProtocol.of(protocol_named(protocol) or protocol)
    if layout is not None and layout not in LAYOUTS:
        raise ValueError(f"unknown layout {layout!r}; known are {', '.join(LAYOUTS)}")
    at = zone_of(zone) if isinstance(zone, str) else zone
    counts: list[Counts] = []
    notes: list[str] = []
    errors: list[LogError] = []
    streams = [_entries(source, version, layout, at, counts, notes, errors) for source in sources]
    entries = streams[0] if len(streams) == 1 else _by_time(streams)
    return Reading(entries, counts, notes, errors)


def _entries(
    source: Source,
    protocol: OcppJsonProtocol | None,
    layout: str | None,
    zone: tzinfo | None,
    counts: list[Counts],
    notes: list[str],
    errors: list[LogError],
) -> Iterator[Entry]:
    for name, raws in raws_of(source, layout, counts, errors):
        for entry in settle(raws, name, protocol, zone, notes):
            if not isinstance(entry, Idle):
                yield entry


def _by_time(streams: list[Iterator[Entry]]) -> Iterator[Entry]:
    """The entries of several logs, oldest first; one without a time follows the one before it in its log."""
    repeats = Repeats(_MANY, _MINUTE)
    for _, _, entry in heapq.merge(
        *(_timed(stream, number) for number, stream in enumerate(streams)), key=lambda each: each[:2]
    ):
        if not repeats.is_one(entry.frame, entry.file, entry.station, entry.direction, entry.time):
            yield entry


def _timed(stream: Iterator[Entry], number: int) -> Iterator[tuple[datetime, int, Entry]]:
    last = _LONG_AGO
    for entry in stream:
        last = entry.time or last
        yield last, number, entry
